"""The tabs: Overview, All, one per area with its colour and its count, then saved filters."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QTabBar, QWidget

from coopdesk.catalogue.area import Area
from coopdesk.i18n import _, number_words
from coopdesk.ui.theme import colours

OVERVIEW, ALL = "overview", "all"
PADDING = 11
DOT = 9
ICON = 15
GAP = 7


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its key (an area's code, OVERVIEW, ALL, or that of a saved filter), its words, its
    colour or its icon, its count, and what is ``wrong`` with it."""

    key: str
    name: str
    colour: str = ""
    count: int | None = None
    icon: str = ""
    wrong: str = ""


def tabs_for(
    areas: tuple[Area, ...],
    counts: dict[str, int],
    found: dict[str, int] | None = None,
    saved: tuple[Tab, ...] = (),
) -> list[Tab]:
    """Return the tabs of a catalogue with these areas and counts of records.

    A retired area has one as long as it has records. ``found`` are the counts of a search, which
    the tabs show then; those of ``saved`` filters, which stand last, have searches of their own.
    """
    said = counts if found is None else found
    first = [Tab(OVERVIEW, _("Overview")), Tab(ALL, _("All"), count=sum(said.values()))]
    of_areas = [
        Tab(area.code, area.name(), area.colour, said.get(area.code, 0))
        for area in areas
        if not area.retired or counts.get(area.code)
    ]
    return [*first, *of_areas, *saved]


def two_lines(name: str, metrics: QFontMetrics) -> tuple[str, str]:
    """Split a long name at the blank that makes the two lines most alike in width."""
    words = name.split(" ")
    if len(words) < 2 or metrics.horizontalAdvance(name) <= metrics.averageCharWidth() * 10:
        return name, ""
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(splits, key=lambda pair: max(metrics.horizontalAdvance(line) for line in pair))


class TabStrip(QTabBar):
    """A tab bar that writes long names on two lines, so that all areas fit a small screen.

    ``menu_asked`` carries the key of the tab whose menu is asked for, and where on the screen.
    """

    menu_asked = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("areas")
        self.setAccessibleName(_("Areas"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setMouseTracking(True)
        self._tabs: list[Tab] = []
        self._hovered = -1
        self._hints: dict[Tab, QSize] = {}
        # The widest count that each tab has shown: while one types a search, no tab moves.
        self._count_room: dict[str, int] = {}

    def set_tabs(self, tabs: list[Tab]) -> None:
        """Show these tabs; the one shown stays so where it is still there."""
        if tabs == self._tabs:
            return
        key = self.key()
        before = {tab.key: tab for tab in self._tabs}
        same = [tab.key for tab in tabs] == [tab.key for tab in self._tabs]
        self._tabs = tabs
        blocked = self.blockSignals(True)
        if not same:
            while self.count():
                self.removeTab(0)
            for _tab in tabs:
                self.addTab("")
            self._count_room.clear()
        self._hints.clear()
        for place, tab in enumerate(tabs):
            # Each new text lays out the whole strip: only what changed is set.
            if same and before[tab.key] == tab:
                continue
            count = "" if tab.count is None else f" ({number_words(tab.count)})"
            text = f"{tab.name}{count}"
            self.setTabText(place, text.replace("&", "&&"))
            # Qt reads a tooltip that looks like markup as markup; an area's name is never that.
            tip = "".join(f"<p>{escape(line)}</p>" for line in (text, tab.wrong) if line)
            self.setTabToolTip(place, "" if tab.count is None and not tab.wrong else tip)
        self.show_key(key)
        self.blockSignals(blocked)
        self.updateGeometry()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all tabs, left to right."""
        return tuple(tab.key for tab in self._tabs)

    @property
    def shown_tabs(self) -> tuple[Tab, ...]:
        """The tabs, left to right."""
        return tuple(self._tabs)

    def key(self) -> str:
        """Return the key of the tab shown."""
        place = self.currentIndex()
        return self._tabs[place].key if 0 <= place < len(self._tabs) else ALL

    def key_at(self, place: int) -> str:
        """Return the key of the tab in that place."""
        return self._tabs[place].key if 0 <= place < len(self._tabs) else ALL

    def show_key(self, key: str, *, told: bool = True) -> None:
        """Show the tab with that key, All where there is none; not ``told``: without a signal."""
        keys = [tab.key for tab in self._tabs]
        if keys:
            blocked = self.blockSignals(self.signalsBlocked() or not told)
            self.setCurrentIndex(keys.index(key) if key in keys else keys.index(ALL))
            self.blockSignals(blocked)

    def show_next(self) -> None:
        """Show the tab to the right, after the last one the first."""
        self.setCurrentIndex((self.currentIndex() + 1) % max(self.count(), 1))

    def show_previous(self) -> None:
        """Show the tab to the left, before the first one the last."""
        self.setCurrentIndex((self.currentIndex() - 1) % max(self.count(), 1))

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room that a tab's two lines, dot and count take."""
        metrics = self.fontMetrics()
        if not 0 <= index < len(self._tabs):
            return QSize(60, metrics.height() * 2 + 16)
        tab = self._tabs[index]
        known = self._hints.get(tab)
        if known is not None:
            return known
        first, second = two_lines(tab.name, metrics)
        count = f"  {number_words(tab.count)}" if tab.count is not None else ""
        room = max(metrics.horizontalAdvance(count), self._count_room.get(tab.key, 0))
        self._count_room[tab.key] = room
        width = metrics.horizontalAdvance(second or first) + room
        width = max(width, metrics.horizontalAdvance(first))
        dot = (DOT if tab.colour else ICON if tab.icon else -GAP) + GAP
        self._hints[tab] = QSize(width + dot + 2 * PADDING, metrics.height() * 2 + 16)
        return self._hints[tab]

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the same: a name is never cut, the strip scrolls instead."""
        return self.tabSizeHint(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tab under the mouse or, by the keyboard, of the one shown."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._ask_menu(self.tabAt(event.pos()), event.pos())
        else:
            self._ask_menu_of_shown()

    def _ask_menu_of_shown(self) -> None:
        at = self.currentIndex()
        self._ask_menu(at, self.tabRect(at).bottomLeft())

    def _ask_menu(self, at: int, where: QPoint) -> None:
        if 0 <= at < len(self._tabs):
            self.menu_asked.emit(self._tabs[at].key, self.mapToGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Shift+F10 for the menu key, which not every keyboard has."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if shift and event.key() == Qt.Key.Key_F10:
            self._ask_menu_of_shown()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hints.clear()
            self._count_room.clear()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep track of the tab under the mouse."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave, QEvent.Type.Leave):
            at = self.tabAt(self.mapFromGlobal(self.cursor().pos()))
            if event.type() != QEvent.Type.HoverMove:
                at = -1
            if at != self._hovered:
                self._hovered = at
                self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tabs: dot, one or two lines, count, and a line under the one shown."""
        c = colours()
        painter = QPainter(self)
        option = QStyleOptionTab()
        for place, tab in enumerate(self._tabs[: self.count()]):
            self.initStyleOption(option, place)
            rect: QRect = option.rect
            shown = place == self.currentIndex()
            if place == self._hovered and not shown:
                painter.fillRect(rect, QColor(c.hover))
            if shown:
                colour = QColor(c.accent)
                painter.fillRect(
                    QRect(rect.left() + 4, rect.bottom() - 2, rect.width() - 8, 3), colour
                )
                if self.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
                    painter.setPen(colour)
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(rect.adjusted(3, 3, -4, -5), 4, 4)
            if tab.icon and not self._tabs[place - 1].icon:
                painter.fillRect(rect.left(), rect.top() + 12, 1, rect.height() - 24, c.border)
            self._draw(painter, rect, tab, QColor(c.text if shown else c.secondary), c.secondary)
        painter.end()

    def _draw(self, painter: QPainter, rect: QRect, tab: Tab, ink: QColor, quiet: str) -> None:
        metrics = self.fontMetrics()
        first, second = two_lines(tab.name, metrics)
        height = metrics.height() * (2 if second else 1)
        top = rect.top() + (rect.height() - height) // 2 - 1
        left = rect.left() + PADDING
        if tab.colour:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tab.colour))
            painter.drawEllipse(left, top + (metrics.height() - DOT) // 2 + 1, DOT, DOT)
            left += DOT + GAP
        elif tab.icon:
            from coopdesk.ui.icons import icon

            role = "warning" if tab.wrong else "secondary"
            middle = top + (metrics.height() - ICON) // 2
            icon(tab.icon, role).paint(painter, QRect(left, middle, ICON, ICON))
            left += ICON + GAP
        painter.setPen(ink)
        baseline = top + metrics.ascent()
        painter.drawText(left, baseline, first)
        if second:
            baseline += metrics.height()
            painter.drawText(left, baseline, second)
        if tab.count is not None:
            painter.setPen(QColor(quiet))
            offset = metrics.horizontalAdvance((second or first) + "  ")
            painter.drawText(left + offset, baseline, number_words(tab.count))
