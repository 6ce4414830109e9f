"""Undo and redo, read from the history and written to it: they survive a restart.

An "undone" or "redone" entry names the entry that it is about in ``reverses``. The newest entry
that speaks of an edit, itself or one of these, tells whether the edit holds now.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.contents import UndoState
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.history import Changed, Entry
from coopdesk.catalogue.plain import field_from_plain, from_plain
from coopdesk.catalogue.record import Record
from coopdesk.storage.batch_edits import Edit, Written, beside, write_edits, written
from coopdesk.storage.frame import apply_change, is_of_record
from coopdesk.storage.gone import note_returned
from coopdesk.storage.history_log import (
    INLINE_LIMIT,
    Act,
    EntryWriter,
    StoredChange,
    read_changes,
    read_entry,
)
from coopdesk.storage.moments import moment_text
from coopdesk.storage.records_reading import chunks, read_parts
from coopdesk.storage.records_writing import insert_records, remove_records
from coopdesk.storage.schema import change, entry
from coopdesk.storage.search import renew_words
from coopdesk.storage.stamps import Stamp, read_stamps

_BATCH = 1000
_LOOKED_AT = 200
_REMEMBERED = 10_000
_Key: TypeAlias = tuple[tuple[str, Any], ...]


def undo(connection: Connection, act: Act) -> Changed | None:
    """Reverse the last edit that holds; None where there is none."""
    last = _undoable(connection)
    return _reverse(connection, last, act) if last else None


def redo(connection: Connection, act: Act) -> Changed | None:
    """Do again what was undone last; None where nothing was, or something was edited since."""
    last = _redoable(connection)
    return _repeat(connection, last, act) if last else None


def undo_state(connection: Connection) -> UndoState:
    """Return the entries that `undo` and `redo` would take next."""
    back, forth = _undoable(connection), _redoable(connection)
    return UndoState(
        read_entry(connection, back) if back else None,
        read_entry(connection, forth) if forth else None,
    )


def _undoable(connection: Connection) -> int:
    settled: set[int] = set()
    undone: set[int] = set()
    for entry_id, operation, reverses in _newest_first(connection):
        if operation in ("undone", "redone"):
            if reverses not in settled and operation == "undone":
                undone.add(reverses)
            settled.add(reverses)
        elif operation != "founded" and entry_id not in undone:
            return entry_id
    return 0


def _redoable(connection: Connection) -> int:
    redone: set[int] = set()
    for _entry_id, operation, reverses in _newest_first(connection):
        if operation == "undone" and reverses not in redone:
            return reverses
        if operation not in ("undone", "redone"):
            return 0
        redone.add(reverses)
    return 0


def _newest_first(connection: Connection) -> Iterator[tuple[int, str, int]]:
    before = None
    while True:
        statement = select(entry.c.id, entry.c.operation, entry.c.reverses)
        if before is not None:
            statement = statement.where(entry.c.id < before)
        rows = connection.execute(statement.order_by(entry.c.id.desc()).limit(_LOOKED_AT)).all()
        if not rows:
            return
        for row in rows:
            yield row.id, row.operation, row.reverses
        before = rows[-1].id


def _reverse(connection: Connection, entry_id: int, act: Act) -> Changed:
    stamps = read_stamps(connection, entry_id)
    step = _Step(connection, act, read_entry(connection, entry_id), "undone", stamps, act)
    return step.take(read_changes(connection, entry_id, reversing=True))


def _repeat(connection: Connection, entry_id: int, act: Act) -> Changed:
    about = read_entry(connection, entry_id)
    # What is done again was done by whoever did it first.
    first = Act(about.who, about.at)
    step = _Step(connection, act, about, "redone", {}, first)
    return step.take(read_changes(connection, entry_id))


class _Step:
    """One entry that is undone or done again; ``stamps`` tell whose the records are after it.

    Those of which they tell nothing are as if changed in the ``instead`` act.
    """

    def __init__(
        self,
        connection: Connection,
        act: Act,
        about: Entry,
        operation: str,
        stamps: dict[int, Stamp],
        instead: Act,
    ) -> None:
        self._connection = connection
        self._about = about
        self._operation = operation
        self._stamps = stamps
        self._instead: Stamp = (moment_text(instead.at), instead.who)
        self._log = EntryWriter(connection, act, operation, many=about.records > INLINE_LIMIT)
        # Records whose words in the search index are not those that they hold now.
        self._reworded: list[int] = []
        # The rows of that index that hold the words of records that are gone.
        self._places: list[int] = []
        self._remembered: dict[_Key | None, Written] = {}

    def take(self, changes: Iterator[StoredChange]) -> Changed:
        """Apply the changes, write the entry, and return what it did."""
        touched: dict[int, None] = {}
        for kind, run in groupby(changes, key=_kind):
            for batch in _batches(kind, run):
                self._apply(kind, batch)
                self._log.add(batch)
                touched.update(dict.fromkeys(s.record_id for s in batch if s.record_id))
        renew_words(self._connection, self._reworded, self._places)
        about = self._about
        number = self._log.finish(records=about.records, title=about.title, reverses=about.id)
        return Changed(self._operation, tuple(touched), number, about.title)

    def _apply(self, kind: str, batch: list[StoredChange]) -> None:
        ids = [stored.record_id for stored in batch]
        if kind == "frame":
            for stored in batch:
                apply_change(self._connection, stored.change)
        elif kind == "came":
            note_returned(self._connection, ids)
            insert_records(self._connection, self._returning(batch))
            self._reworded += ids
        elif kind == "went":
            self._places += remove_records(self._connection, ids, self._log.id)
        else:
            self._reworded += write_edits(self._connection, self._edits(batch))

    def _returning(self, batch: Sequence[StoredChange]) -> list[Record]:
        """Return the records that come back, under their own ids and a version never seen."""
        versions = versions_so_far(self._connection, [stored.change.uid for stored in batch])
        return [
            replace(
                from_plain(stored.change.after),
                id=stored.record_id,
                version=versions[stored.change.uid] + 1,
            )
            for stored in batch
        ]

    def _edits(self, batch: Sequence[StoredChange]) -> Iterator[Edit]:
        """Return the edits that set the fields of records to what the changes have after."""
        values: dict[int, dict[str, Any]] = defaultdict(dict)
        for stored in batch:
            values[stored.record_id][stored.change.field] = stored.change.after
        known = self._beside(values)
        for record_id, named in values.items():
            at, who = self._stamps.get(record_id, self._instead)
            yield Edit(record_id, self._written(known.get(record_id), named), at, who)

    def _beside(self, values: dict[int, dict[str, Any]]) -> dict[int, Record]:
        """Return what must be known of these records beside the fields that are set."""
        names = {name for named in values.values() for name in named}
        more = beside(names) - names
        if not more:
            return {}
        # A field that some of them get may be beside what others get.
        read = read_parts(self._connection, list(values), beside(names))
        return {record.id: record for record in read}

    def _written(self, known: Record | None, named: dict[str, Any]) -> Written:
        names = tuple(named)
        key = None if known else _key(named)
        if key in self._remembered:
            return self._remembered[key]
        fields = {name: field_from_plain(field(name), plain) for name, plain in named.items()}
        made = written(replace(known, **fields) if known else Record(**fields), names)
        if key and len(self._remembered) < _REMEMBERED:
            self._remembered[key] = made
        return made


def _key(named: dict[str, Any]) -> _Key | None:
    """Return by what the same values are known again; None for lists of more than texts."""
    key = tuple(
        (name, tuple(value) if isinstance(value, list) else value) for name, value in named.items()
    )
    try:
        hash(key)
    except TypeError:
        return None
    return key


def _kind(stored: StoredChange) -> str:
    if not is_of_record(stored.change):
        return "frame"
    if stored.change.field != "*":
        return "edited"
    return "came" if stored.change.before is None else "went"


def _batches(kind: str, run: Iterator[StoredChange]) -> Iterator[list[StoredChange]]:
    if kind != "edited":
        while batch := list(islice(run, _BATCH)):
            yield batch
        return
    # All changes of one record stay together.
    together: list[StoredChange] = []
    for _record_id, changes in groupby(run, key=attrgetter("record_id")):
        together += changes
        if len(together) >= _BATCH:
            yield together
            together = []
    if together:
        yield together


def versions_so_far(connection: Connection, uids: Sequence[str]) -> Counter[str]:
    """Return how many entries have touched each record: the version that it had at most."""
    found: Counter[str] = Counter()
    for piece in chunks(uids):
        rows = connection.execute(
            select(change.c.uid, func.count(change.c.entry_id.distinct()))
            .where(change.c.uid.in_(list(piece)))
            .group_by(change.c.uid)
        )
        found.update(dict(rows.all()))
    return found
