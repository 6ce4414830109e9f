"""The running program: one application, one catalogue at a time, its window."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from coopdesk import __version__
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _, activate, system_language
from coopdesk.settings import Settings
from coopdesk.ui.desk import Desk
from coopdesk.ui.first_sight import FirstSight
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.memory import share_arenas
from coopdesk.ui.tab_strip import ALL, OVERVIEW
from coopdesk.ui.theme import apply_theme

if TYPE_CHECKING:
    from coopdesk.catalogue.updating import Told, Updating
    from coopdesk.storage.glance import Glance
    from coopdesk.storage.store import Store
    from coopdesk.ui.indexing import Indexing
    from coopdesk.ui.update_watch import UpdateWatch

Opener = Callable[[], "Store"]


def _opener(path: Path, may_create: bool, told: "Told", who: str = "") -> Opener:
    def open_() -> "Store":
        from coopdesk.operations import opening

        return (
            opening.open_or_create_default(who=who, told=told)
            if may_create
            else opening.open_catalogue(path, told=told)
        )

    return open_


# The ways on that a refusal at the start offers.
OPEN_ANOTHER, MAKE_NEW = "open", "new"


class Program(QObject):
    """Owns the desk and the window, and replaces both where the user opens another catalogue.

    With ``index``, what stands inside documents is read in the background, and records are judged.
    """

    def __init__(
        self, app: QApplication, settings: Settings, who: str, *, index: bool = False
    ) -> None:
        super().__init__()
        self._index = index
        self._indexing: Indexing | None = None
        self._store: Store | None = None
        self._app = app
        self._settings = settings
        self._who = who
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self.exit_status = 0
        self._replacing = False
        self._step: Updating | None = None
        self._backup = ""
        self._watch: UpdateWatch | None = None
        app.setApplicationName("CoopDesk")
        app.setApplicationVersion(__version__)
        app.setDesktopFileName("coopdesk")
        app.setQuitOnLastWindowClosed(False)
        apply_theme(app, settings.get("appearance"))
        app.styleHints().colorSchemeChanged.connect(self._recolour)

    def _recolour(self, _scheme: object) -> None:
        if self._settings.get("appearance") == "system":
            apply_theme(self._app, "system")

    def start(
        self, path: Path, sight: "Glance | CatalogueError | None", *, may_create: bool
    ) -> bool:
        """Show the window on the catalogue at ``path``; False where it cannot be opened."""
        if isinstance(sight, CatalogueError):
            self.refuse(sight)
            return False
        self._show(Desk(path, self._opener(path, may_create), self._settings, self._who), sight)
        return True

    def _opener(self, path: Path, may_create: bool = False) -> Opener:
        def told(step: "Updating") -> None:
            # On the thread that opens: the window looks at it when it has time.
            self._step = step

        return _opener(path, may_create, told, self._who)

    def _watch_update(self) -> None:
        """Have the window say so, where what is opened is brought up to date first."""
        from coopdesk.ui.update_watch import UpdateWatch

        self._end_watch()
        self._watch = UpdateWatch(
            lambda: self._step, lambda: self.window.notice if self.window else None, self
        )

    def _end_watch(self) -> None:
        watch, self._watch, step, self._step = self._watch, None, self._step, None
        if watch is not None:
            watch.stop()
        if step is not None:
            self._backup = step.backup

    def _make_window(self, desk: Desk) -> MainWindow:
        window = MainWindow(desk)
        self.desk, self.window = desk, window
        window.open_asked.connect(self.open)
        window.create_asked.connect(self.create)
        window.rebuild_asked.connect(self._rebuild)
        window.closed.connect(self._app.quit)
        return window

    def _show(self, desk: Desk, sight: "Glance | None") -> None:
        window = self._make_window(desk)
        if sight is not None:
            window.fill(self._first_sight(sight))
        window.painted.connect(self._after_painting)
        window.show()

    def _first_sight(self, sight: "Glance") -> FirstSight:
        tab = self._settings.get("last_tab")
        known = {ALL, OVERVIEW, *(area.code for area in sight.areas)}
        return FirstSight(
            sight.name, sight.areas, sight.counts, tab if tab in known else ALL, sight.rows
        )

    def _after_painting(self) -> None:
        if self.window is None or self.desk is None:
            return
        self.window.dress()
        share_arenas()
        self._watch_update()
        self.desk.start(self._opened, self._not_opened)

    def _opened(self, store: "Store") -> None:
        self._end_watch()
        if self.window is None or self.desk is None:
            return
        self.desk.read_only = store.read_only
        self._settings.remember_catalogue(store.path)
        self._keep_settings()
        self._store = store
        self.window.store_ready(self._settings.get("last_tab"))
        self._begin_indexing()
        self._tell_backup()

    def _tell_backup(self) -> None:
        """Say where what was there before is, once a catalogue was brought up to date."""
        backup, self._backup = self._backup, ""
        if backup and self.window is not None:
            self.window.notice.tell(
                _("The catalogue was brought up to date. A backup was made: “{backup}”.").format(
                    backup=backup
                ),
                stay=True,
            )

    def _begin_indexing(self) -> None:
        if not self._index or self.window is None or self.desk is None or self._store is None:
            return
        # What there is by now stays: a full look for garbage need not go through it again.
        gc.freeze()
        from coopdesk.ui.found_later import FoundLater
        from coopdesk.ui.indexing import Indexing

        self._indexing = Indexing(self.desk, self._store, self.window)
        self._indexing.told.connect(self.window.browse.frame.tell_indexing)
        self._indexing.found.connect(FoundLater(self.desk, self.window).look)

    def _end_indexing(self) -> None:
        indexing, self._indexing = self._indexing, None
        if indexing is not None:
            indexing.stop()

    def _not_opened(self, error: Exception) -> None:
        """Say why, and offer a way on: a catalogue gone bad must not lock its owner out."""
        self._end_watch()
        self._backup = ""
        self._replacing = False
        bad = str(self.desk.path.absolute()) if self.desk is not None else ""
        kept = [entry for entry in self._settings.get("recent") if entry != bad]
        self._settings.set("recent", kept)
        choice = self.refuse(error, ways_on=True)
        from coopdesk.ui.file_questions import ask_catalogue, ask_new_catalogue

        path = None
        if choice == OPEN_ANOTHER:
            path = ask_catalogue(self.window, Path.home())
        elif choice == MAKE_NEW:
            path = ask_new_catalogue(self.window, Path.home())
        if path is not None and choice == OPEN_ANOTHER:
            self._replace(path, self._opener(path), self._not_opened)
        elif path is not None:
            self._replace(path, self._maker(path), self._not_opened)
        else:
            self.exit_status = 1
            if self.window is not None:
                self.window.close()

    def refuse(self, error: Exception, *, ways_on: bool = False) -> str:
        """Say in a dialog why something cannot be.

        With ``ways_on`` it offers to open or make another catalogue; returns OPEN_ANOTHER,
        MAKE_NEW, or "" for neither.
        """
        from coopdesk.ui.failures import failure_details, failure_words

        said = QMessageBox(self.window)
        said.setIcon(QMessageBox.Icon.Warning)
        said.setWindowTitle("CoopDesk")
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setText(failure_words(error))
        said.setDetailedText(failure_details(error))
        choices = {}
        if ways_on:
            role = QMessageBox.ButtonRole.ActionRole
            choices[said.addButton(_("Open Another…"), role)] = OPEN_ANOTHER
            choices[said.addButton(_("New Catalogue…"), role)] = MAKE_NEW
            said.setEscapeButton(said.addButton(_("Quit"), QMessageBox.ButtonRole.RejectRole))
        said.exec()
        clicked = said.clickedButton()
        chosen = next((what for button, what in choices.items() if button is clicked), "")
        said.deleteLater()
        return chosen

    def tell_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log what nobody caught and show it, with a way to copy it; the program goes on."""
        sys.__excepthook__(kind, error, trace)
        if self.window is not None and isinstance(error, Exception):
            self.window.notice.tell_failure(error)

    def open(self, path: Path) -> None:
        """Open another catalogue in place of this one, which stays where that cannot be."""
        self._replace(path, self._opener(path), self._not_replaced)

    def create(self, path: Path) -> None:
        """Make an empty catalogue at ``path`` and open it."""
        self._replace(path, self._maker(path), self._not_replaced)

    def _maker(self, path: Path) -> "Opener":
        who = self._who

        def make() -> "Store":
            from coopdesk.operations.opening import create_catalogue

            return create_catalogue(path, name=path.stem, who=who)

        return make

    def _replace(
        self, path: Path, opener: "Opener", refused: "Callable[[Exception], None]"
    ) -> None:
        if self._replacing or self.desk is None or self.window is None:
            return
        if not self.window.editing.leave() or not self.window.tools.leave():
            return
        self._replacing = True
        self.window.notice.tell(_("Opening “{name}”…").format(name=path.name))
        self._watch_update()
        self.desk.run(self.window, opener, lambda store: self._swap(path, store), refused)

    def _not_replaced(self, error: Exception) -> None:
        self._end_watch()
        self._backup = ""
        self._replacing = False
        self.refuse(error)

    def _swap(self, path: Path, store: "Store") -> None:
        self._end_watch()
        self._replacing = False
        old_window, old_desk = self.window, self.desk
        if old_window is None or old_desk is None:
            store.close()
            return
        if not old_window.editing.leave():
            # Opening took its time, and something was begun meanwhile that is to be kept.
            store.close()
            return
        old_window.keep()
        self._retire(old_window)
        self._store = None
        self._show(Desk(path, lambda: store, self._settings, self._who), None)
        old_desk.close()

    def _rebuild(self) -> None:
        old = self.window
        if old is None or self.desk is None:
            return
        old.keep()
        activate(self._settings.get("language") or system_language())
        self._retire(old)
        window = self._make_window(self.desk)
        window.dress()
        window.store_ready(self._settings.get("last_tab"))
        window.show()
        self._begin_indexing()

    def _retire(self, window: MainWindow) -> None:
        self._end_indexing()
        window.closed.disconnect(self._app.quit)
        window.hide()
        window.deleteLater()
        self.window = None

    def close(self) -> None:
        """Close window and catalogue, and keep the settings."""
        self._end_watch()
        self._end_indexing()
        self._store = None
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
        if self.desk is not None:
            self.desk.close()
            self.desk.deleteLater()
            self.desk = None
        self._keep_settings()

    def _keep_settings(self) -> None:
        try:
            self._settings.save()
        except OSError as error:
            # No reason to keep anybody from work: the log has it.
            from coopdesk.ui.failures import failure_words

            failure_words(error)
