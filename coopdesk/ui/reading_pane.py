"""The record at the right, as a person would read it, with Edit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.query import EVERYTHING, Query
from coopdesk.i18n import _
from coopdesk.ui.crosslinks import CrossLink
from coopdesk.ui.desk import Desk
from coopdesk.ui.reading import Reading, read_reading
from coopdesk.ui.reading_browser import ReadingBrowser
from coopdesk.ui.record_html import record_html
from coopdesk.ui.theme import colours

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

# How long a list has to choose its record under another query.
_MARK_MS = 150


class ReadingPane(QWidget):
    """Shows one record.

    ``record_asked`` names the id of a related record that was clicked, ``document_asked`` the place
    of a document among those of the record, ``link_asked`` where a link to a filter is to lead, and
    the link (see `crosslinks`).
    """

    record_asked = Signal(int)
    document_asked = Signal(int)
    link_asked = Signal(str, object)
    shown = Signal(object)

    def __init__(self, desk: Desk, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading: Reading | None = None
        # What of this record somebody asked to see: whole lists, and another language.
        self._opened: frozenset[str] = frozenset()
        self._language = ""
        self._query: Query = EVERYTHING
        self._asked: int | None = None
        # A list under another query is about to choose its record: no need to write this one.
        self._marking = QTimer(self)
        self._marking.setSingleShot(True)
        self._marking.setInterval(_MARK_MS)
        self._marking.timeout.connect(lambda: self.show_record(self._asked))
        self.setObjectName("reader")
        self._page = ReadingBrowser(self._words)
        self._page.anchorClicked.connect(self._clicked)
        self._page.link_asked.connect(self.link_asked)
        self._empty = QLabel()
        self._empty.setProperty("role", "secondary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        row = QHBoxLayout()
        row.setContentsMargins(8, 10, 8, 0)  # the icons stand over the text
        row.setSpacing(6)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setProperty("role", "quiet")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        self._buttons = QWidget()
        self._buttons.setLayout(row)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._buttons)
        column.addWidget(self._page, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(filled)

    @property
    def record_id(self) -> int | None:
        """The id of the record shown, None where there is none."""
        return self._reading.record.id if self._reading else None

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self._reading

    def text(self) -> str:
        """Return the text on the page."""
        return self._page.toPlainText() if self._reading else ""

    def show_record(self, record_id: int | None) -> None:
        """Read the record and show it; None empties the pane."""
        self._marking.stop()
        self._asked = record_id
        if record_id is None:
            self._desk.forget(self, "record")
            self._arrived(None)
            return
        areas = {area.code: area for area in self._desk.areas}
        now = colours()
        # An edit of the record that is read leaves open what was opened.
        same = self._reading is not None and self._reading.record.id == record_id
        opened, language = (self._opened, self._language) if same else (frozenset(), "")
        query = self._query

        def job(store: "Store") -> tuple[Reading, str]:
            reading = read_reading(store, record_id, areas)
            return reading, record_html(reading, now, opened, language, query)

        self._desk.read(self, job, self._arrived, key="record", failed=self._failed, patient=True)

    def mark(self, query: Query) -> None:
        """Mark what ``query`` finds in the record shown and in those to come."""
        if query != self._query:
            self._query = query
            if self._asked is not None:
                self._marking.start()

    def _words(self, link: CrossLink) -> str:
        return link.words({area.code: area.name() for area in self._desk.areas})

    def _failed(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self._arrived(None)
            self._empty.setText(_("This record is gone. Choose another to read it here."))
        else:
            self._desk.failed.emit(error)

    def _arrived(self, answer: tuple[Reading, str] | None) -> None:
        if answer is None:
            self._reading = None
            self._empty.clear()
            self._stack.setCurrentIndex(0)
        else:
            reading, page = answer
            same = self._reading is not None and self._reading.record.id == reading.record.id
            if not same:
                self._opened, self._language = frozenset(), ""
            self._reading = reading
            self._write(page, stay=same)
            self._stack.setCurrentIndex(1)
        self.shown.emit(self._reading)

    def restyle(self) -> None:
        """Draw the record anew in the colours in force."""
        if self._reading:
            page = record_html(self._reading, colours(), self._opened, self._language, self._query)
            self._write(page, stay=True)

    def _write(self, page: str, *, stay: bool) -> None:
        at = self._page.verticalScrollBar().value() if stay else 0
        self._page.setHtml(page)
        self._page.verticalScrollBar().setValue(at)

    def _clicked(self, link: QUrl) -> None:
        asked = link.path()
        match link.scheme():
            case "record":
                self.record_asked.emit(int(asked))
            case "document":
                self.document_asked.emit(int(asked))
            case "more":
                self._opened |= {asked}
                self.restyle()
            case "language":
                self._language = asked
                self.restyle()
            case "mailto":
                QDesktopServices.openUrl(link)
