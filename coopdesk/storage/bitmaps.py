"""Which records pass a filter, and what values they have, from sets of ids in memory.

The sets are read once from the tables and then kept in step by what the history tells. Each state
of the catalogue has its own, which never change: readers side by side may see different ones.
"""

import threading
from collections.abc import Iterable, Iterator

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, FromClause, select

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.query import All, Compared, Either, Named, Not, OneOf, Query, Text, Years
from coopdesk.storage import bitmaps_snapshot, filtering
from coopdesk.storage.bitmaps_reading import read_values, read_values_of, span_of
from coopdesk.storage.bitmaps_state import Since, State, read_since, read_state
from coopdesk.storage.bitmaps_values import Values
from coopdesk.storage.by_ids import among
from coopdesk.storage.id_lists import ids_from, joined
from coopdesk.storage.matching_words import match_of
from coopdesk.storage.query_sql import (
    WORDED_DOCUMENTS,
    has_words,
    looks_into_documents,
    sought,
    stands_in_document,
    stands_in_record,
    stating,
)
from coopdesk.storage.schema import FACET_TABLES, record, record_text, search_words
from coopdesk.storage.schema_search import RECORD_OF_PLACE

# States that are kept, for readers that began before the last edit; what they share is there once.
_STATES = 3
_QUERIES = 8


class Sets:
    """The sets of one state of the catalogue, each read when it is first asked for."""

    def __init__(self, state: State, values: dict[str, Values] | None = None) -> None:
        self.state = state
        self._values = values or {}
        self._found: dict[Query, BitMap] = {}
        self._lock = threading.Lock()

    def values(self, connection: Connection, dimension: str) -> Values:
        """Return a dimension's values; the connection sees this state. KeyError for an unknown."""
        with self._lock:
            if dimension not in self._values:
                self._values[dimension] = read_values(connection, dimension)
            return self._values[dimension]

    def held(self) -> dict[str, Values]:
        """Return the dimensions that were read."""
        with self._lock:
            return dict(self._values)

    def found(self, query: Query) -> BitMap | None:
        """Return what was found for a query before, where it is known still."""
        return self._found.get(query)

    def keep_found(self, query: Query, bits: BitMap) -> None:
        """Keep what was found for a query, for some more queries."""
        with self._lock:
            self._found[query] = bits
            for old in list(self._found)[:-_QUERIES]:
                del self._found[old]

    def later(self, connection: Connection, now: State, since: Since) -> "Sets":
        """Return the sets of a later state, which the connection sees."""
        values = self.held()
        for dimension in since.anew:
            values.pop(dimension, None)
        for dimension, touched in since.touched.items():
            if dimension in values:
                fresh = read_values_of(connection, dimension, touched)
                values[dimension] = values[dimension].changed(touched, fresh)
        return Sets(now, values)


class Index:
    """The sets of the last states of one catalogue, for any number of threads."""

    def __init__(self) -> None:
        self._sets: list[Sets] = []
        self._lock = threading.Lock()

    def view(self, connection: Connection) -> "View":
        """Return the sets of the state that the connection sees."""
        now = read_state(connection)
        with self._lock:
            found = next((one for one in self._sets if one.state == now), None)
            if found is None:
                found = self._made(connection, now)
                self._sets = [*self._sets[1 - _STATES :], found]
        return View(connection, found)

    def _made(self, connection: Connection, now: State) -> Sets:
        for before in sorted(self._sets, key=lambda one: one.state.entry, reverse=True):
            since = read_since(connection, before.state, now)
            if since is not None:
                return before.later(connection, now, since)
        kept = bitmaps_snapshot.read(connection)
        if kept is not None:
            since = read_since(connection, kept.state, now)
            if since is not None:
                return Sets(kept.state, kept.values).later(connection, now, since)
        return Sets(now)


class View:
    """The sets as one transaction sees the catalogue."""

    def __init__(self, connection: Connection, sets: Sets) -> None:
        self.connection = connection
        self.sets = sets

    def values(self, dimension: str) -> Values:
        """Return the values of a dimension; KeyError for an unknown one."""
        return self.sets.values(self.connection, dimension)

    def everything(self) -> BitMap:
        """Return the ids of all records."""
        return self.values("areas").all()

    def passing(self, wanted: Filter) -> BitMap | None:
        """Return the ids of the records that pass; None where all do."""
        return Narrowing(self, wanted).without("")

    def bits(self, query: Query) -> BitMap:
        """Return the ids of the records that a query lets through."""
        found = self.sets.found(query)
        if found is None:
            found = self._bits(query)
            self.sets.keep_found(query, found)
        return found

    def having(self, dimension: str, values: Iterable[str]) -> BitMap:
        """Return the ids of the records that have one of these values in a dimension."""
        if dimension != "years":
            return self.values(dimension).union(values)
        years = [int(value) for value in values]
        return BitMap.union(BitMap(), *(self._touching(year, year) for year in years))

    def _bits(self, query: Query) -> BitMap:  # noqa: PLR0911
        match query:
            case Text():
                return self._texts((query,), None)
            case OneOf(dimension, values):
                return self.having(dimension, values)
            case Named(dimension, words, whole):
                known = self.values(dimension)
                return known.union(name for name in known if has_words(name, words, whole=whole))
            case Years(first, last):
                return self._touching(first, last)
            case Compared():
                return self._listed(*stating(query))
            case Not(part):
                return self.everything() - self._bits(part)
            case All(parts):
                return self._all(parts)
            case Either(parts):
                return BitMap.union(BitMap(), *map(self._bits, parts))

    def _all(self, parts: tuple[Query, ...]) -> BitMap:
        texts = tuple(part for part in parts if isinstance(part, Text))
        found: BitMap | None = None
        for part in parts:
            if not isinstance(part, Text):
                bits = self._bits(part)
                found = bits if found is None else found & bits
        if texts and (found is None or found):
            return self._texts(texts, found)
        return self.everything() if found is None else found

    def _texts(self, texts: tuple[Text, ...], others: BitMap | None) -> BitMap:
        """Return those of ``others``, or of all, that have all these texts."""
        match = match_of(All(texts), self.connection)
        assert match is not None
        place = search_words.c.rowid.op("&")(RECORD_OF_PLACE)
        found = self._listed(place, sought(match.text))
        if others is not None:
            found &= others
        for text in texts:
            if not match.exact and found:
                found = self._standing(text, found)
        return found

    def _standing(self, text: Text, found: BitMap) -> BitMap:
        """Return those of ``found`` in which the words stand as they should."""
        key = record_text.c.record_id
        own = self._listed(key, among(key, list(found)), stands_in_record(text))
        others = found - own
        if not others or not looks_into_documents(text):
            return own
        key = FACET_TABLES[Document].c.record_id
        inside = among(key, list(others)), stands_in_document(text)
        return own | self._listed(key, *inside, source=WORDED_DOCUMENTS)

    def _touching(self, first: int, last: int) -> BitMap:
        spans = self.values("years")
        touching = []
        for span in spans:
            begins, ends = span_of(span)
            if begins <= last and ends >= first:
                touching.append(span)
        return spans.union(touching)

    def _listed(
        self,
        key: ColumnElement[int],
        *narrowed: ColumnElement[bool],
        source: FromClause | None = None,
    ) -> BitMap:
        statement = select(joined(key)).where(*narrowed)
        if source is not None:
            statement = statement.select_from(source)
        return BitMap(ids_from(self.connection.scalar(statement)))

    def referenced(self, references: tuple[str, ...]) -> BitMap:
        """Return the ids of the records with these references."""
        return self._listed(record.c.id, record.c.reference.in_(references))


class Narrowing:
    """What a filter asks for, as sets: all of it, and without one of its dimensions."""

    def __init__(self, view: View, wanted: Filter) -> None:
        self._view = view
        self._always: list[BitMap] = []
        query = filtering.query_of(wanted)
        if query != All():
            self._always.append(view.bits(query))
        if wanted.references:
            self._always.append(view.referenced(wanted.references))
        self._asked: dict[str, BitMap] = {
            asked.dimension: view.having(asked.dimension, asked.values)
            for asked in filtering.asked_of(wanted)
        }
        self._excluded: dict[str, BitMap] = {}
        for dimension in DIMENSIONS:
            values = [value for name, value in wanted.excluded if name == dimension.name]
            if values:
                self._excluded[dimension.name] = view.having(dimension.name, values)
        self._whole: tuple[BitMap | None] | None = None

    def without(self, dimension: str) -> BitMap | None:
        """Return what passes all but that dimension; None where everything does."""
        if dimension in self._asked or dimension in self._excluded:
            return self._passing(dimension)
        if self._whole is None:
            self._whole = (self._passing(""),)
        return self._whole[0]

    def _passing(self, but: str) -> BitMap | None:
        passing: BitMap | None = None
        for bits in self._needed(but):
            passing = bits if passing is None else passing & bits
        for name, bits in self._excluded.items():
            if name != but:
                passing = (self._view.everything() if passing is None else passing) - bits
        return passing

    def _needed(self, but: str) -> Iterator[BitMap]:
        yield from self._always
        for name, bits in self._asked.items():
            if name != but:
                yield bits
