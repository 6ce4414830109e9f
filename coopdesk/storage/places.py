"""Where a record stands in the search index: by its period, so that what is found is in order.

A place orders as `Period.sort_key` and then the id, but for periods of more than eleven years that
begin on the same day and end: of these it leaves the order open.
"""

from datetime import date, timedelta

from sqlalchemy import ColumnElement

from coopdesk.catalogue.period import Period
from coopdesk.storage.schema_search import (
    ENDLESS,
    ID_BITS,
    LONGEST_SPAN,
    RECORD_OF_PLACE,
    SPAN_BITS,
    UNKNOWN_DAY,
)

_LAST_DAY = date.max.isoformat()
_DAY_SHIFT = SPAN_BITS + ID_BITS


def _day_number(text: str) -> str:
    # A Julian day begins at noon; that of 0001-01-01 is 1721425.5, its ordinal 1.
    return f"CAST(julianday({text}) - 1721424.5 AS INTEGER)"


_FIRST = _day_number("substr(period_key, 1, 10)")
_LAST = _day_number("substr(period_key, 12)")
_SPAN = (
    f"CASE substr(period_key, 12) WHEN '{_LAST_DAY}' THEN {ENDLESS} "
    f"ELSE min({_LAST} - {_FIRST}, {LONGEST_SPAN}) END"
)
PLACE_SQL = (
    f"CASE period_key WHEN '' THEN {UNKNOWN_DAY << _DAY_SHIFT} "
    f"ELSE ({_FIRST} << {_DAY_SHIFT}) | (({_SPAN}) << {ID_BITS}) END | record.id"
)
"""The place of a row of table ``record``, as `place` tells it."""
UNKNOWN_PLACE = UNKNOWN_DAY << _DAY_SHIFT
"""From there on stand those of which the period is unknown."""


def place(period: Period, record_id: int) -> int:
    """Return the place of the record with that id and period."""
    unknown, earliest, latest = period.sort_key
    if unknown:
        return UNKNOWN_DAY << _DAY_SHIFT | record_id
    first = earliest.toordinal()
    span = ENDLESS if latest == date.max else min(latest.toordinal() - first, LONGEST_SPAN)
    return first << _DAY_SHIFT | span << ID_BITS | record_id


def record_of(found: int) -> int:
    """Return the id of the record at a place."""
    return found & RECORD_OF_PLACE


def group_of(found: int) -> int:
    """Return what places have in common that only ids tell apart."""
    return found >> ID_BITS


def leaves_open(found: int) -> bool:
    """Tell whether records that share the group of that place may have other periods."""
    return group_of(found) & ENDLESS == LONGEST_SPAN


def is_left_open(column: ColumnElement[int]) -> ColumnElement[bool]:
    """Return, of a column of places, what `leaves_open` tells."""
    return column.op(">>")(ID_BITS).op("&")(ENDLESS) == LONGEST_SPAN


def period_keys_of(group: int) -> tuple[str, str]:
    """Return the first and the last of `derived.period_key` that places of a group have.

    The group is one that `leaves_open` the order.
    """
    first = date.fromordinal(group >> SPAN_BITS)
    shortest, longest = first + timedelta(LONGEST_SPAN), date.max - timedelta(1)
    return f"{first.isoformat()}/{shortest.isoformat()}", f"{first.isoformat()}/{longest}"
