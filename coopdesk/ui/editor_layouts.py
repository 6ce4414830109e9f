"""How the fields of an entry stand together, wide and narrow, and which come with "More"."""

from dataclasses import dataclass
from functools import cache

from coopdesk.catalogue import facets
from coopdesk.catalogue.fields import FACET_FIELDS, Field

UNITS = 12
"""The columns that every line shares out among its fields."""

Line = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of an entry's form: names of fields, with their share of the line where not 1; a
    full stop for what is left empty.

    ``more`` are those that are shown when somebody asks, or when there is something in them.
    """

    wide: tuple[str, ...]
    narrow: tuple[str, ...]
    more_wide: tuple[str, ...] = ()
    more_narrow: tuple[str, ...] = ()


_LAYOUTS: dict[type, Layout] = {
    facets.Party: Layout(("organisation:2 country role",), ("organisation", "country role")),
    facets.Place: Layout(
        ("name:2 country", "latitude longitude ."), ("name", "country latitude longitude")
    ),
    facets.Item: Layout(
        wide=("description:3 category", "delivered unit value currency"),
        narrow=("description", "delivered unit", "category", "value currency"),
        more_wide=(
            "requested agreed condition",
            "stock_number serials:2",
            "handed_over handover_place receiving_unit",
        ),
        more_narrow=(
            "requested agreed",
            "stock_number condition",
            "serials",
            "handed_over",
            "handover_place",
            "receiving_unit",
        ),
    ),
    facets.Participant: Layout(
        ("who:2 country headcount", "rank_group role outcome:2"),
        ("who", "country headcount", "rank_group role", "outcome"),
    ),
    facets.Session: Layout(
        ("title:2 period", "place:2 country:2 count seats"),
        ("title", "period", "place country", "count seats"),
    ),
    facets.Term: Layout(
        ("title", "signed in_force expires", "renewal signatories:2"),
        ("title", "signed in_force", "expires", "renewal", "signatories"),
    ),
    facets.Deployment: Layout(
        ("mission", "requested offered arrived departed", "modules"),
        ("mission", "requested offered", "arrived departed", "modules"),
    ),
    facets.Budget: Layout(
        ("type:2 period:2", "amount:2 currency value_date"),
        ("type", "period", "amount currency", "value_date"),
    ),
    facets.Transaction: Layout(
        wide=("type:2 date value_date", "amount:2 currency .", "provider receiver", "description"),
        narrow=(
            "type",
            "date value_date",
            "amount currency",
            "provider",
            "receiver",
            "description",
        ),
    ),
    facets.Milestone: Layout(("title:2 due done", "note"), ("title", "due done", "note")),
    facets.Result: Layout(
        ("indicator:2 unit", "baseline target actual", "note"),
        ("indicator", "unit", "baseline target actual", "note"),
    ),
    facets.Document: Layout(
        wide=("title", "link", "language date marking", "note"),
        narrow=("title", "link", "language date", "marking", "note"),
    ),
    facets.ContactRole: Layout(("contact:2 role",), ("contact", "role")),
    facets.Relation: Layout(("type reference",), ("type reference",)),
    facets.Source: Layout(
        ("title locator", "seen confidence"), ("title", "locator", "seen confidence")
    ),
    facets.Translation: Layout(
        ("language", "title", "summary", "description"),
        ("language", "title", "summary", "description"),
    ),
}


def fields_of(facet: type) -> tuple[Field, ...]:
    """Return the fields of an entry that somebody fills in: not those that the program gives."""
    return tuple(part for part in FACET_FIELDS[facet] if not part.given)


@cache
def main_lines(facet: type, wide: bool) -> tuple[Line, ...]:
    """Return the lines that are always shown: each field with how many of the UNITS it takes.

    "" stands for what is left empty.
    """
    layout = _LAYOUTS[facet]
    return tuple(map(_line, layout.wide if wide else layout.narrow))


@cache
def more_lines(facet: type, wide: bool) -> tuple[Line, ...]:
    """Return the lines that come with "More", () where there is no more."""
    layout = _LAYOUTS[facet]
    return tuple(map(_line, layout.more_wide if wide else layout.more_narrow))


@cache
def main_names(facet: type) -> tuple[str, ...]:
    """Return the names of the fields that are always shown, in their order."""
    return tuple(name for line in main_lines(facet, True) for name, _share in line if name)


def _line(text: str) -> Line:
    shares = [part.partition(":") for part in text.split()]
    weights = [int(weight or 1) for _name, _colon, weight in shares]
    return tuple(
        ("" if name == "." else name, UNITS * weight // sum(weights))
        for (name, _colon, _), weight in zip(shares, weights, strict=True)
    )
