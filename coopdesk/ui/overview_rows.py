"""A row of the overview that leads somewhere: a flat button with a dot, a title and a detail."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from coopdesk.ui.theme import colours

INDENT = 10  # from the edge of a row to what stands in it
_ABOVE = 7
_GAP = 16
_DOT = 10
_LINES = 3
_WIDEST_DETAIL = 0.45  # of a row; a wider one stands below its title


class Row(QPushButton):
    """One row; ``key`` names it when the overview is read anew, so that it keeps the focus.

    The text is painted here: a push button would neither break a long title nor leave an
    ampersand in peace.
    """

    def __init__(
        self, key: str, title: str, detail: str = "", colour: str = "", spoken: str = ""
    ) -> None:
        super().__init__()
        self.key = key
        self.title = " ".join(title.split())
        self.detail = detail
        self._colour = colour
        self._known: tuple[object, list[str], bool] | None = None
        self.setProperty("role", "row")
        self.setAccessibleName(spoken or ", ".join(filter(None, (self.title, detail))))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return a comfortable size for the whole text on one line."""
        metrics = self.fontMetrics()
        wide = self._indent() + metrics.horizontalAdvance(self.title) + INDENT
        if self.detail:
            wide += _GAP + metrics.horizontalAdvance(self.detail)
        return QSize(wide, metrics.height() + 2 * _ABOVE)

    def minimumSizeHint(self) -> QSize:
        """Return the least: a few letters on one line."""
        metrics = self.fontMetrics()
        return QSize(self._indent() + 12 * metrics.averageCharWidth(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """Return the height that the broken text takes at ``width`` pixels."""
        lines, below = self._broken(width)
        return self.fontMetrics().lineSpacing() * (len(lines) + below) + 2 * _ABOVE

    def _indent(self) -> int:
        return INDENT + (_DOT + INDENT if self._colour else 0)

    def _broken(self, width: int) -> tuple[list[str], bool]:
        """Return the lines of the title and whether the detail stands below them."""
        metrics = self.fontMetrics()
        asked = (width, metrics.lineSpacing(), metrics.averageCharWidth())
        if self._known is None or self._known[0] != asked:
            room = width - self._indent() - INDENT
            beside = metrics.horizontalAdvance(self.detail)
            below = beside > room * _WIDEST_DETAIL
            if self.detail and not below:
                room -= beside + _GAP
            self._known = (asked, broken_lines(self.title, metrics, self, max(room, 1)), below)
        return self._known[1], self._known[2]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the whole title as a tip where the row has to shorten it."""
        super().resizeEvent(event)
        last = self._broken(self.width())[0][-1]
        shortened = last.endswith("…") and not self.title.endswith("…")
        self.setToolTip(f"<qt>{escape(self.title)}</qt>" if shortened else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, dot, title and detail in the colours in force."""
        now = colours()
        lines, below = self._broken(self.width())
        step = self.fontMetrics().lineSpacing()
        high = step * (len(lines) + below)
        top = max(0, (self.height() - high) // 2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = self.rect().adjusted(1, 1, -1, -1)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.underMouse() or self.isDown():
                painter.setBrush(QColor(now.selection if self.isDown() else now.hover))
                painter.drawRoundedRect(ground, 5, 5)
            if self._colour:
                painter.setBrush(QColor(self._colour))
                painter.drawEllipse(QRect(INDENT, top + (step - _DOT) // 2, _DOT, _DOT))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(now.accent))
                painter.drawRoundedRect(ground, 5, 5)
            left = self._indent()
            wide = self.width() - left - INDENT
            painter.setPen(QColor(now.text))
            for place, line in enumerate(lines):
                self._write(painter, line, QRect(left, top + place * step, wide, step))
            painter.setPen(QColor(now.secondary))
            if below:
                box = QRect(left, top + len(lines) * step, wide, step)
                self._write(painter, self.detail, box)
            else:
                box = QRect(left, top, wide, step)
                self._write(painter, self.detail, box, Qt.AlignmentFlag.AlignRight)

    def _write(
        self,
        painter: QPainter,
        text: str,
        box: QRect,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def broken_lines(text: str, metrics: QFontMetrics, widget: QWidget, width: int) -> list[str]:
    """Return ``text`` broken to ``width`` pixels: at most three lines, the last one shortened."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, widget.font())
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    start = 0
    while (line := layout.createLine()).isValid():
        if len(lines) == _LINES:
            shortened = _part(text, start)
            lines[-1] = metrics.elidedText(shortened, Qt.TextElideMode.ElideRight, width)
            break
        line.setLineWidth(width)
        start = line.textStart()
        lines.append(_part(text, start, start + line.textLength()).strip())
    layout.endLayout()
    return lines or [""]


def _part(text: str, start: int, end: int | None = None) -> str:
    """Return a part of ``text`` between places that Qt counts: in UTF-16 units, not characters."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "replace")
