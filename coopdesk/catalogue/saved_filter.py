"""A filter that was given a name, to be used again by whoever opens the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filter_plain import (
    filter_from_plain,
    filter_to_plain,
    sort_from_plain,
    sort_to_plain,
)
from coopdesk.catalogue.filters import GROUPINGS, Filter, Sort
from coopdesk.catalogue.vocabulary import Vocabulary

LONGEST_NAME = 60
_EVERYTHING, _USUAL = Filter(), Sort()

# The icons to choose from, by their names in the icon font; the first is the usual one.
ICONS: tuple[str, ...] = (
    "filter-3-line",
    "star-line",
    "flag-line",
    "bookmark-line",
    "pushpin-line",
    "eye-line",
    "time-line",
    "calendar-line",
    "alarm-warning-line",
    "checkbox-circle-line",
    "file-text-line",
    "quill-pen-line",
    "gift-line",
    "truck-line",
    "ship-line",
    "plane-line",
    "fire-line",
    "first-aid-kit-line",
    "shield-line",
    "book-open-line",
    "team-line",
    "building-line",
    "global-line",
    "coins-line",
)


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """What a list shows, and how, under a name that no other saved filter has.

    ``columns`` are the names of those shown, in order, () for the usual ones. ``grouped`` is one of
    `filters.GROUPINGS` or "". With ``tab`` it stands among the tabs; all stand by ``position``.
    """

    name: str
    icon: str = ICONS[0]
    filter: Filter = _EVERYTHING
    sort: Sort = _USUAL
    columns: tuple[str, ...] = ()
    grouped: str = ""
    tab: bool = False
    position: int = 0


def definition(saved: SavedFilter) -> dict[str, Any]:
    """Return what is saved under the name as plain values, without what is as usual."""
    plain: dict[str, Any] = {"filter": filter_to_plain(saved.filter)}
    if saved.sort != Sort():
        plain["sort"] = sort_to_plain(saved.sort)
    if saved.columns:
        plain["columns"] = list(saved.columns)
    if saved.grouped:
        plain["grouped"] = saved.grouped
    return plain


def from_definition(
    plain: Mapping[str, Any], *, name: str, icon: str, tab: bool, position: int
) -> SavedFilter:
    """Return the saved filter that `definition` was taken of.

    What a later version of the program added, and this one does not know, is left out.
    """
    grouped = plain.get("grouped", "")
    return SavedFilter(
        name,
        icon,
        filter_from_plain(plain.get("filter", {})),
        sort_from_plain(plain.get("sort", [])),
        tuple(plain.get("columns", ())),
        grouped if grouped in GROUPINGS else "",
        tab,
        position,
    )


def codes_gone(
    wanted: Filter, areas: Sequence[Area], vocabulary: Vocabulary
) -> tuple[tuple[str, str], ...]:
    """Return what ``wanted`` asks for that the catalogue no longer has, as (dimension, code).

    Asked for are areas, kinds and statuses, in the filter itself and among what it excludes. What
    is written in the search is not looked at: see `search_problem`.
    """
    known = {
        "areas": {area.code for area in areas},
        "kinds": {kind.code for kind in vocabulary.kinds},
        "statuses": {status.code for status in vocabulary.statuses} | {""},
    }
    asked = [(d.name, str(v)) for d in DIMENSIONS for v in getattr(wanted, d.name)]
    return tuple(
        (name, value)
        for name, value in (*asked, *wanted.excluded)
        if name in known and value not in known[name]
    )


def search_problem(wanted: Filter, areas: Sequence[Area], vocabulary: Vocabulary) -> str:
    """Return why the catalogue cannot make sense of the search in ``wanted``, "" where it can."""
    if not wanted.search:
        return ""
    from coopdesk.catalogue.query_reading import asked_query

    try:
        asked_query(wanted.search, areas, vocabulary)
    except CatalogueError as error:
        return str(error)
    return ""
