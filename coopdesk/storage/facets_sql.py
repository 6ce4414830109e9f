"""How many records of a list have which value: the numbers beside the filters."""

from collections import Counter
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.codes import KINDS, STATUSES
from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.marking import SCALE
from coopdesk.storage.derived import MARKING_KEYS
from coopdesk.storage.filtering import COLUMN_OF, conditions
from coopdesk.storage.schema import VALUES_TABLES, area, record

_CODE_ORDER = {
    "kinds": tuple(entry.code for entry in KINDS),
    "statuses": tuple(entry.code for entry in STATUSES),
    "markings": tuple(entry.code for entry in SCALE),
}
_CODE_OF_KEY = {key: code for code, key in MARKING_KEYS.items()}


def facet_counts(
    connection: Connection, dimension: str, wanted: Filter, today: date
) -> tuple[FacetCount, ...]:
    """Return the values of a dimension, with how many records have each.

    All of ``wanted`` applies but its own dimension, so that the alternatives stay visible; a value
    that it asks for is returned even where no record has it. Kinds, statuses, markings and areas
    come in the order of their lists, years from the latest, other values from the most frequent.
    An open period counts in every year up to ``today``. KeyError for an unknown dimension.
    """
    if dimension == "years":
        return _years(connection, wanted, today)
    counts = (
        _values(connection, dimension, wanted)
        if dimension in VALUES_TABLES
        else _column(connection, dimension, wanted)
    )
    for value in getattr(wanted, dimension):
        counts.setdefault(value, 0)
    if dimension in VALUES_TABLES:
        ordered: Iterable[str] = sorted(counts, key=lambda v: (-counts[v], folded_sort_key(v), v))
    else:
        codes = _CODE_ORDER.get(dimension) or area_codes(connection)
        places = {code: place for place, code in enumerate(codes)}
        ordered = sorted(counts, key=lambda v: (places.get(v, len(places)), v))
    return tuple(FacetCount(value, counts[value]) for value in ordered)


def area_codes(connection: Connection) -> tuple[str, ...]:
    """Return the codes of all areas, in their order."""
    statement = select(area.c.code).order_by(area.c.position, area.c.code)
    return tuple(connection.scalars(statement))


def counts_by_area(connection: Connection, wanted: Filter) -> dict[str, int]:
    """Return the number of records in every area, the empty ones too, in the areas' order."""
    counts = _column(connection, "areas", wanted)
    return {code: counts.get(code, 0) for code in area_codes(connection)}


def _column(connection: Connection, dimension: str, wanted: Filter) -> dict[str, int]:
    column = COLUMN_OF[dimension]
    rows = connection.execute(
        select(column, func.count()).where(*conditions(wanted, without=dimension)).group_by(column)
    )
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    if dimension == "markings":
        return {_CODE_OF_KEY[key]: count for key, count in counts.items()}
    return counts


def _values(connection: Connection, dimension: str, wanted: Filter) -> dict[str, int]:
    table = VALUES_TABLES[dimension]
    statement = select(table.c.value, func.count()).group_by(table.c.value)
    narrowed = conditions(wanted, without=dimension)
    if narrowed:
        statement = statement.where(table.c.record_id.in_(select(record.c.id).where(*narrowed)))
    return {row[0]: row[1] for row in connection.execute(statement)}


def _years(connection: Connection, wanted: Filter, today: date) -> tuple[FacetCount, ...]:
    rows = connection.execute(
        select(record.c.year_from, record.c.year_to, func.count())
        .where(record.c.year_from.is_not(None), *conditions(wanted, without="years"))
        .group_by(record.c.year_from, record.c.year_to)
    ).all()
    counts: Counter[int] = Counter(dict.fromkeys(wanted.years, 0))
    known = {
        year for first, last, _count in rows for year in (first, last) if MINYEAR < year < MAXYEAR
    }
    known |= {year for year in wanted.years if MINYEAR <= year <= MAXYEAR}
    if known:
        earliest, latest = min(known), max(*known, today.year)
        for first, last, count in rows:
            for year in range(max(first, earliest), min(last, latest) + 1):
                counts[year] += count
    return tuple(FacetCount(str(year), counts[year]) for year in sorted(counts, reverse=True))
