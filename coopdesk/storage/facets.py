"""How many records of a list have which value: the numbers beside the filters."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.totals import Totals
from coopdesk.storage.area_counts import area_codes, counts_by_area
from coopdesk.storage.door import Door
from coopdesk.storage.frame import read_vocabulary

if TYPE_CHECKING:
    from coopdesk.storage.bitmaps import Index, Narrowing, View

_NAMES = ("partners", "party_roles", "organisations", "place_names", "tags")
_Counts = dict[str, tuple[FacetCount, ...]]


class Facets:
    """The part of a store that counts and sums up what a filter lets through."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._index: Index | None = None

    def counts(self, wanted: Filter, dimensions: Iterable[str] | None = None) -> _Counts:
        """Return the values of all ``dimensions``, with how many records have each.

        All of ``wanted`` applies but, for each dimension, what it asks and excludes there, so that
        the alternatives stay visible; a value that it names is returned even where no record has
        it. What is a code comes in the order of its list, names of fields in that of the fields,
        years from the latest, other values from the most frequent. An open period counts in every
        year up to today. KeyError for an unknown dimension.
        """
        from coopdesk.storage.bitmaps import Narrowing

        if dimensions is None:
            dimensions = [dimension.name for dimension in DIMENSIONS]
        with self._door.reading() as connection:
            view = self._view(connection)
            narrowing = Narrowing(view, wanted)
            return {name: self._counted(view, narrowing, name, wanted) for name in dimensions}

    def by_area(self, wanted: Filter) -> dict[str, int]:
        """Return the number of records in every area, the empty ones too, in the areas' order."""
        with self._door.reading() as connection:
            if wanted.empty and self._index is None:
                # The window asks this before all else, when nothing was loaded yet.
                return counts_by_area(connection)
            from coopdesk.storage.bitmaps import Narrowing

            view = self._view(connection)
            counts = view.values("areas").counts(Narrowing(view, wanted).without("areas"))
            return {code: counts.get(code, 0) for code in area_codes(connection)}

    def totals(self, wanted: Filter) -> Totals:
        """Return the totals of the records that pass."""
        from coopdesk.storage.totals import read_totals

        with self._door.reading() as connection:
            return read_totals(connection, self._view(connection).passing(wanted))

    def keep(self) -> None:
        """Store what was read of the tables, where that saves reading it all again next time."""
        if self._index is None or self._door.read_only:
            return
        from coopdesk.storage import bitmaps_snapshot

        with self._door.reading() as connection:
            held = self._view(connection).sets.held()
            if not bitmaps_snapshot.is_worth(connection, held):
                return
        with self._door.writing() as connection:
            view = self._view(connection)
            bitmaps_snapshot.write(connection, view.sets.state, view.sets.held())

    def _view(self, connection: Connection) -> "View":
        from coopdesk.storage.bitmaps import Index

        if self._index is None:
            self._index = Index()
        return self._index.view(connection)

    def _counted(
        self, view: "View", narrowing: "Narrowing", dimension: str, wanted: Filter
    ) -> tuple[FacetCount, ...]:
        values = view.values(dimension)
        counts: Mapping[str, int] = values.counts(narrowing.without(dimension))
        named = [str(value) for value in getattr(wanted, dimension)]
        named += [value for name, value in wanted.excluded if name == dimension]
        if dimension == "years":
            return _years(counts, {int(value) for value in named}, self._this_year())
        counts = {**dict.fromkeys(named, 0), **counts}
        if dimension in _NAMES:
            known = [value for value in values.in_order() if value in counts]
            known += sorted(counts.keys() - set(known))
            ordered = sorted(known, key=lambda value: -counts[value])
        else:
            codes = _codes(view.connection, dimension)
            places = {code: place for place, code in enumerate(codes)}
            ordered = sorted(counts, key=lambda value: (places.get(value, len(places)), value))
        return tuple([FacetCount(value, counts[value]) for value in ordered])

    def _this_year(self) -> int:
        return self._door.clock().astimezone().year


def _codes(connection: Connection, dimension: str) -> tuple[str, ...]:  # noqa: PLR0911
    from coopdesk.catalogue.codes import CONFIDENCES
    from coopdesk.catalogue.fields import CONTENTS
    from coopdesk.catalogue.marking import SCALE
    from coopdesk.catalogue.rule import Severity

    match dimension:
        case "areas":
            return area_codes(connection)
        case "kinds":
            return tuple(kind.code for kind in read_vocabulary(connection).kinds)
        case "statuses":
            return tuple(status.code for status in read_vocabulary(connection).statuses)
        case "contents":
            return CONTENTS
        case "markings":
            return tuple(marking.code for marking in SCALE)
        case "confidences":
            return tuple(confidence.code for confidence in CONFIDENCES)
        case _problems:
            return tuple(severity.value for severity in Severity)


def _years(
    spans: Mapping[str, int], named: Iterable[int], this_year: int
) -> tuple[FacetCount, ...]:
    from coopdesk.storage.bitmaps_reading import span_of

    told = [(*span_of(span), count) for span, count in spans.items()]
    counts: Counter[int] = Counter(dict.fromkeys(named, 0))
    known = {year for *ends, _count in told for year in ends if MINYEAR < year < MAXYEAR}
    known |= {year for year in counts if MINYEAR <= year <= MAXYEAR}
    if known:
        earliest, latest = min(known), max(*known, this_year)
        for first, last, count in told:
            for year in range(max(first, earliest), min(last, latest) + 1):
                counts[year] += count
    return tuple([FacetCount(str(year), counts[year]) for year in sorted(counts, reverse=True)])
