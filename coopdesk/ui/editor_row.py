"""One entry of a list of parts, such as an item or a party: its fields on one line or a few."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from coopdesk.catalogue.fields import FACET_FIELDS, Field, FieldType
from coopdesk.i18n import _
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.icons import icon

_SHORT_TEXT = 100
_ICON = QSize(16, 16)


class FacetRow(QFrame):
    """The fields of one entry, with buttons to move it and to take it away.

    ``edited`` is sent when the entry may have changed, ``asked`` with "up", "down" or "remove".
    """

    edited = Signal()
    asked = Signal(str)

    def __init__(self, facet: type, maker: BoxMaker) -> None:
        super().__init__()
        self.facet = facet
        self.boxes: dict[str, FieldBox] = {}
        self._filled: Any = None
        self._given = False
        for part in FACET_FIELDS[facet]:
            box = maker.box(part)
            box.edited.connect(self.edited)
            self.boxes[part.name] = box
        self.up = self._button("arrow-up-line", "up")
        self.down = self._button("arrow-down-line", "down")
        self.remove = self._button("close-line", "remove")
        self.buttons = (self.up, self.down, self.remove)
        self._corner = QWidget()
        corner = QHBoxLayout(self._corner)
        corner.setContentsMargins(0, 0, 0, 0)
        corner.setSpacing(0)
        for button in self.buttons:
            corner.addWidget(button)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.addLayout(self._grid)
        self._wide: bool | None = None

    def _button(self, name: str, act: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "row")
        button.setIcon(icon(name))
        button.setIconSize(_ICON)
        button.clicked.connect(lambda: self.asked.emit(act))
        return button

    def fill(self, entry: Any) -> None:
        """Show ``entry``; None for a new one, all of whose fields are empty."""
        self._given = entry is not None
        self._filled = self.facet() if entry is None else entry
        for name, box in self.boxes.items():
            box.fill(getattr(self._filled, name))

    @property
    def value(self) -> Any:
        """The entry as it stands; None for one that was left, or made, empty."""
        made = replace(self._filled, **{name: box.value for name, box in self.boxes.items()})
        if made == self._filled:
            return self._filled if self._given else None
        return None if made == self.facet() else made

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it, not even something that cannot be read."""
        return self.value is None and not any(box.unreadable for box in self.boxes.values())

    @property
    def faulty_box(self) -> FieldBox | None:
        """The first box that holds what cannot be read."""
        return next((box for box in self.boxes.values() if box.unreadable), None)

    def number(self, place: int, of: int, words: str) -> None:
        """Take the name of entry ``place`` (from 1) ``of`` so many in the list called ``words``."""
        which = _("{list} {number}").format(list=words, number=place)
        for name, box in self.boxes.items():
            box.control.setAccessibleName(f"{which}: {self._part(name).words()}")
        self.up.setEnabled(place > 1)
        self.down.setEnabled(place < of)
        for button, label in (
            (self.up, _("Move up")),
            (self.down, _("Move down")),
            (self.remove, _("Remove")),
        ):
            button.setToolTip(label)
            button.setAccessibleName(f"{which}: {label}")

    def _part(self, name: str) -> Field:
        return self.boxes[name].field

    def arrange(self, wide: bool) -> None:
        """Lay the fields out for a wide or a narrow form."""
        if wide == self._wide:
            return
        self._wide = wide
        # Not takeAt: what it gives lives on and keeps the widget's sizes from its successor.
        for widget in (*self.boxes.values(), self._corner):
            self._grid.removeWidget(widget)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        lines = _lines([box.field for box in self.boxes.values()], wide)
        columns = max(sum(span for _name, span in line) for line in lines)
        for row, line in enumerate(lines):
            column = 0
            for place, (name, span) in enumerate(line):
                last = place == len(line) - 1
                taken = columns - column if last else span
                self._grid.addWidget(self.boxes[name], row, column, 1, taken)
                column += taken
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._place_corner(wide, columns, [name for name, _span in lines[0]])

    def _place_corner(self, wide: bool, columns: int, first: list[str]) -> None:
        """Put the buttons beside the first line's controls, or above them beside its label."""
        top = Qt.AlignmentFlag.AlignTop
        for name in first:
            self.boxes[name].reserve_label(0 if wide else self.remove.sizeHint().height())
        if wide:
            box = self.boxes[first[0]]
            spare = box.control.sizeHint().height() - self.remove.sizeHint().height()
            self._grid.addWidget(self._corner, 0, columns, top)
            self._corner.setContentsMargins(0, box.above + max(spare, 0) // 2, 0, 0)
        else:
            self._grid.addWidget(self._corner, 0, 0, 1, columns, top | Qt.AlignmentFlag.AlignRight)
            self._corner.setContentsMargins(0, 0, 0, 0)
        self._corner.raise_()


def _lines(parts: list[Field], wide: bool) -> list[list[tuple[str, int]]]:
    """Return which parts stand on which line, each with its share of the width.

    A narrow form gives a long text a line of its own. A wide one puts three parts on one line, the
    long text taking half of it, and more parts in pairs.
    """
    if not wide:
        short = [(part.name, 1) for part in parts if not _long(part)]
        long = [[(part.name, len(short) or 1)] for part in parts if _long(part)]
        return [*long, short] if short else long
    if len(parts) <= 3:
        return [[(part.name, 2 if _long(part) else 1) for part in parts]]
    return [[(part.name, 1) for part in parts[start : start + 2]] for start in range(0, 4, 2)]


def _long(part: Field) -> bool:
    return part.type is FieldType.TEXT and part.limit > _SHORT_TEXT
