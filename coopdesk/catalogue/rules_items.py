"""The rules on items, participants and sessions: quantities, serial numbers, stock numbers."""

import re
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
from coopdesk.catalogue.rules_numbers import spoken
from coopdesk.i18n import N_, _

# NATO STANAG 3150/3151: a class of four digits, a country of two, an item of seven.
_STOCK_NUMBER = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{3}-[0-9]{4}|[0-9]{13}")


def _delivered(record: Record, _context: Context) -> Iterator[Finding]:
    for row, item in enumerate(record.items, start=1):
        if item.agreed is not None and item.delivered is not None and item.delivered > item.agreed:
            message = _(
                "More was delivered ({delivered}) than agreed ({agreed}): set one of the two right."
            ).format(delivered=spoken(item.delivered), agreed=spoken(item.agreed))
            yield Finding("items", message, row, "delivered")


def _agreed(record: Record, _context: Context) -> Iterator[Finding]:
    for row, item in enumerate(record.items, start=1):
        if item.requested is not None and item.agreed is not None and item.agreed > item.requested:
            message = _(
                "More was agreed ({agreed}) than requested ({requested}): set one of the two right."
            ).format(agreed=spoken(item.agreed), requested=spoken(item.requested))
            yield Finding("items", message, row, "agreed")


def _serials(record: Record, _context: Context) -> Iterator[Finding]:
    for row, item in enumerate(record.items, start=1):
        if item.serials and item.delivered is not None and len(item.serials) > item.delivered:
            message = _(
                "There are more serial numbers ({serials}) than were delivered ({delivered}): "
                "set the number right, or remove those that are too many."
            ).format(serials=spoken(len(item.serials)), delivered=spoken(item.delivered))
            yield Finding("items", message, row, "serials")


def _repeated(record: Record, _context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for row, item in enumerate(record.items, start=1):
        for serial in item.serials:
            if serial in seen:
                message = _("The serial number {serial} is there twice: remove one of the two.")
                yield Finding("items", message.format(serial=quoted(serial)), row, "serials")
            seen.add(serial)


def _stock_number(value: str, _field: Field, _context: Context) -> Said | None:
    if _STOCK_NUMBER.fullmatch(value):
        return None
    said = _(
        "“{field}” is no NATO stock number: write its 13 digits, such as 2320-00-123-4567, "
        "or leave it empty."
    )
    return said, {}


def _seats(record: Record, _context: Context) -> Iterator[Finding]:
    sessions = record.sessions
    if not sessions or any(session.seats is None for session in sessions):
        return
    seats = sum((session.seats or 0) * (session.count or 1) for session in sessions)
    for row, group in enumerate(record.participants, start=1):
        if group.headcount is not None and group.headcount > seats:
            message = _(
                "The group is larger ({headcount}) than all sessions have seats ({seats}): "
                "set one of the two right."
            ).format(headcount=spoken(group.headcount), seats=spoken(seats))
            yield Finding("participants", message, row, "headcount")


_ERROR, _WARNING, _ITEMS = Severity.ERROR, Severity.WARNING, reads("items")
RULES: tuple[Rule, ...] = (
    RecordRule(
        "delivered-above-agreed",
        _ERROR,
        N_("More delivered than agreed"),
        _ITEMS,
        _delivered,
        within="items",
    ),
    RecordRule(
        "agreed-above-requested",
        _WARNING,
        N_("More agreed than requested"),
        _ITEMS,
        _agreed,
        within="items",
    ),
    RecordRule(
        "serials-above-delivered",
        _WARNING,
        N_("More serial numbers than delivered"),
        _ITEMS,
        _serials,
        within="items",
    ),
    RecordRule(
        "serial-twice",
        _WARNING,
        N_("A serial number twice"),
        _ITEMS,
        _repeated,
        within="items",
    ),
    ValueRule(
        "stock-number-form",
        _WARNING,
        N_("What is no NATO stock number"),
        frozenset({FieldType.TEXT}),
        _stock_number,
        only=frozenset({"stock_number"}),
    ),
    RecordRule(
        "group-above-seats",
        _WARNING,
        N_("Groups larger than the seats"),
        reads("participants", "sessions"),
        _seats,
        within="participants",
    ),
)
