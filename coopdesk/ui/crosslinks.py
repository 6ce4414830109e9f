"""From a value that is shown somewhere to the records that have it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.i18n import N_, _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from coopdesk.catalogue.period import Period
    from coopdesk.catalogue.summary import Summary

SCHEME = "filter"
# Where a menu can lead: what it does with the link, and its words.
SHOW, NARROW, EXCLUDE, REGISTER = "show", "narrow", "exclude", "register"
_WAYS: tuple[tuple[str, str], ...] = (
    (SHOW, N_("Show &All with “{value}”")),
    (NARROW, N_("&Narrow the List to “{value}”")),
    (EXCLUDE, N_("&Exclude “{value}” from the List")),
    (REGISTER, N_("Open “{value}” in the &Register")),
)
_LONGEST_WORDS = 40


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A value in a dimension of `filters.DIMENSIONS`, by the dimension's name."""

    dimension: str
    value: str

    @property
    def url(self) -> str:
        """The link as a page holds it; whatever the value is made of."""
        return f"{SCHEME}:{self.dimension}/{quote(self.value, safe='', errors='replace')}"

    def words(self, areas: Mapping[str, str]) -> str:
        """Return the value in the interface language; ``areas`` are their names by their codes."""
        from coopdesk.catalogue.dimension_words import dimension_words

        return dimension_words(self.dimension, self.value, areas)


def cross_link(url: str) -> CrossLink | None:
    """Return the link that ``url`` holds, None where it is none of ours."""
    scheme, _colon, rest = url.partition(":")
    dimension, slash, value = rest.partition("/")
    known = any(one.name == dimension for one in DIMENSIONS)
    return CrossLink(dimension, unquote(value)) if scheme == SCHEME and slash and known else None


def ways(link: CrossLink, words: str, *, listed: bool) -> list[tuple[str, str]]:
    """Return where ``link`` can lead, each way with what it is called.

    ``listed`` tells whether it is seen beside a list that can be narrowed by it.
    """
    shown = words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"
    possible = {SHOW}
    if listed:
        possible |= {NARROW, EXCLUDE}
    if link.dimension == "organisations":
        possible.add(REGISTER)
    named = shown.replace("&", "&&")
    return [(way, _(text).format(value=named)) for way, text in _WAYS if way in possible]


def offer(
    menu: "QMenu",
    link: CrossLink,
    words: str,
    chosen: Callable[[str, CrossLink], None],
    *,
    listed: bool = True,
    before: "QAction | None" = None,
) -> None:
    """Put the ways of ``link`` into a menu, on top of ``before``; the one taken goes to ``chosen``.

    ``words`` are what a reader calls the value.
    """
    for way, text in ways(link, words, listed=listed):
        action = menu.addAction(text)
        action.triggered.connect(lambda _on=False, way=way: chosen(way, link))
        if before is not None:
            menu.insertAction(before, action)


def cell_links(row: "Summary", column: str) -> tuple[CrossLink, ...]:
    """Return what a cell of the table leads to, first what stands first in it."""
    match column:
        case "area" | "kind" | "status" | "marking":
            names = {"area": "areas", "kind": "kinds", "status": "statuses", "marking": "markings"}
            return _links(names[column], (getattr(row, column),))
        case "period":
            return _links("years", map(str, years_of(row.period)))
        case "organisations" | "tags":
            return _links(column, getattr(row, column).split("; "))
        case "providers" | "receivers":
            return _links("partners", getattr(row, column).split(", "))
        case "places":
            return _links("place_names", (place_name(place) for place in row.places.split("; ")))
    return ()


def _links(dimension: str, values: Iterable[str]) -> tuple[CrossLink, ...]:
    return tuple(CrossLink(dimension, value) for value in values if value)


def place_name(place: str) -> str:
    """Return the name in a place as a row tells of it: "Niš" of "Niš (RS)", "" of "RS"."""
    from coopdesk.ui.columns import PLACE

    match = PLACE.fullmatch(place)
    return place if match is None else match["name"] or ""


def years_of(period: "Period") -> tuple[int, ...]:
    """Return the years in which a period begins and ends, () where nothing is known of it."""
    ends = (period.earliest, period.latest)
    return tuple(dict.fromkeys(day.year for day in ends if day is not None))
