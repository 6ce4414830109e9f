"""New, edit, duplicate, delete, undo, redo: the edits that the window offers."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QWidget

from coopdesk.i18n import _, ngettext
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.notice import Notice

if TYPE_CHECKING:
    from coopdesk.catalogue.draft import Draft
    from coopdesk.catalogue.history import Changed
    from coopdesk.catalogue.record import Record
    from coopdesk.ui.draft_offers import DraftOffers
    from coopdesk.ui.inline_editing import InlineEditing
    from coopdesk.ui.record_editor import RecordEditor


# So long after the catalogue is there the editor is made ready, which takes a moment.
_IDLE_MS = 1_500


class Editing(QObject):
    """Opens the editor at the right of the table and asks the catalogue for edits.

    ``editing`` tells whether the editor is open. A failed edit is told by the desk's signal.
    """

    editing = Signal(bool)

    def __init__(self, desk: Desk, browse: BrowseView, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._browse = browse
        self._notice = notice
        self._editor: RecordEditor | None = None
        self._inline: InlineEditing | None = None
        self._offers: DraftOffers | None = None
        self._reason = parent.findChild(QAction, "ask_reason")
        if self._reason is not None:
            self._reason.setChecked(desk.settings.get("ask_reason"))
        browse.cell_asked.connect(lambda: self.edit_cell(clicked=True))
        desk.changed.connect(self._tell)

    @property
    def editor(self) -> "RecordEditor | None":
        """The editor, None before it was first needed."""
        return self._editor

    @property
    def is_open(self) -> bool:
        """Whether the editor is shown in place of the record."""
        return self._editor is not None and self._browse.side.currentWidget() is self._editor

    @property
    def unsaved(self) -> bool:
        """Whether the open editor, or a cell in hand, holds something that is not saved."""
        if self._inline is not None and self._inline.unsaved:
            return True
        return self.is_open and self._editor is not None and self._editor.is_dirty()

    def begin(self) -> None:
        """Offer what was left unsaved, once the catalogue is open, and make ready to edit."""
        if self._desk.read_only:
            return
        if self._offers is None:
            from coopdesk.ui.draft_offers import DraftOffers

            self._offers = DraftOffers(self._desk, self._notice, self)
            self._offers.taken.connect(self._go_on_with)
            QTimer.singleShot(_IDLE_MS, self, self._make_ready)
        self._offers.start()

    def _make_ready(self) -> None:
        def read() -> None:
            import coopdesk.ui.record_editor  # noqa: F401 (so that it is there when it is needed)

        if self._editor is None:
            self._desk.run(self, read, self._make, self._desk.failed.emit)

    def _go_on_with(self, draft: "Draft", key: str) -> None:
        if not self._held_back():
            self._open(draft.record, draft, key)

    def ask_reason(self) -> None:
        """Ask for a reason with each save from now on, or no longer."""
        asked = self._reason is not None and self._reason.isChecked()
        self._desk.settings.set("ask_reason", asked)
        if self._editor is not None:
            self._editor.footer.ask_reason(asked)

    def forget(self) -> None:
        """Keep no draft of what the editor holds: its user wants to lose it."""
        if self._editor is not None:
            self._editor.drafts.drop()

    def edit(self) -> None:
        """Open the editor on the record shown."""
        reading = self._browse.reader.reading
        if reading is None or self._desk.read_only or self.is_open or self._held_back():
            return
        self._open(reading.record)

    def edit_cell(self, *, clicked: bool = False) -> None:
        """Edit the current cell of the table in its place."""
        if self._desk.read_only or self._held_back():
            return
        if self._inline is None:
            from coopdesk.ui.inline_editing import InlineEditing

            self._inline = InlineEditing(self._desk, self._browse, self._notice)
        self._inline.begin(clicked=clicked)

    def new(self, tab: str) -> None:
        """Open the editor on an empty record of the tab's area."""
        if self._desk.read_only or self._held_back():
            return
        from coopdesk.ui.new_record import new_record

        self._open(new_record(self._desk, tab))

    def duplicate(self) -> None:
        """Open the editor on a copy of the record shown, not stored until it is saved."""
        reading = self._browse.reader.reading
        if reading is None or self._desk.read_only or self._held_back():
            return
        title = _("{title} (copy)").format(title=reading.record.title)
        self._open(
            replace(
                reading.record,
                id=0,
                uid="",
                reference="",
                title=title,
                version=0,
                created_at=None,
                created_by="",
                changed_at=None,
                changed_by="",
            )
        )

    def delete(self) -> None:
        """Delete the selected records; the notice and Undo bring them back."""
        ids = self._browse.table.chosen_ids()
        if not ids or self._desk.read_only or self._held_back():
            return
        if len(ids) > 1 and not self._sure(len(ids)):
            return
        who = self._desk.who
        self._desk.write(self, lambda store: store.delete(ids, who=who))

    def _sure(self, number: int) -> bool:
        asked = QMessageBox(self._browse.window())
        asked.setIcon(QMessageBox.Icon.Question)
        asked.setText(
            ngettext("Delete {n} record?", "Delete {n} records?", number).format(n=number)
        )
        asked.setInformativeText(_("Edit > Undo brings them back."))
        yes = asked.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        asked.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        asked.exec()
        chosen = asked.clickedButton() is yes
        asked.deleteLater()
        return chosen

    def undo(self) -> None:
        """Reverse the latest edit that still stands."""
        if self._held_back():
            return
        who = self._desk.who
        self._desk.write(self, lambda store: store.undo(who=who), self._nothing_to_undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        if self._held_back():
            return
        who = self._desk.who
        self._desk.write(self, lambda store: store.redo(who=who), self._nothing_to_redo)

    def _nothing_to_undo(self, changed: "Changed | None") -> None:
        if changed is None:
            self._notice.tell(_("There is nothing to undo."))

    def _nothing_to_redo(self, changed: "Changed | None") -> None:
        if changed is None:
            self._notice.tell(_("There is nothing to redo."))

    def _held_back(self) -> bool:
        """Close a clean editor; tell of an unsaved one, which must not be lost."""
        if self._inline is not None and self._inline.held_back():
            return True
        if self.unsaved:
            self._notice.tell(_("Save or cancel the record that is open first."), stay=False)
            return True
        if self.is_open:
            self.close()
        return False

    def leave(self) -> bool:
        """Close the editor if nothing is unsaved; return whether it is closed now."""
        return not self._held_back()

    def _open(self, record: "Record", draft: "Draft | None" = None, key: str = "") -> None:
        if draft is None and self._offers is not None and record.uid in self._offers.keys:
            self._offers.take(record.uid)
            return
        editor = self._made()
        editor.edit(record, draft, key)
        self._browse.side.setCurrentWidget(editor)
        self.editing.emit(True)

    def _make(self, _read: None) -> None:
        self._made()

    def _made(self) -> "RecordEditor":
        """Return the editor, which is made once."""
        if self._editor is None:
            from coopdesk.ui.record_editor import RecordEditor

            self._editor = RecordEditor(self._desk)
            self._editor.closed.connect(self.close)
            self._editor.went_on.connect(self._go_on)
            self._browse.side.addWidget(self._editor)
        return self._editor

    def close(self) -> None:
        """Show the record in place of the editor."""
        edited = self._editor.current().id if self._editor is not None else 0
        row = self._browse.model.row_of(edited) if edited else None
        if row is not None and self._browse.reader.record_id != edited:
            # The editor went on to another record than the one that the list shows.
            self._browse.table.choose_row(row)
        self._browse.side.setCurrentWidget(self._browse.reader)
        self._browse.table.setFocus()
        self.editing.emit(False)

    def _go_on(self, saved: "Record") -> None:
        """Open the editor on the next record of the list, or on another new one."""
        from coopdesk.catalogue.record import Record

        if not saved.id:
            kept = ("kind", "area", "partnership", "marking")
            self._open(Record(**{name: getattr(saved, name) for name in kept}))
            return
        model = self._browse.model
        following = model.beside(saved.id, 1)
        if following is None:
            self._notice.tell(_("That was the last record of the list."))
            return
        self._desk.read(self, lambda store: store.record(following), self._open_next, key="next")

    def _open_next(self, record: "Record") -> None:
        if self._held_back():
            return
        row = self._browse.model.row_of(record.id)
        if row is not None:
            self._browse.table.choose_row(row)
        self._open(record)

    def _tell(self, changed: "Changed", _origin: object) -> None:
        if not changed.entry:
            return
        number = len(changed.ids)
        from coopdesk.catalogue.history import OPERATIONS

        words = next((c.words() for c in OPERATIONS if c.code == changed.operation), "")
        if number <= 1 and changed.title:
            what = f"{words}: “{changed.title}”"
        else:
            what = f"{words}: " + ngettext("{n} record", "{n} records", number).format(n=number)
        if changed.operation not in ("undone", "redone"):
            self._notice.tell(what[:300], _("Undo"), self.undo)
        else:
            self._notice.tell(what[:300])
