"""Which organisations have to do with some records, and with how many of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import country_name, number_words
from coopdesk.reports.printable import isolated
from coopdesk.reports.wording import Wording


@dataclass(slots=True)
class _Involved:
    """An organisation: its country and roles as far as they are stated, and its records."""

    countries: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    records: int = 0


def organisations_involved(records: Sequence[Record], wording: Wording) -> dict[str, Any]:
    """Return a register of the organisations, those with the most records first; {} for none.

    It has the columns and rows that the template's register takes; a column in which nothing is
    stated is left out.
    """
    found: dict[str, _Involved] = {}
    for record in records:
        for name in record.organisations:
            found.setdefault(name, _Involved()).records += 1
        for party in record.parties:
            if not party.organisation:
                continue
            own = found[party.organisation]
            if party.country:
                own.countries[party.country] = None
            if party.role:
                own.roles[party.role] = None
    if not found:
        return {}
    say, language = wording.gettext, wording.language
    columns = [
        {"label": say("Organisation"), "width": 5, "number": False, "content": True},
        {"label": say("Country"), "width": 3, "number": False, "content": False},
        {"label": say("Role"), "width": 3, "number": False, "content": False},
        {"label": say("Records"), "width": "auto", "number": True, "content": False},
    ]
    order = sorted(found, key=lambda name: (-found[name].records, folded_sort_key(name)))
    lines = [
        [
            isolated(name),
            ", ".join(country_name(code, language) for code in found[name].countries),
            ", ".join(code_label("role", code, language) for code in found[name].roles),
            number_words(found[name].records, language),
        ]
        for name in order
    ]
    kept = [at for at in range(len(columns)) if any(line[at] for line in lines)]
    return {
        "columns": [columns[at] for at in kept],
        "rows": [{"cells": [line[at] for at in kept]} for line in lines],
    }
