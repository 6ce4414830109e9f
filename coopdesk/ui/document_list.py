"""The documents of a record in the editor, one below another: icon, title, facts and marking."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopdesk.catalogue.documents import name_of
from coopdesk.catalogue.facets import Document
from coopdesk.i18n import _
from coopdesk.ui.document_words import document_icon, document_line
from coopdesk.ui.editor_entries import EntryList, Index
from coopdesk.ui.icons import icon
from coopdesk.ui.theme import colours

_AIR = 7
_PICTURE = 22
_LINES = 6

At = Callable[[int], Document]


def _line_height(metrics: QFontMetrics) -> int:
    return 2 * metrics.height() + 2 * _AIR


class _Line(QStyledItemDelegate):
    """Draws a document: its icon, what it is called, and what there is to know of it beneath."""

    def __init__(self, at: At, view: QListView) -> None:
        super().__init__(view)
        self._at = at
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c, drawn = colours(), _Drawn(option)
        document = self._at(index.row())
        painter.save()
        if drawn.chosen:
            ground = c.selection if self._view.hasFocus() else c.inactive_selection
            painter.fillRect(drawn.rect, QColor(ground))
        rect, metrics = drawn.rect.adjusted(_AIR, _AIR, -_AIR, -_AIR), drawn.metrics
        middle = rect.y() + (rect.height() - _PICTURE) // 2
        role = "accent" if drawn.chosen else "secondary"
        icon(document_icon(document), role).paint(
            painter, QRect(rect.x(), middle, _PICTURE, _PICTURE)
        )
        left = rect.x() + _PICTURE + _AIR + 3
        room = rect.right() - left
        for text, ink, down in (
            (name_of(document), c.text, 0),
            (document_line(document), c.secondary, metrics.height()),
        ):
            painter.setPen(QColor(ink))
            fitting = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
            line = QRect(left, rect.y() + down, room, metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, _line_height(_Drawn(option).metrics))


class _Drawn:
    """What a delegate is told of the item that it draws; the stubs know none of it."""

    def __init__(self, option: Any) -> None:
        self.rect: QRect = option.rect
        self.metrics: QFontMetrics = option.fontMetrics
        self.chosen = bool(option.state & QStyle.StateFlag.State_Selected)


class DocumentList(EntryList):
    """The documents, of which ``at`` returns the one at a place.

    Beside what its base asks for: "preview" (Space, or a double click), "paste".
    """

    def __init__(self, words: str, at: At) -> None:
        super().__init__(words)
        self.setItemDelegate(_Line(at, self))
        self.setAccessibleDescription(
            _("Space previews, Enter edits, Insert attaches, Delete removes.")
        )

    def fit(self) -> None:
        """Be as high as the documents, within bounds; gone where there are none."""
        number = self.lines.rowCount()
        frame = self.contentsMargins()
        shown = min(number, _LINES) * _line_height(self.fontMetrics())
        self.setFixedHeight(shown + frame.top() + frame.bottom() + 2)
        self.setVisible(bool(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Preview with Space, paste files; the rest as in other lists."""
        if event.key() == Qt.Key.Key_Space:
            self.asked.emit("preview")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.asked.emit("paste")
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Preview."""
        super().mouseDoubleClickEvent(event)
        if self.place >= 0:
            self.asked.emit("preview")
