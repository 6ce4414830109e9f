"""SQLAlchemy over our own connections: who begins a transaction, and of which kind."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from coopdesk.storage.connection import BUSY_SECONDS, Access, connect
from coopdesk.storage.errors import Interrupted, plain_errors

_KEPT_CONNECTIONS = 4
_LONGEST_WAIT = 5.0


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
        self._engine = _engine(path, access, busy_seconds)
        self._writers = self._engine.execution_options(writes=True)
        self._writing = threading.RLock()
        self._closed = False
        # The reads that are running, each with whether it was interrupted.
        self._running: dict[Connection, bool] = {}
        self._ended = threading.Condition()
        event.listen(self._engine, "before_cursor_execute", self._stop_interrupted)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the catalogue throughout.

        Raises Interrupted where `interrupt` or `close` came, and StorageError for file trouble.
        """
        with plain_errors(self._path):
            if self._closed:
                raise Interrupted
            with self._engine.connect() as connection:
                with self._ended:
                    self._running[connection] = False
                try:
                    with connection.begin():
                        yield connection
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
            with self._writers.begin() as connection:
                yield connection

    def interrupt(self) -> None:
        """End the reads that are running now."""
        with self._ended:
            for connection in self._running:
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
            self._engine.dispose()

    def _stop_interrupted(self, connection: Connection, *_query: object) -> None:
        # An interrupt that came between two queries of a read would else be noticed at its end.
        if self._running.get(connection):
            raise Interrupted


def _engine(path: Path, access: Access, busy_seconds: float) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, access, busy_seconds=busy_seconds),
        poolclass=QueuePool,
        pool_size=_KEPT_CONNECTIONS,
        max_overflow=-1,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver is in autocommit: it would begin writers as readers, which then deadlock.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
