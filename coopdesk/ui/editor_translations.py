"""The translations of a record beside its own words: one language, more where there is room."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from coopdesk.catalogue.facets import Translation
from coopdesk.catalogue.fields import FACET_FIELDS, Field
from coopdesk.catalogue.rule import Problem
from coopdesk.i18n import LANGUAGES, _, language_name
from coopdesk.ui.editor_box import FieldBox, settle
from coopdesk.ui.editor_chips import Chip, Chips, step_among
from coopdesk.ui.editor_entry import Entry
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.editor_section import Section
from coopdesk.ui.field_widgets import GrowingText

TEXTS = ("title", "summary", "description")
_PARTS = {part.name: part for part in FACET_FIELDS[Translation]}
# A column is not narrower than this, in pixels.
_COLUMN = 260
_GAP = 12


class Original(QWidget):
    """What the record itself says in one of its fields: to be read and copied, not edited here."""

    def __init__(self, part: Field) -> None:
        super().__init__()
        caption = QLabel(_("{field}, original").format(field=part.words()))
        caption.setProperty("role", "label")
        self.text = GrowingText()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "original")
        self.text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.text.setAccessibleName(caption.text())
        self.text.fewest_lines = 1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(self.text)
        column.addStretch(1)

    def show_text(self, text: str) -> None:
        """Show what the record says, or that it says nothing."""
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self.text.setPlaceholderText(_("Not stated"))


class TranslationForm(QObject):
    """The boxes of one translation; where they stand is for the section to say."""

    edited = Signal()

    def __init__(self, maker: BoxMaker, section: QWidget) -> None:
        super().__init__(section)
        self.entry = Entry(None)
        self._base = Translation()
        self._stated = False
        self.boxes: dict[str, FieldBox] = {}
        for name, part in _PARTS.items():
            box = maker.box(part)
            box.setParent(section)
            box.edited.connect(self._edited)
            self.boxes[name] = box

    def show_entry(self, entry: Entry, language: str) -> None:
        """Show ``entry``, a translation into ``language``, and keep it as it stands here."""
        self.entry = entry
        self._stated = entry.value is not None
        self._base = entry.value if self._stated else Translation(language)
        for name, box in self.boxes.items():
            box.fill(getattr(self._base, name))
        for name, text in dict(entry.typed).items():
            self.boxes[name].retype(text)
            self.boxes[name].leave()

    def name(self, language: str) -> None:
        """Have the boxes say which language they are for."""
        for name, box in self.boxes.items():
            words = _PARTS[name].words()
            shown = words if name == "language" or not language else f"{words} · {language}"
            box.relabel(shown)
            box.control.setAccessibleName(
                f"{_('Translations')} {language}: {words}" if language else words
            )

    def show_problems(self) -> tuple[Problem, ...]:
        """Say what the rules find beside the fields that they are about; return the rest."""
        for name, box in self.boxes.items():
            box.show_problems([p for p in self.entry.problems if p.part == name])
        return tuple(p for p in self.entry.problems if p.part not in self.boxes)

    def _edited(self) -> None:
        made = replace(self._base, **{name: box.value for name, box in self.boxes.items()})
        said = any(getattr(made, name).strip() for name in TEXTS)
        self.entry.value = made if said or (self._stated and made == self._base) else None
        box = self.boxes["language"]
        self.entry.typed = {"language": box.typed} if box.unreadable else {}
        self.entry.unreadable = box.unreadable
        self.edited.emit()


class TranslationSection(Section):
    """Edits the translations; each language has a chip, those that are stated a mark on it."""

    def __init__(self, field: Field, maker: BoxMaker) -> None:
        super().__init__(field, maker)
        self.original: Callable[[str], str] = lambda _name: ""
        self._kept: list[Entry] = []
        # The language that each of them had, or is to have.
        self._languages: list[str] = []
        self._place = 0
        self._columns = 0

    @property
    def rows(self) -> tuple[TranslationForm, ...]:
        """The translations that are to be seen, none before the section was opened."""
        return tuple(self._forms[: self._columns]) if self._entered else ()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The languages, and last what adds another one."""
        return (*self._made[: len(self._kept)], self.other)

    @property
    def typed(self) -> dict[str, str]:
        """What is typed and cannot be read, by the place of its entry: "0/language"."""
        if not self._entered:
            return self._typed
        kept = [entry for entry in self._kept if not entry.blank]
        return {
            f"{place}/{name}": text
            for place, entry in enumerate(kept)
            for name, text in entry.typed.items()
        }

    @property
    def drafted(self) -> tuple[Any, ...]:
        """The list as a draft keeps it: with the empty entries that ``typed`` speaks of."""
        if not self._entered:
            return self._filled
        return tuple(
            Translation() if entry.value is None else entry.value
            for entry in self._kept
            if not entry.blank
        )

    @property
    def unreadable(self) -> str:
        """What is wrong with the first field that cannot be read, "" where all can."""
        if not self._entered:
            return ""
        return next((entry.unreadable for entry in self._kept if entry.typed), "")

    def original_changed(self) -> None:
        """Take over what the record itself says now."""
        if self._entered:
            for name, shown in self._originals.items():
                shown.show_text(self.original(name))

    def leave(self) -> None:
        """Take note that the user was here, or wants to save: all that is wrong is said."""
        super().leave()
        for form in self.rows:
            for box in form.boxes.values():
                box.leave()

    def target(self) -> QWidget:
        """Open it, and return what to go to where something stops a save."""
        self.open()
        place = next((n for n, entry in enumerate(self._kept) if entry.faulty), None)
        if place is not None:
            self.choose(place)
            self.leave()
        faulty = (box for form in self.rows for box in form.boxes.values() if box.faulty)
        return next((box.control for box in faulty), self.toggle)

    def reach(self, row: int, part: str) -> QWidget:
        """Open it, and return what to go to for a part of entry ``row`` (from 1)."""
        self.open()
        if not 0 < row <= len(self._kept):
            return self.toggle
        self.choose(row - 1)
        entry = self._kept[row - 1]
        form = next((form for form in self.rows if form.entry is entry), None)
        box = form.boxes.get(part) if form else None
        return box.control if box is not None and not box.isHidden() else self.toggle

    def choose(self, place: int) -> None:
        """Show the translation at ``place``, and those after it where there is room."""
        self._place = place
        self._show_chosen()
        self.rebuilt.emit()

    def _furnish(self, inner: QVBoxLayout) -> None:
        self._flow = Chips()
        self._made: list[Chip] = []
        self.other = self._chip(_("Other language…"))
        self.other.setCheckable(False)
        self.other.clicked.connect(self._add)
        self._originals = {name: Original(_PARTS[name]) for name in TEXTS}
        self._forms: list[TranslationForm] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(10)
        inner.addWidget(self._flow)
        inner.addLayout(self._grid)

    def _chip(self, words: str) -> Chip:
        chip = Chip(self._flow)
        chip.setCheckable(True)
        chip.setText(words)
        chip.show()
        return chip

    def _enter(self) -> None:
        typed: dict[int, dict[str, str]] = {}
        for path, text in self._typed.items():
            place, _slash, name = path.partition("/")
            typed.setdefault(int(place), {})[name] = text
        self._kept = [Entry(value, typed.get(n, {})) for n, value in enumerate(self._filled)]
        self._languages = [value.language for value in self._filled]
        for code, _name in LANGUAGES[1:]:
            if code not in self._languages:
                self._kept.append(Entry(None))
                self._languages.append(code)
        self._place = 0
        self._columns = 0
        self.original_changed()
        self._fit()

    def _add(self) -> None:
        self._kept.append(Entry(None))
        self._languages.append("")
        self.choose(len(self._kept) - 1)
        form = next(form for form in self.rows if form.entry is self._kept[-1])
        form.boxes["language"].control.setFocus()

    def _begin(self) -> bool:
        self.rows[0].boxes["title"].control.setFocus()
        return True

    def _standing(self) -> tuple[Any, ...]:
        return tuple(entry.value for entry in self._kept if entry.value is not None)

    def _stops(self) -> Iterator[QWidget]:
        yield from self.chips
        for form in self.rows:
            yield from (box.control for box in form.boxes.values() if not box.isHidden())

    def _rearrange(self) -> None:
        if self._furnished:
            self._columns = 0
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many translations as there is room for."""
        super().resizeEvent(event)
        if self._entered:
            self._fit()

    def _fit(self) -> None:
        """Have the translations stand for the width at hand."""
        room = max((self.width() + _GAP) // (_COLUMN + _GAP) - 1, 1)
        columns = min(room, len(self._kept)) if self._wide else 1
        if columns != self._columns:
            self._columns = columns
            self._lay_out()
            self._show_chosen()
            self.rebuilt.emit()

    def _lay_out(self) -> None:
        while len(self._forms) < self._columns:
            form = TranslationForm(self._maker, self.body)
            form.edited.connect(self._form_edited)
            self._forms.append(form)
        for form in self._forms:
            for box in form.boxes.values():
                self._grid.removeWidget(box)
                box.hide()
        for original in self._originals.values():
            self._grid.removeWidget(original)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        beside = 1 if self._wide else 0
        for row, name in enumerate(TEXTS, start=1):
            self._grid.addWidget(self._originals[name], 2 * row, 0)
            for column, form in enumerate(self.rows):
                place = (2 * row, column + 1) if beside else (2 * row + 1, 0)
                self._grid.addWidget(form.boxes[name], *place)
                form.boxes[name].show()
        for column, form in enumerate(self.rows):
            self._grid.addWidget(form.boxes["language"], 0, column + beside)
        for column in range(self._columns + beside):
            self._grid.setColumnStretch(column, 1)

    def _show_chosen(self) -> None:
        first = min(self._place, len(self._kept) - self._columns)
        for place, form in enumerate(self.rows, start=max(first, 0)):
            own = self._languages[place]
            form.show_entry(self._kept[place], own)
            form.name(self._language_words(place) if own else "")
            form.boxes["language"].setVisible(not _is_ours(own))
        self._name_chips()
        self._say()
        self._settle()

    def _language_words(self, place: int) -> str:
        entry = self._kept[place]
        code = self._languages[place] if entry.value is None else entry.value.language
        return language_name(code) if code else _("Other language…").rstrip("…")

    def _name_chips(self) -> None:
        while len(self._made) < len(self._kept):
            chip = self._chip("")
            place = len(self._made)
            chip.clicked.connect(lambda _on=False, place=place: self.choose(place))
            self._made.append(chip)
        shown = {id(form.entry) for form in self.rows}
        for place, chip in enumerate(self._made):
            there = place < len(self._kept)
            chip.setVisible(there)
            if there:
                stated = self._kept[place].value is not None
                words = self._language_words(place)
                chip.setText(f"{words}  ✓" if stated else words)
                chip.setAccessibleName(
                    _("{language}, translated").format(language=words) if stated else words
                )
                chip.setChecked(id(self._kept[place]) in shown)
        self._flow.show_chips(self.chips)

    def _form_edited(self) -> None:
        self._name_chips()
        self._changed()

    def _tell(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        counted = [entry for entry in self._kept if entry.value is not None]
        for entry in self._kept:
            entry.problems = ()
        rest = [p for p in problems if not 0 < p.row <= len(counted)]
        for number, entry in enumerate(counted, start=1):
            entry.problems = tuple(p for p in problems if p.row == number)
        for form in self.rows:
            rest.extend(form.show_problems())
        shown = {id(form.entry) for form in self.rows}
        rest.extend(p for entry in counted if id(entry) not in shown for p in entry.problems)
        return tuple(rest)

    def _settle(self) -> None:
        if self._furnished:
            settle(self._flow)
        super()._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from language to language with the arrow keys."""
        if not self._entered or not step_among(self.chips, event):
            super().keyPressEvent(event)


def _is_ours(language: str) -> bool:
    return any(language == code for code, _name in LANGUAGES[1:])
