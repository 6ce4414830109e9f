"""The search index: which words each record holds, kept in step by whoever writes a record."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    delete,
    literal_column,
    select,
)

from coopdesk.catalogue.record import Record
from coopdesk.catalogue.searchable import SEARCHABLE
from coopdesk.storage.derived import sought_words, text_row
from coopdesk.storage.rows import insert_rows
from coopdesk.storage.schema import SEARCH_DDL, record, record_text, search_words

_FORGET = f"DELETE FROM {search_words.name} WHERE rowid = ?"  # noqa: S608 (names of our own)
_ALL_WORDS = " || ' ' || ".join(field.name for field in SEARCHABLE)
_RENEW = (
    f"INSERT INTO {search_words.name} (rowid, words) "  # noqa: S608
    f"SELECT record_id, {_ALL_WORDS} FROM {record_text.name} "
    "WHERE record_id IN (SELECT value FROM json_each(?)) ORDER BY record_id"
)
# FTS5 takes the name of the table itself for "any of its columns".
_ANYWHERE = literal_column(search_words.name, String)


def index_words(connection: Connection, records: Iterable[Record], *, index: bool = True) -> None:
    """Store the words of ``records``, and unless told otherwise put them into the index.

    They must not be in it yet.
    """
    rows = [text_row(record) for record in records]
    insert_rows(connection, record_text, rows)
    if index:
        words = [(row[0], " ".join(filter(None, row[1:]))) for row in rows]
        insert_rows(connection, search_words, words)


def renew_words(connection: Connection, ids: Iterable[int]) -> None:
    """Put the words of records into the index anew, from table ``record_text``.

    Those of records that are gone go. Quick for many records in one call, slow in many calls.
    """
    keys = sorted(set(ids))
    if keys:
        # All out, then all in, and these in one statement: FTS5 writes down what it holds whenever
        # an id is below the last, or a statement takes more than one row.
        connection.exec_driver_sql(_FORGET, [(key,) for key in keys])
        connection.exec_driver_sql(_RENEW, (json.dumps(keys),))


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
