"""The rules on numbers: that they can be, that they are likely, and that two make a point."""

from collections.abc import Iterator

from coopdesk.catalogue.errors import quoted
from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import (
    Context,
    Finding,
    RecordRule,
    Rule,
    Said,
    Severity,
    ValueRule,
    reads,
)
from coopdesk.i18n import N_, _, number_words

_NUMBERS = frozenset({FieldType.NUMBER, FieldType.INTEGER})
# Above these somebody has more likely slipped on a key than counted.
_LIKELY: dict[str, int] = {
    "requested": 10_000_000,
    "agreed": 10_000_000,
    "delivered": 10_000_000,
    "headcount": 100_000,
    "count": 1_000,
    "seats": 100_000,
}


def spoken(number: float) -> str:
    """Return a number that a record may hold as a sentence says it, be it out of all range."""
    if not abs(number) <= 10**12:
        return quoted(number)
    return number_words(int(number) if number == int(number) else number)


def _range(value: float, field: Field, _context: Context) -> Said | None:
    if field.lowest <= value <= field.highest:
        return None
    said = _("Give “{field}” a number from {lowest} to {highest}, or leave it empty.")
    return said, {"lowest": number_words(field.lowest), "highest": number_words(field.highest)}


def _likely(value: float, field: Field, _context: Context) -> Said | None:
    if not _LIKELY[field.name] < value <= field.highest:
        return None
    said = _("“{field}” is {number}: is that right? If not, write the right number.")
    return said, {"number": spoken(value)}


def _point(record: Record, _context: Context) -> Iterator[Finding]:
    for row, place in enumerate(record.places, start=1):
        if (place.latitude is None) != (place.longitude is None):
            missing = "longitude" if place.longitude is None else "latitude"
            message = _("One coordinate alone is no point: give both latitude and longitude.")
            yield Finding("places", message, row, missing)


RULES: tuple[Rule, ...] = (
    ValueRule("out-of-range", Severity.ERROR, N_("Numbers out of range"), _NUMBERS, _range),
    ValueRule(
        "unlikely-number",
        Severity.WARNING,
        N_("Unlikely numbers"),
        _NUMBERS,
        _likely,
        only=frozenset(_LIKELY),
    ),
    RecordRule(
        "half-a-point",
        Severity.WARNING,
        N_("Half a point on the map"),
        reads("places"),
        _point,
        within="places",
    ),
)
