"""Lists: which records pass a filter, in which order, and what a row of a list shows."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.summary import Summary
from coopdesk.storage.filtering import conditions
from coopdesk.storage.frame import read_vocabulary
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import record
from coopdesk.storage.summary_rows import SORT_COLUMNS, SUMMARY_COLUMNS, summary_from_row

_SUMMARY = tuple(record.c[name] for name in SUMMARY_COLUMNS)


def listed_ids(connection: Connection, wanted: Filter, sort: Sort) -> "array[int]":
    """Return the ids of all records that pass, in order."""
    ids = array("q")
    for statement in _parts(select(record.c.id), wanted, sort):
        ids.extend([row[0] for row in _fetch(connection, statement)])
    return ids


def first_summaries(
    connection: Connection, wanted: Filter, sort: Sort, limit: int
) -> tuple[Summary, ...]:
    """Return the rows of the first ``limit`` records that pass."""
    # First the ids, then their rows: sorting ids is cheap where ties have to be settled.
    ids: list[int] = []
    for statement in _parts(select(record.c.id), wanted, sort):
        if len(ids) < limit:
            rows = _fetch(connection, statement.limit(limit - len(ids)))
            ids.extend(row[0] for row in rows)
    return summaries(connection, ids)


def summaries(connection: Connection, ids: Sequence[int]) -> tuple[Summary, ...]:
    """Return the rows of these records in the order given; ids that are gone are left out."""
    found: list[Summary] = []
    for piece in chunks(ids):
        rows = _fetch(connection, select(*_SUMMARY).where(record.c.id.in_(list(piece))))
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


def counted(connection: Connection, wanted: Filter) -> int:
    """Return how many records pass."""
    statement = select(func.count()).select_from(record).where(*conditions(wanted))
    return connection.scalar(statement) or 0


def _parts(selected: Select[Any], wanted: Filter, sort: Sort) -> Iterable[Select[Any]]:
    """Return the queries whose rows, one after the other, are the list.

    Records without a value stand last in both directions. Asked apart, each part comes out of an
    index in order; a search has no order to keep, so that it is asked once and sorted.
    """
    key: ColumnElement[str] = record.c[SORT_COLUMNS[sort.field]]
    order = key.desc() if sort.descending else key.asc()
    filtered = selected.where(*conditions(wanted))
    if tokens(wanted.search):
        return (filtered.order_by(key == "", order, record.c.id),)
    return (
        filtered.where(key > "").order_by(order, record.c.id),
        filtered.where(key == "").order_by(record.c.id),
    )


def _fetch(connection: Connection, statement: Select[Any]) -> Sequence[Any]:
    return connection.execute(statement).cursor.fetchall()
