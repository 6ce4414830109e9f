"""Edit > Paste Rows as Records: what is on the clipboard, column by column and row by row."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.partnership import Partnership
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.operations.pasting import (
    Guess,
    PastedRow,
    PastedTable,
    RowReader,
    add_rows,
    read_pasted,
)
from coopdesk.operations.pasting import guess as guess_of
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import repolish
from coopdesk.ui.paste_cells import CellDelegate
from coopdesk.ui.paste_heads import TargetHeads
from coopdesk.ui.paste_model import PasteModel
from coopdesk.ui.paste_start import StartBoxes
from coopdesk.ui.paste_words import counted_words, may_drop
from coopdesk.ui.reason_line import ReasonLine
from coopdesk.ui.window_size import fit_screen

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

if TYPE_CHECKING:
    pass

_STATE_WIDTH, _LEAST_WIDTH, _MOST_WIDTH = 240, 130, 260


class PasteWindow(QDialog):
    """Shows the rows on the clipboard as the records that they would become, and adds them.

    Rows that cannot be added stay, to be mended in their cells. ``read`` is sent when the rows
    shown have been read; ``added`` carries what was added.
    """

    read = Signal()
    added = Signal(object)

    def __init__(self, desk: Desk, start: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reader = RowReader((), start)
        self._mended = False
        self._busy = False
        self._done: list[str] = []
        self.setProperty("role", "work")
        self.setWindowTitle(_("Paste Rows as Records"))
        self.setSizeGripEnabled(True)
        fit_screen(self, 1080, 640)
        self.header = QCheckBox(_("The first row holds &headings"))
        self.start = StartBoxes(desk, start)
        self.model = PasteModel()
        self.model.setParent(self)
        self.table = QTableView()
        self.heads = TargetHeads(self.table)
        self.said = QLabel()
        self.counted = QLabel()
        self.reason = ReasonLine(desk.settings)
        self.again = QPushButton(_("&Paste Anew"))
        self.next = QPushButton(_("&Next Problem"))
        self.close_button = QPushButton(_("Close"))
        self.add = QPushButton()
        self._empty = QLabel()
        self._pages = QStackedWidget()
        self._build()
        self.header.toggled.connect(self._header_set)
        self.start.changed.connect(self._targets_chosen)
        self.heads.chosen.connect(self._targets_chosen)
        self.model.mended.connect(self._cell_mended)
        self.model.ticked.connect(self._count)
        self.table.selectionModel().currentChanged.connect(self._say)
        self.again.clicked.connect(self.paste)
        self.next.clicked.connect(self.go_to_next)
        self.add.clicked.connect(self.add_chosen)
        self.close_button.clicked.connect(self.reject)
        desk.changed.connect(self._catalogue_changed)
        self._count()
        self.paste()

    def _build(self) -> None:
        self._set_up_table()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.said.setContentsMargins(16, 8, 16, 0)
        above = QVBoxLayout()
        above.setContentsMargins(16, 14, 16, 10)
        above.setSpacing(10)
        above.addWidget(self.start)
        above.addWidget(self.header)
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        beneath = QHBoxLayout()
        beneath.setContentsMargins(16, 8, 16, 0)
        beneath.addWidget(self.reason)
        column.addLayout(beneath)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setMargin(40)
        self._empty.setProperty("role", "secondary")
        self._pages.addWidget(rows)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._pages, 1)
        whole.addLayout(self._foot())

    def _set_up_table(self) -> None:
        table = self.table
        table.setHorizontalHeader(self.heads)
        table.setModel(self.model)
        table.setObjectName("rows")
        table.setAccessibleName(_("Rows"))
        table.setItemDelegate(CellDelegate(self.heads, desk=self._desk, parent=table))
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )

    def _foot(self) -> QHBoxLayout:
        self.counted.setProperty("role", "secondary")
        self.counted.setWordWrap(True)
        self.add.setProperty("role", "primary")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.counted, 1)
        for button in self._buttons:
            button.setAutoDefault(False)
            foot.addWidget(button)
        return foot

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.next, self.again, self.close_button, self.add

    # What is on the clipboard.

    def paste(self) -> None:
        """Show what is on the clipboard, in place of what is shown."""
        if self._may_drop():
            self.take(QGuiApplication.clipboard().text())

    def take(self, text: str) -> None:
        """Show the rows of ``text``; where it has none, what to do."""
        try:
            table = read_pasted(text)
        except CatalogueError as error:
            self._show_empty(str(error))
            return
        start, desk = self.start.record, self._desk

        def job(store: "Store") -> tuple[Guess, tuple[Area, ...], tuple[Partnership, ...]]:
            return guess_of(store, table, start), store.areas(), store.partnerships()

        def done(answer: tuple[Guess, tuple[Area, ...], tuple[Partnership, ...]]) -> None:
            # Who is quick pastes before the window knows them.
            guess, desk.areas, desk.partnerships = answer
            self.start.offer()
            self._guessed(table, guess)

        desk.read(self, job, done, key="guess")

    def _show_empty(self, why: str) -> None:
        self._mended = False
        self.model.take(PastedTable(()), header=False)
        self._empty.setText(
            why
            + "\n\n"
            + _(
                "In the spreadsheet, select the rows, one for each record, and copy them "
                "(Ctrl+C). Then choose Paste Anew."
            )
        )
        self._pages.setCurrentIndex(1)
        self._count()
        self.again.setFocus()

    def _guessed(self, table: PastedTable, guess: Guess) -> None:
        self._mended = False
        self._done = []
        self._pages.setCurrentIndex(0)
        self.model.take(table, header=guess.header)
        self._set_header_box(guess.header)
        self.heads.show_targets(guess.targets)
        self._size_columns()
        self._order()
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()
        self._targets_chosen()

    def _set_header_box(self, on: bool) -> None:
        self.header.blockSignals(True)
        self.header.setChecked(on)
        self.header.blockSignals(False)

    def _size_columns(self) -> None:
        self.heads.resizeSection(0, _STATE_WIDTH)
        self.table.resizeColumnsToContents()
        for place in range(self.model.columnCount()):
            least = _LEAST_WIDTH if place else _STATE_WIDTH
            width = min(max(self.heads.sectionSize(place) + 16, least), max(_MOST_WIDTH, least))
            self.heads.resizeSection(place, width)

    def _order(self) -> None:
        """Have Tab go from the top to the bottom."""
        stops = [*self.start.controls, self.header, *self.heads.boxes, self.table]
        stops += [self.reason, *self._buttons]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # What becomes of it.

    def _header_set(self, on: bool) -> None:
        targets = self.heads.targets
        self.model.set_header(on)
        self.heads.show_targets(targets)
        self._read()

    def _targets_chosen(self) -> None:
        self._reader = RowReader(self.heads.targets, self.start.record)
        self._read()

    def _catalogue_changed(self, _changed: object, _origin: object) -> None:
        self.start.offer()
        self._targets_chosen()

    def _cell_mended(self) -> None:
        self._mended = True
        self._read()

    def _read(self) -> None:
        rows, reader = self.model.rows, self._reader
        self._busy = True
        self._count()

        def done(read: Sequence[PastedRow]) -> None:
            self._busy = False
            self.model.show_read(read)
            self._count()
            self._say()
            self.read.emit()

        self._desk.read(self, lambda store: reader.read(store, rows), done, key="rows")

    def _count(self) -> None:
        chosen, left, refused = self.model.count()
        self.add.setEnabled(bool(chosen) and not self._busy and not self._desk.read_only)
        words = ngettext("&Add {n} Record", "&Add {n} Records", chosen) if chosen else _("&Add")
        self.add.setText(words.format(n=number_words(chosen)))
        self.next.setVisible(bool(refused) and not self._busy)
        told = []
        if self._busy and self.model.rowCount():
            told.append(_("Reading the rows…"))
        elif self.model.rowCount():
            told = [*self._done, *counted_words(chosen, left, refused, self.model.ragged)]
        self.counted.setText(" · ".join(told))

    def _say(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        """Say what is wrong with the cell that is chosen."""
        sentences, role = self.model.sentences(self.table.currentIndex())
        self.said.setText("\n".join(sentences[:3]))
        self.said.setProperty("role", role)
        repolish(self.said)

    def go_to_next(self) -> None:
        """Go to the next cell that keeps its row out."""
        index = self.model.refused_cell(self.table.currentIndex())
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
            self.table.setFocus()

    # Adding.

    def add_chosen(self) -> None:
        """Add the rows that are chosen, in one step; the others stay."""
        rows, records = self.model.to_add()
        if not rows or self._busy:
            return
        self._busy = True
        self._count()
        self.counted.setText(_("Adding…"))
        who, why = self._desk.who, self.reason.why

        def done(changed: Changed | None) -> None:
            self._busy = False
            self.model.remove(rows)
            self._done = [
                ngettext("{n} record was added", "{n} records were added", len(rows)).format(
                    n=number_words(len(rows))
                )
            ]
            self.added.emit(changed)
            if not self.model.rowCount():
                self._mended = False
                self.accept()
                return
            self._read()
            self.table.setCurrentIndex(self.model.index(0, 0))

        self._desk.write(
            self,
            lambda store: add_rows(store, records, who=who, why=why),
            done,
            failed=self._not_added,
        )

    def _not_added(self, error: Exception) -> None:
        self._busy = False
        self._count()
        if isinstance(error, CatalogueError):
            self.said.setText(str(error))
            self.said.setProperty("role", "problem")
            repolish(self.said)
        else:
            self._desk.failed.emit(error)

    def _may_drop(self) -> bool:
        """Ask, where cells were mended here, whether these rows may go."""
        number = self.model.rowCount()
        return not self._mended or not number or may_drop(self, number)

    def reject(self) -> None:
        """Close, but ask first where something mended would be lost."""
        if self._may_drop():
            super().reject()
