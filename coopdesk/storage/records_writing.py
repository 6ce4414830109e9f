"""Whole records into the tables, with everything that is derived from them."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, bindparam, delete, update

from coopdesk.catalogue.record import Record
from coopdesk.storage import schema
from coopdesk.storage.batch_edits import exchange_values
from coopdesk.storage.by_ids import read_by_ids
from coopdesk.storage.derived import DERIVED_VALUES, derived_columns, values_of
from coopdesk.storage.documents import keep_contents
from coopdesk.storage.gone import list_gone_anew, note_gone
from coopdesk.storage.numbering import DERIVED, next_number
from coopdesk.storage.records_reading import chunks, read_records
from coopdesk.storage.rows import (
    FACET_FIELDS_OF_RECORD,
    facet_rows,
    insert_rows,
    record_values,
)
from coopdesk.storage.search import places_of, renew_words, write_texts


def insert_records(connection: Connection, records: Sequence[Record]) -> None:
    """Store new records, whose id, uid, reference, version and moments are given.

    The search index does not get their words: `search.renew_words` puts them in, of all at once.
    """
    insert_rows(connection, schema.record, [record_values(record) for record in records])
    for field in FACET_FIELDS_OF_RECORD:
        assert field.facet is not None
        having = [record for record in records if getattr(record, field.name)]
        rows = [row for record in having for row in facet_rows(field, record)]
        insert_rows(connection, schema.FACET_TABLES[field.facet], rows)
    keep_contents(connection, (entry for record in records for entry in record.documents))
    _insert_values(connection, records)
    write_texts(connection, records)


def remove_records(connection: Connection, ids: Sequence[int], entry_id: int) -> list[int]:
    """Take records out of the tables, their facets with them, by that entry of the history.

    Their words stay in the search index: it is quick to forget those of many records at once.
    Returns its rows, for `search.renew_words`.
    """
    places = places_of(connection, ids)
    note_gone(connection, ids, entry_id)
    for piece in chunks(ids):
        connection.execute(delete(schema.record).where(schema.record.c.id.in_(piece)))
    return places


def derive_anew(
    connection: Connection,
    ids: Sequence[int],
    told: Callable[[int], None] = lambda _done: None,
) -> None:
    """Write what lists and searches need of all records anew, from the records themselves.

    The search index must not have their words. ``told`` is called with how many are done.
    """
    next_number(connection, DERIVED)
    list_gone_anew(connection)
    done = 0
    for piece in chunks(ids):
        records = list(read_records(connection, piece))
        _mend_columns(connection, records)
        _mend_values(connection, records)
        write_texts(connection, records)
        done += len(piece)
        told(done)
    renew_words(connection, ids, new=True)


def _mend_columns(connection: Connection, records: Sequence[Record]) -> None:
    """Write the derived columns of those in which they are not as they must be."""
    table = schema.record
    made = {found.id: derived_columns(found) for found in records}
    names = tuple(next(iter(made.values()), ()))
    columns = (table.c.id, *[table.c[name] for name in names])
    rows = read_by_ids(connection, columns, table.c.id, list(made))
    wrong = [key for key, *held in rows if tuple(held) != tuple(made[key].values())]
    if wrong:
        connection.execute(
            update(table).where(table.c.id == bindparam("derived_of")),
            [{"derived_of": key, **made[key]} for key in wrong],
        )


def _mend_values(connection: Connection, records: Sequence[Record]) -> None:
    ids = [found.id for found in records]
    for name, rows in _values_rows(records).items():
        table = schema.VALUES_TABLES[name]
        had = read_by_ids(connection, tuple(table.c), table.c.record_id, ids)
        exchange_values(connection, table, {*map(tuple, had)}, set(rows))


def _insert_values(connection: Connection, records: Sequence[Record]) -> None:
    for name, rows in _values_rows(records).items():
        insert_rows(connection, schema.VALUES_TABLES[name], rows)


def _values_rows(records: Sequence[Record]) -> dict[str, list[tuple[str, int]]]:
    """Return the rows of the values tables that these records make, by dimension."""
    rows: dict[str, list[tuple[str, int]]] = {name: [] for name in DERIVED_VALUES}
    for record in records:
        for name, values in values_of(record).items():
            rows[name].extend([(value, record.id) for value in values])
    return rows
