"""A record as it was, rebuilt from the history."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.plain import from_plain
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _
from coopdesk.storage.history_log import StoredChange, stored_changes
from coopdesk.storage.schema import change, entry


def replayed(connection: Connection, uid: str, entry_id: int) -> Record:
    """Return a record as it was after that entry, or as it was last where that took it out.

    Raises NotFound where the history has no such record, or none at that time.
    """
    statement = select(change).where(change.c.uid == uid, change.c.entry_id <= entry_id)
    replay = _Replay(connection, uid, entry_id)
    for stored in stored_changes(connection, statement):
        replay.take(stored)
    return replay.record()


class _Replay:
    """Goes through the entries that touched a record, in order."""

    def __init__(self, connection: Connection, uid: str, entry_id: int) -> None:
        touching = select(change.c.entry_id).where(
            change.c.uid == uid, change.c.entry_id <= entry_id
        )
        told = connection.execute(select(entry).where(entry.c.id.in_(touching)))
        self._entries = {row.id: row for row in told}
        # Who had changed it last before each of the entries, and when.
        self._stamps: dict[int, tuple[Any, Any]] = {}
        self._plain: dict[str, Any] = {}
        self._id = 0

    def take(self, stored: StoredChange) -> None:
        """Apply one change."""
        self._id = stored.record_id
        plain, number = self._plain, stored.entry_id
        if stored.change.field == "*":
            self._stamps.setdefault(number, self._stamp())
            # What a record was last is what it was when it went.
            self._plain = dict(stored.change.after or stored.change.before)
        else:
            if number not in self._stamps:
                self._stamps[number] = self._stamp()
                plain["changed_at"], plain["changed_by"] = self._stamp_of(number)
            plain[stored.change.field] = stored.change.after

    def record(self) -> Record:
        """Return what the record was after what was taken."""
        if not self._plain:
            raise NotFound(_("The record was not in the catalogue yet: choose a later version."))
        return replace(from_plain(self._plain), id=self._id, version=len(self._stamps))

    def _stamp(self) -> tuple[Any, Any]:
        return self._plain.get("changed_at"), self._plain.get("changed_by", "")

    def _stamp_of(self, number: int) -> tuple[Any, Any]:
        """Return who has changed the record last after an entry that edited it, and when."""
        told = self._entries[number]
        if told.operation == "undone" and told.reverses in self._stamps:
            return self._stamps[told.reverses]
        if told.operation == "redone" and told.reverses in self._entries:
            told = self._entries[told.reverses]
        return told.at, told.who
