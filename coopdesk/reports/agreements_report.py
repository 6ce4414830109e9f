"""The register of agreements: what binds since when, what followed what, and what ends when."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from coopdesk.catalogue.chain import chained_kinds
from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label, in_force
from coopdesk.i18n import number_words
from coopdesk.reports.agreement_chains import agreement_chains
from coopdesk.reports.agreement_ends import agreement_ends, when
from coopdesk.reports.agreement_terms import ends_at, has_not_ended, is_agreement, signed_at
from coopdesk.reports.entry_rows import SEPARATOR, country, date_of, joined, label, stated
from coopdesk.reports.frame import frame
from coopdesk.reports.named_record import named_record
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.succession import chains, rungs
from coopdesk.reports.wording import Wording

_DAYS = ("signed", "in_force", "expires")
_LONGEST_TOGETHER = 1_500  # characters of an entry that is not broken over two pages


def agreements_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for ``request``: plain values, in its language.

    What an agreement is, `is_agreement` tells; programmes stand in the chains of those. Raises
    UnknownCode for a language that the program does not speak, AboveCeiling for a record that is
    marked higher than it may hold.
    """
    prepared = prepare(request)
    wording = prepared.wording
    agreements = [one for one in prepared.seen if is_agreement(one)]
    registered = {prepared.key(one) for one in agreements}
    chained = chained_kinds(in_force())
    successions = [
        chain
        for chain in chains([one for one in prepared.seen if one.kind in chained or one.terms])
        if any(prepared.key(rung.record) in registered for rung in rungs(chain))
    ]
    steps = {prepared.key(rung.record) for chain in successions for rung in rungs(chain)}
    # Of what the report does not tell, nothing must count: neither its marking nor its partners.
    told = tuple(one for one in prepared.seen if prepared.key(one) in registered | steps)
    prepared = replace(prepared, seen=told)
    data = {
        **frame(
            prepared,
            wording.gettext("Register of agreements"),
            figures=_figures(agreements, prepared),
            contents={"sure": False, "depth": 2, "split": ""},
        ),
        "register": _register(agreements, prepared),
        "chains": agreement_chains(successions, registered, prepared),
        "ends": agreement_ends(agreements, prepared),
    }
    if not agreements:
        data["words"]["nothing"] = (
            wording.gettext("No agreements"),
            wording.gettext("No agreement that may go into this report fits the selection."),
        )
    return data


def _figures(agreements: Sequence[Record], prepared: Prepared) -> list[dict[str, str]]:
    wording, lists = prepared.wording, in_force()
    ends = [when(ends_at(one), prepared.today) for one in _lasting(agreements)]
    counted = (
        (len(agreements), wording.ngettext("Agreement", "Agreements", len(agreements))),
        (sum(one.status in lists.under_way for one in agreements), wording.gettext("In force")),
        (ends.count("near"), wording.gettext("Ending within 12 months")),
        (ends.count("past"), wording.gettext("Past their end, not closed")),
    )
    return [
        {"value": number_words(number, wording.language), "label": words}
        for number, words in counted
        if number
    ]


def _lasting(agreements: Iterable[Record]) -> Iterable[Record]:
    return (one for one in agreements if has_not_ended(one) and not ends_at(one).unknown)


def _register(agreements: Sequence[Record], prepared: Prepared) -> dict[str, Any]:
    """Return the agreements, each with the changes to it, without columns that say nothing."""
    wording = prepared.wording
    entries = [_entry(one, prepared) for one in agreements]
    labels = [
        *(label(Term, name, wording) for name in _DAYS),
        field("status").words(wording.language),
    ]
    lines = [line for entry in entries for line in (entry, *entry["changes"])]
    kept = [place for place in range(len(labels)) if any(line["cells"][place] for line in lines)]
    for line in lines:
        line["cells"] = [line["cells"][place] for place in kept]
    return {
        "title": wording.gettext("Register"),
        "count": wording.ngettext("{count} agreement", "{count} agreements", len(agreements)),
        "columns": [wording.gettext("Agreement"), *(labels[place] for place in kept)],
        "entries": entries,
    }


def _entry(record: Record, prepared: Prepared) -> dict[str, Any]:
    wording, brief, terms = prepared.wording, prepared.options.brief, record.terms
    first = terms[0] if terms else Term()
    dated = any(term.signed or term.in_force for term in terms)
    meta = (
        record.reference,
        code_label("kind", record.kind, wording.language),
        "" if dated else period_words(record.period, wording.language),
    )
    parties = _parties(record, wording)
    small = [] if brief else _small_print(first, wording)
    return {
        **named_record(record, prepared.key(record), wording),
        "parties": parties,
        "meta": SEPARATOR.join(filter(None, meta)),
        "small": small,
        "cells": [
            period_words(signed_at(record), wording.language),
            date_of(first.in_force, wording),
            period_words(ends_at(record), wording.language),
            code_label("status", record.status, wording.language) if record.status else "",
        ],
        "changes": [] if brief else [_change(term, wording) for term in terms[1:]],
        "together": _is_short(record.title, parties, *small),
    }


def _change(term: Term, wording: Wording) -> dict[str, Any]:
    title, small = " ".join(term.title.split()), _small_print(term, wording)
    return {
        "title": title or wording.gettext("Amendment"),
        "own": not title,
        "small": small,
        "cells": [*(date_of(getattr(term, name), wording) for name in _DAYS), ""],
        "together": _is_short(title, *small),
    }


def _small_print(term: Term, wording: Wording) -> list[str]:
    told = (
        stated(Term, "renewal", term.renewal, wording),
        stated(Term, "signatories", joined(*term.signatories), wording),
    )
    return [words for words in told if words]


def _parties(record: Record, wording: Wording) -> str:
    named = [joined(one.organisation, country(one.country, wording)) for one in record.parties]
    if not any(named):
        named = [country(code, wording) for code in record.partners]
    return SEPARATOR.join(dict.fromkeys(filter(None, named)))


def _is_short(*texts: str) -> bool:
    return sum(map(len, texts)) <= _LONGEST_TOGETHER
