"""The contents of documents: kept in the catalogue's own file, each once, by their SHA-256.

A content is ``kept`` from the first save of a record that names it, and stays then: the history
may name it for ever after. One that no record has named goes a week after it was last put in.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    update,
)

from coopdesk.catalogue.documents import name_of, refuse_size
from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.facets import Document
from coopdesk.i18n import _, ngettext
from coopdesk.storage.door import Door
from coopdesk.storage.errors import Damaged
from coopdesk.storage.moments import moment_text
from coopdesk.storage.schema import FACET_TABLES, document_content, draft, record

WEEK = timedelta(days=7)
_PIECE = 1024 * 1024
_TOLD_AT_MOST = 20
_named = FACET_TABLES[Document]
_held = document_content.c
_ROW: ColumnElement[int] = literal_column("document_content.rowid")


class Documents:
    """The part of a store that holds the documents' contents; the records say what they are."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def put(self, content: bytes) -> str:
        """Store ``content`` where the catalogue does not have it, and return its digest.

        What was never kept is swept. Raises CatalogueError where it is empty or too large.
        """
        refuse_size(len(content))
        digest = sha256(content).hexdigest()
        with self._door.writing() as connection:
            now = self._door.clock()
            _put(connection, digest, content, moment_text(now))
            _sweep(connection, moment_text(now - WEEK))
        return digest

    def content(self, digest: str) -> bytes:
        """Return what was stored under ``digest``.

        Raises NotFound where nothing was, Damaged where it is not what it was.
        """
        with self._door.reading() as connection:
            row = _row_number(connection, digest)
            if row is None:
                raise NotFound(
                    _(
                        "The document is not in this catalogue: attach its file again, "
                        "or restore a backup that has it."
                    )
                )
            content = b"".join(_pieces(connection, row))
        if sha256(content).hexdigest() != digest:
            raise Damaged(
                _(
                    "The document is damaged, its content is not what was stored: "
                    "attach its file again, or restore a backup in which it is sound."
                )
            )
        return content

    def size_of(self, digest: str) -> int | None:
        """Return the number of bytes under ``digest``, None where there is nothing."""
        with self._door.reading() as connection:
            return connection.scalar(select(_held.size).where(_held.digest == digest))

    def used_by(self, digest: str) -> tuple[int, ...]:
        """Return the ids of the records that name ``digest`` now, in their order."""
        statement = select(_named.c.record_id).where(_named.c.digest == digest).distinct()
        with self._door.reading() as connection:
            return tuple(connection.scalars(statement.order_by(_named.c.record_id)))


def keep_contents(connection: Connection, documents: Iterable[Document]) -> None:
    """Note that records that are being saved name the contents of these ``documents``."""
    digests = {entry.digest for entry in documents if entry.digest}
    for digest in sorted(digests):
        kept = update(document_content).where(_held.digest == digest, _held.kept == 0)
        connection.execute(kept.values(kept=1))


def document_damage(connection: Connection) -> Iterator[str]:
    """Say which document of which record is damaged or missing, of all contents there are."""
    for row, digest in connection.execute(select(_ROW, _held.digest).order_by(_ROW)).all():
        if _digest_at(connection, row) != digest:
            yield from _told_damaged(connection, digest)
    yield from _told_missing(connection)


def _put(connection: Connection, digest: str, content: bytes, at: str) -> None:
    row = _row_number(connection, digest)
    if row is not None and _digest_at(connection, row) == digest:
        # Another week for whoever has it in an editor now.
        again = update(document_content).where(_held.digest == digest).values(stored_at=at)
        connection.execute(again)
        return
    connection.execute(delete(document_content).where(_held.digest == digest))
    kept = connection.scalar(select(exists().where(_named.c.digest == digest)))
    size = len(content)
    # Room first, then piece by piece: at once, there would be three copies of it in memory.
    made = insert(document_content).values(
        digest=digest, size=size, stored_at=at, kept=int(bool(kept)), content=func.zeroblob(size)
    )
    row = connection.execute(made).lastrowid
    view = memoryview(content)
    with closing(_blob(connection, row, reads_only=False)) as blob:
        for start in range(0, size, _PIECE):
            blob.write(bytes(view[start : start + _PIECE]))


def _sweep(connection: Connection, before: str) -> None:
    in_a_draft = exists().where(func.instr(draft.c.content, _held.digest) > 0)
    never_kept = and_(_held.kept == 0, _held.stored_at < before, ~in_a_draft)
    connection.execute(delete(document_content).where(never_kept))


def _row_number(connection: Connection, digest: str) -> int | None:
    return connection.scalar(select(_ROW).where(_held.digest == digest))


def _digest_at(connection: Connection, row: int) -> str:
    found = sha256()
    for piece in _pieces(connection, row):
        found.update(piece)
    return found.hexdigest()


def _pieces(connection: Connection, row: int) -> Iterator[bytes]:
    with closing(_blob(connection, row, reads_only=True)) as blob:
        while piece := blob.read(_PIECE):
            yield piece


def _blob(connection: Connection, row: int, *, reads_only: bool) -> Any:
    # SQLite's incremental input and output, which SQLAlchemy does not know: sqlite.org/c3ref/blob.
    driver: Any = connection.connection.dbapi_connection
    return driver.open_blob(document_content.name, "content", row, reads_only)


def _documents_where(condition: Any) -> Select[tuple[Any, ...]]:
    return (
        select(record.c.reference, _named.c.title, _named.c.file_name)
        .join(record, record.c.id == _named.c.record_id)
        .where(condition)
        .order_by(record.c.id, _named.c.position)
    )


def _words(row: Row[Any]) -> dict[str, str]:
    document = Document(title=row.title, file_name=row.file_name)
    return {"name": name_of(document), "reference": row.reference}


def _told_damaged(connection: Connection, digest: str) -> Iterator[str]:
    used = connection.execute(_documents_where(_named.c.digest == digest)).all()
    for row in used:
        yield _(
            "The document “{name}” of {reference} is damaged: attach its file again, "
            "or restore a backup in which it is sound."
        ).format(**_words(row))
    if not used:
        yield _(
            "A document that no record names any more is damaged ({digest}…): "
            "restore a backup if an earlier version of a record needs it."
        ).format(digest=digest[:12])


def _told_missing(connection: Connection) -> Iterator[str]:
    lost = and_(_named.c.digest != "", ~exists().where(_held.digest == _named.c.digest))
    rows = connection.execute(_documents_where(lost))
    for row in islice(rows, _TOLD_AT_MOST):
        yield _(
            "The file of the document “{name}” of {reference} is missing: attach it again, "
            "or restore a backup that has it."
        ).format(**_words(row))
    more = sum(1 for _row in rows)
    if more:
        yield ngettext(
            "The file of {number} more document is missing.",
            "The files of {number} more documents are missing.",
            more,
        ).format(number=more)
