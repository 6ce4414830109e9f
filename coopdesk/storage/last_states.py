"""What the history says that each record holds now."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import FIELDS, Field, field
from coopdesk.catalogue.history import GIVEN_AT_SAVE
from coopdesk.catalogue.plain import field_from_plain, field_to_plain
from coopdesk.catalogue.record import Record
from coopdesk.storage.derived import field_words
from coopdesk.storage.frame import PREFIXES
from coopdesk.storage.history_log import PACK_SIZE
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import change, pack, record

_OPENED_PACKS = 16
_COMPARED = tuple(field for field in FIELDS if field.name not in GIVEN_AT_SAVE)
# Of a record that is gone, or of which the history says nothing that can be read.
_State = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Absent:
    """Records that the catalogue lacks: how many it should have, and the rows of table ``gone``."""

    missing: int
    gone: frozenset[tuple[Any, ...]]


class LastStates:
    """Reads the history of records, as many at a time as the caller likes.

    What of it is missing or unreadable is passed over: the chain of hashes tells that.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pack = lru_cache(_OPENED_PACKS)(self._open_pack)

    def differing(self, records: Iterable[Record]) -> int:
        """Return how many of ``records`` hold something else than the history says."""
        found = {record.uid: record for record in records}
        states = self._states(list(found))
        return sum(not _agrees(record, states.get(uid)) for uid, record in found.items())

    def absent(self) -> Absent:
        """Return what became of the records that the history has and the catalogue lacks."""
        uids = self._connection.scalars(
            select(change.c.uid)
            .distinct()
            .where(
                change.c.field == "*",
                *[change.c.uid.not_like(f"{prefix}%") for prefix in PREFIXES],
                change.c.uid.not_in(select(record.c.uid)),
            )
        ).all()
        missing, gone = 0, []
        for piece in chunks(uids):
            came_or_went = change.c.field == "*"
            last = {row.uid: (row, pair) for row, pair in self._changes(piece, came_or_went)}
            for row, (before, after) in last.values():
                if after is None:
                    gone.append(_gone_row(row, before or {}))
                else:
                    missing += 1
        return Absent(missing, frozenset(gone))

    def _states(self, uids: Sequence[str]) -> dict[str, _State]:
        states: dict[str, _State] = {}
        for row, (_before, after) in self._changes(uids):
            if row.field == "*":
                states[row.uid] = dict(after) if after is not None else None
            elif (state := states.get(row.uid)) is not None:
                state[row.field] = after
        return states

    def _changes(
        self, uids: Sequence[str], *wanted: ColumnElement[bool]
    ) -> Iterator[tuple[Row[Any], tuple[Any, Any]]]:
        """Return each change of these records, in order, with its values before and after."""
        rows = self._connection.execute(
            select(change)
            .where(change.c.uid.in_(list(uids)), *wanted)
            .order_by(change.c.entry_id, change.c.number)
        ).all()
        for row in rows:
            if row.pack is None:
                before, after = [json.loads(t) if t else None for t in (row.before, row.after)]
                yield row, (before, after)
            else:
                pairs = self._pack(row.entry_id, row.pack)
                place = row.number % PACK_SIZE
                if place < len(pairs):
                    yield row, (pairs[place][0], pairs[place][1])

    def _open_pack(self, entry_id: int, number: int) -> list[Any]:
        content = self._connection.scalar(
            select(pack.c.content).where(pack.c.entry_id == entry_id, pack.c.number == number)
        )
        try:
            pairs: list[Any] = json.loads(zlib.decompress(content or b""))
        except (zlib.error, ValueError):
            return []
        return pairs


def _gone_row(row: Row[Any], plain: dict[str, Any]) -> tuple[Any, ...]:
    words = [field_words(field(name), plain.get(name, "")) for name in ("reference", "title")]
    told = [plain.get(name, "") for name in ("reference", "title", "kind", "area")]
    return (row.record_id, row.uid, row.entry_id, *told, " " + " ".join(words))


def _agrees(record: Record, state: _State) -> bool:
    # A field that the history does not name came with a later version of the program.
    return state is not None and all(
        _same(field, getattr(record, field.name), state[field.name])
        for field in _COMPARED
        if field.name in state
    )


def _same(field: Field, value: Any, said: Any) -> bool:
    if field_to_plain(field, value) == said:
        return True
    # A part of a facet that the history does not name, or by another name, did too.
    try:
        return field.facet is not None and bool(field_from_plain(field, said) == value)
    except CatalogueError:
        return False
