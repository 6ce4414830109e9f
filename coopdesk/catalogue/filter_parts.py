"""A filter as the parts that can be taken away one by one: a value, an exclusion, a word."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from coopdesk.catalogue.dimension_words import dimension_words
from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.query import All, Query, Text
from coopdesk.i18n import N_, _, language, ngettext

SEARCH, REFERENCES = "search", "references"
_NOT = N_("not {value}")
_LABELS = {dimension.name: dimension.label for dimension in DIMENSIONS}


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One part: a ``value`` of a ``dimension`` that is asked for, or ``excluded``.

    ``dimension`` is SEARCH where the part is ``query``, which ``value`` writes down, and REFERENCES
    where it is all records that were chosen one by one, ``value`` being their number.
    """

    dimension: str
    value: str
    excluded: bool = False
    query: Query | None = None

    def label(self) -> str:
        """Return what the value is one of, "" where it speaks for itself."""
        return _(_LABELS[self.dimension]) if self.dimension in _LABELS else ""

    def words(self, areas: Mapping[str, str]) -> str:
        """Return the part as a person reads it; ``areas`` are the names of areas by their codes."""
        if self.dimension == REFERENCES:
            count = int(self.value)
            return ngettext("{count} chosen record", "{count} chosen records", count).format(
                count=count
            )
        if self.dimension == SEARCH:
            if self.query is None or isinstance(self.query, Text):
                return self.value
            from coopdesk.catalogue.query_words import query_words

            return ", ".join(query_words(self.query, areas, language()))
        said = dimension_words(self.dimension, self.value, areas) if self.value else _("Not stated")
        return _(_NOT).format(value=said) if self.excluded else said


def filter_parts(wanted: Filter) -> tuple[FilterPart, ...]:
    """Return the parts of ``wanted``: values as the dimensions stand, exclusions, then the search.

    A search that cannot be read is one part.
    """
    parts = [
        FilterPart(dimension.name, str(value))
        for dimension in DIMENSIONS
        for value in getattr(wanted, dimension.name)
    ]
    parts += [FilterPart(name, value, excluded=True) for name, value in wanted.excluded]
    if wanted.references:
        parts.append(FilterPart(REFERENCES, str(len(wanted.references))))
    return (*parts, *_search_parts(wanted))


def _search_parts(wanted: Filter) -> list[FilterPart]:
    if not wanted.search:
        return []
    from coopdesk.catalogue.query_text import query_text

    try:
        query = wanted.query
    except CatalogueError:
        return [FilterPart(SEARCH, wanted.search)]
    held = query.parts if isinstance(query, All) else (query,)
    return [FilterPart(SEARCH, query_text(one), query=one) for one in held]


def without_part(wanted: Filter, part: FilterPart) -> Filter:
    """Return ``wanted`` without ``part``, and as it is where it has no such part."""
    if part.dimension == SEARCH:
        return replace(wanted, search=_search_without(wanted, part))
    if part.dimension == REFERENCES:
        return replace(wanted, references=())
    if part.excluded:
        pair = (part.dimension, part.value)
        return replace(wanted, excluded=tuple(one for one in wanted.excluded if one != pair))
    values = getattr(wanted, part.dimension)
    changes: dict[str, Any] = {part.dimension: tuple(v for v in values if str(v) != part.value)}
    return replace(wanted, **changes)


def _search_without(wanted: Filter, part: FilterPart) -> str:
    from coopdesk.catalogue.query_text import query_text

    kept = _search_parts(wanted)
    if part not in kept:
        return wanted.search
    kept.remove(part)
    held = tuple(one.query for one in kept if one.query is not None)
    return query_text(held[0] if len(held) == 1 else All(held)) if held else ""


def toggled(wanted: Filter, dimension: str, value: str) -> Filter:
    """Return ``wanted`` with a value asked for, or not asked for any more.

    One that was excluded is so no longer, and is not asked for either.
    """
    pair = (dimension, value)
    if pair in wanted.excluded:
        return replace(wanted, excluded=tuple(one for one in wanted.excluded if one != pair))
    typed = _typed(dimension, value)
    chosen = getattr(wanted, dimension)
    after = tuple(v for v in chosen if v != typed) if typed in chosen else (*chosen, typed)
    changes: dict[str, Any] = {dimension: after}
    return replace(wanted, **changes)


def excluded(wanted: Filter, dimension: str, value: str) -> Filter:
    """Return ``wanted`` with a value excluded and not asked for, or not excluded any more."""
    pair = (dimension, value)
    if pair in wanted.excluded:
        return replace(wanted, excluded=tuple(one for one in wanted.excluded if one != pair))
    typed = _typed(dimension, value)
    changes: dict[str, Any] = {
        dimension: tuple(v for v in getattr(wanted, dimension) if v != typed)
    }
    return replace(wanted, excluded=(*wanted.excluded, pair), **changes)


def only(wanted: Filter, dimension: str, value: str) -> Filter:
    """Return ``wanted`` with that value alone asked for in its dimension, and none excluded."""
    changes: dict[str, Any] = {dimension: (_typed(dimension, value),)}
    return replace(cleared(wanted, dimension), **changes)


def cleared(wanted: Filter, dimension: str) -> Filter:
    """Return ``wanted`` with nothing asked for or excluded in a dimension."""
    changes: dict[str, Any] = {dimension: ()}
    left = tuple(one for one in wanted.excluded if one[0] != dimension)
    return replace(wanted, excluded=left, **changes)


def _typed(dimension: str, value: str) -> str | int:
    return int(value) if dimension == "years" else value
