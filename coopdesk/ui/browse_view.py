"""Filters, table and record side by side: what every tab but the overview shows."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QWidget

from coopdesk.catalogue.filters import SORTABLE, Filter, Sort
from coopdesk.catalogue.summary import Summary
from coopdesk.ui.columns import COLUMNS, chosen_columns
from coopdesk.ui.desk import Desk
from coopdesk.ui.list_frame import ListFrame
from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.tab_strip import ALL

if TYPE_CHECKING:
    from coopdesk.ui.filter_panel import FilterPanel
    from coopdesk.ui.reading_pane import ReadingPane

WIDTHS = [200, 830, 410]


@dataclass(slots=True)
class TabState:
    """What a tab remembers while another is shown."""

    filter: Filter
    sort: Sort
    record_id: int | None = None


class BrowseView(QWidget):
    """One set of widgets for all tabs: showing another tab asks the catalogue another question.

    ``record_shown`` tells what the reading pane shows; ``edit_asked``, ``cell_asked``,
    ``delete_asked``, ``new_asked`` and ``clear_asked`` what the user wants done;
    ``elsewhere_asked`` which record to show that is not in the list. It is made in two steps: the
    table is there at once, filters and reading pane with `furnish`, after the first painting.
    """

    record_shown = Signal(object)
    edit_asked = Signal()
    cell_asked = Signal()
    delete_asked = Signal()
    new_asked = Signal()
    elsewhere_asked = Signal(int)
    clear_asked = Signal()
    filter_shown = Signal(object)

    filters: "FilterPanel"
    reader: "ReadingPane"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = ALL
        self._states: dict[str, TabState] = {}
        self._counts: dict[str, int] = {}
        self._search = ""
        self._wanted_id: int | None = None
        self._to_show: dict[str, int] = {}
        # Where to stand when no record is wanted: in the place of one that was deleted.
        self._place = 0
        self.model = RecordModel(desk, chosen_columns(None, ALL), self)
        self.table = RecordTable(self.model, desk)
        self._furnished = self._seen = False
        self.frame = ListFrame(self.table)
        self.side = QStackedWidget()
        self.side.setObjectName("side")
        self._build()
        self.model.shown.connect(self._rows_shown)
        self.model.complete.connect(self._choose_wanted)
        self.table.record_chosen.connect(self._chosen)
        self.table.sort_asked.connect(self._sort)
        self.table.edit_asked.connect(self.edit_asked)
        self.table.delete_asked.connect(self.delete_asked)
        self.frame.clear_asked.connect(self.clear_asked)
        self.frame.new_asked.connect(self.new_asked)
        self.table.columns_asked.connect(self._columns_menu)

    def furnish(self, actions: list[QAction]) -> None:
        """Add filters and reading pane, with ``actions`` over the record, in the room left."""
        from coopdesk.ui.filter_panel import FilterPanel
        from coopdesk.ui.inline_click import SlowClick
        from coopdesk.ui.reading_pane import ReadingPane

        SlowClick(self.table).clicked.connect(self.cell_asked)
        self.filters = FilterPanel(self._desk)
        self.filters.setMinimumWidth(150)
        sizes = self._widths()
        room = self.splitter.replaceWidget(0, self.filters)
        if room is not None:
            room.deleteLater()
        self.splitter.setSizes(sizes)
        # The filters come late, and before the table for whoever goes by the Tab key.
        for before, after in pairwise((self.filters, self.table, *self.frame.buttons)):
            self.setTabOrder(before, after)
        self.reader = ReadingPane(self._desk, actions)
        self.side.addWidget(self.reader)
        self.filters.filter_changed.connect(self.set_filter)
        self.reader.shown.connect(self.record_shown)
        self.reader.record_asked.connect(self.go_to)
        self._furnished = True

    def _build(self) -> None:
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(QWidget())
        self.splitter.addWidget(self.frame)
        self.splitter.addWidget(self.side)
        for place, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(place, stretch)
            self.splitter.setCollapsible(place, False)
        self.side.setMinimumWidth(300)
        self.splitter.setSizes(self._widths())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _widths(self) -> list[int]:
        """Return how wide the three parts are, or are to be once there is room for them."""
        if self._seen:
            return self.splitter.sizes()
        kept = self._desk.settings.get("splitter")
        fit = len(kept) == len(WIDTHS) and all(isinstance(width, int) for width in kept)
        return kept if fit else WIDTHS

    @property
    def key(self) -> str:
        """The tab shown."""
        return self._key

    @property
    def state(self) -> TabState:
        """What the tab shown remembers."""
        return self._states.setdefault(self._key, TabState(Filter(), self._kept_sort(self._key)))

    def wanted(self) -> Filter:
        """Return the whole filter in force: the tab's area, its ticks and the search."""
        mine = replace(self.state.filter, search=self._search)
        return mine if self._key == ALL else replace(mine, areas=(self._key,))

    def _kept_sort(self, key: str) -> Sort:
        kept = self._desk.settings.get("sort").get(key)
        if isinstance(kept, list) and len(kept) == 2 and kept[0] in SORTABLE:
            return Sort(kept[0], bool(kept[1]))
        return Sort()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Take over how many records each area has."""
        self._counts = counts

    def _tab_total(self) -> int:
        return sum(self._counts.values()) if self._key == ALL else self._counts.get(self._key, 0)

    def fill(self, key: str, rows: tuple[Summary, ...], total: int) -> None:
        """Show a tab's first rows at once, before the catalogue is fully open."""
        self._key = key
        self._lay_out()
        self.model.fill(rows, total, self.wanted(), self.state.sort)

    def show_tab(self, key: str) -> None:
        """Show the records of an area, or of all."""
        if self._furnished:
            self._remember()
        self._key = key
        self._lay_out()
        self._wanted_id = self._to_show.pop(key, self.state.record_id)
        self.read_again()

    def _remember(self) -> None:
        self.state.record_id = self.reader.record_id
        self._keep_columns()

    def _keep_columns(self) -> None:
        header = self.table.horizontalHeader()
        if header.count() != len(self.model.columns):
            return
        order = sorted(range(header.count()), key=header.visualIndex)
        names = [self.model.columns[n].name for n in order]
        own = self.table.own_widths
        kept = dict(self._desk.settings.get("columns"))
        kept[self._key] = [[name, own.get(name, 0)] for name in names]
        self._desk.settings.set("columns", kept)

    def _lay_out(self) -> None:
        kept = self._desk.settings.get("columns").get(self._key)
        entries = kept if isinstance(kept, list) else []
        pairs = [p for p in entries if isinstance(p, list) and len(p) == 2 and str(p[0]) == p[0]]
        columns = chosen_columns([name for name, _width in pairs], self._key)
        if columns != self.model.columns:
            self.model.set_columns(columns)
        self.table.delegate.show_dots = self._key == ALL
        self.table.lay_out({name: width for name, width in pairs if isinstance(width, int)})
        self.table.show_sort(self.state.sort.field, self.state.sort.descending)

    def read_again(self) -> None:
        """Ask the catalogue for the list and the counts anew."""
        wanted = self.wanted()
        plain = replace(wanted, areas=()).empty
        self.model.show(wanted, self.state.sort, self._tab_total() if plain else None)
        self.filter_shown.emit(wanted)

    def set_filter(self, wanted: Filter) -> None:
        """Show what passes ``wanted`` within the tab."""
        areas = wanted.areas if self._key == ALL else ()
        self.state.filter = replace(wanted, areas=areas, search="")
        self._wanted_id = self.reader.record_id
        self.read_again()

    def set_search(self, text: str) -> None:
        """Show what the words of ``text`` find within the tab."""
        self._search = text
        self._wanted_id = self.reader.record_id
        self.read_again()

    def clear(self) -> None:
        """Show all records of the tab."""
        self._search = ""
        self.set_filter(Filter())

    def refresh(self, record_id: int | None) -> None:
        """Read anew after a change, and go to that record where it is in the list."""
        self._wanted_id = record_id
        self._place = self.table.currentIndex().row() if record_id is None else 0
        self.read_again()

    def go_to(self, record_id: int) -> None:
        """Choose that record, or ask for it where this list does not show it."""
        row = self.model.row_of(record_id)
        if row is not None:
            self.table.choose_row(row)
        else:
            self.elsewhere_asked.emit(record_id)

    def go_to_in(self, key: str, record_id: int) -> None:
        """Let tab ``key`` show that record, unfiltered, when it is next shown."""
        self._search = ""
        self._states[key] = TabState(Filter(), self._kept_sort(key))
        self._to_show[key] = record_id

    def _rows_shown(self, total: int) -> None:
        wanted = self.wanted()
        mine = replace(wanted, areas=self.state.filter.areas)
        self.frame.tell(
            total,
            max(self._tab_total(), total),
            self._in_words(mine),
            filtered=not mine.empty,
            writable=not self._desk.read_only,
        )
        if self._furnished:
            # After the rows, never before.
            self.filters.show_filter(wanted, self._key != ALL)
        if self._wanted_id is None and total:
            self._choose_place(total)
        elif self._wanted_id is not None:
            row = self.model.row_of(self._wanted_id)
            if row is not None:
                self.table.choose_row(row)
        elif not total and self._furnished:
            self.reader.show_record(None)

    def _in_words(self, wanted: Filter) -> str:
        if wanted.empty:
            return ""
        from coopdesk.catalogue.filter_words import filter_words

        return filter_words(wanted, self._desk.areas)

    def _choose_place(self, total: int) -> None:
        row = min(max(self._place, 0), total - 1)
        # A row far down is known only once all ids are.
        if not self.table.currentIndex().isValid() and self.model.id_at(row) is not None:
            self.table.choose_row(row)
            self._place = 0

    def _choose_wanted(self) -> None:
        if self._wanted_id is None:
            if self.model.rowCount():
                self._choose_place(self.model.rowCount())
            return
        row = self.model.row_of(self._wanted_id)
        self._wanted_id = None
        if row is not None:
            if row != self.table.currentIndex().row():
                self.table.choose_row(row)
        elif self.model.rowCount():
            self.table.choose_row(0)
        else:
            self.reader.show_record(None)

    def _chosen(self, record_id: int | None) -> None:
        if record_id is not None and self._furnished:
            self.reader.show_record(record_id)

    def _sort(self, name: str) -> None:
        if name not in SORTABLE:
            self.table.show_sort(self.state.sort.field, self.state.sort.descending)
            return
        now = self.state.sort
        self.state.sort = Sort(name, not now.descending if now.field == name else False)
        kept = dict(self._desk.settings.get("sort"))
        kept[self._key] = [name, self.state.sort.descending]
        self._desk.settings.set("sort", kept)
        self.table.show_sort(name, self.state.sort.descending)
        self._wanted_id = self.reader.record_id
        self.read_again()

    def fill_columns_menu(self, menu: QMenu) -> None:
        """Offer every column, those shown ticked."""
        menu.clear()
        shown = [column.name for column in self.model.columns]
        for column in COLUMNS:
            action = menu.addAction(column.words())
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.setEnabled(column.name != "title")
            action.triggered.connect(lambda on, name=column.name: self._show_column(name, on))

    def _columns_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        self.fill_columns_menu(menu)
        menu.exec(where)
        menu.deleteLater()

    def _show_column(self, name: str, on: bool) -> None:
        self._keep_columns()
        kept = dict(self._desk.settings.get("columns"))
        pairs = [pair for pair in kept[self._key] if pair[0] != name]
        if on:
            pairs.append([name, 0])
        kept[self._key] = pairs
        self._desk.settings.set("columns", kept)
        record_id = self.reader.record_id
        self._lay_out()
        row = self.model.row_of(record_id) if record_id is not None else None
        if row is not None:
            self.table.choose_row(row)

    def keep(self) -> None:
        """Put widths and columns into the settings."""
        self._keep_columns()
        self._desk.settings.set("splitter", self._widths())

    def showEvent(self, event: QShowEvent) -> None:
        """Note that the parts have been given their room."""
        self._seen = True
        super().showEvent(event)

    def restyle(self) -> None:
        """Take over the colours in force."""
        self.table.restyle()
        if self._furnished:
            self.reader.restyle()
            self.filters.viewport().update()
