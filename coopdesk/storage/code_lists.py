"""The lists that a user may change: kinds, areas, statuses, tags, types of organisations."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.code_names import (
    area_code_for,
    code_for,
    refuse_names,
    tidy_names,
    tidy_tag,
)
from coopdesk.catalogue.code_use import LISTS, CodeUse
from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.frame_rules import framing_name, refuse_framing
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.vocabulary import UNPLACED
from coopdesk.i18n import _
from coopdesk.storage import editing
from coopdesk.storage.door import Door
from coopdesk.storage.frame import apply_change, frame_change, key_of, read_any
from coopdesk.storage.history_log import INLINE_LIMIT, Act, EntryWriter
from coopdesk.storage.list_refusals import (
    refuse_lists_left_empty,
    refuse_removal,
    refuse_unfit_statuses,
)
from coopdesk.storage.listed import Listed, find_listed, read_entries, read_listed, uses
from coopdesk.storage.tag_edits import replace_tags


class CodeLists:
    """The lists of one catalogue; each edit is one step of the history.

    All methods raise KeyError for a list that there is not. Edits raise CatalogueError where the
    list cannot be so, and NotFound where it lacks the code.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    def entries(self, list_name: str) -> tuple[CodeUse, ...]:
        """Return a list in its order, each entry with how often it is used.

        Tags are all that records have or the catalogue says something of; those that nobody has
        placed stand last, by the alphabet.
        """
        with self._door.reading() as connection:
            used = uses(connection, list_name)
            entries = read_entries(connection, list_name)
            return tuple(CodeUse(entry, used.get(entry.code, 0)) for entry in entries)

    def add(
        self,
        list_name: str,
        names: Mapping[str, str],
        *,
        who: str,
        code: str = "",
        colour: str = "",
        traits: Mapping[str, Any] | None = None,
    ) -> Changed:
        """Add an entry at the end; without a ``code`` the program makes one of the name.

        A tag has no names: its ``code`` is its text.
        """

        def work(connection: Connection, act: Act) -> Changed:
            entries = read_entries(connection, list_name)
            taken = {entry.code for entry in entries}
            new: Listed
            if list_name == "tag":
                new = CodeEntry("tag", tidy_tag(code, entries), {}, colour, UNPLACED)
            else:
                named = tidy_names(names)
                refuse_names(entries, named)
                if code in taken:
                    raise CatalogueError(
                        _("The code {code} is taken: choose another one.").format(code=quoted(code))
                    )
                things = read_listed(connection, list_name)
                position = max((thing.position for thing in things), default=-1) + 1
                if list_name == "area":
                    new = Area(code or area_code_for(named, taken), named, position=position)
                    new = replace(new, colour=colour or new.colour)
                else:
                    made = code or code_for(named, taken)
                    new = CodeEntry(list_name, made, named, colour, position)
                    new = replace(new, traits=dict(traits or {}))
            return editing.put(connection, new, act)

        return self._door.edit(work, who)

    def rename(self, list_name: str, code: str, names: Mapping[str, str], *, who: str) -> Changed:
        """Give an entry other names; without any, the program's own word stands again.

        A tag without a name is shown by its text.
        """

        def work(connection: Connection, act: Act) -> Changed:
            named = tidy_names(names)
            entries = read_entries(connection, list_name)
            worded = list_name == "tag" or any(e.built_in for e in entries if e.code == code)
            if named or not worded:
                refuse_names([entry for entry in entries if entry.code != code], named)
            return _change(connection, act, list_name, code, names=named)

        return self._door.edit(work, who)

    def set_colour(self, list_name: str, code: str, colour: str, *, who: str) -> Changed:
        """Give an entry a colour (``#rrggbb``), or none with ""; an area has one always."""
        return self._door.edit(
            lambda connection, act: _change(connection, act, list_name, code, colour=colour), who
        )

    def set_traits(
        self, list_name: str, code: str, traits: Mapping[str, Any], *, who: str
    ) -> Changed:
        """Change what else a list says of an entry, see `CodeEntry`; other traits stay.

        Refused where records would be left with a status that does not fit their kind.
        """

        def work(connection: Connection, act: Act) -> Changed:
            known = find_listed(read_listed(connection, list_name), code)
            held = known.traits if isinstance(known, CodeEntry) else {}
            refuse_unfit_statuses(connection, list_name, code, traits)
            return _change(connection, act, list_name, code, traits={**held, **traits})

        return self._door.edit(work, who)

    def retire(self, list_name: str, code: str, *, who: str, retired: bool = True) -> Changed:
        """Offer an entry for nothing new any more, or again; where it is used it stays."""

        def work(connection: Connection, act: Act) -> Changed:
            if retired:
                refuse_lists_left_empty(read_entries(connection, list_name), list_name, code)
            return _change(connection, act, list_name, code, retired=retired)

        return self._door.edit(work, who)

    def reorder(self, list_name: str, codes: Sequence[str], *, who: str) -> Changed:
        """Put ``codes`` first, in that order; all others follow in the order in which they are."""

        def work(connection: Connection, act: Act) -> Changed:
            things = read_listed(connection, list_name)
            chosen = dict.fromkeys(codes)
            first = [find_listed(things, code) for code in chosen]
            others = [thing for thing in things if thing.code not in chosen]
            moved = [
                replace(thing, position=number)
                for number, thing in enumerate([*first, *others])
                if thing.position != number and (number < len(first) or thing.position != UNPLACED)
            ]
            return _put_all(connection, act, moved, dict(LISTS)[list_name])

        return self._door.edit(work, who)

    def remove(self, list_name: str, code: str, *, who: str) -> Changed:
        """Take an entry out; refused while it is used, and of the program's own always."""

        def work(connection: Connection, act: Act) -> Changed:
            thing = find_listed(read_listed(connection, list_name), code)
            entries = read_entries(connection, list_name)
            refuse_removal(connection, entries, list_name, code)
            return editing.take_away(connection, thing, act)

        return self._door.edit(work, who)

    def rename_tag(self, tag: str, text: str, *, who: str) -> Changed:
        """Give a tag another text, in all records that have it; there must be none with that."""

        def work(connection: Connection, act: Act) -> Changed:
            entries = read_entries(connection, "tag")
            find_listed(read_listed(connection, "tag"), tag)
            others = [entry for entry in entries if entry.code != tag]
            renamed = tidy_tag(text, others)
            if renamed == tag:
                return Changed("edited", (), 0, tag)
            return replace_tags(connection, act, "edited", (tag,), renamed)

        return self._door.edit(work, who)

    def merge_tags(self, tags: Sequence[str], into: str, *, who: str) -> Changed:
        """Let ``into`` stand wherever a record has one of ``tags``, and take these away."""

        def work(connection: Connection, act: Act) -> Changed:
            things = read_listed(connection, "tag")
            for tag in (*tags, into):
                find_listed(things, tag)
            return replace_tags(connection, act, "merged", tags, into)

        return self._door.edit(work, who)


def _change(connection: Connection, act: Act, list_name: str, code: str, **changes: Any) -> Changed:
    before = find_listed(read_listed(connection, list_name), code)
    after: Listed = replace(before, **changes)
    refuse_framing(after)
    # One that had no row until now was there all the same: it is changed, not added.
    return _put_all(connection, act, [after] if after != before else [], framing_name(after))


def _put_all(connection: Connection, act: Act, things: Sequence[Listed], title: str) -> Changed:
    """Store ``things``, of one class, as one step of the history that ``title`` names."""
    if not things:
        return Changed("edited", (), 0, title)
    known = {key_of(thing): thing for thing in read_any(connection, type(things[0]))}
    changes = [frame_change(known.get(key_of(thing)), thing) for thing in things]
    for change in changes:
        apply_change(connection, change.change)
    log = EntryWriter(connection, act, "edited", many=len(changes) > INLINE_LIMIT)
    log.add(changes)
    return Changed("edited", (), log.finish(records=0, title=title), title)
