"""A list of parts of a record, such as its items: a few as forms below one another, many as lines
with the form of the chosen one beneath."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.rule import Problem
from coopdesk.i18n import _
from coopdesk.ui.editor_box import FieldBox, settle
from coopdesk.ui.editor_entries import EntryList
from coopdesk.ui.editor_entry import Entry
from coopdesk.ui.editor_layouts import main_names
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.editor_row import FacetRow
from coopdesk.ui.editor_section import Section
from coopdesk.ui.icons import icon

# More entries, or more fields in all of them, than this are shown as lines.
_MOST_FORMS = 6
_MOST_FIELDS = 30


class FacetSection(Section):
    """Edits one list field, whatever the fields of its entries are."""

    def __init__(self, field: Field, maker: BoxMaker) -> None:
        super().__init__(field, maker)
        self._kept: list[Entry] = []
        self._rows: list[FacetRow] = []
        self._listed = False
        self._list: EntryList | None = None
        self._removed: tuple[int, Entry] | None = None

    @property
    def rows(self) -> tuple[FacetRow, ...]:
        """The forms of entries that are shown, none before the section was opened."""
        if not self._entered:
            return ()
        return tuple(row for row in self._rows if not row.isHidden())

    @property
    def listing(self) -> EntryList | None:
        """The entries as lines, None where they are shown as forms."""
        return self._list if self._listed and self._entered else None

    @property
    def typed(self) -> dict[str, str]:
        """What is typed and cannot be read, by the place of its entry and its part: "3/value"."""
        if not self._entered:
            return self._typed
        return {
            f"{place}/{name}": text
            for place, entry in enumerate(self._not_blank())
            for name, text in entry.typed.items()
        }

    @property
    def drafted(self) -> tuple[Any, ...]:
        """The list as a draft keeps it: with the empty entries that ``typed`` speaks of."""
        if not self._entered:
            return self._filled
        return tuple(
            self._facet() if entry.value is None else entry.value for entry in self._not_blank()
        )

    @property
    def unreadable(self) -> str:
        """What is wrong with the first field that cannot be read, "" where all can."""
        if not self._entered:
            return ""
        return next((entry.unreadable for entry in self._kept if entry.typed), "")

    @property
    def faulty_box(self) -> FieldBox | None:
        """The first box, of those shown, in which something stops a save."""
        return next((box for row in self.rows if (box := row.faulty_box)), None)

    def leave(self) -> None:
        """Take note that the user was here, or wants to save: all that is wrong is said."""
        super().leave()
        for row in self.rows:
            row.leave()

    def target(self) -> QWidget:
        """Open it, and return what to go to where something stops a save."""
        self.open()
        if self.listing is not None:
            place = next((n for n, entry in enumerate(self._kept) if entry.faulty), -1)
            if place >= 0:
                self.listing.choose(place)
                self.leave()
        box = self.faulty_box
        return box.control if box else self.toggle

    def reach(self, row: int, part: str) -> QWidget:
        """Open it, and return what to go to for a part of entry ``row`` (from 1)."""
        self.open()
        place = row - 1
        if not 0 <= place < len(self._kept):
            return self.toggle
        if self.listing is not None:
            self.listing.choose(place)
        entry = self._kept[place]
        shown = next((form for form in self.rows if form.entry is entry), None)
        return shown.reach(part) if shown else self.toggle

    def _furnish(self, inner: QVBoxLayout) -> None:
        self._inner = inner
        self._forms = QVBoxLayout()
        self._forms.setSpacing(12)
        words = self.field.words()
        self.add = QPushButton(_("Add"))
        self.add.setProperty("role", "quiet")
        self.add.setIcon(icon("add-line", "accent"))
        self.add.setAccessibleName(_("Add to “{field}”").format(field=words))
        self.add.clicked.connect(lambda: self._add(len(self._kept)))
        self.put_back = QPushButton(_("Put back"))
        self.put_back.setProperty("role", "quiet")
        self.put_back.setAccessibleName(_("Put back into “{field}”").format(field=words))
        self.put_back.clicked.connect(self._put_back)
        under = QHBoxLayout()
        under.setSpacing(4)
        under.addWidget(self.add)
        under.addWidget(self.put_back)
        under.addStretch(1)
        inner.addLayout(self._forms)
        inner.addLayout(under)
        for keys, act in (("Alt+Up", "up"), ("Alt+Down", "down")):
            shortcut = QShortcut(QKeySequence(keys), self.body)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda act=act: self._move_focused(act))

    def _enter(self) -> None:
        """Have the entries as forms, or as lines, those of the record before included."""
        typed: dict[int, dict[str, str]] = {}
        for path, text in self._typed.items():
            place, _slash, name = path.partition("/")
            typed.setdefault(int(place), {})[name] = text
        self._kept = [
            Entry(value, typed.get(place, {})) for place, value in enumerate(self._filled)
        ]
        self._removed = None
        self._listed = self._too_many()
        if self._listed:
            self._enter_list()
        else:
            self._enter_forms()
        for entry, row in zip(self._kept, self.rows, strict=False):
            if entry.typed:
                row.leave()
        self._renumber()

    def _too_many(self) -> bool:
        fields = len(main_names(self._facet)) * len(self._kept)
        return len(self._kept) > _MOST_FORMS or fields > _MOST_FIELDS

    def _enter_forms(self) -> None:
        if self._list is not None:
            self._list.hide()
        for row in self._rows[len(self._kept) :]:
            self._drop(row)
        del self._rows[len(self._kept) :]
        while len(self._rows) < len(self._kept):
            self._insert_form(len(self._rows))
        for row, entry in zip(self._rows, self._kept, strict=True):
            row.show()
            row.show_entry(entry)

    def _enter_list(self) -> None:
        if self._list is None:
            self._list = self._made_list()
            self._list.chosen.connect(self._chosen_line)
            self._list.asked.connect(self._asked_of_list)
            self._inner.insertWidget(self._inner.indexOf(self._forms), self._list)
        for row in self._rows[1:]:
            self._drop(row)
        del self._rows[1:]
        for row in self._rows:
            row.hide()
        self._list.lines.show(self._kept)
        self._list.fit()
        self._list.show()

    def _made_list(self) -> EntryList:
        """Return the lines of many entries, made once."""
        return EntryList(self.field.words())

    def _chosen_line(self, place: int) -> None:
        if place < 0:
            for row in self._rows:
                row.hide()
        else:
            row = self._rows[0] if self._rows else self._insert_form(0)
            row.show()
            row.show_entry(self._kept[place])
            if self._kept[place].typed:
                row.leave()
        self._renumber()
        self._say()
        self._settle()
        self.rebuilt.emit()

    def _asked_of_list(self, act: str) -> None:
        assert self._list is not None
        place = self._list.place
        if act == "add":
            self._add(place + 1 if place >= 0 else len(self._kept))
        elif act == "go" and place >= 0:
            self._rows[0].first_control().setFocus()
        elif act == "remove" and place >= 0:
            self._remove(place)

    def _standing(self) -> tuple[Any, ...]:
        return tuple(entry.value for entry in self._kept if entry.value is not None)

    def _not_blank(self) -> list[Entry]:
        return [entry for entry in self._kept if not entry.blank]

    def _begin(self) -> bool:
        self._add(len(self._kept))
        return True

    def _stops(self) -> Iterator[QWidget]:
        if self.listing is not None:
            yield self.listing
        for row in self.rows:
            yield from row.stops()
        yield self.add
        yield self.put_back

    def _rearrange(self) -> None:
        for row in self._rows:
            row.arrange(self._wide)

    def _settle(self) -> None:
        for row in self._rows:
            settle(row)
        super()._settle()

    def _tell(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Say problems in their entries; in a list, those of entries that are not shown here."""
        rest: list[Problem] = []
        by_row: dict[int, list[Problem]] = {}
        counted = [entry for entry in self._kept if entry.value is not None]
        for problem in problems:
            if 0 < problem.row <= len(counted):
                by_row.setdefault(problem.row, []).append(problem)
            else:
                rest.append(problem)
        shown = {id(row.entry) for row in self.rows}
        for entry in self._kept:
            entry.problems = ()
        for number, entry in enumerate(counted, start=1):
            entry.problems = tuple(by_row.get(number, ()))
            if id(entry) not in shown:
                rest.extend(entry.problems)
        for row in self.rows:
            row.show_problems()
        if self.listing is not None:
            self.listing.viewport().update()
        return tuple(rest)

    def _insert_form(self, place: int) -> FacetRow:
        row = FacetRow(self._facet, self._maker)
        row.setProperty("role", "card")
        row.arrange(self._wide)
        row.edited.connect(self._row_edited)
        row.rebuilt.connect(self._row_rebuilt)
        row.asked.connect(lambda act: self._asked(row, act))
        self._rows.insert(place, row)
        self._forms.insertWidget(place, row)
        # At once, for it may be about to take the focus.
        row.show()
        return row

    def _drop(self, row: FacetRow) -> None:
        self._forms.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _add(self, place: int) -> None:
        self._bring(place, Entry(None))

    def _put_back(self) -> None:
        if self._removed is None:
            return
        place, entry = self._removed
        self._removed = None
        self._bring(min(place, len(self._kept)), entry)

    def _bring(self, place: int, entry: Entry) -> None:
        """Put ``entry`` at ``place`` and go there."""
        if self._listed:
            assert self._list is not None
            self._list.lines.insert(place, entry)
            self._list.fit()
            self._list.choose(place)
            row = self._rows[0]
        else:
            self._kept.insert(place, entry)
            if self._too_many():
                self._listed = True
                self._enter_list()
                assert self._list is not None
                self._list.choose(place)
                row = self._rows[0]
            else:
                row = self._insert_form(place)
                row.show_entry(entry)
        self._changed_rows()
        row.first_control().setFocus()

    def _place_of(self, row: FacetRow) -> int:
        return next(n for n, entry in enumerate(self._kept) if entry is row.entry)

    def _asked(self, row: FacetRow, act: str) -> None:
        place = self._place_of(row)
        if act == "remove":
            self._remove(place)
            return
        kept = self._move(place, -1 if act == "up" else 1)
        button, other = (kept.up, kept.down) if act == "up" else (kept.down, kept.up)
        (button if button.isEnabled() else other).setFocus()

    def _move(self, place: int, step: int) -> FacetRow:
        """Let the entry at ``place`` change places with its neighbour; return its form."""
        if self._listed:
            assert self._list is not None
            self._list.lines.move(place, step)
            row = self._rows[0]
        else:
            self._kept.insert(place + step, self._kept.pop(place))
            row = self._rows.pop(place)
            self._rows.insert(place + step, row)
            self._forms.removeWidget(row)
            self._forms.insertWidget(place + step, row)
        self._changed_rows()
        return row

    def _move_focused(self, act: str) -> None:
        """Move the entry that somebody is at, and stay in it."""
        focused = QApplication.focusWidget()
        row = next((row for row in self.rows if focused and row.isAncestorOf(focused)), None)
        if row is not None:
            place = self._place_of(row)
        elif self.listing is not None and focused is self.listing:
            place = self.listing.place
        else:
            return
        step = -1 if act == "up" else 1
        if place >= 0 and 0 <= place + step < len(self._kept):
            self._move(place, step)
            if focused is not None:
                focused.setFocus()

    def _remove(self, place: int) -> None:
        entry = self._kept[place]
        self._removed = None if entry.blank else (place, entry)
        near: QWidget
        if self._listed:
            assert self._list is not None
            self._list.lines.remove(place)
            self._list.fit()
            self._list.choose(min(place, len(self._kept) - 1))
            near = self._list if self._kept else self.add
        else:
            del self._kept[place]
            row = self._rows.pop(place)
            near = self._rows[min(place, len(self._rows) - 1)].remove if self._rows else self.add
            near.setFocus()
            self._drop(row)
        near.setFocus()
        self._changed_rows()

    def _changed_rows(self) -> None:
        self._renumber()
        self._row_rebuilt()
        self._changed()
        # Their problems are told by the places that they have now.
        self._say()

    def _row_edited(self) -> None:
        if self.listing is not None:
            self.listing.lines.say_again()
        self._changed()

    def _row_rebuilt(self) -> None:
        self._settle()
        self.rebuilt.emit()

    def _renumber(self) -> None:
        words = self.field.words()
        for row in self.rows:
            row.number(self._place_of(row) + 1, len(self._kept), words)
        self.put_back.setVisible(self._removed is not None)
