"""The first records of a list, without working out the rest of it.

Where the few that may pass can be told from an index they are sorted; else the records are gone
through in the order wanted until enough have passed: those that the search index finds, which come
in the order of the periods, or all, from the index of what the list is sorted by. See
packaging/decisions/0018.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from math import isqrt
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    func,
    literal_column,
    select,
)

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.query import All, Either, Query, Text
from coopdesk.storage import query_sql
from coopdesk.storage.by_ids import among
from coopdesk.storage.filtering import asked_of, conditions, query_of
from coopdesk.storage.id_lists import IdList, id_list, ids_from, joined
from coopdesk.storage.matching_words import Known, Match, match_of
from coopdesk.storage.places import UNKNOWN_PLACE, group_of, leaves_open, period_keys_of, record_of
from coopdesk.storage.schema import record, search_words
from coopdesk.storage.schema_search import ID_BITS, RECORD_OF_PLACE
from coopdesk.storage.summary_rows import SORT_COLUMNS

Conditions = Sequence[ColumnElement[bool]]
_place: Column[int] = search_words.c.rowid
_record_of_place: ColumnElement[int] = _place.op("&")(RECORD_OF_PLACE)
_END = 1 << 63
# By whether they are to come backwards.
_PLACES = tuple(
    f"SELECT rowid FROM {search_words.name} WHERE {search_words.name} MATCH ? "  # noqa: S608
    f"AND rowid >= ? AND rowid <= ? ORDER BY rowid {direction} LIMIT ?"
    for direction in ("ASC", "DESC")
)
# So many are sorted more quickly than found one by one.
_FEW = 500
# Of more than so many enough are among the first that are looked at.
_MANY = 20_000
# So many are looked at one by one, before all that are found are gathered.
_LOOKED_AT = 2000
# So many are known by their ids while the others are gone through.
_SOME = 40_000


def order_of(sort: Sort) -> list[ColumnElement[Any]]:
    """Return by what rows of table ``record`` are ordered: those without a value last."""
    order: list[ColumnElement[Any]] = []
    at: Sort | None = sort
    while at is not None:
        key = _key(at)
        order += [key == "", key.desc() if at.descending else key.asc()]
        at = at.then
    return [*order, record.c.id]


class FirstRows:
    """Finds the first records of lists that pass one filter."""

    def __init__(self, connection: Connection, wanted: Filter) -> None:
        self._connection = connection
        self._wanted = wanted
        self._query = query_of(wanted)
        self._begun: Known = {}
        self._found: dict[tuple[Query, int], list[int] | None] = {}
        self._match = match_of(self._query, connection, self._begun)
        self._rest: Conditions = conditions(wanted, by_row=True, search=False)

    @cached_property
    def _all(self) -> Conditions:
        """What must hold of a row, the search with it: seldom needed where the index tells all."""
        searched = [] if self._query == All() else [query_sql.condition(self._query, by_row=True)]
        return [*self._rest, *searched]

    def ids(
        self,
        sort: Sort,
        limit: int,
        also: Conditions = (),
        seek: ColumnElement[bool] | None = None,
    ) -> list[int]:
        """Return the ids of the first ``limit`` records that pass, and for which ``also`` holds.

        ``seek`` is what an index can tell of ``also``.
        """
        if limit <= 0:
            return []
        placed = self._match if sort.field == "period" and sort.then is None else None
        if placed and placed.exact and not self._rest and not also:
            return self._placed(sort, limit, placed, ())
        if self._query == All() and not also and (not self._rest or self._is_of_one_area()):
            return self._walked(sort, limit, self._rest)
        return self._narrowed(sort, limit, also, seek, placed)

    def _narrowed(
        self,
        sort: Sort,
        limit: int,
        also: Conditions,
        seek: ColumnElement[bool] | None,
        placed: Match | None,
    ) -> list[int]:
        # With so many, sorting them costs what going through the others until enough pass costs.
        few = max(isqrt(limit * self._newest()), limit) // 2
        found = self._told(few, seek)
        if found is not None:
            return self._sorted(found, sort, limit, self._left(found, few, also))
        if placed and seek is None:
            return self._placed(sort, limit, placed, self._beside(placed, also))
        found = self._told(_SOME, seek)
        if found is not None:
            left = [_is_among(found), *self._left(found, _SOME, also)]
            return self._walked(sort, limit, left)
        if placed:
            return self._placed(sort, limit, placed, self._beside(placed, also))
        if self._match and not self._soon(sort, limit):
            gathered = [*self._rest, query_sql.condition(self._query), *also]
            return self._walked(sort, limit, gathered)
        return self._walked(sort, limit, [*self._all, *also])

    def _beside(self, match: Match, also: Conditions) -> Conditions:
        """Return what must hold beside what the search index finds."""
        return [*(self._rest if match.exact else self._all), *also]

    def _is_of_one_area(self) -> bool:
        """Tell whether an area is all that is asked for beside the search: its indexes are in
        order too."""
        wanted = self._wanted
        return len(wanted.areas) == 1 and replace(wanted, areas=(), search="").empty

    def _left(self, found: list[int], most: int, also: Conditions) -> Conditions:
        """Return what must hold beside what was told."""
        told_by = self._query if self._found.get((self._query, most)) is found else None
        if isinstance(told_by, Text) and self._match:
            return self._beside(self._match, also)
        return [*self._all, *also]

    def _soon(self, sort: Sort, limit: int) -> bool:
        """Tell whether enough pass among those that are first in order.

        What is searched for often has to do with the order: "air" sorts by title to the front.
        """
        key = _key(sort)
        order = key.desc() if sort.descending else key.asc()
        first = select(record.c.id).where(key > "").order_by(order).limit(_LOOKED_AT).subquery()
        among_these = record.c.id.in_(select(first.c.id))
        passing = select(record.c.id).where(among_these, *self._all).limit(limit)
        return len(self._fetch(passing)) == limit

    def _newest(self) -> int:
        return self._connection.scalar(select(func.max(record.c.id))) or 0

    def _told(self, most: int, seek: ColumnElement[bool] | None) -> list[int] | None:
        """Return ids among which all stand that pass, where an index tells that they are few."""
        wanted = self._wanted
        if wanted.references:
            return self._within(select(record.c.id).where(*conditions(wanted)), most)
        for part in (self._query, *asked_of(wanted)):
            if (part, most) not in self._found:
                self._found[part, most] = self._bounded(part, most)
            found = self._found[part, most]
            if found is not None:
                return found
        return None if seek is None else self._within(select(record.c.id).where(seek), most)

    def _bounded(self, query: Query, most: int) -> list[int] | None:
        match query:
            case All(parts):
                for part in parts:
                    found = self._bounded(part, most)
                    if found is not None:
                        return found
                return None
            case Either(parts):
                union: set[int] = set()
                for part in parts:
                    found = self._bounded(part, most)
                    if found is None or len(union) > most:
                        return None
                    union.update(found)
                return list(union)
            case Text():
                match = match_of(query, self._connection, self._begun)
                assert match is not None
                found_ids = select(_record_of_place)
                return self._within(found_ids.where(query_sql.sought(match.text)), most)
        statement = query_sql.seek(query)
        return None if statement is None else self._within(statement, most)

    def _within(self, statement: Select[Any], most: int) -> list[int] | None:
        found = self._joined(statement.limit(most + 1))
        return list(found) if len(found) <= most else None

    def _sorted(
        self, ids: Sequence[int], sort: Sort, limit: int, narrowed: Conditions
    ) -> list[int]:
        statement = select(record.c.id).where(among(record.c.id, ids), *narrowed)
        return [row[0] for row in self._fetch(statement.order_by(*order_of(sort)).limit(limit))]

    def _walked(self, sort: Sort, limit: int, narrowed: Conditions) -> list[int]:
        """Return the first ones from the index by what they are sorted, each looked at in turn."""
        key = _key(sort)
        order = key.desc() if sort.descending else key.asc()
        having = select(record.c.id, key).where(key > "", *narrowed).limit(limit)
        ids: list[int] = []
        if sort.then is None and sort.descending == (sort.field == "changed_at"):
            # As the index goes, so go the ids of those that are alike.
            runs = []
            ids += [row[0] for row in self._fetch(having.order_by(order, record.c.id))]
        else:
            rows = self._fetch(having.order_by(order))
            runs = [
                (value, [row[0] for row in run]) for value, run in groupby(rows, lambda row: row[1])
            ]
        for value, run in runs:
            # Of the last there may be more than were read, and any of them before these.
            if len(rows) == limit and value == runs[-1][0]:
                ids += self._alike(sort, value, limit - len(ids), narrowed)
            elif len(run) == 1:
                ids += run
            elif sort.then is None:
                ids += sorted(run)
            else:
                ids += self._sorted(run, sort.then, len(run), ())
        if len(ids) < limit:
            ids += self._alike(sort, "", limit - len(ids), narrowed)
        return ids

    def _alike(self, sort: Sort, value: str, limit: int, narrowed: Conditions) -> list[int]:
        """Return the first ones of those that have one value in what the list is sorted by."""
        same = _key(sort) == value
        statement = select(record.c.id).where(same, *narrowed)
        if sort.then is None:
            rows = self._fetch(statement.order_by(record.c.id).limit(limit))
            return [row[0] for row in rows]
        few = self._within(statement, max(_FEW, limit))
        if few is not None:
            return self._sorted(few, sort.then, limit, ())
        # Seen as an expression, so that the order comes from the index of what is sorted by then.
        column = literal_column(f"+record.{SORT_COLUMNS[sort.field]}", String)
        return self._walked(sort.then, limit, [column == value, *narrowed])

    def _placed(self, sort: Sort, limit: int, match: Match, narrowed: Conditions) -> list[int]:
        """Return the first ones in the order of the periods, from the search index."""

        def found(first: int, end: int, most: int, *, back: bool = False) -> list[int]:
            if not narrowed:
                asked = (match.text, first, end - 1, most)
                rows: Sequence[Any] = self._connection.exec_driver_sql(
                    _PLACES[back], asked
                ).cursor.fetchall()
                return [row[0] for row in rows]
            statement = _within_places(_place, match, first, end, narrowed)
            order = _place.desc() if back else _place.asc()
            return [row[0] for row in self._fetch(statement.order_by(order).limit(most))]

        # In this direction the unknown stand last in the index too.
        end = UNKNOWN_PLACE if sort.descending else _END
        places = found(0, end, limit, back=sort.descending)
        ids: list[int] = []
        last = group_of(places[-1]) if len(places) == limit else -1
        for group, places_alike in groupby(places, group_of):
            run = list(places_alike)
            first, end = group << ID_BITS, (group + 1) << ID_BITS
            if leaves_open(run[0]):
                if group == last:
                    alike = _within_places(_record_of_place, match, first, end, narrowed)
                    members = self._joined(alike.limit(_MANY + 1))
                else:
                    members = id_list(map(record_of, run))
                ids += self._settled(group, members, sort, limit - len(ids), narrowed)
            elif group == last and sort.descending:
                ids += [record_of(p) for p in found(first, end, limit - len(ids))]
            else:
                ids += [record_of(p) for p in sorted(run)]
        if sort.descending and len(ids) < limit:
            ids += [record_of(p) for p in found(UNKNOWN_PLACE, _END, limit - len(ids))]
        return ids[:limit]

    def _settled(
        self, group: int, ids: IdList, sort: Sort, limit: int, narrowed: Conditions
    ) -> list[int]:
        """Return the first ones of a group that leaves the order open, or of more like them."""
        if len(ids) <= _FEW:
            return self._sorted(ids, sort, limit, ())
        between = record.c.period_key.between(*period_keys_of(group))
        if len(ids) > _MANY:
            return self._walked(sort, limit, [between, *self._all, *narrowed])
        found = _is_among(ids)
        key = _key(sort).desc() if sort.descending else _key(sort)
        statement = select(record.c.id).where(between, found).order_by(key, record.c.id)
        return [row[0] for row in self._fetch(statement.limit(limit))]

    def _fetch(self, statement: Select[Any]) -> Sequence[Any]:
        return self._connection.execute(statement).cursor.fetchall()

    def _joined(self, statement: Select[Any]) -> IdList:
        (number,) = statement.subquery().c
        return ids_from(self._connection.scalar(select(joined(number))))


def _within_places(
    wanted: ColumnElement[int], match: Match, first: int, end: int, narrowed: Conditions
) -> Select[Any]:
    within = (query_sql.sought(match.text), _place >= first, _place <= end - 1)
    statement = select(wanted).where(*within)
    if not narrowed:
        return statement
    rows = search_words.join(record, record.c.id == _record_of_place)
    return statement.select_from(rows).where(*narrowed)


def _is_among(ids: Sequence[int]) -> ColumnElement[bool]:
    # As an expression, so that an index is read that gives the order.
    return among(literal_column("+record.id", Integer), ids)


def _key(sort: Sort) -> Column[str]:
    return record.c[SORT_COLUMNS[sort.field]]
