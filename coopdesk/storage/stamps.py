"""Who had changed a record last, and when, before an entry: undoing the entry gives that back too.

An entry that edits records says it in one change more, its last, which belongs to no record.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sqlalchemy import Connection, select

from coopdesk.catalogue.history import FieldChange
from coopdesk.catalogue.record import Record
from coopdesk.storage.history_log import NO_RECORD, StoredChange, stored_changes
from coopdesk.storage.moments import moment_text
from coopdesk.storage.schema import change

Stamp: TypeAlias = tuple[str, str]
"""When a record was changed last, as it is stored, and who did it."""

_FIELD = "stamps"


class Stamps:
    """Collects the stamps of records that are being edited."""

    def __init__(self) -> None:
        self._ids: dict[Stamp, list[int]] = defaultdict(list)

    def note(self, records: Iterable[Record]) -> None:
        """Note who changed each of ``records``, which are as before the edit, last."""
        for record in records:
            assert record.changed_at is not None
            self.note_stored(record.id, (moment_text(record.changed_at), record.changed_by))

    def note_stored(self, record_id: int, stamp: Stamp) -> None:
        """Note the stamp that a record had before the edit."""
        self._ids[stamp].append(record_id)

    def change(self) -> StoredChange:
        """Return what the history is to say of it."""
        said = [[at, who, list(_runs(ids))] for (at, who), ids in self._ids.items()]
        return StoredChange(0, FieldChange(NO_RECORD, _FIELD, said, None))


def read_stamps(connection: Connection, entry_id: int) -> dict[int, Stamp]:
    """Return the stamps that an entry took from its records, by their ids.

    Empty where it edited none, or an earlier version of the program wrote it.
    """
    statement = select(change).where(
        change.c.entry_id == entry_id, change.c.uid == NO_RECORD, change.c.field == _FIELD
    )
    return {
        record_id: (at, who)
        for stored in stored_changes(connection, statement)
        for at, who, runs in stored.change.before
        for first, last in runs
        for record_id in range(first, last + 1)
    }


def _runs(ids: list[int]) -> Iterator[tuple[int, int]]:
    """Return the ids as runs that follow one another, first and last of each."""
    ordered = sorted(ids)
    first = previous = ordered[0]
    for record_id in ordered[1:]:
        if record_id != previous + 1:
            yield first, previous
            first = record_id
        previous = record_id
    yield first, previous
