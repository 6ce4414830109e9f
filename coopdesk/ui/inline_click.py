"""The slow second click: on the cell that is current already, and no double click."""

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QTableView

_NONE = (-1, -1)


class SlowClick(QObject):
    """Watches a table; ``clicked`` tells of such a click once it can be no double click."""

    clicked = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        # Row and column of the cell, (-1, -1) for none that counts.
        self._pressed = _NONE
        self._since_focus = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow focus and mouse; keep nothing from the table."""
        if watched is self._table:
            if event.type() == QEvent.Type.FocusIn:
                self._since_focus.start()
            return False
        if isinstance(event, QMouseEvent) and event.type() != QEvent.Type.MouseMove:
            self._timer.stop()
            index = self._table.indexAt(event.position().toPoint())
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed = _at(index) if self._counts(event, index) else _NONE
            elif event.type() != QEvent.Type.MouseButtonRelease:
                self._pressed = _NONE
            elif self._pressed == _at(index) != _NONE:
                self._timer.start(QApplication.doubleClickInterval())
        return False

    def _counts(self, event: QMouseEvent, index: QModelIndex) -> bool:
        table = self._table
        return (
            event.button() == Qt.MouseButton.LeftButton
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
            # A click that has just brought the focus here only does that.
            and self._since_focus.hasExpired(QApplication.doubleClickInterval())
            and index.isValid()
            and index == table.currentIndex()
            and _rows_selected(table) == 1
        )

    def _tell(self) -> None:
        table = self._table
        if table.hasFocus() and self._pressed == _at(table.currentIndex()):
            self.clicked.emit()


def _rows_selected(table: QTableView) -> int:
    # Not `selectedRows`, which makes an index of each row: all of a large list may be selected.
    selection = table.selectionModel().selection()
    return sum(selection.at(n).height() for n in range(selection.count()))


def _at(index: QModelIndex) -> tuple[int, int]:
    return index.row(), index.column()
