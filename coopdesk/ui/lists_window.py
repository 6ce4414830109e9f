"""Tools > Lists: kinds, areas, statuses, tags and types of organisations, a page for each.

Every change is stored at once, as one step that Undo takes back.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from coopdesk.catalogue.code_use import LISTS, CodeUse
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.history_words import operation_words
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.lists_page import Edit, ListPage

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.storage.store import Store

Uses = dict[str, tuple[CodeUse, ...]]


class ListsWindow(QDialog):
    """The lists of one catalogue."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._writing = 0
        self.setWindowTitle(_("Lists"))
        self.setSizeGripEnabled(True)
        self.setMinimumSize(760, 480)
        self.resize(980, 720)
        self.headings = QListWidget()
        self.headings.setObjectName("pages")
        self.headings.setAccessibleName(_("Lists"))
        self.headings.setFixedWidth(190)
        self._stack = QStackedWidget()
        self.pages: dict[str, ListPage] = {}
        for name, heading in LISTS:
            page = ListPage(name, _(heading), writable=not desk.read_only)
            page.asked.connect(self._edit)
            self._stack.addWidget(page)
            self.pages[name] = page
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.setProperty("role", "secondary")
        self.undo_button = _button(_("Undo"))
        self.redo_button = _button(_("Redo"))
        self.close_button = _button(_("Close"))
        self._lay_out()
        # Their height is the stylesheet's to say, so it must be known first.
        self.headings.ensurePolished()
        self.headings.addItems([_(heading) for _name, heading in LISTS])
        self.headings.currentRowChanged.connect(self._turn_to)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.close_button.clicked.connect(self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self, self.redo)
        desk.changed.connect(self._changed)
        self.headings.setCurrentRow(0)
        if desk.read_only:
            self._message.setText(_("This catalogue is open for reading only."))
        for button in (self.undo_button, self.redo_button):
            button.setEnabled(not desk.read_only)
        self._read()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.headings)
        middle.addWidget(_line("edge"))
        middle.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._message, 1)
        for button in (self.undo_button, self.redo_button, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(_line("line"))
        column.addLayout(foot)

    @property
    def page(self) -> ListPage:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, ListPage)
        return shown

    @property
    def message(self) -> str:
        """What is said at the bottom."""
        return self._message.text()

    def turn_to(self, list_name: str) -> None:
        """Show the page of that list."""
        self.headings.setCurrentRow(list(self.pages).index(list_name))

    def undo(self) -> None:
        """Take back the last edit of the catalogue."""
        who = self._desk.who
        self._write(lambda store: store.undo(who=who), _("There is nothing to undo."))

    def redo(self) -> None:
        """Do again what was undone last."""
        who = self._desk.who
        self._write(lambda store: store.redo(who=who), _("There is nothing to redo."))

    def done(self, result: int) -> None:
        """Close, after what is typed was sent to be stored."""
        self.page.leave()
        super().done(result)

    def _turn_to(self, row: int) -> None:
        self.page.leave()
        self._stack.setCurrentIndex(row)

    def _edit(
        self,
        edit: Edit,
        refused: Callable[[CatalogueError], None],
        done: Callable[[], None] | None,
    ) -> None:
        who = self._desk.who
        self._write(lambda store: edit(store.lists, who), "", refused, done)

    def _write(
        self,
        job: "Callable[[Store], Changed | None]",
        nothing: str,
        refused: Callable[[CatalogueError], None] | None = None,
        done: Callable[[], None] | None = None,
    ) -> None:
        """Run an edit; it is stored also where the window is closed meanwhile."""
        self._writing += 1

        def written(changed: "Changed | None") -> None:
            if not isValid(self):
                return
            self._writing -= 1
            self._message.setText(nothing if changed is None else done_words(changed))
            if done is not None:
                done()
            self._read()

        def failed(error: Exception) -> None:
            if not isValid(self) or not self.isVisible():
                self._desk.failed.emit(error)
                return
            self._writing -= 1
            self._message.setText("")
            if isinstance(error, CatalogueError) and refused is not None:
                refused(error)
            elif isinstance(error, CatalogueError):
                self._message.setText(str(error))
            else:
                self._desk.failed.emit(error)
            self._read()

        self._desk.write(self._desk, job, written, failed=failed)

    def _changed(self, _changed: object, origin: object) -> None:
        self._read()

    def _read(self) -> None:
        if self._writing:
            return
        names = tuple(self.pages)
        self._desk.read(
            self,
            lambda store: {name: store.lists.entries(name) for name in names},
            self._arrived,
            key="lists",
        )

    def _arrived(self, uses: Uses) -> None:
        # While an edit is under way the page shows more than was read.
        if not self._writing:
            for name, page in self.pages.items():
                if page.entries.uses != uses[name]:
                    page.show_uses(uses[name])


def done_words(changed: "Changed") -> str:
    """Return what an edit did to what, "" where it changed nothing."""
    if not changed.entry:
        return ""
    words = operation_words(changed.operation)
    return _("{what}: “{name}”").format(what=words, name=changed.title) if changed.title else words


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button


def _line(role: str) -> QFrame:
    line = QFrame()
    line.setProperty("role", role)
    return line
