"""The list of the records that are gone, kept in step by whoever takes one out or back."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete

from coopdesk.storage.last_states import LastStates
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.rows import insert_rows
from coopdesk.storage.schema import gone

_NOTE = (
    "INSERT INTO gone SELECT record.id, uid, ?, record.reference, record.title, kind, area, "
    "' ' || words.reference || ' ' || words.title "
    "FROM record JOIN record_text AS words ON words.record_id = record.id "
    "WHERE record.id IN (SELECT value FROM json_each(?))"
)


def note_gone(connection: Connection, ids: Sequence[int], entry_id: int) -> None:
    """List records that are about to be taken out by that entry of the history."""
    connection.exec_driver_sql(_NOTE, (entry_id, json.dumps(list(ids))))


def note_returned(connection: Connection, ids: Sequence[int]) -> None:
    """Take records that come back off the list."""
    for piece in chunks(ids):
        connection.execute(delete(gone).where(gone.c.record_id.in_(piece)))


def list_gone_anew(connection: Connection) -> None:
    """Make the list anew from the history."""
    connection.execute(delete(gone))
    insert_rows(connection, gone, list(LastStates(connection).absent().gone))
