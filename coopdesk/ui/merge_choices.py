"""Two records side by side, field by field, with a choice in each in which they differ."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.fields import Field, editable_fields
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.merging import Choice, choices_for, merged, suggested
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _
from coopdesk.ui.editor_words import breakable, value_words

_SPOKEN = 200


class MergeChoices(QWidget):
    """The fields in which two records differ, the kept one at the left.

    ``chosen`` is sent when another choice is made.
    """

    chosen = Signal()

    def __init__(self, kept: Record, other: Record, areas: Mapping[str, Area]) -> None:
        super().__init__()
        self.kept, self.other = kept, other
        self._areas = areas
        self.buttons: dict[str, dict[Choice, QRadioButton]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(10)
        wanted = suggested(kept, other)
        for name, choice in wanted.items():
            self._add(field_named(name), choice)
        self._add_same(wanted)
        self._column.addStretch(1)

    @property
    def choices(self) -> dict[str, Choice]:
        """What is chosen for each field in which the two differ."""
        return {
            name: next(choice for choice, button in buttons.items() if button.isChecked())
            for name, buttons in self.buttons.items()
        }

    def choose(self, choices: Mapping[str, Choice]) -> None:
        """Choose these where they can be chosen."""
        for name, choice in choices.items():
            if choice in self.buttons.get(name, {}):
                self.buttons[name][choice].setChecked(True)

    @property
    def merged(self) -> Record:
        """The record that the two would become."""
        return merged(self.kept, self.other, self.choices)

    def _add(self, field: Field, chosen: Choice) -> None:
        if self.buttons:
            line = QFrame()
            line.setProperty("role", "line")
            self._column.addWidget(line)
        self._column.addWidget(_text(field.words(), "label"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        group = QButtonGroup(self)
        made = self.buttons[field.name] = {}
        for choice in choices_for(field):
            words = self._words(field, choice)
            button = QRadioButton(_label(choice))
            button.setAccessibleName(f"{field.words()}, {_label(choice)}: {words[:_SPOKEN]}")
            group.addButton(button)
            made[choice] = button
            row, column, span = (2, 0, 2) if choice is Choice.BOTH else (0, 0, 1)
            if choice is Choice.OTHER:
                column = 1
            grid.addWidget(button, row, column, 1, span)
            grid.addWidget(_text(words), row + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
        made[chosen].setChecked(True)
        for button in made.values():
            button.toggled.connect(lambda on: self.chosen.emit() if on else None)
        self._column.addLayout(grid)

    def _words(self, field: Field, choice: Choice) -> str:
        record = merged(self.kept, self.other, {field.name: choice})
        # Ties between the two go with the merge: here they are still shown.
        if choice is not Choice.BOTH:
            record = self.kept if choice is Choice.KEPT else self.other
        value = getattr(record, field.name)
        return value_words(field, value, self._areas) or _("Not stated")

    def _add_same(self, different: Mapping[str, Choice]) -> None:
        """Name the fields in which both say the same."""
        empty = Record()
        same = [
            field.words()
            for field in editable_fields()
            if field.name not in different
            and getattr(self.kept, field.name) != getattr(empty, field.name)
        ]
        if same:
            words = _("The same in both: {fields}").format(fields=", ".join(same))
            self._column.addWidget(_text(words, "secondary"))

    def controls(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [button for buttons in self.buttons.values() for button in buttons.values()]


def _label(choice: Choice) -> str:
    match choice:
        case Choice.KEPT:
            return _("From the kept record")
        case Choice.OTHER:
            return _("From the other record")
        case _both:
            return _("What both say")


def _text(words: str, role: str = "") -> QLabel:
    label = QLabel(breakable(words))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    else:
        label.setContentsMargins(22, 0, 0, 0)
    return label
