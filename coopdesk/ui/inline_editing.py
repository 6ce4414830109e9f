"""Edits one cell of the table in its place: reads the record, changes one field, saves it whole."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QTimer
from PySide6.QtGui import QKeyEvent

from coopdesk.catalogue.errors import CatalogueError, StaleRecord
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Problem, problems_of
from coopdesk.i18n import _
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.editor_words import value_words
from coopdesk.ui.inline_cell import InlineCell
from coopdesk.ui.inline_fields import INLINE, inline_box, rules_context
from coopdesk.ui.notice import Notice
from coopdesk.ui.record_table import RecordTable


class InlineEditing(QObject):
    """The cell of the table that is being edited, if any.

    The view's own editors go with each reset of its model, and with them what was typed; this one
    stays with its record wherever that stands after the list was read anew.
    """

    def __init__(self, desk: Desk, browse: BrowseView, notice: Notice) -> None:
        super().__init__(browse)
        self._desk = desk
        self._table: RecordTable = browse.table
        self._rows = browse.model
        self._notice = notice
        self._maker = BoxMaker(desk)
        self._record = Record()
        self._known: frozenset[Problem] = frozenset()
        self.cell: InlineCell | None = None
        self._table.viewport().installEventFilter(self)
        header = self._table.horizontalHeader()
        for moved in (header.sectionResized, header.sectionMoved):
            moved.connect(self._place)
        for bar in (self._table.verticalScrollBar(), self._table.horizontalScrollBar()):
            bar.valueChanged.connect(self._place)
        self._rows.modelReset.connect(self._place)
        self._rows.complete.connect(self._follow)

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        cell = self.cell
        return cell is not None and (
            bool(cell.box.unreadable) or cell.box.value != getattr(self._record, self._name(cell))
        )

    def _name(self, cell: InlineCell) -> str:
        return cell.box.field.name

    def begin(self, *, clicked: bool = False) -> None:
        """Edit the current cell; where that cannot be, say where it can, unless it was clicked."""
        index = self._table.currentIndex()
        record_id = self._rows.id_at(index.row()) if index.isValid() else None
        if record_id is None:
            return
        column = self._rows.columns[index.column()]
        if column.name in INLINE:
            self._open(record_id, column.name, show_list=clicked)
        elif not clicked:
            self._notice.tell(
                _("“{field}” is changed in the editor: press F2.").format(field=column.words())
            )

    def close(self) -> None:
        """Leave the cell as it was."""
        cell, self.cell = self.cell, None
        if cell is not None:
            focused = cell.control.hasFocus()
            cell.away()
            if focused:
                self._table.setFocus()
                self._give(cell.take_held())

    def _open(self, record_id: int, name: str, *, show_list: bool = False) -> None:
        def opened(record: Record) -> None:
            # Who has gone elsewhere meanwhile is not called back.
            if self.cell is not None or self._table.hasFocus():
                self._show(record, name, show_list=show_list)

        self._desk.read(
            self, lambda store: store.record(record_id), opened, key="record", failed=self._not_read
        )

    def _not_read(self, error: Exception) -> None:
        self.close()
        self._desk.failed.emit(error)

    def _show(self, record: Record, name: str, *, show_list: bool = False) -> None:
        """Open the cell, in place of the one that was open before."""
        self._rows.row_of(record.id, unfold=True)
        index = self._index(record.id, name)
        if not index.isValid():
            self.close()
            return
        viewport = self._table.viewport()
        before, self._record = self.cell, record
        if before is not None:
            before.busy = True  # that it loses the focus asks for nothing more
        self._known = frozenset(problems_of(record, rules_context(self._desk), {name}))
        box = inline_box(self._maker, name, record, viewport)
        self.cell = cell = InlineCell(box, record, viewport)
        cell.committed.connect(self._commit)
        cell.moved.connect(self._move)
        cell.left.connect(self.close)
        box.edited.connect(self._check)
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index)
        self._place()
        cell.take_focus(open_list=show_list)
        self._check()
        if before is not None:
            before.away()
            self._give(before.take_held())

    def _give(self, keys: list[QKeyEvent]) -> None:
        """Have what is in hand by now take the keys that were pressed before it was."""
        for key in keys:
            target = self._table if self.cell is None else self.cell.control
            QCoreApplication.sendEvent(target, key)

    def _index(self, record_id: int, name: str) -> QModelIndex:
        row = self._rows.row_of(record_id)
        places = [n for n, column in enumerate(self._rows.columns) if column.name == name]
        return QModelIndex() if row is None or not places else self._rows.index(row, places[0])

    def _changed_record(self, cell: InlineCell) -> Record:
        return replace(self._record, **{self._name(cell): cell.box.value})

    def _check(self) -> None:
        """Say beneath the cell what the rules find in what is typed, and what was understood."""
        cell = self.cell
        if cell is None:
            return
        context = rules_context(self._desk)
        found = problems_of(self._changed_record(cell), context, {self._name(cell)})
        new = [problem for problem in found if problem not in self._known]
        cell.box.show_problems(new)
        role = "problem" if cell.box.faulty else "warning" if new else "secondary"
        cell.say(cell.box.note, role)

    def _commit(self, stay: bool) -> None:
        """Save what is typed; ``stay`` tells that the focus is still in the cell."""
        self._save(None, back=not stay)

    def _move(self, step: int) -> None:
        cell = self.cell
        if cell is not None:
            self._save(self._neighbour(cell, step))

    def _save(self, following: tuple[int, str] | None, *, back: bool = False) -> None:
        """Save what is typed, then go on to the cell ``following``: a record's id and a field.

        With ``back`` the focus is elsewhere by now; it comes back where the value is refused.
        """
        cell = self.cell
        if cell is None or cell.busy:
            return
        if not self.unsaved:
            self._go_on(following)
            return
        self._check()
        if cell.box.faulty:
            if back:
                # Not within the very change of focus.
                QTimer.singleShot(0, cell, cell.take_focus)
            return
        cell.busy = True
        self._desk.save(
            self, self._changed_record(cell), lambda _changed: self._saved(following), self._refused
        )

    def _go_on(self, following: tuple[int, str] | None) -> None:
        if following is not None and following[0] == self._record.id:
            self._show(self._record, following[1])
        else:
            self._saved(following)

    def _saved(self, following: tuple[int, str] | None) -> None:
        if following is None or self.cell is None:
            self.close()
            return
        self.cell.busy = True
        self._open(*following)

    def _refused(self, error: Exception) -> None:
        cell = self.cell
        if cell is None:
            self._desk.failed.emit(error)
            return
        cell.busy = False
        cell.take_focus()
        self._give(cell.take_held())
        if isinstance(error, StaleRecord):
            assert isinstance(error.theirs, Record)
            self._take_note_of(error.theirs, cell)
        elif isinstance(error, CatalogueError):
            cell.say(str(error), "problem")
        else:
            cell.say(
                _("The program failed while saving. What you typed is still here: try again."),
                "problem",
            )
            self._desk.failed.emit(error)

    def _take_note_of(self, theirs: Record, cell: InlineCell) -> None:
        """Say what somebody else has saved; Enter then saves over that version."""
        name = self._name(cell)
        areas = {area.code: area for area in self._desk.areas}
        words = value_words(cell.box.field, getattr(theirs, name), areas) or _("Not stated")
        self._record = theirs
        cell.say(
            _(
                "{who} has saved this record meanwhile, with “{value}” here. "
                "Press Enter to put yours in its place, or Esc to keep theirs."
            ).format(who=theirs.changed_by or _("Somebody else"), value=words),
            "problem",
        )

    def _neighbour(self, cell: InlineCell, step: int) -> tuple[int, str] | None:
        """Return the next cell that can be edited, or with a ``step`` of -1 the one before."""
        header = self._table.horizontalHeader()
        order = sorted(range(header.count()), key=header.visualIndex)
        names = [self._rows.columns[place].name for place in order]
        names = [name for name in names if name in INLINE]
        if self._name(cell) not in names:
            return None
        step_rows, place = divmod(names.index(self._name(cell)) + step, len(names))
        record_id = self._rows.beside(self._record.id, step_rows)
        return None if record_id is None else (record_id, names[place])

    def _place(self) -> None:
        """Lie where the record stands now; where it is not in the list, stay."""
        cell = self.cell
        if cell is None:
            return
        index = self._index(self._record.id, self._name(cell))
        if index.isValid():
            cell.place(self._table.visualRect(index))

    def _follow(self) -> None:
        """After the list was read anew, stand in the cell that is edited."""
        cell = self.cell
        if cell is None:
            return
        index = self._index(self._record.id, self._name(cell))
        if index.isValid():
            if index != self._table.currentIndex():
                self._table.setCurrentIndex(index)
            self._place()
        elif not self.unsaved:
            self.close()
        else:
            cell.say(
                _("“{title}” is not in this list now: press Enter to save it, or Esc.").format(
                    title=self._record.title
                ),
                "warning",
            )

    def held_back(self) -> bool:
        """Leave the cell; where something is typed in it, say that it must be saved or left."""
        if self.unsaved and self.cell is not None:
            self._notice.tell(_("Press Enter to save the cell that is open, or Esc to leave it."))
            self.cell.take_focus()
            return True
        self.close()
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the cell as the table changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
