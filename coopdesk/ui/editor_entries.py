"""Many entries of a list, one drawn line each: chosen, added and removed from the keyboard."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from coopdesk.i18n import _
from coopdesk.ui.editor_entry import Entry
from coopdesk.ui.editor_words import line_words
from coopdesk.ui.theme import colours

_LINES = 8
_AIR = 10
_GAP = 8
_FAULTY = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
_KEYS = {
    Qt.Key.Key_Return: "go",
    Qt.Key.Key_Enter: "go",
    Qt.Key.Key_F2: "go",
    Qt.Key.Key_Insert: "add",
    Qt.Key.Key_Delete: "remove",
}


class EntryModel(QAbstractListModel):
    """The entries of one list, in words; what changes them says so here."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show ``entries``; who changes the list does so through this model from now on."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def insert(self, place: int, entry: Entry) -> None:
        """Put ``entry`` at ``place``."""
        self.beginInsertRows(QModelIndex(), place, place)
        self._entries.insert(place, entry)
        self.endInsertRows()

    def remove(self, place: int) -> Entry:
        """Take the entry at ``place`` away and return it."""
        self.beginRemoveRows(QModelIndex(), place, place)
        entry = self._entries.pop(place)
        self.endRemoveRows()
        return entry

    def move(self, place: int, step: int) -> None:
        """Let the entry at ``place`` change places with the next one (step 1) or the one before."""
        upper = min(place, place + step)
        self.beginMoveRows(QModelIndex(), upper + 1, upper + 1, QModelIndex(), upper)
        self._entries.insert(upper, self._entries.pop(upper + 1))
        self.endMoveRows()

    def say_again(self) -> None:
        """Take note that entries read in another way than before."""
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an entry's words, or whether something in it stops a save."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == _FAULTY:
            return entry.faulty
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        words = line_words(entry.value) if entry.value is not None else ""
        return words or ", ".join(entry.typed.values()) or _("Nothing stated yet")


class _Line(QStyledItemDelegate):
    """Draws an entry: its number, what it says, and in the colour of a problem where it has one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = colours()
        painter.save()
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        if chosen:
            focused = isinstance(view, QListView) and view.hasFocus()
            painter.fillRect(rect, QColor(c.selection if focused else c.inactive_selection))
        metrics = option.fontMetrics
        gutter = metrics.horizontalAdvance("9" * len(str(index.model().rowCount()))) + _AIR
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(c.secondary))
        painter.drawText(
            QRect(rect.x(), rect.y(), gutter, rect.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            str(index.row() + 1),
        )
        faulty = bool(index.data(_FAULTY))
        painter.setPen(QColor(c.danger if faulty else c.text))
        left = gutter + _GAP
        words = str(index.data()).replace("\n", " ")
        room = rect.width() - left - _GAP
        fitting = metrics.elidedText(
            ("● " if faulty else "") + words, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QRect(rect.x() + left, rect.y(), room, rect.height()), middle, fitting)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = option.fontMetrics
        return QSize(10, metrics.height() + _AIR)


class EntryList(QListView):
    """The lines of a list's entries, one of them chosen.

    ``chosen`` carries its place, -1 where none is; ``asked`` what the user wants done with it:
    "go" (to its fields), "add" (one after it) or "remove".
    """

    chosen = Signal(int)
    asked = Signal(str)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.lines = EntryModel()
        self.lines.setParent(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Line(self))
        self.setUniformItemSizes(True)
        self.setProperty("role", "entries")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(words)
        self.setAccessibleDescription(
            _("Enter edits, Insert adds, Delete removes, Alt+Up and Alt+Down move.")
        )
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.chosen.emit(now.row())
        )

    @property
    def place(self) -> int:
        """The place of the chosen entry, -1 where none is."""
        return self.currentIndex().row()

    def choose(self, place: int) -> None:
        """Choose the entry at ``place``, -1 for none."""
        index = self.lines.index(place) if place >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def fit(self) -> None:
        """Be as high as the lines, within bounds."""
        shown = min(max(self.lines.rowCount(), 1), _LINES)
        frame = self.contentsMargins()
        height = self.fontMetrics().height() + _AIR
        self.setFixedHeight(shown * height + frame.top() + frame.bottom() + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key asks of the chosen entry; arrows and letters choose another."""
        key = Qt.Key(event.key())
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if alone and key in _KEYS:
            self.asked.emit(_KEYS[key])
        elif alone and key == Qt.Key.Key_Escape:
            event.ignore()
        elif alone and key == Qt.Key.Key_Down and self.place < 0 and self.lines.rowCount():
            self.choose(0)
        else:
            super().keyPressEvent(event)
