"""Which activities a year's plan has, in which quarter each stands, and what falls due there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from coopdesk.catalogue.facets import Milestone, Session
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_quarters import (
    QUARTERS,
    Standing,
    beginning,
    ending,
    quarter_of,
    standing_in,
)
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import Vocabulary

WHOLE_YEAR = 0
"""In place of a quarter: all of the year, or no certain part of it."""

_CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity in one ``part`` of the year, with the sessions that begin there.

    ``home`` is the part that is its own, where its budget stands: it has others only for sessions.
    ``carried_over`` says that it began before the year.
    """

    record: Record
    part: int
    home: int
    sessions: tuple[Session, ...] = ()
    carried_over: bool = False

    @property
    def at_home(self) -> bool:
        """Whether this is the activity's own place."""
        return self.part == self.home


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone of a record that is due in one part of the year."""

    record: Record
    milestone: Milestone


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter of the plan, or `WHOLE_YEAR`."""

    quarter: int
    planned: list[Planned] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)


def plan_of(
    records: Iterable[Record], year: int, today: date, vocabulary: Vocabulary
) -> tuple[Part, ...]:
    """Return the parts of the plan of ``year`` that have anything in them, the quarters first.

    An activity is any record that is no agreement and whose period touches the year, or one of
    whose sessions does. It stands in the quarter in which it begins (see `period_quarters`), and
    again in those in which further sessions begin; one that runs all year, or of which no quarter
    is certain, stands where its first session does, else under the whole year. What was cancelled
    is in no plan, and what has ended in none of a year to come. Milestones are those of every
    record, an agreement's too, that are due in the year.
    """
    parts = {quarter: Part(quarter) for quarter in (*QUARTERS, WHOLE_YEAR)}
    for record in records:
        if record.status == _CANCELLED or (record.status in vocabulary.ended and year > today.year):
            continue
        for one in record.milestones:
            due = ending(Period.parse(one.due))
            if due.year_from == due.year_to == year:
                parts[quarter_of(due, year) or WHOLE_YEAR].due.append(Due(record, one))
        if record.kind not in vocabulary.agreements:
            for planned in _places(record, year):
                parts[planned.part].planned.append(planned)
    for part in parts.values():
        part.due.sort(key=lambda one: Period.parse(one.milestone.due).sort_key)
    return tuple(part for part in parts.values() if part.planned or part.due)


def in_plan(parts: Sequence[Part]) -> set[int]:
    """Return the id() of each record that the plan tells of."""
    planned = {id(one.record) for part in parts for one in part.planned}
    return planned | {id(one.record) for part in parts for one in part.due}


def undated(records: Iterable[Record], vocabulary: Vocabulary) -> tuple[Record, ...]:
    """Return the activities under way of which no date is known, so that no plan has them."""
    return tuple(
        record
        for record in records
        if record.period.unknown
        and record.status in vocabulary.under_way
        and record.kind not in vocabulary.agreements
        and not any(session.period.strip() for session in record.sessions)
    )


def _places(record: Record, year: int) -> list[Planned]:
    sessions: dict[int, list[Session]] = {}
    for session in record.sessions:
        period = Period.parse(session.period)
        if (standing := standing_in(period, year)) is not None and _begins_in(period, year):
            sessions.setdefault(standing.quarter or WHOLE_YEAR, []).append(session)
    standing = standing_in(record.period, year)
    if standing is None and not sessions:
        return []
    quarters = sorted(quarter for quarter in sessions if quarter != WHOLE_YEAR)
    home = _home(standing, quarters)
    carried_over = standing is not None and standing.carried_over
    return [
        Planned(record, part, home, tuple(sessions.get(part, ())), carried_over)
        for part in sorted({home, *sessions})
    ]


def _home(standing: Standing | None, quarters: Sequence[int]) -> int:
    if standing is not None and (standing.quarter or standing.carried_over):
        return standing.quarter or WHOLE_YEAR
    return quarters[0] if quarters else WHOLE_YEAR


def _begins_in(period: Period, year: int) -> bool:
    begins = beginning(period)
    return begins.year_from is not None and begins.year_from >= year
