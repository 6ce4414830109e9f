"""One change of many records: what it would do, and doing it in one step of the history."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.bulk import BulkChange
from coopdesk.catalogue.bulk_outcome import BulkDone, BulkPreview, Example, SelectionChanged
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.plain import field_to_plain
from coopdesk.catalogue.rules import Context, Severity, fields_judged, problems_of
from coopdesk.i18n import ngettext
from coopdesk.storage.batch_edits import Edit, Written, beside, write_edits, written
from coopdesk.storage.door import Door
from coopdesk.storage.history_log import INLINE_LIMIT, Act, EntryWriter, Line, json_text
from coopdesk.storage.listing import listed_ids
from coopdesk.storage.moments import moment_text
from coopdesk.storage.records_reading import chunks, read_parts, read_rows
from coopdesk.storage.rows import shape_of
from coopdesk.storage.rule_context import rule_context
from coopdesk.storage.schema import change as change_table
from coopdesk.storage.schema import entry
from coopdesk.storage.search import renew_words
from coopdesk.storage.stamps import Stamp, Stamps

Wanted: TypeAlias = Filter | Sequence[int]
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many records are done, and of how many; what it raises ends the work."""

_BATCH = 1000
_REMEMBERED = 10_000
_REASONS = 20
_STAMP = ("changed_at", "changed_by")


def _untold(_done: int, _of: int) -> None:
    """Tell nobody how far it came."""


class Bulk:
    """The part of a store that changes many records alike."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def preview(
        self,
        wanted: Wanted,
        change: BulkChange,
        *,
        examples: int = 10,
        progress: Progress = _untold,
    ) -> BulkPreview:
        """Return what ``change`` would do to the records that ``wanted`` names or lets through.

        There are at most ``examples`` of records that change, and as many of refused ones. Raises
        CatalogueError where the change can be made in no record.
        """
        change.refuse()
        with self._door.reading() as connection:
            ids = _ids(connection, wanted)
            judge = _Judge(change, rule_context(connection, self._door.clock()))
            changing: list[_Judged] = []
            refused: list[_Judged] = []
            count = 0
            for batch in judge.batches(connection, ids, progress):
                count += sum(not judged.outcome.problems for judged in batch)
                for judged in batch:
                    seen = refused if judged.outcome.problems else changing
                    if len(seen) < examples:
                        seen.append(judged)
            shown = _examples(connection, [*changing, *refused], change.field)
            newest = connection.scalar(select(func.max(entry.c.id))) or 0
        return BulkPreview(
            len(ids),
            count,
            judge.same,
            judge.refused,
            judge.gone,
            judge.reasons(),
            shown,
            newest,
        )

    def apply(
        self,
        wanted: Wanted,
        change: BulkChange,
        *,
        who: str,
        why: str = "",
        seen: int = 0,
        progress: Progress = _untold,
    ) -> BulkDone:
        """Make ``change`` in these records, in one step; those that the rules refuse are left out.

        What the rules refuse is what the change would make wrong; what was wrong before stays.
        ``seen`` is the entry that a preview carries: raises SelectionChanged, and changes nothing,
        where one of the records was added or changed since. Raises CatalogueError where the change
        can be made in no record.
        """
        change.refuse()
        return self._door.edit_many(
            lambda connection, act: _apply(connection, wanted, change, act, seen, progress),
            who,
            why,
        )


class _Outcome(NamedTuple):
    """What becomes of a value: in the record, in the history (JSON), and what the rules say."""

    value: Any
    written: Written
    before: str
    after: str
    problems: tuple[str, ...]


class _Judged(NamedTuple):
    """A record that the change would change, its stamp before, and what would become of it."""

    id: int
    uid: str
    stamp: Stamp
    outcome: _Outcome


class _Judge:
    """What a change makes of records, worked out once for records alike in what decides it."""

    def __init__(self, change: BulkChange, context: Context) -> None:
        self.same = self.refused = self.gone = 0
        self._change = change
        self._field = field_named(change.field)
        self._context = context
        self._needed = beside(fields_judged({change.field})).union(_STAMP)
        self._shape = shape_of(self._needed)
        self._outcomes: dict[tuple[Any, ...], _Outcome | None] = {}
        self._reasons: Counter[str] = Counter()

    def batches(
        self, connection: Connection, ids: Sequence[int], progress: Progress
    ) -> Iterator[list[_Judged]]:
        """Return the records that the change would change or that the rules refuse, and count."""
        done = 0
        for piece in chunks(ids, _BATCH):
            found = 0
            judged = []
            for row, facets in read_rows(connection, piece, self._needed):
                found += 1
                outcome = self._outcome(row, facets)
                if outcome is None:
                    self.same += 1
                    continue
                if outcome.problems:
                    self.refused += 1
                    self._reasons.update(outcome.problems)
                judged.append(_Judged(row[0], row[1], tuple(row[-2:]), outcome))
            self.gone += len(piece) - found
            yield judged
            done += len(piece)
            progress(done, len(ids))

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Return what the rules said most often, and of how many records."""
        return tuple(self._reasons.most_common(_REASONS))

    def _outcome(self, row: Sequence[Any], facets: dict[str, Any]) -> _Outcome | None:
        # Between the keys and who changed it when: what is needed of it, and no more.
        key = (row[3:-2], *facets.items())
        try:
            return self._outcomes[key]
        except KeyError:
            pass
        if len(self._outcomes) >= _REMEMBERED:
            self._outcomes.clear()
        outcome = self._outcomes[key] = self._worked_out(row, facets)
        return outcome

    def _worked_out(self, row: Sequence[Any], facets: dict[str, Any]) -> _Outcome | None:
        name = self._field.name
        value = self._shape.value(name, row, facets)
        made = self._change.applied(value)
        before, after = field_to_plain(self._field, value), field_to_plain(self._field, made)
        if before == after:
            return None
        changed = self._shape.record(row, facets, **{name: made})
        found = problems_of(changed, self._context, {name})
        errors = [problem.message for problem in found if problem.severity is Severity.ERROR]
        texts = json_text(before), json_text(after)
        return _Outcome(made, written(changed, (name,)), *texts, tuple(dict.fromkeys(errors)))


def _apply(
    connection: Connection,
    wanted: Wanted,
    change: BulkChange,
    act: Act,
    seen: int,
    progress: Progress,
) -> BulkDone:
    ids = _ids(connection, wanted)
    if seen:
        _refuse_changed_since(connection, ids, seen)
    judge = _Judge(change, rule_context(connection, act.at))
    log: EntryWriter | None = None
    stamps = Stamps()
    edited: list[int] = []
    reworded: list[int] = []
    at, who, name = moment_text(act.at), act.who, change.field
    for batch in judge.batches(connection, ids, progress):
        accepted = [judged for judged in batch if not judged.outcome.problems]
        if not accepted:
            continue
        log = log or EntryWriter(connection, act, "bulk", many=len(ids) > INLINE_LIMIT)
        edits = [Edit(judged.id, judged.outcome.written, at, who) for judged in accepted]
        reworded += write_edits(connection, edits)
        log.add_lines(
            Line(judged.id, judged.uid, name, judged.outcome.before, judged.outcome.after)
            for judged in accepted
        )
        for judged in accepted:
            stamps.note_stored(judged.id, judged.stamp)
        edited += [judged.id for judged in accepted]
    number, title = 0, ""
    if log is not None:
        renew_words(connection, reworded)
        log.add([stamps.change()])
        (first,) = read_parts(connection, edited[:1], {"title"})
        title = first.title
        number = log.finish(records=len(edited), title=title)
    counts = (judge.same, judge.refused, judge.gone, judge.reasons())
    return BulkDone("bulk", tuple(edited), number, title, *counts)


def _examples(connection: Connection, judged: Sequence[_Judged], name: str) -> tuple[Example, ...]:
    records = read_parts(connection, [one.id for one in judged], {"reference", "title", name})
    return tuple(
        Example(
            record.id,
            record.reference,
            record.title,
            getattr(record, name),
            one.outcome.value,
            one.outcome.problems,
        )
        for record, one in zip(records, judged, strict=True)
    )


def _ids(connection: Connection, wanted: Wanted) -> Sequence[int]:
    """Return the ids, each once, in the order in which the records came."""
    found = listed_ids(connection, wanted, Sort()) if isinstance(wanted, Filter) else wanted
    return sorted(set(found))


def _refuse_changed_since(connection: Connection, ids: Sequence[int], seen: int) -> None:
    since = select(change_table.c.record_id).where(change_table.c.entry_id > seen).distinct()
    touched = len(set(connection.scalars(since)).intersection(ids))
    if touched:
        raise SelectionChanged(
            ngettext(
                "{count} of the records was changed since you looked at what would become of "
                "them: look at it again, then make the change.",
                "{count} of the records were changed since you looked at what would become of "
                "them: look at it again, then make the change.",
                touched,
            ).format(count=touched)
        )
