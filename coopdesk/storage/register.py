"""Organisations and contacts: listed with their use, described, renamed and united."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.errors import CatalogueError, NotFound, quoted
from coopdesk.catalogue.facets import ContactRole
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.frame_rules import refuse_framing
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.register import (
    Named,
    NameUse,
    united,
    with_contact,
    with_organisation,
)
from coopdesk.i18n import _, ngettext
from coopdesk.storage import editing
from coopdesk.storage.door import Door
from coopdesk.storage.frame import apply_change, frame_change, read_frame
from coopdesk.storage.history_log import INLINE_LIMIT, Act, EntryWriter, StoredChange
from coopdesk.storage.records_reading import chunks, read_records
from coopdesk.storage.rewriting import Rewriting
from coopdesk.storage.schema import FACET_TABLES, VALUES_TABLES

_organisations = VALUES_TABLES["organisations"].c
_contacts = FACET_TABLES[ContactRole].c
_BATCH = 1000
# Where it stands which records name each of them.
_NAMED_IN = {
    Organisation: (_organisations.value, _organisations.record_id),
    Contact: (_contacts.contact, _contacts.record_id),
}
_RENAMED: dict[type, Callable[[Record, Collection[str], str], Record]] = {
    Organisation: with_organisation,
    Contact: with_contact,
}


class Register:
    """The organisations and contacts of one catalogue; each edit is one step of the history."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def organisations(self) -> tuple[NameUse, ...]:
        """Return all organisations that records name or the catalogue describes, by name."""
        with self._door.reading() as connection:
            return _uses(connection, Organisation)

    def contacts(self) -> tuple[NameUse, ...]:
        """Return all contacts that records name or the catalogue describes, by name."""
        with self._door.reading() as connection:
            return _uses(connection, Contact)

    def where_used(self, thing: Named) -> tuple[int, ...]:
        """Return the ids of the records that name it."""
        with self._door.reading() as connection:
            return _using(connection, type(thing), (thing.name,))

    def add(self, thing: Named, *, who: str, why: str = "") -> Changed:
        """Describe a new one; CatalogueError where there is one of that name."""

        def work(connection: Connection, act: Act) -> Changed:
            if thing.name in {known.name for known in read_frame(connection, type(thing))}:
                raise CatalogueError(
                    _("There is {name} already: choose it in the list.").format(
                        name=quoted(thing.name, 80)
                    )
                )
            return editing.put(connection, thing, act)

        return self._door.edit(work, who, why)

    def change(self, before: Named, after: Named, *, who: str, why: str = "") -> Changed:
        """Describe ``before`` as ``after``; where its name is another, records take it over.

        Raises CatalogueError where the catalogue cannot hold it or another one has that name.
        """

        def work(connection: Connection, act: Act) -> Changed:
            refuse_framing(after)
            if after.name == before.name:
                return editing.put(connection, after, act)
            if _is_known(connection, type(after), after.name):
                raise CatalogueError(
                    _("There is {name} already: unite the two instead of renaming one.").format(
                        name=quoted(after.name, 80)
                    )
                )
            return _replace(connection, act, "edited", (before.name,), after)

        return self._door.edit(work, who, why)

    def unite(self, kept: Named, others: Sequence[Named], *, who: str, why: str = "") -> Changed:
        """Let ``kept`` stand wherever ``others`` are named, and take these out.

        What the catalogue does not say of it is taken from them. NotFound where one is gone.
        """

        def work(connection: Connection, act: Act) -> Changed:
            cls = type(kept)
            described = {thing.name: thing for thing in read_frame(connection, cls)}
            known = []
            for thing in (kept, *others):
                if not _is_known(connection, cls, thing.name):
                    raise NotFound(
                        _("There is no {name} any more: look at the list again.").format(
                            name=quoted(thing.name, 80)
                        )
                    )
                known.append(described.get(thing.name) or cls(thing.name))
            names = tuple(thing.name for thing in others if thing.name != kept.name)
            return _replace(connection, act, "merged", names, united(known[0], known[1:]))

        return self._door.edit(work, who, why)

    def remove(self, thing: Named, *, who: str, why: str = "") -> Changed:
        """Take out what no record and no partnership names; CatalogueError while one does."""

        def work(connection: Connection, act: Act) -> Changed:
            used = len(_using(connection, type(thing), (thing.name,)))
            if used:
                raise CatalogueError(
                    ngettext(
                        "{name} stays: {n} record names it.",
                        "{name} stays: {n} records name it.",
                        used,
                    ).format(name=quoted(thing.name, 80), n=used)
                )
            for partnership in read_frame(connection, Partnership):
                if isinstance(thing, Contact) and _contact_of(partnership) == thing.name:
                    raise CatalogueError(
                        _("{name} stays: it is the contact of the partnership {code}.").format(
                            name=quoted(thing.name, 80), code=partnership.code
                        )
                    )
            return editing.take_away(connection, thing, act)

        return self._door.edit(work, who, why)


def _uses(connection: Connection, cls: type[Named]) -> tuple[NameUse, ...]:
    counts = _counts(connection, cls)
    described = {thing.name: thing for thing in read_frame(connection, cls)}
    names = sorted({*counts, *described}, key=lambda name: (folded_sort_key(name), name))
    return tuple(
        NameUse(described.get(name) or cls(name), counts.get(name, 0), name in described)
        for name in names
    )


def _counts(connection: Connection, cls: type) -> dict[str, int]:
    name, record_id = _NAMED_IN[cls]
    counted = func.count(record_id.distinct())
    rows = connection.execute(select(name, counted).where(name != "").group_by(name))
    return {row[0]: row[1] for row in rows}


def _using(connection: Connection, cls: type, names: Collection[str]) -> tuple[int, ...]:
    name, record_id = _NAMED_IN[cls]
    found: set[int] = set()
    for piece in chunks(list(names)):
        found.update(connection.scalars(select(record_id).where(name.in_(list(piece)))))
    return tuple(sorted(found))


def _is_known(connection: Connection, cls: type[Named], name: str) -> bool:
    described = any(thing.name == name for thing in read_frame(connection, cls))
    return described or bool(_using(connection, cls, (name,)))


def _contact_of(partnership: Partnership) -> str:
    return partnership.contact.name if partnership.contact else ""


def _replace(
    connection: Connection, act: Act, operation: str, names: Sequence[str], after: Named
) -> Changed:
    """Put ``after`` in place of ``names``, in records and in the frame, as one entry."""
    cls = type(after)
    ids = _using(connection, cls, names)
    log = EntryWriter(connection, act, operation, many=len(ids) > INLINE_LIMIT)
    frame = _frame_changes(connection, names, after)
    for change in frame:
        apply_change(connection, change.change)
    log.add(frame)
    rewriting = Rewriting(connection, log)
    renamed = _RENAMED[cls]
    for piece in chunks(ids, _BATCH):
        rewriting.put(
            (record, _stamped(renamed(record, names, after.name), act))
            for record in read_records(connection, piece)
        )
    rewriting.close()
    entry = log.finish(records=len(ids), title=after.name)
    return Changed(operation, ids, entry, after.name)


def _stamped(record: Record, act: Act) -> Record:
    return replace(record, changed_at=act.at, changed_by=act.who)


def _frame_changes(
    connection: Connection, names: Sequence[str], after: Named
) -> list[StoredChange]:
    """Return what becomes of the descriptions; ``after`` comes first, so undo takes it last."""
    cls = type(after)
    known = {thing.name: thing for thing in read_frame(connection, cls)}
    before = known.get(after.name)
    changes = []
    if after != before and (before or after != cls(after.name)):
        changes.append(frame_change(before, after))
    if isinstance(after, Contact):
        changes += [
            frame_change(partnership, replace(partnership, contact=after))
            for partnership in read_frame(connection, Partnership)
            if _contact_of(partnership) in names
        ]
    changes += [frame_change(known[name], None) for name in names if name in known]
    return changes
