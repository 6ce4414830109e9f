"""The history of a record as its report tells it: when, who, what and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.history import Entry, FieldChange
from coopdesk.catalogue.history_words import change_lines, operation_words
from coopdesk.catalogue.marking import SCALE, highest
from coopdesk.catalogue.plain import field_from_plain
from coopdesk.catalogue.record_marking import document_marking
from coopdesk.i18n import moment_words
from coopdesk.reports.wording import Wording

MOST_STEPS = 200
"""The most steps of a record that are told, the newest."""


def history_rows(
    entries: Sequence[Entry], areas: Mapping[str, str], wording: Wording
) -> list[dict[str, Any]]:
    """Return the steps of ``entries`` (the newest first) in the report's words.

    Each is told as the window tells it: what was done, then each change as a line.
    """
    return [
        {
            "when": moment_words(entry.at, wording.language),
            "who": entry.who,
            "what": operation_words(entry.operation, wording.language),
            "lines": change_lines(_parts(entry), areas, wording.language),
            "why": entry.why,
        }
        for entry in entries[:MOST_STEPS]
    ]


def history_marking(entries: Sequence[Entry]) -> str:
    """Return the highest marking that the record or its documents had in ``entries``.

    What was written under it is still told by them.
    """
    given = [
        marking
        for entry in entries[:MOST_STEPS]
        for change in _parts(entry)
        for value in (change.before, change.after)
        for marking in _markings(change, value)
    ]
    known = {marking.code for marking in SCALE}
    return highest(tuple(marking for marking in given if marking in known))


def _parts(entry: Entry) -> list[FieldChange]:
    return [change for change in entry.changes if change.field != "*"]


def _markings(change: FieldChange, value: Any) -> list[str]:
    if change.field == "marking":
        return [str(value)]
    if change.field != "documents":
        return []
    try:
        documents = field_from_plain(field("documents"), value)
        return [document_marking(one) for one in documents]
    except CatalogueError:
        return []  # as the history's words have it: written by another version of the program
