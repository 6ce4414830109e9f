"""Keeps what is in the editor while it is not saved, so that it survives the program's end."""

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from coopdesk.catalogue.draft import Draft
from coopdesk.ui.desk import Desk

PAUSE_MS = 1_500


class DraftKeeper(QObject):
    """Writes the draft of one editor a moment after the last key, off the GUI thread.

    ``drafted`` returns what there is to keep, None where nothing would be lost.
    """

    def __init__(self, desk: Desk, drafted: Callable[[], Draft | None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafted = drafted
        self._key = ""
        self._kept: Draft | None = None
        self._stored = False
        self._refused = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def key(self) -> str:
        """The key of the draft."""
        return self._key

    def begin(self, uid: str, key: str = "", kept: Draft | None = None) -> None:
        """Go over to the record with that ``uid`` ("" for a new one), or to what was ``kept``."""
        self._timer.stop()
        self._key = key or uid or f"new:{os.urandom(8).hex()}"
        self._kept = kept
        self._stored = kept is not None

    def touched(self) -> None:
        """Take note that something changed: it is kept after a pause in the typing."""
        if not self._desk.read_only:
            self._timer.start()

    def hurry(self) -> None:
        """Keep now what changed since the last time."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep what there is; what would no longer be lost is kept no longer."""
        self._timer.stop()
        draft = self._drafted()
        if draft is None:
            self.drop()
        elif draft != self._kept:
            self._kept = draft
            self._stored = True
            who, key = self._desk.who, self._key
            self._desk.write(
                self, lambda store: store.drafts.put(who, key, draft), failed=self._not_kept
            )

    def drop(self) -> None:
        """Keep nothing any more: it is saved, or its user does not want it."""
        self._timer.stop()
        if not self._stored:
            return
        self._kept, self._stored = None, False
        who, key = self._desk.who, self._key
        self._desk.write(self, lambda store: store.drafts.drop(who, key), failed=self._not_kept)

    def _not_kept(self, error: Exception) -> None:
        # Once: whoever writes on need not be told with every pause.
        self._kept = None
        if not self._refused:
            self._refused = True
            self._desk.failed.emit(error)
