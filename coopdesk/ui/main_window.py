"""The main window: menus, search, tabs, and what the user asks for."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.area import Area
from coopdesk.i18n import _, country_name
from coopdesk.ui.actions import ACTIONS, build_actions, build_menus, enable_actions
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.editing import Editing
from coopdesk.ui.first_sight import FirstSight
from coopdesk.ui.going import Going
from coopdesk.ui.notice import Notice
from coopdesk.ui.tab_counts import TabCounts
from coopdesk.ui.tab_strip import OVERVIEW, TabStrip
from coopdesk.ui.theme import apply_theme
from coopdesk.ui.tools import Tools
from coopdesk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from coopdesk.catalogue.filters import Filter
    from coopdesk.catalogue.history import Changed
    from coopdesk.catalogue.record_problem import RecordProblem
    from coopdesk.storage.store import Store
    from coopdesk.ui.palette import Palette
    from coopdesk.ui.problem_mending import Mending

# What stands over the record at the right.
RECORD_ACTIONS = ("edit_record", "duplicate", "delete")
WAYS = ("go_back", "go_forward")
# What stands in the menu of a cell, after what it leads to.
CELL_ACTIONS = (
    "edit_record",
    "edit_cell",
    "duplicate",
    "copy_rows",
    "record_history",
    "print_record",
    "delete",
)


class MainWindow(QMainWindow):
    """One catalogue's window.

    ``open_asked`` and ``create_asked`` carry a path; ``rebuild_asked`` asks for the same window in
    another language; ``painted`` comes once, when the window can be seen; ``closed`` comes last.
    """

    open_asked = Signal(Path)
    create_asked = Signal(Path)
    rebuild_asked = Signal()
    closed = Signal()
    painted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._mending: Mending | None = None
        self._palette: Palette | None = None
        self._rebuilding = False
        self._seen = False
        self._has_record = False
        self.actions_by_name = build_actions(self)
        self.menus = build_menus(self, self.actions_by_name)
        back, forward = self._actions(WAYS)
        self.bar = TopBar(desk, self.actions_by_name["new_record"], (back, forward))
        self.search = self.bar.search
        self.tabs = TabStrip()
        self.browse = BrowseView(desk)
        self.tools = Tools(desk, self.browse, self.tabs, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.browse)
        self._build()
        self.notice = Notice(self._central)
        self.editing = Editing(desk, self.browse, self.notice, self)
        self.counts = TabCounts(desk, self.browse, self.tabs, self)
        self.going = Going(desk, self.browse, self.editing, self.tabs, self.search, self._pages)
        self._connect()
        self._restore()
        self._name_window("")
        self._update_actions()
        self.browse.table.setFocus()

    def _build(self) -> None:
        tabs = QWidget()
        tabs.setObjectName("tabs")
        tabs.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tab_row = QHBoxLayout(tabs)
        tab_row.setContentsMargins(8, 0, 8, 1)
        tab_row.addWidget(self.tabs, 1)
        self._central = central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(tabs)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.search.query_changed.connect(self.browse.set_search)
        self.browse.search_shown.connect(self.search.show_query)
        self.search.accepted.connect(self.browse.table.setFocus)
        self.browse.edit_asked.connect(self.edit_record)
        self.browse.delete_asked.connect(self.actions_by_name["delete"].trigger)
        self.browse.table.paste_asked.connect(self.actions_by_name["paste_rows"].trigger)
        self.browse.new_asked.connect(self.new_record)
        self.browse.clear_asked.connect(self.clear_filters)
        self.browse.record_shown.connect(self._record_shown)
        self.going.arrived.connect(self._update_actions)
        self.going.register_asked.connect(self.tools.register)
        self.editing.editing.connect(lambda _open: self._update_actions())
        self.tools.open_asked.connect(self.open_asked)
        self.tools.create_asked.connect(self.create_asked)
        self.tools.record_asked.connect(self.go_to)
        self.tools.link_asked.connect(self.going.follow)
        self.tools.mend_asked.connect(self._mend)
        self.desk.changed.connect(self._changed)
        self.desk.failed.connect(self.notice.tell_failure)
        self.menus["columns"].aboutToShow.connect(
            lambda: self.browse.fill_columns_menu(self.menus["columns"])
        )
        for name in ("toggle_filters", "toggle_reader"):
            self.actions_by_name[name].setChecked(True)

    def _restore(self) -> None:
        roomy = self.screen().availableGeometry().width() >= 1536
        self.resize(*((1440, 900) if roomy else (1280, 800)))
        kept = self.desk.settings.get("window")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "replace")))

    def dress(self) -> None:
        """Add what the first painting can do without: filters, reading pane, icons."""
        from coopdesk.ui.cell_links import CellLinks
        from coopdesk.ui.icons import icon
        from coopdesk.ui.mouse_ways import MouseWays
        from coopdesk.ui.record_documents import RecordDocuments
        from coopdesk.ui.saved_filters import SavedFilters

        for spec in ACTIONS:
            if spec.icon:
                role = "accent" if spec.menu == "record" else "secondary"
                self.actions_by_name[spec.name].setIcon(icon(spec.icon, role))
        self.browse.furnish(self._actions(RECORD_ACTIONS))
        self.search.textChanged.connect(lambda _on: self.browse.chips.spell(self.search.spelling))
        self.saved = SavedFilters(self.desk, self.browse, self.tabs, self.counts, self)
        self.saved.gone.connect(self.going.show_tab)
        self.saved.told.connect(self.notice.tell)
        self.documents = RecordDocuments(self.desk, self.browse, self.editing, self.notice, self)
        self.browse.reader.link_asked.connect(self.going.follow)
        self.browse.filter_shown.connect(self._mark)
        CellLinks(self.desk, self.browse.table, self._actions(CELL_ACTIONS), self.going.follow)
        back, forward = self._actions(WAYS)
        views = self.browse.findChildren(QAbstractScrollArea)
        MouseWays(back, forward, self).watch(self, *(view.viewport() for view in views))
        self.bar.dress()
        self._fill_menus()

    def _actions(self, names: tuple[str, ...]) -> list[QAction]:
        return [self.actions_by_name[name] for name in names]

    def _fill_menus(self) -> None:
        from coopdesk.ui.choice_menus import fill_appearance, fill_languages, fill_recent
        from coopdesk.ui.table_menus import fill_grouping

        settings, recent = self.desk.settings, self.menus["recent"]
        recent.aboutToShow.connect(lambda: fill_recent(recent, settings, self.open_asked.emit))
        groups, table = self.menus["group"], self.browse.table
        groups.aboutToShow.connect(lambda: fill_grouping(groups, table))
        fill_appearance(self.menus["appearance"], settings, self.set_appearance)
        fill_languages(self.menus["language"], self.set_language)

    def fill(self, sight: FirstSight) -> None:
        """Show the tabs and the first rows at once."""
        self._name_window(sight.name)
        self.desk.areas = sight.areas
        self.counts.take(sight.counts)
        self.tabs.show_key(sight.tab, told=False)
        if sight.tab == OVERVIEW:
            self.going.show_overview()
        else:
            self.browse.fill(sight.tab, sight.rows, sight.total)
            self._pages.setCurrentWidget(self.browse)

    def store_ready(self, tab: str) -> None:
        """Read everything from the open catalogue, and show ``tab`` where none is shown yet."""

        from coopdesk.catalogue.contents import Contents
        from coopdesk.catalogue.query_fields import field_asked
        from coopdesk.catalogue.saved_filter import SavedFilter
        from coopdesk.ui.tab_state import SAVED

        def job(store: "Store") -> tuple[Contents, dict[str, int], tuple[SavedFilter, ...]]:
            name, areas, known = store.info().name, store.areas(), store.partnerships()
            # The names of all countries and of fields are loaded here, and not in the window.
            country_name("DK")
            field_asked("")
            saved = store.saved_filters.known()
            return Contents(name, areas, known), store.area_counts(), saved

        def done(answer: tuple[Contents, dict[str, int], tuple[SavedFilter, ...]]) -> None:
            found, counts, saved = answer
            self.desk.areas, self.desk.partnerships = found.areas, found.partnerships
            self._name_window(found.name)
            first = self.tabs.count() == 0
            self.counts.take(counts)
            self.saved.take(saved)
            # A saved filter's tab is known only now.
            if first or tab.startswith(SAVED):
                self.tabs.show_key(tab, told=False)
            self.going.show_tab()
            self.browse.model.say_again()
            self.editing.begin()

        self.desk.read(self, job, done)

    def _name_window(self, name: str) -> None:
        shown = name or self.desk.path.stem
        marker = _(" (read only)") if self.desk.read_only else ""
        self.bar.name(shown + marker)
        self.setWindowTitle(f"{shown}{marker} – CoopDesk")

    def go_to(self, record_id: int) -> None:
        """Show that record in the tab All."""
        self.going.go_to(record_id)

    def _mend(self, found: "RecordProblem") -> None:
        if self._mending is None:
            from coopdesk.ui.problem_mending import Mending

            self._mending = Mending(self.browse, self.editing, self)
            self._mending.record_asked.connect(self.go_to)
            self._mending.edit_asked.connect(self.edit_record)
        self._mending.mend(found)

    def _record_shown(self, reading: object) -> None:
        self._has_record = reading is not None
        self._update_actions()

    def _mark(self, wanted: "Filter") -> None:
        self.browse.reader.mark(wanted.query)

    def _update_actions(self) -> None:
        writable = not self.desk.read_only
        listed = not self.going.on_overview
        enable_actions(self.actions_by_name, writable, listed and self._has_record)

    def _changed(self, changed: "Changed", _origin: object) -> None:
        target = changed.ids[0] if changed.ids and changed.operation != "deleted" else None
        if len(changed.ids) > 1 and changed.operation != "merged":
            target = self.browse.reader.record_id

        def counted(answer: tuple[dict[str, int], tuple[Area, ...]]) -> None:
            counts, self.desk.areas = answer
            self.counts.take(counts)
            if not self.going.on_overview:
                self.browse.refresh(target)

        self.desk.read(self, lambda s: (s.area_counts(), s.areas()), counted, key="recount")

    def open_palette(self) -> None:
        """Offer all that can be done and found, to be chosen by a few letters."""
        if self._palette is None:
            from coopdesk.ui.palette import Palette

            show = self.saved.open
            self._palette = Palette(self.desk, self.menuBar(), self.tabs, self.going, show, self)
        self._palette.open()

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_filters(self) -> None:
        """Show all records of the tab."""
        self.search.show_query("", anew=True)
        if not self.search.hasFocus():
            # What was pressed hides, and the focus would go on to whatever comes next.
            self.browse.table.setFocus()
        self.browse.clear()

    def select_all(self) -> None:
        """Select all rows of the tab."""
        if not self.going.on_overview:
            self.browse.table.selectAll()

    def toggle_filters(self) -> None:
        """Show or hide the filters."""
        self.browse.filter_side.setVisible(self.actions_by_name["toggle_filters"].isChecked())

    def toggle_reader(self) -> None:
        """Show or hide the record."""
        self.browse.side.setVisible(self.actions_by_name["toggle_reader"].isChecked())

    def new_record(self) -> None:
        """Open the editor on a new record."""
        self.going.show_list()
        self._show_side()
        self.editing.new(self.browse.area)

    def edit_record(self) -> None:
        """Open the editor on the record shown."""
        if not self.going.on_overview:
            self._show_side()
            self.editing.edit()

    def duplicate(self) -> None:
        """Open the editor on a copy of the record shown."""
        self._show_side()
        self.editing.duplicate()

    def _show_side(self) -> None:
        self.actions_by_name["toggle_reader"].setChecked(True)
        self.browse.side.setVisible(True)

    def set_appearance(self, appearance: str) -> None:
        """Show the window light, dark, or as the computer is set."""
        self.desk.settings.set("appearance", appearance)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, appearance)

    def set_language(self, code: str) -> None:
        """Show the window in another language."""
        if not self.editing.leave() or not self.tools.leave():
            return
        self.desk.settings.set("language", code)
        self._rebuilding = True
        QTimer.singleShot(0, self.rebuild_asked.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Draw everything anew when light turns dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "browse"):
            self.browse.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, when what is in the window is painted too."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def keep(self) -> None:
        """Put what the window looks like into the settings."""
        self.browse.keep()
        self.desk.settings.set("window", self.saveGeometry().toBase64().toStdString())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let nothing unsaved go unasked; keep what the window looks like."""
        if not self._rebuilding and not self.tools.leave():
            event.ignore()
            return
        if self.editing.unsaved and not self._rebuilding:
            from coopdesk.ui.file_questions import may_discard

            if not may_discard(self):
                event.ignore()
                return
            self.editing.forget()
        self.keep()
        event.accept()
        self.closed.emit()
