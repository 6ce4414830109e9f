"""The rows of a table: knows how many there are, holds their ids, loads pages of summaries."""

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from coopdesk.catalogue.filters import FacetCount, Filter, Sort
from coopdesk.catalogue.summary import Summary
from coopdesk.ui.columns import Column
from coopdesk.ui.desk import Desk
from coopdesk.ui.row_groups import RowGroups
from coopdesk.ui.row_pages import Line, RowPages

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

# What fills a large screen: the first rows come before the rest of their page.
FIRST = 64
Index = QModelIndex | QPersistentModelIndex
SUMMARY_ROLE = Qt.ItemDataRole.UserRole
_First = tuple[tuple[Summary, ...], tuple[FacetCount, ...]]


class RecordModel(QAbstractTableModel):
    """A list of records under a filter in an order, read a page at a time off the GUI thread.

    ``shown`` is emitted with the number of records that have a row as soon as the first page is
    there, ``counted`` with the number of all once it is known, ``complete`` once every row's id is
    known too. Grouped, headings stand among the records; `heading` tells them.
    """

    shown = Signal(int)
    counted = Signal(int)
    complete = Signal()

    def __init__(self, desk: Desk, columns: tuple[Column, ...], parent: QObject | None = None):
        super().__init__(parent)
        self._desk = desk
        self._columns = columns
        self._filter = Filter()
        self._sort = Sort()
        self._grouped = ""
        self._asked_total: int | None = None
        self._records = 0
        self._number: int | None = 0
        self._ids: array[int] | None = array("I")
        self._groups: RowGroups | None = None
        self._folded: dict[str, frozenset[str]] = {}
        self.pages = RowPages(desk, self)
        self.pages.arrived.connect(self._page_arrived)
        self._area_words: dict[str, str] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown, left to right."""
        return self._columns

    @property
    def filter(self) -> Filter:
        """What the list is asked for."""
        return self._filter

    @property
    def order(self) -> Sort:
        """The order that the list is asked in."""
        return self._sort

    @property
    def grouped(self) -> str:
        """What the list is grouped by: one of `filters.GROUPINGS`, or ""."""
        return self._grouped

    @property
    def number(self) -> int | None:
        """How many records the list has, those of folded groups too; None until it is known."""
        return self._number

    @property
    def ids(self) -> "array[int] | None":
        """The ids of all records of the list, in its order; None until they are known."""
        return self._ids

    @property
    def areas(self) -> dict[str, str]:
        """The words of the areas by code."""
        return self._area_words

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns over the same rows."""
        self.beginResetModel()
        self._columns = columns
        self._forget_texts()
        self.endResetModel()

    def say_again(self) -> None:
        """Put the loaded rows into words anew, where more words are known by now."""
        self._area_words = {area.code: area.name() for area in self._desk.areas}
        self._forget_texts()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _forget_texts(self) -> None:
        for line in self.pages.lines:
            line.texts = None

    def fill(self, rows: Sequence[Summary], total: int, filter_: Filter, sort: Sort) -> None:
        """Show these first rows of ``total`` at once; their ids follow when the store is open."""
        self._filter, self._sort, self._grouped = filter_, sort, ""
        self._asked_total = total
        self._first_arrived((tuple(rows), ()))

    def show(
        self, filter_: Filter, sort: Sort, known_total: int | None = None, grouped: str = ""
    ) -> None:
        """Read the list anew; what is on the screen stays until its first page is there.

        How many records there are is counted after that, unless it is known.
        """
        self._filter, self._sort, self._grouped = filter_, sort, grouped
        self._asked_total = known_total
        self._desk.forget(self, "ids")

        def job(store: "Store") -> _First:
            rows = store.first_page(filter_, sort, FIRST, grouped)
            return rows, store.groups(filter_, grouped) if grouped else ()

        self._desk.read(self, job, self._first_arrived, key="first", urgent=True)

    def _first_arrived(self, answer: _First) -> None:
        rows, groups = answer
        self.beginResetModel()
        self._area_words = {area.code: area.name() for area in self._desk.areas}
        self._groups = None
        total = self._asked_total
        if self._grouped:
            total = self._group(groups)
        elif len(rows) < FIRST and (total is None or total <= FIRST):
            total = len(rows)
        self._number = total
        self._records = len(rows) if total is None else total
        self.pages.begin(rows)
        self._ids = None
        if total == len(rows):
            self._ids = array("I", [row.id for row in rows])
            self.pages.set_ids(self._ids)
        self.endResetModel()
        self.shown.emit(self._records)
        if self._number is not None:
            self.counted.emit(self._number)
        if self._ids is not None:
            self.complete.emit()
            return
        wanted, sort, grouped = self._filter, self._sort, self._grouped
        first = tuple(row.id for row in rows)

        def arrived(ids: "array[int]") -> None:
            self._ids_arrived(ids, first)

        self._desk.read(
            self, lambda s: s.ids(wanted, sort, grouped), arrived, key="ids", patient=True
        )

    def _group(self, groups: Sequence[FacetCount]) -> int:
        self._groups = RowGroups(groups, self._folded.get(self._grouped, frozenset()))
        return self._groups.records

    def _ids_arrived(self, ids: "array[int]", first: tuple[int, ...]) -> None:
        same = tuple(ids[: len(first)]) == first
        counted = self._number is not None
        if same and len(ids) == self._records:
            self._take_ids(ids)
        elif same and not counted:
            self.beginInsertRows(QModelIndex(), self._records, len(ids) - 1)
            self._take_ids(ids)
            self.endInsertRows()
        elif self._groups is not None:
            # The catalogue changed between the two reads, and each group may have.
            self.show(self._filter, self._sort, None, self._grouped)
            return
        else:
            self.beginResetModel()
            if not same:
                self.pages.begin(())
            self._take_ids(ids)
            self.endResetModel()
            self.shown.emit(self._records)
            counted = False
        if not counted:
            self.counted.emit(len(ids))
        self.complete.emit()

    def _take_ids(self, ids: "array[int]") -> None:
        self._ids = ids
        self._records = self._number = len(ids)
        self.pages.set_ids(ids)

    def fold(self, values: Iterable[str], folded: bool) -> None:
        """Fold the groups of these values, or open them."""
        for value in values:
            if self._groups is None or (value in self._groups.folded) == folded:
                continue
            now = self._groups
            row = now.heading_row(value)
            count = next(one.count for one in now.groups if one.value == value)
            kept = now.folded | {value} if folded else now.folded - {value}
            made = RowGroups(now.groups, kept)
            if folded:
                self.beginRemoveRows(QModelIndex(), row + 1, row + count)
            else:
                self.beginInsertRows(QModelIndex(), row + 1, row + count)
            self._groups = made
            self._folded[self._grouped] = kept
            if folded:
                self.endRemoveRows()
            else:
                self.endInsertRows()
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def fold_all(self, folded: bool) -> None:
        """Fold all groups, or open them."""
        if self._groups is None:
            return
        self.beginResetModel()
        kept = frozenset(one.value for one in self._groups.groups if folded)
        self._groups = RowGroups(self._groups.groups, kept)
        self._folded[self._grouped] = kept
        self.endResetModel()

    def is_folded(self, value: str) -> bool:
        """Tell whether the group of that value is folded."""
        return self._groups is not None and value in self._groups.folded

    def heading(self, row: int) -> FacetCount | None:
        """Return the group whose heading stands in that row, None for a record."""
        return self._groups.heading(row) if self._groups is not None else None

    def place(self, row: int) -> int | None:
        """Return the place in the list of the record in that row, None for a heading."""
        if self._groups is not None:
            return self._groups.place(row)
        return row if 0 <= row < self._records else None

    def place_near(self, row: int) -> int:
        """Return the place of the record in that row, or of the first beneath that heading."""
        return next((start for start, _stop in self.spans(row, row + 1)), 0)

    def row_at(self, place: int) -> int | None:
        """Return the row of the record at that place, None where its group is folded."""
        if self._groups is not None:
            return self._groups.row(place)
        return place if 0 <= place < self._records else None

    def spans(self, first: int, last: int) -> Iterable[tuple[int, int]]:
        """Return the places of the records in those rows, as runs: first, and one after the last.

        It costs what the headings among them cost, however many records there are.
        """
        if self._groups is not None:
            return self._groups.spans(first, last)
        return ((max(first, 0), min(last + 1, self._records)),)

    def ids_of(self, spans: Sequence[tuple[int, int]]) -> "array[int]":
        """Return the ids at these places of the list; those not known yet are left out."""
        if list(spans) == [(0, self._records)] and self._ids is not None:
            return self._ids
        found = array("I")
        for start, stop in spans:
            if self._ids is not None:
                found.extend(self._ids[start:stop])
            else:
                lines = (self.pages.line(place) for place in range(start, min(stop, FIRST)))
                found.extend(line.summary.id for line in lines if line is not None)
        return found

    def line(self, row: int) -> Line | None:
        """Return the row's summary and texts, None for a heading and until they are loaded."""
        place = self.place(row)
        line = self.pages.line(place) if place is not None else None
        if line is not None and line.texts is None:
            row_, areas = line.summary, self._area_words
            line.texts = tuple([column.text(row_, areas) for column in self._columns])
        return line

    def _page_arrived(self, first: int, last: int) -> None:
        rows = [row for place in (first, last) if (row := self.row_at(place)) is not None]
        if self._groups is not None:
            # Between the two there may be headings and folded groups: say it of all that can be.
            rows = [0, self.rowCount() - 1]
        if rows:
            self.dataChanged.emit(
                self.index(rows[0], 0), self.index(rows[-1], len(self._columns) - 1)
            )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own form)
        """Return how many rows the list has, loaded or not."""
        if parent.isValid():
            return 0
        return self._records if self._groups is None else self._groups.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own form)
        """Return how many columns are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or the row's `Summary` under SUMMARY_ROLE; None until loaded.

        A heading's words are its first cell's text.
        """
        if role not in (Qt.ItemDataRole.DisplayRole, SUMMARY_ROLE) or not index.isValid():
            return None
        heading = self.heading(index.row())
        if heading is not None:
            said = role == Qt.ItemDataRole.DisplayRole and index.column() == 0
            return self._heading_words(heading) if said else None
        line = self.line(index.row())
        if line is None:
            return None
        return line.summary if role == SUMMARY_ROLE else (line.texts or ())[index.column()]

    def _heading_words(self, heading: FacetCount) -> str:
        from coopdesk.ui.group_words import heading_words

        return heading_words(self._grouped, heading, self._area_words)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: a heading can be gone to, and not be selected."""
        if index.isValid() and self.heading(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].words()
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def id_at(self, row: int) -> int | None:
        """Return the id of the record in that row; None for a heading, or while not known."""
        place = self.place(row)
        if place is None:
            return None
        if self._ids is not None:
            return self._ids[place]
        line = self.pages.line(place)
        return line.summary.id if line is not None else None

    def place_of(self, record_id: int) -> int | None:
        """Return the place of that record, None where it is not in the list or not known yet."""
        if self._ids is None:
            known = enumerate(self.pages.line(n) for n in range(min(FIRST, self._records)))
            return next((n for n, line in known if line and line.summary.id == record_id), None)
        # To search the bytes takes a quarter of the time that `index` takes.
        size = self._ids.itemsize
        wanted, raw = array(self._ids.typecode, [record_id]).tobytes(), self._ids.tobytes()
        found = raw.find(wanted)
        while found >= 0 and found % size:
            found = raw.find(wanted, found + 1)
        return found // size if found >= 0 else None

    def row_of(self, record_id: int, *, unfold: bool = False) -> int | None:
        """Return the row of that record, None where it has none or it is not known yet.

        With ``unfold`` its group is opened where it is folded.
        """
        place = self.place_of(record_id)
        if place is None:
            return None
        row = self.row_at(place)
        if row is None and unfold and self._groups is not None:
            group = self._groups.group_of(place)
            self.fold([group.value] if group is not None else [], folded=False)
            row = self.row_at(place)
        return row

    def beside(self, record_id: int, step: int) -> int | None:
        """Return the id ``step`` places after that record in the list, None past its ends."""
        place = self.place_of(record_id)
        if place is None or self._ids is None or not 0 <= place + step < len(self._ids):
            return None
        return self._ids[place + step]
