"""Pasted rows as a table: what each would become, then its cells, to be mended in place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from coopdesk.catalogue.record import Record
from coopdesk.i18n import _
from coopdesk.operations.pasting import PastedRow, PastedTable
from coopdesk.ui.plain_tip import plain_tip
from coopdesk.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class PasteModel(QAbstractTableModel):
    """Rows and cells; the first column says what becomes of a row, and whether it is to be added.

    ``mended`` is sent where a cell was given another text, ``ticked`` where a row was chosen or
    left out.
    """

    mended = Signal()
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first: tuple[str, ...] = ()
        self._rows: list[tuple[str, ...]] = []
        self._ragged: list[bool] = []
        self._read: list[PastedRow | None] = []
        # What the user said of a row, whatever it looks like.
        self._chosen: list[bool | None] = []
        self._header = False

    def take(self, table: PastedTable, *, header: bool) -> None:
        """Show the rows of ``table``, the first as headings where it is one."""
        self.beginResetModel()
        self._rows = list(table.rows)
        ragged = set(table.ragged)
        self._ragged = [number in ragged for number in range(len(self._rows))]
        self._read = [None] * len(self._rows)
        self._chosen = [None] * len(self._rows)
        self._header = False
        self._first = ()
        self.endResetModel()
        self.set_header(header)

    def set_header(self, header: bool) -> None:
        """Take the first row for headings, or for a row like the others."""
        if header == self._header:
            return
        self.beginResetModel()
        self._header = header
        if header:
            self._first = self._rows.pop(0)
            for kept in (self._ragged, self._read, self._chosen):
                kept.pop(0)
        else:
            self._rows.insert(0, self._first)
            self._ragged.insert(0, False)
            self._read.insert(0, None)
            self._chosen.insert(0, None)
        self.endResetModel()

    @property
    def header(self) -> bool:
        """Whether the first row holds headings."""
        return self._header

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of every row but the headings."""
        return tuple(self._rows)

    @property
    def ragged(self) -> int:
        """How many rows came with another number of cells than the first."""
        return sum(self._ragged)

    def show_read(self, read: Sequence[PastedRow]) -> None:
        """Say what becomes of each row."""
        if len(read) != len(self._rows):
            return
        self._read = list(read)
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def count(self) -> tuple[int, int, int]:
        """Return how many rows are to be added, are left out by choice, and cannot be added."""
        fitting = [row for row, read in enumerate(self._read) if read is not None and read.fits]
        chosen = sum(self._is_chosen(row) for row in fitting)
        return chosen, len(fitting) - chosen, len(self._rows) - len(fitting)

    def to_add(self) -> tuple[tuple[int, ...], tuple[Record, ...]]:
        """Return the rows that are to be added, and the records that they become."""
        rows = tuple(row for row in range(len(self._rows)) if self._is_chosen(row))
        found = (self._read[row] for row in rows)
        return rows, tuple(read.record for read in found if read is not None)

    def remove(self, rows: Sequence[int]) -> None:
        """Take rows out: they were added."""
        self.beginResetModel()
        for row in sorted(rows, reverse=True):
            for kept in (self._rows, self._ragged, self._read, self._chosen):
                del kept[row]
        self.endResetModel()

    def _is_chosen(self, row: int) -> bool:
        read, said = self._read[row], self._chosen[row]
        if read is None or not read.fits:
            return False
        # What may be there already is added only where somebody says so.
        return not read.alike if said is None else said

    def refused_cell(self, after: Index) -> QModelIndex:
        """Return the next cell that keeps its row out, from ``after`` on and round."""
        found = [
            (row, column + 1)
            for row, read in enumerate(self._read)
            for column in sorted({column for column, _words in read.refused} if read else ())
        ]
        here = (after.row(), after.column()) if after.isValid() else (-1, -1)
        following = next((place for place in found if place > here), next(iter(found), None))
        return self.index(*following) if following else QModelIndex()

    def sentences(self, index: Index) -> tuple[list[str], str]:
        """Return what is to be said of a cell, or of all of a row, and how grave it is (a role)."""
        read = self._read[index.row()] if index.isValid() else None
        if read is None:
            return [], "secondary"
        column = index.column() - 1
        refused = [words for place, words in read.refused if column in (-1, place)]
        said = [words for place, words in read.warnings if column in (-1, place)]
        if column == -1:
            if read.alike:
                said.insert(0, _alike_words(read))
            if self._ragged[index.row()]:
                said.append(_("This row has more or fewer cells than the first."))
        return [*refused, *said], "problem" if refused else "warning" if said else "secondary"

    # What Qt asks for.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own form)
        """Return how many rows there are without the headings."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own form)
        """Return how many columns there are, the first one included."""
        return 0 if parent.isValid() or not self._rows else len(self._rows[0]) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a column's own heading, else its letter; a row's number."""
        if role != Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        if section == 0:
            return _("What becomes of it")
        if self._header and self._first[section - 1].strip():
            return self._first[section - 1].replace("\n", " ")
        return _("Column {letter}").format(letter=_letters(section - 1))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be edited; a row that fits can be left out."""
        known = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column():
            return known | Qt.ItemFlag.ItemIsEditable
        read = self._read[index.row()]
        return known | Qt.ItemFlag.ItemIsUserCheckable if read and read.fits else known

    def data(self, index: Index, role: int = 0) -> Any:
        """Return a cell's text, how it looks, and what is wrong with it."""
        if not index.isValid():
            return None
        match role:
            case Role.DisplayRole | Role.EditRole:
                text = self._text(index)
                return text.replace("\n", " ") if role == Role.DisplayRole else text
            case Role.CheckStateRole if self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
                chosen = self._is_chosen(index.row())
                return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
            case Role.ForegroundRole:
                return self._ink(index)
            case Role.ToolTipRole | Role.AccessibleDescriptionRole:
                words = "\n".join(self.sentences(index)[0])
                return plain_tip(words) if role == Role.ToolTipRole else words
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take over what was typed in a cell, or whether a row is to be added."""
        row = index.row()
        if role == Role.CheckStateRole and index.column() == 0:
            self._chosen[row] = Qt.CheckState(value) == Qt.CheckState.Checked
            self.dataChanged.emit(index, index)
            self.ticked.emit()
            return True
        if role != Role.EditRole or not index.column():
            return False
        if value != self._text(index):
            cells = list(self._rows[row])
            cells[index.column() - 1] = str(value)
            self._rows[row] = tuple(cells)
            self._read[row] = None
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
            self.mended.emit()
        return True

    def _text(self, index: Index) -> str:
        if index.column():
            return self._rows[index.row()][index.column() - 1]
        read = self._read[index.row()]
        if read is None:
            return "…"
        if not read.fits:
            return _("Cannot be added yet")
        return _alike_words(read) if read.alike else _("New record")

    def _ink(self, index: Index) -> QBrush | None:
        read = self._read[index.row()]
        if read is None:
            return QBrush(QColor(colours().secondary))
        role = self.sentences(index)[1]
        if index.column() == 0 and not read.fits:
            return QBrush(QColor(colours().danger))
        if index.column() == 0 and not read.alike:
            return QBrush(QColor(colours().success))
        roles = {"problem": colours().danger, "warning": colours().warning}
        return QBrush(QColor(roles[role])) if role in roles else None


def _alike_words(read: PastedRow) -> str:
    return _("There already? {places}").format(places=", ".join(read.alike[:3]))


def _letters(number: int) -> str:
    """Return what a spreadsheet calls column ``number`` (from 0): A, B … Z, AA …"""
    before, last = divmod(number, len(_ALPHABET))
    return (_letters(before - 1) if before else "") + _ALPHABET[last]
