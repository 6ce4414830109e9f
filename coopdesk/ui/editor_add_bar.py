"""The lists that a record may have and does not: each one click away, none in the way."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coopdesk.catalogue.fields import Field
from coopdesk.i18n import _
from coopdesk.ui.editor_chips import Chip, Chips, step_among
from coopdesk.ui.icons import icon

_ICON = QSize(14, 14)


class AddBar(QWidget):
    """Chips for lists that are not in the form yet; ``asked`` carries the name of one.

    Tab stops at one of them; the arrow keys go to the others.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[Field, ...] = ()
        self._made: dict[str, Chip] = {}
        self._chips = Chips()
        label = QLabel(_("Add…"))
        label.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label)
        column.addWidget(self._chips)
        self.hide()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the lists that can be added, in order."""
        return tuple(field.name for field in self._fields)

    def offer(self, fields: Sequence[Field]) -> bool:
        """Offer these lists; tell whether they are others than before."""
        if tuple(fields) == self._fields:
            return False
        self._fields = tuple(fields)
        for chip in self._made.values():
            chip.hide()
        chips = [self._chip(field) for field in fields]
        for place, chip in enumerate(chips):
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus if place else Qt.FocusPolicy.StrongFocus)
            chip.show()
        self._chips.show_chips(chips)
        self.setVisible(bool(chips))
        return True

    def stop(self) -> Chip | None:
        """Return what Tab stops at, None where there is nothing to add."""
        return self._made[self._fields[0].name] if self._fields else None

    def chip(self, name: str) -> Chip:
        """Return the button that adds the list called ``name``; KeyError where it is not there."""
        return {field.name: self._made[field.name] for field in self._fields}[name]

    def _chip(self, field: Field) -> Chip:
        if field.name not in self._made:
            chip = Chip(self._chips)
            chip.setText(field.words().replace("&", "&&"))
            chip.setIcon(icon("add-line", "accent"))
            chip.setIconSize(_ICON)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setAccessibleName(_("Add to “{field}”").format(field=field.words()))
            chip.setToolTip(_(field.help) if field.help else "")
            chip.clicked.connect(lambda: self.asked.emit(field.name))
            self._made[field.name] = chip
        return self._made[field.name]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next chip, or the one before, with the arrow keys."""
        chips = [self._made[field.name] for field in self._fields]
        if not step_among(chips, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take over other sizes with another font or stylesheet."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._chips.updateGeometry()
