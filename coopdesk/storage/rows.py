"""Records as rows of the tables and back, field by field as the domain declares them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Table,
    bindparam,
    insert,
    literal_column,
    update,
)

from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.record import Record
from coopdesk.storage import schema
from coopdesk.storage.derived import columns_from, derived_columns
from coopdesk.storage.moments import moment_text
from coopdesk.storage.summary_rows import stored_period

FACET_FIELDS_OF_RECORD = tuple(field for field in FIELDS if field.type is FieldType.FACET)
_SCALARS = tuple(field for field in FIELDS if field.type is not FieldType.FACET)
_COLUMNS = tuple(column.name for column in schema.record.columns)


def _list_text(values: Sequence[str]) -> str:
    return f"[{', '.join(map(encode_basestring, values))}]"


def _list(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


_TO_COLUMN: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.TAGS: _list_text,
    FieldType.COUNTRIES: _list_text,
    FieldType.PERIOD: lambda period: period.edtf,
    FieldType.MOMENT: moment_text,
    FieldType.FLAG: int,
}
_FROM_COLUMN: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.TAGS: _list,
    FieldType.COUNTRIES: _list,
    FieldType.MOMENT: datetime.fromisoformat,
    FieldType.FLAG: bool,
}
_WRITERS = tuple((field.name, _TO_COLUMN.get(field.type)) for field in _SCALARS)
_WRITER_OF = dict(_WRITERS)
_PERIOD = ("period", "period_earliest", "period_latest")
_KEYS = ("id", "uid", "version")


def record_row(record: Record) -> dict[str, Any]:
    """Return the row of table ``record``, derived columns included, keyed by column."""
    row = derived_columns(record)
    row["id"], row["uid"], row["version"] = record.id, record.uid, record.version
    for name, write in _WRITERS:
        value = getattr(record, name)
        row[name] = write(value) if write else value
    return row


def record_values(record: Record) -> tuple[Any, ...]:
    """Return `record_row` in the order of the table's columns."""
    row = record_row(record)
    return tuple([row[name] for name in _COLUMNS])


def column_values(names: Sequence[str], record: Record) -> dict[str, Any]:
    """Return what the columns hold that come from these fields, derived ones included."""
    row: dict[str, Any] = {}
    for name in names:
        if name in _WRITER_OF:
            write, value = _WRITER_OF[name], getattr(record, name)
            row[name] = write(value) if write else value
        row.update(columns_from(name, record))
    return row


def facet_rows(field: Field, record: Record) -> list[tuple[Any, ...]]:
    """Return the rows of one facet's table, in the order of its columns."""
    assert field.facet is not None
    writers = _part_writers(field.facet)
    return [
        (
            record.id,
            position,
            *[
                write(getattr(entry, name)) if write else getattr(entry, name)
                for name, write in writers
            ],
        )
        for position, entry in enumerate(getattr(record, field.name))
    ]


def facet_entry(facet: type, row: Sequence[Any]) -> Any:
    """Return the entry that a row of the facet's table holds, from its third column on."""
    readers = _part_readers(facet)
    if not readers:
        return facet(*row)
    values = list(row)
    for place, read in readers:
        values[place] = read(values[place])
    return facet(*values)


@cache
def _part_writers(facet: type) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple(
        (part.name, _list_text if part.type is FieldType.TAGS else None)
        for part in FACET_FIELDS[facet]
    )


@cache
def _part_readers(facet: type) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    return tuple(
        (place, _list)
        for place, part in enumerate(FACET_FIELDS[facet])
        if part.type is FieldType.TAGS
    )


@dataclass(frozen=True, slots=True)
class RowShape:
    """Which columns of table ``record`` hold certain fields; ``columns`` begin with the keys."""

    columns: tuple[str, ...]
    readers: tuple[tuple[str, int, Callable[[Any], Any] | None], ...]
    period: int

    def record(self, row: Sequence[Any], facets: dict[str, Any], **changed: Any) -> Record:
        """Return the record of a row of these columns and of its facets by field name.

        Fields that are ``changed`` have that value instead.
        """
        values = {name: read(row[at]) if read else row[at] for name, at, read in self.readers}
        if self.period:
            values["period"] = stored_period(*row[self.period : self.period + len(_PERIOD)])
        values.update(facets)
        values.update(changed)
        return Record(id=row[0], uid=row[1], version=row[2], **values)

    def value(self, name: str, row: Sequence[Any], facets: dict[str, Any]) -> Any:
        """Return the value of one of the fields."""
        if name == "period":
            return stored_period(*row[self.period : self.period + len(_PERIOD)])
        for known, at, read in self.readers:
            if known == name:
                return read(row[at]) if read else row[at]
        return facets.get(name, ())


@cache
def shape_of(names: frozenset[str]) -> RowShape:
    """Return which columns are to be read for the fields with these names."""
    columns = list(_KEYS)
    readers = []
    period = 0
    for field in _SCALARS:
        if field.name not in names:
            continue
        if field.type is FieldType.PERIOD:
            period = len(columns)
            columns += _PERIOD
        else:
            readers.append((field.name, len(columns), _FROM_COLUMN.get(field.type)))
            columns.append(field.name)
    return RowShape(tuple(columns), tuple(readers), period)


def insert_rows(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows that hold every column of ``table``, in their order."""
    if rows:
        connection.exec_driver_sql(_insert_text(table, connection.dialect), rows)


def update_rows(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    key: Column[int],
    rows: Sequence[tuple[Any, ...]],
) -> int:
    """Set ``columns`` of each row to values in their order, its key after them.

    Where the table has versions each makes a new one. Returns how many rows there were.
    """
    if not rows or not columns:
        return 0
    text = _update_text(table, columns, key, connection.dialect)
    return connection.exec_driver_sql(text, list(rows)).rowcount


# Compiled once: thousands of rows then go to the driver without passing SQLAlchemy's types.
@cache
def _insert_text(table: Table, dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect))


@cache
def _update_text(table: Table, columns: tuple[str, ...], key: Column[int], dialect: Dialect) -> str:
    values: list[tuple[Column[Any], ColumnElement[Any]]] = [
        (table.c[name], bindparam(f"new_{name}")) for name in columns
    ]
    if "version" in table.c:
        values.append((table.c.version, table.c.version + literal_column("1")))
    statement = update(table).where(key == bindparam("row")).ordered_values(*values)
    return str(statement.compile(dialect=dialect))
