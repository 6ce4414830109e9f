"""The menu of a cell in the table: what else has what stands there, and what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu

from coopdesk.catalogue.summary import Summary
from coopdesk.ui.crosslinks import CrossLink, cell_links, offer
from coopdesk.ui.desk import Desk
from coopdesk.ui.record_model import SUMMARY_ROLE
from coopdesk.ui.record_table import RecordTable


class CellLinks(QObject):
    """Offers the ways from a cell of ``table``, then ``actions``; the way taken goes to
    ``follow``."""

    def __init__(
        self,
        desk: Desk,
        table: RecordTable,
        actions: Sequence[QAction],
        follow: Callable[[str, CrossLink], None],
    ) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._actions = list(actions)
        self._follow = follow
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._asked)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the menu key ask for the menu of the current cell."""
        if (
            isinstance(event, QContextMenuEvent)
            and event.reason() == QContextMenuEvent.Reason.Keyboard
        ):
            index = self._table.currentIndex()
            self._show(index, self._table.visualRect(index).bottomLeft())
            return True
        return False

    def _asked(self, where: QPoint) -> None:
        self._show(self._table.indexAt(where), where)

    def _show(self, index: QModelIndex, where: QPoint) -> None:
        menu = self.menu(index)
        if menu is not None:
            menu.exec(self._table.viewport().mapToGlobal(where))
            menu.deleteLater()

    def menu(self, index: QModelIndex) -> QMenu | None:
        """Return the menu of a cell, None where no record stands."""
        row = index.data(SUMMARY_ROLE) if index.isValid() else None
        if not isinstance(row, Summary):
            return None
        menu = QMenu(self._table)
        areas = {area.code: area.name() for area in self._desk.areas}
        for link in cell_links(row, self._table.rows.columns[index.column()].name):
            offer(menu, link, link.words(areas), self._follow)
            menu.addSeparator()
        menu.addActions(self._actions)
        return menu
