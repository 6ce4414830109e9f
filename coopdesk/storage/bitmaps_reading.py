"""The records that have each value of a dimension, read from the tables."""

import json
from collections.abc import Callable, Iterator

from pyroaring import BitMap
from sqlalchemy import Column, ColumnElement, Connection, Select, String, bindparam, func, select
from sqlalchemy import cast as sql_cast

from coopdesk.storage import bitmaps_values
from coopdesk.storage.bitmaps_values import Values
from coopdesk.storage.derived import MARKING_KEYS, VALUES
from coopdesk.storage.id_lists import IdList, ids_from, joined
from coopdesk.storage.schema import VALUES_TABLES, record

# Where the first and the last year of a period stand in a value of "years".
_SPAN = "/"
_CODE_OF_KEY = {key: code for code, key in MARKING_KEYS.items()}
_span: ColumnElement[str] = (
    sql_cast(record.c.year_from, String) + _SPAN + sql_cast(record.c.year_to, String)
)
# The field of a record that such a dimension is, and the column that holds it.
_COLUMNS: dict[str, tuple[str, Column[str]]] = {
    "areas": ("area", record.c.area),
    "kinds": ("kind", record.c.kind),
    "statuses": ("status", record.c.status),
    "markings": ("marking", record.c.marking_key),
}
COUNTED: tuple[str, ...] = (*_COLUMNS, "years", *VALUES_TABLES)


def dimensions_of(field: str) -> tuple[str, ...]:
    """Return the dimensions in which a change of that field may change a record's values.

    "*" is the whole record. What the rules find may be another with any change.
    """
    if field == "*":
        return COUNTED
    found = [dimension for dimension, (own, _column) in _COLUMNS.items() if own == field]
    if field == "period":
        found.append("years")
    found += [values.dimension for values in VALUES if field in values.fields]
    return tuple(dict.fromkeys([*found, "problems"]))


def read_values(connection: Connection, dimension: str) -> Values:
    """Return all values of a dimension, from the tables as the connection sees them.

    Of "years" a value is a span: the first and the last year of periods, as "2014/2016".
    KeyError for an unknown dimension.
    """
    return Values.of(_grouped(connection, dimension), bitmaps_values.RARE)


def read_values_of(connection: Connection, dimension: str, ids: BitMap) -> dict[str, BitMap]:
    """Return the values that these records have, each with those of them that have it."""
    return {value: BitMap(found) for value, found in _grouped(connection, dimension, ids)}


def span_of(value: str) -> tuple[int, int]:
    """Return the years that a value of "years" names."""
    first, _between, last = value.partition(_SPAN)
    return int(first), int(last)


def _grouped(
    connection: Connection, dimension: str, ids: BitMap | None = None
) -> Iterator[tuple[str, IdList]]:
    statement, worded = _statement(dimension)
    if ids is None:
        rows = connection.execute(statement)
    else:
        table = VALUES_TABLES.get(dimension)
        key = record.c.id if table is None else table.c.record_id
        some = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
        rows = connection.execute(statement.where(key.in_(some)), {"ids": json.dumps(list(ids))})
    for value, found in rows.yield_per(1):
        yield worded(value), ids_from(found)


def _statement(dimension: str) -> tuple[Select[str, bytes], Callable[[str], str]]:
    if dimension == "years":
        years = (record.c.year_from, record.c.year_to)
        spans = select(_span, joined(record.c.id)).where(record.c.year_from.is_not(None))
        return spans.group_by(*years), str
    if dimension in _COLUMNS:
        column = _COLUMNS[dimension][1]
        worded = _CODE_OF_KEY.__getitem__ if dimension == "markings" else str
        return select(column, joined(record.c.id)).group_by(column), worded
    table = VALUES_TABLES[dimension]
    values = select(table.c.value, joined(table.c.record_id))
    return values.group_by(table.c.value), str
