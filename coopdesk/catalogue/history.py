"""What was changed, by whom and when: entries that only ever grow."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coopdesk.catalogue.codes import Code
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.plain import field_to_plain
from coopdesk.catalogue.record import Record
from coopdesk.i18n import N_

# What an entry did. "founded" is a catalogue's first filling, which nothing undoes.
OPERATIONS: tuple[Code, ...] = (
    Code("founded", N_("Catalogue created")),
    Code("added", N_("Added")),
    Code("edited", N_("Edited")),
    Code("deleted", N_("Deleted")),
    Code("imported", N_("Imported")),
    Code("bulk", N_("Edited in bulk")),
    Code("merged", N_("Merged")),
    Code("restored", N_("Restored")),
    Code("reverted", N_("Earlier version brought back")),
    Code("undone", N_("Undone")),
    Code("redone", N_("Redone")),
)

# The program gives these anew at each save: a change of theirs alone is none.
GIVEN_AT_SAVE: tuple[str, ...] = (
    "reference",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record, before and after, as plain values (see `plain`).

    ``field`` is "*" where the whole record came (``before`` None) or went (``after`` None).
    """

    uid: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the history: what one act of one user changed, in one transaction.

    ``reverses`` is the id of the entry that an "undone" or "redone" one speaks of, else 0.
    ``records`` says how many records it touched; ``title`` is the title of the first of them.
    """

    id: int
    at: datetime
    who: str
    why: str
    operation: str
    reverses: int
    records: int
    title: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """What an edit did: what every view is told. ``ids`` are the store's keys of the records."""

    operation: str
    ids: tuple[int, ...]
    entry: int
    title: str = ""


def differences(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """Return field by field what an edit of ``before`` to ``after`` changes, in field order."""
    changes = []
    for field in FIELDS:
        if field.name in GIVEN_AT_SAVE:
            continue
        old = field_to_plain(field, getattr(before, field.name))
        new = field_to_plain(field, getattr(after, field.name))
        if old != new:
            changes.append(FieldChange(before.uid, field.name, old, new))
    return tuple(changes)
