"""A look at a document without leaving the program: pages, an image, a text, or why not."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.document_text import NOTHING
from coopdesk.catalogue.documents import is_link, name_of
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.document_sheets import ZOOM_STEP, ImageSheet, Instead, PdfSheet, TextSheet
from coopdesk.ui.document_showing import Shown, made_ready
from coopdesk.ui.document_words import document_icon, document_line
from coopdesk.ui.editor_box import Caption, repolish
from coopdesk.ui.icons import icon

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

_ROOM = 0.86  # of the window that it stands before


class DocumentPreview(QDialog):
    """Shows one of ``documents`` at a time, that at ``place`` first.

    ``ready`` tells that it is shown, or what is said instead. ``open_asked`` and ``save_asked``
    carry the document. Space and Escape close, as in file windows.
    """

    ready = Signal()
    open_asked = Signal(object)
    save_asked = Signal(object)

    def __init__(
        self, desk: Desk, documents: Sequence[Document], place: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._documents = tuple(documents)
        self._place = place
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.setMinimumSize(640, 400)
        self.resize(parent.window().size() * _ROOM)
        self.pdf, self.image, self.text = PdfSheet(self), ImageSheet(self), TextSheet(self)
        self._instead = Instead()
        self._stack = QStackedWidget()
        for sheet in (self._instead, self.pdf, self.image, self.text):
            self._stack.addWidget(sheet)
            sheet.installEventFilter(self)
        self._title, self._line = Caption("", self), Caption("", self)
        self._title.setProperty("role", "heading")
        self._line.setProperty("role", "secondary")
        self._pages = QLabel()
        self._pages.setProperty("role", "secondary")
        self._part = QLabel(_("Only the beginning is shown: save it to read the rest."))
        self._part.setProperty("role", "warning")
        self._part.setContentsMargins(16, 4, 16, 4)
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._make_buttons()
        self._lay_out()
        self.pdf.turned.connect(self._number_pages)
        self._show(place)

    @property
    def document(self) -> Document:
        """The document that is shown."""
        return self._documents[self._place]

    @property
    def sentence(self) -> str:
        """What is said in place of the document, "" where it is shown."""
        return self._instead.text if self._stack.currentWidget() is self._instead else ""

    @property
    def pages_text(self) -> str:
        """Which page of how many is shown, in words; "" where there are none."""
        return self._pages.text()

    @property
    def message(self) -> str:
        """What was said last on what was done with the document."""
        return self._message.text()

    def tell(self, sentence: str, *, problem: bool = False) -> None:
        """Say at the bottom, and to a screen reader, what was done or could not be."""
        self._message.setProperty("role", "problem" if problem else "secondary")
        repolish(self._message)
        self._message.setText(sentence)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def step(self, by: int) -> None:
        """Show the document that is so many further on in the list, or back."""
        place = self._place + by
        if 0 <= place < len(self._documents):
            self._show(place)

    def zoom(self, factor: float) -> None:
        """Make what is shown larger or smaller by ``factor``."""
        sheet = self._sheet
        if sheet is not None:
            sheet.zoom(factor)

    def fit(self) -> None:
        """Make what is shown as large as fits."""
        sheet = self._sheet
        if sheet is not None:
            sheet.fit()

    @property
    def _sheet(self) -> PdfSheet | ImageSheet | TextSheet | None:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, PdfSheet | ImageSheet | TextSheet) else None

    def _show(self, place: int) -> None:
        self._place = place
        self.tell("")
        document = self.document
        self.setWindowTitle(name_of(document))
        for label, words in (
            (self._title, name_of(document)),
            (self._line, document_line(document)),
        ):
            label.setText(words)
            label.setToolTip(words)
        self.previous.setEnabled(place > 0)
        self.following.setEnabled(place < len(self._documents) - 1)
        for sheet in (self.pdf, self.image, self.text):
            sheet.empty()
        self._say(_("Reading…"))
        self._desk.read(
            self,
            lambda store: _read(store, document),
            self._arrived,
            key="document",
            failed=self._failed,
        )

    def _arrived(self, shown: Shown) -> None:
        sentence = shown.sentence
        if shown.pdf:
            sentence = self.pdf.show_pdf(shown.pdf)
            self._stack.setCurrentWidget(self.pdf)
        elif shown.image is not None:
            self._stack.setCurrentWidget(self.image)
            self.image.show_image(shown.image)
        elif shown.text is not None:
            self._stack.setCurrentWidget(self.text)
            self.text.show_text(shown.text)
        if sentence:
            self._say(sentence)
        if shown.textless:
            said = _("No text found in this file: a search finds it by its record alone.")
            self._line.setText(f"{self._line.text()}  ·  {said}")
            self._line.setToolTip(self._line.text())
        self._settle(part=shown.part, usable=True)
        self.ready.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CatalogueError):
            self._desk.failed.emit(error)
            self.reject()
            return
        self._say(str(error), problem=True)
        self.ready.emit()

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        self._instead.say(sentence, document_icon(self.document), problem=problem)
        self._stack.setCurrentWidget(self._instead)
        self._settle(part=False, usable=False)

    def _settle(self, *, part: bool, usable: bool) -> None:
        self._part.setVisible(part)
        self.open_button.setEnabled(usable)
        self.save_button.setEnabled(usable)
        self.save_button.setVisible(not is_link(self.document))
        for tool in self._zooming:
            tool.setEnabled(self._sheet is not None)
        for tool in self._turning:
            tool.setVisible(self._sheet is self.pdf)
        self._number_pages()
        (self._sheet or self._instead).setFocus()

    def _number_pages(self) -> None:
        of = self.pdf.pages if self._sheet is self.pdf else 0
        self._pages.setText(
            _("Page {page} of {count}").format(page=self.pdf.page, count=of) if of else ""
        )

    def _make_buttons(self) -> None:
        keys = QKeySequence.StandardKey
        self.previous = _tool("arrow-left-line", _("Previous document"), "Alt+Left")
        self.following = _tool("arrow-right-line", _("Next document"), "Alt+Right")
        up = _tool("arrow-up-s-line", _("Previous page"), "Alt+Up")
        down = _tool("arrow-down-s-line", _("Next page"), "Alt+Down")
        smaller = _tool("zoom-out-line", _("Smaller"), keys.ZoomOut)
        larger = _tool("zoom-in-line", _("Larger"), keys.ZoomIn)
        fit = _tool("fullscreen-line", _("Fit"), "Ctrl+0")
        self.previous.clicked.connect(lambda: self.step(-1))
        self.following.clicked.connect(lambda: self.step(1))
        up.clicked.connect(lambda: self.pdf.turn(-1))
        down.clicked.connect(lambda: self.pdf.turn(1))
        smaller.clicked.connect(lambda: self.zoom(1 / ZOOM_STEP))
        larger.clicked.connect(lambda: self.zoom(ZOOM_STEP))
        fit.clicked.connect(self.fit)
        self._turning: tuple[QAbstractButton, ...] = (up, down)
        self._zooming: tuple[QAbstractButton, ...] = (smaller, larger, fit)
        several = len(self._documents) > 1
        self.previous.setVisible(several)
        self.following.setVisible(several)
        self.open_button = QPushButton(_("&Open"))
        self.save_button = QPushButton(_("&Save As…"))
        self.close_button = QPushButton(_("Close"))
        for button in (self.open_button, self.save_button, self.close_button):
            button.setAutoDefault(False)
        self.open_button.clicked.connect(lambda: self.open_asked.emit(self.document))
        self.save_button.clicked.connect(lambda: self.save_asked.emit(self.document))
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        named = QVBoxLayout()
        named.setSpacing(2)
        named.addWidget(self._title)
        named.addWidget(self._line)
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 12, 10)
        top.setSpacing(4)
        top.addLayout(named, 1)
        top.addWidget(self._pages)
        for button in (*self._turning, *self._zooming, self.previous, self.following):
            top.addWidget(button)
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._message, 1)
        for button in (self.open_button, self.save_button, self.close_button):
            row.addWidget(button)
        line = QFrame()
        line.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(line)
        column.addWidget(self._part)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with Space, as it was opened, where no button has the focus."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self.reject()
            return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        """Close, and let go of what was shown."""
        self._desk.forget(self, "document")
        for sheet in (self.pdf, self.image, self.text):
            sheet.empty()
        super().done(result)


def _read(store: "Store", document: Document) -> Shown:
    if is_link(document):
        return Shown(sentence=_("The file is kept elsewhere: {link}").format(link=document.link))
    shown = made_ready(store.documents.content(document.digest), document.file_name)
    # A picture has none, and says so by itself; of pages one would think that they have.
    textless = bool(shown.pdf) and store.document_texts.state(document.digest) == NOTHING
    return replace(shown, textless=textless)


def _tool(picture: str, name: str, keys: QKeySequence.StandardKey | str) -> QToolButton:
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setIcon(icon(picture))
    button.setIconSize(QSize(18, 18))
    button.setProperty("role", "quiet")
    button.setShortcut(QKeySequence(keys))
    shown = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({shown})" if shown else name)
    return button
