"""Filters, table and record side by side: what every tab but the overview shows."""

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.filters import SORTABLE, Filter, Sort
from coopdesk.catalogue.summary import Summary
from coopdesk.ui.columns import chosen_columns
from coopdesk.ui.desk import Desk
from coopdesk.ui.list_frame import ListFrame
from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.row_choice import RowChoice
from coopdesk.ui.tab_columns import TabColumns
from coopdesk.ui.tab_state import SAVED, TabState, TabStates, ViewState
from coopdesk.ui.tab_strip import ALL
from coopdesk.ui.table_header import sort_after_click

if TYPE_CHECKING:
    from coopdesk.catalogue.saved_filter import SavedFilter
    from coopdesk.ui.filter_chips import FilterChips
    from coopdesk.ui.filter_panel import FilterPanel
    from coopdesk.ui.filter_side import FilterSide
    from coopdesk.ui.reading_pane import ReadingPane

WIDTHS = [200, 830, 410]


class BrowseView(QWidget):
    """One set of widgets for all tabs: showing another tab asks the catalogue another question.

    ``record_shown`` tells what the reading pane shows; ``edit_asked``, ``cell_asked``,
    ``delete_asked``, ``new_asked`` and ``clear_asked`` what the user wants done;
    ``elsewhere_asked`` which record to show that is not in the list; ``filter_shown`` under which
    filter it stands, ``search_shown`` which text the search field is to show, where it was not
    typed there. It is made in two steps: the table is there at once, filters, chips and reading
    pane with `furnish`, after the first painting.
    """

    record_shown = Signal(object)
    edit_asked = Signal()
    cell_asked = Signal()
    delete_asked = Signal()
    new_asked = Signal()
    elsewhere_asked = Signal(int)
    clear_asked = Signal()
    filter_shown = Signal(object)
    search_shown = Signal(str)

    chips: "FilterChips"
    filter_side: "FilterSide"
    filters: "FilterPanel"
    reader: "ReadingPane"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = ALL
        self.states = TabStates(desk.settings)
        self._counts: dict[str, int] = {}
        self._to_show: dict[str, int] = {}
        self.model = RecordModel(desk, chosen_columns(None, ALL), self)
        self.table = RecordTable(self.model, desk)
        self.columns = TabColumns(self.table, self.states)
        self.choice = RowChoice(self.model, self.table)
        self._furnished = self._seen = False
        self.frame = ListFrame(self.table)
        self.side = QStackedWidget()
        self.side.setObjectName("side")
        self._build()
        self.model.shown.connect(self._rows_shown)
        self.model.counted.connect(self._tell)
        self.choice.nothing.connect(self._nothing)
        self.table.record_chosen.connect(self._chosen)
        self.table.sort_asked.connect(self._sort)
        self.table.grouping_asked.connect(self.set_grouped)
        self.table.edit_asked.connect(self.edit_asked)
        self.table.delete_asked.connect(self.delete_asked)
        self.frame.clear_asked.connect(self.clear_asked)
        self.frame.new_asked.connect(self.new_asked)
        self.columns.changed.connect(self._columns_changed)

    def furnish(self, actions: list[QAction]) -> None:
        """Add filters and reading pane, with ``actions`` over the record, in the room left."""
        from coopdesk.ui.filter_chips import FilterChips
        from coopdesk.ui.filter_side import FilterSide
        from coopdesk.ui.inline_click import SlowClick
        from coopdesk.ui.list_acts import ListActs
        from coopdesk.ui.reading_pane import ReadingPane

        SlowClick(self.table).clicked.connect(self.cell_asked)
        self.filter_side = FilterSide(self._desk)
        self.filters = self.filter_side.panel
        ListActs(self._desk, self.table, self.frame, self.filters)
        self.chips = FilterChips()
        self._middle.insertWidget(0, self.chips)
        sizes = self._widths()
        room = self.splitter.replaceWidget(0, self.filter_side)
        if room is not None:
            room.deleteLater()
        self.splitter.setSizes(sizes)
        # The filters come late, and before the table for whoever goes by the Tab key.
        chips = (self.chips.more, self.chips.clear)
        order = (self.filter_side.button, self.filters, *chips, self.table)
        for before, after in pairwise((*order, *self.frame.buttons)):
            self.setTabOrder(before, after)
        self.chips.follow(self.filters)
        self.reader = ReadingPane(self._desk, actions)
        self.side.addWidget(self.reader)
        self.filters.filter_changed.connect(self.set_filter)
        self.chips.changed.connect(self.set_whole_filter)
        self.chips.clear_asked.connect(self.clear_asked)
        self.reader.shown.connect(self.record_shown)
        self.reader.record_asked.connect(self.go_to)
        self._furnished = True

    def _build(self) -> None:
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(QWidget())
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.frame, 1)
        self.splitter.addWidget(middle)
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
        return self.states.of(self._key)

    @property
    def in_area(self) -> bool:
        """Whether the tab shown is that of one area."""
        return self._key != ALL and not self._key.startswith(SAVED)

    @property
    def area(self) -> str:
        """The one area that is shown, "" where there may be several."""
        areas = self.wanted().areas
        return areas[0] if len(areas) == 1 else ""

    @property
    def search(self) -> str:
        """What is sought, as `query_text` writes it."""
        return self.states.search(self._key)

    @property
    def saved(self) -> "SavedFilter | None":
        """The saved filter whose tab is shown, None in any other tab."""
        return self.states.saved(self._key)

    def own_filter(self) -> Filter:
        """Return what the user asks for in the tab shown: its ticks and the search."""
        return replace(self.state.filter, search=self.search)

    def wanted(self) -> Filter:
        """Return the whole filter in force: the tab's area, its ticks and the search."""
        mine = self.own_filter()
        return replace(mine, areas=(self._key,)) if self.in_area else mine

    def set_counts(self, counts: dict[str, int]) -> None:
        """Take over how many records each area has."""
        self._counts = counts

    def _tab_total(self) -> int:
        counts = self._counts
        return counts.get(self._key, 0) if self.in_area else sum(counts.values())

    def fill(self, key: str, rows: tuple[Summary, ...], total: int) -> None:
        """Show a tab's first rows at once, before the catalogue is fully open."""
        self._key = key
        self.columns.lay_out(key, self.state.sort)
        self.model.fill(rows, total, self.wanted(), self.state.sort)

    def show_tab(self, key: str) -> None:
        """Show the records of an area, or of all."""
        if self._furnished:
            self.state.record_id = self.reader.record_id
            self.columns.keep()
        self._show(key, self._to_show.pop(key, self.states.of(key).record_id))

    def _show(self, key: str, record_id: int | None) -> None:
        self._key = key
        self.columns.lay_out(key, self.state.sort)
        self.choice.want(record_id)
        self.read_again()
        self.search_shown.emit(self.search)

    def view_state(self) -> ViewState:
        """Return what is shown, to come back to it with `show_state`."""
        state = self.state
        record_id = self.reader.record_id if self._furnished else None
        return ViewState(self._key, state.filter, state.sort, state.grouped, self.search, record_id)

    def show_state(self, state: ViewState) -> None:
        """Show what was shown when `view_state` returned ``state``."""
        if self._furnished:
            self.columns.keep()
        gone = state.key.startswith(SAVED) and self.states.saved(state.key) is None
        key = ALL if gone else state.key
        self.states.set(key, replace(state.filter, search=state.search))
        now = self.states.of(key)
        now.sort, now.grouped = state.sort, state.grouped
        self._show(key, state.record_id)

    def show_anew(self) -> None:
        """Show the tab as its state is now, its columns too."""
        record_id = self.reader.record_id if self._furnished else None
        self._show(self._key, record_id)

    def show_filter_of(self, dimension: str, value: str) -> None:
        """Let tab All show the records that have ``value`` there, and no others, when it is shown.

        ``dimension`` is the name of one of `filters.DIMENSIONS`.
        """
        from coopdesk.catalogue.filter_parts import only

        self.states.set(ALL, only(Filter(), dimension, value))
        self._to_show.pop(ALL, None)

    def read_again(self) -> None:
        """Ask the catalogue for the list and the counts anew."""
        wanted = self.wanted()
        plain = replace(wanted, areas=()).empty
        total = self._tab_total() if plain else None
        self.model.show(wanted, self.state.sort, total, self.state.grouped)
        self.filter_shown.emit(wanted)

    def set_filter(self, wanted: Filter) -> None:
        """Show what passes ``wanted`` within the tab."""
        areas = () if self.in_area else wanted.areas
        self.state.filter = replace(wanted, areas=areas, search="")
        self.choice.want(self.reader.record_id)
        self.read_again()

    def set_whole_filter(self, wanted: Filter) -> None:
        """Show what passes ``wanted`` within the tab, its search too."""
        sought = self.search
        self.states.set_search(self._key, wanted.search)
        self.set_filter(wanted)
        if wanted.search != sought:
            self.search_shown.emit(wanted.search)

    def set_search(self, text: str) -> None:
        """Show what the query ``text`` finds within the tab."""
        if text == self.search:
            return
        self.states.set_search(self._key, text)
        self.choice.want(self.reader.record_id)
        self.read_again()

    def set_grouped(self, by: str) -> None:
        """Group the list by one of `filters.GROUPINGS`, or not at all with ""."""
        self.states.keep_grouping(self._key, by)
        self.choice.want(self.reader.record_id)
        self.read_again()

    def clear(self) -> None:
        """Show all records of the tab."""
        self.set_whole_filter(Filter())

    def set_saved(self, known: "tuple[SavedFilter, ...]") -> None:
        """Take over the saved filters that tabs may be of."""
        self.states.set_saved(known)

    def refresh(self, record_id: int | None) -> None:
        """Read anew after a change, and go to that record where it is in the list."""
        self.choice.stand(record_id)
        self.read_again()

    def go_to(self, record_id: int) -> None:
        """Choose that record, or ask for it where this list does not show it."""
        row = self.model.row_of(record_id, unfold=True)
        if row is not None:
            self.table.choose_row(row)
        else:
            self.elsewhere_asked.emit(record_id)

    def go_to_in(self, key: str, record_id: int) -> None:
        """Let tab ``key`` show that record, unfiltered, when it is next shown."""
        self.states.set(key, Filter())
        self._to_show[key] = record_id

    def _tell(self, _number: int | None = None) -> None:
        number, mine = self.model.number, self.own_filter()
        self.frame.tell(
            number,
            max(self._tab_total(), number or 0),
            self._in_words(mine),
            filtered=not mine.empty,
            writable=not self._desk.read_only,
        )

    def _rows_shown(self, total: int) -> None:
        wanted, mine = self.wanted(), self.own_filter()
        self._tell()
        if self._furnished:
            # After the rows, never before.
            self.filters.show_filter(wanted, self.in_area)
            self.chips.show_filter(mine, self._desk.areas)
        self.choice.shown(total)

    def _in_words(self, wanted: Filter) -> str:
        if wanted.empty:
            return ""
        from coopdesk.catalogue.filter_words import filter_words

        return filter_words(wanted, self._desk.areas)

    def _nothing(self) -> None:
        if self._furnished:
            self.reader.show_record(None)

    def _chosen(self, record_id: int | None) -> None:
        if record_id is not None and self._furnished:
            self.reader.show_record(record_id)

    def _sort(self, name: str, further: bool = False) -> None:
        now = self.state.sort
        if name not in SORTABLE:
            self.table.show_sort(now)
            return
        self.show_order(sort_after_click(now, name, further=further))

    def show_order(self, sort: Sort) -> None:
        """Show the list in that order, which the tab remembers."""
        self.states.keep_sort(self._key, sort)
        self.table.show_sort(sort)
        self.choice.want(self.reader.record_id)
        self.read_again()

    def fill_columns_menu(self, menu: QMenu) -> None:
        """Offer every column, those shown ticked."""
        self.columns.fill_menu(menu)

    def _columns_changed(self) -> None:
        record_id = self.reader.record_id
        self.columns.lay_out(self._key, self.state.sort)
        row = self.model.row_of(record_id) if record_id is not None else None
        if row is not None:
            self.table.choose_row(row)

    def keep(self) -> None:
        """Put widths and columns into the settings."""
        self.columns.keep()
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
