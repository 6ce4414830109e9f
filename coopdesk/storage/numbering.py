"""Numbers that are given once and never again, whatever is deleted."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select, update

from coopdesk.catalogue.record import Record
from coopdesk.storage.schema import counter

# Of references that came from elsewhere, those that stand in one of our series.
_IN_SERIES = re.compile(r"(?P<series>.+/(?:[0-9]{4}|ND))/(?P<number>[0-9]{1,9})")
_SERIES = "reference "
# Series that rise where something changes of which the history tells nothing, for those who hold in
# memory what they read: what the rules found, what is derived from records when it is made anew,
# the words inside documents.
JUDGED, DERIVED, WORDED = "judged serial", "derived serial", "worded serial"


def next_number(connection: Connection, name: str, count: int = 1) -> int:
    """Return the first of the next ``count`` numbers of a series, which are thereby given."""
    first = last_number(connection, name) + 1
    set_last(connection, name, first + count - 1)
    return first


def last_number(connection: Connection, name: str) -> int:
    """Return the last number given in a series, 0 before the first."""
    return connection.scalar(select(counter.c.last).where(counter.c.name == name)) or 0


class References:
    """Gives references within one transaction; `close` writes down how far it came."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}

    def take(self, references: Iterable[str]) -> None:
        """Note references that records bring along, so that none of them is given again."""
        for reference in references:
            if match := _IN_SERIES.fullmatch(reference):
                series = match["series"]
                self._last[series] = max(self._known(series), int(match["number"]))

    def give(self, record: Record) -> str:
        """Return a new reference: partnership, first year of the period or ND, number."""
        year = record.period.year_from
        series = f"{record.partnership}/{year:04d}" if year else f"{record.partnership}/ND"
        number = self._known(series) + 1
        self._last[series] = number
        return f"{series}/{number:03d}"

    def close(self) -> None:
        """Write down the last number of each series."""
        for series, last in self._last.items():
            set_last(self._connection, _SERIES + series, last)

    def _known(self, series: str) -> int:
        if series not in self._last:
            self._last[series] = last_number(self._connection, _SERIES + series)
        return self._last[series]


def set_last(connection: Connection, name: str, last: int) -> None:
    """Write down the last number of a series."""
    values: dict[str, Any] = {"last": last}
    done = connection.execute(update(counter).where(counter.c.name == name).values(values))
    if not done.rowcount:
        connection.execute(insert(counter).values(name=name, last=last))
