"""The sets as they are kept in the file, so that a large catalogue need not be read for them.

A row for each value that many records have, and one a dimension for those that few have; and a row
that tells of which state all this is. What is damaged, or kept otherwise, counts as not kept.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from pyroaring import BitMap
from sqlalchemy import Connection, delete, func, select

from coopdesk.storage.bitmaps_reading import COUNTED
from coopdesk.storage.bitmaps_state import State, read_since, read_state
from coopdesk.storage.bitmaps_values import Rare, Values
from coopdesk.storage.id_lists import id_list
from coopdesk.storage.rows import insert_rows
from coopdesk.storage.schema import entry, facet_snapshot, record

# With fewer records the tables are read as quickly; after fewer edits a new one saves little.
WORTH_RECORDS, _WORTH_EDITS = 20_000, 1_000
_STATE, _RARE = "state", "rare "
# Of the machine that keeps it: another reads its tables instead.
_LAYOUT = f"1 {sys.byteorder} {id_list().itemsize}"
_columns = facet_snapshot.c
_Row = tuple[str, str, bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """The sets of one state, as far as they were read then."""

    state: State
    values: dict[str, Values]


def is_worth(connection: Connection, held: Iterable[str]) -> bool:
    """Tell whether keeping the ``held`` dimensions saves time when the catalogue is opened next."""
    if (connection.scalar(select(func.max(record.c.id))) or 0) < WORTH_RECORDS:
        return False
    told = _told(connection)
    kept = set(connection.scalars(select(_columns.dimension).where(_columns.value == "")))
    if told is None or not kept.issuperset(_RARE + dimension for dimension in held):
        return True
    now = read_state(connection)
    before = told[0]
    if before.derived != now.derived or read_since(connection, before, now) is None:
        return True
    edited = select(func.sum(entry.c.records)).where(entry.c.id > before.entry)
    return (connection.scalar(edited) or 0) > _WORTH_EDITS


def write(connection: Connection, state: State, values: Mapping[str, Values]) -> None:
    """Keep the sets of that state in place of what was kept."""
    rows = sorted(_rows(values))
    told = json.dumps([_LAYOUT, list(state), _checksum(rows)]).encode()
    connection.execute(delete(facet_snapshot))
    insert_rows(connection, facet_snapshot, [*rows, (_STATE, "", told)])


def read(connection: Connection) -> Kept | None:
    """Return what is kept; None where nothing is, or nothing that can be used."""
    told = _told(connection)
    if told is None:
        return None
    columns = (_columns.dimension, _columns.value, _columns.bits)
    kept = select(*columns).where(_columns.dimension != _STATE)
    rows: list[_Row] = [(row[0], row[1], bytes(row[2])) for row in connection.execute(kept)]
    rows.sort()
    state, checksum = told
    return Kept(state, dict(_values(rows))) if _checksum(rows) == checksum else None


def _told(connection: Connection) -> tuple[State, int] | None:
    row = connection.scalar(select(_columns.bits).where(_columns.dimension == _STATE))
    try:
        layout, state, checksum = json.loads(bytes(row or b""))
        return (State(*state), checksum) if layout == _LAYOUT else None
    except (ValueError, TypeError):
        return None


def _checksum(rows: list[_Row]) -> int:
    checksum = 0
    for dimension, value, bits in rows:
        checksum = crc32(bits, crc32(f"{dimension}\n{value}\n".encode(), checksum))
    return checksum


def _rows(values: Mapping[str, Values]) -> Iterator[_Row]:
    for dimension, known in values.items():
        for value, bits in known.common.items():
            yield dimension, value, bits.serialize()
        rare = known.rare.tidied()
        names = json.dumps([rare.names, list(rare.starts)]).encode()
        yield _RARE + dimension, "", names + b"\n" + rare.ids.tobytes()


def _values(rows: list[_Row]) -> Iterator[tuple[str, Values]]:
    common: dict[str, dict[str, BitMap]] = {}
    rare: dict[str, Rare] = {}
    for dimension, value, bits in rows:
        if dimension.startswith(_RARE):
            names, _between, ids = bits.partition(b"\n")
            known, starts = json.loads(names)
            kept = id_list()
            kept.frombytes(ids)
            rare[dimension.removeprefix(_RARE)] = Rare(tuple(known), id_list(starts), kept)
        else:
            common.setdefault(dimension, {})[value] = BitMap.deserialize(bits)
    for dimension in COUNTED:
        if dimension in rare:
            yield dimension, Values(common.get(dimension, {}), rare[dimension])
