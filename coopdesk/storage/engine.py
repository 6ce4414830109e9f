"""SQLAlchemy over our own connections: who begins a transaction, and of which kind."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from coopdesk.i18n import _
from coopdesk.storage import guarding
from coopdesk.storage.connection import BUSY_SECONDS, Access, connect
from coopdesk.storage.errors import DiskTrouble, Interrupted, TakenAway, plain_errors

_KEPT_CONNECTIONS = 4
_LONGEST_WAIT = 5.0
_Identities = tuple[guarding.Identity | None, ...]


class Transactions:
    """Reading and writing transactions on one file, for any number of threads.

    Readers run side by side; writers of this process wait for one another, those of another
    process wait ``busy_seconds`` for the file. Errors name the file ``known_as``.
    """

    def __init__(
        self,
        path: Path,
        access: Access,
        *,
        busy_seconds: float = BUSY_SECONDS,
        known_as: Path | None = None,
    ) -> None:
        self._path = known_as or path
        self._file = path.absolute()
        names = ("",) if access is Access.UNCHANGING else ("", "-wal", "-shm")
        self._names = tuple(f"{self._file}{name}" for name in names)
        self._guards = access is not Access.UNCHANGING
        self._held: guarding.Identity | None = None
        self._seen: _Identities | None = None
        self._users = 0
        self._was_there = False
        self._engine = _engine(lambda: self._connected(access, busy_seconds))
        self._writers = self._engine.execution_options(writes=True)
        self._writing = threading.RLock()
        self._closed = False
        # The reads that are running, each with whether it was interrupted, and on which thread.
        self._running: dict[Connection, bool] = {}
        self._threads: dict[Connection, int] = {}
        self._ended = threading.Condition(threading.RLock())
        event.listen(self._engine, "before_cursor_execute", self._stop_interrupted)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the catalogue throughout.

        Raises Interrupted where `interrupt` or `close` came, and StorageError for file trouble.
        """
        with plain_errors(self._path):
            if self._closed:
                raise Interrupted
            with self._in_step(), self._engine.connect() as connection:
                with self._ended:
                    self._running[connection] = False
                    self._threads[connection] = threading.get_ident()
                end = connection.rollback
                try:
                    connection.begin()
                    yield connection
                    # What the connection made for itself in passing stays.
                    end = connection.commit
                finally:
                    # An interrupt would also end the end of the transaction.
                    with self._ended:
                        self._threads.pop(connection)
                    try:
                        _end(connection, end)
                    finally:
                        with self._ended:
                            interrupted = self._running.pop(connection)
                            self._ended.notify_all()
                if interrupted:
                    raise Interrupted

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection on which all is done or, after an exception, nothing."""
        with plain_errors(self._path), self._writing:
            if self._closed:
                raise RuntimeError("a write after the catalogue was closed")
            with self._in_step():
                with self._writers.begin() as connection:
                    yield connection
                if self._are_outdated():
                    raise self._moved_away()

    def interrupt(self, thread_id: int | None = None) -> None:
        """End the reads that are running now, or only those on that thread."""
        with self._ended:
            for connection, runs_on in self._threads.items():
                if thread_id not in (None, runs_on):
                    continue
                self._running[connection] = True
                driver = connection.connection.dbapi_connection
                assert driver is not None
                driver.interrupt()

    def close(self) -> None:
        """Close all connections: after the write that is running, and ending the reads."""
        with self._writing:
            self._closed = True
            self.interrupt()
            with self._ended:
                self._ended.wait_for(lambda: not self._running, _LONGEST_WAIT)
                self._log_is_settled()
                self._let_go()

    @contextmanager
    def _in_step(self) -> Iterator[None]:
        """Use connections to the files that lie there now, not to some that were taken away.

        Connections of before are closed, all of them, before there is a new one: SQLite gives a
        new one the locks and the map of the log that the old ones have.
        """
        with self._ended:
            if self._are_outdated():
                if not self._ended.wait_for(lambda: not self._users, _LONGEST_WAIT):
                    raise self._moved_away()
                # Another may have done it while we waited.
                if self._are_outdated():
                    if not self._log_is_settled():
                        raise self._moved_away()
                    self._let_go()
            if self._was_there and guarding.file_identity(self._names[0]) is None:
                raise self._taken_away()
            self._users += 1
        try:
            yield
        finally:
            with self._ended:
                self._users -= 1
                self._ended.notify_all()

    def _connected(self, access: Access, busy_seconds: float) -> Any:
        with self._ended:
            if self._guards and self._held is None:
                self._held = guarding.hold(self._file)
        connection = connect(self._file, access, busy_seconds=busy_seconds)
        with self._ended:
            if self._seen is None:
                self._seen = self._identities()
                self._was_there = True
        return connection

    def _log_is_settled(self) -> bool:
        """Give the log to the file it belongs to, wherever that is now; tell whether it has none.

        Beside a file put in the place of the other, a log that is not empty would be taken for
        that one's, and ruin it (sqlite.org/howtocorrupt.html, "Unlinking or renaming a database
        file while in use").
        """
        now = self._identities()
        if self._seen is None or now[0] == self._seen[0]:
            return True
        if len(now) == 1 or now[1] is None or now[1] != self._seen[1]:
            return True
        pool = self._engine.pool
        assert isinstance(pool, QueuePool)
        if not pool.checkedin():
            return False
        with self._engine.connect() as connection:
            driver = connection.connection.dbapi_connection
            assert driver is not None
            try:
                busy, *_pages = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except dbapi2.Error:
                # Whatever the reason: what it is not empty of must not be read as another's.
                return False
        return not busy

    def _let_go(self) -> None:
        held, self._held, self._seen = self._held, None, None
        if held:
            guarding.unlock(held)
        self._engine.dispose()
        if held:
            guarding.release(held)

    def _identities(self) -> _Identities:
        return tuple(map(guarding.file_identity, self._names))

    def _are_outdated(self) -> bool:
        return self._seen is not None and self._identities() != self._seen

    def _moved_away(self) -> DiskTrouble:
        return DiskTrouble(
            _(
                "“{path}” was replaced or moved while it was in use: "
                "see whether the last change is there, and make it again if not."
            ).format(path=self._path)
        )

    def _taken_away(self) -> TakenAway:
        return TakenAway(
            _(
                "“{path}” is not there any more: it was deleted, renamed or moved while it was "
                "open. Nothing was written; put the file back under this name, then try again, or "
                "open another catalogue."
            ).format(path=self._path)
        )

    def _stop_interrupted(self, connection: Connection, *_query: object) -> None:
        # An interrupt that came between two queries of a read would else be noticed at its end.
        if self._running.get(connection):
            raise Interrupted


def _end(connection: Connection, end: Callable[[], None]) -> None:
    """End a reading transaction, and the connection where it cannot be ended.

    An interrupt holds as long as anything that SQLite reads for itself stands open.
    """
    try:
        end()
    except OperationalError:
        connection.invalidate()


def _engine(connected: Callable[[], Any]) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connected,
        poolclass=QueuePool,
        pool_size=_KEPT_CONNECTIONS,
        max_overflow=-1,
        # The one used last knows most of the pages.
        pool_use_lifo=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver is in autocommit: it would begin writers as readers, which then deadlock.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
