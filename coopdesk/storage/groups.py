"""The groups of a list: by area, by the year of the first day, or by status, in their order."""

from collections import Counter
from collections.abc import Iterator
from datetime import MINYEAR
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    String,
    and_,
    case,
    cast,
    func,
    literal_column,
    select,
)

from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.storage.filtering import conditions
from coopdesk.storage.frame import read_vocabulary
from coopdesk.storage.schema import area, record

FIRST_KNOWN = f"{MINYEAR + 1:04}"
"""From this `derived.period_key` on a period begins in the year that it names."""
_LATER_YEAR = cast(func.substr(record.c.period_key, 1, 4), Integer)
GROUP_KEYS: dict[str, ColumnElement[str]] = {
    "area": record.c.area,
    # Where only the end of a period is known `year_from` is the first year that there is. Of the
    # others the key of the order tells the year too, and stands in its index.
    "year": case(
        (record.c.period_key >= FIRST_KNOWN, cast(_LATER_YEAR, String)),
        (record.c.period_earliest.is_(None), ""),
        else_=cast(record.c.year_from, String),
    ),
    "status": record.c.status,
}
"""What names the group of a row of table ``record``, by `filters.GROUPINGS`; "" for none."""


def in_group(grouped: str, value: str) -> ColumnElement[bool]:
    """Return that a row of table ``record`` belongs to a group, for one row after the other."""
    if grouped == "area":
        return record.c.area == value
    if grouped == "status":
        return _aside(record.c.status) == value
    begins = _aside(record.c.period_earliest)
    if not value:
        return begins.is_(None)
    return and_(begins.is_not(None), _aside(record.c.year_from) == int(value))


def may_be_in_group(grouped: str, value: str) -> ColumnElement[bool]:
    """Return what holds of all of a group, and perhaps of others, as an index tells it."""
    if grouped == "year":
        begins = record.c.period_earliest
        return record.c.year_from == int(value) if value else begins.is_(None)
    return GROUP_KEYS[grouped] == value


def _aside(column: Column[Any]) -> ColumnElement[Any]:
    # As an expression, so that no index of it is taken where another gives the order.
    return literal_column(f"+record.{column.name}", column.type)


def group_values(connection: Connection, grouped: str) -> tuple[str, ...]:
    """Return the groups that the records make, in their order, that of the unknown last.

    KeyError for what is no grouping.
    """
    if grouped == "area":
        codes = connection.scalars(select(area.c.code).order_by(area.c.position, area.c.code))
        return tuple(codes)
    if grouped == "status":
        known = [status.code for status in read_vocabulary(connection).statuses]
        used = list(_used(connection, record.c.status, ""))
        return (*[code for code in known if code in used], *sorted({*used}.difference(known)), "")
    years = _used(connection, record.c.period_earliest, "~", len("0001"))
    return (*(str(int(year)) for year in years), "")


def _used(
    connection: Connection, column: Column[str], beyond: str, letters: int | None = None
) -> Iterator[str]:
    """Return how the values of a column begin, each read by one seek in its index, but for "".

    ``beyond`` is put behind one so that the next is another.
    """
    least = select(func.min(column))
    found = connection.scalar(least.where(column > ""))
    while found:
        found = found[:letters]
        yield found
        found = connection.scalar(least.where(column > found + beyond))


def group_counts(connection: Connection, wanted: Filter, grouped: str) -> tuple[FacetCount, ...]:
    """Return the groups of the list that have records, with how many, in their order."""
    key = record.c.year_from if grouped == "year" else GROUP_KEYS[grouped]
    narrowed = conditions(wanted)
    statement = select(key, func.count()).where(*narrowed).group_by(key)
    counts = Counter({str(row[0]): row[1] for row in connection.execute(statement)})
    if grouped == "year":
        # Of these the end may be known, and `year_from` be the first year that there is.
        unknown = select(func.count()).where(record.c.period_earliest.is_(None), *narrowed)
        counts[""] = connection.scalar(unknown) or 0
        counts[str(MINYEAR)] += counts.pop("None", 0) - counts[""]
    found = group_values(connection, grouped)
    return tuple(FacetCount(value, counts[value]) for value in found if counts[value])
