"""The editor's section for documents: attach, look at, save out, and say what each one is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.documents import LIMIT, is_link, size_words
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.fields import Field
from coopdesk.i18n import _
from coopdesk.operations.documents import Attached, attach_all, joined
from coopdesk.ui.document_acts import DocumentActs
from coopdesk.ui.document_drop import Carried, carried
from coopdesk.ui.document_list import DocumentList
from coopdesk.ui.editor_box import repolish
from coopdesk.ui.editor_entry import Entry
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.facet_editor import FacetSection
from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.icons import icon


class DocumentSection(FacetSection):
    """The documents as lines, with the form of the chosen one and what can be done with it.

    A file's bytes are put into the catalogue as it is attached; a record names them once it is
    saved.
    """

    def __init__(self, field: Field, maker: BoxMaker) -> None:
        super().__init__(field, maker)
        self._desk = maker.desk
        self._fills = 0

    def fill(self, value: tuple[Any, ...], typed: Mapping[str, str] | None = None) -> None:
        """Show this list; what is still being attached belonged to the one before."""
        self._fills += 1
        super().fill(value, typed)
        self.say("")

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents as they stand."""
        return self.value

    @property
    def said(self) -> str:
        """What is said of what was done last, "" where there is nothing to say."""
        return self._said.text() if self._furnished else ""

    def say(self, sentence: str, *, problem: bool = False) -> None:
        """Say what was done, or what could not be."""
        if not self._furnished:
            return
        self._said.setProperty("role", "problem" if problem else "secondary")
        repolish(self._said)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self._settle()

    def attach(self) -> None:
        """Ask for files, and attach them."""
        dialog = FileWindow(self.window(), _("Attach documents"), self.acts.folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self.take(Carried(tuple(map(Path, files)))))
        dialog.open()

    def take(self, brought: Carried) -> None:
        """Attach files and links to the record in the form."""
        self.open()
        fills = self._fills
        links = tuple(Document(link=link) for link in brought.links)
        if brought.files:
            self.acts.remember(brought.files[0])
            self.say(_("Attaching…"))

        def done(found: Attached) -> None:
            if fills == self._fills:
                self._take(found, links)

        def failed(error: Exception) -> None:
            self.say("")
            self._desk.failed.emit(error)

        self._desk.read(self, lambda store: attach_all(store, brought.files), done, failed=failed)

    def _take(self, found: Attached, links: tuple[Document, ...]) -> None:
        assert self._list is not None
        had = self._standing()
        new = joined(had, (*found.documents, *links))[len(had) :]
        first = len(self._kept)
        if found.refused:
            self.say("\n".join(found.refused), problem=True)
        else:
            self.say("" if new else _("The record has that document already."))
        for document in new:
            self._list.lines.insert(len(self._kept), Entry(document))
        if new:
            self._list.fit()
            self._list.choose(first)
            self._changed_rows()
            self._list.setFocus()
        # The layout must have settled first.
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Scroll the form to what was attached, or to why it was not."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self._said if self.said else self.add, 0, 40)
            around.ensureWidgetVisible(self._list or self.add, 0, 40)

    def paste(self) -> None:
        """Attach the files, or add the links, that were copied elsewhere."""
        brought = carried(QApplication.clipboard().mimeData())
        if brought:
            self.take(brought)

    def preview(self) -> None:
        """Look at the chosen document."""
        place = self._chosen_place
        if place >= 0:
            shown = [self._document_at(n) for n in range(len(self._kept))]
            self.acts.preview(shown, place)

    def open_chosen(self) -> None:
        """Open the chosen document with another program."""
        if self._chosen_place >= 0:
            self.acts.open(self._document_at(self._chosen_place))

    def save_chosen(self) -> None:
        """Save the chosen document as a file."""
        if self._chosen_place >= 0:
            self.acts.save_as(self._document_at(self._chosen_place))

    @property
    def _chosen_place(self) -> int:
        return self._list.place if self._list is not None else -1

    def _document_at(self, place: int) -> Document:
        value = self._kept[place].value
        return value if isinstance(value, Document) else Document()

    def _furnish(self, inner: QVBoxLayout) -> None:
        super()._furnish(inner)
        self.acts = DocumentActs(self._desk, self)
        self.acts.told.connect(self.say)
        self.add.setText(_("Attach…"))
        self.add.setIcon(icon("attachment-line", "accent"))
        self.add.setAccessibleName(_("Attach documents"))
        self.add_link = _quiet(_("Add Link"), "links-line")
        self.add_link.clicked.connect(lambda: self._bring(len(self._kept), Entry(None)))
        self._hint = QLabel(
            _("Drop files on the form, or attach them: each up to {limit}.").format(
                limit=size_words(LIMIT)
            )
        )
        self._hint.setProperty("role", "secondary")
        self._hint.setWordWrap(True)
        self.preview_button = _quiet(_("Preview"), "eye-line")
        self.open_button = _quiet(_("Open"), "external-link-line")
        self.save_button = _quiet(_("Save As…"), "download-line")
        self.preview_button.clicked.connect(self.preview)
        self.open_button.clicked.connect(self.open_chosen)
        self.save_button.clicked.connect(self.save_chosen)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.preview_button, self.open_button, self.save_button):
            row.addWidget(button)
        row.addStretch(1)
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.hide()
        self._list = DocumentList(self.field.words(), self._document_at)
        self._list.chosen.connect(self._chosen_line)
        self._list.asked.connect(self._asked_of_list)
        forms = inner.indexOf(self._forms)
        inner.insertLayout(forms, row)
        inner.insertWidget(forms, self._list)
        inner.insertWidget(forms, self._hint)
        last = inner.itemAt(inner.count() - 1)
        under = last.layout() if last is not None else None
        assert isinstance(under, QHBoxLayout)
        under.insertWidget(1, self.add_link)
        inner.addWidget(self._said)

    def _too_many(self) -> bool:
        return True

    def _add(self, place: int) -> None:
        self.attach()

    def _begin(self) -> bool:
        self.add.setFocus()
        return True

    def _asked_of_list(self, act: str) -> None:
        match act:
            case "preview":
                self.preview()
            case "paste":
                self.paste()
            case _other:
                super()._asked_of_list(act)

    def _stops(self) -> Iterator[QWidget]:
        assert self._list is not None
        yield self._list
        yield from (self.preview_button, self.open_button, self.save_button)
        for row in self.rows:
            yield from row.stops()
        yield from (self.add, self.add_link, self.put_back)

    def _renumber(self) -> None:
        super()._renumber()
        self._offer_acts()

    def _row_edited(self) -> None:
        super()._row_edited()
        self._offer_acts()  # a link that has been typed can be opened

    def _offer_acts(self) -> None:
        place = self._chosen_place
        chosen = place >= 0
        link = chosen and is_link(self._document_at(place))
        for button in (self.preview_button, self.open_button, self.save_button):
            button.setVisible(bool(self._kept))
            button.setEnabled(chosen)
        self.save_button.setEnabled(chosen and not link)
        self._hint.setVisible(not self._kept)


def _quiet(text: str, picture: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "quiet")
    button.setIcon(icon(picture, "accent"))
    return button
