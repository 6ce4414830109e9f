"""The entries of a list, one a line: dot, name, how often it is used; what is retired is dimmed."""

from html import escape

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coopdesk.catalogue.code_use import CodeUse
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.lists_colours import paint_dot
from coopdesk.ui.theme import colours

_MARGIN, _DOT, _GAP = 12, 10, 9
_USE = Qt.ItemDataRole.UserRole


class _Line(QStyledItemDelegate):
    """Draws one entry."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, dot, name and number."""
        c = colours()
        rect: QRect = option.rect
        state = option.state
        use: CodeUse = index.data(_USE)
        if state & QStyle.StateFlag.State_Selected:
            active = state & QStyle.StateFlag.State_Active
            painter.fillRect(rect, QColor(c.selection if active else c.inactive_selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(c.hover))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = rect.left() + _MARGIN
        dot = QRectF(left, rect.center().y() - _DOT / 2 + 0.5, _DOT, _DOT)
        if use.entry.retired:
            painter.setOpacity(0.5)
        if use.entry.colour:
            paint_dot(painter, dot, use.entry.colour)
        painter.setOpacity(1)
        left += _DOT + _GAP
        number = number_words(use.used) if use.used else ""
        room = option.fontMetrics.horizontalAdvance(number) + _MARGIN
        font = option.font
        font.setItalic(use.entry.retired)
        painter.setFont(font)
        painter.setPen(QColor(c.secondary if use.entry.retired else c.text))
        text = QRect(left, rect.top(), rect.right() - room - _GAP - left, rect.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        words = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, flags, words)
        font.setItalic(False)
        painter.setFont(font)
        painter.setPen(QColor(c.secondary))
        count = QRect(rect.right() - room, rect.top(), room - _MARGIN, rect.height())
        painter.drawText(count, flags | Qt.AlignmentFlag.AlignRight, number)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a line's height."""
        return QSize(120, option.fontMetrics.height() + 13)


class EntryList(QListWidget):
    """``chosen`` carries the code of the entry that is current now, "" for none.

    ``move_asked`` carries by how many places it is to move, ``remove_asked`` comes with Delete,
    ``edit_asked`` with Enter.
    """

    chosen = Signal(str)
    move_asked = Signal(int)
    remove_asked = Signal()
    edit_asked = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uses: tuple[CodeUse, ...] = ()
        self.setAccessibleName(heading)
        self.setItemDelegate(_Line(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.code))
        self.itemDoubleClicked.connect(lambda _item: self.edit_asked.emit())

    @property
    def uses(self) -> tuple[CodeUse, ...]:
        """What is listed, in order."""
        return self._uses

    @property
    def code(self) -> str:
        """The code of the current entry, "" where there is none."""
        row = self.currentRow()
        return self._uses[row].entry.code if 0 <= row < len(self._uses) else ""

    @property
    def current(self) -> CodeUse | None:
        """The current entry."""
        row = self.currentRow()
        return self._uses[row] if 0 <= row < len(self._uses) else None

    def show_uses(self, uses: tuple[CodeUse, ...]) -> None:
        """List ``uses``; the current entry stays so, or else the one in its place is."""
        kept, row = self.code, max(self.currentRow(), 0)
        at = self.verticalScrollBar().value()
        self.blockSignals(True)
        self._uses = uses
        self.clear()
        for use in uses:
            self.addItem(_item(use))
        codes = [use.entry.code for use in uses]
        self.setCurrentRow(codes.index(kept) if kept in codes else min(row, len(uses) - 1))
        self.verticalScrollBar().setValue(at)
        self.blockSignals(False)
        self.chosen.emit(self.code)

    def choose(self, code: str) -> None:
        """Make the entry with that code the current one, where there is one."""
        for row, use in enumerate(self._uses):
            if use.entry.code == code:
                self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove or edit the current entry; else what a list does."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)


def _item(use: CodeUse) -> QListWidgetItem:
    words = use.entry.words()
    item = QListWidgetItem(words)
    item.setData(_USE, use)
    # Qt reads a tooltip that looks like markup as markup; the user's text is never that.
    item.setToolTip(f"<p>{escape(words)}</p>")
    used = ngettext("used {count} time", "used {count} times", use.used)
    spoken = [words, _("retired")] if use.entry.retired else [words]
    spoken.append(used.format(count=number_words(use.used)))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(spoken))
    return item
