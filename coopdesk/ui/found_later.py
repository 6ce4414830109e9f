"""What can be found only now, in the list and the counts, while the user stays where they are."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coopdesk.ui.desk import Desk

if TYPE_CHECKING:
    from array import array

    from coopdesk.ui.main_window import MainWindow


class FoundLater(QObject):
    """Brings the list of ``window`` in step with the index, which changes in the background."""

    def __init__(self, desk: Desk, window: "MainWindow") -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    @Slot()
    def look(self) -> None:
        """Count anew, and read the list anew where it has other records or another order now.

        A list in which several rows are chosen, or something is being edited, stays as it is.
        """
        view = self._window.browse
        if self._window.going.on_overview:
            return
        wanted, sort, grouped = view.wanted(), view.state.sort, view.state.grouped
        view.filters.show_filter(wanted, view.in_area)
        listed = view.model.ids
        # Neither words inside documents nor problems are seen in a list that asks for neither.
        if listed is None or view.own_filter().empty:
            return

        def arrived(ids: "array[int]") -> None:
            stays = view.model.ids is not listed or ids == listed
            busy = view.table.chosen_number > 1 or self._window.editing.unsaved
            if not stays and not busy:
                view.refresh(view.reader.record_id)

        self._desk.read(self, lambda s: s.ids(wanted, sort, grouped), arrived, key="found later")
