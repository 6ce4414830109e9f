"""Lists: which records pass a filter, in which order, and what a row of a list shows."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import MINYEAR
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.query import All
from coopdesk.catalogue.summary import Summary
from coopdesk.storage.by_ids import among, read_by_ids
from coopdesk.storage.filtering import conditions, query_of
from coopdesk.storage.first_rows import FirstRows, order_of
from coopdesk.storage.frame import read_vocabulary
from coopdesk.storage.groups import FIRST_KNOWN, GROUP_KEYS, group_values, in_group, may_be_in_group
from coopdesk.storage.id_lists import MARK, IdList, id_list, ids_from, joined, marked_places
from coopdesk.storage.matching_words import Match, match_of
from coopdesk.storage.places import group_of, is_left_open
from coopdesk.storage.query_sql import sought
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import record, search_words
from coopdesk.storage.schema_search import RECORD_OF_PLACE
from coopdesk.storage.summary_rows import SORT_COLUMNS, SUMMARY_COLUMNS, summary_from_row

_PIECE = 10_000
_SUMMARY = tuple(record.c[name] for name in SUMMARY_COLUMNS)


def listed_ids(connection: Connection, wanted: Filter, sort: Sort, grouped: str = "") -> IdList:
    """Return the ids of all records that pass, in order; grouped, one group after the other."""
    if grouped:
        return _grouped_ids(connection, wanted, sort, grouped)
    if sort == Sort() and not conditions(wanted, search=False):
        match = match_of(query_of(wanted), connection)
        if match and match.exact:
            return _placed_ids(connection, match)
    ids = id_list()
    for statement in _parts(select(record.c.id), wanted, sort):
        ids.extend(_joined_ids(connection, statement))
    return ids


def first_summaries(
    connection: Connection,
    wanted: Filter,
    sort: Sort,
    limit: int,
    grouped: str = "",
) -> tuple[Summary, ...]:
    """Return the rows of the first ``limit`` records of `listed_ids`."""
    # First the ids, then their rows: sorting ids is cheap where ties have to be settled.
    first = FirstRows(connection, wanted)
    if not grouped:
        return summaries(connection, first.ids(sort, limit))
    ids: list[int] = []
    for seek, narrowed in _groups_in_order(connection, sort, grouped):
        if len(ids) < limit:
            ids += first.ids(sort, limit - len(ids), [narrowed], seek)
    return summaries(connection, ids)


def _groups_in_order(
    connection: Connection, sort: Sort, grouped: str
) -> Iterator[tuple[ColumnElement[bool] | None, ColumnElement[bool]]]:
    """Return what holds of the groups, one after the other, for an index and for each row.

    Of those that the order itself puts one after the other it is what holds of all.
    """
    values = group_values(connection, grouped)
    if grouped == "year" and sort == Sort():
        # In the first year that there is stand also those of which only the end is known.
        in_order = record.c.period_key >= FIRST_KNOWN
        values = tuple(value for value in values if value in (str(MINYEAR), ""))
        yield from ((may_be_in_group(grouped, v), in_group(grouped, v)) for v in values[:-1])
        yield None, in_order
        values = values[-1:]
    for value in values:
        yield may_be_in_group(grouped, value), in_group(grouped, value)


def summaries(connection: Connection, ids: Sequence[int]) -> tuple[Summary, ...]:
    """Return the rows of these records in the order given; ids that are gone are left out."""
    found: list[Summary] = []
    for piece in chunks(ids):
        rows = read_by_ids(connection, _SUMMARY, record.c.id, piece)
        by_id = {row[0]: row for row in rows}
        found.extend(summary_from_row(by_id[key]) for key in piece if key in by_id)
    return tuple(found)


def summaries_under_way(connection: Connection, limit: int) -> tuple[Summary, ...]:
    """Return the rows of records under way, the most recently begun first."""
    under_way = filter_under_way(connection)
    if under_way is None:
        return ()
    return first_summaries(connection, under_way, Sort("period", descending=True), limit)


def filter_under_way(connection: Connection) -> Filter | None:
    """Return what lets the records under way through; None where no status says that of them."""
    statuses = read_vocabulary(connection).under_way
    return Filter(statuses=statuses) if statuses else None


def ids_beginning(connection: Connection, field: str, text: str) -> IdList:
    """Return the ids of the records whose ``field``, one to sort by, begins with ``text``, folded.

    In no order; none where nothing of ``text`` is left.
    """
    key: ColumnElement[str] = record.c[SORT_COLUMNS[field]]
    start = folded_sort_key(text)
    if not start:
        return id_list()
    statement = select(record.c.id).where(key >= start, key < start + chr(sys.maxunicode))
    return _joined_ids(connection, statement)


def counted(connection: Connection, wanted: Filter) -> int:
    """Return how many records pass."""
    match = match_of(query_of(wanted), connection)
    if match and match.exact and not conditions(wanted, search=False):
        found = select(func.count()).select_from(search_words).where(sought(match.text))
        return connection.scalar(found) or 0
    statement = select(func.count()).select_from(record).where(*conditions(wanted))
    return connection.scalar(statement) or 0


def _parts(selected: Select[Any], wanted: Filter, sort: Sort) -> Iterable[Select[Any]]:
    """Return the queries whose rows, one after the other, are the list.

    Records without a value stand last in both directions. Asked apart, each part comes out of an
    index in order; a search has no order to keep, so that it is asked once and sorted.
    """
    filtered = selected.where(*conditions(wanted))
    if query_of(wanted) != All() or sort.then is not None:
        return (filtered.order_by(*order_of(sort)),)
    key: ColumnElement[str] = record.c[SORT_COLUMNS[sort.field]]
    order = key.desc() if sort.descending else key.asc()
    return (
        filtered.where(key > "").order_by(order, record.c.id),
        filtered.where(key == "").order_by(record.c.id),
    )


def _placed_ids(connection: Connection, match: Match) -> IdList:
    """Return all ids that the search index finds, as they stand in it: by their periods."""
    place = search_words.c.rowid
    marked = place.op("&")(RECORD_OF_PLACE).op("|")(case((is_left_open(place), MARK), else_=0))
    found = select(place, marked.label("marked")).where(sought(match.text)).order_by(place)
    value = connection.scalar(select(joined(found.subquery().c.marked)))
    ids = ids_from(value)
    left_open = marked_places(value or b"")
    for at in left_open:
        ids[at] ^= MARK
    if not left_open:
        return ids
    places = select(place).where(sought(match.text), is_left_open(place)).order_by(place)
    by_group = groupby(zip(left_open, _fetch(connection, places), strict=True), _group)
    for _group_of_all, run in by_group:
        # They stand beside one another.
        at, *others = [at for at, _row in run]
        if others:
            among_them = among(record.c.id, ids[at : at + 1 + len(others)])
            ordered = select(record.c.id).where(among_them).order_by(*order_of(Sort()))
            settled = id_list(row[0] for row in _fetch(connection, ordered))
            ids[at : at + len(settled)] = settled
    return ids


def _group(left_open: tuple[int, Sequence[int]]) -> int:
    return group_of(left_open[1][0])


def _grouped_ids(connection: Connection, wanted: Filter, sort: Sort, grouped: str) -> IdList:
    order = group_values(connection, grouped)
    groups = {value: id_list() for value in order}
    for statement in _parts(select(record.c.id, GROUP_KEYS[grouped]), wanted, sort):
        for rows in _pieces(connection, statement):
            for record_id, value in rows:
                groups[value].append(record_id)
    ids = id_list()
    for value in order:
        ids.extend(groups[value])
    return ids


def _joined_ids(connection: Connection, statement: Select[Any]) -> IdList:
    (number,) = statement.subquery().c
    return ids_from(connection.scalar(select(joined(number))))


def _pieces(connection: Connection, statement: Select[Any]) -> Iterator[Sequence[Any]]:
    # In pieces, so that other threads come in between.
    cursor = connection.execute(statement).cursor
    while rows := cursor.fetchmany(_PIECE):
        yield rows


def _fetch(connection: Connection, statement: Select[Any]) -> Sequence[Any]:
    return connection.execute(statement).cursor.fetchall()
