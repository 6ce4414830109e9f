"""With what a partnership began: its first agreements."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coopdesk.catalogue.chain import chained_kinds
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.reports.printable import isolated, shorten
from coopdesk.reports.record_entry import title_in
from coopdesk.reports.record_sentence import LONGEST, is_own, sentence
from coopdesk.reports.wording import Wording

_MOST = 3


def beginnings(seen: Sequence[Record]) -> list[Record]:
    """Return what it began with: the first agreements, else what was there before all else."""
    dated = [record for record in seen if _begun(record).year_from is not None]
    dated.sort(key=lambda record: _begun(record).sort_key)
    kinds = chained_kinds(in_force())
    agreements = [record for record in dated if record.kind in kinds]
    if agreements:
        return agreements[:_MOST]
    first = [one for one in dated if _begun(one).year_from == _begun(dated[0]).year_from]
    return first if len(first) == 1 and len(dated) > 1 else []


def _begun(record: Record) -> Period:
    signed = next((term.signed for term in record.terms if term.signed), "")
    return Period.parse(signed) if signed else record.period


def beginning(record: Record, wording: Wording) -> dict[str, Any]:
    """Return one of them for the template: its date, its title, and its summary if it has one."""
    told = sentence(replace(record, period=UNKNOWN, status=""), wording)
    return {
        "date": period_words(_begun(record), wording.language),
        "title": isolated(shorten(title_in(record, wording.language), LONGEST)),
        "title_own": is_own(record, wording.language),
        "text": told["text"] + told["end"] if told["end"] else "",
        "own": told["own"],
        "mark": told["mark"],
    }
