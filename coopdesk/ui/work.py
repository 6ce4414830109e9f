"""Work off the GUI thread: one writer, two readers, answers delivered to the GUI thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")


class Work(QObject):
    """Runs jobs on its threads and calls back on the GUI thread.

    A job is asked for by an ``owner``: where that widget is gone when the answer comes, nobody is
    called. With a ``key``, only the newest job of that owner and key is answered.
    """

    failed = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._newest: dict[tuple[int, str], int] = {}
        self._serial = 0
        self._waiting = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

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
    ) -> None:
        """Run ``job`` on a reader, then ``done`` (or ``failed``) with its answer."""
        self._start(self._readers, owner, job, done, key, failed)

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
        self._serial += 1
        self._newest[(id(owner), key)] = self._serial

    def _start(
        self,
        pool: ThreadPoolExecutor,
        owner: QObject,
        job: Callable[[], T],
        done: Callable[[T], None],
        key: str,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        if self._closed:
            return
        self._serial += 1
        serial = self._serial
        if key:
            self._newest[(id(owner), key)] = serial
        self._waiting += 1

        def answer(future: Future[T]) -> None:
            def deliver() -> None:
                if not isValid(owner):
                    return
                if key and self._newest.get((id(owner), key)) != serial:
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

        pool.submit(job).add_done_callback(answer)

    @Slot(object)
    def _deliver(self, deliver: Callable[[], None]) -> None:
        self._waiting -= 1
        if not self._closed:
            deliver()

    def close(self) -> None:
        """Let what runs come to its end and drop the rest; nothing is answered any more."""
        self._closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
