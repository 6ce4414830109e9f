"""A list of parts of a record, such as its items: opened by a click, one entry below another."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.rules import Problem, Severity
from coopdesk.i18n import _, ngettext
from coopdesk.ui.editor_box import FieldBox, help_words, repolish, settle
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.editor_row import FacetRow
from coopdesk.ui.icons import icon


class FacetSection(QWidget):
    """Edits one list field; its rows are made when it is opened, and kept for the next record.

    ``edited`` is sent when the list may have changed, ``rebuilt`` when there are other widgets in
    it than before, so that the order of Tab must be renewed.
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
        self._rows: list[FacetRow] = []
        self._built = False
        self._wide = False
        self._chosen: bool | None = None
        self._first = False
        self._removed: tuple[int, Any] | None = None
        self._problems: tuple[Problem, ...] = ()
        self.toggle = QPushButton()
        self.toggle.setProperty("role", "section")
        self.toggle.setCheckable(True)
        self.toggle.setIconSize(QSize(18, 18))
        self.toggle.clicked.connect(self._toggled)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.hide()
        self._entries = QVBoxLayout()
        self._entries.setSpacing(12)
        self.add = QPushButton(_("Add"))
        self.add.setProperty("role", "quiet")
        self.add.setIcon(icon("add-line", "accent"))
        self.add.setAccessibleName(_("Add to “{field}”").format(field=field.words()))
        self.add.clicked.connect(self._add)
        self.put_back = QPushButton(_("Put back"))
        self.put_back.setProperty("role", "quiet")
        self.put_back.setAccessibleName(_("Put back into “{field}”").format(field=field.words()))
        self.put_back.clicked.connect(self._put_back)
        self._build_layout()

    def _build_layout(self) -> None:
        under = QHBoxLayout()
        under.setSpacing(4)
        under.addWidget(self.add)
        under.addWidget(self.put_back)
        under.addStretch(1)
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
        inner.addLayout(self._entries)
        inner.addLayout(under)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.toggle)
        column.addWidget(self._note)
        column.addWidget(self.body)

    @property
    def rows(self) -> tuple[FacetRow, ...]:
        """The entries that are shown, none before the section was opened."""
        return tuple(self._rows) if self._built else ()

    @property
    def value(self) -> tuple[Any, ...]:
        """The list as it stands, without entries that are empty."""
        if not self._built:
            return self._filled
        values = tuple(value for row in self.rows if (value := row.value) is not None)
        return self._filled if values == self._filled else values

    @property
    def unreadable(self) -> str:
        """What is wrong with the first field that cannot be read, "" where all can."""
        box = self.faulty_box
        return box.unreadable if box else ""

    @property
    def faulty(self) -> bool:
        """Whether something in the list stops a save."""
        return bool(self.unreadable) or any(p.severity is Severity.ERROR for p in self._problems)

    @property
    def faulty_box(self) -> FieldBox | None:
        """The first box that holds what cannot be read."""
        return next((box for row in self.rows if (box := row.faulty_box)), None)

    @property
    def note(self) -> str:
        """What stands beneath the heading, "" where nothing does."""
        return self._note.text()

    @property
    def is_open(self) -> bool:
        """Whether the entries are to be seen."""
        return self.toggle.isChecked()

    def fill(self, value: tuple[Any, ...]) -> None:
        """Show this list, closed unless the kind puts it first, as if nobody had touched it yet."""
        self._filled = value
        self._chosen = None
        self._removed = None
        self._built = False
        self.show_problems(())
        self._apply()

    def put_first(self, first: bool) -> None:
        """Open it where the record's kind puts it ``first``, unless the user has decided."""
        self._first = first
        self._apply()

    def open(self) -> None:
        """Show the entries."""
        self._chosen = True
        self._apply()

    def arrange(self, wide: bool) -> None:
        """Lay the entries out for a wide or a narrow form."""
        self._wide = wide
        for row in self._rows:
            row.arrange(wide)
        self._settle()

    def _settle(self) -> None:
        for widget in (*self._rows, self.body, self):
            settle(widget)

    def leave(self) -> None:
        """Take note that the user wants to save: what cannot be read is said."""
        for row in self.rows:
            for box in row.boxes.values():
                box.leave()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what the rules find in this list; an error opens it."""
        if tuple(problems) == self._problems:
            return
        self._problems = tuple(problems)
        grave = any(problem.severity is Severity.ERROR for problem in problems)
        self._note.setProperty("role", "problem" if grave else "warning")
        repolish(self._note)
        self._note.setText("\n".join(problem.message for problem in problems))
        self._note.setVisible(bool(problems))
        if grave and not self.is_open:
            self.open()

    def _toggled(self) -> None:
        self._chosen = self.toggle.isChecked()
        self._apply()

    def _apply(self) -> None:
        is_open = self._first if self._chosen is None else self._chosen
        if is_open and not self._built:
            self._build()
        self.toggle.setChecked(is_open)
        self.toggle.setIcon(icon("arrow-down-s-line" if is_open else "arrow-right-s-line"))
        self.body.setVisible(is_open)
        self._count()
        self._settle()

    def _build(self) -> None:
        """Have one row for each entry, those of the record before included."""
        for row in self._rows[len(self._filled) :]:
            self._drop(row)
        del self._rows[len(self._filled) :]
        while len(self._rows) < len(self._filled):
            self._insert(len(self._rows))
        for row, entry in zip(self._rows, self._filled, strict=True):
            row.fill(entry)
        self._built = True
        self._renumber()

    def _insert(self, place: int) -> FacetRow:
        row = FacetRow(self._facet, self._maker)
        row.setProperty("role", "card")
        row.arrange(self._wide)
        row.edited.connect(self._changed)
        row.asked.connect(lambda act: self._asked(row, act))
        self._rows.insert(place, row)
        self._entries.insertWidget(place, row)
        # At once, for it may be about to take the focus.
        row.show()
        return row

    def _drop(self, row: FacetRow) -> None:
        self._entries.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _add(self) -> None:
        row = self._insert(len(self._rows))
        row.fill(None)
        self._changed_rows()
        next(iter(row.boxes.values())).control.setFocus()

    def _put_back(self) -> None:
        if self._removed is None:
            return
        place, entry = self._removed
        self._removed = None
        row = self._insert(min(place, len(self._rows)))
        row.fill(entry)
        self._changed_rows()
        next(iter(row.boxes.values())).control.setFocus()

    def _asked(self, row: FacetRow, act: str) -> None:
        place = self._rows.index(row)
        if act == "remove":
            self._remove(row, place)
            return
        step = -1 if act == "up" else 1
        self._rows.insert(place + step, self._rows.pop(place))
        self._entries.removeWidget(row)
        self._entries.insertWidget(place + step, row)
        self._changed_rows()
        kept = row.up if act == "up" else row.down
        (kept if kept.isEnabled() else row.down if act == "up" else row.up).setFocus()

    def _remove(self, row: FacetRow, place: int) -> None:
        self._removed = None if row.blank else (place, row.value)
        self._rows.remove(row)
        near: QWidget = (
            self._rows[min(place, len(self._rows) - 1)].remove if self._rows else self.add
        )
        near.setFocus()
        self._drop(row)
        self._changed_rows()

    def _changed_rows(self) -> None:
        self._renumber()
        self._settle()
        self.rebuilt.emit()
        self._changed()

    def _changed(self) -> None:
        self._count()
        self.edited.emit()

    def _renumber(self) -> None:
        for place, row in enumerate(self._rows, 1):
            row.number(place, len(self._rows), self.field.words())
        self.put_back.setVisible(self._removed is not None)

    def _count(self) -> None:
        number = len(self.value)
        words = self.field.words()
        self.toggle.setText(f"{words}   {number}" if number else words)
        self.toggle.setAccessibleName(
            ngettext("{field}, {n} entry", "{field}, {n} entries", number).format(
                field=words, n=number
            )
        )
