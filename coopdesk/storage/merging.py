"""The merge of two records: one takes over from the other, which goes, in one step."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.merging import Choice, merged
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import refuse_errors
from coopdesk.i18n import _
from coopdesk.storage.editing import refuse_stale, went
from coopdesk.storage.history_log import INLINE_LIMIT, Act, EntryWriter
from coopdesk.storage.records_reading import read_parts, read_record
from coopdesk.storage.records_writing import remove_records
from coopdesk.storage.rewriting import Rewriting
from coopdesk.storage.rule_context import rule_context
from coopdesk.storage.schema import FACET_TABLES

_READ = ("relations", "changed_at", "changed_by")


def merge(
    connection: Connection, kept: Record, other: Record, choices: Mapping[str, Choice], act: Act
) -> Changed:
    """Let ``kept`` take over from ``other`` what ``choices`` say, and take ``other`` out.

    Ties of other records to ``other`` become ties to ``kept``. StaleRecord where one of the two is
    not as it was read, InvalidRecord where the rules refuse what becomes of ``kept``.
    """
    if kept.id == other.id:
        raise CatalogueError(_("A record cannot be merged with itself: choose another one."))
    before, gone = (read_record(connection, record.id) for record in (kept, other))
    refuse_stale(kept, before)
    refuse_stale(other, gone)
    chosen = merged(before, gone, choices)
    after = replace(chosen, changed_at=act.at, changed_by=act.who)
    refuse_errors(after, rule_context(connection, act.at))
    tied = list(_tied_anew(connection, before, gone, act))
    log = EntryWriter(connection, act, "merged", many=len(tied) > INLINE_LIMIT)
    rewriting = Rewriting(connection, log)
    rewriting.put([(before, after), *tied])
    log.add([went(gone)])
    rewriting.close(remove_records(connection, [gone.id], log.id))
    ids = (kept.id, gone.id, *(record.id for record, _after in tied))
    return Changed("merged", ids, log.finish(records=len(ids), title=after.title), after.title)


def _tied_anew(
    connection: Connection, kept: Record, gone: Record, act: Act
) -> Iterator[tuple[Record, Record]]:
    """Return the records that name the one that goes, before and after they name the kept one."""
    table = FACET_TABLES[Relation]
    ids = connection.scalars(
        select(table.c.record_id)
        .distinct()
        .where(table.c.reference == gone.reference, table.c.record_id.not_in((kept.id, gone.id)))
        .order_by(table.c.record_id)
    ).all()
    for record in read_parts(connection, ids, _READ):
        ties = dict.fromkeys(
            replace(tie, reference=kept.reference) if tie.reference == gone.reference else tie
            for tie in record.relations
        )
        after = replace(record, relations=tuple(ties), changed_at=act.at, changed_by=act.who)
        yield record, after
