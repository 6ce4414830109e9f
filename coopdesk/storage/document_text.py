"""What was read inside documents: which still lack it, and their words into the search index."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, and_, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from coopdesk.catalogue.document_text import DocumentText
from coopdesk.catalogue.facets import Document
from coopdesk.storage.connection import words_once
from coopdesk.storage.door import Door
from coopdesk.storage.numbering import WORDED, next_number
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import FACET_TABLES, document_content, document_text
from coopdesk.storage.search import renew_words

_named = FACET_TABLES[Document].c
_text = document_text.c
# Whoever saves waits for one piece at most: so many records at once, and so many letters into the
# search index; a document that is longer goes into it record by record.
_PIECE, _PIECE_LETTERS = 20, 100_000
# What is stored, and not yet found in all records that have it.
UNFINISHED = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A document whose words are not known: its SHA-256 and what a record calls its file."""

    digest: str
    file_name: str


class DocumentTexts:
    """The part of a store that holds the words inside documents."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def unread(self, version: int, most: int) -> tuple[Unread, ...]:
        """Return documents of records that this ``version`` of the reading has not read."""
        with self._door.reading() as connection:
            rows = connection.execute(_lacking(version).order_by(_named.digest).limit(most))
            return tuple(Unread(digest, name) for digest, name in rows)

    def unread_number(self, version: int) -> int:
        """Return how many documents `unread` would return, were there no limit."""
        with self._door.reading() as connection:
            return lacking_texts(connection, version)

    def state(self, digest: str) -> str:
        """Return what came of reading a document; "" where nobody has read it."""
        with self._door.reading() as connection:
            found = select(_text.state).where(_text.digest == digest, _text.version > UNFINISHED)
            return connection.scalar(found) or ""

    def put(
        self,
        digest: str,
        text: DocumentText,
        version: int,
        go_on: Callable[[], bool] = lambda: True,
    ) -> None:
        """Store what that ``version`` of the reading found, and let searches find it.

        Where many records have the document, or it is long, this is done in pieces, and ``go_on``
        is asked before each; one that an end of the program leaves undone is `unread` still.
        """
        # Long work, that shall not keep the file.
        letters = len(words_once(text.words))
        at_once = min(max(_PIECE_LETTERS // (letters + 1), 1), _PIECE)
        with self._door.writing() as connection:
            unfinished = {"words": text.words, "state": text.state, "version": UNFINISHED}
            kept = insert(document_text).values(digest=digest, **unfinished)
            connection.execute(
                kept.on_conflict_do_update(index_elements=[_text.digest], set_=unfinished)
            )
            users = list(
                connection.scalars(
                    select(_named.record_id).where(_named.digest == digest).distinct()
                )
            )
            if len(users) <= at_once and letters < _PIECE_LETTERS:
                _let_find(connection, users)
                _finish(connection, digest, version)
                return
        for piece in chunks(users, at_once):
            if not go_on():
                return
            with self._door.writing() as connection:
                there = _named.record_id.in_(list(piece)), _named.digest == digest
                _let_find(connection, connection.scalars(select(_named.record_id).where(*there)))
        with self._door.writing() as connection:
            _finish(connection, digest, version)


def lacking_texts(connection: Connection, version: int) -> int:
    """Return how many documents of records that version of the reading has not read."""
    lacking = _lacking(version).subquery()
    return connection.scalar(select(func.count()).select_from(lacking)) or 0


def _let_find(connection: Connection, ids: Iterable[int]) -> None:
    renew_words(connection, ids)
    next_number(connection, WORDED)


def _lacking(version: int) -> Select[str, str]:
    read = exists().where(_text.digest == _named.digest, _text.version >= version)
    there = exists().where(document_content.c.digest == _named.digest)
    return (
        select(_named.digest, func.max(_named.file_name))
        .where(and_(_named.digest > "", ~read, there))
        .group_by(_named.digest)
    )


def _finish(connection: Connection, digest: str, version: int) -> None:
    done = update(document_text).where(_text.digest == digest).values(version=version)
    connection.execute(done)
