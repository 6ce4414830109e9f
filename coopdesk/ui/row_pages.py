"""The pages of a list that are in memory: read as they are looked at, and a little ahead."""

from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from coopdesk.catalogue.summary import Summary
from coopdesk.ui.desk import Desk

PAGE = 100
KEPT_PAGES = 80
# Reads under way at once: what is looked at now need not wait for what was looked at before.
_AT_ONCE = 2


class Line:
    """A row of the list: its summary, and its cells' texts once they are wanted."""

    __slots__ = ("summary", "texts")

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.texts: tuple[str, ...] | None = None


class RowPages(QObject):
    """Lines by their place in the list, a page at a time; None where the record went meanwhile.

    ``arrived`` carries the first and the last place of a page that was read.
    """

    arrived = Signal(int, int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: OrderedDict[int, list[Line | None]] = OrderedDict()
        self._ids: array[int] | None = None
        self._reading: set[int] = set()
        # What to read next, the most wanted first.
        self._wanted: list[int] = []

    def begin(self, rows: Sequence[Summary]) -> None:
        """Forget all pages; begin with the first rows of another list, whose ids are to come."""
        self._kept = OrderedDict({0: [Line(row) for row in rows]} if rows else {})
        self._ids = None
        self._reading, self._wanted = set(), []

    def set_ids(self, ids: "array[int]") -> None:
        """Take over the ids of the whole list, and read what was asked for before."""
        self._ids = ids
        self._read_next()

    @property
    def lines(self) -> Iterator[Line]:
        """All that is in memory."""
        return (line for page in self._kept.values() for line in page if line is not None)

    def line(self, place: int) -> Line | None:
        """Return the line at that place of the list; None, and read it, where it is not here."""
        number, within = divmod(place, PAGE)
        page = self._kept.get(number)
        if page is None or within >= len(page):
            self._want([number, *self._wanted])
            return None
        return page[within]

    def look(self, first: int, last: int, forward: bool) -> None:
        """Read what is seen from ``first`` to ``last``; then the pages that come next that way."""
        if self._ids is None:
            return
        here = range(first // PAGE, last // PAGE + 1)
        after, before = (here[-1] + 1, here[-1] + 2), (here[0] - 1, here[0] - 2)
        ahead = (*after, before[0]) if forward else (*before, after[0])
        # Whoever looks again once it is painted has what comes next read then.
        self._want([n for n in here if self._lacks(n)] or ahead)
        for number in (*ahead, *here):
            if number in self._kept:
                self._kept.move_to_end(number)

    def _want(self, numbers: Sequence[int]) -> None:
        self._wanted = [n for n in dict.fromkeys(numbers) if self._lacks(n)]
        self._read_next()

    def _lacks(self, number: int) -> bool:
        if number < 0 or number in self._reading:
            return False
        page = self._kept.get(number)
        ids = self._ids
        if ids is None:
            return page is None or len(page) < PAGE
        there = min(len(ids) - number * PAGE, PAGE)
        return there > 0 and (page is None or len(page) < there)

    def _read_next(self) -> None:
        while self._ids is not None and self._wanted and len(self._reading) < _AT_ONCE:
            number = self._wanted.pop(0)
            if self._lacks(number):
                self._read(number, self._ids)

    def _read(self, number: int, ids: "array[int]") -> None:
        wanted = ids[number * PAGE : (number + 1) * PAGE]
        self._reading.add(number)

        def done(rows: tuple[Summary, ...]) -> None:
            if self._ids is not ids:
                return
            found = {row.id: row for row in rows}
            page = [found.get(record_id) for record_id in wanted]
            self._kept[number] = [None if row is None else Line(row) for row in page]
            self._reading.discard(number)
            while len(self._kept) > KEPT_PAGES:
                self._kept.popitem(last=False)
            self.arrived.emit(number * PAGE, number * PAGE + len(wanted) - 1)
            self._read_next()

        self._desk.read(self, lambda store: store.page(wanted), done, urgent=True)
