"""The box of one field: its label, its control, and a line beneath that says what is wrong."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLabel,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.rules import Problem, Severity
from coopdesk.i18n import _


class Unreadable(CatalogueError):
    """What is typed in a field is no value of its kind; says how to write one."""


class Caption(QLabel):
    """The label of a field; where there is no room for all of it, it ends in an ellipsis."""

    def __init__(self, text: str, control: QWidget) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "label")
        self.setToolTip(text)
        self.setBuddy(control)

    def minimumSizeHint(self) -> QSize:
        """Ask for little room, so that a long word widens no form."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        inside = self.contentsRect()
        fitting = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.setPen(self.palette().windowText().color())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.end()


class FieldBox(QWidget):
    """One field to edit; ``edited`` is sent when its value may have become another.

    What is shown unchanged is given back exactly as it came in, also where the control could not
    hold it. Where what is typed cannot be read, the value is the last one that could.

    A kind of field shows a value (`_show`), tells what its control holds (`_held`) and reads that
    back (`_read`, which raises CatalogueError for what it cannot read).
    """

    edited = Signal()
    speaks_while_typing = False

    def __init__(self, field: Field, control: QWidget, *, labelled: bool = True) -> None:
        super().__init__()
        self.field = field
        self.control = control
        self.unreadable = ""
        self._filled: Any = None
        self._shown: Any = None
        self._value: Any = None
        self._left = False
        self._problems: tuple[Problem, ...] = ()
        self._note: QLabel | None = None
        self._remark = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if labelled:
            self._label = Caption(field.words(), control)
            self._column.addWidget(self._label)
        self._column.addWidget(control)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        control.setAccessibleName(field.words())
        control.setAccessibleDescription(help_words(field))

    @property
    def value(self) -> Any:
        """The field's value as it stands."""
        return self._value

    @property
    def note(self) -> str:
        """What stands beneath the control, "" where nothing does."""
        return self._note.text() if self._note is not None else ""

    @property
    def faulty(self) -> bool:
        """Whether what is typed, or what the rules say of it, stops a save."""
        return bool(self.unreadable) or any(p.severity is Severity.ERROR for p in self._problems)

    @property
    def warned(self) -> bool:
        """Whether the rules find something in it that stops no save."""
        return bool(self._problems) and not self.faulty

    @property
    def typed(self) -> str:
        """What stands in the control where it cannot be read, "" where it can."""
        return str(self._held()) if self.unreadable else ""

    def retype(self, text: str) -> None:
        """Put ``text`` into the control, as if somebody had typed it."""
        raise NotImplementedError

    @property
    def above(self) -> int:
        """How much stands above the control, in pixels."""
        return self._label.sizeHint().height() + self._column.spacing()

    def relabel(self, words: str) -> None:
        """Have the label say ``words``."""
        self._label.setText(words)
        self._label.setToolTip(words)

    def reserve_label(self, height: int) -> None:
        """Make the line of the label at least so high, for what stands beside it."""
        spare = max(height - self._label.fontMetrics().height(), 0)
        self._label.setContentsMargins(0, spare // 2, 0, spare - spare // 2)

    def fill(self, value: Any) -> None:
        """Show ``value``, as if nobody had touched the field yet."""
        self._filled = self._value = value
        self.unreadable = ""
        self._left = False
        self._problems = ()
        self._remark = ""
        with QSignalBlocker(self.control):
            self._show(value)
        self._shown = self._held()
        self._say()

    def leave(self) -> None:
        """Take note that the field was left: from now on what is missing in it is said."""
        self._left = True
        self._say()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what the rules find in this field."""
        if tuple(problems) != self._problems:
            self._problems = tuple(problems)
            self._say()

    def remark(self, text: str) -> None:
        """Say ``text`` beneath where nothing is wrong, until the field changes."""
        self._remark = text
        self._say()

    def _changed(self) -> None:
        held = self._held()
        self.unreadable = ""
        self._remark = ""
        if held == self._shown:
            self._value = self._filled
        else:
            try:
                self._value = self._read(held)
            except CatalogueError as refused:
                self.unreadable = str(refused)
        self._say()
        self.edited.emit()

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _held(self) -> Any:
        raise NotImplementedError

    def _read(self, held: Any) -> Any:
        return held

    def _hint(self) -> str:
        """Return what is worth saying beneath where nothing is wrong."""
        return ""

    def _saying(self) -> tuple[str, str]:
        if self.unreadable and self._left:
            return self.unreadable, "problem"
        if self.unreadable:
            return (self.unreadable if self.speaks_while_typing else self._hint()), "secondary"
        missing = self.field.required and not str(self._value).strip()
        if self._problems and (self._left or not missing):
            text = "\n".join(problem.message for problem in self._problems)
            return text, "problem" if self.faulty else "warning"
        return self._remark or self._hint(), "secondary"

    def _say(self) -> None:
        text, role = self._saying()
        invalid = role == "problem"
        if bool(self.control.property("invalid")) != invalid:
            self.control.setProperty("invalid", invalid)
            repolish(self.control)
        if text == self.note and (self._note is None or self._note.property("role") == role):
            return
        if self._note is None:
            self._note = QLabel(self)
            self._note.setTextFormat(Qt.TextFormat.PlainText)
            self._note.setWordWrap(True)
            self._column.insertWidget(self._column.count() - 1, self._note)
        self._note.setProperty("role", role)
        repolish(self._note)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self.control.setAccessibleDescription(text or help_words(self.field))


def help_words(field: Field) -> str:
    """Return the field's help in the interface's language, "" where it has none."""
    return _(field.help) if field.help else ""


def give_popup(completer: QCompleter, width: int) -> QListView:
    """Return the list in which ``completer`` is to offer what it finds, drawn by the stylesheet."""
    popup = QListView()
    popup.setProperty("role", "choices")
    popup.setMinimumWidth(width)
    completer.setPopup(popup)
    popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # The completer has given it a delegate that the stylesheet does not reach.
    popup.setItemDelegate(_Choice(popup))
    return popup


class _Choice(QStyledItemDelegate):
    """Draws one line of such a list, shortened where the list is narrower."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())


def settle(widget: QWidget) -> None:
    """Have the widget's layout, and those around it, take note of what is in it now.

    Layouts that are told while the form around them is being resized would go on with old sizes.
    """
    layout = widget.layout()
    if layout is not None:
        layout.invalidate()
        layout.activate()


def repolish(widget: QWidget) -> None:
    """Have the stylesheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
