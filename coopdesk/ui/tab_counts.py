"""How many records each tab has, or a search finds there."""

from PySide6.QtCore import QObject

from coopdesk.catalogue.filters import Filter
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.tab_strip import ALL, Tab, TabStrip, tabs_for


class TabCounts(QObject):
    """Keeps the counts of ``tabs`` in step with the catalogue and with what is sought."""

    def __init__(self, desk: Desk, browse: BrowseView, tabs: TabStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._browse = browse
        self._tabs = tabs
        self._counts: dict[str, int] = {}
        self._found: dict[str, int] | None = None
        self._saved: tuple[Tab, ...] = ()
        self._search = Filter()
        browse.filter_shown.connect(self._ask_later)
        browse.model.shown.connect(lambda _number: self._count())

    def take(self, counts: dict[str, int]) -> None:
        """Show how many records each area has."""
        self._counts = counts
        self._browse.set_counts(counts)
        self._browse.table.restyle()  # the areas may be others
        self._show(None)

    def show_saved(self, saved: tuple[Tab, ...]) -> None:
        """Show these tabs of saved filters after those of the areas."""
        self._saved = saved
        self._show(self._found)

    def _show(self, found: dict[str, int] | None) -> None:
        self._found = found
        self._tabs.set_tabs(tabs_for(self._desk.areas, self._counts, found, self._saved))

    def _ask_later(self, _wanted: Filter) -> None:
        """Note what is sought, which the areas share; the rows come before any count."""
        self._desk.forget(self, "counts")
        self._search = Filter(search=self._browse.states.search(ALL))
        if self._search.empty and self._found is not None:
            self._show(None)

    def _count(self) -> None:
        """Let each tab say how many records the search finds there."""
        search = self._search
        if not search.empty:
            self._desk.read(
                self,
                lambda store: store.area_counts(search),
                self._show,
                key="counts",
                patient=True,
            )
