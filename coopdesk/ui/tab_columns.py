"""The columns of the tab shown: laid out, kept, and chosen from a menu."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from coopdesk.catalogue.filters import Sort
from coopdesk.i18n import _
from coopdesk.ui.columns import COLUMNS, chosen_columns, default_columns
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.tab_state import TabStates, shared_by


class TabColumns(QObject):
    """Shows in ``table`` the columns of one tab after another. ``changed`` comes when the user has
    chosen others."""

    changed = Signal()

    def __init__(self, table: RecordTable, states: TabStates) -> None:
        super().__init__(table)
        self._table = table
        self._states = states
        self._key = ""
        table.columns_asked.connect(self._show_menu)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns shown, left to right."""
        header, columns = self._table.horizontalHeader(), self._table.rows.columns
        if header.count() != len(columns):
            return tuple(column.name for column in columns)
        return tuple(columns[n].name for n in sorted(range(len(columns)), key=header.visualIndex))

    def usual(self, key: str) -> tuple[str, ...]:
        """Return the columns that tab ``key`` shows until others are chosen."""
        return default_columns(shared_by(key))

    def lay_out(self, key: str, sort: Sort) -> None:
        """Show the columns of tab ``key``, with the mark of its order."""
        self._key = key
        pairs = self._states.columns(key)
        columns = chosen_columns([name for name, _width in pairs], shared_by(key))
        if columns != self._table.rows.columns:
            self._table.rows.set_columns(columns)
        self._table.cells.show_dots = shared_by(key) == "all"
        self._table.lay_out({name: width for name, width in pairs if isinstance(width, int)})
        self._table.show_sort(sort)

    def keep(self) -> None:
        """Remember order and widths as the user has made them."""
        if self._table.horizontalHeader().count() == len(self._table.rows.columns):
            own = self._table.own_widths
            pairs = [[name, own.get(name, 0)] for name in self.names]
            self._states.keep_columns(self._key, pairs)

    def fill_menu(self, menu: QMenu) -> None:
        """Offer every column, those shown ticked."""
        menu.clear()
        shown = [column.name for column in self._table.rows.columns]
        for column in COLUMNS:
            action = menu.addAction(column.words())
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.setEnabled(column.name != "title")
            action.triggered.connect(lambda on, name=column.name: self.show(name, on))

    def _show_menu(self, where: QPoint) -> None:
        from coopdesk.ui.table_menus import fill_grouping

        menu = QMenu(self._table)
        self.fill_menu(menu)
        menu.addSeparator()
        fill_grouping(menu.addMenu(_("&Group By")), self._table)
        menu.exec(where)
        menu.deleteLater()

    def show(self, name: str, on: bool) -> None:
        """Show that column, at the end, or no longer."""
        self.keep()
        pairs = [pair for pair in self._states.columns(self._key) if pair[0] != name]
        if on:
            pairs.append([name, 0])
        self._states.keep_columns(self._key, pairs)
        self.changed.emit()
