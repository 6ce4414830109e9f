"""One part of the filter as a button that takes it away."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from coopdesk.catalogue.filter_parts import SEARCH, FilterPart
from coopdesk.i18n import _
from coopdesk.ui.plain_tip import plain_tip
from coopdesk.ui.theme import colours

WIDEST = 260
_SIDE, _CROSS, _GAP = 9, 16, 3
# How far an arrow key goes among the chips.
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_TAKE_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chip(QAbstractButton):
    """Shows ``part`` in ``words``. ``removed`` comes when its cross is clicked, or Delete, Enter or
    the space bar pressed on it."""

    removed = Signal(object)

    def __init__(self, part: FilterPart, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part
        self.words = words
        self._label = part.label() if not part.excluded else ""
        self._words = " ".join(words.split())
        whole = f"{self._label}: {self._words}" if self._label else self._words
        self.setText(whole)
        self.setAccessibleName(_("Take away the filter: {filter}").format(filter=whole))
        self.setToolTip(plain_tip(whole))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self._on_cross = False
        # The mouse takes it away by its cross alone; a key, or a screen reader, by itself.
        self.clicked.connect(lambda: self.removed.emit(self.part))

    def _word_font(self) -> QFont:
        font = QFont(self.font())
        font.setItalic(self.part.dimension == SEARCH)
        return font

    def _full_width(self) -> int:
        text = self.fontMetrics().horizontalAdvance(self.text()[:200])
        return text + 2 * _SIDE + _CROSS + _GAP

    def sizeHint(self) -> QSize:
        """Return the room for the words, up to a limit, and the cross."""
        return QSize(min(self._full_width(), WIDEST), self.fontMetrics().height() + 9)

    def minimumSizeHint(self) -> QSize:
        """Return the same: what does not fit is not shown."""
        return self.sizeHint()

    def _cross(self) -> QRect:
        return QRect(self.width() - _CROSS - 4, 0, _CROSS + 4, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, label, words and cross."""
        c = colours()
        danger = self.part.excluded
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = c.accent if self.hasFocus() else c.border
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(c.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        room = QRect(_SIDE, 0, self._cross().left() - _SIDE - _GAP, self.height())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if self._label:
            painter.setPen(QColor(c.secondary))
            label = f"{self._label}: "
            painter.drawText(room, middle, label)
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(label))
        painter.setFont(self._word_font())
        painter.setPen(QColor(c.danger if danger else c.text))
        cut = painter.fontMetrics().elidedText(
            self._words[:300], Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle, cut)
        self._draw_cross(painter, c.text if self._on_cross else c.secondary, c.hover)
        painter.end()

    def _draw_cross(self, painter: QPainter, ink: str, ground: str) -> None:
        rect = self._cross()
        middle = QPointF(rect.left() + _CROSS / 2, self.height() / 2)
        if self._on_cross:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawEllipse(middle, 8, 8)
        painter.setPen(QPen(QColor(ink), 1.4))
        arm = 3.2
        for across in (arm, -arm):
            painter.drawLine(
                QPointF(middle.x() - across, middle.y() - arm),
                QPointF(middle.x() + across, middle.y() + arm),
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the cross."""
        self._light(self._cross().contains(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the cross be quiet again."""
        self._light(False)
        super().leaveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up the cross where the mouse comes in over it."""
        self._light(self._cross().contains(event.position().toPoint()))
        super().enterEvent(event)

    def _light(self, on: bool) -> None:
        if on != self._on_cross:
            self._on_cross = on
            self.update()

    def hitButton(self, where: QPoint) -> bool:
        """Say that only the cross can be clicked."""
        return self._cross().contains(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, Backspace and Enter take the part away, as the space bar does.

        The arrow keys are for whoever holds the chips.
        """
        if event.key() in _TAKE_AWAY:
            self.click()
        elif event.key() in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)
