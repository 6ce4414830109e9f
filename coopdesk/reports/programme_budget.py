"""What a year's plan costs: the budget lines in force, in each currency, never converted."""

from collections.abc import Iterable
from dataclasses import dataclass

from coopdesk.catalogue.facets import Budget
from coopdesk.catalogue.money import Totals, added
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record

_REVISED = "revised"


@dataclass(frozen=True, slots=True)
class YearBudget:
    """The amounts of a record: those of the ``year``, and those of periods that reach ``beyond``
    it, which nobody has divided."""

    year: tuple[Budget, ...]
    beyond: tuple[Budget, ...]


def budget_in(record: Record, year: int) -> YearBudget:
    """Return the budget lines of ``record`` that pay for ``year``.

    A revised line stands in place of the original ones of the same period and currency. A line
    without a period is of the record's own.
    """
    lines = _in_force(line for line in record.budget if line.amount is not None)
    periods = [Period.parse(line.period) for line in lines]
    touching = [
        (line, record.period if period.unknown else period)
        for line, period in zip(lines, periods, strict=True)
        if period.unknown or period.overlaps_year(year)
    ]
    within = tuple(line for line, period in touching if _is_within(period, year))
    return YearBudget(within, tuple(line for line, _period in touching if line not in within))


def sums(lines: Iterable[Budget]) -> Totals:
    """Return what ``lines`` come to in each currency."""
    return added((line.amount, line.currency) for line in lines)


def _in_force(lines: Iterable[Budget]) -> list[Budget]:
    lines = list(lines)
    revised = {_what_for(line) for line in lines if line.type == _REVISED}
    return [line for line in lines if line.type == _REVISED or _what_for(line) not in revised]


def _what_for(line: Budget) -> tuple[object, ...]:
    period = Period.parse(line.period)
    return period.earliest, period.latest, line.currency


def _is_within(period: Period, year: int) -> bool:
    return period.year_from == period.year_to == year
