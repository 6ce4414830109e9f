"""The main window: menus, search, tabs, and what the user asks for."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filters import Filter
from coopdesk.i18n import _, country_name
from coopdesk.ui.actions import ACTIONS, build_actions, build_menus, enable_actions
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.editing import Editing
from coopdesk.ui.first_sight import FirstSight
from coopdesk.ui.notice import Notice
from coopdesk.ui.tab_strip import ALL, OVERVIEW, TabStrip, tabs_for
from coopdesk.ui.theme import apply_theme
from coopdesk.ui.tools import Tools
from coopdesk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.catalogue.record_problem import RecordProblem
    from coopdesk.storage.store import Store
    from coopdesk.ui.overview import Overview
    from coopdesk.ui.problem_mending import Mending

# What stands over the record at the right.
RECORD_ACTIONS = ("edit_record", "duplicate", "delete")


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
        self._counts: dict[str, int] = {}
        self._overview: Overview | None = None
        self._mending: Mending | None = None
        self._rebuilding = False
        self._seen = False
        self._has_record = False
        self.actions_by_name = build_actions(self)
        self.menus = build_menus(self, self.actions_by_name)
        self.bar = TopBar(self.actions_by_name["new_record"])
        self.search = self.bar.search
        self.tabs = TabStrip()
        self.browse = BrowseView(desk)
        self.tools = Tools(desk, self.browse, self.tabs, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.browse)
        self._build()
        self.notice = Notice(self._central)
        self.editing = Editing(desk, self.browse, self.notice, self)
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
        self.tabs.currentChanged.connect(self._tab_changed)
        self.search.textChanged.connect(self.browse.set_search)
        self.search.textChanged.connect(self._to_list)
        self.search.returnPressed.connect(self.browse.table.setFocus)
        self.browse.edit_asked.connect(self.edit_record)
        self.browse.delete_asked.connect(self.actions_by_name["delete"].trigger)
        self.browse.table.paste_asked.connect(self.actions_by_name["paste_rows"].trigger)
        self.browse.new_asked.connect(self.new_record)
        self.browse.clear_asked.connect(self.clear_filters)
        self.browse.elsewhere_asked.connect(self.go_to)
        self.browse.record_shown.connect(self._record_shown)
        self.browse.filter_shown.connect(self._count)
        self.editing.editing.connect(lambda _open: self._update_actions())
        self.tools.open_asked.connect(self.open_asked)
        self.tools.create_asked.connect(self.create_asked)
        self.tools.record_asked.connect(self.go_to)
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
        from coopdesk.ui.icons import icon
        from coopdesk.ui.record_documents import RecordDocuments

        for spec in ACTIONS:
            if spec.icon:
                role = "accent" if spec.menu == "record" else "secondary"
                self.actions_by_name[spec.name].setIcon(icon(spec.icon, role))
        self.browse.furnish([self.actions_by_name[name] for name in RECORD_ACTIONS])
        self.documents = RecordDocuments(self.desk, self.browse, self.editing, self.notice, self)
        self.bar.dress()
        self._fill_menus()

    def _fill_menus(self) -> None:
        from coopdesk.ui.choice_menus import fill_appearance, fill_languages, fill_recent

        settings, recent = self.desk.settings, self.menus["recent"]
        recent.aboutToShow.connect(lambda: fill_recent(recent, settings, self.open_asked.emit))
        fill_appearance(self.menus["appearance"], settings, self.set_appearance)
        fill_languages(self.menus["language"], self.set_language)

    def fill(self, sight: FirstSight) -> None:
        """Show the tabs and the first rows at once."""
        self._name_window(sight.name)
        self.desk.areas = sight.areas
        self._counts = sight.counts
        self.browse.set_counts(sight.counts)
        self.browse.restyle()
        self.tabs.set_tabs(tabs_for(sight.areas, sight.counts))
        self.tabs.show_key(sight.tab, told=False)
        if sight.tab == OVERVIEW:
            self._show_overview()
        else:
            self.browse.fill(sight.tab, sight.rows, sight.total)
            self._pages.setCurrentWidget(self.browse)

    def store_ready(self, tab: str) -> None:
        """Read everything from the open catalogue, and show ``tab`` where none is shown yet."""

        from coopdesk.catalogue.contents import Contents

        def job(store: "Store") -> tuple[Contents, dict[str, int]]:
            name, areas, known = store.info().name, store.areas(), store.partnerships()
            country_name("DK")  # loads the names of all countries, here and not in the window
            return Contents(name, areas, known), store.area_counts()

        def done(answer: tuple[Contents, dict[str, int]]) -> None:
            found, counts = answer
            self.desk.areas, self.desk.partnerships = found.areas, found.partnerships
            self._name_window(found.name)
            first = self.tabs.count() == 0
            self._take_counts(counts)
            if first:
                self.tabs.show_key(tab)
            self._update_actions()
            self._tab_changed()
            self.browse.model.say_again()
            self.editing.begin()

        self.desk.read(self, job, done)

    def _name_window(self, name: str) -> None:
        shown = name or self.desk.path.stem
        marker = _(" (read only)") if self.desk.read_only else ""
        self.bar.name(shown + marker)
        self.setWindowTitle(f"{shown}{marker} – CoopDesk")

    def _take_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self.browse.set_counts(counts)
        self.browse.table.restyle()  # the areas may be others
        self.tabs.set_tabs(tabs_for(self.desk.areas, counts))

    def _count(self, wanted: Filter) -> None:
        """Let each tab say how many records the search finds there."""
        search = Filter(search=wanted.search)
        if search.empty:
            self.desk.forget(self, "counts")
            self.tabs.set_tabs(tabs_for(self.desk.areas, self._counts))
            return
        self.desk.read(
            self,
            lambda store: store.area_counts(search),
            lambda found: self.tabs.set_tabs(tabs_for(self.desk.areas, self._counts, found)),
            key="counts",
        )

    def _tab_changed(self, _place: int = 0) -> None:
        key = self.tabs.key()
        if not self.editing.leave():
            self.tabs.show_key(self.browse.key, told=False)
            return
        self.desk.settings.set("last_tab", key)
        if key == OVERVIEW:
            self._show_overview()
        else:
            self._pages.setCurrentWidget(self.browse)
            self.browse.show_tab(key)
        self._update_actions()

    def _show_overview(self) -> None:
        if self._overview is None:
            from coopdesk.ui.overview import Overview

            self._overview = Overview(self.desk)
            self._overview.record_asked.connect(self.go_to)
            self._overview.area_asked.connect(self.tabs.show_key)
            self._pages.addWidget(self._overview)
        self._pages.setCurrentWidget(self._overview)

    @property
    def on_overview(self) -> bool:
        """Whether the overview is shown."""
        return self._pages.currentWidget() is not self.browse

    def _to_list(self, text: str) -> None:
        if text and self.on_overview:
            self.tabs.show_key(ALL)

    def go_to(self, record_id: int) -> None:
        """Show that record in the tab All."""
        self.search.clear()
        self.browse.go_to_in(ALL, record_id)
        if self.tabs.key() == ALL:
            self._tab_changed()
        else:
            self.tabs.show_key(ALL)

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

    def _update_actions(self) -> None:
        writable = not self.desk.read_only
        listed = not self.on_overview
        enable_actions(self.actions_by_name, writable, listed and self._has_record)

    def _changed(self, changed: "Changed", _origin: object) -> None:
        target = changed.ids[0] if changed.ids and changed.operation != "deleted" else None
        if len(changed.ids) > 1 and changed.operation != "merged":
            target = self.browse.reader.record_id

        def counted(answer: tuple[dict[str, int], tuple[Area, ...]]) -> None:
            counts, self.desk.areas = answer
            self._take_counts(counts)
            if not self.on_overview:
                self.browse.refresh(target)

        self.desk.read(self, lambda s: (s.area_counts(), s.areas()), counted, key="recount")

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_filters(self) -> None:
        """Show all records of the tab."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.browse.clear()

    def select_all(self) -> None:
        """Select all rows of the tab."""
        if not self.on_overview:
            self.browse.table.selectAll()

    def toggle_filters(self) -> None:
        """Show or hide the filters."""
        self.browse.filters.setVisible(self.actions_by_name["toggle_filters"].isChecked())

    def toggle_reader(self) -> None:
        """Show or hide the record."""
        self.browse.side.setVisible(self.actions_by_name["toggle_reader"].isChecked())

    def new_record(self) -> None:
        """Open the editor on a new record."""
        if self.on_overview:
            self.tabs.show_key(ALL)
        self._show_side()
        self.editing.new(self.tabs.key())

    def edit_record(self) -> None:
        """Open the editor on the record shown."""
        if not self.on_overview:
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
