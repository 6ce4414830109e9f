"""How the table's cells are drawn: all that can be seen in one pass, with few calls a cell."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QStaticText

from coopdesk.catalogue.filters import FacetCount
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.ui.columns import NOTHING, Column
from coopdesk.ui.desk import Desk
from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.row_pages import Line
from coopdesk.ui.theme import colours

PADDING = 10
DOT = 9
SMALL_DOT = 7
# A line of a table shows the beginning of a text, however long that is.
LONGEST = 500
_MOST_KEPT = 4_000
_Spans = tuple[tuple[int, int], ...]

# The columns whose text a search looks at.
_SOUGHT = ("title", "reference", "places", "providers", "receivers", "organisations", "tags")


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a table is to be painted: its columns with their places, its rows, their state.

    ``columns`` are (logical number, left, width); ``row_top`` is where ``first`` begins.
    """

    columns: tuple[tuple[int, int, int], ...]
    first: int
    last: int
    row_top: int
    row_height: int
    selected: frozenset[int]
    active: bool
    current: tuple[int, int] | None


class Cells:
    """Draws the rows of a `RecordModel`: grounds, hairlines, dots, marks of a search, texts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._font = QFont()
        self._metrics = QFontMetrics(self._font)
        self._texts: dict[tuple[str, int], QStaticText] = {}
        self._spans: dict[str, _Spans] = {}
        self._marked: Callable[[str], _Spans] | None = None
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
        self._heading = QBrush(QColor(c.raised))
        self._match = QBrush(QColor(c.match))
        lists = in_force()
        self._dots: dict[str, dict[str, QBrush]] = {
            "kind": {one.code: QBrush(QColor(one.colour)) for one in lists.kinds if one.colour},
            "status": {
                one.code: QBrush(QColor(one.colour or c.success))
                for one in lists.statuses
                if one.colour or one.under_way
            },
            "area": {area.code: QBrush(QColor(area.colour)) for area in self._desk.areas},
        }
        self._texts.clear()

    def mark(self, marked: Callable[[str], _Spans] | None) -> None:
        """Mark in every text the characters that ``marked`` names; None marks nothing."""
        self._marked = marked
        self._spans.clear()

    def paint(self, painter: QPainter, model: RecordModel, seen: Seen, font: QFont) -> None:
        """Draw what is ``seen`` of the rows of ``model``; rows not loaded yet stay empty."""
        if font != self._font:
            self._font, self._metrics = font, QFontMetrics(font)
            self._texts.clear()
        columns = model.columns
        height, top = seen.row_height, seen.row_top
        left = min((x for _n, x, _w in seen.columns), default=0)
        right = max((x + width for _n, x, width in seen.columns), default=0)
        # Where the line of a text begins beneath the top of its row.
        down = (height - self._metrics.height()) // 2
        for row in range(seen.first, seen.last + 1):
            group = model.heading(row)
            if row in seen.selected and group is None:
                ground = self._selected if seen.active else self._resting
                painter.fillRect(left, top, right - left, height, ground)
            if group is not None:
                painter.fillRect(left, top, right - left, height, self._heading)
                self._paint_heading(painter, model, group, QRect(left, top, right - left, height))
            elif (line := model.line(row)) is not None:
                chosen = row in seen.selected
                self._paint_line(painter, columns, line, seen, top + down, chosen=chosen)
            painter.fillRect(left, top + height - 1, right - left, 1, self._line)
            if seen.current is not None and seen.current[0] == row:
                self._paint_focus(painter, seen, top, group is not None)
            top += height

    def _paint_line(
        self,
        painter: QPainter,
        columns: tuple[Column, ...],
        line: Line,
        seen: Seen,
        top: int,
        *,
        chosen: bool,
    ) -> None:
        summary, texts = line.summary, line.texts or ()
        pen = None
        for number, x, width in seen.columns:
            text, name = texts[number], columns[number].name
            left = x + PADDING
            dark = chosen and text != NOTHING
            if name == "title":
                if self.show_dots:
                    self._dot(painter, left, top, self._dots["area"].get(summary.area), DOT)
                    left += DOT + 9
                    pen = None
                dark = True
            elif name in ("kind", "status"):
                dot = self._dots[name].get(getattr(summary, name))
                if dot is not None:
                    self._dot(painter, left, top, dot, SMALL_DOT)
                    left += 14
                    pen = None
                    dark = chosen or name == "status"
            room = x + width - left - PADDING // 2
            if self._marked is not None and room > 0 and name in _SOUGHT:
                self._paint_marks(painter, text, left, top, room)
            wanted = self._text if dark else self._quiet
            if pen is not wanted:
                painter.setPen(wanted)
                pen = wanted
            kept = self._texts.get((text, room))
            if kept is None:
                kept = self._fitted(text, room)
            painter.drawStaticText(left, top, kept)

    def _fitted(self, text: str, room: int) -> QStaticText:
        """Return the text as it is drawn within ``room``, cut where it is longer, and keep it."""
        if len(self._texts) > _MOST_KEPT:
            self._texts.clear()
        made = QStaticText(self._cut(text, room))
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.ModerateCaching)
        self._texts[text, room] = made
        return made

    def _cut(self, text: str, room: int) -> str:
        # A line break would end the row's one line, and only its beginning can be seen.
        line = text[:LONGEST].replace("\n", " ")
        return self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(room, 0))

    def _paint_marks(self, painter: QPainter, text: str, left: int, top: int, room: int) -> None:
        spans = self._spans.get(text)
        if spans is None:
            if len(self._spans) > _MOST_KEPT:
                self._spans.clear()
            assert self._marked is not None
            spans = self._spans[text] = self._marked(text[:LONGEST])
        if not spans:
            return
        advance, height = self._metrics.horizontalAdvance, self._metrics.height()
        for start, stop in spans:
            begin = advance(text[:start])
            if begin >= room:
                break
            end = min(advance(text[:stop]), room)
            painter.fillRect(left + begin - 1, top, end - begin + 2, height, self._match)

    def _paint_heading(
        self, painter: QPainter, model: RecordModel, group: FacetCount, rect: QRect
    ) -> None:
        """Draw an arrow, the dot of an area or status, the group's name and its number."""
        from coopdesk.i18n import number_words
        from coopdesk.ui.group_words import group_name

        top = rect.top() + (rect.height() - self._metrics.height()) // 2
        middle = rect.center().y()
        left = rect.left() + PADDING
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._quiet.color())
        across = ((1.0, -4.0), (6.0, 0.5), (1.0, 5.0))
        downwards = ((-1.0, -2.0), (8.0, -2.0), (3.5, 3.0))
        corners = across if model.is_folded(group.value) else downwards
        painter.drawPolygon([QPointF(left + x, middle + y) for x, y in corners])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        left += 16
        dot = self._dots.get(model.grouped, {}).get(group.value)
        if dot is not None:
            self._dot(painter, left, top, dot, DOT)
            left += DOT + 7
        bold = QFont(self._font)
        bold.setWeight(QFont.Weight.DemiBold)
        name = group_name(model.grouped, group.value, model.areas).replace("\n", " ")
        painter.setFont(bold)
        painter.setPen(self._text)
        painter.drawText(left, top + self._metrics.ascent(), name)
        painter.setFont(self._font)
        painter.setPen(self._quiet)
        left += QFontMetrics(bold).horizontalAdvance(name) + 8
        painter.drawText(left, top + self._metrics.ascent(), number_words(group.count))

    def _paint_focus(self, painter: QPainter, seen: Seen, top: int, whole: bool) -> None:
        assert seen.current is not None
        for number, x, width in seen.columns:
            if whole or number == seen.current[1]:
                painter.fillRect(x, top + seen.row_height - 1, width, 1, self._focus)

    def _dot(self, painter: QPainter, left: int, top: int, brush: QBrush | None, size: int) -> None:
        if brush is None:
            return
        # Hairlines and grounds stay sharp where a pixel of the screen is no pixel of ours.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawEllipse(left, top + (self._metrics.height() - size) // 2, size, size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
