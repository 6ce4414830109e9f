"""The edits of records: each checks the rules, changes the tables, and writes the history."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import Connection, select

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import InvalidRecord, NotFound, StaleRecord
from coopdesk.catalogue.frame_rules import framing_name, refuse_framing
from coopdesk.catalogue.history import Changed, FieldChange, differences
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Problem, Severity, refuse_errors
from coopdesk.i18n import _
from coopdesk.storage.frame import (
    FRAME,
    Framing,
    apply_change,
    find,
    frame_change,
    key_of,
    read_any,
    read_frame,
)
from coopdesk.storage.history_log import INLINE_LIMIT, Act, EntryWriter, StoredChange
from coopdesk.storage.numbering import References, next_number
from coopdesk.storage.records_reading import CHUNK, chunks, read_record, read_records
from coopdesk.storage.records_writing import insert_records, remove_records
from coopdesk.storage.rewriting import Rewriting
from coopdesk.storage.rule_context import rule_context
from coopdesk.storage.schema import record as record_table
from coopdesk.storage.search import renew_words

_BATCH = 1000


def add(connection: Connection, record: Record, act: Act) -> Changed:
    """Store a new record under a new id, uid and reference."""
    references = References(connection)
    new = replace(
        record,
        id=next_number(connection, "record"),
        uid=str(uuid4()),
        reference=references.give(record),
        created_at=act.at,
        created_by=act.who,
        changed_at=act.at,
        changed_by=act.who,
        version=1,
    )
    references.close()
    refuse_errors(new, rule_context(connection, act.at))
    insert_records(connection, [new])
    renew_words(connection, [new.id], new=True)
    log = EntryWriter(connection, act, "added", many=False)
    log.add([came(new)])
    entry = log.finish(records=1, title=new.title)
    return Changed("added", (new.id,), entry, new.title)


def save(connection: Connection, record: Record, act: Act, operation: str = "edited") -> Changed:
    """Store ``record`` over the version that was read; StaleRecord where that is not the last."""
    theirs = read_record(connection, record.id)
    after = replace(
        record,
        uid=theirs.uid,
        reference=theirs.reference,
        created_at=theirs.created_at,
        created_by=theirs.created_by,
        changed_at=act.at,
        changed_by=act.who,
        version=theirs.version + 1,
    )
    if not differences(theirs, after):
        return Changed(operation, (record.id,), 0, record.title)
    refuse_stale(record, theirs)
    refuse_errors(after, rule_context(connection, act.at))
    log = EntryWriter(connection, act, operation, many=False)
    rewriting = Rewriting(connection, log)
    rewriting.put([(theirs, after)])
    rewriting.close()
    entry = log.finish(records=1, title=after.title)
    return Changed(operation, (after.id,), entry, after.title)


def refuse_stale(mine: Record, theirs: Record) -> None:
    """Raise StaleRecord, with both sides, where ``mine`` was read before ``theirs`` was stored."""
    if mine.version != theirs.version:
        raise StaleRecord(
            _(
                "“{title}” has been changed by {who} since you opened it: "
                "compare both versions, then save yours over the new one or keep theirs."
            ).format(title=theirs.title, who=theirs.changed_by or _("somebody else")),
            mine,
            theirs,
        )


def delete(connection: Connection, ids: Sequence[int], act: Act) -> Changed:
    """Take records out; NotFound, and nothing taken, where one of them is not there."""
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return Changed("deleted", (), 0)
    log = EntryWriter(connection, act, "deleted", many=len(wanted) > INLINE_LIMIT)
    title = ""
    places: list[int] = []
    # In the order in which they came: so they lie beside one another in the file.
    for piece in chunks(sorted(wanted), _BATCH):
        gone = {record.id: record for record in read_records(connection, piece)}
        if len(gone) < len(piece):
            raise NotFound(
                _("Some of the records were deleted meanwhile: look at the list, then try again.")
            )
        if wanted[0] in gone:
            title = gone[wanted[0]].title
        log.add(went(record) for record in gone.values())
        places += remove_records(connection, piece, log.id)
    renew_words(connection, (), places)
    entry = log.finish(records=len(wanted), title=title)
    return Changed("deleted", wanted, entry, title)


def load(connection: Connection, contents: Contents, act: Act, operation: str) -> Changed:
    """Store the areas and partnerships that are new, and all records, in one step.

    Records keep the uid, reference and moments that they bring; InvalidRecord, and nothing stored,
    where one of these is taken or a record breaks a rule. An area or partnership that the
    catalogue has stays as it is.
    """
    frame = _new_frame(connection, contents)
    if not frame and not contents.records and operation != "founded":
        return Changed(operation, (), 0, contents.name)
    log = EntryWriter(connection, act, operation, many=len(contents.records) > INLINE_LIMIT)
    for change in frame:
        apply_change(connection, change.change)
    log.add(frame)
    context = rule_context(connection, act.at)
    _refuse_taken(connection, contents.records)
    references = References(connection)
    references.take(record.reference for record in contents.records if record.reference)
    first_id = next_number(connection, "record", len(contents.records))
    for start in range(0, len(contents.records), _BATCH):
        batch = []
        for place, record in enumerate(contents.records[start : start + _BATCH], start):
            new = replace(
                record,
                id=first_id + place,
                uid=record.uid or str(uuid4()),
                reference=record.reference or references.give(record),
                created_at=record.created_at or act.at,
                created_by=record.created_by or act.who,
                changed_at=record.changed_at or act.at,
                changed_by=record.changed_by or act.who,
                version=1,
            )
            refuse_errors(new, context)
            batch.append(new)
        insert_records(connection, batch)
        log.add([came(record) for record in batch])
    references.close()
    ids = tuple(range(first_id, first_id + len(contents.records)))
    renew_words(connection, ids, new=True)
    title = contents.records[0].title if contents.records else contents.name
    entry = log.finish(records=len(contents.records), title=title)
    return Changed(operation, ids, entry, title)


def put(connection: Connection, thing: Framing, act: Act) -> Changed:
    """Add something of the frame, or change the one with its key; an equal one changes nothing."""
    refuse_framing(thing)
    before = find(read_frame(connection, type(thing)), thing)
    operation = "edited" if before else "added"
    if before == thing:
        return Changed(operation, (), 0, framing_name(thing))
    return _write_frame(connection, act, operation, frame_change(before, thing), thing)


def take_away(connection: Connection, thing: Framing, act: Act) -> Changed:
    """Take something of the frame out; that it is not in use is for the caller to see to."""
    before = find(read_frame(connection, type(thing)), thing)
    if before is None:
        return Changed("deleted", (), 0, framing_name(thing))
    return _write_frame(connection, act, "deleted", frame_change(before, None), before)


def _write_frame(
    connection: Connection, act: Act, operation: str, change: StoredChange, thing: Framing
) -> Changed:
    apply_change(connection, change.change)
    log = EntryWriter(connection, act, operation, many=False)
    log.add([change])
    title = framing_name(thing)
    return Changed(operation, (), log.finish(records=0, title=title), title)


def came(record: Record) -> StoredChange:
    """Return what the history says of a record that came."""
    return StoredChange(record.id, FieldChange(record.uid, "*", None, to_plain(record)))


def went(record: Record) -> StoredChange:
    """Return what the history says of a record that went."""
    return StoredChange(record.id, FieldChange(record.uid, "*", to_plain(record), None))


def _new_frame(connection: Connection, contents: Contents) -> list[StoredChange]:
    brought: tuple[Framing, ...] = (
        *contents.areas,
        *(p.contact for p in contents.partnerships if p.contact is not None),
        *contents.contacts,
        *contents.partnerships,
        *contents.organisations,
        *contents.codes,
        *contents.rates,
    )
    for thing in brought:
        refuse_framing(thing)
    known = {key_of(thing) for cls in FRAME for thing in read_any(connection, cls)}
    new = {key_of(thing): thing for thing in reversed(brought) if key_of(thing) not in known}
    return [frame_change(None, thing) for thing in reversed(new.values())]


def _refuse_taken(connection: Connection, records: Sequence[Record]) -> None:
    """Refuse records that bring a uid or reference that is in the catalogue, or there twice."""
    for name in ("uid", "reference"):
        column = record_table.c[name]
        seen: set[str] = set()
        brought = [record for record in records if getattr(record, name)]
        for start in range(0, len(brought), CHUNK):
            piece = brought[start : start + CHUNK]
            values = [getattr(record, name) for record in piece]
            seen.update(connection.scalars(select(column).where(column.in_(values))))
            for record, value in zip(piece, values, strict=True):
                if value in seen:
                    raise _taken(record, name, value)
                seen.add(value)


def _taken(record: Record, name: str, value: str) -> InvalidRecord:
    message = _(
        "“{title}” is in the catalogue already, or twice in what is read: "
        "the {name} {value} is taken; leave it out, or let a new one be given."
    ).format(title=record.title, name=name, value=value)
    return InvalidRecord(message, (Problem(Severity.ERROR, "reference", message),))
