"""What may stand after a field's name in a query: codes, names, years, numbers and days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from coopdesk.catalogue.errors import quoted
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.query import Compared, Text, Years
from coopdesk.catalogue.query_error import QueryError
from coopdesk.i18n import _

OPERATORS = ("<=", ">=", "<", ">", "=", ":")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
# In some countries a thousand, in others one with three decimals.
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+", re.ASCII)
_RANGE = ".."


@dataclass(frozen=True, slots=True)
class Value:
    """One value that stands after a field's name, from ``start`` up to ``end`` of the query."""

    text: str
    whole: bool
    start: int
    end: int


def words_of(value: Value, field: str = "") -> Text:
    """Return the words of ``value``; QueryError where it has none."""
    words = tokens(value.text)
    if not words:
        raise QueryError(
            value.start,
            value.end,
            _("There is no letter or digit to look for in {text}.").format(text=quoted(value.text)),
        )
    return Text(words, value.whole, field)


def years_of(value: Value, operator: str = "=") -> Years:
    """Return the years that ``value`` names: 2015, 2010..2015, 2010.. or ..2015; or those before
    or after one year, as ``operator`` says."""
    if operator not in ("=", ":"):
        year = _year(value, value.text)
        if operator in (">", ">="):
            return Years(min(year + (operator == ">"), MAXYEAR), MAXYEAR)
        return Years(MINYEAR, max(year - (operator == "<"), MINYEAR))
    first, between, last = value.text.partition(_RANGE)
    if not between:
        year = _year(value, first)
        return Years(year, year)
    if not first and not last:
        raise _no_year(value)
    years = Years(
        _year(value, first) if first else MINYEAR, _year(value, last) if last else MAXYEAR
    )
    _refuse_backwards(value, years.first > years.last, first, last)
    return years


def number_compared(measure: str, operator: str, value: Value) -> Compared:
    """Return that a number of that measure stands so to ``value``, which may be a range for "="."""
    first, between, last = value.text.partition(_RANGE)
    if between and operator == "=":
        low, high = (_number(value, one) if one else None for one in (first, last))
        if low is not None and high is not None:
            _refuse_backwards(value, low > high, first, last)
        return _within(measure, low, high, value)
    return Compared(measure, operator, _number(value, value.text))


def days_compared(measure: str, operator: str, value: Value) -> Compared:
    """Return that a day of that measure stands so to ``value``: a day, a month, a year or a range.

    What is before a month is before its first day, what is after it is after its last.
    """
    first, between, last = value.text.partition(_RANGE)
    if between and operator == "=":
        begin = _days(value, first)[0] if first else None
        end = _days(value, last)[1] if last else None
        if begin and end:
            _refuse_backwards(value, begin > end, first, last)
        return _within(measure, begin, end, value)
    begin, end = _days(value, value.text)
    if operator == "=":
        return (
            Compared(measure, "=", begin) if begin == end else _within(measure, begin, end, value)
        )
    return Compared(measure, operator, begin if operator in ("<", ">=") else end)


def _within(
    measure: str, low: float | date | None, high: float | date | None, value: Value
) -> Compared:
    if low is not None:
        return Compared(measure, ">=", low, high)
    if high is not None:
        return Compared(measure, "<=", high)
    raise QueryError(
        value.start, value.end, _("Write where the range begins or ends, such as 10..20.")
    )


def _year(value: Value, text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) >= MINYEAR:
        return int(text)
    raise _no_year(value)


def _no_year(value: Value) -> QueryError:
    return QueryError(
        value.start,
        value.end,
        _("{text} is no year: write 2015, or 2010..2015, 2010.. or ..2015.").format(
            text=quoted(value.text)
        ),
    )


def _number(value: Value, text: str) -> float:
    if _GROUPED.fullmatch(text):
        digits = re.sub("[.,]", "", text)
        raise QueryError(
            value.start,
            value.end,
            _("{text} may be two numbers: write {whole}, or {parted}0 for the small one.").format(
                text=quoted(text), whole=digits, parted=text
            ),
        )
    number = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else float("inf")
    if abs(number) == float("inf"):
        raise QueryError(
            value.start,
            value.end,
            _("{text} is no number: write for example 10 or 2.5.").format(text=quoted(text)),
        )
    return number + 0.0 if number else 0.0


def _days(value: Value, text: str) -> tuple[date, date]:
    match = _DAY.fullmatch(text)
    try:
        year, month, day = (int(part) if part else 0 for part in match.groups()) if match else (
            0, 0, 0)  # fmt: skip
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        raise QueryError(
            value.start,
            value.end,
            _("{text} is no day: write 2026-05-17, 2026-05 or 2026.").format(text=quoted(text)),
        ) from None


def _refuse_backwards(value: Value, backwards: bool, first: str, last: str) -> None:
    if backwards:
        raise QueryError(
            value.start,
            value.end,
            _("This range goes backwards: write {last}..{first}.").format(first=first, last=last),
        )
