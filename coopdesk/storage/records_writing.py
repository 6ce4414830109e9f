"""Whole records into the tables, with everything that is derived from them."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, update

from coopdesk.catalogue.record import Record
from coopdesk.storage import schema
from coopdesk.storage.derived import derived_columns, values_of
from coopdesk.storage.records_reading import chunks, read_records
from coopdesk.storage.rows import (
    FACET_FIELDS_OF_RECORD,
    facet_rows,
    insert_rows,
    record_row,
    record_values,
)
from coopdesk.storage.search import forget_words, index_words


def insert_records(connection: Connection, records: Sequence[Record]) -> None:
    """Store new records, whose id, uid, reference, version and moments are given."""
    insert_rows(connection, schema.record, [record_values(record) for record in records])
    for field in FACET_FIELDS_OF_RECORD:
        assert field.facet is not None
        having = [record for record in records if getattr(record, field.name)]
        rows = [row for record in having for row in facet_rows(field, record)]
        insert_rows(connection, schema.FACET_TABLES[field.facet], rows)
    _insert_values(connection, records)
    index_words(connection, records)


def update_record(connection: Connection, before: Record, after: Record) -> None:
    """Store ``after`` over ``before``, which has the same id."""
    table = schema.record
    row = record_row(after)
    del row["id"]
    connection.execute(update(table).where(table.c.id == after.id).values(row))
    for field in FACET_FIELDS_OF_RECORD:
        if getattr(before, field.name) != getattr(after, field.name):
            assert field.facet is not None
            facet_table = schema.FACET_TABLES[field.facet]
            connection.execute(delete(facet_table).where(facet_table.c.record_id == after.id))
            insert_rows(connection, facet_table, facet_rows(field, after))
    for values_table in schema.VALUES_TABLES.values():
        connection.execute(delete(values_table).where(values_table.c.record_id == after.id))
    _insert_values(connection, [after])
    forget_words(connection, [after.id])
    index_words(connection, [after])


def remove_records(connection: Connection, ids: Sequence[int]) -> None:
    """Take records out of the tables, their facets with them.

    Their words stay in the search index: it is quick to forget those of many records at once.
    """
    for piece in chunks(ids):
        connection.execute(delete(schema.record).where(schema.record.c.id.in_(piece)))


def derive_anew(connection: Connection, ids: Sequence[int]) -> None:
    """Write what lists and searches need of records anew, from the records themselves.

    The search index must not have their words.
    """
    for piece in chunks(ids):
        records = list(read_records(connection, piece))
        for found in records:
            connection.execute(
                update(schema.record)
                .where(schema.record.c.id == found.id)
                .values(derived_columns(found))
            )
        for values_table in schema.VALUES_TABLES.values():
            connection.execute(delete(values_table).where(values_table.c.record_id.in_(piece)))
        _insert_values(connection, records)
        index_words(connection, records)


def _insert_values(connection: Connection, records: Sequence[Record]) -> None:
    rows: dict[str, list[tuple[str, int]]] = {name: [] for name in schema.VALUES_TABLES}
    for record in records:
        for name, values in values_of(record).items():
            rows[name].extend([(value, record.id) for value in values])
    for name, table in schema.VALUES_TABLES.items():
        insert_rows(connection, table, list(rows[name]))
