"""Deleted records put back where they were, in one step of the history."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, and_, select

from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.plain import from_plain
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context
from coopdesk.i18n import _
from coopdesk.storage.editing import came
from coopdesk.storage.gone import note_returned
from coopdesk.storage.history_log import INLINE_LIMIT, Act, EntryWriter, stored_changes
from coopdesk.storage.numbering import References
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.records_writing import insert_records
from coopdesk.storage.rule_context import rule_context
from coopdesk.storage.schema import change, gone
from coopdesk.storage.schema import record as record_table
from coopdesk.storage.search import renew_words
from coopdesk.storage.undo import versions_so_far

_BATCH = 1000


def restore(connection: Connection, uids: Sequence[str], act: Act) -> Changed:
    """Bring records that are gone back as they were; see `past.Past.restore`.

    The rules are not asked: a record that has become wrong can only be mended once it is there.
    """
    wanted = tuple(dict.fromkeys(uids))
    if not wanted:
        return Changed("restored", (), 0)
    context = rule_context(connection, act.at)
    references = References(connection)
    log = EntryWriter(connection, act, "restored", many=len(wanted) > INLINE_LIMIT)
    ids: list[int] = []
    title = ""
    for piece in chunks(wanted, _BATCH):
        found = _as_they_were(connection, piece)
        for record in found:
            _refuse_homeless(record, context)
        records = _referenced(connection, found, references)
        note_returned(connection, [record.id for record in records])
        insert_records(connection, records)
        log.add(came(record) for record in records)
        ids += [record.id for record in records]
        title = title or records[0].title
    references.close()
    renew_words(connection, ids, new=True)
    return Changed("restored", tuple(ids), log.finish(records=len(ids), title=title), title)


def _as_they_were(connection: Connection, uids: Sequence[str]) -> list[Record]:
    """Return records that are gone as they were when they went, under a version never seen."""
    going = (
        select(change)
        .join(gone, and_(gone.c.uid == change.c.uid, gone.c.entry_id == change.c.entry_id))
        .where(gone.c.uid.in_(list(uids)), change.c.field == "*")
    )
    # In the order of the history, so that each of its packs is opened once.
    found = {stored.change.uid: stored for stored in stored_changes(connection, going)}
    if len(found) < len(uids):
        raise NotFound(
            _("The record is not among the deleted ones: it may be in the catalogue again.")
        )
    versions = versions_so_far(connection, uids)
    return [
        replace(
            from_plain(found[uid].change.before),
            id=found[uid].record_id,
            version=versions[uid] + 1,
        )
        for uid in uids
    ]


def _refuse_homeless(record: Record, context: Context) -> None:
    """Raise CatalogueError where the area or the partnership of a record is gone."""
    for name, known in (("area", context.areas), ("partnership", context.partnerships)):
        code = getattr(record, name)
        if code not in known:
            raise CatalogueError(
                _(
                    "“{title}” cannot be restored, since “{code}” is no longer in the catalogue: "
                    "add that first."
                ).format(title=record.title, code=code)
            )


def _referenced(
    connection: Connection, records: Sequence[Record], references: References
) -> list[Record]:
    """Return the records, those with a new reference whose own another record has by now."""
    column = record_table.c.reference
    wanted = [record.reference for record in records]
    taken = set(connection.scalars(select(column).where(column.in_(wanted))))
    given = []
    for record in records:
        new = (
            replace(record, reference=references.give(record))
            if record.reference in taken
            else record
        )
        taken.add(new.reference)
        given.append(new)
    return given
