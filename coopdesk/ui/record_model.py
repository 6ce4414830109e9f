"""The rows of a table: knows how many there are, holds their ids, loads pages of summaries."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.summary import Summary
from coopdesk.ui.columns import Column
from coopdesk.ui.desk import Desk

PAGE = 200
# What fills a large screen: the first rows come before the rest of their page.
FIRST = 64
KEPT_PAGES = 40
Index = QModelIndex | QPersistentModelIndex
SUMMARY_ROLE = Qt.ItemDataRole.UserRole
# A row and its cells' texts; None where the record went after the ids were read.
Row = tuple[Summary, tuple[str, ...]] | None


class RecordModel(QAbstractTableModel):
    """A list of records under a filter in an order, read a page at a time off the GUI thread.

    ``shown`` is emitted with the number of rows as soon as the first page is there, ``complete``
    once every row's id is known too.
    """

    shown = Signal(int)
    complete = Signal()

    def __init__(self, desk: Desk, columns: tuple[Column, ...], parent: QObject | None = None):
        super().__init__(parent)
        self._desk = desk
        self._columns = columns
        self._filter = Filter()
        self._sort = Sort()
        self._total = 0
        self._ids: array[int] | None = array("q")
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._asked: set[int] = set()
        self._area_words: dict[str, str] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown, left to right."""
        return self._columns

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns over the same rows."""
        self.beginResetModel()
        self._columns = columns
        for number, rows in self._pages.items():
            self._pages[number] = self._texts([row[0] if row else None for row in rows])
        self.endResetModel()

    def say_again(self) -> None:
        """Put the loaded rows into words anew, where more words are known by now."""
        for number, rows in self._pages.items():
            self._pages[number] = self._texts([row[0] if row else None for row in rows])
        if self._total:
            last = self.index(self._total - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def fill(self, rows: Sequence[Summary], total: int, filter_: Filter, sort: Sort) -> None:
        """Show these first rows of ``total`` at once; their ids follow when the store is open."""
        self._filter, self._sort = filter_, sort
        self._first_arrived((tuple(rows), total))

    def show(self, filter_: Filter, sort: Sort, known_total: int | None = None) -> None:
        """Read the list anew; what is on the screen stays until its first page is there."""
        self._filter, self._sort = filter_, sort
        self._desk.forget(self, "ids")

        def job(store: Any) -> tuple[tuple[Summary, ...], int]:
            rows = store.first_page(filter_, sort, FIRST)
            if len(rows) < FIRST:
                return rows, len(rows)
            return rows, store.count(filter_) if known_total is None else known_total

        self._desk.read(self, job, self._first_arrived, key="first")

    def _first_arrived(self, answer: tuple[tuple[Summary, ...], int]) -> None:
        rows, total = answer
        self.beginResetModel()
        self._area_words = {area.code: area.name() for area in self._desk.areas}
        self._total = total
        self._pages = OrderedDict({0: self._texts(rows)} if rows else {})
        self._asked = set()
        self._ids = array("q", [row.id for row in rows]) if total <= len(rows) else None
        self.endResetModel()
        self.shown.emit(total)
        if self._ids is None:
            wanted, sort = self._filter, self._sort
            self._desk.read(self, lambda s: s.ids(wanted, sort), self._ids_arrived, key="ids")
        else:
            self.complete.emit()

    def _ids_arrived(self, ids: "array[int]") -> None:
        self._ids = ids
        if len(ids) != self._total:
            # The catalogue grew or shrank between the two reads.
            self.beginResetModel()
            self._total = len(ids)
            self._pages.clear()
            self.endResetModel()
            self.shown.emit(self._total)
        waiting, self._asked = self._asked, set()
        for number in waiting:
            self._ask(number)
        self.complete.emit()

    def _texts(self, rows: Sequence[Summary | None]) -> list[Row]:
        areas = self._area_words
        return [
            None if row is None else (row, tuple(c.text(row, areas) for c in self._columns))
            for row in rows
        ]

    def _row(self, row: int) -> Row:
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None or place >= len(page):
            self._ask(number)
            return None
        return page[place]

    def _ask(self, number: int) -> None:
        if number in self._asked:
            return
        self._asked.add(number)
        if self._ids is None:
            return
        wanted = self._ids[number * PAGE : (number + 1) * PAGE]
        ids = self._ids

        def arrived(rows: tuple[Summary, ...]) -> None:
            if self._ids is ids:
                found = {row.id: row for row in rows}
                self._page_arrived(number, [found.get(record_id) for record_id in wanted])

        self._desk.read(self, lambda store: store.page(wanted), arrived)

    def _page_arrived(self, number: int, rows: list[Summary | None]) -> None:
        self._asked.discard(number)
        self._pages[number] = self._texts(rows)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first = number * PAGE
        last = min(first + PAGE, self._total) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own form)
        """Return how many rows the list has, loaded or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own form)
        """Return how many columns are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or the row's `Summary` under SUMMARY_ROLE; None until loaded."""
        if role not in (Qt.ItemDataRole.DisplayRole, SUMMARY_ROLE) or not index.isValid():
            return None
        row = self._row(index.row())
        if row is None:
            return None
        return row[0] if role == SUMMARY_ROLE else row[1][index.column()]

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
        """Return the id of the record in that row, None while it is not known."""
        if self._ids is not None:
            return self._ids[row] if 0 <= row < len(self._ids) else None
        page = self._pages.get(row // PAGE)
        place = row % PAGE
        entry = page[place] if page and place < len(page) else None
        return entry[0].id if entry else None

    def row_of(self, record_id: int) -> int | None:
        """Return the row of that record, None where it is not in the list or not known yet."""
        if self._ids is None:
            first = self._pages.get(0, [])
            known = (n for n, entry in enumerate(first) if entry and entry[0].id == record_id)
            return next(known, None)
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None
