"""The full check of a catalogue: what it finds is said in sentences, nothing is changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, select

from coopdesk.catalogue.facets import Document
from coopdesk.i18n import _, ngettext
from coopdesk.storage.derived import DERIVED_VALUES, text_row, values_of
from coopdesk.storage.document_text import UNFINISHED
from coopdesk.storage.documents import document_damage
from coopdesk.storage.history_log import recomputed_hash
from coopdesk.storage.last_states import LastStates
from coopdesk.storage.numbering import last_number
from coopdesk.storage.records_reading import chunks, read_records
from coopdesk.storage.rows import record_row
from coopdesk.storage.schema import (
    FACET_TABLES,
    VALUES_TABLES,
    document_text,
    entry,
    gone,
    record,
    record_text,
    search_words,
)

_BATCH = 1000


def check(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong with the file, its history, its search index or its lists."""
    return (
        *_file(connection),
        *_history(connection),
        *_records(connection),
        *document_damage(connection),
    )


def _file(connection: Connection) -> Iterator[str]:
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)").all():
        if found != "ok":
            yield _("The file is damaged ({found}): restore the latest backup.").format(found=found)
    for table, row, other, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield _(
            "A row of “{table}” ({row}) names one of “{other}” that is not there: "
            "restore the latest backup."
        ).format(table=table, row=row, other=other)


def _history(connection: Connection) -> Iterator[str]:
    previous, last = "", 0
    for row in connection.execute(select(entry).order_by(entry.c.id)).all():
        if row.id != last + 1 or row.previous_hash != previous:
            yield _(
                "The history is broken before entry {number}: entries are missing or were "
                "exchanged; compare with a backup."
            ).format(number=row.id)
        elif row.hash != recomputed_hash(connection, row):
            yield _(
                "Entry {number} of the history was altered after it was written; "
                "compare with a backup."
            ).format(number=row.id)
        previous, last = row.hash, row.id
    if last != last_number(connection, "entry"):
        yield _("The latest entries of the history are missing; compare with a backup.")


def _records(connection: Connection) -> Iterator[str]:
    """Compare the records with the history, and what is derived from them with the records."""
    indexed = _indexed_words(connection)
    states = LastStates(connection)
    unlisted = unfound = altered = 0
    # In the order in which they came: so the history's packs are opened once each.
    ids = list(connection.scalars(select(record.c.id).order_by(record.c.id)))
    for piece in chunks(ids):
        rows = connection.execute(select(record).where(record.c.id.in_(list(piece)))).mappings()
        stored = {row["id"]: dict(row) for row in rows}
        listed = _listed_values(connection, piece)
        texts = _texts(connection, piece)
        documents, waiting = _document_words(connection, piece)
        records = list(read_records(connection, piece))
        altered += states.differing(records)
        for found in records:
            unlisted += record_row(found) != stored[found.id] or listed[found.id] != {
                (name, value) for name, values in values_of(found).items() for value in values
            }
            text = text_row(found)
            words = dict.fromkeys(" ".join([*text[1:-1], *documents[found.id]]).split())
            wrong = indexed.pop(text[-1], None) != sum(map(_word_sum, words))
            wrong = wrong and found.id not in waiting
            unfound += wrong or texts.get(found.id) != text
    absent = states.absent()
    listed_gone = connection.execute(select(gone)).cursor.fetchall()
    unlisted += len({row[0] for row in absent.gone.symmetric_difference(listed_gone)})
    yield from _told(altered, absent.missing, unlisted, unfound + len(indexed))


def _told(altered: int, missing: int, unlisted: int, unfound: int) -> Iterator[str]:
    if altered:
        yield ngettext(
            "{number} record is not what the history says: it was changed past the program; "
            "compare with a backup.",
            "{number} records are not what the history says: they were changed past the program; "
            "compare with a backup.",
            altered,
        ).format(number=altered)
    if missing:
        yield ngettext(
            "{number} record is missing that the history has: it was deleted past the program; "
            "compare with a backup.",
            "{number} records are missing that the history has: they were deleted past the "
            "program; compare with a backup.",
            missing,
        ).format(number=missing)
    if unlisted:
        yield ngettext(
            "{number} record is listed or sorted wrongly: run “coopdesk check --repair” to mend "
            "it.",
            "{number} records are listed or sorted wrongly: run “coopdesk check --repair” to mend "
            "them.",
            unlisted,
        ).format(number=unlisted)
    if unfound:
        yield ngettext(
            "The search index is out of step in {number} record: run “coopdesk check --repair” "
            "to mend it.",
            "The search index is out of step in {number} records: run “coopdesk check --repair” "
            "to mend it.",
            unfound,
        ).format(number=unfound)


def _listed_values(
    connection: Connection, ids: Sequence[int]
) -> defaultdict[int, set[tuple[str, str]]]:
    """Return what the lists of values say of each record: dimension and value."""
    listed = defaultdict(set)
    for name in DERIVED_VALUES:
        table = VALUES_TABLES[name]
        rows = connection.execute(select(table).where(table.c.record_id.in_(ids)))
        for value, record_id in rows:
            listed[record_id].add((name, value))
    return listed


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    rows = connection.execute(select(record_text).where(record_text.c.record_id.in_(ids)))
    return {row.record_id: tuple(row) for row in rows}


def _document_words(
    connection: Connection, ids: Sequence[int]
) -> tuple[defaultdict[int, list[str]], set[int]]:
    """Return what is known of the words inside the documents of each record.

    And the records that have a document whose words are still on their way into the index.
    """
    named = FACET_TABLES[Document]
    rows = connection.execute(
        select(named.c.record_id, document_text.c.words, document_text.c.version)
        .join(document_text, document_text.c.digest == named.c.digest)
        .where(named.c.record_id.in_(ids))
    )
    found, waiting = defaultdict(list), set()
    for record_id, words, version in rows:
        found[record_id].append(words)
        if version == UNFINISHED:
            waiting.add(record_id)
    return found, waiting


def _indexed_words(connection: Connection) -> dict[int, int]:
    """Return a sum over the words in each row of the search index."""
    # A table of this connection alone, also where the connection may write nothing.
    reads_only = connection.exec_driver_sql("PRAGMA query_only").scalar()
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary "
        f"USING fts5vocab('main', '{search_words.name}', 'instance')"
    )
    connection.exec_driver_sql(f"PRAGMA query_only = {reads_only}")
    sums: dict[int, int] = {}
    words = connection.exec_driver_sql("SELECT term, doc FROM temp.vocabulary").cursor
    while found := words.fetchmany(_BATCH):
        for term, place in found:
            sums[place] = sums.get(place, 0) + _word_sum(term)
    return sums


def _word_sum(word: str) -> int:
    return crc32(word.encode())
