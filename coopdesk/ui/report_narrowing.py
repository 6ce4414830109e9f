"""Which years and areas: what narrows the records of a report."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from coopdesk.catalogue.area import Area
from coopdesk.i18n import _
from coopdesk.ui.report_labels import column, field_label, heading, note, set_problem

_MOST_ROWS = 12
_YEAR_DIGITS = 4


class YearLine(QLineEdit):
    """A year, or nothing."""

    def __init__(self, instead: str) -> None:
        super().__init__()
        self.setPlaceholderText(instead)
        self.setMaxLength(_YEAR_DIGITS)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))

    @property
    def year(self) -> int | None:
        """The year that is written; None for none, and for one that is not whole yet."""
        return int(self.text()) or None if len(self.text()) == _YEAR_DIGITS else None

    def show_year(self, year: int | None) -> None:
        """Show ``year``, nothing for None."""
        self.setText("" if year is None else f"{year:04}")


class PeriodChoice(QWidget):
    """The years that the records must touch. ``typed`` says that one was written anew."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = YearLine(_("any"))
        self.last = YearLine(_("any"))
        self._problem = note()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(field_label(_("From year"), self.first), 0, 0)
        grid.addWidget(field_label(_("To year"), self.last), 0, 1)
        grid.addWidget(self.first, 1, 0)
        grid.addWidget(self.last, 1, 1)
        layout = column(self)
        layout.addWidget(heading(_("Period")))
        layout.addLayout(grid)
        layout.addWidget(self._problem)
        set_problem(self._problem, "")
        for line in (self.first, self.last):
            line.textEdited.connect(self._typed)

    @property
    def years(self) -> tuple[int | None, int | None]:
        """The first and the last year; none where they end before they begin."""
        return (None, None) if self._turned else (self.first.year, self.last.year)

    @property
    def problem(self) -> str:
        """What is wrong with the years, "" for nothing."""
        return self._problem.text()

    def show_years(self, first: int | None, last: int | None) -> None:
        """Show these years."""
        self.first.show_year(first)
        self.last.show_year(last)
        self._judge()

    @property
    def _turned(self) -> bool:
        first, last = self.first.year, self.last.year
        return first is not None and last is not None and first > last

    def _typed(self) -> None:
        self._judge()
        self.typed.emit()

    def _judge(self) -> None:
        words = _("The years end before they begin: exchange them.") if self._turned else ""
        set_problem(self._problem, words)
        for line in (self.first, self.last):
            line.setProperty("invalid", self._turned)
            line.style().unpolish(line)
            line.style().polish(line)
            line.setAccessibleDescription(words)


class AreaList(QListWidget):
    """Areas to tick, by a click anywhere on one or by the space bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report_areas")
        self.setProperty("role", "framed")
        self.setAccessibleName(_("Areas of the report"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which area the keys are at."""
        super().focusInEvent(event)
        if self.currentItem() is not None:
            self.currentItem().setSelected(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show none, which would look chosen."""
        super().focusOutEvent(event)
        self.clearSelection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the area where its words were clicked; Qt ticks only where its box was."""
        item = self.itemAt(event.position().toPoint())
        before = item.checkState() if item is not None else None
        super().mouseReleaseEvent(event)
        if item is not None and item.checkState() is before:
            ticked = before is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)


class AreaChoice(QWidget):
    """The areas of which the records must be; none ticked: all. ``chosen`` says that it changed."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = AreaList()
        self._wanted: tuple[str, ...] = ()
        self._note = note()
        label = heading(_("&Areas"))
        label.setBuddy(self.list)
        layout = column(self)
        layout.addWidget(label)
        layout.addWidget(self.list)
        layout.addWidget(self._note)
        self._tell()
        self.list.itemChanged.connect(self._ticked)

    @property
    def areas(self) -> tuple[str, ...]:
        """The codes of the areas that are ticked, () for all."""
        if not self.list.count():
            return self._wanted
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    def offer(self, areas: Iterable[Area]) -> None:
        """Offer these areas; what is ticked stays so."""
        wanted = self._wanted
        self.list.blockSignals(True)
        self.list.clear()
        for area in sorted(areas, key=lambda one: one.position):
            item = QListWidgetItem(area.name())
            item.setData(Qt.ItemDataRole.UserRole, area.code)
            item.setToolTip(area.name())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        rows = min(self.list.count(), _MOST_ROWS)
        if rows:
            frame = self.list.contentsMargins()
            high = self.list.sizeHintForRow(0) * rows + frame.top() + frame.bottom()
            self.list.setFixedHeight(high + 2 * self.list.frameWidth())
            self.list.setCurrentRow(0, QItemSelectionModel.SelectionFlag.Current)
        self.show_areas(wanted)

    def show_areas(self, codes: Iterable[str]) -> None:
        """Tick the areas with these codes, and no others."""
        self._wanted = tuple(codes)
        self.list.blockSignals(True)
        for item in self._items():
            ticked = item.data(Qt.ItemDataRole.UserRole) in self._wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._tell()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _ticked(self) -> None:
        self._wanted = self.areas
        self._tell()
        self.chosen.emit()

    def _tell(self) -> None:
        words = _("All areas, as long as none is ticked.")
        self._note.setText(words)
        self._note.setVisible(not self._wanted)
        self.list.setAccessibleDescription("" if self._wanted else words)
