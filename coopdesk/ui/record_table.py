"""The table in the middle: rows that are drawn, chosen, sorted and folded."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from coopdesk.catalogue.filters import Sort
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.plain_tip import plain_tip
from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.table_cells import DOT, LONGEST, PADDING, Cells, Seen
from coopdesk.ui.table_header import TableHeader, sorts

# What the width of a column's characters is measured by; fonts differ in what they call average.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Characters of a title that a column which grows leaves room for.
TITLE_ROOM = 46
# How long a key that is held must rest until the record where it stopped is read.
REST_MS = 90
_FAR = 1 << 40
_STEPS = {Qt.Key.Key_Home: -_FAR, Qt.Key.Key_End: _FAR, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordTable(QTableView):
    """The table of records. ``record_chosen`` tells which record is current (None: none),
    ``selection_changed`` that other rows are selected than before; ``sort_asked`` carries a column
    and whether it is to be added to those that order the rows already, ``search_typed`` letters
    that the next title is to begin with.
    """

    record_chosen = Signal(object)
    selection_changed = Signal()
    edit_asked = Signal()
    delete_asked = Signal()
    paste_asked = Signal()
    copy_asked = Signal()
    stop_asked = Signal()
    search_typed = Signal(str)
    grouping_asked = Signal(str)
    sort_asked = Signal(str, bool)
    columns_asked = Signal(QPoint)

    def __init__(self, model: RecordModel, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._widths: dict[str, int] = {}
        self._fitting = False
        self._column = 0
        self._seen_first = 0
        self._whole = False
        # Whether letters were typed lately, to which a blank would belong.
        self.is_typing: Callable[[], bool] = lambda: False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST_MS)
        self._resting.timeout.connect(self._tell_current)
        self.setHorizontalHeader(TableHeader(self))
        self.setModel(model)
        for header in (self.header, self.verticalHeader()):
            # A header looks at every cell of a column to see whether all of it is selected: with
            # a million rows that takes a minute, and no heading shows it.
            header.setSelectionModel(QItemSelectionModel(model, header))
        self.cells = Cells(desk)
        self.setAccessibleName(_("Records"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 16)
        header = self.header
        header.customContextMenuRequested.connect(
            lambda where: self.columns_asked.emit(header.mapToGlobal(where))
        )
        header.sectionResized.connect(self._resized)
        header.sort_clicked.connect(
            lambda at, further: self.sort_asked.emit(self.rows.columns[at].name, further)
        )
        # Not `activated`, which a single click is on some desktops; Enter is in keyPressEvent.
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.selectionModel().currentColumnChanged.connect(self._column_changed)
        model.shown.connect(self._mark_found)
        model.counted.connect(self._select_the_rest)

    @property
    def header(self) -> TableHeader:
        """The headings of the columns."""
        header = self.horizontalHeader()
        assert isinstance(header, TableHeader)
        return header

    def _row_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._resting.isActive():
            self._tell_current()

    def _tell_current(self) -> None:
        current = self.currentIndex()
        self.record_chosen.emit(self.rows.id_at(current.row()) if current.isValid() else None)

    def _column_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._column = current.column()

    def lay_out(self, widths: dict[str, int]) -> None:
        """Give the columns their kept widths (pixels), the others what the room allows."""
        header = self.horizontalHeader()
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 6)
        self._widths = {name: width for name, width in widths.items() if width > 0}
        for place, column in enumerate(self.rows.columns):
            # One header serves all tabs: what was moved in another stands in its place again.
            header.moveSection(header.visualIndex(place), place)
            stretched = column.name == "title"
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, mode.Stretch if stretched else mode.Interactive)
        self._fit()

    def _fit(self) -> None:
        """Let the columns that nobody has resized share the room that the title leaves."""
        character = self.fontMetrics().horizontalAdvance(LETTERS) / len(LETTERS)
        own = self._widths
        columns = [column for column in self.rows.columns if column.name != "title"]
        least = {
            c.name: own.get(c.name, round(c.narrow * character) + 2 * PADDING) for c in columns
        }
        more = {c.name: (c.wide - c.narrow) * character for c in columns if c.name not in own}
        room = self.viewport().width() - TITLE_ROOM * character - sum(least.values())
        share = min(max(room / (sum(more.values()) or 1), 0), 1)
        self._fitting = True
        for place, column in enumerate(self.rows.columns):
            if column.name != "title":
                width = least[column.name] + round(share * more.get(column.name, 0))
                self.horizontalHeader().resizeSection(place, width)
        self._fitting = False

    def _resized(self, place: int, _before: int, width: int) -> None:
        columns = self.rows.columns
        if not self._fitting and place < len(columns) and columns[place].name != "title":
            self._widths[columns[place].name] = width

    @property
    def own_widths(self) -> dict[str, int]:
        """The widths that the user has given to columns (pixels)."""
        return dict(self._widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._fit()

    def show_sort(self, sort: Sort) -> None:
        """Mark the columns by which the rows are sorted."""
        place = {column.name: n for n, column in enumerate(self.rows.columns)}
        parts = sorts(sort)
        turns = {
            place[one.field]: (turn, one.descending)
            for turn, one in enumerate(parts, 1)
            if one.field in place
        }
        self.header.show_sort(turns, several=len(parts) > 1)

    def _mark_found(self, _shown: int) -> None:
        """Mark in the cells the words that the search has found there."""
        wanted = self.rows.filter
        if not wanted.search:
            self.cells.mark(None)
            return
        from coopdesk.catalogue.matching import marked_spans

        query = wanted.query
        self.cells.mark(lambda text: marked_spans(text, query))

    def selectAll(self) -> None:
        """Select all records: those not counted yet, and those of folded groups, too."""
        super().selectAll()
        self._whole = True
        self.selection_changed.emit()

    def _select_the_rest(self, _number: int) -> None:
        if self._whole and self.rows.rowCount():
            self.selectAll()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Note that no longer all are selected, and tell."""
        super().selectionChanged(selected, deselected)
        self._whole = False
        self.selection_changed.emit()

    def reset(self) -> None:
        """Begin with other rows, none of which is selected."""
        super().reset()
        self._whole = False
        self.selection_changed.emit()

    def _ranges(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        ranges = map(selection.at, range(selection.count()))
        return [(one.top(), one.bottom()) for one in ranges]

    def _selected_ranges(self) -> list[tuple[int, int]]:
        """Return the selected rows as first and last of each run, in order."""
        runs: list[tuple[int, int]] = []
        for first, last in sorted(self._ranges()):
            if runs and first <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
            else:
                runs.append((first, last))
        return runs

    def chosen_spans(self) -> list[tuple[int, int]]:
        """Return the places in the list of the selected records: first, and one after the last."""
        if self._whole:
            return [(0, self.rows.number or self.rows.rowCount())]
        return [span for run in self._selected_ranges() for span in self.rows.spans(*run)]

    @property
    def chosen_number(self) -> int:
        """How many records are selected."""
        return sum(stop - start for start, stop in self.chosen_spans())

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected records, in the order of the list."""
        return tuple(self.rows.ids_of(self.chosen_spans()))

    def choose_row(self, row: int) -> None:
        """Make ``row`` the current and only selected one, in view; the column stays."""
        # Its page is asked for before the record that is read at the right.
        self.rows.line(row)
        index = self.rows.index(row, min(self._column, self.rows.columnCount() - 1))
        # Whatever keys are held: setCurrentIndex would add the row to a selection.
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, only | QItemSelectionModel.SelectionFlag.Rows)
        self.scrollTo(index)

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.rows.heading(index.row()) is None:
            self.edit_asked.emit()

    def fold(self, row: int, folded: bool | None = None) -> None:
        """Fold or open the group whose heading stands in ``row``; None: the other of the two."""
        heading = self.rows.heading(row)
        if heading is not None:
            now = self.rows.is_folded(heading.value)
            self.rows.fold([heading.value], not now if folded is None else folded)

    def fold_all(self, folded: bool) -> None:
        """Fold all groups or open them; the record that is read stays in view where it can."""
        current = self.rows.id_at(self.currentIndex().row())
        self.rows.fold_all(folded)
        row = self.rows.row_of(current) if current is not None else None
        if row is not None:
            self.choose_row(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds its group or opens it."""
        row = self.rowAt(event.position().toPoint().y())
        if event.button() == Qt.MouseButton.LeftButton and self.rows.heading(row) is not None:
            self.setCurrentIndex(self.rows.index(row, 0))
            self.fold(row)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks for deleting, Paste for new records; Enter opens the editor everywhere.

        On the heading of a group, Enter and Space fold or open it, Left folds, Right opens.
        """
        key = event.key()
        if event.isAutoRepeat():
            self._resting.start()
        if self.rows.heading(self.currentIndex().row()) is not None and self._fold_by(key):
            return
        asked = {Qt.Key.Key_Delete: self.delete_asked, Qt.Key.Key_Escape: self.stop_asked}
        asked |= dict.fromkeys(_ENTER, self.edit_asked)
        if key in asked:
            asked[Qt.Key(key)].emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in _STEPS:
            # Else another record would be read than the one that is selected.
            step = self.currentIndex().row() + _STEPS[Qt.Key(key)]
            self.choose_row(min(max(step, 0), self.rows.rowCount() - 1))
        elif key == Qt.Key.Key_Space and self.is_typing():
            self.search_typed.emit(" ")
        else:
            super().keyPressEvent(event)

    def _fold_by(self, key: int) -> bool:
        row = self.currentIndex().row()
        if key in (*_ENTER, Qt.Key.Key_Space):
            self.fold(row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold(row, key == Qt.Key.Key_Left)
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Let the store look for it: the view would look at every row."""
        self.search_typed.emit(search)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all that is seen in one pass; have read what will be seen next."""
        first = max(self.rowAt(event.rect().top()), 0)
        last = self.rowAt(event.rect().bottom())
        last = self.rows.rowCount() - 1 if last < 0 else last
        if last < first:
            return
        current = self.currentIndex()
        seen = Seen(
            columns=tuple(
                (number, self.columnViewportPosition(number), self.columnWidth(number))
                for number in range(self.rows.columnCount())
            ),
            first=first,
            last=last,
            row_top=self.rowViewportPosition(first),
            row_height=self.rowHeight(first),
            selected=self._selected_within(first, last),
            active=self.isActiveWindow(),
            current=(current.row(), current.column()) if self.hasFocus() else None,
        )
        painter = QPainter(self.viewport())
        self.cells.paint(painter, self.rows, seen, self.font())
        painter.end()
        self._look()

    def _selected_within(self, first: int, last: int) -> frozenset[int]:
        spans = ((max(top, first), min(bottom, last) + 1) for top, bottom in self._ranges())
        return frozenset(row for start, stop in spans for row in range(start, stop))

    def _look(self) -> None:
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        last = self.rows.rowCount() - 1 if last < 0 else last
        forward, self._seen_first = first >= self._seen_first, first
        spans = list(self.rows.spans(first, last))
        if spans:
            self.rows.pages.look(spans[0][0], spans[-1][1] - 1, forward)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of a cell that is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = index.data() if index.isValid() else None
            if not isinstance(text, str) or self.rows.heading(index.row()) is not None:
                text = ""
            self.tell_whole(text, self.visualRect(index).width(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def tell_whole(self, text: str, width: int, where: QPoint) -> bool:
        """Show ``text`` beside the mouse where a cell of that ``width`` cuts it; tell whether."""
        room = width - 2 * PADDING - DOT
        if text and self.fontMetrics().horizontalAdvance(text[:LONGEST]) > room:
            QToolTip.showText(where, plain_tip(text), self)
            return True
        QToolTip.hideText()
        return False

    def sizeHint(self) -> QSize:
        """Return what the middle of the window would like."""
        return QSize(620, 480)

    def restyle(self) -> None:
        """Take over the colours in force."""
        self.cells.restyle()
        self.viewport().update()
        self.header.viewport().update()
