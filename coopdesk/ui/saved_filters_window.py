"""All saved filters: renamed, put in order, made tabs, taken out."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.saved_filter import SavedFilter
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.failures import failure_words
from coopdesk.ui.icons import icon
from coopdesk.ui.saved_filter_form import SavedFilterForm

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.storage.store import Store


class SavedFiltersWindow(QDialog):
    """The list at the left, the one that is chosen at the right; each change is saved at once.

    ``told`` returns what a saved filter asks for, and what is wrong with it, in words.
    """

    def __init__(
        self,
        desk: Desk,
        told: Callable[[SavedFilter], tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told = told
        self._known: tuple[SavedFilter, ...] = ()
        self._wanted = ""
        self._naming = False
        self.setWindowTitle(_("Saved Filters"))
        self.resize(640, 440)
        self.list = _List(self._move, self.take_out)
        self.form = SavedFilterForm()
        self.words, self.wrong, self.message = QLabel(), QLabel(), QLabel()
        self.up = _tool("arrow-up-line", _("Move up"), "Alt+↑")
        self.down = _tool("arrow-down-line", _("Move down"), "Alt+↓")
        self.remove = _tool("delete-bin-line", _("Delete"), _("Del"))
        self.undo = QPushButton(_("Undo"))
        self._side = QWidget()
        self._empty = QLabel(
            _("No filter is saved yet: filter the list, then choose “Save filter…” over it.")
        )
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.form.given.connect(self._change)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self.take_out)
        self.undo.clicked.connect(self._undo)
        desk.changed.connect(self._changed)
        self.read_again()

    def _lay_out(self) -> None:
        for label, role in ((self.words, "secondary"), (self.wrong, "warning")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", role)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self._empty.setProperty("role", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addStretch(1)
        for button in (self.up, self.down, self.remove):
            tools.addWidget(button)
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.list)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(frame, 1)
        left.addLayout(tools)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(16, 0, 0, 0)
        right.setSpacing(10)
        for widget in (self.form, self.words, self.wrong):
            right.addWidget(widget)
        right.addStretch(1)
        row = QHBoxLayout()
        row.addLayout(left, 5)
        row.addWidget(self._side, 6)
        close = QPushButton(_("Close"))
        close.clicked.connect(self.reject)
        self.undo.hide()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.message, 1)
        for end in (self.undo, close):
            end.setAutoDefault(False)
            foot.addWidget(end)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(foot)

    @property
    def current(self) -> SavedFilter | None:
        """The saved filter that is chosen."""
        row = self.list.currentRow()
        return self._known[row] if 0 <= row < len(self._known) else None

    def choose(self, name: str) -> None:
        """Show the saved filter of that name, ready to be given another."""
        self._wanted, self._naming = name, True
        self.read_again()

    def read_again(self) -> None:
        """Read the saved filters anew."""
        self._desk.read(self, lambda store: store.saved_filters.known(), self._arrived, key="saved")

    def _changed(self, _changed: object, _origin: object) -> None:
        self.read_again()

    def _arrived(self, known: tuple[SavedFilter, ...]) -> None:
        row = self.list.currentRow()
        self._known = known
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for one in known:
            item = QListWidgetItem(icon(one.icon, "text"), one.name, self.list)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
        names = [one.name for one in known]
        if self._wanted in names:
            row = names.index(self._wanted)
        self._wanted = ""
        self.list.setCurrentRow(min(max(row, 0), len(known) - 1))
        self.list.blockSignals(blocked)
        self._show_current()
        if self._naming:
            self._naming = False
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.name.selectAll()

    def _show_current(self) -> None:
        saved, row = self.current, self.list.currentRow()
        writable = not self._desk.read_only
        for widget in (self.list, self._side, self.up, self.down, self.remove):
            widget.setVisible(saved is not None)
        self._empty.setVisible(saved is None)
        self.form.setEnabled(writable)
        self.remove.setEnabled(writable)
        self.up.setEnabled(writable and row > 0)
        self.down.setEnabled(writable and row < len(self._known) - 1)
        if saved is not None:
            words, wrong = self._told(saved)
            self.form.show_saved(saved)
            self.words.setText(words)
            self.wrong.setText(wrong)
            self.wrong.setVisible(bool(wrong))

    def _change(self) -> None:
        saved, form = self.current, self.form
        if saved is None:
            return
        name = form.given_name or saved.name
        after = replace(saved, name=name, icon=form.given_icon, tab=form.tab.isChecked())
        if after == saved:
            self.form.show_saved(saved)
            return
        who = self._desk.who
        self._wanted = after.name
        self._write(lambda store: store.saved_filters.change(saved.name, after, who=who))

    def _move(self, step: int) -> None:
        row, names = self.list.currentRow(), [one.name for one in self._known]
        if self._desk.read_only or not 0 <= row + step < len(names) or row < 0:
            return
        name = names.pop(row)
        names.insert(row + step, name)
        who = self._desk.who
        self._wanted = name
        self._write(lambda store: store.saved_filters.reorder(names, who=who))

    def take_out(self) -> None:
        """Take out the one that is chosen; Undo brings it back."""
        saved, who = self.current, self._desk.who
        if saved is None or self._desk.read_only:
            return
        told = _("“{name}” was deleted.").format(name=saved.name)
        self._write(
            lambda store: store.saved_filters.remove(saved.name, who=who),
            lambda _changed: self._say(told, undo=True),
        )

    def _undo(self) -> None:
        who = self._desk.who
        self._write(lambda store: store.undo(who=who))

    def _write(
        self,
        job: "Callable[[Store], Changed | None]",
        done: "Callable[[Changed | None], None] | None" = None,
    ) -> None:
        self._say("")
        self._desk.write(self, job, done, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._wanted = ""
        self._say(failure_words(error), problem=True)
        self.read_again()

    def _say(self, text: str, *, problem: bool = False, undo: bool = False) -> None:
        from coopdesk.ui.editor_box import repolish

        self.message.setProperty("role", "problem" if problem else "secondary")
        repolish(self.message)
        self.message.setText(text)
        self.undo.setVisible(undo)


class _List(QListWidget):
    """Alt and an arrow key move the one that is chosen, Delete takes it out."""

    def __init__(self, move: Callable[[int], None], take_out: Callable[[], None]) -> None:
        super().__init__()
        self._move = move
        self._take_out = take_out
        self.setAccessibleName(_("Saved Filters"))
        self.setIconSize(QSize(18, 18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self._take_out()
        else:
            super().keyPressEvent(event)


def _tool(icon_name: str, words: str, keys: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(icon_name))
    made.setToolTip(f"{words} ({keys})")
    made.setAccessibleName(words)
    made.setProperty("role", "row")
    made.setIconSize(QSize(18, 18))
    return made
