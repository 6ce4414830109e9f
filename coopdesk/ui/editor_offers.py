"""What a line offers beneath it while somebody types: names, codes, tags."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from coopdesk.ui.editor_box import give_popup

MOST = 40
_POPUP_WIDTH = 300


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose: what stands in the list, and what then stands in the line."""

    words: str
    text: str


class Offers(QObject):
    """The list beneath one line: it opens as one types, at Down, and at a click into an empty line.

    ``seek`` returns what to offer for what stands in the line; ``chosen`` carries the text that was
    chosen. ``wanted`` is sent when the line takes the focus, so that names can be read by then.
    """

    chosen = Signal(str)
    wanted = Signal()

    def __init__(self, line: QLineEdit, seek: Callable[[str], Iterable[Offer]]) -> None:
        super().__init__(line)
        self._line = line
        self._seek = seek
        self._completer: QCompleter | None = None
        self._popup: QListView | None = None
        self._found = QStandardItemModel(self)
        line.textEdited.connect(self._typed)
        line.installEventFilter(self)

    @property
    def words(self) -> tuple[str, ...]:
        """What the list shows."""
        return tuple(self._found.item(row).text() for row in range(self._found.rowCount()))

    @property
    def is_open(self) -> bool:
        """Whether the list is to be seen."""
        return self._popup is not None and self._popup.isVisible()

    def open(self, text: str = "") -> None:
        """Show what there is for ``text``, nothing where there is nothing."""
        offers = list(self._seek(text))
        with QSignalBlocker(self._found):
            self._found.clear()
        for offer in offers[:MOST]:
            item = QStandardItem(offer.words)
            item.setData(offer.text, Qt.ItemDataRole.UserRole)
            self._found.appendRow(item)
        if offers and self._line.hasFocus():
            self._completion().complete()
        elif self._popup is not None:
            self._popup.hide()

    def close(self) -> None:
        """Hide the list."""
        if self._popup is not None:
            self._popup.hide()

    def _completion(self) -> QCompleter:
        if self._completer is None:
            self._completer = QCompleter(self._found, self)
            # What is in the list has been sought already: all of it is shown.
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.setCompletionRole(Qt.ItemDataRole.UserRole)
            self._completer.setMaxVisibleItems(10)
            self._completer.setWidget(self._line)
            self._completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
            self._popup = give_popup(self._completer, max(self._line.width(), _POPUP_WIDTH))
        return self._completer

    def _typed(self, text: str) -> None:
        if text.strip():
            self.open(text)
        else:
            self.close()

    def _activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list at Down, and at a click into an empty line."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.wanted.emit()
        elif kind == QEvent.Type.MouseButtonPress and not self._line.text():
            self.open()
        elif (
            isinstance(event, QKeyEvent)
            and kind == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and not event.modifiers()
            and not self.is_open
        ):
            self.open()
            return True
        return super().eventFilter(watched, event)
