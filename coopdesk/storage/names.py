"""The names that a catalogue knows: of organisations, of contacts, and its tags."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, select

from coopdesk.catalogue.facets import ContactRole
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.name_list import KnownName
from coopdesk.storage.door import Door
from coopdesk.storage.schema import FACET_TABLES, VALUES_TABLES, contact, organisation, term


class Names:
    """The part of a store that tells which names are in use, each list in its alphabet's order.

    They are those that the catalogue says something of and those that records name.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    def organisations(self) -> tuple[KnownName, ...]:
        """Return the organisations, each with its aliases."""
        with self._door.reading() as connection:
            aliases = {
                name: tuple(json.loads(also))
                for name, also in connection.execute(
                    select(organisation.c.name, organisation.c.aliases)
                )
            }
            return _named(_values(connection, VALUES_TABLES["organisations"].c.value), aliases)

    def contacts(self) -> tuple[KnownName, ...]:
        """Return the contacts, each with the person who is meant."""
        with self._door.reading() as connection:
            persons = {
                name: (person,) if person else ()
                for name, person in connection.execute(select(contact.c.name, contact.c.person))
            }
            return _named(_values(connection, FACET_TABLES[ContactRole].c.contact), persons)

    def tags(self) -> tuple[KnownName, ...]:
        """Return the tags but those that are retired, each with its words."""
        with self._door.reading() as connection:
            rows = connection.execute(
                select(term.c.code, term.c.names, term.c.retired).where(term.c.list == "tag")
            ).all()
            words = {
                code: tuple(text for text in json.loads(names).values() if text != code)
                for code, names, retired in rows
                if not retired
            }
            retired = {code for code, _names, gone in rows if gone}
            used = _values(connection, VALUES_TABLES["tags"].c.value)
            return _named((tag for tag in used if tag not in retired), words)


def _values(connection: Connection, column: ColumnElement[str]) -> list[str]:
    return [value for value in connection.scalars(select(column).distinct()) if value.strip()]


def _named(used: Iterable[str], said: Mapping[str, tuple[str, ...]]) -> tuple[KnownName, ...]:
    names = sorted({*used, *said}, key=lambda name: (folded_sort_key(name), name))
    return tuple(KnownName(name, said.get(name, ())) for name in names)
