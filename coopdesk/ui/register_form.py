"""What the catalogue says of one organisation or contact, to be edited, and where it is used."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.fields import FieldType
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.register import NAMED_FIELDS, Named
from coopdesk.catalogue.summary import Summary
from coopdesk.i18n import _, ngettext
from coopdesk.ui.crosslinks import SHOW, CrossLink
from coopdesk.ui.editor_box import FieldBox, repolish
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.overview_rows import Row

SHOWN = 100


class RegisterForm(QWidget):
    """The fields of one of them. ``save_asked`` is sent when they are to be stored;
    ``record_asked`` carries the id of a record that was clicked, ``link_asked`` the way and the
    link (see `crosslinks`) to all records that name it."""

    save_asked = Signal()
    edited = Signal()
    record_asked = Signal(int)
    link_asked = Signal(str, object)

    def __init__(self, cls: type[Named], maker: BoxMaker, *, writable: bool) -> None:
        super().__init__()
        self._given: Named | None = None
        self._writable = writable
        self._uses: list[Row] = []
        self.boxes: dict[str, FieldBox] = {}
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(18, 16, 18, 18)
        self._column.setSpacing(10)
        for field in NAMED_FIELDS[cls]:
            box = maker.box(field)
            box.edited.connect(self._edited)
            box.setEnabled(writable)
            self.boxes[field.name] = box
            self._column.addWidget(box)
        self.used = QLabel()
        self.used.setProperty("role", "heading")
        self._column.addSpacing(8)
        self._column.addLayout(self._uses_head())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column.addLayout(self._rows)
        self._column.addStretch(1)
        inner.setMinimumWidth(1)
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setWidget(inner)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.save = QPushButton(_("&Save"))
        self.save.setProperty("role", "primary")
        self.save.setAutoDefault(False)
        self.save.setVisible(writable)
        self.save.clicked.connect(self._ask)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 18, 8)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroller, 1)
        whole.addLayout(foot)

    def _uses_head(self) -> QHBoxLayout:
        self.listed = QPushButton(_("Show in the &List"))
        self.listed.setProperty("role", "quiet")
        self.listed.setAutoDefault(False)
        self.listed.clicked.connect(self._ask_list)
        uses = QHBoxLayout()
        uses.addWidget(self.used, 1)
        uses.addWidget(self.listed)
        return uses

    @property
    def given(self) -> Named | None:
        """What is shown, as it came."""
        return self._given

    @property
    def value(self) -> Named:
        """What is shown, as it stands in the form."""
        assert self._given is not None
        values: dict[str, Any] = {name: box.value for name, box in self.boxes.items()}
        return replace(self._given, **values)

    @property
    def dirty(self) -> bool:
        """Whether something would be lost without a save."""
        unreadable = any(box.unreadable for box in self.boxes.values())
        return self._given is not None and (unreadable or self.value != self._given)

    def fill(self, thing: Named) -> None:
        """Show ``thing``."""
        self._given = thing
        for name, box in self.boxes.items():
            if box.field.type is FieldType.CODE:
                # Choices may be others since the form was made.
                box.setEnabled(self._writable)
            box.fill(getattr(thing, name))
        self.say("")
        self.show_uses(0, ())
        self._edited()
        self._scroller.verticalScrollBar().setValue(0)

    def show_uses(self, number: int, rows: tuple[Summary, ...]) -> None:
        """Tell in how many records it is named, and show the first of them."""
        for row in self._uses:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._uses = [Row(str(one.id), one.title, one.reference) for one in rows]
        for row, one in zip(self._uses, rows, strict=True):
            row.clicked.connect(lambda _on=False, key=one.id: self.record_asked.emit(key))
            self._rows.addWidget(row)
        # Of contacts the filters know nothing.
        self.listed.setVisible(bool(number) and isinstance(self._given, Organisation))
        if not number:
            self.used.setText(_("No record names it"))
            return
        told = ngettext("Named in {n} record", "Named in {n} records", number).format(n=number)
        more = number - len(rows)
        also = ngettext("{n} more is not shown", "{n} more are not shown", more).format(n=more)
        self.used.setText(f"{told} · {also}" if more > 0 else told)

    def say(self, text: str, *, problem: bool = False) -> None:
        """Tell what was done, or what stops it."""
        self.message.setProperty("role", "problem" if problem else "secondary")
        repolish(self.message)
        self.message.setText(text)

    def _ask_list(self) -> None:
        if self._given is not None:
            self.link_asked.emit(SHOW, CrossLink("organisations", self._given.name))

    def _edited(self) -> None:
        self.save.setEnabled(self.dirty)
        self.edited.emit()

    def _ask(self) -> None:
        for box in self.boxes.values():
            box.leave()
        wrong = next((box for box in self.boxes.values() if box.faulty), None)
        if wrong is not None:
            self.say(wrong.unreadable, problem=True)
            wrong.control.setFocus()
        else:
            self.save_asked.emit()
