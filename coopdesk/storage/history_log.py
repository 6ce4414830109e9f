"""The history: entries that are only ever added, each chained to the one before by SHA-256.

An entry's hash is SHA-256 over three lines of UTF-8: the JSON list of its own fields and of the
hash before it, the digest of its changes' lines, the digest of its packs. Whoever alters an entry
must alter every later one.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, select

from coopdesk.catalogue.history import Entry, FieldChange
from coopdesk.storage.moments import moment_text
from coopdesk.storage.numbering import next_number
from coopdesk.storage.rows import insert_rows
from coopdesk.storage.schema import change, entry, pack

# An entry with more changes than this keeps them in packs of PACK_SIZE, which are compressed:
# change number n stands in pack n // PACK_SIZE at place n % PACK_SIZE.
INLINE_LIMIT = 100
PACK_SIZE = 250
# In place of a uid: what an entry says that is of no record and of nothing in the frame.
NO_RECORD = ""
# The largest number that SQLite takes.
_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when, and why they say that they do."""

    who: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One change with the store's key of its record, 0 where it is not a record's.

    ``entry_id`` is that of its entry, once it was written.
    """

    record_id: int
    change: FieldChange
    entry_id: int = 0


class Line(NamedTuple):
    """A change as it is written: its values are JSON, "" for none."""

    record_id: int
    uid: str
    field: str
    before: str
    after: str


class EntryWriter:
    """Writes one entry: first its changes, as many at a time as the caller likes, then itself."""

    def __init__(self, connection: Connection, act: Act, operation: str, *, many: bool) -> None:
        self._connection = connection
        self._act = act
        self._operation = operation
        self._many = many
        self.id = next_number(connection, "entry")
        self._number = 0
        self._waiting: list[str] = []
        self._lines, self._packs = sha256(), sha256()

    def add(self, changes: Iterable[StoredChange]) -> None:
        """Write changes, in the order in which they are to be applied."""
        self.add_lines(
            Line(s.record_id, c.uid, c.field, json_text(c.before), json_text(c.after))
            for s in changes
            for c in (s.change,)
        )

    def add_lines(self, lines: Iterable[Line]) -> None:
        """Write changes whose values are JSON already."""
        rows: list[tuple[Any, ...]] = []
        for record_id, uid, field, before, after in lines:
            number = self._number
            self._number += 1
            if self._many:
                packed = number // PACK_SIZE
                rows.append((self.id, number, record_id, uid, field, "", "", packed))
                self._waiting.append(f"[{before or 'null'},{after or 'null'}]")
                if len(self._waiting) == PACK_SIZE:
                    self._write_pack(packed)
            else:
                rows.append((self.id, number, record_id, uid, field, before, after, None))
        self._lines.update(_lines(rows))
        insert_rows(self._connection, change, rows)

    def finish(self, *, records: int, title: str, reverses: int = 0) -> int:
        """Write the entry itself and return its id."""
        if self._waiting:
            self._write_pack(self._number // PACK_SIZE)
        previous = self._connection.scalar(
            select(entry.c.hash).order_by(entry.c.id.desc()).limit(1)
        )
        fields = (
            self.id,
            moment_text(self._act.at),
            self._act.who,
            self._act.why,
            self._operation,
            reverses,
            records,
            title,
            previous or "",
        )
        digest = _entry_hash(fields, self._lines.hexdigest(), self._packs.hexdigest())
        insert_rows(self._connection, entry, [(*fields, digest)])
        return self.id

    def _write_pack(self, number: int) -> None:
        content = f"[{','.join(self._waiting)}]".encode()
        self._packs.update(content)
        insert_rows(self._connection, pack, [(self.id, number, zlib.compress(content, 3))])
        self._waiting.clear()


def read_entries(
    connection: Connection, *, limit: int = 50, uid: str = "", before: int = 0
) -> tuple[Entry, ...]:
    """Return entries, the newest first, older than entry ``before`` unless that is 0.

    With ``uid`` only those that changed that record, and each with its changes of it.
    """
    statement = select(entry).order_by(entry.c.id.desc()).limit(min(max(limit, 0), _MOST))
    if before > 0:
        statement = statement.where(entry.c.id < min(before, _MOST))
    if uid:
        statement = statement.where(
            entry.c.id.in_(select(change.c.entry_id).where(change.c.uid == uid))
        )
    rows = connection.execute(statement).all()
    changes: dict[int, list[FieldChange]] = defaultdict(list)
    if uid and rows:
        theirs = select(change).where(
            change.c.uid == uid, change.c.entry_id.between(rows[-1].id, rows[0].id)
        )
        for stored in stored_changes(connection, theirs):
            changes[stored.entry_id].append(stored.change)
    return tuple(entry_from(row, tuple(changes[row.id])) for row in rows)


def read_entry(connection: Connection, entry_id: int) -> Entry:
    """Return one entry without its changes; it must exist."""
    return entry_from(connection.execute(select(entry).where(entry.c.id == entry_id)).one())


def entry_from(row: Row[Any], changes: tuple[FieldChange, ...] = ()) -> Entry:
    """Return the entry that a row of its table holds."""
    return Entry(
        id=row.id,
        at=datetime.fromisoformat(row.at),
        who=row.who,
        why=row.why,
        operation=row.operation,
        reverses=row.reverses,
        records=row.records,
        title=row.title,
        changes=changes,
    )


def read_changes(
    connection: Connection, entry_id: int, *, reversing: bool = False
) -> Iterator[StoredChange]:
    """Return an entry's changes of records and of the frame, in order.

    With ``reversing`` those that take them back: the last first, before and after exchanged.
    """
    of_entry = select(change).where(change.c.entry_id == entry_id, change.c.uid != NO_RECORD)
    return stored_changes(connection, of_entry, reversing=reversing)


def stored_changes(
    connection: Connection, statement: Select[Any], *, reversing: bool = False
) -> Iterator[StoredChange]:
    """Return the changes whose rows ``statement`` selects, or those that take them back."""
    order = (change.c.entry_id, change.c.number)
    ordered = statement.order_by(*[column.desc() for column in order] if reversing else order)
    opened, pairs = (0, 0), []
    rows = connection.execute(ordered).cursor.fetchall()
    for entry_id, number, record_id, uid, field, before, after, packed in rows:
        if packed is None:
            values = [_value(before), _value(after)]
        else:
            if (entry_id, packed) != opened:
                opened, pairs = (entry_id, packed), _open_pack(connection, entry_id, packed)
            values = pairs[number % PACK_SIZE]
        old, new = reversed(values) if reversing else values
        yield StoredChange(record_id, FieldChange(uid, field, old, new), entry_id)


def recomputed_hash(connection: Connection, row: Row[Any]) -> str:
    """Return the hash that an entry must have, from what the tables hold now.

    "" where that cannot be read.
    """
    lines, packs = sha256(), sha256()
    changes = connection.execute(
        select(change).where(change.c.entry_id == row.id).order_by(change.c.number)
    )
    for piece in changes.partitions(1000):
        lines.update(_lines([tuple(found) for found in piece]))
    contents = connection.scalars(
        select(pack.c.content).where(pack.c.entry_id == row.id).order_by(pack.c.number)
    )
    for content in contents:
        try:
            packs.update(zlib.decompress(content))
        except zlib.error:
            return ""
    return _entry_hash(tuple(row)[:-1], lines.hexdigest(), packs.hexdigest())


def _open_pack(connection: Connection, entry_id: int, number: int) -> list[Any]:
    content = connection.scalar(
        select(pack.c.content).where(pack.c.entry_id == entry_id, pack.c.number == number)
    )
    assert content is not None
    pairs: list[Any] = json.loads(zlib.decompress(content))
    return pairs


def _entry_hash(fields: tuple[Any, ...], lines: str, packs: str) -> str:
    return sha256(f"{json_text(fields)}\n{lines}\n{packs}".encode()).hexdigest()


def _lines(rows: Sequence[tuple[Any, ...]]) -> bytes:
    """Return each row as the JSON list of its columns, a line each."""
    return "".join(
        [
            f"[{entry_id},{number},{record_id},{_quoted(uid)},{_quoted(field)},"
            f"{_quoted(before)},{_quoted(after)},{'null' if packed is None else packed}]\n"
            for entry_id, number, record_id, uid, field, before, after, packed in rows
        ]
    ).encode()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_quoted = encode_basestring


def json_text(value: Any) -> str:
    """Return a plain value as JSON, as the history keeps it; "" for None."""
    # Texts and lists of texts are what most changes hold, and what the encoder is slow to begin.
    if value.__class__ is str:
        return _quoted(value)
    if value.__class__ is list and value and value[0].__class__ is str:
        return f"[{','.join(map(_quoted, value))}]"
    return "" if value is None else _ENCODER.encode(value)


def _value(text: str) -> Any:
    return json.loads(text) if text else None
