"""Which records have problems, for lists to be narrowed by: judged in the background, in pieces.

A piece is read and judged beside the user's work, and the little that differs from what is stored
is written then, unless the record was saved meanwhile: its entry in the history has it judged
again. Counters keep how far it came:

- "judged": all that entries of the history up to that one changed is judged;
- "judged day", "judged rules": by that day (`date.toordinal`) and by these rules;
- "judging to", "judging after": all records are being judged, by the entry that was the last when
  it began, and done up to that record;
- "judged serial": rises with whatever is written, for those who hold counts in memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from zlib import crc32

from sqlalchemy import Connection, delete, func, or_, select

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.facets import Milestone, Source, Term
from coopdesk.catalogue.partnership import Partnership
from coopdesk.catalogue.rules import RULES, Context, problems_of
from coopdesk.storage.door import Door
from coopdesk.storage.frame import FRAME
from coopdesk.storage.neighbours import ReadNeighbours
from coopdesk.storage.numbering import JUDGED, last_number, next_number, set_last
from coopdesk.storage.problems import with_ties
from coopdesk.storage.records_reading import read_records
from coopdesk.storage.rows import insert_rows
from coopdesk.storage.rule_context import rule_context
from coopdesk.storage.schema import FACET_TABLES, VALUES_TABLES, change, record

PIECE = 50
_RULES_NOW = crc32(" ".join(f"{rule.code} {rule.severity.value}" for rule in RULES).encode())
_PROBLEM = VALUES_TABLES["problems"]
# More than this changed, or so many days passed: then all records, one after the other.
_MANY, _LONG = 20_000, 400
_UNTOLD = 20  # pieces without a difference, after which it is noted how far it came
_JUDGED_BY = tuple(FRAME[cls].prefix for cls in (Area, Partnership, CodeEntry))


@dataclass(slots=True)
class _Round:
    """What is to be judged: all records after ``after``, or ``ids``."""

    to: int
    day: int
    whole: bool
    after: int = 0
    ids: list[int] = field(default_factory=list)
    untold: int = 0


class Judging:
    """The part of a store that keeps step with what the rules find."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._round: _Round | None = None
        self.written = 0
        """How many records were found to have other problems than before, since it was opened."""

    def step(self, limit: int = PIECE) -> int:
        """Judge the next ``limit`` records and return how many that were; 0 where none is left."""
        now = self._door.clock()
        today = now.astimezone().date()
        if self._round is None or self._round.day != today.toordinal():
            with self._door.reading() as connection:
                self._round = _next_round(connection, today)
        doing = self._round
        if doing is None:
            return 0
        with self._door.reading() as connection:
            ids = _next_ids(connection, doing, limit)
            found = dict(_judged(connection, ids, rule_context(connection, now)))
            stored = dict(_stored(connection, ids))
        differing = {key: new for key, new in found.items() if new[1] != stored.get(key, "")}
        doing.untold += 1
        if differing or not ids or (doing.whole and doing.untold >= _UNTOLD):
            with self._door.writing() as connection:
                _write(connection, differing)
                _note(connection, doing, done=not ids, after=ids[-1] if ids else 0)
            doing.untold = 0
            self.written += len(differing)
        # Not before it is written: a piece that came to nothing is taken once more.
        if ids and doing.whole:
            doing.after = ids[-1]
        elif ids:
            doing.ids = doing.ids[len(ids) :]
        if not ids:
            self._round = None
            # What was changed meanwhile is the next round's.
            return self.step(limit)
        return len(ids)

    def left(self) -> int:
        """Return about how many records are to be judged."""
        with self._door.reading() as connection:
            doing = self._round or _next_round(connection, self._door.clock().astimezone().date())
            if doing is None:
                return 0
            if not doing.whole:
                return len(doing.ids)
            rest = select(func.count()).select_from(record).where(record.c.id > doing.after)
            return connection.scalar(rest) or 0

    def number(self) -> int:
        """Return how many records have problems, by what is stored."""
        with self._door.reading() as connection:
            return connection.scalar(select(func.count()).select_from(_PROBLEM)) or 0


def _next_round(connection: Connection, today: date) -> _Round | None:
    last, judged = last_number(connection, "entry"), last_number(connection, "judged")
    before = last_number(connection, "judged day")
    doing = _Round(last, today.toordinal(), whole=False)
    same_rules = last_number(connection, "judged rules") == _RULES_NOW
    begun = last_number(connection, "judging to")
    if begun and same_rules and before == doing.day:
        return _Round(begun, doing.day, whole=True, after=last_number(connection, "judging after"))
    if not judged or begun or not same_rules or abs(before - doing.day) > _LONG:
        return replace(doing, whole=True)
    if judged == last and before == doing.day:
        return None
    if _frame_changed(connection, judged):
        return replace(doing, whole=True)
    changed = select(change.c.record_id).where(change.c.entry_id > judged, change.c.record_id > 0)
    ids = set(connection.scalars(changed.distinct().limit(_MANY + 1)))
    if len(ids) > _MANY:
        return replace(doing, whole=True)
    ids = set(with_ties(connection, sorted(ids))) if ids else ids
    if before != doing.day:
        ids.update(_turning(connection, date.fromordinal(before), today))
    return replace(doing, ids=sorted(ids))


def _frame_changed(connection: Connection, since: int) -> bool:
    mine = or_(*[change.c.uid.startswith(prefix, autoescape=True) for prefix in _JUDGED_BY])
    later = change.c.entry_id > since, change.c.record_id == 0, mine
    return connection.scalar(select(change.c.entry_id).where(*later).limit(1)) is not None


def _turning(connection: Connection, before: date, today: date) -> Iterator[int]:
    """Return the records of which the rules may say something else on the one day than the other.

    A text in EDTF whose first or last day lies between them names a year of theirs or the one
    before, or leaves figures open (X); a few too many do no harm.
    """
    first, last = sorted((before, today))
    over = record.c.period_latest
    yield from connection.scalars(
        select(record.c.id).where(over >= first.isoformat(), over < last.isoformat())
    )
    term, milestone, source = (FACET_TABLES[cls].c for cls in (Term, Milestone, Source))
    for column, key in (
        (term.expires, term.record_id),
        (milestone.due, milestone.record_id),
        (milestone.done, milestone.record_id),
        (source.seen, source.record_id),
    ):
        years = [column.contains(str(year)) for year in range(first.year - 1, last.year + 1)]
        yield from connection.scalars(select(key).where(or_(*years, column.contains("X"))))


def _next_ids(connection: Connection, doing: _Round, limit: int) -> list[int]:
    if not doing.whole:
        return doing.ids[:limit]
    following = select(record.c.id).where(record.c.id > doing.after)
    return list(connection.scalars(following.order_by(record.c.id).limit(limit)))


def _judged(
    connection: Connection, ids: Sequence[int], context: Context
) -> Iterator[tuple[int, tuple[int, str]]]:
    """Return for each record that is there its version, and the gravest that the rules find."""
    records = list(read_records(connection, ids))
    beside = replace(context, neighbours=ReadNeighbours(connection, records))
    for one in records:
        found = problems_of(one, beside)
        yield one.id, (one.version, found[0].severity.value if found else "")


def _stored(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    rows = connection.execute(select(_PROBLEM).where(_PROBLEM.c.record_id.in_(list(ids))))
    for row in rows:
        yield row.record_id, row.value


def _write(connection: Connection, differing: dict[int, tuple[int, str]]) -> None:
    if not differing:
        return
    columns = record.c.id, record.c.version
    now = connection.execute(select(*columns).where(record.c.id.in_(list(differing)))).all()
    same = {key: differing[key][1] for key, version in now if differing[key][0] == version}
    if same:
        connection.execute(delete(_PROBLEM).where(_PROBLEM.c.record_id.in_(list(same))))
        insert_rows(connection, _PROBLEM, [(value, key) for key, value in same.items() if value])
        next_number(connection, JUDGED)


def _note(connection: Connection, doing: _Round, *, done: bool, after: int) -> None:
    if not done and not doing.whole:
        return
    numbers = {"judged day": doing.day, "judged rules": _RULES_NOW}
    if done:
        judged = max(doing.to, last_number(connection, "judged"))
        numbers |= {"judged": judged, "judging to": 0, "judging after": 0}
    else:
        numbers |= {"judging to": doing.to, "judging after": after}
    for name, number in numbers.items():
        set_last(connection, name, number)
