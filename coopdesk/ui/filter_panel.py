"""The filters at the left: what there is, how often, and what is ticked."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from coopdesk.catalogue.filter_words import dimension_words
from coopdesk.catalogue.filters import DIMENSIONS, Dimension, FacetCount, Filter
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import _, number_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.theme import colours

FEW = 9
NONE = "0"
TICK = (QPoint(3, 8), QPoint(6, 11), QPoint(12, 4))
VALUE, DIMENSION, MORE, COUNT = (Qt.ItemDataRole.UserRole + n for n in range(4))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a dimension as it is shown."""

    value: str
    words: str
    count: str


def choices(
    dimension: Dimension, counts: tuple[FacetCount, ...], areas: dict[str, str]
) -> tuple[Choice, ...]:
    """Return the counts of a dimension in words; on a worker thread, for CLDR loads slowly."""
    return tuple(
        Choice(c.value, _words(dimension, c.value, areas), number_words(c.count)) for c in counts
    )


def _words(dimension: Dimension, value: str, areas: dict[str, str]) -> str:
    return dimension_words(dimension.name, value, areas) if value else _("Not stated")


class _Row(QStyledItemDelegate):
    """Draws a heading or a value: the tick box, the words, the count at the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        c = colours()
        rect: QRect = option.rect
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(c.hover))
        heading = not index.parent().isValid()
        font = option.font
        font.setBold(heading)
        painter.setFont(font)
        left = rect.left() + (10 if heading else 14)
        if heading:
            self._arrow(
                painter, rect, bool(option.state & QStyle.StateFlag.State_Open), c.secondary
            )
            left += 14
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            self._box(painter, QRect(left, rect.center().y() - 7, 15, 15), bool(state), focused)
            left += 24
        count = index.data(COUNT)
        room = painter.fontMetrics().horizontalAdvance(count) + 12 if count else 0
        words = index.data(Qt.ItemDataRole.DisplayRole)
        more = index.data(MORE)
        if more:
            left += 24
        quiet = count == NONE and not state
        painter.setPen(QColor(c.accent if more else c.secondary if quiet else c.text))
        text = QRect(left, rect.top(), rect.right() - 10 - room - left, rect.height())
        painter.drawText(
            text,
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, text.width()),
        )
        if count:
            painter.setPen(QColor(c.secondary))
            painter.drawText(
                rect.adjusted(0, 0, -10, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                count,
            )
        if focused and state is None:
            # A tick box leaves its own behind.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 1))
            painter.drawRoundedRect(rect.adjusted(3, 1, -4, -2), 4, 4)

    def _box(self, painter: QPainter, box: QRect, ticked: bool, focused: bool) -> None:
        c = colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if ticked or focused else c.strong_border), 1.2))
        painter.setBrush(QColor(c.accent if ticked else c.base))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            painter.setPen(QPen(QColor(c.on_accent), 2))
            painter.drawPolyline([box.topLeft() + step for step in TICK])
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 1))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)

    @staticmethod
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

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Leave ticking to the panel: what is ticked is the filter's to say."""
        return False

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
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

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a row's height: headings stand a little apart."""
        extra = 16 if not index.parent().isValid() else 9
        return QSize(60, option.fontMetrics.height() + extra)


class FilterPanel(QTreeWidget):
    """Ticks and counts per dimension. ``filter_changed`` carries the new `Filter`."""

    filter_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._filter = Filter()
        self._in_area = False
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._unfolded: set[str] = set()
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
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.itemClicked.connect(self._clicked)
        self._sections: dict[str, QTreeWidgetItem] = {}
        for dimension in DIMENSIONS:
            section = QTreeWidgetItem(self, [_(dimension.label)])
            section.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            section.setExpanded(dimension.name in ("areas", "kinds", "statuses", "years"))
            section.setHidden(True)
            self._sections[dimension.name] = section

    def show_filter(self, wanted: Filter, in_area: bool) -> None:
        """Count anew under ``wanted``; ``in_area`` leaves out the dimension of the tab itself."""
        areas = {area.code: area.name() for area in self._desk.areas}
        # In other lists the values stand in another order.
        within = (wanted.search, wanted.areas if in_area else (), tuple(areas), in_force())
        if within != self._within:
            self._within = within
            self._seen.clear()
        self._filter = wanted
        self._in_area = in_area
        dimensions = [d for d in DIMENSIONS if not (in_area and d.name == "areas")]
        self._desk.read(
            self,
            lambda s: {d.name: choices(d, s.facet(d.name, wanted), areas) for d in dimensions},
            self._counted,
            key="facets",
        )

    def _counted(self, counted: dict[str, tuple[Choice, ...]]) -> None:
        self._choices = counted
        self.setUpdatesEnabled(False)
        at = self.verticalScrollBar().value()
        for dimension in DIMENSIONS:
            self._fill(dimension, self._sections[dimension.name])
        self.verticalScrollBar().setValue(at)
        self.setUpdatesEnabled(True)

    def _entries(self, dimension: Dimension, ticked: list[str]) -> list[Choice]:
        """Return the values to show, in an order that no tick changes: nothing jumps."""
        found = {choice.value: choice for choice in self._choices.get(dimension.name, ())}
        seen = self._seen.get(dimension.name, {})
        if not found.keys() <= seen.keys():
            fresh = {value: choice.words for value, choice in found.items()}
            seen = self._seen[dimension.name] = {**fresh, **seen}
        areas = {area.code: area.name() for area in self._desk.areas}
        gone = [Choice(v, _words(dimension, v, areas), NONE) for v in ticked if v not in seen]
        return gone + [
            found.get(value, Choice(value, words, NONE)) for value, words in seen.items()
        ]

    def _fill(self, dimension: Dimension, section: QTreeWidgetItem) -> None:
        ticked = [str(value) for value in getattr(self._filter, dimension.name)]
        entries = self._entries(dimension, ticked)
        # One lone value narrows nothing: the section would only cost room.
        own = dimension.name == "areas" and self._in_area
        section.setHidden(own or (len(entries) < 2 and not ticked))
        if len(entries) > FEW + 1 and dimension.name not in self._unfolded:
            shown = [e for n, e in enumerate(entries) if n < FEW or e.value in ticked]
        else:
            shown = entries
        current = self.currentItem()
        inside = current is not None and current.parent() is section
        kept = current.data(0, VALUE) if inside and current is not None else None
        section.takeChildren()
        if inside:
            self.setCurrentItem(section)
        for entry in shown:
            item = QTreeWidgetItem(section, [entry.words])
            item.setData(0, VALUE, entry.value)
            item.setData(0, DIMENSION, dimension.name)
            item.setData(0, COUNT, entry.count)
            item.setData(
                0,
                Qt.ItemDataRole.AccessibleTextRole,
                _("{value}, {count}").format(value=entry.words, count=entry.count),
            )
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(
                0,
                Qt.CheckState.Checked if entry.value in ticked else Qt.CheckState.Unchecked,
            )
            if kept is not None and entry.value == kept:
                self.setCurrentItem(item)
        if len(shown) < len(entries):
            more = QTreeWidgetItem(section, [_("Show all {n}").format(n=len(entries))])
            more.setData(0, DIMENSION, dimension.name)
            more.setData(0, MORE, True)
            more.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def _clicked(self, item: QTreeWidgetItem) -> None:
        name = item.data(0, DIMENSION)
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
        elif item.data(0, MORE):
            self._unfolded.add(name)
            section = self._sections[name]
            place = section.indexOfChild(item)
            self._fill(next(d for d in DIMENSIONS if d.name == name), section)
            self.setCurrentItem(section.child(place) or section)
        else:
            self._toggle(name, item.data(0, VALUE))

    def _toggle(self, name: str, value: str) -> None:
        chosen = getattr(self._filter, name)
        typed: str | int = int(value) if name == "years" else value
        after = tuple(v for v in chosen if v != typed) if typed in chosen else (*chosen, typed)
        changes: dict[str, Any] = {name: after}
        self.filter_changed.emit(replace(self._filter, **changes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick the value or open the section."""
        item = self.currentItem()
        if item is not None and event.key() in (
            Qt.Key.Key_Space,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self._clicked(item)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return what the left side of the window would like."""
        return QSize(218, 400)
