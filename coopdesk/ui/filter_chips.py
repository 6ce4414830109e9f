"""The filter over the table, part by part, each of which can be taken away."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filter_parts import FilterPart, filter_parts, without_part
from coopdesk.catalogue.filters import Filter
from coopdesk.i18n import _, number_words
from coopdesk.ui.filter_chip import STEPS, Chip

if TYPE_CHECKING:
    from coopdesk.catalogue.spelling import Spelling

# So many parts at most are made chips: nobody looks through more.
MOST = 60
_SIDE, _TOP, _GAP = 8, 5, 5


class FilterChips(QWidget):
    """A row that is there only where there is a filter, or where ``offer`` has something to say.

    ``changed`` carries the `Filter` without a part that was taken away; ``clear_asked`` asks for
    no filter at all. Where the chips do not fit, a button tells how many more there are and shows
    them in several lines.
    """

    changed = Signal(object)
    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Filter"))
        self._filter = Filter()
        self._parts: tuple[FilterPart, ...] = ()
        self._areas: dict[str, str] = {}
        self._chips: list[Chip] = []
        self._offers: tuple[QWidget, ...] = ()
        self._before: QWidget | None = None
        self._spelling: Spelling | None = None
        self.more = QToolButton(self)
        self.more.setProperty("role", "quiet")
        self.more.setCheckable(True)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.toggled.connect(lambda _on: self._place())
        self.clear = QPushButton(_("Clear all"), self)
        self.clear.setProperty("role", "quiet")
        self.clear.clicked.connect(self.clear_asked)
        self.hide()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips, those that do not fit too."""
        return tuple(self._chips)

    def offer(self, *widgets: QWidget) -> None:
        """Show these at the right, after "Clear all", as far as they are not hidden."""
        self._offers = widgets
        for widget in widgets:
            widget.setParent(self)
        self._order()

    def follow(self, before: QWidget) -> None:
        """Let the Tab key come here from ``before``."""
        self._before = before
        self._order()

    def _order(self) -> None:
        order: list[QWidget] = [*self._chips, self.more, self.clear, *self._offers]
        for one, other in pairwise([self._before, *order] if self._before else order):
            self.setTabOrder(one, other)

    def show_filter(self, wanted: Filter, areas: Sequence[Area]) -> None:
        """Show the parts of ``wanted``, or nothing where there are none."""
        self._filter = wanted
        parts = filter_parts(wanted)
        if parts != self._parts:
            self._parts = parts
            self._areas = {area.code: area.name() for area in areas}
            self._make()
        self.arrange()

    def spell(self, spelling: "Spelling") -> None:
        """Show what is sought in words as they were typed, from now on and anew."""
        self._spelling = spelling
        words = [self._words(part) for part in self._parts[:MOST]]
        if words != [chip.words for chip in self._chips]:
            self._make()
            self._place()

    def _words(self, part: FilterPart) -> str:
        """Return the words of ``part`` as the user typed them."""
        if part.query is not None and self._spelling is not None:
            from coopdesk.catalogue.query_text import query_text

            spelt = self._spelling.spelt(part.query)
            part = replace(part, value=query_text(spelt), query=spelt)
        return part.words(self._areas)

    def arrange(self) -> None:
        """Show itself where there is something to show, everything in its place."""
        self.clear.setVisible(bool(self._parts))
        offered = any(not widget.isHidden() for widget in self._offers)
        self.setVisible(bool(self._parts) or offered)
        self._place()

    def _make(self) -> None:
        at = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        known = {(chip.part, chip.words): chip for chip in self._chips}
        wanted = [(part, self._words(part)) for part in self._parts[:MOST]]
        self._chips = [known.pop(one) if one in known else self._chip(*one) for one in wanted]
        if at is not None and self._chips and not any(chip.hasFocus() for chip in self._chips):
            self._chips[min(at, len(self._chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        for chip in known.values():
            chip.hide()
            chip.deleteLater()
        self._order()

    def _chip(self, part: FilterPart, words: str) -> Chip:
        made = Chip(part, words, self)
        made.removed.connect(lambda gone: self.changed.emit(without_part(self._filter, gone)))
        return made

    # Where everything stands.

    def _line(self) -> int:
        return max(self.clear.sizeHint().height(), self.fontMetrics().height() + 10)

    def _place(self) -> None:
        """Give everything its place, in one line, or in several where all are asked for."""
        line = self._line()
        end = self.width() - _SIDE
        wide = self._width_at_right()
        # Where they would leave the chips no room, they have a line of their own.
        beneath = bool(self._chips) and wide > self.width() / 2
        right = end if beneath else end - wide
        widths = [chip.sizeHint().width() for chip in self._chips]
        room = right - _SIDE
        whole = sum(widths) + _GAP * len(widths)
        fits = len(self._chips) == len(self._parts) and whole <= room
        if fits:
            self.more.hide()
            lines = self._flow(widths, right, line)
        else:
            lines = self._place_some(widths, right, line)
        lines = self._place_at_right(lines if beneath else 0, lines, line)
        self.setFixedHeight(2 * _TOP + lines * line + (lines - 1) * 2)

    def _at_right(self) -> list[QWidget]:
        return [widget for widget in (self.clear, *self._offers) if not widget.isHidden()]

    def _width_at_right(self) -> int:
        return sum(widget.sizeHint().width() + 2 for widget in self._at_right())

    def _place_at_right(self, at: int, lines: int, line: int) -> int:
        """Place the buttons from line ``at`` on; return how many lines there are with them."""
        rows: list[list[QWidget]] = []
        x = 0
        for widget in reversed(self._at_right()):
            x -= widget.sizeHint().width() + 2
            if not rows or x < _SIDE:
                x = self.width() - _SIDE - widget.sizeHint().width()
                rows.append([])
            rows[-1].append(widget)
        # Read from the left and from above, as they were added.
        for place, row in enumerate(reversed(rows), at):
            x = self.width() - _SIDE
            for widget in row:
                width = widget.sizeHint().width()
                x -= width
                widget.setGeometry(x, _TOP + place * (line + 2), width, line)
                x -= 2
        return max(lines, at + len(rows))

    def _place_some(self, widths: list[int], right: int, line: int) -> int:
        total = len(self._parts)
        self.more.show()
        if self.more.isChecked():
            left = total - len(self._chips)
            self.more.setText(_("Fewer") if not left else _("+{n}").format(n=number_words(left)))
            self.more.setAccessibleName(_("Show fewer parts of the filter"))
            size = self.more.sizeHint()
            return self._flow([*widths, size.width()], right, line, self.more)
        count = self._fitting(widths, right - self._more_width(total))
        hidden = total - count
        self.more.setText(_("+{n}").format(n=number_words(hidden)))
        self.more.setAccessibleName(
            _("Show {n} more parts of the filter").format(n=number_words(hidden))
        )
        x = _SIDE
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < count)
            if place < count:
                x = self._set(chip, QPoint(x, _TOP), min(widths[place], max(right - x, 60)), line)
        self._set(self.more, QPoint(x, _TOP), self.more.sizeHint().width(), line)
        return 1

    def _more_width(self, total: int) -> int:
        self.more.setText(_("+{n}").format(n=number_words(total)))
        return self.more.sizeHint().width() + _GAP

    @staticmethod
    def _fitting(widths: list[int], right: int) -> int:
        x = _SIDE
        for count, width in enumerate(widths):
            x += width + _GAP
            if x > right and count:
                return count
        return len(widths)

    def _flow(self, widths: list[int], right: int, line: int, last: QWidget | None = None) -> int:
        """Place all chips, then ``last``, in as many lines as they need; return how many."""
        x, y, lines = _SIDE, _TOP, 1
        shown: list[QWidget] = [*self._chips, *([last] if last is not None else [])]
        for widget, width in zip(shown, widths, strict=True):
            end = right if lines == 1 else self.width() - _SIDE
            if x > _SIDE and x + width > end:
                x, y, lines = _SIDE, y + line + 2, lines + 1
            widget.show()
            x = self._set(widget, QPoint(x, y), width, line)
        return lines

    @staticmethod
    def _set(widget: QWidget, where: QPoint, width: int, line: int) -> int:
        height = min(widget.sizeHint().height(), line)
        widget.setGeometry(where.x(), where.y() + (line - height) // 2, width, height)
        return where.x() + width + _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """Ask for the height that is needed, and for no width."""
        return QSize(200, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys go from chip to chip."""
        shown = [chip for chip in self._chips if chip.isVisible()]
        at = next((place for place, chip in enumerate(shown) if chip.hasFocus()), None)
        step = STEPS.get(Qt.Key(event.key()))
        if at is None or step is None:
            super().keyPressEvent(event)
            return
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.OtherFocusReason)
