"""What lies over a cell while it is edited: its control, and beneath it what is to be said."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.record import Record
from coopdesk.ui.editor_box import FieldBox, repolish

# A control narrower than this shows too little of what is in it; it may lie over its neighbours.
_LEAST_WIDTH = 190
_MOST_WIDTH = 340
# What stands in a list beside its words: frame, padding, arrow.
_BESIDE_WORDS = 52
_NOTE_WIDTH = 320
_COMES_BACK = (Qt.FocusReason.MenuBarFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class InlineCell(QFrame):
    """One cell of a table in hand.

    ``committed`` is sent with True on Enter or a choice in the open list, with False where the
    focus went elsewhere; ``moved`` by Tab with 1 or -1; ``left`` by Escape. While it is ``busy``
    it keeps the keys for later.
    """

    committed = Signal(bool)
    moved = Signal(int)
    left = Signal()

    def __init__(self, box: FieldBox, record: Record, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setObjectName("cell")
        self._viewport = viewport
        self.box = box
        self.busy = False
        self._held: list[QKeyEvent] = []
        self._from_list = False
        self._said = ""
        box.setParent(self)
        self.control = box.control
        self.control.setAccessibleName(f"{box.field.words()}: {record.title}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.control)
        self.note = QLabel(viewport)
        self.note.setObjectName("cellnote")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        self.control.installEventFilter(self)
        if isinstance(self.control, QComboBox):
            self.control.view().installEventFilter(self)
            self.control.activated.connect(self._activated)
        self._least = _least_width(self.control)
        self.control.show()

    def take_focus(self, *, open_list: bool = False) -> None:
        """Go into the control, all of its text selected; with ``open_list`` show the choices."""
        self.show()
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.control, QLineEdit):
            self.control.selectAll()
        elif isinstance(self.control, QComboBox) and open_list:
            self.control.showPopup()

    def say(self, text: str, role: str) -> None:
        """Say ``text`` beneath the cell, "" for nothing; a problem to a screen reader as well."""
        if text != self._said and text and role == "problem":
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._said = text
        self.note.setProperty("role", role)
        repolish(self.note)
        self.note.setText(text)
        self._place_note()

    def place(self, cell: QRect) -> None:
        """Lie over ``cell`` (in the viewport), within the viewport's width."""
        room = self._viewport.width()
        width = min(max(cell.width(), self._least), room)
        left = max(min(cell.left(), room - width), 0)
        self.setGeometry(left, cell.top(), width, cell.height() - 1)
        self.control.setFixedHeight(cell.height() - 1)
        self._place_note()
        self.raise_()

    def _place_note(self) -> None:
        note, mine = self.note, self.geometry()
        note.setVisible(bool(self._said) and not self.isHidden())
        if not self._said:
            return
        viewport = self._viewport
        width = min(max(mine.width(), _NOTE_WIDTH), viewport.width())
        left = max(min(mine.left(), viewport.width() - width), 0)
        height = note.heightForWidth(width)
        below = mine.bottom() + 2
        fits = below + height <= viewport.height() or mine.top() - height < 0
        note.setGeometry(left, below if fits else mine.top() - height - 1, width, height)
        note.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the note along."""
        super().hideEvent(event)
        self.note.hide()

    def take_held(self) -> list[QKeyEvent]:
        """Return the keys that were pressed while the cell was busy, and forget them."""
        held, self._held = self._held, []
        return held

    def away(self) -> None:
        """Go, with all that belongs to it."""
        self.control.removeEventFilter(self)
        self.hide()
        self.note.deleteLater()
        self.deleteLater()

    def _activated(self) -> None:
        if self._from_list:
            self.committed.emit(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that end an edit, and note where the focus goes."""
        kind = event.type()
        if watched is not self.control:
            if kind == QEvent.Type.Show:
                self._from_list = True
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._from_list = False
            if self.busy:
                self._held.append(event.clone())
                return True
            return self._key(event)
        if isinstance(event, QFocusEvent) and _went_for_good(event) and not self.busy:
            self.committed.emit(False)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.committed.emit(True)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Tab:
                self.moved.emit(1)
            case Qt.Key.Key_Backtab:
                self.moved.emit(-1)
            case _other:
                return False
        return True


def _went_for_good(event: QFocusEvent) -> bool:
    """Tell whether the focus went, and was not lent to an open list, a menu, another window."""
    lent = event.reason() in _COMES_BACK or QApplication.activePopupWidget() is not None
    return event.lostFocus() and not lent


def _least_width(control: QWidget) -> int:
    if not isinstance(control, QComboBox):
        return _LEAST_WIDTH
    metrics = control.fontMetrics()
    texts = (control.itemText(place) for place in range(control.count()))
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
    return min(max(_LEAST_WIDTH, widest + _BESIDE_WORDS), _MOST_WIDTH)
