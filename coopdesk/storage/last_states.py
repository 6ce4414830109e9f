"""What the history says that each record holds now."""

import json
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import FIELDS, Field
from coopdesk.catalogue.history import GIVEN_AT_SAVE
from coopdesk.catalogue.plain import field_from_plain, field_to_plain
from coopdesk.catalogue.record import Record
from coopdesk.storage.frame import PREFIXES
from coopdesk.storage.history_log import PACK_SIZE
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import change, pack, record

_OPENED_PACKS = 16
_COMPARED = tuple(field for field in FIELDS if field.name not in GIVEN_AT_SAVE)
# Of a record that is gone, or of which the history says nothing that can be read.
_State = dict[str, Any] | None


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

    def missing(self) -> int:
        """Return how many records the history has and the catalogue lacks."""
        uids = self._connection.scalars(
            select(change.c.uid)
            .distinct()
            .where(
                change.c.field == "*",
                *[change.c.uid.not_like(f"{prefix}%") for prefix in PREFIXES],
                change.c.uid.not_in(select(record.c.uid)),
            )
        ).all()
        return sum(
            state is not None for piece in chunks(uids) for state in self._states(piece).values()
        )

    def _states(self, uids: Sequence[str]) -> dict[str, _State]:
        rows = self._connection.execute(
            select(change)
            .where(change.c.uid.in_(list(uids)))
            .order_by(change.c.entry_id, change.c.number)
        ).all()
        states: dict[str, _State] = {}
        for row in rows:
            if row.pack is None:
                after = json.loads(row.after) if row.after else None
            else:
                pairs = self._pack(row.entry_id, row.pack)
                place = row.number % PACK_SIZE
                if place >= len(pairs):
                    continue
                after = pairs[place][1]
            if row.field == "*":
                states[row.uid] = dict(after) if after is not None else None
            elif (state := states.get(row.uid)) is not None:
                state[row.field] = after
        return states

    def _open_pack(self, entry_id: int, number: int) -> list[Any]:
        content = self._connection.scalar(
            select(pack.c.content).where(pack.c.entry_id == entry_id, pack.c.number == number)
        )
        try:
            pairs: list[Any] = json.loads(zlib.decompress(content or b""))
        except (zlib.error, ValueError):
            return []
        return pairs


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
