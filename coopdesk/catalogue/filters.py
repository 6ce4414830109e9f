"""What a list shows: a filter over the records, and the order in which they stand."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from coopdesk.catalogue.folding import tokens
from coopdesk.i18n import N_

if TYPE_CHECKING:
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
            not tokens(self.search)
        )

    def matches(self, record: "Record") -> bool:
        """Tell whether ``record`` passes: the meaning that every store must keep to."""
        return (
            _any_of(self.areas, (record.area,))
            and _any_of(self.kinds, (record.kind,))
            and _any_of(self.statuses, (record.status,))
            and _any_of(self.partners, record.partners)
            and (not self.years or any(record.period.overlaps_year(y) for y in self.years))
            and _any_of(self.organisations, record.organisations)
            and _any_of(self.place_names, record.place_names)
            and _any_of(self.contents, record.contents)
            and _any_of(self.markings, (record.marking,))
            and _any_of(self.tags, record.tags)
            and _any_of(self.confidences, record.confidences)
            and _any_of(self.references, (record.reference,))
            and _words_found(self.search, record)
        )


def _any_of(wanted: tuple[str, ...], present: tuple[str, ...]) -> bool:
    return not wanted or any(value in wanted for value in present)


def _words_found(search: str, record: "Record") -> bool:
    wanted = tokens(search)
    if not wanted:
        return True
    # Filters are on the way to the window's first painting, whole records are not.
    from coopdesk.catalogue.searchable import searchable_text

    words = tokens(searchable_text(record))
    return all(any(word.startswith(want) for word in words) for want in wanted)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to narrow a list: ``name`` is the attribute of `Filter`, ``option`` its word on the
    command line and in a query, ``label`` what a person reads."""

    name: str
    option: str
    label: str


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("areas", "area", N_("Area")),
    Dimension("kinds", "kind", N_("Kind")),
    Dimension("statuses", "status", N_("Status")),
    Dimension("partners", "partner", N_("Partner")),
    Dimension("party_roles", "role", N_("Partner and role")),
    Dimension("years", "year", N_("Year")),
    Dimension("organisations", "organisation", N_("Organisation")),
    Dimension("place_names", "place", N_("Place")),
    Dimension("contents", "has", N_("Contains")),
    Dimension("markings", "marking", N_("Marking")),
    Dimension("tags", "tag", N_("Tag")),
    Dimension("confidences", "confidence", N_("Confidence")),
    Dimension("problems", "problem", N_("Problems")),
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
