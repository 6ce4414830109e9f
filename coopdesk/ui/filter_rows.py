"""The rows of the filters: a heading, or a value with its box, its words and its count."""

from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeWidgetItem,
)

from coopdesk.i18n import _
from coopdesk.ui.filter_choices import NONE, Choice
from coopdesk.ui.theme import Colours, colours

VALUE, DIMENSION, KIND, COUNT, STATE = (Qt.ItemDataRole.UserRole + n for n in range(5))
# What a row is, under KIND.
SECTION, ENTRY, MORE, FEWER, LINE, NOTE = range(6)
# How a value stands, under STATE.
OPEN, ASKED, EXCLUDED = range(3)
_CHECKS = {
    OPEN: Qt.CheckState.Unchecked,
    ASKED: Qt.CheckState.Checked,
    EXCLUDED: Qt.CheckState.PartiallyChecked,
}
_TICK = (QPoint(3, 8), QPoint(6, 11), QPoint(12, 4))
_Index = QModelIndex | QPersistentModelIndex


def row_of(kind: int, dimension: str, words: str) -> QTreeWidgetItem:
    """Return a row of that kind, which is not in a section yet."""
    item = QTreeWidgetItem([words])
    item.setData(0, KIND, kind)
    item.setData(0, DIMENSION, dimension)
    selectable = Qt.ItemFlag.ItemIsSelectable if kind != NOTE else Qt.ItemFlag.NoItemFlags
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | selectable)
    return item


def entry_row(dimension: str, entry: Choice, state: int) -> QTreeWidgetItem:
    """Return the row of ``entry``, standing as ``state`` says, not in a section yet."""
    item = row_of(ENTRY, dimension, entry.words)
    told = _("{value}, {count}, excluded") if state == EXCLUDED else _("{value}, {count}")
    words = told.format(value=entry.words, count=entry.count)
    item.setData(0, VALUE, entry.value)
    item.setData(0, COUNT, entry.count)
    item.setData(0, STATE, state)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, _CHECKS[state])
    return item


class FilterRow(QStyledItemDelegate):
    """Draws a heading or a value: the box, the words, the count at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        c = colours()
        rect: QRect = option.rect
        kind, state = index.data(KIND), index.data(STATE)
        if kind == LINE:
            return
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_MouseOver and kind != NOTE:
            painter.fillRect(rect, QColor(c.hover))
        font = option.font
        font.setBold(kind == SECTION)
        font.setStrikeOut(False)
        painter.setFont(font)
        left = rect.left() + (10 if kind == SECTION else 14)
        if kind == SECTION:
            opened = bool(option.state & QStyle.StateFlag.State_Open)
            _arrow(painter, rect, opened, c.secondary)
            left += 14
        elif kind == ENTRY:
            _box(painter, QRect(left, rect.center().y() - 7, 15, 15), state, focused, c)
        if kind != SECTION:
            left += 24
        room = self._count(painter, rect, index.data(COUNT), c)
        font.setStrikeOut(state == EXCLUDED)
        painter.setFont(font)
        painter.setPen(QColor(_ink(index, c)))
        text = QRect(left, rect.top(), rect.right() - 10 - room - left, rect.height())
        painter.drawText(
            text,
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            painter.fontMetrics().elidedText(
                index.data(Qt.ItemDataRole.DisplayRole),
                Qt.TextElideMode.ElideRight,
                text.width(),
            ),
        )
        if focused and kind != ENTRY:
            # A box leaves its own behind.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 1))
            painter.drawRoundedRect(rect.adjusted(3, 1, -4, -2), 4, 4)

    @staticmethod
    def _count(painter: QPainter, rect: QRect, count: str | None, c: Colours) -> int:
        """Draw the count and return the room that it takes."""
        if not count:
            return 0
        painter.setPen(QColor(c.secondary))
        painter.drawText(
            rect.adjusted(0, 0, -10, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            count,
        )
        return painter.fontMetrics().horizontalAdvance(count) + 12

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Leave ticking to the panel: what is ticked is the filter's to say."""
        return False

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Show the whole of words that are cut."""
        words, metrics = index.data(), view.fontMetrics()
        room = option.rect.width() - 60 - metrics.horizontalAdvance(index.data(COUNT) or "")
        if isinstance(words, str) and metrics.horizontalAdvance(words[:500]) > room:
            # Qt reads a tooltip that looks like markup as markup; the user's text is never that.
            QToolTip.showText(event.globalPos(), f"<p>{escape(words[:2_000])}</p>", view)
            return True
        QToolTip.hideText()
        return False

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return a row's height: headings stand a little apart."""
        extra = {SECTION: 16, LINE: 20}.get(index.data(KIND), 9)
        return QSize(60, option.fontMetrics.height() + extra)


def _ink(index: _Index, c: Colours) -> str:
    kind, state = index.data(KIND), index.data(STATE)
    if kind in (MORE, FEWER):
        return c.accent
    quiet = kind == NOTE or state == EXCLUDED or (index.data(COUNT) == NONE and state != ASKED)
    return c.secondary if quiet else c.text


def _box(painter: QPainter, box: QRect, state: int, focused: bool, c: Colours) -> None:
    """Draw the box of a value: with a tick where it is asked for, a minus where excluded."""
    fill = {ASKED: c.accent, EXCLUDED: c.danger}.get(state, c.base)
    line = fill if state else c.accent if focused else c.strong_border
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(line), 1.2))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QPen(QColor(c.on_accent), 2))
    if state == ASKED:
        painter.drawPolyline([box.topLeft() + step for step in _TICK])
    elif state == EXCLUDED:
        middle = box.center().y() + 1
        painter.drawLine(box.left() + 4, middle, box.right() - 3, middle)
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.accent), 1))
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)


def _arrow(painter: QPainter, rect: QRect, open_: bool, colour: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.6))
    x, y = rect.left() + 10, rect.center().y()
    if open_:
        painter.drawLine(x, y - 2, x + 4, y + 2)
        painter.drawLine(x + 4, y + 2, x + 8, y - 2)
    else:
        painter.drawLine(x + 2, y - 4, x + 6, y)
        painter.drawLine(x + 6, y, x + 2, y + 4)
