"""Records stored over what they were, within one entry of the history."""

from collections.abc import Iterable

from sqlalchemy import Connection

from coopdesk.catalogue.history import differences
from coopdesk.catalogue.record import Record
from coopdesk.storage.batch_edits import Edit, write_edits
from coopdesk.storage.history_log import EntryWriter, StoredChange
from coopdesk.storage.search import renew_words
from coopdesk.storage.stamps import Stamps


class Rewriting:
    """Writes the edits of one entry, as many at a time as the caller likes, then `close`."""

    def __init__(self, connection: Connection, log: EntryWriter) -> None:
        self._connection = connection
        self._log = log
        self._stamps = Stamps()
        self._reworded: list[int] = []
        self._edited = False

    def put(self, records: Iterable[tuple[Record, Record]]) -> None:
        """Store records over what they were before, which stands first; at most once each.

        They need hold no more than what changes and the fields `batch_edits.beside` it, and who
        changed them when. Where nothing differs nothing is written.
        """
        edits = []
        for before, after in records:
            changes = differences(before, after)
            if changes:
                edits.append(Edit.of(after, tuple(change.field for change in changes)))
                self._log.add(StoredChange(after.id, change) for change in changes)
                self._stamps.note([before])
        self._edited = self._edited or bool(edits)
        self._reworded += write_edits(self._connection, edits)

    def close(self, gone: Iterable[int] = ()) -> None:
        """Bring the search index in step, and end the edits.

        ``gone`` are its rows of records that went beside, as `remove_records` returns them.
        """
        renew_words(self._connection, self._reworded, gone)
        if self._edited:
            self._log.add([self._stamps.change()])
