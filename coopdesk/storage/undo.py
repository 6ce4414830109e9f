"""Undo and redo, read from the history and written to it: they survive a restart.

An "undone" or "redone" entry names the entry that it is about in ``reverses``. The newest entry
that speaks of an edit, itself or one of these, tells whether the edit holds now.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.contents import UndoState
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.history import Changed, Entry
from coopdesk.catalogue.plain import field_from_plain, from_plain
from coopdesk.catalogue.record import Record
from coopdesk.storage.frame import apply_change, is_of_record
from coopdesk.storage.history_log import (
    INLINE_LIMIT,
    Act,
    EntryWriter,
    StoredChange,
    read_changes,
    read_entry,
)
from coopdesk.storage.records_reading import chunks, read_record
from coopdesk.storage.records_writing import insert_records, remove_records, update_record
from coopdesk.storage.schema import change, entry
from coopdesk.storage.search import forget_words

_BATCH = 1000
_LOOKED_AT = 200


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
    reversed_changes = (
        StoredChange(
            stored.record_id,
            replace(stored.change, before=stored.change.after, after=stored.change.before),
        )
        for stored in read_changes(connection, entry_id, backwards=True)
    )
    return _apply(connection, read_entry(connection, entry_id), reversed_changes, act, "undone")


def _repeat(connection: Connection, entry_id: int, act: Act) -> Changed:
    changes = read_changes(connection, entry_id)
    return _apply(connection, read_entry(connection, entry_id), changes, act, "redone")


def _apply(
    connection: Connection,
    about: Entry,
    changes: Iterator[StoredChange],
    act: Act,
    operation: str,
) -> Changed:
    log = EntryWriter(connection, act, operation, many=about.records > INLINE_LIMIT)
    touched: dict[int, None] = {}
    gone: list[int] = []
    for kind, run in groupby(changes, key=_kind):
        for batch in _batches(kind, run):
            if kind == "frame":
                for stored in batch:
                    apply_change(connection, stored.change)
            elif kind == "came":
                insert_records(connection, _returning(connection, batch, act))
            elif kind == "went":
                ids = [stored.record_id for stored in batch]
                remove_records(connection, ids)
                gone += ids
            else:
                _edit(connection, batch, act)
            log.add(batch)
            touched.update(dict.fromkeys(s.record_id for s in batch if s.record_id))
    forget_words(connection, gone)
    number = log.finish(records=about.records, title=about.title, reverses=about.id)
    return Changed(operation, tuple(touched), number, about.title)


def _kind(stored: StoredChange) -> str:
    if not is_of_record(stored.change):
        return "frame"
    if stored.change.field != "*":
        return "edited"
    return "came" if stored.change.before is None else "went"


def _batches(kind: str, run: Iterator[StoredChange]) -> Iterator[list[StoredChange]]:
    if kind == "edited":
        for _record_id, changes in groupby(run, key=lambda stored: stored.record_id):
            yield list(changes)
    else:
        while batch := list(islice(run, _BATCH)):
            yield batch


def _returning(connection: Connection, batch: Sequence[StoredChange], act: Act) -> list[Record]:
    """Return the records that come back, under their own ids and a version never seen before."""
    versions = _versions(connection, [stored.change.uid for stored in batch])
    return [
        replace(
            from_plain(stored.change.after),
            id=stored.record_id,
            version=versions[stored.change.uid] + 1,
            changed_at=act.at,
            changed_by=act.who,
        )
        for stored in batch
    ]


def _versions(connection: Connection, uids: Sequence[str]) -> Counter[str]:
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


def _edit(connection: Connection, changes: Sequence[StoredChange], act: Act) -> None:
    """Set the fields of one record to what the changes have after."""
    before = read_record(connection, changes[0].record_id)
    values = {
        stored.change.field: field_from_plain(field(stored.change.field), stored.change.after)
        for stored in changes
    }
    after = replace(
        before,
        **values,
        changed_at=act.at,
        changed_by=act.who,
        version=before.version + 1,
    )
    update_record(connection, before, after)
