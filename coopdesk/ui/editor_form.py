"""The form of a record: all its editable fields, laid out by group, kind and width."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopdesk.catalogue.fields import GROUPS, Field, FieldType, editable_fields
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context, Problem, problems_of
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.document_marking import keep_marking_up
from coopdesk.ui.document_section import DocumentSection
from coopdesk.ui.editor_add_bar import AddBar
from coopdesk.ui.editor_box import FieldBox, settle
from coopdesk.ui.editor_group import GroupSection, Part
from coopdesk.ui.editor_jump import Place
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.editor_section import Section
from coopdesk.ui.editor_translations import TEXTS, TranslationSection
from coopdesk.ui.facet_editor import FacetSection
from coopdesk.ui.field_widgets import ChoiceBox, Option

WIDE = 540
# Lines longer than this are hard to read and far to go through, in pixels.
WIDEST = 1240
_FROM_THE_CATALOGUE = (FieldType.AREA, FieldType.PARTNERSHIP, FieldType.MARKING)
# The groups that stand first whatever the kind: what a record is, and when it happens.
_LEADING = ("what", "when")
_SECTIONS: Mapping[str, Callable[[Field, BoxMaker], Section]] = {
    "documents": DocumentSection,
    "translations": TranslationSection,
}
# Checking a large record takes a moment: where it took longer than this, the next waits for a
# pause in the typing. In seconds, and in milliseconds.
_QUICK = 0.012
_PAUSE = 250
# The entries of a record that takes a moment to check, and by when it is painted, in milliseconds.
_LARGE = 60
_SEEN = 20


class RecordForm(QWidget):
    """All fields of one record. ``edited`` is sent with each change, ``checked`` where the rules
    had their say later than that, ``rebuilt`` when Tab's order must be renewed."""

    edited = Signal()
    checked = Signal()
    rebuilt = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._maker = BoxMaker(desk)
        self._filling = False
        self._base = Record()
        self._wide = False
        self._took = 0.0
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.timeout.connect(self._check_late)
        self.parts: dict[str, Part] = {}
        self.groups: dict[str, GroupSection] = {}
        for name, heading in GROUPS:
            parts = [self._part(field) for field in editable_fields() if field.group == name]
            if parts:
                self.groups[name] = GroupSection(_(heading), parts, self)
        self.adding = AddBar()
        self.adding.asked.connect(self.go_to)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 20)
        self._column.setSpacing(22)
        for group in self.groups.values():
            self._column.addWidget(group)
        self._column.addWidget(self.adding)
        self._column.addStretch(1)
        self.setMaximumWidth(WIDEST)
        self._order = list(self.groups)
        self._arrange()

    def _part(self, field: Field) -> Part:
        part: Part
        if field.type is FieldType.FACET:
            part = _SECTIONS.get(field.name, FacetSection)(field, self._maker)
            part.rebuilt.connect(self._rebuilt)
            if isinstance(part, TranslationSection):
                part.original = self._text
        else:
            part = self._maker.box(field)
        part.edited.connect(lambda: self._changed(field.name))
        self.parts[field.name] = part
        return part

    @property
    def sections(self) -> tuple[Section, ...]:
        """The list fields, in the order of their declaration."""
        return tuple(part for part in self.parts.values() if isinstance(part, Section))

    def fill(self, record: Record, typed: Mapping[str, str] | None = None) -> None:
        """Show ``record``; ``typed`` is what cannot be read in it, by path, as a draft kept it."""
        self._filling = True
        self._base = record
        self._took = 0.0
        self._maker.put_first(
            tuple(dict.fromkeys(code for p in self._desk.partnerships for code in p.countries))
        )
        within = _by_part(typed or {})
        first = _first_of(record.kind)
        for name, part in self.parts.items():
            value = getattr(record, name)
            if isinstance(part, Section):
                part.expect(name in first, not record.id)
                part.fill(value, within.get(name))
                continue
            self._offer(name, part, record)
            part.fill(value)
            if name in within:
                part.retype(within[name][""])
                part.leave()
        self._filling = False
        self._arrange()
        if sum(len(part.value) for part in self.sections) > _LARGE:
            # Once it is to be seen.
            self._checking.start(_SEEN)
        else:
            self.check()

    def _offer(self, name: str, part: FieldBox, record: Record) -> None:
        if not isinstance(part, ChoiceBox):
            return
        if part.field.type in _FROM_THE_CATALOGUE:
            part.offer(self._maker.options(part.field.type, getattr(record, name)))
        elif name == "kind":
            part.offer(Option(kind.code, kind.words()) for kind in in_force().offered("kind"))
        elif name == "status":
            self._offer_statuses(record.kind)

    @property
    def record(self) -> Record:
        """The record as it stands in the form."""
        values: dict[str, Any] = {name: part.value for name, part in self.parts.items()}
        return replace(self._base, **values)

    @property
    def drafted(self) -> Record:
        """The record as a draft keeps it: with the entries of lists that ``typed`` speaks of."""
        lists: dict[str, Any] = {part.field.name: part.drafted for part in self.sections}
        return replace(self.record, **lists)

    @property
    def typed(self) -> dict[str, str]:
        """What is typed and cannot be read, by path: "period", "items/3/delivered"."""
        found: dict[str, str] = {}
        for name, part in self.parts.items():
            if isinstance(part, Section):
                found.update({f"{name}/{path}": text for path, text in part.typed.items()})
            elif part.unreadable:
                found[name] = part.typed
        return found

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
        if self._checking.isActive():
            self.check()
        for part in self.parts.values():
            part.leave()

    def check(self) -> None:
        """Say beside each field what the rules find in it."""
        self._checking.stop()
        begun = time.perf_counter()
        found: dict[str, list[Problem]] = {}
        context = Context(
            areas={area.code for area in self._desk.areas},
            partnerships={partnership.code for partnership in self._desk.partnerships},
            today=date.today(),  # noqa: DTZ011 (the user's own day)
            vocabulary=in_force(),
        )
        for problem in problems_of(self.record, context):
            found.setdefault(problem.field, []).append(problem)
        self._took = time.perf_counter() - begun
        for name, part in self.parts.items():
            part.show_problems(found.get(name, ()))
        standing = set(self._standing())
        if any(section.wanted != (section in standing) for section in self.sections):
            self._arrange()

    def _check_late(self) -> None:
        self.check()
        self.checked.emit()

    def controls(self) -> Iterator[QWidget]:
        """Yield what Tab stops at, in the order in which it stands."""
        for part in self._standing():
            if isinstance(part, FieldBox):
                yield part.control
            else:
                yield from part.controls()
        chip = self.adding.stop()
        if chip is not None:
            yield chip

    def places(self) -> list[Place]:
        """Return where one can go: the groups and lists as they stand, then what can be added."""
        found = []
        for name in self._order:
            group = self.groups[name]
            if not group.parts:
                continue
            if not isinstance(group.parts[0], Section):
                found.append(Place(name, group.heading))
            for part in group.parts:
                if isinstance(part, Section):
                    number = len(part.value)
                    words = part.field.words()
                    found.append(Place(part.field.name, f"{words}   {number}" if number else words))
        found += [Place(name, f"+ {self.parts[name].field.words()}") for name in self.adding.names]
        return found

    def go_to(self, name: str) -> QWidget:
        """Go to the group or list called ``name``; a list that is not there yet is added."""
        part = self.parts.get(name)
        if isinstance(part, Section):
            part.open()
            self._arrange()
            part.ask()
            return part
        group = self.groups[name]
        first = group.parts[0]
        assert isinstance(first, FieldBox)
        first.control.setFocus()
        return group

    def stops(self) -> list[QWidget]:
        """Return the first control of each group and list, in the order in which they stand."""
        found: list[QWidget] = []
        for name in self._order:
            parts = self.groups[name].parts
            for part in parts:
                if isinstance(part, Section):
                    found.append(part.toggle)
                elif part is parts[0]:
                    found.append(part.control)
        return found

    def _standing(self) -> Iterator[Part]:
        for name in self._order:
            yield from self.groups[name].parts

    def _text(self, name: str) -> str:
        return str(self.parts[name].value)

    def _rebuilt(self) -> None:
        if not self._filling:
            self.rebuilt.emit()

    def _changed(self, name: str) -> None:
        if self._filling:
            return
        if name == "kind":
            self._filling = True
            self._offer_statuses(str(self.parts["kind"].value))
            self._filling = False
            self._arrange()
        elif name in TEXTS:
            translations = self.parts["translations"]
            assert isinstance(translations, TranslationSection)
            translations.original_changed()
        elif name == "documents":
            marking, documents = self.parts["marking"], self.parts["documents"]
            assert isinstance(marking, ChoiceBox)
            assert isinstance(documents, DocumentSection)
            raised = keep_marking_up(marking, documents.value)
            if raised:
                documents.say(raised)
        if self._took > _QUICK:
            self._checking.start(_PAUSE)
        else:
            self.check()
        self.edited.emit()

    def _offer_statuses(self, kind: str) -> None:
        status = self.parts["status"]
        assert isinstance(status, ChoiceBox)
        lists = in_force()
        entries = lists.statuses_for(kind) if lists.find("kind", kind) else ()
        status.offer(
            Option(entry.code, entry.words())
            for entry in entries
            if not entry.retired or entry.code == self._base.status
        )

    def _arrange(self) -> None:
        """Put first what the kind puts first, for the width at hand."""
        first = _first_of(str(self.parts["kind"].value))
        moved = False
        for section in self.sections:
            section.put_first(section.field.name in first)
        for group in self.groups.values():
            moved |= group.arrange(self._wide, first)
            settle(group)
        moved |= self.adding.offer(
            [section.field for section in self.sections if not section.wanted]
        )
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


def _first_of(kind: str) -> tuple[str, ...]:
    """Return the names of the lists that a kind puts first."""
    return next((entry.first for entry in in_force().kinds if entry.code == kind), ())


def _by_part(typed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return what is typed by the field of the record, then by the path within it."""
    found: dict[str, dict[str, str]] = {}
    for path, text in typed.items():
        name, _slash, within = path.partition("/")
        found.setdefault(name, {})[within] = text
    return found
