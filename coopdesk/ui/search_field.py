"""The field into which one types a query: it tells what is sought, or where it cannot be read."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.theme import colours

if TYPE_CHECKING:
    from coopdesk.catalogue.query_error import QueryError
    from coopdesk.catalogue.spelling import Spelling
    from coopdesk.ui.search_completion import SearchCompletion
    from coopdesk.ui.search_note import SearchNote

RECENT = 20
# So long may something stand there half written before it is explained.
PATIENCE_MS = 1500
_SHOWN_OF_RECENT = 2000


class SearchField(QLineEdit):
    """A line for a query.

    ``query_changed`` carries the query as `query_text` writes it, whenever what is typed can be
    read and asks for something else than before; ``accepted`` comes with Enter where it can be
    read. Where it cannot, the place is underlined and ``note`` says why over what is beneath, at
    once for what has been left behind and after a while for what is being written.
    """

    query_changed = Signal(str)
    accepted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._query = ""
        self._error: QueryError | None = None
        self._telling = self._prepared = self._completes = self._explained = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._explain)
        self.setPlaceholderText(_("Search all records"))
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(240)
        self.setMaximumWidth(460)
        self.textChanged.connect(self._read)
        self.textEdited.connect(self._complete)
        self.returnPressed.connect(self._entered)

    @property
    def query(self) -> str:
        """What is sought, as `query_text` writes it: the last that could be read."""
        return self._query

    @property
    def explained(self) -> bool:
        """Whether it was said why the query cannot be read."""
        return self._explained

    @cached_property
    def note(self) -> "SearchNote":
        """What is wrong with the query, beneath the field."""
        from coopdesk.ui.search_note import SearchNote

        return SearchNote(self)

    @cached_property
    def spelling(self) -> "Spelling":
        """The words that were typed here, as they were typed."""
        from coopdesk.catalogue.spelling import Spelling

        return Spelling()

    @cached_property
    def completion(self) -> "SearchCompletion":
        """The list beneath the field."""
        from coopdesk.ui.search_completion import SearchCompletion

        made = SearchCompletion(self._desk, self)
        self._completes = True
        made.taken.connect(self._take)
        made.recent_taken.connect(self.ask_for)
        made.cleared.connect(lambda: self._desk.settings.set("recent_searches", []))
        made.closed.connect(self._wait)
        return made

    def show_query(self, query: str, *, anew: bool = False) -> None:
        """Show a query that is sought already; what is typed stays where it means the same.

        With ``anew`` it does not: what cannot be read is forgotten too.
        """
        if self._telling or (query == self._query and not anew):
            return
        self._query = query
        with QSignalBlocker(self._patience):
            self._telling = True
            try:
                self.setText(self._as_typed(query))
            finally:
                self._telling = False
        self._forget_error()

    def _as_typed(self, query: str) -> str:
        """Return a query with its words as they were typed, where it means the same so."""
        from coopdesk.catalogue.errors import CatalogueError
        from coopdesk.catalogue.query_reading import read_query
        from coopdesk.catalogue.query_text import query_text

        if not query:
            return ""
        try:
            asked = read_query(query)
            typed = query_text(self.spelling.spelt(asked))
            return typed if read_query(typed) == asked else query
        except CatalogueError:
            # What was sought once can be read no more: it is shown as it was kept.
            return query

    def ask_for(self, text: str) -> None:
        """Write ``text`` into the field, as if somebody had typed it, and be ready to go on."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(text)

    def _read(self, text: str) -> None:
        if self._telling:
            return
        from coopdesk.catalogue.query_error import QueryError

        self._forget_error()
        self.spelling.learn(text[:_SHOWN_OF_RECENT])
        try:
            self._ask(self._asked(text))
        except QueryError as error:
            self._error = error
            if self._being_written(error):
                self._ask_without_name(text)
                self._wait()
            else:
                self._explain()

    def _asked(self, text: str) -> str:
        from coopdesk.catalogue.query_reading import asked_query
        from coopdesk.catalogue.vocabulary import in_force

        return asked_query(text, self._desk.areas, in_force())

    def _ask_without_name(self, text: str) -> None:
        """Seek a word no longer, once its colon tells that it is a field's name."""
        from coopdesk.catalogue.query_error import QueryError
        from coopdesk.catalogue.query_fields import field_asked

        words = text[:-1].split()
        if text[-1] not in ":=<>" or not words or field_asked(words[-1].lstrip("(-")) is None:
            return
        try:
            if self._asked(text[:-1]) == self._query:
                self._ask(self._asked(" ".join(words[:-1])))
        except QueryError:
            # What stands before it is not to be read either: the list stays as it is.
            return

    def _ask(self, query: str) -> None:
        if query != self._query:
            self._query = query
            self._telling = True
            try:
                self.query_changed.emit(query)
            finally:
                self._telling = False

    def _being_written(self, error: "QueryError") -> bool:
        """Tell whether the cursor is where the query goes wrong, at the end of what is typed."""
        end = len(self.text().rstrip())
        return error.end >= end and self.cursorPosition() >= end

    def _wait(self) -> None:
        if self._error is not None and not self.explained:
            self._patience.start()

    def _explain(self) -> None:
        error = self._error
        if error is None or (self._completes and self.completion.is_open):
            return
        said = " ".join(str(error).split())
        self.note.tell(said)
        if not self._explained:
            self._explained = True
            self.setAccessibleDescription(said)
            # The focus stays where it is: a screen reader is told of what came.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
            self._mark_mistake(error)

    def _mark_mistake(self, error: "QueryError") -> None:
        self._underline(*(_units(self.text(), place) for place in (error.start, error.end)))

    def _forget_error(self) -> None:
        self._patience.stop()
        self._error = None
        if self._explained:
            self._explained = False
            self.note.tell("")
            self.setAccessibleDescription("")
            self._underline(0, 0)

    def _underline(self, start: int, end: int) -> None:
        """Underline the characters from ``start`` up to ``end``: one at least, where there is one.

        A line draws formats for what an input method is composing; this is such a one, of nothing.
        """
        attributes = []
        if start or end:
            start = min(start, max(len(self.text()) - 1, 0))
            format_ = QTextCharFormat()
            format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            format_.setUnderlineColor(QColor(colours().danger))
            attributes.append(
                QInputMethodEvent.Attribute(
                    QInputMethodEvent.AttributeType.TextFormat,
                    start - self.cursorPosition(),
                    max(end - start, 1),
                    format_,
                )
            )
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def _complete(self) -> None:
        if self._completes or self._field_is_named():
            self.completion.typed()

    def _field_is_named(self) -> bool:
        """Tell, at the price of a look, whether there may be something to offer."""
        return any(sign in self.text()[: self.cursorPosition()] for sign in ":=")

    def _take(self, text: str, cursor: int) -> None:
        self.setText(text)
        self.setCursorPosition(cursor)
        if text[:cursor].endswith(":"):
            self.completion.typed()

    def _entered(self) -> None:
        if self._error is not None:
            self._explain()
            return
        self._remember()
        self.accepted.emit()

    def _remember(self) -> None:
        text = self.text().strip()
        if self._error is not None or not text or len(text) > _SHOWN_OF_RECENT:
            return
        settings = self._desk.settings
        others = [one for one in settings.get("recent_searches") if one != text]
        settings.set("recent_searches", [text, *others][:RECENT])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer completions at Ctrl+Space, and in an empty field searches of late at Down.

        Escape takes away what is said of a mistake.
        """
        key, keys = event.key(), Qt.Key
        if key == keys.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.completion.ask()
        elif key == keys.Key_Down and not event.modifiers():
            if self.text():
                self.completion.ask()
            else:
                recent = self._desk.settings.get("recent_searches")
                self.completion.offer_recent([one for one in recent if isinstance(one, str)])
        elif key == keys.Key_Escape and self._explained and not self.note.isHidden():
            self.note.hide()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say again what is wrong; load, elsewhere, the words by which one may ask."""
        super().focusInEvent(event)
        if self._explained:
            self._explain()
        if not self._prepared:
            self._prepared = True

            def job(_store: object) -> None:
                from coopdesk.ui.search_completion import prepare_words

                prepare_words()

            self._desk.read(self, job, lambda _none: None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Explain what is left behind unreadable, and remember what was sought."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._explain()
            if self._explained:
                self.note.leave_soon()
            self._remember()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the line beneath the mistake in the colours in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_explained", False):
            assert self._error is not None
            self._mark_mistake(self._error)


def _units(text: str, place: int) -> int:
    """Return a place in ``text`` as Qt counts: an emoji, say, is two of its units."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
