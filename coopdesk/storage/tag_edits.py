"""Tags renamed and united: the records that have them are rewritten, in one step of the history."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.history import Changed, FieldChange
from coopdesk.storage.batch_edits import Edit, beside, write_edits
from coopdesk.storage.frame import apply_change, frame_change, read_frame
from coopdesk.storage.history_log import INLINE_LIMIT, Act, EntryWriter, StoredChange
from coopdesk.storage.records_reading import chunks, read_parts
from coopdesk.storage.schema import VALUES_TABLES
from coopdesk.storage.search import renew_words
from coopdesk.storage.stamps import Stamps

_BATCH = 1000
_READ = beside(("tags",)) | {"changed_at", "changed_by"}


def replace_tags(
    connection: Connection, act: Act, operation: str, tags: Collection[str], into: str
) -> Changed:
    """Put ``into`` where records have any of ``tags``, in the place of the first of them.

    What the catalogue says of ``into`` stays; where it says nothing of it, it takes over what it
    says of the one of ``tags`` that comes first.
    """
    gone = [tag for tag in dict.fromkeys(tags) if tag != into]
    if not gone:
        return Changed(operation, (), 0, into)
    ids = _having(connection, gone)
    log = EntryWriter(connection, act, operation, many=len(ids) > INLINE_LIMIT)
    frame = _frame_changes(connection, gone, into)
    for change in frame:
        apply_change(connection, change.change)
    log.add(frame)
    stamps = Stamps()
    reworded: list[int] = []
    for piece in chunks(ids, _BATCH):
        edits, changes = [], []
        for before in read_parts(connection, piece, _READ):
            tags_now = _replaced(before.tags, gone, into)
            after = replace(before, tags=tags_now, changed_at=act.at, changed_by=act.who)
            edits.append(Edit.of(after, ("tags",)))
            told = FieldChange(before.uid, "tags", list(before.tags), list(tags_now))
            changes.append(StoredChange(before.id, told))
            stamps.note([before])
        reworded += write_edits(connection, edits)
        log.add(changes)
    renew_words(connection, reworded)
    if ids:
        log.add([stamps.change()])
    entry = log.finish(records=len(ids), title=into)
    return Changed(operation, tuple(ids), entry, into)


def _having(connection: Connection, tags: Sequence[str]) -> list[int]:
    table = VALUES_TABLES["tags"]
    found: set[int] = set()
    for piece in chunks(tags):
        statement = select(table.c.record_id).where(table.c.value.in_(list(piece)))
        found.update(connection.scalars(statement))
    return sorted(found)


def _replaced(tags: Sequence[str], gone: Collection[str], into: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(into if tag in gone else tag for tag in tags))


def _frame_changes(connection: Connection, gone: Collection[str], into: str) -> list[StoredChange]:
    known = {e.code: e for e in read_frame(connection, CodeEntry) if e.list == "tag"}
    said = [entry for code, entry in known.items() if code in gone]
    changes = [frame_change(entry, None) for entry in said]
    if said and into not in known:
        changes.append(frame_change(None, replace(said[0], code=into)))
    return changes
