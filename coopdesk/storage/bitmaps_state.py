"""Which state of a catalogue something in memory fits, and what was changed since."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pyroaring import BitMap
from sqlalchemy import Connection, func, select

from coopdesk.storage.bitmaps_reading import COUNTED, dimensions_of
from coopdesk.storage.numbering import DERIVED, JUDGED, WORDED
from coopdesk.storage.schema import change, counter, entry

# Above so many records it is quicker to read a dimension anew than to change it.
_MANY = 20_000
_SERIALS = (JUDGED, DERIVED, WORDED)


class State(NamedTuple):
    """The newest entry of the history with its hash, and the serials."""

    entry: int
    hash: str
    judged: int
    derived: int
    worded: int


@dataclass(frozen=True, slots=True)
class Since:
    """What was changed since a state: records by dimension, and dimensions ``anew`` altogether."""

    touched: dict[str, BitMap] = field(default_factory=dict)
    anew: frozenset[str] = frozenset()


EVERYTHING_ANEW = Since(anew=frozenset(COUNTED))


def read_state(connection: Connection) -> State:
    """Return the state of the catalogue that the connection sees."""
    last = select(entry.c.id, entry.c.hash).order_by(entry.c.id.desc()).limit(1)
    row = connection.execute(last).first()
    serials = dict(
        connection.execute(
            select(counter.c.name, counter.c.last).where(counter.c.name.in_(_SERIALS))
        ).all()
    )
    number, digest = row or (0, "")
    return State(number, digest, *(serials.get(name, 0) for name in _SERIALS))


def read_since(connection: Connection, before: State, now: State) -> Since | None:
    """Return what was changed from one state to a later one, which the connection sees.

    None where ``before`` is no earlier state of this catalogue.
    """
    if before.entry > now.entry or not _is_earlier(connection, before):
        return None
    if before.derived != now.derived:
        return EVERYTHING_ANEW
    since = _edited(connection, before.entry, now.entry)
    if before.judged != now.judged:
        return Since(since.touched, since.anew | {"problems"})
    return since


def _is_earlier(connection: Connection, before: State) -> bool:
    digest = connection.scalar(select(entry.c.hash).where(entry.c.id == before.entry))
    return (digest or "") == before.hash


def _edited(connection: Connection, after: int, last: int) -> Since:
    if after == last:
        return Since()
    new = change.c.entry_id > after, change.c.record_id > 0
    told = connection.scalar(select(func.sum(entry.c.records)).where(entry.c.id > after))
    if (told or 0) > _MANY:
        fields = connection.scalars(select(change.c.field).where(*new).distinct())
        return Since(anew=frozenset(_dimensions(fields)))
    touched: dict[str, BitMap] = defaultdict(BitMap)
    rows = connection.execute(select(change.c.field, change.c.record_id).where(*new))
    for name, record_id in rows:
        touched[name].add(record_id)
    by_dimension: dict[str, BitMap] = defaultdict(BitMap)
    for name, ids in touched.items():
        for dimension in dimensions_of(name):
            by_dimension[dimension] |= ids
    return Since(dict(by_dimension))


def _dimensions(fields: Iterable[str]) -> set[str]:
    return {dimension for name in fields for dimension in dimensions_of(name)}
