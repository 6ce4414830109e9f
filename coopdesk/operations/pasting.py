"""Rows pasted from a spreadsheet: what each would become, and adding those that can be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context, Problem, Severity, problems_of
from coopdesk.catalogue.summary import Summary
from coopdesk.exchange.column_values import guessed_by_values
from coopdesk.exchange.pasted_table import PastedTable, read_pasted
from coopdesk.exchange.row_records import (
    TARGETS,
    Frame,
    Target,
    guessed_targets,
    has_header,
    read_row,
)
from coopdesk.i18n import _
from coopdesk.storage.store import Store

__all__ = ["TARGETS", "Guess", "PastedRow", "PastedTable", "RowReader", "Target", "read_pasted"]

# Where a column goes that is not called as its field: the field, and the part of its entries.
_FIELD_OF = {
    "place": ("places", "name"),
    "country": ("places", "country"),
    "provider": ("parties", ""),
    "receiver": ("parties", ""),
    "organisation": ("parties", ""),
    "item": ("items", "description"),
    "delivered": ("items", "delivered"),
    "unit": ("items", "unit"),
    "source": ("sources", "title"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """What pasted rows seem to be: whether the first holds headings, and each column's target."""

    header: bool
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row as a record that could be added.

    ``refused`` are cells that keep it out, as (column, sentence); the column is -1 for what stands
    in none. ``warnings`` do not keep it out, nor does ``alike``: what it may be there as already,
    each the reference of a record or the number of an earlier row.
    """

    record: Record
    refused: tuple[tuple[int, str], ...] = ()
    warnings: tuple[tuple[int, str], ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it can be added."""
        return not self.refused


def guess(store: Store, table: PastedTable, start: Record) -> Guess:
    """Return what the rows of ``table`` seem to be, by their headings and their values."""
    header = has_header(table.rows)
    named = guessed_targets(table.rows[0]) if header else ("",) * table.width
    frame = Frame(store.areas(), store.vocabulary(), start)
    return Guess(header, guessed_by_values(table.rows[1 if header else 0 :], named, frame))


class RowReader:
    """Reads rows whose columns become ``targets``, each row beginning as ``start``.

    It remembers what it has read, so that a row which is edited costs that row alone.
    """

    def __init__(self, targets: Sequence[str], start: Record) -> None:
        self._targets = tuple(targets)
        self._start = start
        self._known: dict[tuple[str, ...], PastedRow] = {}

    def read(self, store: Store, rows: Sequence[tuple[str, ...]]) -> tuple[PastedRow, ...]:
        """Return what each of ``rows`` would become, as the catalogue stands now."""
        frame = Frame(store.areas(), store.vocabulary(), self._start)
        context = Context(
            areas={area.code for area in frame.areas},
            partnerships={partnership.code for partnership in store.partnerships()},
            today=store.today,
            vocabulary=frame.vocabulary,
        )
        read = [self._one(cells, frame, context) for cells in rows]
        there = store.titles.find(row.record.title for row in read)
        return tuple(_with_likes(read, there))

    def _one(self, cells: tuple[str, ...], frame: Frame, context: Context) -> PastedRow:
        known = self._known.get(cells)
        if known is None:
            known = self._known[cells] = _judged(cells, self._targets, frame, context)
        return known


def add_rows(store: Store, records: Sequence[Record], *, who: str, why: str = "") -> Changed:
    """Add ``records`` in one step; InvalidRecord, and nothing added, where a rule refuses one."""
    return store.load(Contents(records=tuple(records)), who=who, why=why)


def _judged(
    cells: Sequence[str], targets: Sequence[str], frame: Frame, context: Context
) -> PastedRow:
    reading = read_row(cells, targets, frame)
    unread = {column for column, _sentence in reading.refused}
    refused, warnings = list(reading.refused), []
    for problem in problems_of(reading.record, context):
        column = _column(problem, targets)
        if problem.severity is Severity.WARNING:
            warnings.append((column, problem.message))
        elif column not in unread:
            # A cell that cannot be read leaves its field as it was: one sentence is enough.
            refused.append((column, problem.message))
    return PastedRow(reading.record, tuple(refused), tuple(warnings))


def _column(problem: Problem, targets: Sequence[str]) -> int:
    """Return the column that a problem is about, -1 for none."""
    fields = [_FIELD_OF.get(target, (target, "")) for target in targets]
    if (problem.field, problem.part) in fields:
        return fields.index((problem.field, problem.part))
    names = [name for name, _part in fields]
    return names.index(problem.field) if problem.field in names else -1


def _with_likes(
    rows: Sequence[PastedRow], there: Mapping[str, Sequence[Summary]]
) -> Iterator[PastedRow]:
    """Yield the rows, each with what it may be there as already, or in an earlier row."""
    earlier: dict[tuple[str, str], list[tuple[int, Period]]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        record, key = row.record, folded_sort_key(row.record.title)
        if not key:
            yield row
            continue
        alike = [
            known.reference
            for known in there.get(key, ())
            if known.area == record.area and _may_be_one(known.period, record.period)
        ]
        before = earlier[key, record.area]
        alike += [
            _("row {number}").format(number=place)
            for place, period in before
            if _may_be_one(period, record.period)
        ]
        before.append((number, record.period))
        yield replace(row, alike=tuple(alike)) if alike else row


def _may_be_one(one: Period, other: Period) -> bool:
    """Tell whether two records of one title may be the same, by when they took place."""
    if not one.edtf or not other.edtf:
        return True
    return _begins_by(one, other) and _begins_by(other, one)


def _begins_by(one: Period, other: Period) -> bool:
    """Tell whether ``one`` begins before ``other`` is over."""
    return one.earliest is None or other.latest is None or one.earliest <= other.latest
