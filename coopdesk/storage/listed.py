"""What stands in a list that a user may change: its entries in order, and how often each is used.

A code of the program's own has no row in the catalogue until something is changed about it, a tag
none until something is said of it: they are read as if they had one.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, func, select

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.code_use import area_entry
from coopdesk.catalogue.codes import CODE_LISTS, Code, Tag
from coopdesk.catalogue.errors import NotFound, quoted
from coopdesk.catalogue.vocabulary import UNPLACED, Vocabulary, place
from coopdesk.i18n import _
from coopdesk.storage.frame import read_frame, read_vocabulary
from coopdesk.storage.schema import VALUES_TABLES, organisation, record

Listed: TypeAlias = Area | CodeEntry

USED_IN: dict[str, Column[Any]] = {
    "kind": record.c.kind,
    "area": record.c.area,
    "status": record.c.status,
    "tag": VALUES_TABLES["tags"].c.value,
    "organisation_type": organisation.c.type,
}


def read_listed(connection: Connection, list_name: str) -> tuple[Listed, ...]:
    """Return what the rows of a list are or would be, in the list's order.

    Tags that nobody has placed stand by their words in the interface's language.
    """
    if list_name == "area":
        return read_frame(connection, Area)
    rows = {e.code: e for e in read_frame(connection, CodeEntry) if e.list == list_name}
    own = {entry.code: number for number, entry in enumerate(CODE_LISTS.get(list_name, ()))}
    positions = own if list_name != "tag" else dict.fromkeys(uses(connection, "tag"), UNPLACED)
    implied = {
        code: CodeEntry(list_name, code, position=position) for code, position in positions.items()
    }
    words = Vocabulary.of(rows.values())
    return tuple(
        sorted(
            (implied | rows).values(),
            key=lambda e: place(own, e.code, e.position, words.label(list_name, e.code)),
        )
    )


def read_entries(connection: Connection, list_name: str) -> tuple[Code, ...]:
    """Return the entries of a list, in its order."""
    vocabulary = read_vocabulary(connection)
    return tuple(
        area_entry(thing)
        if isinstance(thing, Area)
        else vocabulary.find(list_name, thing.code) or Tag(thing.code, "")
        for thing in read_listed(connection, list_name)
    )


def find_listed(things: Sequence[Listed], code: str) -> Listed:
    """Return the one of ``things`` with that code; NotFound where it is gone."""
    for thing in things:
        if thing.code == code:
            return thing
    raise NotFound(
        _("There is no {code} in the list any more: look at the list, then try again.").format(
            code=quoted(code)
        )
    )


def uses(connection: Connection, list_name: str) -> dict[str, int]:
    """Return how many records, or organisations, have each code that is used."""
    column = USED_IN[list_name]
    rows = connection.execute(select(column, func.count()).group_by(column))
    return {row[0]: row[1] for row in rows}
