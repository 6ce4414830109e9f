"""One entry of a list of parts, such as an item or a party: its fields on one line or a few."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.fields import FACET_FIELDS
from coopdesk.catalogue.rule import Problem, Severity
from coopdesk.i18n import _
from coopdesk.ui.editor_box import FieldBox, repolish
from coopdesk.ui.editor_entry import Entry
from coopdesk.ui.editor_layouts import UNITS, Line, fields_of, main_lines, main_names, more_lines
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.editor_words import given_words
from coopdesk.ui.icons import icon

_ICON = QSize(16, 16)


class FacetRow(QFrame):
    """The fields of one entry, with buttons to move it and to take it away.

    ``edited`` is sent when the entry may have changed, ``asked`` with "up", "down" or "remove",
    ``rebuilt`` when there are other fields in it. ``boxes`` are those that were needed so far.
    """

    edited = Signal()
    rebuilt = Signal()
    asked = Signal(str)

    def __init__(self, facet: type, maker: BoxMaker) -> None:
        super().__init__()
        self.facet = facet
        self.boxes: dict[str, FieldBox] = {}
        self.entry = Entry(None)
        self._maker = maker
        self._fields = {part.name: part for part in fields_of(facet)}
        self._base: Any = facet()
        self._stated = False
        self._wide: bool | None = None
        self._which = ""
        self._wants_more = False
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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(8)
        self._given: QLabel | None = None
        if len(self._fields) < len(FACET_FIELDS[facet]):
            self._given = self._label("secondary")
        self._grid = self._made_grid()
        self._column.addLayout(self._grid)
        self._note: QLabel | None = None
        self.more: QPushButton | None = None
        # Never without a parent, or Python would end it, on whichever thread it clears up.
        self._extra = QWidget(self)
        self._extra_grid = self._made_grid()
        self._extra.setLayout(self._extra_grid)
        for name in main_names(facet):
            self._add_box(name)
        if len(self.boxes) < len(self._fields):
            self._add_more()

    def _made_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for column in range(UNITS):
            grid.setColumnStretch(column, 1)
        return grid

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self._column.addWidget(label)
        return label

    def _button(self, name: str, act: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "row")
        button.setIcon(icon(name))
        button.setIconSize(_ICON)
        button.clicked.connect(lambda: self.asked.emit(act))
        return button

    def _add_box(self, name: str) -> FieldBox:
        box = self._maker.box(self._fields[name])
        box.edited.connect(self._box_edited)
        self.boxes[name] = box
        return box

    def _add_more(self) -> None:
        self.more = QPushButton()
        self.more.setProperty("role", "quiet")
        self.more.setIconSize(_ICON)
        self.more.clicked.connect(self._more_clicked)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._extra)
        self._extra.hide()

    @property
    def has_more(self) -> bool:
        """Whether the fields that come with "More" are to be seen."""
        return not self._extra.isHidden()

    def show_entry(self, entry: Entry) -> None:
        """Show ``entry`` and keep it as it stands here."""
        self.entry = entry
        self._stated = entry.value is not None
        self._base = entry.value if self._stated else self.facet()
        blank = self.facet()
        extra = [name for name in self._fields if name not in main_names(self.facet)]
        stated = any(getattr(self._base, n) != getattr(blank, n) or n in entry.typed for n in extra)
        for name, box in self.boxes.items():
            box.fill(getattr(self._base, name))
        if self.more is not None:
            self._show_more(stated or self._wants_more)
        for name, text in dict(entry.typed).items():
            self.boxes[name].retype(text)
        if self._given is not None:
            words = given_words(self._base)
            self._given.setText(words)
            self._given.setVisible(bool(words))
        self.show_problems()

    @property
    def value(self) -> Any:
        """The entry as it stands; None for one that was made, or made empty."""
        made = replace(self._base, **{name: box.value for name, box in self.boxes.items()})
        if made == self._base:
            return self._base if self._stated else None
        return None if made == self.facet() else made

    @property
    def faulty_box(self) -> FieldBox | None:
        """The first box in which something stops a save."""
        boxes = [self.boxes[name] for name in self._fields if name in self.boxes]
        unreadable = (box for box in boxes if box.unreadable)
        return next(unreadable, None) or next((box for box in boxes if box.faulty), None)

    def number(self, place: int, of: int, words: str) -> None:
        """Take the name of entry ``place`` (from 1) ``of`` so many in the list called ``words``."""
        self._which = _("{list} {number}").format(list=words, number=place)
        self._name_boxes()
        self.up.setEnabled(place > 1)
        self.down.setEnabled(place < of)
        for button, label in (
            (self.up, _("Move up")),
            (self.down, _("Move down")),
            (self.remove, _("Remove")),
        ):
            button.setToolTip(label)
            button.setAccessibleName(f"{self._which}: {label}")

    def _name_boxes(self) -> None:
        for name, box in self.boxes.items():
            box.control.setAccessibleName(f"{self._which}: {self._fields[name].words()}")
        if self.more is not None:
            self.more.setAccessibleName(f"{self._which}: {self.more.text()}")

    def show_problems(self) -> None:
        """Say what the rules find in the entry, each beside its field where it has one."""
        problems = self.entry.problems
        hidden = {p.part for p in problems if p.severity is Severity.ERROR} - {*self.boxes, ""}
        if hidden & set(self._fields):
            self._show_more(True)
        own: list[Problem] = []
        by_part: dict[str, list[Problem]] = {}
        for problem in problems:
            said = by_part.setdefault(problem.part, []) if problem.part in self.boxes else own
            said.append(problem)
        for name, box in self.boxes.items():
            box.show_problems(by_part.get(name, ()))
        if own and self._note is None:
            self._note = self._label("problem")
        if self._note is not None:
            grave = any(problem.severity is Severity.ERROR for problem in own)
            self._note.setProperty("role", "problem" if grave else "warning")
            repolish(self._note)
            self._note.setText("\n".join(problem.message for problem in own))
            self._note.setVisible(bool(own))

    def leave(self) -> None:
        """Take note that the user wants to save: what cannot be read is said."""
        for box in self.boxes.values():
            box.leave()

    def stops(self) -> Iterator[QWidget]:
        """Yield what Tab stops at, in its order."""
        names = _of(main_lines(self.facet, bool(self._wide)))
        yield from (self.boxes[name].control for name in names)
        if self.more is not None:
            yield self.more
            if self.has_more:
                extra = _of(more_lines(self.facet, bool(self._wide)))
                yield from (self.boxes[name].control for name in extra)
        yield from self.buttons

    def first_control(self) -> QWidget:
        """Return what to go to where somebody begins with the entry."""
        return next(self.stops())

    def reach(self, part: str) -> QWidget:
        """Have a field be seen, and return what to go to for it; the first where it has none."""
        if part in self._fields and part not in self.boxes:
            self._wants_more = True
        if self.more is not None and part not in ("", *main_names(self.facet)):
            self._show_more(True)
        return self.boxes[part].control if part in self.boxes else self.first_control()

    def _box_edited(self) -> None:
        self.entry.value = self.value
        typed = {name: box for name, box in self.boxes.items() if box.unreadable}
        self.entry.typed = {name: box.typed for name, box in typed.items()}
        self.entry.unreadable = next((box.unreadable for box in typed.values()), "")
        self.edited.emit()

    def _more_clicked(self) -> None:
        self._wants_more = not self.has_more
        self._show_more(self._wants_more)
        if self._wants_more:
            extra = more_lines(self.facet, bool(self._wide))
            self.boxes[next(_of(extra))].control.setFocus()
        self.rebuilt.emit()

    def _show_more(self, shown: bool) -> None:
        if self.more is None:
            return
        if shown and len(self.boxes) < len(self._fields):
            for name in self._fields:
                if name not in self.boxes:
                    self._add_box(name).fill(getattr(self._base, name))
            self._lay_out_more()
        self._extra.setVisible(shown)
        self.more.setText(_("Less") if shown else _("More"))
        self.more.setIcon(icon("arrow-up-s-line" if shown else "arrow-down-s-line", "accent"))
        self._name_boxes()

    def arrange(self, wide: bool) -> None:
        """Lay the fields out for a wide or a narrow form."""
        if wide == self._wide:
            return
        self._wide = wide
        self._grid.removeWidget(self._corner)
        lines = main_lines(self.facet, wide)
        self._lay_out(self._grid, lines)
        self._place_corner(wide, list(_of(lines[:1])))
        if len(self.boxes) == len(self._fields):
            self._lay_out_more()

    def _lay_out_more(self) -> None:
        self._lay_out(self._extra_grid, more_lines(self.facet, bool(self._wide)))

    def _lay_out(self, grid: QGridLayout, lines: tuple[Line, ...]) -> None:
        # Not takeAt: what it gives lives on and keeps the widget's sizes from its successor.
        for name in _of(lines):
            grid.removeWidget(self.boxes[name])
        for row, line in enumerate(lines):
            column = 0
            for name, share in line:
                if name:
                    grid.addWidget(self.boxes[name], row, column, 1, share)
                column += share

    def _place_corner(self, wide: bool, first: list[str]) -> None:
        """Put the buttons beside the first line's controls, or above them beside its label."""
        top = Qt.AlignmentFlag.AlignTop
        for name in first:
            self.boxes[name].reserve_label(0 if wide else self.remove.sizeHint().height())
        # What comes with "More" ends where the lines above it end.
        beside = self._corner.sizeHint().width() + self._grid.horizontalSpacing() if wide else 0
        self._extra_grid.setContentsMargins(0, 0, beside, 0)
        if wide:
            box = self.boxes[first[0]]
            spare = box.control.sizeHint().height() - self.remove.sizeHint().height()
            self._grid.addWidget(self._corner, 0, UNITS, top)
            self._corner.setContentsMargins(0, box.above + max(spare, 0) // 2, 0, 0)
        else:
            right = top | Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(self._corner, 0, 0, 1, UNITS, right)
            self._corner.setContentsMargins(0, 0, 0, 0)
        self._corner.raise_()


def _of(lines: tuple[Line, ...]) -> Iterator[str]:
    return (name for line in lines for name, _share in line if name)
