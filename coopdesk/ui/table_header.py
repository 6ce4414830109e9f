"""The headings of the table's columns: which of them order the rows, and in which turn."""

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from coopdesk.catalogue.filters import Sort
from coopdesk.ui.theme import colours

_ARROW = 7


def sorts(sort: Sort | None) -> list[Sort]:
    """Return an order as a list: what counts first, what settles its ties, and so on."""
    found = []
    while sort is not None:
        found.append(sort)
        sort = sort.then
    return found


def chained(parts: list[tuple[str, bool]]) -> Sort:
    """Return the order that goes by these fields in turn, each with whether it descends."""
    made: Sort | None = None
    for name, descending in reversed(parts):
        made = Sort(name, descending, made)
    return made or Sort()


def sort_after_click(now: Sort, name: str, *, further: bool) -> Sort:
    """Return the order after a click on the heading of ``name``.

    A click orders by that column alone, and turns the direction where it does already; ``further``
    adds it after the others, or turns its direction where it stands.
    """
    parts = [(one.field, one.descending) for one in sorts(now)]
    known = dict(parts)
    if not further:
        return Sort(name, not known[name] if parts[0][0] == name else False)
    if name in known:
        return chained([(one, not down if one == name else down) for one, down in parts])
    return chained([*parts, (name, False)])


class TableHeader(QHeaderView):
    """Draws beside a heading which way it orders the rows, and its turn where several do.

    ``sort_clicked`` carries the column, and whether it is to be added to those before (Shift).
    """

    sort_clicked = Signal(int, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._turns: dict[int, tuple[int, bool]] = {}
        self._several = False
        self._shift = False
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(self._clicked)

    def show_sort(self, turns: dict[int, tuple[int, bool]], *, several: bool) -> None:
        """Mark columns by their turn in the order (from 1) and whether they descend."""
        self._turns, self._several = turns, several
        first = next((column for column, (turn, _down) in turns.items() if turn == 1), -1)
        down = bool(turns.get(first, (1, False))[1])
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(first, order)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Note whether Shift is held, before the click is told."""
        self._shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)
        self._shift = False

    def _clicked(self, column: int) -> None:
        self.sort_clicked.emit(column, self._shift)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the heading, and its place in the order at its right."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        turn = self._turns.get(section)
        if turn is None:
            return
        number, down = turn
        words = str(number) if self._several else ""
        small = self.font()
        small.setPointSizeF(small.pointSizeF() * 0.85)
        width = QFontMetrics(small).horizontalAdvance(words) if words else 0
        c = colours()
        room = _ARROW + 8 + (width + 3 if words else 0)
        ground = QRect(rect.right() - room - 2, rect.top(), room + 3, rect.height() - 2)
        painter.save()
        painter.fillRect(ground, QColor(c.base))
        left, middle = ground.left() + 4, rect.center().y()
        tip, foot = (middle + 3, middle - 2) if down else (middle - 3, middle + 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent))
        half = _ARROW / 2
        painter.drawPolygon(
            [QPointF(left, foot), QPointF(left + _ARROW, foot), QPointF(left + half, tip)]
        )
        if words:
            painter.setFont(small)
            painter.setPen(QColor(c.secondary))
            down_by = (QFontMetrics(small).ascent() - QFontMetrics(small).descent()) // 2
            painter.drawText(QPoint(left + _ARROW + 3, middle + down_by + 1), words)
        painter.restore()
