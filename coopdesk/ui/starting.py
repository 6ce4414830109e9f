"""From nothing to a painted window, and from one catalogue to the next.

What is slow is kept off the way to the first painting: a reader fetches the first rows while Qt
loads; the database layer, icons and the overview come after the window shows.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filters import SORTABLE, Sort
from coopdesk.operations.folders import default_catalogue_path
from coopdesk.settings import Settings

if TYPE_CHECKING:
    from coopdesk.storage.glance import Glance
    from coopdesk.ui.program import Program

FIRST_ROWS = 200
# What the first painting waits for the first rows: they are nearly always there before.
PATIENCE_SECONDS = 0.2


def start_window(
    path: Path | None,
    settings: Settings,
    who: str,
    on_start: "Callable[[Program], None] | None" = None,
) -> int:
    """Show the window on ``path`` (None: the last one, else the user's own) until it is closed.

    ``on_start`` is called with the program before its window shows. Returns the exit status.
    """
    chosen, may_create = _chosen_path(path, settings)
    glancing = _Glancing(chosen, settings)
    glancing.start()
    from PySide6.QtWidgets import QApplication

    from coopdesk.ui.program import Program

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    program = Program(app, settings, who, index=True)
    sys.excepthook = program.tell_bug
    if on_start is not None:
        on_start(program)
    started = program.start(chosen, glancing.sight(may_create), may_create=may_create)
    if not started and path is None and chosen != default_catalogue_path():
        # The catalogue of the last time is gone bad: that must not lock the program.
        started = program.start(default_catalogue_path(), None, may_create=True)
    if not started:
        return 1
    status = app.exec() or program.exit_status
    program.close()
    return status


def _chosen_path(path: Path | None, settings: Settings) -> tuple[Path, bool]:
    if path is not None:
        return path, False
    for entry in settings.get("recent")[:1]:
        if os.path.isfile(str(entry)):  # noqa: PTH113 (False, too, where nobody may look)
            return Path(str(entry)), False
    return default_catalogue_path(), True


class _Glancing(Thread):
    """Takes a first look at a catalogue while Qt loads."""

    def __init__(self, path: Path, settings: Settings) -> None:
        super().__init__(name="glance")
        self._path = path
        self._settings = settings
        self._seen: Glance | Exception | None = None

    def run(self) -> None:
        try:
            self._seen = _glance(self._path, self._settings)
        except Exception as error:  # noqa: BLE001 (raised in `sight`)
            self._seen = error

    def sight(self, may_create: bool) -> "Glance | CatalogueError | None":
        """Return what was seen, or why it cannot be; None while it is not there yet.

        A catalogue that ``may_create`` allows to be made need not be there.
        """
        self.join(PATIENCE_SECONDS)
        if isinstance(self._seen, CatalogueError):
            from coopdesk.storage.errors import Outdated

            # Opening it brings it up to date.
            may_pass = may_create or isinstance(self._seen, Outdated)
            return None if may_pass else self._seen
        if isinstance(self._seen, Exception):
            raise self._seen
        return self._seen


def _glance(path: Path, settings: Settings) -> "Glance | None":
    from coopdesk.storage.glance import glance

    # A saved filter's tab waits for the open catalogue: until then all records are shown.
    tab = settings.get("last_tab") if ":" not in settings.get("last_tab") else "all"
    kept = settings.get("sort").get(tab)
    known = isinstance(kept, list) and len(kept) > 1 and kept[0] in SORTABLE
    sort = Sort(kept[0], bool(kept[1])) if known else Sort()
    return glance(
        path, area=None if tab in ("all", "overview") else tab, sort=sort, limit=FIRST_ROWS
    )
