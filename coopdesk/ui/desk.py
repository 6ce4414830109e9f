"""The open catalogue as the window sees it: reads and edits off the GUI thread, one signal."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.vocabulary import use
from coopdesk.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Future

    from coopdesk.catalogue.history import Changed
    from coopdesk.catalogue.partnership import Partnership
    from coopdesk.catalogue.record import Record
    from coopdesk.storage.store import Store
    from coopdesk.ui.work import Work

T = TypeVar("T")


class Desk(QObject):
    """One open catalogue. ``changed`` carries what an edit changed and the widget that asked;
    ``closing`` comes when nothing runs any more.

    The store may still be opening when the window shows: whoever asks for something waits for it
    on a worker thread, never on the GUI's. ``areas`` and ``partnerships`` are what was last read.
    """

    changed = Signal(object, object)
    failed = Signal(object)
    closing = Signal()

    def __init__(
        self, path: Path, open_store: Callable[[], "Store"], settings: Settings, who: str
    ) -> None:
        super().__init__()
        self.path = path
        self.settings = settings
        self.who = who
        self.areas: tuple[Area, ...] = ()
        self.partnerships: tuple[Partnership, ...] = ()
        self.read_only = False
        self._open_store = open_store
        self._opening = False

    # Threads are for after the first painting, and their modules cost it.
    @cached_property
    def _work(self) -> "Work":
        from coopdesk.ui.work import Work

        work = Work(self, self._interrupt)
        work.failed.connect(self.failed)
        return work

    @cached_property
    def _store(self) -> "Future[Store]":
        from concurrent.futures import Future

        return Future()

    def _interrupt(self, thread_id: int) -> None:
        store = self._store
        if store.done() and not store.cancelled() and store.exception() is None:
            store.result().interrupt(thread_id)

    def area(self, code: str) -> Area:
        """Return the area with that code, or a nameless one where the catalogue lacks it."""
        return next((area for area in self.areas if area.code == code), Area(code))

    def start(self, ready: Callable[["Store"], None], failed: Callable[[Exception], None]) -> None:
        """Open the store on the writer thread, then call ``ready`` with it, else ``failed``."""

        self._opening = True
        opened = self._store

        def job() -> "Store":
            try:
                store = self._open_store()
                use(store.vocabulary())
            except BaseException as error:
                opened.set_exception(error)
                raise
            opened.set_result(store)
            return store

        self._work.write(self, job, ready, failed=failed)

    def run(
        self,
        owner: QObject,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run a ``job`` that is not about this catalogue off the GUI thread."""
        self._work.read(owner, job, done, failed=failed)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._work.busy

    def read(
        self,
        owner: QObject,
        job: Callable[["Store"], T],
        done: Callable[[T], None],
        *,
        key: str = "",
        failed: Callable[[Exception], None] | None = None,
        urgent: bool = False,
        patient: bool = False,
    ) -> None:
        """Run ``job(store)`` on a reader thread, then ``done`` with its answer on this one.

        With a ``key``, a newer question of the same owner interrupts this one and drops its
        answer. An ``urgent`` one is what the user waits to see: it waits for no long count. A
        ``patient`` one waits until no other of its key follows quickly.
        """
        store = self._store
        self._work.read(
            owner,
            lambda: job(store.result()),
            done,
            key=key,
            failed=failed,
            urgent=urgent,
            patient=patient,
        )

    def forget(self, owner: QObject, key: str) -> None:
        """Interrupt what ``owner`` still awaits under ``key``, and drop its answer."""
        self._work.forget(owner, key)

    def write(
        self,
        owner: QObject,
        job: Callable[["Store"], "Changed | None"],
        done: "Callable[[Changed | None], None] | None" = None,
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run an edit ``job(store)`` on the writer thread; then tell all views what it changed.

        Its words are in force by then, where it changed the code lists.
        """
        store = self._store

        def edit() -> "Changed | None":
            result = job(store.result())
            if result is not None and result.entry:
                use(store.result().vocabulary())
            return result

        def written(result: "Changed | None") -> None:
            if result is not None:
                self.changed.emit(result, owner)
            if done is not None:
                done(result)

        self._work.write(owner, edit, written, failed=failed)

    def save(
        self,
        owner: QObject,
        record: "Record",
        done: "Callable[[Changed | None], None]",
        failed: Callable[[Exception], None],
        why: str = "",
    ) -> None:
        """Add ``record`` where it has no id yet, else save it over the version it was read at.

        ``why`` is the reason that the history keeps.
        """
        who = self.who

        def job(store: "Store") -> "Changed":
            keep = store.save if record.id else store.add
            return keep(record, who=who, why=why)

        self.write(owner, job, done, failed=failed)

    def close(self) -> None:
        """End the work, then close the store."""
        if not self._opening:
            # Nobody will open it any more: let those who wait for it go.
            self._store.cancel()
        self._work.close()
        self.closing.emit()
        if self._opening and self._store.exception() is None:
            self._store.result().close()
