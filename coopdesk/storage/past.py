"""What was: earlier versions of records, the records that are gone, and bringing them back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from coopdesk.catalogue.deleted import Deleted
from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.history import Changed, Entry, FieldChange
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _
from coopdesk.storage import editing
from coopdesk.storage.door import Door
from coopdesk.storage.history_log import NO_RECORD, Act, read_entries, stored_changes
from coopdesk.storage.records_reading import read_record
from coopdesk.storage.replaying import replayed
from coopdesk.storage.restoring import restore
from coopdesk.storage.schema import change, entry, gone
from coopdesk.storage.schema import record as record_table

_MOST = 2**63 - 1


class Past:
    """The part of a store that knows what was; each method is one transaction."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def versions(self, uid: str, *, limit: int = 50, before: int = 0) -> tuple[Entry, ...]:
        """Return the entries that touched a record, the newest first, older than ``before``.

        Each has what it changed in the record. 0 stands for: all.
        """
        with self._door.reading() as connection:
            return read_entries(connection, limit=limit, uid=uid, before=before)

    def changes(self, entry_id: int, *, limit: int = 100) -> tuple[FieldChange, ...]:
        """Return the first changes of one entry, of whichever records."""
        statement = select(change).where(change.c.entry_id == entry_id, change.c.uid != NO_RECORD)
        with self._door.reading() as connection:
            found = stored_changes(connection, statement.limit(min(max(limit, 0), _MOST)))
            return tuple(stored.change for stored in found)

    def record_at(self, uid: str, entry_id: int) -> Record:
        """Return a record as it was after that entry, or as it was last where that took it out.

        Raises NotFound where it came later, or never was.
        """
        with self._door.reading() as connection:
            return replayed(connection, uid, entry_id)

    def deleted(
        self, *, limit: int = 50, before: Deleted | None = None, search: str = ""
    ) -> tuple[Deleted, ...]:
        """Return records that are gone, those that went last first, beyond ``before``.

        With ``search`` those of which each of its words begins one of reference or title.
        """
        statement = (
            select(
                gone.c.record_id,
                gone.c.uid,
                gone.c.reference,
                gone.c.title,
                gone.c.kind,
                gone.c.area,
                gone.c.entry_id,
                entry.c.operation,
                entry.c.at,
                entry.c.who,
                entry.c.why,
            )
            .join(entry, entry.c.id == gone.c.entry_id)
            .where(*_found(search))
            .order_by(gone.c.entry_id.desc(), gone.c.record_id.desc())
            .limit(min(max(limit, 0), _MOST))
        )
        if before is not None:
            place = tuple_(gone.c.entry_id, gone.c.record_id)
            statement = statement.where(place < tuple_(before.entry, before.id))
        with self._door.reading() as connection:
            rows = connection.execute(statement).all()
        return tuple(
            Deleted(*row[:8], datetime.fromisoformat(row.at), row.who, row.why) for row in rows
        )

    def deleted_count(self, search: str = "") -> int:
        """Return how many records are gone that `deleted` would list."""
        statement = select(func.count()).select_from(gone).where(*_found(search))
        with self._door.reading() as connection:
            return connection.scalar(statement) or 0

    def restore(self, *uids: str, who: str, why: str = "") -> Changed:
        """Bring records that are gone back as they were, in one step.

        They have the same id and uid, and the same reference unless another record has it now.
        Raises NotFound where one is not gone, and CatalogueError where its area or partnership is.
        """
        return self._door.edit_many(
            lambda connection, act: restore(connection, uids, act), who, why
        )

    def bring_back(
        self, uid: str, entry_id: int, *, who: str, why: str = "", version: int = 0
    ) -> Changed:
        """Save a record as it was after that entry over what it is now, as a new step.

        ``version`` is the one that the user saw, 0 for whichever. Raises what `Store.save` raises,
        and NotFound where the record came later.
        """

        def work(connection: Connection, act: Act) -> Changed:
            now = _present(connection, uid)
            then = replayed(connection, uid, entry_id)
            seen = version or now.version
            return editing.save(connection, replace(then, id=now.id, version=seen), act, "reverted")

        return self._door.edit(work, who, why)


def _present(connection: Connection, uid: str) -> Record:
    statement = select(record_table.c.id).where(record_table.c.uid == uid)
    record_id = connection.scalar(statement)
    if record_id is None:
        raise NotFound(
            _("The record is not in the catalogue: restore it from the list of the deleted first.")
        )
    return read_record(connection, record_id)


def _found(search: str) -> Iterator[ColumnElement[bool]]:
    # Folded words are letters and digits, so nothing in them is a sign of LIKE's.
    for word in tokens(search):
        yield gone.c.words.like(f"% {word}%")
