"""How records stand to one another, and which agreements end soon: read by reference and status."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from coopdesk.catalogue.chain import (
    CHAINED,
    LONGEST,
    NO_CHAIN,
    Chain,
    Link,
    Step,
    chained_kinds,
    in_order,
)
from coopdesk.catalogue.expiry import (
    NEAR_MONTHS,
    Expiring,
    ends_within,
    expiry,
    in_force_statuses,
)
from coopdesk.catalogue.facets import Relation, Term
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.ties import Tie, Ties, each_once
from coopdesk.storage.door import Door
from coopdesk.storage.frame import read_vocabulary
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import FACET_TABLES, record

_relation = FACET_TABLES[Relation]
_term = FACET_TABLES[Term]
_later, _earlier = record.alias("later"), record.alias("earlier")
MOST_TIES = 1000
_MOST_LINKS = 200  # of one step of the way: beyond it a chain is longer than can be shown


class TiesReading:
    """What a store tells about the ties of its records; each method one transaction."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def of(self, record_id: int) -> Ties:
        """Return the ties of a record in both directions."""
        with self._door.reading() as connection:
            own = connection.execute(
                select(_relation.c.type, _relation.c.reference, record.c.id, record.c.title)
                .outerjoin(record, record.c.reference == _relation.c.reference)
                .where(_relation.c.record_id == record_id)
                .order_by(_relation.c.position)
            )
            ties = [Tie(kind, ref, False, key or 0, title or "") for kind, ref, key, title in own]
            pointing = _relation.c.reference.in_(
                select(record.c.reference).where(record.c.id == record_id)
            )
            others = connection.execute(
                select(_relation.c.type, record.c.reference, record.c.id, record.c.title)
                .join(record, record.c.id == _relation.c.record_id)
                .where(pointing, record.c.id != record_id)
                .order_by(record.c.reference, _relation.c.position)
                .limit(MOST_TIES + 1)
            )
            inverse = [Tie(kind, ref, True, key, title) for kind, ref, key, title in others]
            more = 0
            if len(inverse) > MOST_TIES:
                counted = select(func.count()).select_from(_relation).where(pointing)
                more = (connection.scalar(counted) or 0) - MOST_TIES
        return Ties(each_once((*ties, *inverse[:MOST_TIES])), max(more, 0))

    def chain(self, record_id: int) -> Chain:
        """Return the chain in which an agreement stands: all before it, itself, all after it.

        It is empty for a record of another kind, and for an agreement that is tied to no other.
        """
        with self._door.reading() as connection:
            kinds = chained_kinds(read_vocabulary(connection))
            own = select(record.c.kind).where(record.c.id == record_id)
            if connection.scalar(own) not in kinds:
                return NO_CHAIN
            links: set[Link] = set()
            found = {record_id}
            more = False
            for backwards in (True, False):
                frontier, seen = [record_id], {record_id}
                while frontier:
                    new = _links(connection, frontier, kinds, backwards=backwards)
                    links |= new
                    reached = {link.earlier if backwards else link.later for link in new} - seen
                    room = LONGEST - len(found | seen)
                    more = more or len(reached - found) > room
                    frontier = [*sorted(reached & found), *sorted(reached - found)[:room]]
                    seen.update(frontier)
                found |= seen
            if len(found) < 2:
                return NO_CHAIN
            steps = _steps(connection, found)
        if record_id not in steps or len(steps) < 2:
            return NO_CHAIN
        known = [link for link in links if link.earlier in steps and link.later in steps]
        linked = (
            replace(
                steps[key], links=tuple(sorted(own, key=lambda link: (link.earlier, link.type)))
            )
            for key in in_order(steps, known)
            for own in [[link for link in known if link.later == key]]
        )
        return Chain(tuple(linked), more)

    def expiring(
        self, today: date | None = None, months: int = NEAR_MONTHS
    ) -> tuple[Expiring, ...]:
        """Return the agreements in force that end within so many months, the first to end first.

        ``today`` is the store's own day where it is not given.
        """
        day = today or self._door.clock().astimezone().date()
        with self._door.reading() as connection:
            binding = record.c.status.in_(in_force_statuses(read_vocabulary(connection)))
            in_force = select(record.c.id).where(binding)
            ends = {key: expiry(terms, UNKNOWN) for key, terms in _terms(connection, in_force)}
            # Without an end in its terms an agreement ends with its period.
            for key, period in connection.execute(
                select(record.c.id, record.c.period).where(
                    binding, record.c.period_latest >= day.isoformat()
                )
            ):
                if ends.get(key, UNKNOWN).unknown:
                    ends[key] = expiry((), Period.parse(period))
            near = [key for key, end in ends.items() if ends_within(end, day, months)]
            found = [
                Expiring(row.id, row.reference, row.title, row.area, ends[row.id])
                for row in _rows(connection, near)
            ]
        return tuple(sorted(found, key=lambda one: (one.expires.sort_key, one.reference)))


def _links(
    connection: Connection, ids: Sequence[int], kinds: Sequence[str], *, backwards: bool
) -> set[Link]:
    """Return the links of these agreements to earlier ones, or those of later ones to them."""
    asked = _later if backwards else _earlier
    found: set[Link] = set()
    for piece in chunks(ids):
        rows = connection.execute(
            select(_relation.c.type, _later.c.id, _earlier.c.id)
            .select_from(_later)
            .join(_relation, _relation.c.record_id == _later.c.id)
            .join(_earlier, _earlier.c.reference == _relation.c.reference)
            .where(
                asked.c.id.in_(list(piece)),
                _relation.c.type.in_(CHAINED),
                _later.c.kind.in_(kinds),
                _earlier.c.kind.in_(kinds),
                _later.c.id != _earlier.c.id,
            )
            .limit(_MOST_LINKS)
        )
        found.update(Link(*row) for row in rows)
    return found


def _steps(connection: Connection, ids: Collection[int]) -> dict[int, Step]:
    wanted = sorted(ids)
    terms = dict(_terms(connection, wanted))
    return {
        row.id: Step(
            id=row.id,
            reference=row.reference,
            title=row.title,
            kind=row.kind,
            status=row.status,
            period=Period.parse(row.period),
            signed=Period.parse(next((t.signed for t in terms.get(row.id, ()) if t.signed), "")),
            expires=expiry(terms.get(row.id, ()), Period.parse(row.period)),
        )
        for row in _rows(connection, wanted)
    }


def _rows(connection: Connection, ids: Sequence[int]) -> Iterator[Row[Any]]:
    columns = ("id", "reference", "title", "area", "kind", "status", "period")
    for piece in chunks(ids):
        yield from connection.execute(
            select(*[record.c[name] for name in columns]).where(record.c.id.in_(list(piece)))
        )


def _terms(
    connection: Connection, ids: Select[int] | Sequence[int]
) -> Iterator[tuple[int, tuple[Term, ...]]]:
    """Return what the terms of each agreement say of its beginning and end."""
    rows = connection.execute(
        select(_term.c.record_id, _term.c.signed, _term.c.expires)
        .where(_term.c.record_id.in_(ids))
        .order_by(_term.c.record_id, _term.c.position)
    )
    for key, own in groupby(rows, key=lambda row: int(row.record_id)):
        yield key, tuple(Term(signed=row.signed, expires=row.expires) for row in own)
