"""The reference of another record: typed, or found by the words of its title."""

from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.summary import Summary
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import Unreadable, give_popup
from coopdesk.ui.field_widgets import LineBox

_FOUND_AT_ONCE = 12
_POPUP_WIDTH = 320


class ReferenceBox(LineBox):
    """A record's reference; what is typed is sought in the catalogue and offered as a list."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field)
        self._desk = desk
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        # The catalogue has already looked: the list shows all that it found.
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(Qt.ItemDataRole.UserRole)
        self._completer.setWidget(self.line)
        self._completer.activated[QModelIndex].connect(self._chosen)  # type: ignore[index]
        self._popup = give_popup(self._completer, _POPUP_WIDTH)
        self.line.setPlaceholderText(_("Type a part of the title or the reference"))
        self.line.textEdited.connect(self._seek)

    @property
    def offers(self) -> tuple[str, ...]:
        """What the list shows."""
        return tuple(self._found.item(row).text() for row in range(self._found.rowCount()))

    def fill(self, value: Any) -> None:
        """Show ``value``, as if nobody had touched the field yet."""
        self._desk.forget(self, "offers")
        super().fill(value)

    def _read(self, held: Any) -> Any:
        reference = super()._read(held)
        if not reference:
            raise Unreadable(_("Fill in “{field}”.").format(field=self.field.words()))
        return reference

    def _seek(self, text: str) -> None:
        if not text.strip():
            self._popup.hide()
            return
        wanted = Filter(search=text)
        self._desk.read(
            self,
            lambda store: store.first_page(wanted, Sort("reference"), _FOUND_AT_ONCE),
            self._offer,
            key="offers",
        )

    def _offer(self, found: tuple[Summary, ...]) -> None:
        self._found.clear()
        for summary in found:
            item = QStandardItem(f"{summary.reference}  {summary.title}")
            item.setData(summary.reference, Qt.ItemDataRole.UserRole)
            self._found.appendRow(item)
        if found and self.line.hasFocus():
            self._completer.complete()
        else:
            self._popup.hide()

    def _chosen(self, index: QModelIndex) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(index.data(Qt.ItemDataRole.UserRole))
        self._changed()
