"""The table in the middle: rows that are drawn, chosen and sorted."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import _
from coopdesk.ui.columns import NOTHING
from coopdesk.ui.desk import Desk
from coopdesk.ui.record_model import SUMMARY_ROLE, RecordModel
from coopdesk.ui.theme import colours

PADDING = 10
DOT = 9
# What the width of a column's characters is measured by; fonts differ in what they call average.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Characters of a title that a column which grows leaves room for.
TITLE_ROOM = 46


class RowDelegate(QStyledItemDelegate):
    """Draws a cell itself: half the time of the style's own drawing, and the area's dot."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._elided: dict[tuple[str, int], str] = {}
        self.show_dots = True
        self.restyle()

    def restyle(self) -> None:
        """Take over the colours in force and the areas' own."""
        c = colours()
        self._text, self._quiet = QPen(QColor(c.text)), QPen(QColor(c.secondary))
        self._line = QColor(c.border)
        self._selected = QBrush(QColor(c.selection))
        self._resting = QBrush(QColor(c.inactive_selection))
        self._focus = QColor(c.accent)
        lists = in_force()
        self._marks = {
            "kind": {one.code: QBrush(QColor(one.colour)) for one in lists.kinds if one.colour},
            "status": {
                one.code: QBrush(QColor(one.colour or c.success))
                for one in lists.statuses
                if one.colour or one.under_way
            },
        }
        self._dots = {area.code: QBrush(QColor(area.colour)) for area in self._desk.areas}
        self._elided.clear()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell: ground, hairline, dot, elided text, focus line."""
        rect: QRect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, self._selected if active else self._resting)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        model = index.model()
        assert isinstance(model, RecordModel)
        text = model.data(index)
        if text is None:
            return
        name = model.columns[index.column()].name
        left = rect.left() + PADDING
        if name == "title":
            if self.show_dots:
                summary = model.data(index, SUMMARY_ROLE)
                self._dot(painter, left, rect, self._dots.get(summary.area))
                left += DOT + 9
            painter.setPen(self._text)
        elif (mark := self._mark(index, name)) is not None:
            self._dot(painter, left, rect, mark, 7)
            left += 14
            painter.setPen(self._text if selected or name == "status" else self._quiet)
        else:
            painter.setPen(self._text if selected and text != NOTHING else self._quiet)
        painter.drawText(
            QRect(left, rect.top(), rect.right() - left - PADDING // 2, rect.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            self._fitted(text, rect.right() - left - PADDING // 2, option.fontMetrics),
        )
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._focus)

    def _mark(self, index: QModelIndex | QPersistentModelIndex, name: str) -> QBrush | None:
        marks = self._marks.get(name)
        return marks.get(getattr(index.data(SUMMARY_ROLE), name)) if marks else None

    def _dot(
        self, painter: QPainter, left: int, rect: QRect, brush: QBrush | None, size: int = DOT
    ) -> None:
        if brush is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawEllipse(left, rect.center().y() - size // 2, size, size)

    def _fitted(self, text: str, width: int, metrics: QFontMetrics) -> str:
        key = (text, width)
        known = self._elided.get(key)
        if known is None:
            if len(self._elided) > 20_000:
                self._elided.clear()
            # A line break would end the row's one line, and only its beginning can be seen.
            known = metrics.elidedText(
                text[:500].replace("\n", " "), Qt.TextElideMode.ElideRight, max(width, 0)
            )
            self._elided[key] = known
        return known

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the whole text of a cell that is cut."""
        text = index.data()
        width = option.rect.width() - 2 * PADDING - DOT
        if isinstance(text, str) and view.fontMetrics().horizontalAdvance(text[:500]) > width:
            from html import escape

            # Qt reads a tooltip that looks like markup as markup; the user's text is never that.
            QToolTip.showText(event.globalPos(), f"<p>{escape(text[:2_000])}</p>", view)
            return True
        QToolTip.hideText()
        return False


class RecordTable(QTableView):
    """The table of records. ``record_chosen`` tells which record is current (None: none)."""

    record_chosen = Signal(object)
    edit_asked = Signal()
    delete_asked = Signal()
    paste_asked = Signal()
    sort_asked = Signal(str)
    columns_asked = Signal(QPoint)

    def __init__(self, model: RecordModel, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._widths: dict[str, int] = {}
        self._fitting = False
        self._column = 0
        self.setModel(model)
        self.delegate = RowDelegate(desk, self)
        self.setItemDelegate(self.delegate)
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
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda where: self.columns_asked.emit(header.mapToGlobal(where))
        )
        header.sectionResized.connect(self._resized)
        header.sectionClicked.connect(lambda at: self.sort_asked.emit(self.rows.columns[at].name))
        # Not `activated`, which a single click is on some desktops; Enter is in keyPressEvent.
        self.doubleClicked.connect(self.edit_asked)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.selectionModel().currentColumnChanged.connect(self._column_changed)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
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

    def show_sort(self, name: str, descending: bool) -> None:
        """Mark the column by which the rows are sorted."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        places = [n for n, column in enumerate(self.rows.columns) if column.name == name]
        self.horizontalHeader().setSortIndicator(places[0] if places else -1, order)

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected rows, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(found for row in rows if (found := self.rows.id_at(row)) is not None)

    def choose_row(self, row: int) -> None:
        """Make ``row`` the current and only selected one, in view; the column stays."""
        index = self.rows.index(row, min(self._column, self.rows.columnCount() - 1))
        # Whatever keys are held: setCurrentIndex would add the row to a selection.
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, only | QItemSelectionModel.SelectionFlag.Rows)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks for deleting, Paste for new records; Enter opens the editor everywhere."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return what the middle of the window would like."""
        return QSize(620, 480)

    def restyle(self) -> None:
        """Take over the colours in force."""
        self.delegate.restyle()
        self.viewport().update()
