"""The filters that were given a name."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from coopdesk.catalogue.errors import CatalogueError, NotFound, quoted
from coopdesk.catalogue.frame_rules import refuse_framing
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.saved_filter import SavedFilter
from coopdesk.i18n import _
from coopdesk.storage import editing
from coopdesk.storage.door import Door
from coopdesk.storage.frame import apply_change, frame_change, read_frame
from coopdesk.storage.history_log import Act, EntryWriter, StoredChange


class SavedFilters:
    """The part of a store that keeps them; each edit is one step of the history."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def known(self) -> tuple[SavedFilter, ...]:
        """Return all of them, in their order."""
        with self._door.reading() as connection:
            return read_frame(connection, SavedFilter)

    def add(self, saved: SavedFilter, *, who: str) -> Changed:
        """Add one at the end; CatalogueError where its name is taken or cannot be used."""

        def work(connection: Connection, act: Act) -> Changed:
            known = read_frame(connection, SavedFilter)
            _refuse_taken(known, saved.name)
            position = max((one.position for one in known), default=-1) + 1
            return editing.put(connection, replace(saved, position=position), act)

        return self._door.edit(work, who)

    def change(self, name: str, saved: SavedFilter, *, who: str) -> Changed:
        """Let ``saved`` stand in place of the one of that name, under its own name.

        Its place among the others stays. Raises NotFound where there is none of that name, and
        CatalogueError where another one has the new name already.
        """

        def work(connection: Connection, act: Act) -> Changed:
            known = read_frame(connection, SavedFilter)
            before = _find(known, name)
            _refuse_taken([one for one in known if one != before], saved.name)
            after = replace(saved, position=before.position)
            if after.name == name:
                return editing.put(connection, after, act)
            refuse_framing(after)
            changes = [frame_change(before, None), frame_change(None, after)]
            return _write(connection, act, changes, after.name)

        return self._door.edit(work, who)

    def reorder(self, names: Sequence[str], *, who: str) -> Changed:
        """Put ``names`` first, in that order; all others follow in the order in which they are."""

        def work(connection: Connection, act: Act) -> Changed:
            known = read_frame(connection, SavedFilter)
            first = [_find(known, name) for name in dict.fromkeys(names)]
            others = [one for one in known if one not in first]
            changes = [
                frame_change(one, replace(one, position=place))
                for place, one in enumerate([*first, *others])
                if one.position != place
            ]
            return _write(connection, act, changes, "Saved filters")

        return self._door.edit(work, who)

    def remove(self, name: str, *, who: str) -> Changed:
        """Take one out; NotFound where there is none of that name."""

        def work(connection: Connection, act: Act) -> Changed:
            saved = _find(read_frame(connection, SavedFilter), name)
            return editing.take_away(connection, saved, act)

        return self._door.edit(work, who)


def _find(known: Sequence[SavedFilter], name: str) -> SavedFilter:
    found = next((one for one in known if one.name == name), None)
    if found is None:
        raise NotFound(
            _("There is no saved filter {name} any more: look at the list.").format(
                name=quoted(name)
            )
        )
    return found


def _refuse_taken(known: Sequence[SavedFilter], name: str) -> None:
    if any(one.name.casefold() == name.casefold() for one in known):
        raise CatalogueError(
            _("There is a saved filter {name} already: choose another name.").format(
                name=quoted(name)
            )
        )


def _write(
    connection: Connection, act: Act, changes: Sequence[StoredChange], title: str
) -> Changed:
    if not changes:
        return Changed("edited", (), 0, title)
    for change in changes:
        apply_change(connection, change.change)
    log = EntryWriter(connection, act, "edited", many=False)
    log.add(changes)
    return Changed("edited", (), log.finish(records=0, title=title), title)
