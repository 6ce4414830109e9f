"""The documents of the record that is read: looked at by their links, attached by menu or drop."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.i18n import _
from coopdesk.operations.documents import Attached, add_to_record, attach_all
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.document_acts import DocumentActs
from coopdesk.ui.document_drop import Carried, DropPlace, invitation
from coopdesk.ui.editing import Editing
from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.notice import Notice

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.ui.document_section import DocumentSection


class RecordDocuments(QObject):
    """Stands between the main window and the documents of the record that it shows.

    While that is edited, files go into the editor and are saved with it; else they are attached
    and saved in one step, which Undo takes back.
    """

    def __init__(
        self, desk: Desk, browse: BrowseView, editing: Editing, notice: Notice, window: QWidget
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._browse = browse
        self._editing = editing
        self._notice = notice
        self.acts = DocumentActs(desk, window)
        self.place = DropPlace(browse.side, browse, self._willing)
        self.acts.told.connect(notice.tell)
        self.place.dropped.connect(self.take)
        browse.reader.document_asked.connect(self.preview)

    @property
    def _section(self) -> "DocumentSection | None":
        """Where files go while a record is edited."""
        editing = self._editing
        if not editing.is_open or editing.editor is None:
            return None
        from coopdesk.ui.document_section import DocumentSection

        section = editing.editor.form.parts["documents"]
        return section if isinstance(section, DocumentSection) else None

    def _willing(self) -> str:
        if self._desk.read_only or self._browse.side.isHidden():
            return ""
        editing, reading = self._editing, self._browse.reader.reading
        if editing.is_open and editing.editor is not None:
            return invitation(editing.editor.current().title)
        return invitation(reading.record.title) if reading is not None else ""

    def preview(self, place: int) -> None:
        """Look at the document at that place of the record that is read."""
        reading = self._browse.reader.reading
        if reading is not None:
            self.acts.preview(reading.record.documents, place)

    def attach(self) -> None:
        """Ask for files, and attach them."""
        dialog = FileWindow(self._window, _("Attach documents"), self.acts.folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self.take(Carried(tuple(map(Path, files)))))
        dialog.open()

    def take(self, brought: Carried) -> None:
        """Attach files and links to the record that is edited or read."""
        if brought.files:
            self.acts.remember(brought.files[0])
        section = self._section
        if section is not None:
            section.take(brought)
            return
        record_id = self._browse.reader.record_id
        if record_id is None or self._desk.read_only:
            return
        links = tuple(Document(link=link) for link in brought.links)
        self._notice.tell(_("Attaching…"))
        self._desk.read(
            self,
            lambda store: attach_all(store, brought.files),
            lambda found: self._add(record_id, found, links),
        )

    def _add(self, record_id: int, found: Attached, links: tuple[Document, ...]) -> None:
        who, documents = self._desk.who, (*found.documents, *links)

        def done(changed: "Changed | None") -> None:
            if found.refused:
                self._desk.failed.emit(CatalogueError(" ".join(found.refused)))
            elif changed is not None and not changed.entry:
                self._notice.tell(_("The record has that document already."))

        def failed(error: Exception) -> None:
            if isinstance(error, CatalogueError) and found.refused:
                error = CatalogueError(" ".join((str(error), *found.refused)))
            self._desk.failed.emit(error)

        if documents:
            self._desk.write(
                self,
                lambda store: add_to_record(store, record_id, documents, who=who),
                done,
                failed=failed,
            )
        else:
            done(None)
