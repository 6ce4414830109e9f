"""Going about the window: from tab to tab, to a record, to a filter, and back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from coopdesk.catalogue.filters import Filter
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.editing import Editing
from coopdesk.ui.search_field import SearchField
from coopdesk.ui.tab_strip import ALL, OVERVIEW, TabStrip
from coopdesk.ui.trail import Stop, Trail

if TYPE_CHECKING:
    from coopdesk.storage.store import Store
    from coopdesk.ui.crosslinks import CrossLink
    from coopdesk.ui.overview import Overview

# So long must one have stayed for a place to be one to come back to.
SETTLED_MS = 700
_MOST_WAITS = 4


class Going(QObject):
    """Shows the page of the tab that is chosen, and remembers the way for Back and Forward.

    ``arrived`` comes when another page is shown, ``register_asked`` with the name of an
    organisation that is to be shown in the register. Where an editor holds something unsaved, one
    stays where one is.
    """

    arrived = Signal()
    register_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        browse: BrowseView,
        editing: Editing,
        tabs: TabStrip,
        search: SearchField,
        pages: QStackedWidget,
    ) -> None:
        super().__init__(pages)
        self._desk = desk
        self._browse = browse
        self._editing = editing
        self._tabs = tabs
        self._pages = pages
        self._overview: Overview | None = None
        self._trail = Trail()
        self._shown = ""
        # On the way to a stop of the trail: what is found there counts as that stop.
        self._returning = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._stayed)
        self._waited = 0
        self._back = pages.window().findChild(QAction, "go_back")
        self._forward = pages.window().findChild(QAction, "go_forward")
        tabs.currentChanged.connect(self.show_tab)
        search.query_changed.connect(self._to_list)
        browse.elsewhere_asked.connect(self.go_to)
        browse.filter_shown.connect(self._moved)
        browse.record_shown.connect(self._moved)
        desk.changed.connect(self._changed)
        self._offer()

    @property
    def on_overview(self) -> bool:
        """Whether the overview is shown."""
        return self._pages.currentWidget() is not self._browse

    @property
    def settling(self) -> bool:
        """Whether it is still open if one stays where one is."""
        return self._settling.isActive()

    def show_tab(self) -> None:
        """Show the page of the tab that is chosen."""
        self._leave()
        self._arrive()

    def _turn_to(self, key: str) -> None:
        self._tabs.show_key(key, told=False)
        self._arrive()

    def _arrive(self) -> None:
        key = self._tabs.key()
        if not self._editing.leave():
            self._tabs.show_key(self._browse.key, told=False)
            return
        self._shown = key
        self._desk.settings.set("last_tab", key)
        if key == OVERVIEW:
            self.show_overview()
        else:
            self._pages.setCurrentWidget(self._browse)
            self._browse.show_tab(key)
        self._moved()
        self.arrived.emit()

    def show_overview(self) -> None:
        """Show the overview, which is made when it is first shown."""
        if self._overview is None:
            from coopdesk.ui.overview import Overview

            self._overview = Overview(self._desk)
            self._overview.record_asked.connect(self.go_to)
            self._overview.area_asked.connect(self._tabs.show_key)
            self._overview.link_asked.connect(self.follow)
            self._pages.addWidget(self._overview)
        self._pages.setCurrentWidget(self._overview)

    def show_list(self) -> None:
        """Show the list, where the overview is shown the one of all records."""
        if self.on_overview:
            self._tabs.show_key(ALL)

    def _to_list(self, query: str) -> None:
        if query:
            self.show_list()

    def go_to(self, record_id: int) -> None:
        """Show that record in the tab All."""
        if self._editing.leave():
            self._leave()
            self._browse.go_to_in(ALL, record_id)
            self._turn_to(ALL)

    def show_filter_of(self, dimension: str, value: str) -> None:
        """Show all records that have ``value`` in a dimension: an area's in its tab, else in All.

        ``dimension`` is the name of one of `filters.DIMENSIONS`.
        """
        if not self._editing.leave():
            return
        self._leave()
        key = value if dimension == "areas" and value in self._tabs.keys else ALL
        if key == ALL:
            self._browse.show_filter_of(dimension, value)
        else:
            self._browse.states.set(key, Filter())
        if not self.on_overview:
            # The record that one came from is among them.
            self._browse.states.of(key).record_id = self._browse.reader.record_id
        self._turn_to(key)

    def follow(self, way: str, link: "CrossLink") -> None:
        """Go where a link leads that way (see `crosslinks`)."""
        match way:
            case "narrow" | "exclude":
                from coopdesk.catalogue.filter_parts import excluded, only

                change = only if way == "narrow" else excluded
                mine = change(self._browse.own_filter(), link.dimension, link.value)
                self._browse.set_whole_filter(mine)
            case "register":
                self.register_asked.emit(link.value)
            case _:
                self.show_filter_of(link.dimension, link.value)

    def back(self) -> None:
        """Show what was shown before."""
        self._walk(-1)

    def forward(self) -> None:
        """Show what was shown before one went back."""
        self._walk(1)

    def _walk(self, step: int) -> None:
        if not self._editing.leave():
            return
        if not self._returning:
            self._leave()
        # The tab of a saved filter may be gone, or that of an area.
        known = self._tabs.keys
        self._trail.forget(lambda stop: stop.tab not in known)
        stop = self._trail.back() if step < 0 else self._trail.forward()
        if stop is not None:
            self._show(stop)
        self._offer()

    def _show(self, stop: Stop) -> None:
        self._returning = True
        self._shown = stop.tab
        self._tabs.show_key(stop.tab, told=False)
        self._desk.settings.set("last_tab", stop.tab)
        if stop.state is None:
            self.show_overview()
        else:
            self._pages.setCurrentWidget(self._browse)
            self._browse.show_state(stop.state)
        self._settling.start(SETTLED_MS)
        self.arrived.emit()

    def _here(self) -> Stop:
        if self.on_overview:
            return Stop(OVERVIEW)
        return Stop(self._browse.key, self._browse.view_state())

    def _moved(self, _what: object = None) -> None:
        """Wait whether one stays: nobody wants to go back letter by letter."""
        self._waited = 0
        self._settling.start(SETTLED_MS)

    def _stayed(self) -> None:
        # The list may still be choosing its record; what goes on for long is something else.
        if self._desk.busy and self._waited < _MOST_WAITS:
            self._waited += 1
            self._settling.start(SETTLED_MS)
        else:
            self._settle()

    def _settle(self) -> None:
        if self._returning:
            self._trail.amend(self._here())
        else:
            self._trail.arrive(self._here())
        self._returning = False
        self._offer()

    def _leave(self) -> None:
        """Remember where one stands before one goes elsewhere, however short the stay."""
        if self._settling.isActive() and self._shown:
            self._settling.stop()
            self._settle()

    def _offer(self) -> None:
        if self._back is not None and self._forward is not None:
            self._back.setEnabled(self._trail.can_go_back)
            self._forward.setEnabled(self._trail.can_go_forward)

    def _changed(self, _changed: object, _origin: object) -> None:
        """Leave out what can no longer be gone back to, be it deleted, merged or undone."""
        asked = self._trail.record_ids

        def job(store: "Store") -> frozenset[int]:
            return asked - {row.id for row in store.page(tuple(asked))}

        self._desk.read(self, job, self._forget, key="trail")

    def _forget(self, gone: frozenset[int]) -> None:
        self._trail.forget(lambda stop: stop.record_id in gone)
        self._offer()
