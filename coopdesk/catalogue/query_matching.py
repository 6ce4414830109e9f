"""Whether a record is what a query asks for: the meaning that every store must keep to."""

import operator
from collections.abc import Callable, Iterable
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.measures import MEASURES
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.query import All, Compared, Either, Named, Not, OneOf, Query, Text, Years
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.searchable import SEARCHABLE, field_text

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}
_MEASURES = {measure.name: measure for measure in MEASURES}


def holds(query: Query, record: Record) -> bool:  # noqa: PLR0911 (one for each sort of part)
    """Tell whether ``query`` lets ``record`` through.

    The text inside its documents, and what the rules find, are known to the store alone.
    """
    match query:
        case Text(words, whole, field):
            return any(follow(words, text, whole=whole) for text in _texts(record, field))
        case OneOf("years", values):
            return any(record.period.overlaps_year(int(value)) for value in values)
        case OneOf(dimension, values):
            return any(value in values for value in _values(record, dimension))
        case Named(dimension, words, whole):
            return any(
                follow(words, tokens(name), whole=whole) for name in _values(record, dimension)
            )
        case Years(first, last):
            return _touches(record.period, first, last)
        case Compared(measure, sign, value, until):
            return any(
                _COMPARE[sign](one, value) and (until is None or _COMPARE["<="](one, until))
                for one in _stated(record, measure)
            )
        case Not(part):
            return not holds(part, record)
        case All(parts):
            return all(holds(part, record) for part in parts)
        case Either(parts):
            return any(holds(part, record) for part in parts)


def follow(words: tuple[str, ...], held: tuple[str, ...], *, whole: bool) -> bool:
    """Tell whether ``words`` stand one after the other in ``held``, both folded.

    The last may be the beginning of a word, unless ``whole``.
    """
    *firsts, last = words
    for start in range(len(held) - len(words) + 1):
        end = start + len(firsts)
        if list(held[start:end]) == firsts and (
            held[end] == last if whole else held[end].startswith(last)
        ):
            return True
    return False


def _touches(period: Period, first: int, last: int) -> bool:
    known = not period.unknown
    return known and (period.year_from or MINYEAR) <= last and first <= (period.year_to or MAXYEAR)


def _texts(record: Record, field: str) -> Iterable[tuple[str, ...]]:
    for known in SEARCHABLE:
        if field in ("", known.name):
            yield tokens(field_text(known, getattr(record, known.name)))


def _values(record: Record, dimension: str) -> tuple[str, ...]:
    match dimension:
        case "areas":
            return (record.area,)
        case "kinds":
            return (record.kind,)
        case "statuses":
            return (record.status,)
        case "markings":
            return (record.marking,)
        case "problems":
            return ()
    values: tuple[str, ...] = getattr(record, dimension)
    return values


def _stated(record: Record, name: str) -> list[float | date]:
    measure = _MEASURES[name]
    value = getattr(record, measure.field)
    stated: list[float | date | None]
    if measure.part:
        stated = [getattr(entry, measure.part) for entry in value]
    elif measure.field == "period":
        stated = [value.earliest if name == "begins" else value.latest]
    else:
        stated = [value.date() if value else None]
    return [one for one in stated if one is not None]
