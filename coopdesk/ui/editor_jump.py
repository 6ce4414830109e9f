"""The way to any section of the form from the keyboard: a list that narrows as one types."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.folding import fold
from coopdesk.i18n import _

_WIDTH = 300
_LINES = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the form to go to: its name there, and what it is called."""

    name: str
    words: str


class Jump(QFrame):
    """Lists the places of the form; ``chosen`` carries the name of the one to go to."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Go to…"))
        self.line.setAccessibleName(_("Go to…"))
        self.list = QListWidget()
        self.list.setProperty("role", "choices")
        self.list.setAccessibleName(_("Sections"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self._places: tuple[Place, ...] = ()
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self._choose)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)

    @property
    def words(self) -> tuple[str, ...]:
        """What the list shows."""
        return tuple(self.list.item(row).text() for row in range(self.list.count()))

    def open(self, places: Sequence[Place], beneath: QWidget) -> None:
        """Offer ``places``, beneath the right edge of a widget."""
        self._places = tuple(places)
        self.line.clear()
        self._narrow("")
        line = max(self.list.sizeHintForRow(0), 1)
        self.list.setFixedHeight(min(len(places), _LINES) * line + 8)
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
        corner = beneath.mapToGlobal(beneath.rect().bottomRight())
        self.move(corner.x() - _WIDTH, corner.y() + 2)
        self.show()
        self.line.setFocus()

    def _narrow(self, text: str) -> None:
        self.list.clear()
        sought = fold(text).strip()
        for place in self._places:
            if sought in fold(place.words):
                item = QListWidgetItem(place.words)
                item.setData(Qt.ItemDataRole.UserRole, place.name)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.hide()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go up and down in the list while somebody types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)
