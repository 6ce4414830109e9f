"""How the parts of a store read and edit one catalogue: each method one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from coopdesk.i18n import _
from coopdesk.storage.engine import Transactions
from coopdesk.storage.errors import ReadOnly, disk_full, no_room
from coopdesk.storage.history_log import Act

# Pages that are written time and again stay in it until the end: else each time goes to the log.
_MUCH_KIB = 64_000
Clock = Callable[[], datetime]
_T = TypeVar("_T")


class Door:
    """The transactions on one open catalogue, and whether and when something may be written."""

    def __init__(
        self, path: Path, transactions: Transactions, clock: Clock, *, read_only: bool
    ) -> None:
        self.path = path
        self.transactions = transactions
        self.clock = clock
        self.read_only = read_only

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the catalogue throughout."""
        with self.transactions.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection on which all is done or nothing; for what the history leaves out.

        Raises ReadOnly where the catalogue is open for reading only.
        """
        self._refuse_reader()
        with self.transactions.writing() as connection:
            yield connection

    def edit(self, work: Callable[[Connection, Act], _T], who: str, why: str = "") -> _T:
        """Return what ``work`` does in one transaction as an act of ``who``."""
        with self.writing() as connection:
            return work(connection, Act(who, self.clock(), why))

    def edit_many(self, work: Callable[[Connection, Act], _T], who: str, why: str = "") -> _T:
        """Return what `edit` does, with room in memory for work that touches much of the file."""

        def with_room(connection: Connection, act: Act) -> _T:
            usual = connection.exec_driver_sql("PRAGMA cache_size").scalar()
            connection.exec_driver_sql(f"PRAGMA cache_size = -{_MUCH_KIB}")
            try:
                return work(connection, act)
            finally:
                connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")

        return self.edit(with_room, who, why)

    def _refuse_reader(self) -> None:
        if self.read_only:
            if no_room(self.path):
                raise disk_full(self.path)
            raise ReadOnly(
                _("“{path}” is open for reading only: save a copy and work in that.").format(
                    path=self.path
                )
            )
