"""What pasted rows begin with: the area, kind, partnership and marking of those that say none."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from coopdesk.catalogue.fields import field
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.field_widgets import ChoiceBox, Option

_NAMES = ("area", "kind", "partnership", "marking")


class StartBoxes(QWidget):
    """A list each for these fields. ``changed`` is sent when another choice is made."""

    changed = Signal()

    def __init__(self, desk: Desk, start: Record) -> None:
        super().__init__()
        self._maker = BoxMaker(desk)
        self._start = start
        self.boxes: dict[str, ChoiceBox] = {}
        words = QLabel(_("Rows that do not say otherwise become records of:"))
        words.setProperty("role", "secondary")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(words, 0, 0, 1, len(_NAMES))
        for place, name in enumerate(_NAMES):
            box = self._maker.box(field(name))
            assert isinstance(box, ChoiceBox)
            self.boxes[name] = box
            grid.addWidget(box, 1, place)
            box.fill(getattr(start, name))
            box.edited.connect(self.changed)
        self.offer()

    def offer(self) -> None:
        """Offer what the catalogue has by now; what nobody has chosen yet is the first."""
        for name, box in self.boxes.items():
            if name == "kind":
                kinds = in_force().offered("kind")
                box.offer(Option(kind.code, kind.words()) for kind in kinds)
            else:
                box.offer(self._maker.options(box.field.type))
            if not box.value and box.codes:
                box.fill(box.codes[0])

    @property
    def controls(self) -> list[QWidget]:
        """What Tab stops at."""
        return [box.control for box in self.boxes.values()]

    @property
    def record(self) -> Record:
        """The record that every row begins as."""
        values: dict[str, Any] = {name: box.value for name, box in self.boxes.items()}
        return replace(self._start, **values)
