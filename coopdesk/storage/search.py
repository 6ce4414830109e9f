"""The search index: which words each record holds, kept in step by whoever writes a record."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, select

from coopdesk.catalogue.record import Record
from coopdesk.catalogue.searchable import SEARCHABLE
from coopdesk.storage.derived import text_row
from coopdesk.storage.places import PLACE_SQL
from coopdesk.storage.rows import insert_rows
from coopdesk.storage.schema import SEARCH_DDL, record, record_text, search_words
from coopdesk.storage.schema_search import RECORD_OF_PLACE

_FORGET_ALL = f"INSERT INTO {search_words.name} ({search_words.name}) VALUES ('delete-all')"  # noqa: S608
# From so many on the index gets room in memory (bytes), and writes down in few large pieces what
# it would else have to merge later; and it is made anew where this share of the records is new.
_MANY = 1000
_ROOM = f"INSERT INTO {search_words.name} ({search_words.name}, rank) VALUES ('hashsize', 33554432)"  # noqa: S608
_ALMOST_ALL = 0.75
_FORGET = f"DELETE FROM {search_words.name} WHERE rowid = ?"  # noqa: S608 (names of our own)
_PLACED = (
    f"SELECT place FROM {record_text.name} "  # noqa: S608
    "WHERE record_id IN (SELECT value FROM json_each(?))"
)
_PLACE = (
    f"UPDATE {record_text.name} SET place = now.place "  # noqa: S608
    f"FROM (SELECT id, {PLACE_SQL} AS place FROM record "
    "WHERE id IN (SELECT value FROM json_each(?))) AS now "
    f"WHERE now.id = record_id AND now.place != {record_text.name}.place"
)
# What a document says is found in each record that has it.
_WORDS = " || ' ' || ".join(f"t.{field.name}" for field in SEARCHABLE) + (  # noqa: S608
    " || ' ' || coalesce((SELECT group_concat(words_once(d.words), ' ') FROM document AS o "
    "JOIN document_text AS d ON d.digest = o.digest WHERE o.record_id = t.record_id), '')"
)
_ADD = (
    f"INSERT INTO {search_words.name} (rowid, words) SELECT t.place, {_WORDS} "  # noqa: S608
    f"FROM json_each(?) AS wanted CROSS JOIN {record_text.name} AS t "
    f"ON t.record_id = wanted.value & {RECORD_OF_PLACE}"
)


def write_texts(connection: Connection, records: Iterable[Record]) -> None:
    """Store the words of new ``records``; `renew_words` puts them into the index."""
    insert_rows(connection, record_text, [text_row(record) for record in records])


def places_of(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Return the rows of the index that hold the words of these records."""
    rows = connection.exec_driver_sql(_PLACED, (json.dumps(list(ids)),))
    return [place for (place,) in rows.cursor.fetchall()]


def renew_words(
    connection: Connection, ids: Iterable[int], gone: Iterable[int] = (), *, new: bool = False
) -> None:
    """Put the words of records into the index anew, from table ``record_text``.

    ``gone`` are the rows of those that are gone, as `places_of` told while they were there; of
    ``new`` ones the index has no words yet. Quick for many records in one call, slow in many calls.
    """
    keys: Sequence[int] = sorted(set(ids))
    places = [*gone]
    if keys and not new:
        places += places_of(connection, keys)
        connection.exec_driver_sql(_PLACE, (json.dumps(keys),))
    if len(keys) > _MANY:
        connection.exec_driver_sql(_ROOM)
    # All out, then all in, and these in one statement: FTS5 writes down what it holds whenever
    # a row is below the last, or a statement takes more than one row.
    if not new and len(keys) > _MANY and len(keys) > _ALMOST_ALL * _count(connection):
        connection.exec_driver_sql(_FORGET_ALL)
        keys = connection.scalars(select(record_text.c.record_id)).all()
    elif places:
        connection.exec_driver_sql(_FORGET, [(place,) for place in sorted(places)])
    if keys:
        wanted = sorted(places_of(connection, keys))
        connection.exec_driver_sql(_ADD, (json.dumps(wanted),))


def _count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(record)) or 0


def empty_index(connection: Connection) -> Sequence[int]:
    """Make the index anew, without a record in it; return the ids of those to put into it."""
    connection.exec_driver_sql(f"DROP TABLE {search_words.name}")
    connection.exec_driver_sql(SEARCH_DDL)
    connection.execute(delete(record_text))
    return connection.scalars(select(record.c.id)).all()
