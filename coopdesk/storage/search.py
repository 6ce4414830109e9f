"""The search index: which words each record holds, kept in step by whoever writes a record."""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    delete,
    literal_column,
    select,
)

from coopdesk.catalogue.record import Record
from coopdesk.storage.derived import sought_words, text_row
from coopdesk.storage.rows import insert_rows
from coopdesk.storage.schema import SEARCH_DDL, record, record_text, search_words

# FTS5 takes the name of the table itself for "any of its columns".
_ANYWHERE = literal_column(search_words.name, String)


def index_words(connection: Connection, records: Iterable[Record]) -> None:
    """Put the words of ``records``, which must not be in the index yet, into it."""
    rows = [text_row(record) for record in records]
    insert_rows(connection, record_text, rows)
    insert_rows(
        connection, search_words, [(row[0], " ".join(filter(None, row[1:]))) for row in rows]
    )


def forget_words(connection: Connection, ids: Sequence[int]) -> None:
    """Take the words of records out of the index; quick for many records in one call."""
    # One by one and ascending: FTS5 writes down what it holds whenever an id is not the next.
    if ids:
        connection.execute(
            delete(search_words).where(search_words.c.rowid == bindparam("gone")),
            [{"gone": record_id} for record_id in sorted(ids)],
        )
        connection.execute(
            delete(record_text).where(record_text.c.record_id == bindparam("gone")),
            [{"gone": record_id} for record_id in sorted(ids)],
        )


def empty_index(connection: Connection) -> Sequence[int]:
    """Make the index anew, without a record in it; return the ids of those to put into it."""
    connection.exec_driver_sql(f"DROP TABLE {search_words.name}")
    connection.exec_driver_sql(SEARCH_DDL)
    connection.execute(delete(record_text))
    return connection.scalars(select(record.c.id)).all()


def match_text(search: str) -> str:
    """Return the FTS5 query for records in which every word of ``search`` begins a word.

    Folded words are letters and digits only, so nothing in them can be read as query syntax.
    See https://www.sqlite.org/fts5.html, section 3.
    """
    return " AND ".join(f'"{word}"*' for word in sought_words(search))


def found(search: str) -> Select[tuple[int]]:
    """Return the query for the ids of the records that hold every word of ``search``."""
    matches: ColumnElement[bool] = _ANYWHERE.op("MATCH")(match_text(search))
    return select(search_words.c.rowid).where(matches)
