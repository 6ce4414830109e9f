"""What can be done with a document: look at it, open it with another program, save it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from coopdesk.catalogue.documents import is_link, is_web_address, name_of, runs_when_opened
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.file_names import safe_file_name
from coopdesk.catalogue.media_types import HEAD
from coopdesk.i18n import _
from coopdesk.operations.documents import save_out
from coopdesk.operations.opened_copies import OpenedCopies
from coopdesk.ui.desk import Desk
from coopdesk.ui.file_window import FileWindow

if TYPE_CHECKING:
    from coopdesk.ui.document_preview import DocumentPreview


class DocumentActs(QObject):
    """Previews, opens and saves documents for the widget ``over`` which their windows stand.

    ``told`` carries a sentence on what was done. What could not be done is told by the desk, and
    both in the preview while it is open.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._shown: DocumentPreview | None = None
        self._copies = copies = OpenedCopies()
        desk.closing.connect(partial(OpenedCopies.clear, copies))

    def preview(self, documents: Sequence[Document], place: int) -> "DocumentPreview | None":
        """Show ``documents`` from that one on; None, and nothing shown, where it is not there."""
        if not 0 <= place < len(documents):
            return None
        from coopdesk.ui.document_preview import DocumentPreview

        self._shown = shown = DocumentPreview(self._desk, documents, place, self._over)
        shown.open_asked.connect(self.open)
        shown.save_asked.connect(self.save_as)
        shown.open()
        return shown

    def open(self, document: Document) -> None:
        """Open a document with the program that the computer has for it, as a private copy.

        What might run is asked about first.
        """
        if is_link(document):
            self._open_link(document.link)
            return
        copies = self._copies

        def arrived(content: bytes) -> None:
            runs = runs_when_opened(document.file_name, content[:HEAD])
            if not runs or self._sure_to_run(document):
                copy = lambda: copies.copy(document, content)  # noqa: E731
                self._desk.run(self, copy, self._copied, self._failed)

        self._desk.read(
            self,
            lambda store: store.documents.content(document.digest),
            arrived,
            failed=self._failed,
        )

    def save_as(self, document: Document) -> None:
        """Ask where, and write a document there; the question is put where a file is there."""
        dialog = FileWindow(self._preview or self._over, _("Save the document"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(self.folder)
        dialog.selectFile(safe_file_name(document.file_name or name_of(document)))
        dialog.fileSelected.connect(lambda file: self.save_to(document, Path(file)))
        dialog.open()

    def save_to(self, document: Document, path: Path) -> None:
        """Write the file of a document to ``path``."""
        self.remember(path)
        self._desk.read(
            self,
            lambda store: save_out(store, document, path),
            lambda _nothing: self._tell(_("Saved as {file}").format(file=path)),
            failed=self._failed,
        )

    @property
    def folder(self) -> str:
        """Where documents were last fetched from or saved, else the user's own documents."""
        last = self._desk.settings.get("document_folder")
        if last and Path(last).is_dir():
            return str(last)
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def remember(self, path: Path) -> None:
        """Begin in the folder of ``path`` the next time."""
        self._desk.settings.set("document_folder", str(path.parent))

    @property
    def _preview(self) -> "DocumentPreview | None":
        """The preview, while it is open."""
        shown = self._shown
        return shown if shown is not None and isValid(shown) and shown.isVisible() else None

    def _tell(self, sentence: str) -> None:
        if self._preview is not None:
            self._preview.tell(sentence)
        else:
            self.told.emit(sentence)

    def _failed(self, error: Exception) -> None:
        if self._preview is not None and isinstance(error, CatalogueError):
            self._preview.tell(str(error), problem=True)
        else:
            self._desk.failed.emit(error)

    def _copied(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._tell(
                _("“{name}” was opened as a copy: what is changed in it is not kept here.").format(
                    name=path.name
                )
            )
            return
        self._failed(
            CatalogueError(
                _("This computer has no program that opens “{name}”: save it instead.").format(
                    name=path.name
                )
            )
        )

    def _open_link(self, link: str) -> None:
        web = is_web_address(link)
        if not web and not self._sure(
            _("Open what this link leads to?"),
            _(
                "It is not on the web, but a file or a program:\n{link}\n"
                "Open it only where you know who put it there."
            ).format(link=link),
        ):
            return
        url = QUrl(link) if web or "://" in link else QUrl.fromLocalFile(link)
        if not QDesktopServices.openUrl(url):
            self._failed(
                CatalogueError(
                    _("The link cannot be opened: see whether {link} is right.").format(link=link)
                )
            )

    def _sure_to_run(self, document: Document) -> bool:
        return self._sure(
            _("Open “{name}”?").format(name=safe_file_name(document.file_name)),
            _(
                "A file of this kind can be a program, or hold one, and run on this computer. "
                "Open it only where you know who made it."
            ),
        )

    def _sure(self, question: str, reason: str) -> bool:
        asked = QMessageBox(self._preview or self._over)
        asked.setIcon(QMessageBox.Icon.Warning)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setText(question)
        asked.setInformativeText(reason)
        yes = asked.addButton(_("Open"), QMessageBox.ButtonRole.DestructiveRole)
        no: QPushButton = asked.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(no)
        asked.exec()
        chosen = asked.clickedButton() is yes
        asked.deleteLater()
        return chosen
