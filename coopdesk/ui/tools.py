"""What opens beside the main window, each made when it is first asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.report_opening import Reports
from coopdesk.ui.tab_strip import OVERVIEW, TabStrip

if TYPE_CHECKING:
    from coopdesk.ui.problems_panel import ProblemsDock


class Tools(QObject):
    """Opens them over one main window; one that is open already comes to the front.

    ``open_asked`` and ``create_asked`` carry the path of a catalogue, ``record_asked`` the id of a
    record that is to be shown in the main window, ``mend_asked`` a problem of one (RecordProblem)
    whose field is to be gone to there, ``link_asked`` where a link is to lead (see `crosslinks`).
    """

    open_asked = Signal(Path)
    create_asked = Signal(Path)
    record_asked = Signal(int)
    mend_asked = Signal(object)
    link_asked = Signal(str, object)

    def __init__(self, desk: Desk, browse: BrowseView, tabs: TabStrip, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._browse = browse
        self._tabs = tabs
        self._window = window
        self.reports = Reports(desk, browse, tabs, window)
        self._open: dict[str, QDialog] = {}
        self._problems: ProblemsDock | None = None
        # What was said of this catalogue in this session: these records are not one.
        self._told_apart: set[tuple[int, ...]] = set()

    def new_catalogue(self) -> None:
        """Ask where, then make an empty catalogue there and open it."""
        from coopdesk.ui.file_questions import ask_new_catalogue

        path = ask_new_catalogue(self._window, self._desk.path.parent)
        if path is not None:
            self.create_asked.emit(path)

    def choose_catalogue(self) -> None:
        """Ask which catalogue to open."""
        from coopdesk.ui.file_questions import ask_catalogue

        path = ask_catalogue(self._window, self._desk.path.parent)
        if path is not None:
            self.open_asked.emit(path)

    def shortcuts(self) -> None:
        """Show the keyboard shortcuts."""
        from coopdesk.ui.help_windows import show_shortcuts

        show_shortcuts(self._window)

    def about(self) -> None:
        """Show which program this is."""
        from coopdesk.ui.help_windows import show_about

        show_about(self._window, str(self._desk.path))

    def record_history(self) -> None:
        """Show the history of the record that is shown."""
        reading = self._browse.reader.reading
        if reading is not None:
            self.history_of(reading.record.uid, reading.record.title)

    def history_of(self, uid: str, title: str) -> None:
        """Show the history of one record, be it deleted."""
        from coopdesk.ui.record_history import RecordHistory

        key = f"history {uid}"
        if not self._raise(key):
            self._show(key, RecordHistory(self._desk, uid, title, self._window))

    def catalogue_history(self) -> None:
        """Show every step of the catalogue's history, and what was deleted."""
        from coopdesk.ui.catalogue_history import CatalogueHistory

        if not self._raise("history"):
            made = CatalogueHistory(self._desk, self._window)
            made.history_asked.connect(self.history_of)
            self._show("history", made)

    def register(self, organisation: str = "") -> None:
        """Show organisations and contacts, the ``organisation`` of that name chosen."""
        from coopdesk.ui.register_window import RegisterWindow

        if not self._raise("register"):
            made = RegisterWindow(self._desk, self._window)
            made.record_asked.connect(self.record_asked)
            made.link_asked.connect(self.link_asked)
            self._show("register", made)
        shown = self._open["register"]
        if organisation and isinstance(shown, RegisterWindow):
            shown.show_organisation(organisation)

    def lists(self) -> None:
        """Show kinds, areas, statuses, tags and types of organisations."""
        from coopdesk.ui.lists_window import ListsWindow

        if not self._raise("lists"):
            self._show("lists", ListsWindow(self._desk, self._window))

    def rates(self) -> None:
        """Show the exchange rates."""
        from coopdesk.ui.rates_window import RatesWindow

        if not self._raise("rates"):
            self._show("rates", RatesWindow(self._desk, self._window))

    def paste_rows(self) -> None:
        """Show the rows on the clipboard as the records that they would become."""
        from coopdesk.ui.new_record import new_record
        from coopdesk.ui.paste_window import PasteWindow

        if not self._raise("paste"):
            start = new_record(self._desk, self._tabs.key())
            self._show("paste", PasteWindow(self._desk, start, self._window))

    def edit_selected(self) -> None:
        """Change the records that are selected, all alike."""
        self._edit_many(selected_first=True)

    def edit_listed(self) -> None:
        """Change all records of the list, all alike."""
        self._edit_many(selected_first=False)

    def _edit_many(self, *, selected_first: bool) -> None:
        from coopdesk.ui.bulk_scope import listed_scope, selected_scope
        from coopdesk.ui.bulk_window import BulkWindow

        if self._raise("bulk"):
            return
        on_list = self._tabs.key() != OVERVIEW
        listed = listed_scope(self._desk, self._browse if on_list else None)
        selected = selected_scope(self._browse) if on_list else None
        scopes = (listed,) if selected is None else (selected, listed)
        shown = scopes if selected_first else tuple(reversed(scopes))
        self._show("bulk", BulkWindow(self._desk, shown, self._window))

    def merge_selected(self) -> None:
        """Make one record of the two that are selected."""
        ids = self._browse.table.chosen_ids()
        if len(ids) != 2:
            words = _("Select the two records that are one (Ctrl and a click), then merge them.")
            self._desk.failed.emit(CatalogueError(words))
            return
        self.merge(*ids)

    def merge(self, first: int, second: int) -> None:
        """Make one record of the two with these ids."""
        from coopdesk.ui.merge_window import open_merge

        open_merge(self._desk, first, second, self._window)

    def leave(self) -> bool:
        """Close what is open over the window; tell whether all of it let itself be closed."""
        return all(dialog.close() for dialog in tuple(self._open.values()))

    def problems(self) -> None:
        """Show what the rules find in the records, beneath them."""
        from coopdesk.ui.problems_panel import ProblemsDock

        if self._problems is None:
            assert isinstance(self._window, QMainWindow)
            self._problems = ProblemsDock(self._desk, self._window)
            self._problems.panel.record_asked.connect(self.record_asked)
            self._problems.panel.mend_asked.connect(self.mend_asked)
        self._problems.open()

    def duplicates(self) -> None:
        """Show which records may be one that was entered twice."""
        from coopdesk.ui.duplicates_window import DuplicatesWindow

        if not self._raise("duplicates"):
            made = DuplicatesWindow(self._desk, self._told_apart, self._window)
            made.record_asked.connect(self.record_asked)
            made.merge_asked.connect(self.merge)
            self._show("duplicates", made)

    def _raise(self, key: str) -> bool:
        known = self._open.get(key)
        if known is None:
            return False
        known.raise_()
        known.activateWindow()
        return True

    def _show(self, key: str, dialog: QDialog) -> None:
        self._open[key] = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(lambda: self._open.pop(key, None))
        dialog.show()
