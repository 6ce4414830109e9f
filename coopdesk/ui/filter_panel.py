"""The filters at the left: what there is, how often, what is asked for and what is excluded."""

from itertools import islice

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from coopdesk.catalogue import filter_parts
from coopdesk.catalogue.dimensions import DIMENSIONS, Dimension
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import _, number_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.filter_choices import (
    MOST,
    NONE,
    Choice,
    Matches,
    Offered,
    counted,
    matches,
    named,
    value_words,
)
from coopdesk.ui.filter_line import FilterLine
from coopdesk.ui.filter_menu import row_menu
from coopdesk.ui.filter_rows import (
    ASKED,
    COUNT,
    DIMENSION,
    ENTRY,
    EXCLUDED,
    FEWER,
    KIND,
    LINE,
    MORE,
    NOTE,
    OPEN,
    SECTION,
    VALUE,
    FilterRow,
    entry_row,
    row_of,
)

FEW = 9
# A section with more values than this has a line that narrows it.
LONG = 20
OPENED = ("areas", "kinds", "statuses", "years")
_BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}


class FilterPanel(QTreeWidget):
    """Boxes and counts per dimension.

    ``filter_changed`` carries the new `Filter`; ``counted`` comes when the counts are shown.
    """

    filter_changed = Signal(object)
    counted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._filter = Filter()
        self._in_area = False
        self._stale = False
        self._pressed: tuple[object, ...] | None = None
        self._offered: dict[str, Offered] = {}
        self._matches: dict[str, Matches] = {}
        self._unfolded: set[str] = set()
        self._lines: dict[str, FilterLine] = {}
        # Per dimension the values met since tab or search changed, with their words, in order.
        self._seen: dict[str, dict[str, str]] = {}
        self._within: tuple[object, ...] = ()
        self.setObjectName("filters")
        self.setAccessibleName(_("Filters"))
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setItemDelegate(FilterRow(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._sections: dict[str, QTreeWidgetItem] = {}
        kept = desk.settings.get("filter_sections")
        for dimension in DIMENSIONS:
            section = QTreeWidgetItem(self, [_(dimension.label)])
            section.setData(0, KIND, SECTION)
            section.setData(0, DIMENSION, dimension.name)
            section.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            section.setExpanded(bool(kept.get(dimension.name, dimension.name in OPENED)))
            section.setHidden(True)
            self._sections[dimension.name] = section
        self.itemExpanded.connect(self._keep_section)
        self.itemCollapsed.connect(self._keep_section)

    def _keep_section(self, item: QTreeWidgetItem) -> None:
        kept = self._desk.settings.get("filter_sections")
        now = {**kept, item.data(0, DIMENSION): item.isExpanded()}
        self._desk.settings.set("filter_sections", now)

    def show_filter(self, wanted: Filter, in_area: bool) -> None:
        """Count anew under ``wanted``; ``in_area`` leaves out the dimension of the tab itself.

        While nobody sees the filters nothing is counted.
        """
        areas = self._areas()
        # In other lists the values stand in another order.
        within = (wanted.search, wanted.areas if in_area else (), tuple(areas), in_force())
        if within != self._within:
            self._within = within
            self._seen.clear()
        self._filter = wanted
        self._in_area = in_area
        self._stale = not self.isVisible()
        if self._stale:
            return
        dimensions = [d for d in DIMENSIONS if not (in_area and d.name == "areas")]
        self._desk.read(
            self,
            lambda store: counted(store, wanted, dimensions, areas),
            self._counted,
            key="facets",
            patient=True,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Count what was not counted while nobody saw it."""
        super().showEvent(event)
        if self._stale:
            self.show_filter(self._filter, self._in_area)

    def _areas(self) -> dict[str, str]:
        return {area.code: area.name() for area in self._desk.areas}

    def _counted(self, offered: dict[str, Offered]) -> None:
        self._offered = offered
        self.setUpdatesEnabled(False)
        at = self.verticalScrollBar().value()
        for dimension in DIMENSIONS:
            self._fill(dimension, self._sections[dimension.name])
        self.verticalScrollBar().setValue(at)
        self.setUpdatesEnabled(True)
        for name, line in self._lines.items():
            if line.edit.text():
                self._narrow(name, line.edit.text())
        self.counted.emit()

    # What a section shows.

    def _entries(self, dimension: Dimension, asked: list[str]) -> list[Choice]:
        """Return the values to show, in an order that no tick changes: nothing jumps."""
        offered = self._offered.get(dimension.name)
        found = offered.first if offered else {}
        first = dict(islice(found.items(), MOST))
        seen = self._seen.get(dimension.name, {})
        if not first.keys() <= seen.keys():
            fresh = {value: choice.words for value, choice in first.items()}
            seen = self._seen[dimension.name] = dict(islice({**fresh, **seen}.items(), MOST))
        areas = self._areas()
        gone = [
            found.get(v) or Choice(v, value_words(dimension, v, areas), NONE)
            for v in asked
            if v not in seen
        ]
        return gone + [
            found.get(value, Choice(value, words, NONE)) for value, words in seen.items()
        ]

    def _total(self, dimension: Dimension, entries: list[Choice]) -> int:
        offered = self._offered.get(dimension.name)
        return max(len(entries), len(offered.counts) if offered else 0)

    def _fill(self, dimension: Dimension, section: QTreeWidgetItem) -> None:
        name = dimension.name
        asked = named(self._filter, name)
        entries = self._entries(dimension, asked)
        total = self._total(dimension, entries)
        # One lone value narrows nothing: the section would only cost room.
        own = name == "areas" and self._in_area
        section.setHidden(own or (len(entries) < 2 and not asked))
        section.setData(0, COUNT, number_words(len(asked)) if asked else "")
        unfolded = name in self._unfolded and total > FEW + 1
        narrowed = self._matches.get(name) if unfolded else None
        if narrowed is not None:
            shown, total = list(narrowed.first), narrowed.total
        elif total > FEW + 1 and not unfolded:
            shown = [e for n, e in enumerate(entries) if n < FEW or e.value in asked]
        else:
            shown = entries
        kept = self._empty(section, unfolded and self._long(name))
        rows = [entry_row(name, entry, self._state(name, entry.value)) for entry in shown]
        current = next((r for r, e in zip(rows, shown, strict=True) if e.value == kept), None)
        if unfolded and len(shown) < total:
            more = _("{n} more: narrow the list").format(n=number_words(total - len(shown)))
            rows.append(row_of(NOTE, name, more))
        elif narrowed is not None and not shown:
            rows.append(row_of(NOTE, name, _("Nothing begins so")))
        elif not unfolded and len(shown) < total:
            rows.append(row_of(MORE, name, _("Show all {n}").format(n=number_words(total))))
        if unfolded:
            rows.append(row_of(FEWER, name, _("Show fewer")))
        # All at once: each step lays out the whole tree.
        section.addChildren(rows)
        if current is not None:
            self.setCurrentItem(current)

    def _long(self, name: str) -> bool:
        offered = self._offered.get(name)
        return name in self._lines or (offered is not None and len(offered.counts) > LONG)

    def _empty(self, section: QTreeWidgetItem, with_line: bool) -> str | None:
        """Take the rows out of a section; return the value on which the user stood."""
        name = section.data(0, DIMENSION)
        current = self.currentItem()
        inside = current is not None and current.parent() is section
        on_line = inside and current is not None and current.data(0, KIND) == LINE
        kept = current.data(0, VALUE) if inside and current is not None else None
        if inside and not (on_line and with_line):
            self.setCurrentItem(section)
        first = section.child(0)
        lined = first is not None and first.data(0, KIND) == LINE
        start = 1 if lined and with_line else 0
        count = section.childCount() - start
        if count > 0:
            self.model().removeRows(start, count, self.indexFromItem(section))
        if not with_line:
            self._lines.pop(name, None)
            self._matches.pop(name, None)
        elif not lined:
            self._add_line(section, name)
        return kept

    def _add_line(self, section: QTreeWidgetItem, name: str) -> None:
        item = row_of(LINE, name, "")
        section.addChild(item)
        line = FilterLine(section.text(0), self)
        line.narrowed.connect(lambda text: self._narrow(name, text))
        line.left.connect(lambda step: self._leave_line(item, step))
        line.closed.connect(lambda: self._fold(name, section))
        line.entered.connect(lambda: self.setCurrentItem(item))
        self._lines[name] = line
        self.setItemWidget(item, 0, line)

    def _state(self, name: str, value: str) -> int:
        if (name, value) in self._filter.excluded:
            return EXCLUDED
        asked = [str(one) for one in getattr(self._filter, name)]
        return ASKED if value in asked else OPEN

    # What the user does.

    def _act(self, item: QTreeWidgetItem, *, exclude: bool = False) -> None:
        name = item.data(0, DIMENSION)
        match item.data(0, KIND):
            case kind if kind == SECTION:
                item.setExpanded(not item.isExpanded())
            case kind if kind == ENTRY:
                change = filter_parts.excluded if exclude else filter_parts.toggled
                self.filter_changed.emit(change(self._filter, name, item.data(0, VALUE)))
            case kind if kind == MORE:
                self._unfold(name, item)
            case kind if kind == FEWER:
                self._fold(name, self._sections[name])

    def _unfold(self, name: str, more: QTreeWidgetItem) -> None:
        section = self._sections[name]
        place = section.indexOfChild(more)
        self._unfolded.add(name)
        self._fill(_BY_NAME[name], section)
        line = self._lines.get(name)
        if line is not None and len(self._offered[name].counts) > MOST:
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setCurrentItem(section.child(place + (line is not None)) or section)

    def _fold(self, name: str, section: QTreeWidgetItem) -> None:
        self._unfolded.discard(name)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fill(_BY_NAME[name], section)
        self.setCurrentItem(section)
        self.scrollToItem(section)

    def _narrow(self, name: str, text: str) -> None:
        offered = self._offered.get(name)
        if not text.strip() or offered is None:
            self._desk.forget(self, f"narrow {name}")
            self._narrowed(name, None)
            return
        areas = self._areas()
        self._desk.read(
            self,
            lambda _store: matches(_BY_NAME[name], offered.counts, text, areas),
            lambda found: self._narrowed(name, found),
            key=f"narrow {name}",
        )

    def _narrowed(self, name: str, found: Matches | None) -> None:
        if name not in self._lines:
            return
        if found is None:
            self._matches.pop(name, None)
        else:
            self._matches[name] = found
        self._fill(_BY_NAME[name], self._sections[name])

    def _leave_line(self, item: QTreeWidgetItem, step: int) -> None:
        other = self.itemBelow(item) if step > 0 else self.itemAbove(item)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if other is not None:
            self.setCurrentItem(other)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note what is pressed: releasing elsewhere does nothing."""
        self._pressed = _what(self.itemAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks; with Alt, or the middle button, it excludes."""
        item = self.itemAt(event.position().toPoint())
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if item is None or _what(item) != pressed:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._act(item, exclude=alt)
        elif event.button() == Qt.MouseButton.MiddleButton and item.data(0, KIND) == ENTRY:
            # Some desktops keep Alt and a click for moving windows.
            self._act(item, exclude=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick the value or open the section; with Alt, or minus, they exclude."""
        item = self.currentItem()
        key = event.key()
        if item is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(item, exclude=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif key == Qt.Key.Key_Minus and item.data(0, KIND) == ENTRY:
            self._act(item, exclude=True)
        else:
            super().keyPressEvent(event)
            now = self.currentItem()
            if now is not None and now is not item and now.data(0, KIND) == LINE:
                self._lines[now.data(0, DIMENSION)].setFocus(Qt.FocusReason.OtherFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a row."""
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if keyed else self.itemAt(event.pos())
        if item is None or item.data(0, KIND) not in (SECTION, ENTRY):
            return
        rect = self.visualItemRect(item)
        where = rect.bottomLeft() + QPoint(24, 0) if keyed else event.pos()
        menu = self.menu_of(item)
        menu.exec(self.viewport().mapToGlobal(where))
        menu.deleteLater()

    def menu_of(self, item: QTreeWidgetItem) -> QMenu:
        """Return the menu of a row."""
        name, value = item.data(0, DIMENSION), item.data(0, VALUE)
        return row_menu(self._filter, name, value, self.filter_changed.emit, self)

    def sizeHint(self) -> QSize:
        """Return what the left side of the window would like."""
        return QSize(218, 400)


def _what(item: QTreeWidgetItem | None) -> tuple[object, ...] | None:
    """Return what a row stands for: counts that arrive make the rows anew."""
    return None if item is None else tuple(item.data(0, role) for role in (DIMENSION, KIND, VALUE))
