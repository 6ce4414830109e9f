"""A query written down, in the form that `query_reading.read_query` makes the same tree of."""

import re
from datetime import date

from coopdesk.catalogue.query import All, Compared, Either, Named, Not, OneOf, Query, Text, Years
from coopdesk.catalogue.query_fields import WORD_OF

_PLAIN = re.compile(r"[\w./+-]+")
_THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}", re.ASCII)
_MINYEAR, _MAXYEAR = 1, 9999


def query_text(query: Query) -> str:
    """Return ``query`` as a person could have typed it, in codes and English words of fields."""
    if isinstance(query, All):
        return _together(query.parts)
    if isinstance(query, Either):
        return " OR ".join(_part(part) for part in query.parts)
    return _part(query)


def merge_key(part: Query) -> tuple[type, str] | None:
    """Return what tells parts apart of which one suffices, where they stand side by side.

    None for a part that must hold in any case.
    """
    if isinstance(part, OneOf | Named):
        return type(part), part.dimension
    return (Years, "years") if isinstance(part, Years) else None


def _together(parts: tuple[Query, ...]) -> str:
    """Join what must all hold; AND parts those of which one would suffice else."""
    text = ""
    seen: set[tuple[type, str]] = set()
    for part in parts:
        key = merge_key(part)
        if key in seen:
            text += " AND"
            seen.clear()
        if key is not None:
            seen.add(key)
        text += f" {_part(part)}"
    return text[1:]


def number_text(number: float) -> str:
    """Return a number as a query writes it: the shortest text that means just that number."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    # With three decimals it could be taken for thousands.
    return f"{number!r}0" if _THREE_DECIMALS.fullmatch(repr(number)) else repr(number)


def _part(query: Query) -> str:  # noqa: PLR0911
    match query:
        case Text(words, whole, field):
            return f"{field}:{_words(words, whole)}" if field else _words(words, whole)
        case OneOf(dimension, values):
            return f"{WORD_OF[dimension]}:{','.join(map(_value, values))}"
        case Named(dimension, words, whole):
            return f"{WORD_OF[dimension]}:{_words(words, whole)}"
        case Years(first, last):
            return f"year:{_years(first, last)}"
        case Compared(measure, operator, value, until):
            if until is not None:
                return f"{measure}:{_amount(value)}..{_amount(until)}"
            return f"{measure}{operator}{_amount(value)}"
        case Not(part):
            inner = _part(part)
            return f"-({inner})" if isinstance(part, Not) else f"-{inner}"
        case _:
            return f"({query_text(query)})"


def _words(words: tuple[str, ...], whole: bool) -> str:
    # What joins them is no letter: read again it parts them in the same places.
    return f'"{" ".join(words)}"' if whole else "-".join(words)


def _value(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def _amount(value: float | date) -> str:
    return value.isoformat() if isinstance(value, date) else number_text(value)


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first if first > _MINYEAR else ''}..{last if last < _MAXYEAR else ''}"
