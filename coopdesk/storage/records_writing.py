"""Whole records into the tables, with everything that is derived from them."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, update

from coopdesk.catalogue.record import Record
from coopdesk.storage import schema
from coopdesk.storage.derived import derived_columns, values_of
from coopdesk.storage.documents import keep_contents
from coopdesk.storage.gone import list_gone_anew, note_gone
from coopdesk.storage.records_reading import chunks, read_records
from coopdesk.storage.rows import (
    FACET_FIELDS_OF_RECORD,
    facet_rows,
    insert_rows,
    record_values,
)
from coopdesk.storage.search import index_words


def insert_records(
    connection: Connection, records: Sequence[Record], *, index: bool = True
) -> None:
    """Store new records, whose id, uid, reference, version and moments are given.

    Without ``index`` the search index does not get their words: `search.renew_words` puts them in.
    """
    insert_rows(connection, schema.record, [record_values(record) for record in records])
    for field in FACET_FIELDS_OF_RECORD:
        assert field.facet is not None
        having = [record for record in records if getattr(record, field.name)]
        rows = [row for record in having for row in facet_rows(field, record)]
        insert_rows(connection, schema.FACET_TABLES[field.facet], rows)
    keep_contents(connection, (entry for record in records for entry in record.documents))
    _insert_values(connection, records)
    index_words(connection, records, index=index)


def remove_records(connection: Connection, ids: Sequence[int], entry_id: int) -> None:
    """Take records out of the tables, their facets with them, by that entry of the history.

    Their words stay in the search index: it is quick to forget those of many records at once.
    """
    note_gone(connection, ids, entry_id)
    for piece in chunks(ids):
        connection.execute(delete(schema.record).where(schema.record.c.id.in_(piece)))


def derive_anew(connection: Connection, ids: Sequence[int]) -> None:
    """Write what lists and searches need of all records anew, from the records themselves.

    The search index must not have their words.
    """
    list_gone_anew(connection)
    for piece in chunks(ids):
        records = list(read_records(connection, piece))
        connection.execute(
            update(schema.record).where(schema.record.c.id == bindparam("derived_of")),
            [{"derived_of": found.id, **derived_columns(found)} for found in records],
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
