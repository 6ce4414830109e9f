"""What the rules find in the records of a catalogue, and which of them may be one entered twice."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select, tuple_

from coopdesk.catalogue.duplicates import Likeness, Sketch, likenesses
from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_problem import Judged, Mark, ProblemPage, RecordProblem
from coopdesk.catalogue.rules import problems_of
from coopdesk.storage.derived import reference_key
from coopdesk.storage.door import Door
from coopdesk.storage.neighbours import ReadNeighbours
from coopdesk.storage.records_reading import chunks, read_records
from coopdesk.storage.rule_context import rule_context
from coopdesk.storage.schema import FACET_TABLES, record

PAGE = 500  # records: enough to be quick, and few enough to be held and cancelled
_SKETCHES = 5_000
_relation = FACET_TABLES[Relation]


class Problems:
    """The part of a store that applies the rules to what is stored; it changes nothing."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def page(self, after: Mark = Mark(), limit: int = PAGE) -> ProblemPage:  # noqa: B008
        """Return what is wrong with the ``limit`` records that follow, by their reference.

        Each page is read for itself, so that what is saved meanwhile is judged as it is then.
        """
        with self._door.reading() as connection:
            order = (record.c.reference_key, record.c.id)
            rows = connection.execute(
                select(*order)
                .where(tuple_(*order) > tuple_(after.key, after.record_id))
                .order_by(*order)
                .limit(limit)
            ).all()
            found = self._judged(connection, [row.id for row in rows])
            mark = Mark(*rows[-1]) if len(rows) == limit else None
            return ProblemPage(tuple(found), len(rows), mark)

    def around(self, ids: Iterable[int]) -> Judged:
        """Return what is wrong with these records and those that are tied to them.

        Where one of them is gone, ties that lead nowhere now are found too.
        """
        asked = frozenset(ids)
        with self._door.reading() as connection:
            wanted = with_ties(connection, sorted(asked))
            return Judged(asked.union(wanted), tuple(self._judged(connection, wanted)))

    def likenesses(
        self, area: str, unwanted: Callable[[], bool] = lambda: False
    ) -> tuple[Likeness, ...]:
        """Return which records of an area may be the same one, the surest first.

        ``unwanted`` is asked now and then: where it tells so, what was found by then is returned.
        """
        with self._door.reading() as connection:
            return likenesses(_sketches(connection, area, unwanted), unwanted)

    def _judged(self, connection: Connection, ids: Sequence[int]) -> Iterator[RecordProblem]:
        context = rule_context(connection, self._door.clock())
        for piece in chunks(ids, PAGE):
            records: list[Record] = list(read_records(connection, piece))
            beside = replace(context, neighbours=ReadNeighbours(connection, records))
            for found in records:
                key = reference_key(found.reference)
                for problem in problems_of(found, beside):
                    yield RecordProblem(found.id, found.reference, found.title, problem, key)


def with_ties(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Return the records among these, those that they name, and those that name them."""
    own, named = record.alias("own"), record.alias("named")
    found: set[int] = set()
    gone = False
    for piece in chunks(ids):
        there = set(connection.scalars(select(record.c.id).where(record.c.id.in_(list(piece)))))
        gone = gone or len(there) < len(piece)
        ties = (
            select(named.c.id)
            .join(_relation, _relation.c.reference == named.c.reference)
            .where(_relation.c.record_id.in_(there)),
            select(_relation.c.record_id)
            .join(own, own.c.reference == _relation.c.reference)
            .where(own.c.id.in_(there)),
        )
        found.update(there, *(connection.scalars(tie) for tie in ties))
    if gone:
        nowhere = (
            select(_relation.c.record_id)
            .outerjoin(named, named.c.reference == _relation.c.reference)
            .where(named.c.id.is_(None))
        )
        found.update(connection.scalars(nowhere))
    return sorted(found)


def _sketches(connection: Connection, area: str, unwanted: Callable[[], bool]) -> Iterator[Sketch]:
    columns = (record.c.id, record.c.title_key, record.c.partnership, record.c.period_key)
    rows = connection.execute(select(*columns).where(record.c.area == area)).cursor
    while not unwanted() and (batch := rows.fetchmany(_SKETCHES)):
        for key, title, partnership, period in batch:
            first, _slash, last = period.partition("/")
            yield Sketch(key, title, partnership, first, last)
