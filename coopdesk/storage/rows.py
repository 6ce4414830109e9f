"""Records as rows of the tables and back, field by field as the domain declares them."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.record import Record
from coopdesk.storage import schema
from coopdesk.storage.derived import derived_columns
from coopdesk.storage.moments import moment_text
from coopdesk.storage.summary_rows import stored_period

FACET_FIELDS_OF_RECORD = tuple(field for field in FIELDS if field.type is FieldType.FACET)
_SCALARS = tuple(field for field in FIELDS if field.type is not FieldType.FACET)
_COLUMNS = tuple(column.name for column in schema.record.columns)


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _list_text(values: Sequence[str]) -> str:
    return _ENCODER.encode(values) if values else "[]"


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
_READERS = tuple(
    (field.name, _FROM_COLUMN.get(field.type))
    for field in _SCALARS
    if field.type is not FieldType.PERIOD
)


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


def record_from(row: Any, facets: dict[str, Any]) -> Record:
    """Return the record of a row (a mapping of all columns) and of its facets by field name."""
    values = {name: read(row[name]) if read else row[name] for name, read in _READERS}
    return Record(
        id=row["id"],
        uid=row["uid"],
        version=row["version"],
        period=stored_period(row["period"], row["period_earliest"], row["period_latest"]),
        **values,
        **facets,
    )


def insert_rows(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows that hold every column of ``table``, in their order."""
    if rows:
        connection.exec_driver_sql(_insert_text(table, connection.dialect), rows)


@cache
def _insert_text(table: Table, dialect: Dialect) -> str:
    # Compiled once: thousands of rows then go to the driver without passing SQLAlchemy's types.
    return str(insert(table).compile(dialect=dialect))
