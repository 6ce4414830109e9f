"""The records of an area in running text, as many as there is room for."""

from collections.abc import Sequence
from typing import Any

from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.reports.catalogue_report import Chapter, area_head
from coopdesk.reports.chosen import ordered
from coopdesk.reports.prepared import Prepared
from coopdesk.reports.printable import shorten
from coopdesk.reports.record_sentence import sentence
from coopdesk.reports.wording import Wording

_MOST_TOLD = 12  # room or not
_LONGEST_NAME = 80


def area_paragraph(chapter: Chapter, begun: Sequence[Record], prepared: Prepared) -> dict[str, Any]:
    """Return an area's records in running text, those with sentences first, oldest first.

    ``rank`` says which go first where there is no room for all, from 0; ``more`` is what is said
    instead of the rest when so many are told. What tells how it all began is told there alone,
    unless the area has nothing else.
    """
    wording = prepared.wording
    elsewhere = set(map(id, begun))
    own = [record for record in chapter.records if id(record) not in elsewhere]
    own = own or list(chapter.records)
    ranked = sorted(own, key=_importance, reverse=True)
    ranks = {id(record): rank for rank, record in enumerate(ranked[:_MOST_TOLD])}
    told = [record for record in own if id(record) in ranks]
    sentences = [
        {**sentence(record, wording), "rank": ranks[id(record)]}
        for record in ordered(told, "period")
    ]
    sentences.sort(key=lambda one: not one["end"])
    head = area_head(chapter.area, len(chapter.records), prepared)
    return {
        **head,
        "name": shorten(head["name"], _LONGEST_NAME),
        "sentences": sentences,
        "more": [_more(len(own) - shown, wording) for shown in range(len(told) + 1)],
    }


def _importance(record: Record) -> tuple[bool, bool, bool, bool, int, int]:
    lists = in_force()
    return (
        record.status != "cancelled",
        record.kind in lists.agreements,
        bool(record.summary.strip()),
        record.status in lists.under_way,
        record.period.year_to or record.period.year_from or 0,
        len(record.contents),
    )


def _more(number: int, wording: Wording) -> str:
    if not number:
        return ""
    return wording.ngettext("And {count} more.", "And {count} more.", number)
