"""What a list shows: a filter over the records, and the order in which they stand."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from coopdesk.catalogue.dimensions import DIMENSIONS

if TYPE_CHECKING:
    from coopdesk.catalogue.query import OneOf, Query
    from coopdesk.catalogue.record import Record


@dataclass(frozen=True, slots=True)
class Filter:
    """What must hold: any of the values within one dimension, and all of the dimensions.

    ``years`` are calendar years that the period touches; a record without a period is in none.
    ``contents`` are names of fields, of lists of facets in which the record has entries.
    ``party_roles`` are a country and its role, as "RS/receiver"; ``problems`` the gravest severity
    that the rules found. ``excluded`` pairs the name of a dimension with a value that the record
    must not have there. ``search`` is a query as `query_text` writes it; plain words are one, each
    of which must begin a word of the record, folded. ``references`` narrows to those very records.
    """

    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    party_roles: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    organisations: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    markings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    search: str = ""
    references: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether everything passes."""
        return not any(getattr(self, f.name) for f in fields(self) if f.name != "search") and (
            not self.search.strip()
        )

    @property
    def query(self) -> "Query":
        """What ``search`` asks for; QueryError where it cannot be read."""
        # Filters are on the way to the window's first painting, queries are not.
        from coopdesk.catalogue.query import EVERYTHING

        if not self.search:
            return EVERYTHING
        from coopdesk.catalogue.query_reading import read_query

        return read_query(self.search)

    @property
    def asked(self) -> "tuple[OneOf, ...]":
        """What it asks for in its dimensions, one after the other."""
        from coopdesk.catalogue.query import OneOf

        return tuple(
            OneOf(dimension.name, tuple(map(str, values)))
            for dimension in DIMENSIONS
            if (values := getattr(self, dimension.name))
        )

    def matches(self, record: "Record") -> bool:
        """Tell whether ``record`` passes: the meaning that every store must keep to.

        The store alone knows the text inside documents, and what the rules find.
        """
        from coopdesk.catalogue.query import OneOf
        from coopdesk.catalogue.query_matching import holds

        return (
            all(holds(one, record) for one in self.asked)
            and not any(holds(OneOf(name, (value,)), record) for name, value in self.excluded)
            and (not self.references or record.reference in self.references)
            and holds(self.query, record)
        )


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many records of the list have ``value`` in a dimension."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of a list: by a field's name, ties by ``then``, else by the order in which records
    were added.

    Records without a value stand last, whichever the direction.
    """

    field: str = "period"
    descending: bool = False
    then: "Sort | None" = None


# By what a list may be grouped: an area, the year in which a record begins, a status.
GROUPINGS: tuple[str, ...] = ("area", "year", "status")

SORTABLE: tuple[str, ...] = (
    "period",
    "title",
    "reference",
    "kind",
    "area",
    "status",
    "places",
    "marking",
    "changed_at",
)
