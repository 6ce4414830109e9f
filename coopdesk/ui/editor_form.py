"""The form of a record: all its editable fields, laid out by group, kind and width."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopdesk.catalogue.codes import KINDS, statuses_for
from coopdesk.catalogue.fields import GROUPS, Field, FieldType, editable_fields
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context, Problem, problems_of
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import FieldBox, settle
from coopdesk.ui.editor_group import GroupSection, Part
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.facet_editor import FacetSection
from coopdesk.ui.field_widgets import ChoiceBox, Option

WIDE = 540
_FROM_THE_CATALOGUE = (FieldType.AREA, FieldType.PARTNERSHIP, FieldType.MARKING)
# The groups that stand first whatever the kind: what a record is, and when it happens.
_LEADING = ("what", "when")


class RecordForm(QWidget):
    """All fields of one record. ``edited`` is sent with each change, ``rebuilt`` when Tab's order
    must be renewed."""

    edited = Signal()
    rebuilt = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._maker = BoxMaker(desk)
        self._filling = False
        self._base = Record()
        self._wide = False
        self.parts: dict[str, Part] = {}
        self.groups: dict[str, GroupSection] = {}
        for name, heading in GROUPS:
            parts = [self._part(field) for field in editable_fields() if field.group == name]
            if parts:
                self.groups[name] = GroupSection(_(heading), parts)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 20)
        self._column.setSpacing(22)
        for group in self.groups.values():
            self._column.addWidget(group)
        self._column.addStretch(1)
        self._order = list(self.groups)
        self._arrange()

    def _part(self, field: Field) -> Part:
        part: Part
        if field.type is FieldType.FACET:
            part = FacetSection(field, self._maker)
            part.rebuilt.connect(self.rebuilt)
        else:
            part = self._maker.box(field)
        part.edited.connect(lambda: self._changed(field.name))
        self.parts[field.name] = part
        return part

    def fill(self, record: Record) -> None:
        """Show ``record``."""
        self._filling = True
        self._base = record
        self._maker.countries.put_first(
            tuple(dict.fromkeys(code for p in self._desk.partnerships for code in p.countries))
        )
        for name, part in self.parts.items():
            if part.field.type in _FROM_THE_CATALOGUE and isinstance(part, ChoiceBox):
                part.offer(self._maker.options(part.field.type))
            if name == "status":
                self._offer_statuses(record.kind)
            part.fill(getattr(record, name))
        self._filling = False
        self._arrange()
        self.check()

    @property
    def record(self) -> Record:
        """The record as it stands in the form."""
        values: dict[str, Any] = {name: part.value for name, part in self.parts.items()}
        return replace(self._base, **values)

    @property
    def unreadable(self) -> bool:
        """Whether anything is typed that cannot be read."""
        return any(part.unreadable for part in self.parts.values())

    @property
    def faulty(self) -> tuple[Part, ...]:
        """The fields that stop a save, in the order in which they stand."""
        return tuple(part for part in self._standing() if part.faulty)

    def leave_all(self) -> None:
        """Say all that is wrong, also in fields that nobody has touched."""
        for part in self.parts.values():
            part.leave()

    def check(self) -> None:
        """Say beside each field what the rules find in it."""
        found: dict[str, list[Problem]] = {}
        context = Context(
            areas={area.code for area in self._desk.areas},
            partnerships={partnership.code for partnership in self._desk.partnerships},
            today=date.today(),  # noqa: DTZ011 (the user's own day)
        )
        for problem in problems_of(self.record, context):
            found.setdefault(problem.field, []).append(problem)
        for name, part in self.parts.items():
            part.show_problems(found.get(name, ()))

    def controls(self) -> Iterator[QWidget]:
        """Yield what Tab stops at, in the order in which it stands."""
        for part in self._standing():
            if isinstance(part, FieldBox):
                yield part.control
                continue
            yield part.toggle
            for row in part.rows:
                yield from (box.control for box in row.boxes.values())
                yield from row.buttons
            yield part.add
            yield part.put_back

    def _standing(self) -> Iterator[Part]:
        for name in self._order:
            yield from self.groups[name].parts

    def _changed(self, name: str) -> None:
        if self._filling:
            return
        if name == "kind":
            self._filling = True
            self._offer_statuses(str(self.parts["kind"].value))
            self._filling = False
            self._arrange()
        self.check()
        self.edited.emit()

    def _offer_statuses(self, kind: str) -> None:
        status = self.parts["status"]
        assert isinstance(status, ChoiceBox)
        known = any(entry.code == kind for entry in KINDS)
        entries = statuses_for(kind) if known else ()
        status.offer(Option(entry.code, entry.words()) for entry in entries)

    def _arrange(self) -> None:
        """Put first what the kind puts first, for the width at hand."""
        kind = self.parts["kind"].value
        first = next((entry.first for entry in KINDS if entry.code == kind), ())
        moved = False
        for part in self.parts.values():
            if isinstance(part, FacetSection):
                part.put_first(part.field.name in first)
        for group in self.groups.values():
            moved |= group.arrange(self._wide, first)
            settle(group)
        order = sorted(self.groups, key=lambda name: self._rank(name, first))
        if order != self._order:
            self._order = order
            moved = True
            for place, name in enumerate(order):
                self._column.removeWidget(self.groups[name])
                self._column.insertWidget(place, self.groups[name])
        settle(self)
        if moved:
            self.rebuilt.emit()

    def _rank(self, name: str, first: tuple[str, ...]) -> int:
        if name in _LEADING:
            return -1
        places = [
            first.index(p.field.name) for p in self.groups[name].parts if p.field.name in first
        ]
        return min(places, default=len(first))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide != self._wide:
            self._wide = wide
            self._arrange()
