"""A list of parts of a record in the form: a heading that opens it, and what is beneath it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.rule import Problem, Severity
from coopdesk.i18n import ngettext
from coopdesk.ui.editor_box import help_words, repolish, settle
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.icons import icon

_ARROW = QSize(18, 18)
_TOLD_AT_MOST = 3


class Section(QWidget):
    """One list field of the form; a kind of section says how its entries are shown and edited.

    ``edited`` is sent when the list may have changed, ``rebuilt`` when there are other widgets in
    it than before, so that the order of Tab must be renewed.

    Widgets are made when they are first needed, and kept for the next record: the heading when the
    section is to be seen, the body when it opens. A kind of section makes its body once
    (`_furnish`), shows there the list that it was filled with (`_enter`), and tells what became of
    it (`_standing`).
    """

    edited = Signal()
    rebuilt = Signal()

    def __init__(self, field: Field, maker: BoxMaker) -> None:
        super().__init__()
        assert field.facet is not None
        self.field = field
        self._facet = field.facet
        self._maker = maker
        self._filled: tuple[Any, ...] = ()
        self._typed: dict[str, str] = {}
        self._wide = False
        self._chosen: bool | None = None
        self._first = False
        self._called_for = False
        self._fresh = False
        self._left = False
        self._problems: tuple[Problem, ...] = ()
        self._dressed = False
        self._furnished = False
        self._entered = False

    @property
    def toggle(self) -> QPushButton:
        """The heading, which opens and closes the section."""
        self._dress()
        return self._toggle

    @property
    def wanted(self) -> bool:
        """Whether it belongs in the form as it stands: not where it is empty and nobody asked."""
        return bool(
            self._first or self._called_for or self._filled or self._typed or self._told
        ) or bool(self.value)

    @property
    def _told(self) -> tuple[Problem, ...]:
        """What is to be said: nobody is warned of what a new record lacks before they came by."""
        if self._left or not self._fresh or self.value:
            return self._problems
        return tuple(p for p in self._problems if p.severity is Severity.ERROR)

    @property
    def value(self) -> tuple[Any, ...]:
        """The list as it stands, without entries that are empty."""
        if not self._entered:
            return self._filled
        values = self._standing()
        return self._filled if values == self._filled else values

    @property
    def typed(self) -> dict[str, str]:
        """What is typed and cannot be read, by the place of its entry and its part: "3/value"."""
        return self._typed

    @property
    def drafted(self) -> tuple[Any, ...]:
        """The list as a draft keeps it: with the empty entries that ``typed`` speaks of."""
        return self.value

    @property
    def unreadable(self) -> str:
        """What is wrong with the first field that cannot be read, "" where all can."""
        return ""

    @property
    def faulty(self) -> bool:
        """Whether something in the list stops a save."""
        return bool(self.unreadable) or any(p.severity is Severity.ERROR for p in self._problems)

    @property
    def note(self) -> str:
        """What stands beneath the heading, "" where nothing does."""
        return self._note.text() if self._dressed else ""

    @property
    def is_open(self) -> bool:
        """Whether the entries are to be seen."""
        return self._first if self._chosen is None else self._chosen

    def fill(self, value: tuple[Any, ...], typed: Mapping[str, str] | None = None) -> None:
        """Show this list, closed unless the kind puts it first, as if nobody had touched it yet.

        ``typed`` is what cannot be read in it, as a draft kept it; it opens the section.
        """
        self._filled = value
        self._typed = dict(typed or {})
        self._chosen = True if typed else None
        self._called_for = False
        self._entered = False
        self._left = False
        self._problems = ()
        self._apply()

    def expect(self, first: bool, fresh: bool) -> None:
        """Take note, before it is filled, whether the record's kind puts it ``first``, and whether
        the record is a new one."""
        self._first = first
        self._fresh = fresh

    def put_first(self, first: bool) -> None:
        """Open it where the record's kind puts it ``first``, unless the user has decided."""
        if first != self._first:
            self._first = first
            self._apply()

    def open(self) -> None:
        """Show the entries."""
        self._called_for = True
        self._chosen = True
        self._apply()

    def ask(self) -> None:
        """Open it because the user wants to state something there, and begin where it is empty."""
        self.open()
        if self.value or not self._begin():
            self.toggle.setFocus()

    def arrange(self, wide: bool) -> None:
        """Lay the entries out for a wide or a narrow form."""
        if wide != self._wide:
            self._wide = wide
            self._rearrange()
        self._settle()

    def leave(self) -> None:
        """Take note that the user was here, or wants to save: all that is wrong is said."""
        if not self._left:
            self._left = True
            if self._dressed:
                self._say()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what the rules find in this list; an error opens it."""
        if tuple(problems) == self._problems:
            return
        self._problems = tuple(problems)
        if any(p.severity is Severity.ERROR for p in problems) and not self.is_open:
            self.open()
        else:
            self._apply()

    def target(self) -> QWidget:
        """Open it, and return what to go to where something stops a save."""
        self.open()
        return self.toggle

    def reach(self, _row: int, _part: str) -> QWidget:
        """Open it, and return what to go to for a part of entry ``_row`` (from 1)."""
        self.open()
        return self.toggle

    def controls(self) -> Iterator[QWidget]:
        """Yield what Tab stops at, in its order."""
        if self.wanted:
            yield self.toggle
            if self.is_open:
                yield from self._stops()

    def _furnish(self, inner: QVBoxLayout) -> None:
        """Make the body, once."""
        raise NotImplementedError

    def _enter(self) -> None:
        """Show the list that the section was filled with."""
        raise NotImplementedError

    def _standing(self) -> tuple[Any, ...]:
        """Return the list as it stands in the body."""
        raise NotImplementedError

    def _begin(self) -> bool:
        """Add a first entry and go there; tell whether that was possible."""
        return False

    def _stops(self) -> Iterator[QWidget]:
        """Yield what Tab stops at in the body."""
        raise NotImplementedError

    def _rearrange(self) -> None:
        """Take over another width."""

    def _tell(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Say problems beside what they are about; return those that had no place there."""
        return problems

    def _settle(self) -> None:
        if self._furnished:
            settle(self.body)
        settle(self)

    def _dress(self) -> None:
        if self._dressed:
            return
        self._dressed = True
        self._toggle = QPushButton()
        self._toggle.setProperty("role", "section")
        self._toggle.setCheckable(True)
        self._toggle.setIconSize(_ARROW)
        self._toggle.clicked.connect(self._toggled)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._toggle)
        self._column.addWidget(self._note)

    def _toggled(self) -> None:
        self._chosen = self._toggle.isChecked()
        self._called_for = True
        self._apply()
        self.rebuilt.emit()

    def _apply(self) -> None:
        """Have what there is to be seen, and show it."""
        if not self._dressed and not self.wanted:
            return
        self._dress()
        is_open = self.is_open
        if is_open and not self._entered:
            self._open_body()
        self._toggle.setChecked(is_open)
        self._toggle.setIcon(icon("arrow-down-s-line" if is_open else "arrow-right-s-line"))
        if self._furnished:
            self.body.setVisible(is_open)
        self._say()
        self._count()
        self._settle()

    def _open_body(self) -> None:
        if not self._furnished:
            self._furnished = True
            self.body = QWidget()
            inner = QVBoxLayout(self.body)
            inner.setContentsMargins(0, 4, 0, 8)
            inner.setSpacing(10)
            help_text = help_words(self.field)
            if help_text:
                helping = QLabel(help_text)
                helping.setProperty("role", "secondary")
                helping.setWordWrap(True)
                inner.addWidget(helping)
            self._column.addWidget(self.body)
            self._furnish(inner)
        self._entered = True
        self._enter()

    def _say(self) -> None:
        left = self._tell(self._told) if self._entered and self.is_open else self._told
        grave = any(problem.severity is Severity.ERROR for problem in left)
        role = "problem" if grave else "warning"
        if self._note.property("role") != role:
            self._note.setProperty("role", role)
            repolish(self._note)
        told = [problem.message for problem in left[:_TOLD_AT_MOST]]
        more = len(left) - len(told)
        if more:
            told.append(ngettext("… and {n} more.", "… and {n} more.", more).format(n=more))
        self._note.setText("\n".join(told))
        self._note.setVisible(bool(left))

    def _changed(self) -> None:
        """Take note that the list may have changed."""
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        number = len(self.value)
        words = self.field.words()
        self._toggle.setText(f"{words}   {number}" if number else words)
        self._toggle.setAccessibleName(
            ngettext("{field}, {n} entry", "{field}, {n} entries", number).format(
                field=words, n=number
            )
        )
