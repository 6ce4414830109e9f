"""Which report window opens on what: the report that is asked for, on what the tab shows."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from coopdesk.catalogue.filters import Filter
from coopdesk.i18n import _
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.tab_strip import ALL, OVERVIEW, TabStrip


class Reports(QObject):
    """Opens the report window over one main window, on one report each."""

    def __init__(self, desk: Desk, browse: BrowseView, tabs: TabStrip, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._browse = browse
        self._tabs = tabs
        self._window = window

    def last(self) -> None:
        """The report that was made last, the catalogue the first time."""
        self.show("")

    def fact_sheet(self) -> None:
        """The fact sheet of a partnership."""
        self.show("fact-sheet")

    def catalogue(self) -> None:
        """All records by area."""
        self.show("catalogue")

    def record(self) -> None:
        """The records that are selected, in full."""
        self.show("record")

    def area(self) -> None:
        """One area in depth."""
        self.show("area")

    def agreements(self) -> None:
        """The register of agreements."""
        self.show("agreements")

    def donations(self) -> None:
        """The register of donations."""
        self.show("donations")

    def training(self) -> None:
        """Courses and sessions."""
        self.show("training")

    def programme(self) -> None:
        """The plan of a year."""
        self.show("programme")

    def visit_brief(self) -> None:
        """The brief for a visit."""
        self.show("visit-brief")

    def show(self, report: str) -> None:
        """Show the report of that name ("": the last one) of what the tab shows."""
        from coopdesk.ui.report_window import ReportWindow

        key = self._tabs.key()
        on_list = key != OVERVIEW
        wanted = self._browse.wanted() if on_list else Filter()
        saved = self._browse.states.saved(key)
        # Changed since it was saved, it is another filter.
        name = saved.name if saved is not None and saved.filter == wanted else ""
        area = key not in (ALL, OVERVIEW) and saved is None
        scope = self._desk.area(key).name() if area else _("All")
        made = ReportWindow(
            self._desk,
            wanted,
            self._browse.state.sort,
            name or scope,
            self._window,
            filter_name=name,
            ids=self._browse.table.chosen_ids() if on_list else (),
            report=report,
        )
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.open()
