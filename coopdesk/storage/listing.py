"""Lists: which records pass a filter, in which order, and what a row of a list shows."""

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import MINYEAR
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.query import All
from coopdesk.catalogue.summary import Summary
from coopdesk.storage.by_ids import among, read_by_ids
from coopdesk.storage.filtering import conditions, query_of
from coopdesk.storage.first_rows import FirstRows, order_of
from coopdesk.storage.frame import read_vocabulary
from coopdesk.storage.groups import FIRST_KNOWN, GROUP_KEYS, group_values, in_group, may_be_in_group
from coopdesk.storage.matching_words import Match, match_of
from coopdesk.storage.places import group_of, leaves_open, record_of
from coopdesk.storage.query_sql import sought
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import record, search_words
from coopdesk.storage.schema_search import RECORD_OF_PLACE
from coopdesk.storage.summary_rows import SORT_COLUMNS, SUMMARY_COLUMNS, summary_from_row

_PIECE = 10_000
_SUMMARY = tuple(record.c[name] for name in SUMMARY_COLUMNS)


def listed_ids(
    connection: Connection, wanted: Filter, sort: Sort, grouped: str = ""
) -> "array[int]":
    """Return the ids of all records that pass, in order; grouped, one group after the other."""
    if grouped:
        return _grouped_ids(connection, wanted, sort, grouped)
    if sort == Sort() and not conditions(wanted, search=False):
        match = match_of(query_of(wanted), connection)
        if match and match.exact:
            return _placed_ids(connection, match)
    ids = array("q")
    for statement in _parts(select(record.c.id), wanted, sort):
        for rows in _pieces(connection, statement):
            ids.extend([row[0] for row in rows])
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


def ids_beginning(connection: Connection, field: str, text: str) -> "array[int]":
    """Return the ids of the records whose ``field``, one to sort by, begins with ``text``, folded.

    In no order; none where nothing of ``text`` is left.
    """
    key: ColumnElement[str] = record.c[SORT_COLUMNS[field]]
    start = folded_sort_key(text)
    if not start:
        return array("q")
    statement = select(record.c.id).where(key >= start, key < start + chr(sys.maxunicode))
    return array("q", [row[0] for row in _fetch(connection, statement)])


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


def _placed_ids(connection: Connection, match: Match) -> "array[int]":
    """Return all ids that the search index finds, as they stand in it: by their periods."""
    ids = array("q")
    # Each with where it stands.
    left_open: list[tuple[int, int]] = []
    statement = select(search_words.c.rowid).where(sought(match.text))
    for rows in _pieces(connection, statement.order_by(search_words.c.rowid)):
        places = [row[0] for row in rows]
        left_open += [
            (at, found) for at, found in enumerate(places, len(ids)) if leaves_open(found)
        ]
        ids.extend([found & RECORD_OF_PLACE for found in places])
    for _group, run in groupby(left_open, lambda one: group_of(one[1])):
        # They stand beside one another.
        (at, first), *others = run
        settle = [record_of(first), *[record_of(found) for _at, found in others]]
        if others:
            ordered = select(record.c.id).where(among(record.c.id, settle))
            rows = _fetch(connection, ordered.order_by(*order_of(Sort())))
            ids[at : at + len(settle)] = array("q", [row[0] for row in rows])
    return ids


def _grouped_ids(connection: Connection, wanted: Filter, sort: Sort, grouped: str) -> "array[int]":
    order = group_values(connection, grouped)
    groups = {value: array("q") for value in order}
    for statement in _parts(select(record.c.id, GROUP_KEYS[grouped]), wanted, sort):
        for rows in _pieces(connection, statement):
            for record_id, value in rows:
                groups[value].append(record_id)
    ids = array("q")
    for value in order:
        ids.extend(groups[value])
    return ids


def _pieces(connection: Connection, statement: Select[Any]) -> Iterator[Sequence[Any]]:
    # In pieces, so that other threads come in between.
    cursor = connection.execute(statement).cursor
    while rows := cursor.fetchmany(_PIECE):
        yield rows


def _fetch(connection: Connection, statement: Select[Any]) -> Sequence[Any]:
    return connection.execute(statement).cursor.fetchall()
