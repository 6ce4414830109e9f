"""Type-ahead: letters typed in the table go to the next record whose title begins with them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from coopdesk.ui.desk import Desk
from coopdesk.ui.record_table import RecordTable

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

# Letters that follow one another faster than this belong together.
PAUSE_MS = 1_000
# What is sought in where the rows are sorted by it; the title where they are not.
SOUGHT = ("title", "places")


class TableSeek(QObject):
    """Gathers what is typed and asks the store. ``missed`` carries what no row begins with."""

    missed = Signal(str)

    def __init__(self, desk: Desk, table: RecordTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._typed = ""
        self._since = QElapsedTimer()
        table.search_typed.connect(self.type)
        table.is_typing = lambda: self.typing

    @property
    def typing(self) -> bool:
        """Whether what is typed next belongs to what was typed before."""
        return bool(self._typed) and not self._since.hasExpired(PAUSE_MS)

    def type(self, letters: str) -> None:
        """Go to the next record that begins with what was typed lately and these letters.

        The same letter again goes to the next one that begins with it.
        """
        before = self._typed if self.typing else ""
        self._since.start()
        again = before == letters
        self._typed = letters if again else before + letters
        rows, text = self._table.rows, self._typed
        place = rows.place_near(self._table.currentIndex().row())
        # A longer beginning may still fit the record where one stands.
        start = place + 1 if again or not before else place
        field = rows.order.field if rows.order.field in SOUGHT else "title"
        ids = rows.ids
        if ids is None:
            return

        def job(store: "Store") -> int | None:
            found = store.beginning(field, text)
            if not found:
                return None
            wanted = frozenset(found)
            for part in (range(start, len(ids)), range(min(start, len(ids)))):
                for at in part:
                    if ids[at] in wanted:
                        return at
            return None

        def done(at: int | None) -> None:
            if rows.ids is not ids:
                return
            row = rows.row_of(ids[at], unfold=True) if at is not None else None
            if row is None:
                self.missed.emit(text)
            else:
                self._table.choose_row(row)

        self._desk.read(self, job, done, key="seek", urgent=True)
