"""What a store counts beside the filters, held against the same counted in plain Python."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import MAXYEAR
from typing import Any

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.record import Record

VALUES: dict[str, Callable[[Record], Iterable[str]]] = {
    "areas": lambda record: [record.area],
    "kinds": lambda record: [record.kind],
    "statuses": lambda record: [record.status],
    "partners": lambda record: record.partners,
    "party_roles": lambda record: record.party_roles,
    "organisations": lambda record: record.organisations,
    "place_names": lambda record: record.place_names,
    "contents": lambda record: record.contents,
    "markings": lambda record: [record.marking],
    "tags": lambda record: set(record.tags),
    "confidences": lambda record: record.confidences,
    # The store alone knows what the rules find, once they were asked.
    "problems": lambda _record: [],
    "years": lambda _record: [],
}


def assert_counted(
    told: Mapping[str, tuple[FacetCount, ...]], records: Iterable[Record], wanted: Filter
) -> None:
    """Hold what a store told under ``wanted`` against all its ``records``."""
    held = list(records)
    assert list(told) == [dimension.name for dimension in DIMENSIONS]
    for dimension, counted in told.items():
        others = without(wanted, dimension)
        passing = [record for record in held if others.matches(record)]
        named = [str(value) for value in getattr(wanted, dimension)]
        named += [value for name, value in wanted.excluded if name == dimension]
        found = {one.value: one.count for one in counted}
        assert len(found) == len(counted)
        if dimension == "years":
            assert_years(found, passing, named)
        else:
            plain = Counter(dict.fromkeys(named, 0))
            for record in passing:
                plain.update(VALUES[dimension](record))
            assert found == dict(plain), dimension


def assert_years(found: Mapping[str, int], passing: list[Record], named: list[str]) -> None:
    edges: set[int] = set()
    for record in passing:
        edges |= {year for year in (record.period.year_from, record.period.year_to) if year}
    assert {str(year) for year in edges if year < MAXYEAR} | {*named} <= found.keys()
    for year, count in found.items():
        assert count == sum(record.period.overlaps_year(int(year)) for record in passing)
        assert count or year in named


def without(wanted: Filter, dimension: str) -> Filter:
    """Return ``wanted`` without what it says of a dimension."""
    nothing: dict[str, Any] = {dimension: ()}
    excluded = tuple(one for one in wanted.excluded if one[0] != dimension)
    return replace(wanted, excluded=excluded, **nothing)
