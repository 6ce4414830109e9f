"""Reads documents and judges records while the user does nothing, on a thread of its own."""

import time
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from coopdesk.storage.errors import Interrupted, StorageError
from coopdesk.ui.desk import Desk

if TYPE_CHECKING:
    from coopdesk.operations.document_words import DocumentReader
    from coopdesk.storage.store import Store

# Nothing before so long after the window opened, and after the last key or click.
FIRST_SECONDS, QUIET_SECONDS = 3.0, 1.0
# Between two pieces others have their turn; after the last, edits may bring more.
_BREATH, _LOOK, _LOOK_AGAIN, _AFTER_TROUBLE = 0.02, 0.1, 300.0, 60.0
# How often what was found is shown while there is more to do.
_SHOW_AFTER = 30.0
_AT_ONCE = 50  # documents that are looked for at once
_INPUT = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,
)


class Indexing(QObject):
    """Keeps the index of the open catalogue in step; `stop` returns when it is at rest.

    ``told`` carries a word on how far it came, "" where nothing is left; ``found`` comes when
    something can be found now that could not before. A catalogue for reading only is left as it is.
    """

    told = Signal(str)
    found = Signal()

    def __init__(self, desk: Desk, store: "Store", window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._store = store
        self._last_input = time.monotonic() + FIRST_SECONDS - QUIET_SECONDS
        self._news, self._shown = False, time.monotonic()
        self._stopped = Event()
        self._woken = Event()
        self._reader: DocumentReader | None = None
        self._thread: Thread | None = None
        if store.read_only:
            return
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        # Each window of the program, as the user comes to it.
        app.focusWindowChanged.connect(self._watch)
        self._watch(window.windowHandle())
        desk.changed.connect(self._changed)
        desk.closing.connect(self.stop)
        self._thread = Thread(target=self._run, name="indexing", daemon=True)
        self._thread.start()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note when the user does something."""
        if event.type() in _INPUT:
            self._last_input = time.monotonic()
        return False

    def _changed(self, *_what: object) -> None:
        self._woken.set()

    @property
    def running(self) -> bool:
        """Whether there is a thread that reads and judges, or waits for the user to rest."""
        return self._thread is not None and self._thread.is_alive()

    def stop(self) -> None:
        """End what is under way, after the piece that is being written."""
        self._stopped.set()
        self._woken.set()
        if self._reader is not None:
            self._reader.stop()
        if self._thread is not None:
            if self._thread.ident is not None:
                self._store.interrupt(self._thread.ident)
            self._thread.join()

    def _run(self) -> None:
        if not self._rested():
            return
        from coopdesk.operations.document_words import DocumentReader, Ended

        self._reader = DocumentReader()
        try:
            while self._rested():
                try:
                    self._do_all(self._reader)
                    self._wait(_LOOK_AGAIN)
                except Interrupted:
                    continue
                except StorageError:
                    # The user meets the same trouble, and is told then; here is time.
                    self._tell("")
                    self._wait(_AFTER_TROUBLE)
        except Ended:
            pass
        except Exception as error:  # noqa: BLE001 (a bug is told where all of them are)
            self._tell("")
            self._desk.failed.emit(error)
        finally:
            self._reader.close()

    def _do_all(self, reader: "DocumentReader") -> None:
        # What the window counts from, before the rules change some of it.
        self._store.keep_snapshot()
        self._read_documents(reader)
        self._judge()
        if not self._stopped.is_set():
            self._tell("")
            self._show(0.0)

    def _read_documents(self, reader: "DocumentReader") -> None:
        from coopdesk.exchange.document_words.reading import VERSION
        from coopdesk.operations.indexing import read_document, reading_words

        texts = self._store.document_texts
        while self._rested() and (waiting := texts.unread(VERSION, _AT_ONCE)):
            left = texts.unread_number(VERSION)
            for done, unread in enumerate(waiting):
                if not self._rested():
                    return
                self._tell(reading_words(max(left - done, 1)))
                self._news |= bool(read_document(self._store, reader, unread, self._rested).words)
                self._show(_SHOW_AFTER)
        reader.rest()

    def _judge(self) -> None:
        from coopdesk.operations.indexing import judging_words

        judging = self._store.judging
        left = judging.left() if self._rested() else 0
        judged, before = 0, judging.written
        while self._rested() and (piece := judging.step()):
            judged += piece
            self._news |= judging.written > before
            if judged % 1_000 < piece and left > 1_000:
                self._tell(judging_words(max(left - judged, 0)))
            self._show(_SHOW_AFTER)

    def _show(self, after: float) -> None:
        """Tell what is new, where nothing new was told for so many seconds."""
        now = time.monotonic()
        if self._news and now >= self._shown + after:
            self._news, self._shown = False, now
            with suppress(RuntimeError):
                self.found.emit()

    def _tell(self, words: str) -> None:
        # The window may be going, and with it what carries the word.
        with suppress(RuntimeError):
            self.told.emit(words)

    def _wait(self, seconds: float) -> None:
        self._woken.wait(seconds)
        self._woken.clear()

    def _rested(self) -> bool:
        """Wait until the user does nothing; False where the end comes first."""
        if self._stopped.wait(_BREATH):
            return False
        while self._desk.busy or time.monotonic() < self._last_input + QUIET_SECONDS:
            if self._stopped.wait(_LOOK):
                return False
        return True
