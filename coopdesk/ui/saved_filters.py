"""The catalogue's saved filters in the window: their tabs, their menu, and saving what is shown."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from coopdesk.catalogue.filter_words import filter_words
from coopdesk.catalogue.filters import Sort
from coopdesk.catalogue.saved_filter import SavedFilter, codes_gone, search_problem
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import _
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk
from coopdesk.ui.filter_choices import label_words
from coopdesk.ui.icons import icon
from coopdesk.ui.tab_counts import TabCounts
from coopdesk.ui.tab_state import SAVED
from coopdesk.ui.tab_strip import ALL, Tab, TabStrip

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.storage.store import Store
    from coopdesk.ui.saved_filter_dialog import SavedFilterDialog
    from coopdesk.ui.saved_filters_window import SavedFiltersWindow

_LONGEST = 300


class SavedFilters(QObject):
    """Keeps tabs and menu in step with the catalogue.

    ``gone`` says that the tab shown is none any more; ``told`` carries a sentence on what was done,
    and the words of a button with what it does.
    """

    gone = Signal()
    told = Signal(str, str, object)

    def __init__(
        self, desk: Desk, browse: BrowseView, tabs: TabStrip, counts: TabCounts, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._browse = browse
        self._tabs = tabs
        self._tab_counts = counts
        self._window = window
        self._counts: dict[str, int] = {}
        # One that is no tab has one while it is looked at.
        self._opened = ""
        self._looked_at = ""
        self.known: tuple[SavedFilter, ...] = ()
        self._dialog: SavedFilterDialog | None = None
        self._all: SavedFiltersWindow | None = None
        self.button = QToolButton()
        self.button.clicked.connect(self._act)
        self.more = QToolButton()
        self.more.setIcon(icon("arrow-down-s-line", "accent"))
        self.more.setAccessibleName(_("More to do with the filter"))
        self.more.setToolTip(_("More to do with the filter"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.addAction(_("Save &as…"), self.save_as)
        menu.addAction(_("&Discard Changes"), self.discard)
        self.more.setMenu(menu)
        for button in (self.button, self.more):
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.hide()
        browse.chips.offer(self.button, self.more)
        browse.filter_side.menu.aboutToShow.connect(self._fill_menu)
        tabs.menu_asked.connect(self._show_menu)
        browse.filter_shown.connect(self._filter_shown)
        browse.columns.changed.connect(self._offer)
        browse.table.horizontalHeader().sectionMoved.connect(lambda *_moved: self._offer())
        desk.changed.connect(lambda _changed, _origin: self.read_again())

    def _filter_shown(self, _wanted: object) -> None:
        self._offer()
        saved, before = self._browse.saved, self._looked_at
        self._looked_at = self._browse.key
        if saved is not None and before != self._looked_at and (wrong := self.problem(saved)):
            self._tell(wrong)

    def _tell(self, words: str, act: str = "", on_act: Callable[[], None] | None = None) -> None:
        self.told.emit(words, act, on_act)

    def read_again(self) -> None:
        """Read the saved filters anew."""
        self._desk.read(self, lambda store: store.saved_filters.known(), self.take, key="saved")

    def take(self, known: tuple[SavedFilter, ...]) -> None:
        """Show ``known`` in tabs and menu, and count what each tab has."""
        before, self.known = self.known, known
        self._browse.set_saved(known)
        self._show_tabs()
        key = self._browse.key
        now, then = self._one(key), next((s for s in before if SAVED + s.name == key), None)
        if key.startswith(SAVED) and now is None:
            self._tabs.show_key(ALL, told=False)
            self.gone.emit()
        elif now is not None and now != then and self._tabs.key() == key:
            self._browse.show_anew()
        self._offer()
        self._count()

    def _one(self, key: str) -> SavedFilter | None:
        return next((one for one in self.known if SAVED + one.name == key), None)

    def _shown(self) -> list[SavedFilter]:
        return [one for one in self.known if one.tab or one.name == self._opened]

    def _show_tabs(self) -> None:
        self._tab_counts.show_saved(
            tuple(
                Tab(
                    SAVED + one.name,
                    one.name,
                    count=self._counts.get(one.name),
                    icon=one.icon,
                    wrong=self.problem(one),
                )
                for one in self._shown()
            )
        )

    def _count(self) -> None:
        shown = self._shown()
        if not shown:
            return

        def job(store: "Store") -> dict[str, int]:
            return {one.name: store.count(one.filter) for one in shown}

        def done(counts: dict[str, int]) -> None:
            self._counts = counts
            self._show_tabs()

        self._desk.read(self, job, done, key="saved counts")

    def problem(self, saved: SavedFilter) -> str:
        """Return what is wrong with a saved filter, "" for nothing."""
        areas = self._desk.areas
        gone = codes_gone(saved.filter, areas, in_force())
        if gone:
            return _(
                "No longer in the catalogue: {what}. Filter anew, then choose “Update filter”."
            ).format(what=", ".join(f"{label_words(name)} “{value}”" for name, value in gone))
        return search_problem(saved.filter, areas, in_force())

    def words(self, saved: SavedFilter) -> str:
        """Return what a saved filter asks for, in words."""
        sort = saved.sort if saved.sort != Sort() else None
        words = filter_words(saved.filter, self._desk.areas, sort=sort)
        line = " ".join(words.split()) or _("All records")
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

    # What the user does.

    def open(self, name: str) -> None:
        """Show the list under a saved filter, in its tab."""
        key = SAVED + name
        if key not in self._tabs.keys:
            self._opened = name
            self._show_tabs()
            self._count()
        self._tabs.show_key(key)

    def _fill_menu(self) -> None:
        menu = self._browse.filter_side.menu
        menu.clear()
        for one in self.known:
            wrong = self.problem(one)
            action = menu.addAction(
                icon(one.icon, "warning" if wrong else "secondary"), one.name.replace("&", "&&")
            )
            from coopdesk.ui.plain_tip import plain_tip

            action.setToolTip(plain_tip(wrong or self.words(one)))
            action.triggered.connect(lambda _on=False, name=one.name: self.open(name))
        if not self.known:
            menu.addAction(_("No filters saved yet")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(_("&Save Filter…"), self.save_as)
        save.setEnabled(not self._desk.read_only)
        menu.addAction(_("&Manage Saved Filters"), self.manage)

    def current(self) -> SavedFilter:
        """Return what the list shows, and how, as it would be saved, without a name."""
        browse = self._browse
        names = browse.columns.names
        usual = names == browse.columns.usual(browse.key)
        state = browse.state
        return SavedFilter(
            "",
            filter=browse.wanted(),
            sort=state.sort,
            columns=() if usual else names,
            grouped=state.grouped,
        )

    @property
    def changed(self) -> bool:
        """Whether the tab of a saved filter shows something else than was saved."""
        saved = self._browse.saved
        if saved is None:
            return False
        now, columns = self.current(), saved.columns or self._browse.columns.usual(ALL)
        return (now.filter, now.sort, now.columns or self._browse.columns.usual(ALL)) != (
            saved.filter,
            saved.sort,
            columns,
        ) or now.grouped != saved.grouped

    def _offer(self) -> None:
        """Offer over the table what can be done with the filter shown."""
        writable, saved = not self._desk.read_only, self._browse.saved
        changed = self.changed
        if saved is None:
            words, shown = _("Save filter…"), writable and not self._browse.own_filter().empty
        else:
            words, shown = _("Update filter") if writable else _("Discard changes"), changed
        self.button.setText(words)
        self.button.setVisible(shown)
        self.more.setVisible(writable and changed)
        self._browse.chips.arrange()

    def _act(self) -> None:
        if self._browse.saved is None:
            self.save_as()
        elif self._desk.read_only:
            self.discard()
        else:
            self.update()

    def save_as(self) -> None:
        """Ask for a name for what is shown."""
        from coopdesk.ui.saved_filter_dialog import SavedFilterDialog

        if self._desk.read_only or self._dialog is not None:
            return
        now = self.current()
        like = self._browse.saved
        if like is not None:
            now = replace(now, icon=like.icon, tab=like.tab)
        self._dialog = dialog = SavedFilterDialog(now, self.words(now), self._window)
        dialog.save_asked.connect(self._add)
        dialog.destroyed.connect(self._dialog_gone)
        dialog.open()

    def _dialog_gone(self) -> None:
        self._dialog = None

    def _add(self, saved: SavedFilter) -> None:
        who = self._desk.who

        def done(_changed: "Changed | None") -> None:
            if self._dialog is not None:
                self._dialog.accept()
            self._desk.read(self, lambda store: store.saved_filters.known(), added, key="saved")

        def added(known: tuple[SavedFilter, ...]) -> None:
            if self._browse.saved is not None:
                self._browse.states.forget(self._browse.key)
            self.take(known)
            if saved.tab:
                self.open(saved.name)
            else:
                self._tell(_("The filter was saved as “{name}”.").format(name=saved.name))

        self._desk.write(
            self,
            lambda store: store.saved_filters.add(saved, who=who),
            done,
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.refuse(error)

    def update(self) -> None:
        """Save what is shown over the saved filter whose tab this is."""
        saved, who = self._browse.saved, self._desk.who
        if saved is None or self._desk.read_only:
            return
        now = replace(self.current(), name=saved.name, icon=saved.icon, tab=saved.tab)
        told = _("“{name}” was updated.").format(name=saved.name)
        self._desk.write(
            self,
            lambda store: store.saved_filters.change(saved.name, now, who=who),
            lambda _changed: self._tell(told),
        )

    def discard(self) -> None:
        """Show the tab as it was saved."""
        self._browse.states.forget(self._browse.key)
        self._browse.show_anew()

    # What the menu of a tab offers.

    def _show_menu(self, key: str, where: QPoint) -> None:
        saved = self._one(key)
        if saved is not None:
            self.menu_of(saved).popup(where)

    def menu_of(self, saved: SavedFilter) -> QMenu:
        """Return what can be done with a saved filter whose tab is there, as a menu."""
        from coopdesk.ui.saved_filter_menu import TabActs, tab_menu

        name = saved.name
        writable = not self._desk.read_only
        changed = self._browse.key == SAVED + name and self.changed
        acts = TabActs(
            update=self.update if writable and changed else None,
            save_as=self.save_as if writable and changed else None,
            discard=self.discard if changed else None,
            edit=(lambda: self.edit(name)) if writable else None,
            show_tab=(lambda on: self._show_as_tab(name, on)) if writable else None,
            close=None if saved.tab else self.close_tab,
            delete=(lambda: self.delete(name)) if writable else None,
        )
        return tab_menu(saved, acts, self._window)

    def close_tab(self) -> None:
        """Let the saved filter that is only looked at have no tab any more."""
        key, self._opened = SAVED + self._opened, ""
        if self._browse.key == key:
            self._tabs.show_key(ALL)
        self._show_tabs()

    def _show_as_tab(self, name: str, shown: bool) -> None:
        saved, who = self._one(SAVED + name), self._desk.who
        if saved is None or saved.tab == shown:
            return
        if not shown and self._tabs.key() == SAVED + name:
            # It was asked to have none: it is not even looked at any more.
            self._tabs.show_key(ALL)
        if self._opened == name:
            self._opened = ""
        after = replace(saved, tab=shown)
        self._desk.write(self, lambda store: store.saved_filters.change(name, after, who=who))

    def delete(self, name: str) -> None:
        """Take out the saved filter of that name, with a way back."""
        who = self._desk.who
        told = _("“{name}” was deleted.").format(name=name)

        def undo() -> None:
            self._desk.write(self, lambda store: store.undo(who=who))

        self._desk.write(
            self,
            lambda store: store.saved_filters.remove(name, who=who),
            lambda _changed: self._tell(told, _("Undo"), undo),
        )

    def edit(self, name: str) -> None:
        """Show the saved filter of that name among all, to be given another name or icon."""
        self.manage()
        assert self._all is not None
        self._all.choose(name)

    def manage(self) -> None:
        """Show all saved filters, to change them."""
        from coopdesk.ui.saved_filters_window import SavedFiltersWindow

        if self._all is not None:
            self._all.raise_()
            self._all.activateWindow()
            return
        told: Callable[[SavedFilter], tuple[str, str]] = lambda one: (  # noqa: E731
            self.words(one),
            self.problem(one),
        )
        self._all = SavedFiltersWindow(self._desk, told, self._window)
        self._all.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._all.destroyed.connect(self._all_gone)
        self._all.show()

    def _all_gone(self) -> None:
        self._all = None
