"""Where in the calendar a period begins, as far as that is known: its year, its quarter.

Nothing is made more exact than it is written: "201X" begins in no one year, "2014" in no one
quarter. A date stands in the quarter that has more than half of the months which it may mean, so
that spring (March to May) is of the second, and the first half of a year of none.
"""

from dataclasses import dataclass
from datetime import date

from coopdesk.catalogue.period import UNKNOWN, Period, PeriodError

QUARTERS = (1, 2, 3, 4)
_FIRST_EDTF = 32  # ISO 8601-2 numbers the quarters of a year from 33 on


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a period stands in a year: in its ``quarter``, None for all of it or no certain one.

    ``carried_over`` says that it began before the year.
    """

    quarter: int | None
    carried_over: bool = False


def beginning(period: Period) -> Period:
    """Return the date with which ``period`` begins; `UNKNOWN` where it has none."""
    return _side(period, 0)


def ending(period: Period) -> Period:
    """Return the date with which ``period`` ends; `UNKNOWN` where it has none."""
    return _side(period, -1)


def year_begun(period: Period) -> int | None:
    """Return the year in which ``period`` begins, None where that is not one certain year."""
    begins = beginning(period)
    if begins.edtf.startswith("{"):  # all of these dates, so the first of them
        return begins.year_from
    return begins.year_from if begins.year_from == begins.year_to else None


def quarter_of(period: Period, year: int) -> int | None:
    """Return the quarter of ``year`` that has more than half of the months of ``period``.

    None where none has, or where there is a choice of dates that are not all of one quarter.
    """
    if period.earliest is None or period.latest is None:
        return None
    first, last = _month(period.earliest), _month(period.latest)
    months = last - first + 1
    for quarter in QUARTERS:
        begins = _month(date(year, 3 * quarter - 2, 1))
        shared = min(last, begins + 2) - max(first, begins) + 1
        if shared == months or (2 * shared > months and period.edtf[0] not in "[{"):
            return quarter
    return None


def standing_in(period: Period, year: int) -> Standing | None:
    """Return where ``period`` stands in ``year``, None where it does not touch it.

    It stands where it begins. What began before stands in the first quarter, in which it still
    goes on, where it is known to end in one of the first three; otherwise, as what runs from the
    first month to the last, it is of the whole year.
    """
    if not period.overlaps_year(year):
        return None
    begins, ends = beginning(period), ending(period)
    if period.earliest is None or period.earliest.year < year:
        begun = period.year_from is None or year_begun(period) is not None
        if not begun or quarter_of(ends, year) in (None, QUARTERS[-1]):
            return Standing(None, carried_over=begun)
        return Standing(QUARTERS[0], carried_over=True)
    quarter = quarter_of(begins, year)
    all_year = begins.latest is not None and begins.latest.month == 1 and _lasts(period, year)
    return Standing(None if all_year else quarter)


def quarter_edtf(year: int, quarter: int) -> str:
    """Return a quarter as EDTF writes it; see ISO 8601-2, sub-year groupings."""
    return f"{year:04}-{_FIRST_EDTF + quarter}"


def months_edtf(year: int, quarter: int) -> str:
    """Return the first and last month of a quarter as an EDTF interval."""
    return f"{year:04}-{3 * quarter - 2:02}/{year:04}-{3 * quarter:02}"


def _lasts(period: Period, year: int) -> bool:
    return period.open_end or (period.latest is not None and period.latest >= date(year, 12, 31))


def _side(period: Period, which: int) -> Period:
    sides = period.edtf.split("/")
    if len(sides) == 1:
        return period
    text = sides[which]
    if text in ("", ".."):
        return UNKNOWN
    try:
        return Period.parse(text)
    except PeriodError:  # read only as a part of an interval, so that alone it is not certain
        return UNKNOWN


def _month(day: date) -> int:
    return 12 * day.year + day.month
