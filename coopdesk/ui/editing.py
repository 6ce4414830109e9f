"""New, edit, duplicate, delete, undo, redo: the edits that the window offers."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from coopdesk.i18n import _, ngettext
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.notice import Notice
from coopdesk.ui.tab_strip import ALL, OVERVIEW

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.catalogue.record import Record
    from coopdesk.ui.record_editor import RecordEditor


# What most records of a catalogue are.
NEW_KIND = "project"


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
        """Whether the open editor holds something that is not saved."""
        return self.is_open and self._editor is not None and self._editor.is_dirty()

    def edit(self) -> None:
        """Open the editor on the record shown."""
        reading = self._browse.reader.reading
        if reading is not None and not self._desk.read_only and not self.is_open:
            self._open(reading.record)

    def new(self, tab: str) -> None:
        """Open the editor on an empty record of the tab's area."""
        if self._desk.read_only or self._held_back():
            return
        from coopdesk.catalogue.record import Record

        areas, partnerships = self._desk.areas, self._desk.partnerships
        area = tab if tab not in (ALL, OVERVIEW) else areas[0].code if areas else ""
        self._open(
            Record(
                kind=NEW_KIND,
                area=area,
                partnership=partnerships[0].code if partnerships else "",
                marking="UNCLASSIFIED",
            )
        )

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
        if self.unsaved:
            self._notice.tell(_("Save or cancel the record that is open first."), stay=False)
            return True
        if self.is_open:
            self.close()
        return False

    def leave(self) -> bool:
        """Close the editor if nothing is unsaved; return whether it is closed now."""
        return not self._held_back()

    def _open(self, record: "Record") -> None:
        if self._editor is None:
            from coopdesk.ui.record_editor import RecordEditor

            self._editor = RecordEditor(self._desk)
            self._editor.closed.connect(self.close)
            self._browse.side.addWidget(self._editor)
        self._editor.edit(record)
        self._browse.side.setCurrentWidget(self._editor)
        self.editing.emit(True)

    def close(self) -> None:
        """Show the record in place of the editor."""
        self._browse.side.setCurrentWidget(self._browse.reader)
        self._browse.table.setFocus()
        self.editing.emit(False)

    def _tell(self, changed: "Changed", _origin: object) -> None:
        if not changed.entry:
            return
        number = len(changed.ids)
        from coopdesk.catalogue.history import OPERATIONS

        words = next((c.words() for c in OPERATIONS if c.code == changed.operation), "")
        if number == 1 and changed.title:
            what = f"{words}: “{changed.title}”"
        else:
            what = f"{words}: " + ngettext("{n} record", "{n} records", number).format(n=number)
        if changed.operation in ("added", "edited", "deleted", "imported"):
            self._notice.tell(what[:300], _("Undo"), self.undo)
        else:
            self._notice.tell(what[:300])
