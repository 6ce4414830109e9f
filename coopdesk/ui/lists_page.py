"""One page of the lists' window: the entries of a list, and the current one beside them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.code_use import CodeUse
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import N_, _
from coopdesk.ui.icons import icon
from coopdesk.ui.lists_entries import EntryList
from coopdesk.ui.lists_names import TEXT
from coopdesk.ui.lists_new import NewEntry
from coopdesk.ui.lists_panel import EntryPanel

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.storage.code_lists import CodeLists

Edit = Callable[["CodeLists", str], "Changed"]
"""An edit of the lists in the name of a user."""

_ABOUT = {
    "kind": N_("What a record can be. A kind says which parts of the form come first."),
    "area": N_("The tabs of the window: each record stands in one area."),
    "status": N_("How far the work has come. Agreements have statuses of their own."),
    "tag": N_("Words on records. Renaming or merging a tag changes all records that have it."),
    "organisation_type": N_("What an organisation can be."),
}


class ListPage(QWidget):
    """``asked`` carries an `Edit`, what is to be told the CatalogueError that refuses it, and what
    is to be called when it is done, or None."""

    asked = Signal(object, object, object)

    def __init__(self, list_name: str, heading: str, *, writable: bool) -> None:
        super().__init__()
        self.list_name = list_name
        self._writable = writable
        self._before: set[str] | None = None
        self.entries = EntryList(heading)
        self.panel = EntryPanel(list_name)
        self.new = NewEntry(list_name)
        self.add = QPushButton(_("Add"))
        self.add.setIcon(icon("add-line"))
        self.add.setAutoDefault(False)
        self.up = _tool("arrow-up-line", _("Move up"), "Alt+↑")
        self.down = _tool("arrow-down-line", _("Move down"), "Alt+↓")
        self.remove = _tool("delete-bin-line", _("Remove"))
        self._side = QStackedWidget()
        self._side.addWidget(self.panel)
        self._side.addWidget(self.new)
        self._lay_out(heading)
        self._connect()
        self._enable()

    def _lay_out(self, heading: str) -> None:
        title = QLabel(heading)
        title.setProperty("role", "heading")
        about = QLabel(_(_ABOUT[self.list_name]))
        about.setWordWrap(True)
        about.setProperty("role", "secondary")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.setSpacing(4)
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        for button in (self.up, self.down, self.remove):
            buttons.addWidget(button)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.entries)
        left.addWidget(frame, 1)
        left.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 10)
        row.addWidget(self._side, 13)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 0, 12)
        column.setSpacing(4)
        column.addWidget(title)
        column.addWidget(about)
        column.addSpacing(8)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.entries.chosen.connect(lambda _code: self._show_current())
        self.entries.move_asked.connect(self.move_entry)
        self.entries.remove_asked.connect(self.remove_current)
        self.entries.edit_asked.connect(self._go_to_names)
        self.add.clicked.connect(self.begin_new)
        self.up.clicked.connect(lambda: self.move_entry(-1))
        self.down.clicked.connect(lambda: self.move_entry(1))
        self.remove.clicked.connect(self.remove_current)
        self.panel.renamed.connect(self._rename)
        self.panel.text_changed.connect(self._rewrite)
        self.panel.merged.connect(self._merge)
        self.panel.coloured.connect(
            lambda code, colour: self._ask(
                lambda lists, who: lists.set_colour(self.list_name, code, colour, who=who)
            )
        )
        self.panel.retired.connect(
            lambda code, retired: self._ask(
                lambda lists, who: lists.retire(self.list_name, code, who=who, retired=retired)
            )
        )
        self.panel.traits_changed.connect(
            lambda code, traits: self._ask(
                lambda lists, who: lists.set_traits(self.list_name, code, traits, who=who)
            )
        )
        self.new.added.connect(self._add)
        self.new.cancelled.connect(self._end_new)

    @property
    def is_adding(self) -> bool:
        """Whether a new entry is being written."""
        return self._side.currentWidget() is self.new

    def show_uses(self, uses: tuple[CodeUse, ...]) -> None:
        """Show the list as it is now; what was added a moment ago becomes the current entry."""
        self.entries.show_uses(uses)
        if self._before is not None:
            fresh = [use.entry.code for use in uses if use.entry.code not in self._before]
            self._before = None
            if fresh:
                self.entries.choose(fresh[-1])
        self._enable()

    def leave(self) -> None:
        """Take note that the user goes elsewhere: names that were typed are to be stored."""
        self.panel.leave()

    def begin_new(self) -> None:
        """Let the user write a new entry."""
        if self._writable:
            self.leave()
            self._side.setCurrentWidget(self.new)
            self.new.names.go_to()

    def move_entry(self, by: int) -> None:
        """Move the current entry so many places down, or up."""
        uses, row = self.entries.uses, self.entries.currentRow()
        if not self._writable or row < 0 or not 0 <= row + by < len(uses):
            return
        moved = list(uses)
        moved.insert(row + by, moved.pop(row))
        # What stands behind both places keeps its order without being named.
        first = [use.entry.code for use in moved[: max(row, row + by) + 1]]
        self.entries.show_uses(tuple(moved))
        self._ask(lambda lists, who: lists.reorder(self.list_name, first, who=who))

    def remove_current(self) -> None:
        """Take the current entry out of the list."""
        code = self.entries.code
        if self._writable and code:
            self._ask(lambda lists, who: lists.remove(self.list_name, code, who=who))

    def _rename(self, code: str, names: dict[str, str]) -> None:
        def refused(why: CatalogueError) -> None:
            self.entries.choose(code)
            self.panel.names.refuse(names, why)

        self.asked.emit(
            lambda lists, who: lists.rename(self.list_name, code, names, who=who), refused, None
        )

    def _rewrite(self, tag: str, text: str) -> None:
        def refused(why: CatalogueError) -> None:
            self.entries.choose(tag)
            if self.panel.text is not None:
                self.panel.text.refuse({TEXT: text}, why)

        def done() -> None:
            self._before = {use.entry.code for use in self.entries.uses}

        self.asked.emit(lambda lists, who: lists.rename_tag(tag, text, who=who), refused, done)

    def _merge(self, tag: str, into: str) -> None:
        self.asked.emit(
            lambda lists, who: lists.merge_tags([tag], into, who=who),
            self._say,
            lambda: self.entries.choose(into),
        )

    def _add(self, names: dict[str, str]) -> None:
        before = {use.entry.code for use in self.entries.uses}

        def edit(lists: "CodeLists", who: str) -> "Changed":
            if self.list_name == "tag":
                return lists.add("tag", {}, who=who, code=names.get(TEXT, ""))
            return lists.add(self.list_name, names, who=who)

        def done() -> None:
            self._before = before
            self._end_new()
            self.new.clear()

        self.asked.emit(edit, lambda why: self.new.names.refuse(names, why), done)

    def _ask(self, edit: Edit) -> None:
        self.asked.emit(edit, self._say, None)

    def _say(self, why: CatalogueError) -> None:
        self.panel.say(str(why))

    def _end_new(self) -> None:
        self._side.setCurrentWidget(self.panel)
        self.entries.setFocus()

    def _show_current(self) -> None:
        use = self.entries.current
        if self.entries.code != self.panel.code:
            self.leave()
            self._side.setCurrentWidget(self.panel)
        self.panel.show_use(use)
        if self.panel.merging is not None and use is not None:
            self.panel.merging.offer([other for other in self.entries.uses if other != use])
        self._enable()

    def _go_to_names(self) -> None:
        if self._writable and self.entries.code:
            self._side.setCurrentWidget(self.panel)
            self.panel.forms[0].go_to()

    def _enable(self) -> None:
        row, count = self.entries.currentRow(), len(self.entries.uses)
        self.add.setEnabled(self._writable)
        self.up.setEnabled(self._writable and row > 0)
        self.down.setEnabled(self._writable and 0 <= row < count - 1)
        self.remove.setEnabled(self._writable and row >= 0)
        self.panel.enable(self._writable and row >= 0)


def _tool(name: str, words: str, keys: str = "") -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "row")
    button.setIcon(icon(name))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(f"{words} ({keys})" if keys else words)
    button.setAccessibleName(words)
    return button
