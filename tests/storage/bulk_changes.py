"""Bulk changes of every kind, and what a plain reading of the rules says that each does."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from coopdesk.catalogue.bulk import (
    AddEntries,
    BulkChange,
    ClearField,
    RemoveEntries,
    ReplaceText,
    SetField,
    SetPart,
)
from coopdesk.catalogue.facets import Party, Place
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context, Severity, problems_of
from tests.builders import a_partnership, areas

# Some of them are refused in some records: the kind decides about the status, and so on.
CHANGES: tuple[BulkChange, ...] = (
    SetField("status", "closed"),
    SetField("status", "expired"),
    SetField("kind", "agreement"),
    SetField("kind", "seminar"),
    SetField("area", "AIR"),
    SetField("area", "XYZ"),
    SetField("partnership", "DK-UA"),
    SetField("period", Period.parse("2015-05/..")),
    SetField("marking", "RESTRICTED"),
    SetField("publish", True),
    SetField("parties", (Party("Forsvaret", "DK", "provider"),)),
    SetField("title", "x" * 400),
    ClearField("summary"),
    ClearField("tags"),
    ClearField("places"),
    AddEntries("tags", ("øvelse", "air")),
    AddEntries("parties", (Party("Organisation 3", "", "lead"),)),
    AddEntries("releasable_to", ("RS", "DK")),
    AddEntries("releasable_to", ("rs",)),
    RemoveEntries("tags", ("air", "medical")),
    RemoveEntries("parties", (Party(role="receiver"),)),
    RemoveEntries("places", (Place(country="RS"),)),
    ReplaceText("title", "øvelse", "exercise", match_case=False),
    ReplaceText("summary", "part", "no."),
    ReplaceText("tags", "air", "medical"),
    ReplaceText("places", "Niš", "Nis", part="name"),
    SetPart("items", "unit", "piece"),
    SetPart("parties", "role", "host", like=Party(country="DK")),
)


def context(today: date) -> Context:
    """Return what the rules are told of a catalogue that `builders.contents` began."""
    partnerships = {a_partnership().code, "DK-UA"}
    return Context({area.code for area in areas()}, partnerships, today)


def changed_alone(record: Record, change: BulkChange) -> Record:
    """Return one record after the change, whatever the rules say."""
    made: dict[str, Any] = {change.field: change.applied(getattr(record, change.field))}
    return replace(record, **made)


def refused(after: Record, change: BulkChange, today: date) -> bool:
    """Tell whether the rules find an error in what the change touched."""
    found = problems_of(after, context(today), {change.field})
    return any(problem.severity is Severity.ERROR for problem in found)


def expected(
    records: Iterable[Record], change: BulkChange, today: date
) -> tuple[list[Record], list[Record]]:
    """Return which of the records change, as they are then, and which are refused."""
    changing: list[Record] = []
    held_back: list[Record] = []
    for record in records:
        after = changed_alone(record, change)
        if after != record:
            (held_back if refused(after, change, today) else changing).append(after)
    return changing, held_back
