"""The rules on dates: that they exist, are likely, and agree with what the record says it is."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from coopdesk.catalogue.codes import Kind, Status
from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.catalogue.period import UNKNOWN, Period, PeriodError
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
from coopdesk.i18n import N_, _

_PERIODS = frozenset({FieldType.PERIOD})
# Years that a cooperation of our time may name; before the first possible one, digits are missing.
_LIKELY = range(1900, 2200)
_FIRST_POSSIBLE = 100


@lru_cache(maxsize=4096)
def days(text: str) -> Period:
    """Return the period that EDTF writes; nothing known where it cannot be read.

    That it cannot be read is for the rule "unreadable-date" to say.
    """
    try:
        return Period.parse(text)
    except PeriodError:
        return UNKNOWN


def surely_before(one: Period, other: Period) -> bool:
    """Tell whether ``one`` is over before ``other`` begins, however little is known of the days."""
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def surely_over(period: Period, today: date) -> bool:
    """Tell whether the last day that the period may touch has passed."""
    return period.latest is not None and period.latest < today


def _unreadable(value: str | Period, _field: Field, _context: Context) -> Said | None:
    if isinstance(value, Period) or not days(value).unknown or not value.strip():
        return None
    try:
        Period.parse(value)
    except PeriodError as refused:
        return _("{field}: {problem}"), {"problem": refused}
    return None


def _years(value: str | Period) -> tuple[int, ...]:
    period = days(value) if isinstance(value, str) else value
    return tuple(year for year in (period.year_from, period.year_to) if year is not None)


def _impossible_year(value: str | Period, _field: Field, _context: Context) -> Said | None:
    for year in _years(value):
        if year < _FIRST_POSSIBLE:
            said = _("“{field}” names the year {year}: write all four digits, such as 2015.")
            return said, {"year": year}
    return None


def _unlikely_year(value: str | Period, _field: Field, _context: Context) -> Said | None:
    for year in _years(value):
        if year not in _LIKELY and year >= _FIRST_POSSIBLE:
            said = _("“{field}” names the year {year}: is that right? If not, write the right one.")
            return said, {"year": year}
    return None


def _order(record: Record, _context: Context) -> Iterator[Finding]:
    period = record.period
    if period.earliest and period.latest and period.earliest > period.latest:
        yield Finding(
            "period", _("The period ends before it begins: write the earlier date first.")
        )


def _status(record: Record, context: Context) -> Status | None:
    found = context.vocabulary.find("status", record.status)
    return found if isinstance(found, Status) else None


def _is_agreement(record: Record, context: Context) -> bool:
    kind = context.vocabulary.find("kind", record.kind)
    return isinstance(kind, Kind) and kind.agreement


def _under_way(record: Record, context: Context) -> Iterator[Finding]:
    status = _status(record, context)
    if (
        status is not None
        and status.under_way
        and surely_over(record.period, context.today)
        and not _is_agreement(record, context)
    ):
        yield Finding(
            "status",
            _("The period is over, yet the status says that it goes on: set one of them right."),
        )


def _planned(record: Record, context: Context) -> Iterator[Finding]:
    if record.status == "pipeline" and surely_over(record.period, context.today):
        yield Finding(
            "status",
            _("The period is over, yet the status says that it is planned: set one of them right."),
        )


def _closed(record: Record, context: Context) -> Iterator[Finding]:
    status = _status(record, context)
    if status is not None and status.ended and record.period.open_end:
        yield Finding(
            "period",
            _("The record is closed, yet its period has no end: give the end."),
        )


def _overdue(record: Record, context: Context) -> Iterator[Finding]:
    status = _status(record, context)
    if status is not None and status.ended:
        return
    for row, milestone in enumerate(record.milestones, start=1):
        if not milestone.done and surely_over(days(milestone.due), context.today):
            message = _(
                "It was due and is not reached: give the date when it was, or a new due date."
            )
            yield Finding("milestones", message, row, "done")


def _future(record: Record, context: Context) -> Iterator[Finding]:
    told = [("milestones", "done", row, m.done) for row, m in enumerate(record.milestones, 1)]
    told += [("sources", "seen", row, source.seen) for row, source in enumerate(record.sources, 1)]
    for field, part, row, text in told:
        earliest = days(text).earliest if text else None
        if earliest is not None and earliest > context.today:
            yield Finding(
                field, _("It is told as done, yet the date is to come: set it right."), row, part
            )


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
RULES: tuple[Rule, ...] = (
    ValueRule("unreadable-date", _ERROR, N_("Dates that cannot be read"), _PERIODS, _unreadable),
    ValueRule("impossible-year", _ERROR, N_("Impossible years"), _PERIODS, _impossible_year),
    ValueRule("unlikely-year", _WARNING, N_("Unlikely years"), _PERIODS, _unlikely_year),
    RecordRule("period-order", _ERROR, N_("A period back to front"), reads("period"), _order),
    RecordRule(
        "over-yet-under-way",
        _WARNING,
        N_("Over, yet under way"),
        reads("kind", "status", "period"),
        _under_way,
        within="status",
    ),
    RecordRule(
        "over-yet-planned",
        _WARNING,
        N_("Over, yet planned"),
        reads("status", "period"),
        _planned,
        within="status",
    ),
    RecordRule(
        "closed-without-end",
        _WARNING,
        N_("Closed, yet without an end"),
        reads("status", "period"),
        _closed,
        within="status",
    ),
    RecordRule(
        "milestone-overdue",
        _WARNING,
        N_("Milestones overdue"),
        reads("status", "milestones"),
        _overdue,
        within="milestones",
    ),
    RecordRule(
        "done-in-future",
        _WARNING,
        N_("Told as done, yet to come"),
        reads("milestones", "sources"),
        _future,
        apart=True,
    ),
)
