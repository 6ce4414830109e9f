"""The boxes in which the value of a change of many records is given."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.bulk import (
    AddEntries,
    BulkChange,
    ClearField,
    RemoveEntries,
    ReplaceText,
    SetField,
    SetPart,
)
from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import _
from coopdesk.ui.bulk_acts import (
    ADD,
    CLEAR,
    CLEAR_PART,
    REMOVE,
    REPLACE,
    SET_PART,
    text_parts,
)
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_layouts import fields_of
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.field_widgets import ChoiceBox, Combo, Option

_FROM_THE_CATALOGUE = (FieldType.AREA, FieldType.PARTNERSHIP, FieldType.MARKING)


class ValueBoxes(QWidget):
    """What a field and an act ask for. ``edited`` is sent when the change may be another."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._maker = BoxMaker(desk)
        self._maker.put_first(tuple(c for p in desk.partnerships for c in p.countries))
        self._field: Field | None = None
        self._act = ""
        self._page: QWidget | None = None
        self.boxes: list[FieldBox] = []
        self.part: QComboBox | None = None
        self._find = self._put = QLineEdit()
        self._case = self._words = QCheckBox()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def ask(self, field: Field, act: str) -> None:
        """Show the boxes for doing ``act`` to ``field``, all of them empty."""
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._field, self._act = field, act
        self.boxes, self.part = [], None
        self._page = page = QWidget()
        self._column.addWidget(page)
        if act == REPLACE:
            self._ask_texts(page, field)
        elif act in (SET_PART, CLEAR_PART):
            self._ask_part(page, field)
        elif act != CLEAR:
            self._ask_values(page, field)
        # At once, for it may be about to take the focus.
        page.show()
        for before, after in pairwise(self.controls):
            QWidget.setTabOrder(before, after)

    @property
    def controls(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        first: list[QWidget] = [] if self.part is None else [self.part]
        if self._act == REPLACE:
            return [*first, self._find, self._put, self._case, self._words]
        return [*first, *(box.control for box in self.boxes)]

    @property
    def unreadable(self) -> bool:
        """Whether something is typed that cannot be read."""
        return any(box.unreadable for box in self.boxes)

    @property
    def change(self) -> BulkChange | None:
        """The change that is asked for; None where something of it is missing or unreadable."""
        field = self._field
        if field is None or self.unreadable:
            return None
        name = field.name
        change: BulkChange | None = None
        match self._act:
            case "clear":
                change = ClearField(name)
            case "replace":
                change = self._replacement(name)
            case "clear_part":
                assert field.facet is not None
                part = self._chosen_part()
                change = SetPart(name, part, getattr(field.facet(), part))
            case "set_part" if not _empty(self.boxes[0].value):
                change = SetPart(name, self._chosen_part(), self.boxes[0].value)
            case "add" | "remove" as act:
                entries = self._entries(field)
                made = AddEntries if act == ADD else RemoveEntries
                change = made(name, entries) if entries else None
            case "set" if not _empty(self.boxes[0].value):
                change = SetField(name, self.boxes[0].value)
        return change

    def _entries(self, field: Field) -> tuple[Any, ...]:
        if field.facet is None:
            return tuple(self.boxes[0].value)
        entry = field.facet(**{box.field.name: box.value for box in self.boxes})
        return () if entry == field.facet() else (entry,)

    def _replacement(self, name: str) -> ReplaceText | None:
        if not self._find.text():
            return None
        return ReplaceText(
            name,
            self._find.text(),
            self._put.text(),
            self._chosen_part(),
            match_case=self._case.isChecked(),
            whole_words=self._words.isChecked(),
        )

    def _chosen_part(self) -> str:
        return "" if self.part is None else str(self.part.currentData())

    # The boxes.

    def _ask_values(self, page: QWidget, field: Field) -> None:
        parts = (field,) if field.facet is None else fields_of(field.facet)
        default = Record() if field.facet is None else field.facet()
        grid = _grid(page)
        if self._act == REMOVE and field.facet is not None:
            _add_words(grid, _("Every entry that is like this in all that is filled in goes."))
        for place, part in enumerate(parts):
            box = self._box(part, getattr(default, part.name))
            self.boxes.append(box)
            wide = len(parts) == 1 or part.type is FieldType.LONG_TEXT
            row, column = grid.rowCount(), 0
            if not wide and place % 2:
                row, column = row - 1, 1
            grid.addWidget(box, row, column, 1, 2 if wide else 1)

    def _ask_part(self, page: QWidget, field: Field) -> None:
        assert field.facet is not None
        parts = [part for part in fields_of(field.facet) if not part.required]
        grid = _grid(page)
        which = self._ask_which(grid, parts)
        if self._act == SET_PART:
            which.currentIndexChanged.connect(lambda: self._show_part(grid, field))
            self._show_part(grid, field)
        else:
            which.currentIndexChanged.connect(self.edited)

    def _show_part(self, grid: QGridLayout, field: Field) -> None:
        assert field.facet is not None
        for box in self.boxes:
            grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        wanted = self._chosen_part()
        part = next(part for part in fields_of(field.facet) if part.name == wanted)
        box = self._box(part, getattr(field.facet(), wanted))
        self.boxes = [box]
        grid.addWidget(box, 1, 1)
        if self.part is not None:
            QWidget.setTabOrder(self.part, box.control)
        self.edited.emit()

    def _ask_which(self, grid: QGridLayout, parts: Sequence[Field]) -> QComboBox:
        self.part = which = Combo()
        which.setAccessibleName(_("Part"))
        for part in parts:
            which.addItem(part.words(), part.name)
        label = QLabel(_("Part"))
        label.setProperty("role", "label")
        label.setBuddy(which)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(which)
        column.addStretch(1)
        grid.addWidget(holder, 1, 0)
        return which

    def _ask_texts(self, page: QWidget, field: Field) -> None:
        grid = _grid(page)
        if field.facet is not None:
            which = self._ask_which(grid, text_parts(field))
            which.currentIndexChanged.connect(self.edited)
        self._find = self._line(grid, 2, 0, _("Text to find"))
        self._put = self._line(grid, 2, 1, _("Text to put in its place"))
        self._case = self._check(grid, 0, _("&Match case"))
        self._words = self._check(grid, 1, _("&Whole words only"))

    def _line(self, grid: QGridLayout, row: int, column: int, words: str) -> QLineEdit:
        label, line = QLabel(words), QLineEdit()
        label.setProperty("role", "label")
        label.setBuddy(line)
        line.setAccessibleName(words)
        line.textChanged.connect(self.edited)
        grid.addWidget(label, row, column)
        grid.addWidget(line, row + 1, column)
        return line

    def _check(self, grid: QGridLayout, column: int, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.toggled.connect(self.edited)
        grid.addWidget(box, 4, column)
        return box

    def _box(self, part: Field, default: Any) -> FieldBox:
        box = self._maker.box(part)
        if isinstance(box, ChoiceBox) and part.type in _FROM_THE_CATALOGUE:
            box.offer(self._maker.options(part.type))
        elif isinstance(box, ChoiceBox) and part.name == "status" and part.codes == "status":
            entries = in_force().offered("status")
            box.offer(Option(entry.code, entry.words()) for entry in entries)
        box.fill("" if part.required else default)
        box.leave()
        box.edited.connect(self.edited)
        return box


def _empty(value: Any) -> bool:
    """Tell whether nothing is given: there is another act for leaving a field empty."""
    return value in (None, "", ()) or value == Period()


def _grid(page: QWidget) -> QGridLayout:
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _add_words(grid: QGridLayout, words: str) -> None:
    label = QLabel(words)
    label.setProperty("role", "secondary")
    label.setWordWrap(True)
    grid.addWidget(label, 0, 0, 1, 2)
