"""Work off the GUI thread: one writer, some readers, answers delivered to the GUI thread."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from coopdesk.ui.collecting import Collecting

T = TypeVar("T")
# A question of each kind that the window asks at once: ids, counts, facets, totals, a search.
_READERS = 5
# Kept free for what somebody waits to see: a first page, and the next.
_URGENT_READERS = 3
# Questions that follow one another sooner (seconds) are those of a key held or a quick hand, and
# what may wait for it waits so long (milliseconds) for the next.
_HASTE, _PATIENCE_MS = 0.12, 120


class Overtaken(Exception):
    """A job did not begin, as a newer one of its owner and key was asked for before."""


class _Question:
    """A job of an owner and key: the thread on which it runs now, and whether it still counts."""

    def __init__(self) -> None:
        self.thread: int | None = None
        self.overtaken = False


class Work(QObject):
    """Runs jobs on its threads and calls back on the GUI thread.

    A job is asked for by an ``owner``: where that widget is gone when the answer comes, nobody is
    called. With a ``key``, only the newest job of that owner and key is answered: the one before
    is left out where it has not begun, else ``interrupt`` is called with the thread it runs on,
    and whatever it raises or returns is dropped.
    """

    failed = Signal(object)
    _finished = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        interrupt: Callable[[int], None] = lambda _thread_id: None,
    ) -> None:
        super().__init__(parent)
        self._interrupt = interrupt
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._urgent = ThreadPoolExecutor(_URGENT_READERS, thread_name_prefix="urgent reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._newest: dict[tuple[int, str], _Question] = {}
        self._asked: dict[tuple[int, str], float] = {}
        # Held where a job begins and ends, so that none is interrupted in the place of another.
        self._turns = threading.Lock()
        self._waiting = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._collecting = Collecting(self)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to be delivered."""
        return self._waiting > 0

    def read(
        self,
        owner: QObject,
        job: Callable[[], T],
        done: Callable[[T], None],
        *,
        key: str = "",
        failed: Callable[[Exception], None] | None = None,
        urgent: bool = False,
        patient: bool = False,
    ) -> None:
        """Run ``job`` on a reader, then ``done`` (or ``failed``) with its answer.

        An ``urgent`` one waits for no count and no list of ids. A ``patient`` one with a key waits
        for the last of questions that follow one another quickly, so that those in between cost
        nothing.
        """
        pool = self._urgent if urgent else self._readers
        waits = patient and self._hastens((id(owner), key))
        self._start(pool, owner, job, done, key, failed, wait_ms=_PATIENCE_MS if waits else 0)

    def _hastens(self, kind: tuple[int, str]) -> bool:
        before, now = self._asked.get(kind), time.monotonic()
        self._asked[kind] = now
        return before is not None and now - before < _HASTE

    def write(
        self,
        owner: QObject,
        job: Callable[[], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``job`` on the writer, after those asked for before."""
        self._start(self._writer, owner, job, done, "", failed)

    def forget(self, owner: QObject, key: str) -> None:
        """Let no job of ``owner`` and ``key`` that is still under way be answered."""
        self._overtake(self._newest.pop((id(owner), key), None))

    def _overtake(self, question: _Question | None) -> None:
        if question is None:
            return
        with self._turns:
            question.overtaken = True
            if question.thread is not None:
                self._interrupt(question.thread)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        owner: QObject,
        job: Callable[[], T],
        done: Callable[[T], None],
        key: str,
        failed: Callable[[Exception], None] | None,
        *,
        wait_ms: int = 0,
    ) -> None:
        if self._closed:
            return
        question = _Question()
        if key:
            self.forget(owner, key)
            self._newest[(id(owner), key)] = question
        self._waiting += 1

        def turn() -> T:
            with self._turns:
                if question.overtaken:
                    raise Overtaken
                question.thread = threading.get_ident()
            try:
                return job()
            finally:
                with self._turns:
                    question.thread = None

        def answer(future: Future[T]) -> None:
            def deliver() -> None:
                if key and self._newest.get((id(owner), key)) is question:
                    del self._newest[(id(owner), key)]
                if question.overtaken or not isValid(owner):
                    return
                error = future.exception()
                if error is None:
                    done(future.result())
                elif isinstance(error, Exception) and failed is not None:
                    failed(error)
                else:
                    self.failed.emit(error)

            if not self._closed:
                self._finished.emit(deliver)

        def begin() -> None:
            if not self._closed:
                pool.submit(turn).add_done_callback(answer)

        if wait_ms:
            QTimer.singleShot(wait_ms, self, begin)
        else:
            begin()

    @Slot(object)
    def _deliver(self, deliver: Callable[[], None]) -> None:
        self._waiting -= 1
        if not self._closed:
            deliver()
        if not self._waiting:
            self._collecting.worked()

    def close(self) -> None:
        """Let what runs come to its end and drop the rest; nothing is answered any more."""
        self._closed = True
        self._collecting.stop()
        for pool in (self._urgent, self._readers):
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in (self._urgent, self._readers, self._writer):
            pool.shutdown(wait=True)
