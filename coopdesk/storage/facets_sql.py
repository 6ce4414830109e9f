"""How many records of a list have which value: the numbers beside the filters."""

from collections import Counter
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.codes import CONFIDENCES
from coopdesk.catalogue.fields import CONTENTS
from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.marking import SCALE
from coopdesk.storage.derived import MARKING_KEYS
from coopdesk.storage.filtering import COLUMN_OF, conditions, conditions_on_id
from coopdesk.storage.frame import read_vocabulary
from coopdesk.storage.schema import VALUES_TABLES, area, record

_MARKINGS = tuple(entry.code for entry in SCALE)
_NAMES = ("partners", "organisations", "place_names", "tags")
_CODE_OF_KEY = {key: code for code, key in MARKING_KEYS.items()}


def facet_counts(
    connection: Connection, dimension: str, wanted: Filter, today: date
) -> tuple[FacetCount, ...]:
    """Return the values of a dimension, with how many records have each.

    All of ``wanted`` applies but its own dimension, so that the alternatives stay visible; a value
    that it asks for is returned even where no record has it. What is a code comes in the order of
    its list, names of fields in that of the fields, years from the latest, other values from the
    most frequent.
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
    if dimension in _NAMES:
        ordered: Iterable[str] = sorted(counts, key=lambda v: (-counts[v], folded_sort_key(v), v))
    else:
        codes = _codes(connection, dimension)
        places = {code: place for place, code in enumerate(codes)}
        ordered = sorted(counts, key=lambda v: (places.get(v, len(places)), v))
    return tuple(FacetCount(value, counts[value]) for value in ordered)


def _codes(connection: Connection, dimension: str) -> tuple[str, ...]:
    match dimension:
        case "markings":
            return _MARKINGS
        case "areas":
            return area_codes(connection)
        case "contents":
            return CONTENTS
        case "confidences":
            return tuple(entry.code for entry in CONFIDENCES)
        case "kinds":
            return tuple(kind.code for kind in read_vocabulary(connection).kinds)
        case _statuses:
            return tuple(status.code for status in read_vocabulary(connection).statuses)


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
    narrowed = conditions_on_id(table.c.record_id, wanted, without=dimension)
    statement = select(table.c.value, func.count()).where(*narrowed).group_by(table.c.value)
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
