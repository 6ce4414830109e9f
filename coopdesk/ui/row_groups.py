"""The rows of a grouped list: where headings stand among records, without a list of either."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from coopdesk.catalogue.filters import FacetCount


class RowGroups:
    """Which row is a heading, and which the record at a place of the list.

    ``groups`` stand in their order, each with the number of its records; a heading precedes them,
    and those of a group that is ``folded`` have no row. What it takes grows with the groups alone.
    """

    def __init__(
        self, groups: Sequence[FacetCount] = (), folded: frozenset[str] = frozenset()
    ) -> None:
        self.groups = tuple(groups)
        self.folded = folded
        shown = [0 if one.value in folded else one.count for one in self.groups]
        # The row of each heading and the place of the first record of each group, then the ends.
        self._rows = [0, *accumulate(1 + number for number in shown)]
        self._places = [0, *accumulate(one.count for one in self.groups)]

    @property
    def rows(self) -> int:
        """How many rows there are, headings and records."""
        return self._rows[-1]

    @property
    def records(self) -> int:
        """How many records there are, those of folded groups too."""
        return self._places[-1]

    def heading(self, row: int) -> FacetCount | None:
        """Return the group whose heading stands in that row, None where a record does."""
        number = bisect_right(self._rows, row) - 1
        inside = 0 <= number < len(self.groups)
        return self.groups[number] if inside and self._rows[number] == row else None

    def place(self, row: int) -> int | None:
        """Return the place in the list of the record in that row, None for a heading."""
        number = bisect_right(self._rows, row) - 1
        if not 0 <= number < len(self.groups) or self._rows[number] == row:
            return None
        return self._places[number] + row - self._rows[number] - 1

    def row(self, place: int) -> int | None:
        """Return the row of the record at that place, None where its group is folded."""
        number = bisect_right(self._places, place) - 1
        if not 0 <= number < len(self.groups) or self.groups[number].value in self.folded:
            return None
        return self._rows[number] + 1 + place - self._places[number]

    def group_of(self, place: int) -> FacetCount | None:
        """Return the group of the record at that place of the list."""
        number = bisect_right(self._places, place) - 1
        return self.groups[number] if 0 <= number < len(self.groups) else None

    def heading_row(self, value: str) -> int:
        """Return the row in which the heading of that group stands; ValueError without one."""
        return self._rows[[one.value for one in self.groups].index(value)]

    def spans(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the places of the records in the rows from ``first`` to ``last``, by runs.

        Each run is its first place and the one after its last.
        """
        number = max(bisect_right(self._rows, first) - 1, 0)
        while number < len(self.groups) and self._rows[number] <= last:
            begin, end = self._rows[number] + 1, self._rows[number + 1]
            begin_place = self._places[number]
            start, stop = max(begin, first), min(end, last + 1)
            if start < stop:
                yield begin_place + start - begin, begin_place + stop - begin
            number += 1
