"""Copies the selected rows, with the columns shown, to where a spreadsheet can paste them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from coopdesk.i18n import ngettext, number_words
from coopdesk.ui.columns import Column
from coopdesk.ui.desk import Desk
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.table_text import html_rows, html_table, shown_cells, tab_lines

if TYPE_CHECKING:
    from array import array

    from coopdesk.storage.store import Store

# A clipboard holds all of it in memory, several times over: more goes into a file.
MOST_ROWS = 200_000
# Rows read at once; between two pieces, what was read can be told, and the rest be given up.
PIECE = 2_000


@dataclass(slots=True)
class _Copying:
    """A copy under way: what is to be read in which columns, and what has been."""

    ids: "array[int]"
    columns: tuple[Column, ...]
    areas: dict[str, str]
    read: int = 0
    lines: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)


class TableCopy(QObject):
    """Reads and writes the rows off the GUI thread.

    ``progress`` carries how many of how many rows are read, ``told`` what is to be said at the end,
    ``refused`` why nothing is copied.
    """

    progress = Signal(int, int)
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, table: RecordTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._copying: _Copying | None = None

    @property
    def under_way(self) -> bool:
        """Whether rows are being read."""
        return self._copying is not None

    def copy(self) -> None:
        """Copy the selected rows; a copy that is under way is given up."""
        table = self._table
        number = table.chosen_number
        if not number or not table.isVisible():
            return
        if number > MOST_ROWS:
            self.give_up()
            words = ngettext(
                "{n} row is too much for the clipboard: select at most {most}, or export them.",
                "{n} rows are too many for the clipboard: select at most {most}, or export them.",
                number,
            )
            self.refused.emit(words.format(n=number_words(number), most=number_words(MOST_ROWS)))
            return
        header, columns = table.horizontalHeader(), table.rows.columns
        order = sorted(range(len(columns)), key=header.visualIndex)
        ids = table.rows.ids_of(table.chosen_spans())
        self._copying = _Copying(ids, tuple(columns[n] for n in order), table.rows.areas)
        self._read_piece()

    def give_up(self) -> None:
        """Leave the clipboard as it was."""
        self._copying = None
        self._desk.forget(self, "copy")

    def _read_piece(self) -> None:
        copying = self._copying
        assert copying is not None
        ids = copying.ids[copying.read : copying.read + PIECE]
        columns, areas = copying.columns, copying.areas

        def job(store: "Store") -> tuple[str, str]:
            rows = [
                shown_cells([column.text(row, areas) for column in columns])
                for row in store.page(ids)
            ]
            return tab_lines(rows), html_rows(rows)

        def done(answer: tuple[str, str]) -> None:
            if self._copying is not copying:
                return
            copying.lines.append(answer[0])
            copying.html.append(answer[1])
            copying.read += len(ids)
            self.progress.emit(copying.read, len(copying.ids))
            if copying.read < len(copying.ids):
                self._read_piece()
            else:
                self._finish(copying)

        self._desk.read(self, job, done, key="copy")

    def _finish(self, copying: _Copying) -> None:
        heads = [column.words() for column in copying.columns]

        def job() -> tuple[str, str]:
            return (
                tab_lines([heads]) + "".join(copying.lines),
                html_table(heads, "".join(copying.html)),
            )

        def done(answer: tuple[str, str]) -> None:
            if self._copying is not copying:
                return
            self._copying = None
            made = QMimeData()
            made.setText(answer[0])
            made.setHtml(answer[1])
            QGuiApplication.clipboard().setMimeData(made)
            number = len(copying.ids)
            words = ngettext("{n} row copied.", "{n} rows copied.", number)
            self.told.emit(words.format(n=number_words(number)))

        self._desk.read(self, lambda _store: job(), done, key="copy")
