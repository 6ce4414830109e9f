"""Headings among records: every row is one or the other, and every record has at most one."""

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.filters import FacetCount
from coopdesk.ui.row_groups import RowGroups

COUNTS = st.lists(st.integers(0, 6), max_size=6)
GROUPS = COUNTS.map(lambda counts: tuple(FacetCount(f"g{n}", c) for n, c in enumerate(counts)))


@st.composite
def groupings(draw: st.DrawFn) -> tuple[RowGroups, list[FacetCount | int]]:
    """A grouping, and its rows written out: a heading, or the place of a record."""
    groups = draw(GROUPS)
    folded = frozenset(one.value for one in groups if draw(st.booleans()))
    rows: list[FacetCount | int] = []
    place = 0
    for one in groups:
        rows.append(one)
        if one.value not in folded:
            rows.extend(range(place, place + one.count))
        place += one.count
    return RowGroups(groups, folded), rows


@given(groupings())
def test_that_every_row_is_a_heading_or_a_record(
    case: tuple[RowGroups, list[FacetCount | int]],
) -> None:
    made, rows = case
    assert made.rows == len(rows)
    found = [
        made.place(n) if made.heading(n) is None else made.heading(n) for n in range(len(rows))
    ]
    assert found == rows
    for outside in (-1, len(rows)):
        assert made.heading(outside) is None
        assert made.place(outside) is None


@given(groupings())
def test_that_a_record_has_the_row_in_which_it_stands(
    case: tuple[RowGroups, list[FacetCount | int]],
) -> None:
    made, rows = case
    for place in range(made.records):
        expected = rows.index(place) if place in rows else None
        assert made.row(place) == expected
        group = made.group_of(place)
        assert group is not None
        assert (group.value in made.folded) == (expected is None)
    assert made.row(made.records) is made.row(-1) is None


@given(groupings(), st.data())
def test_that_runs_of_rows_hold_the_records_in_them_and_no_others(
    case: tuple[RowGroups, list[FacetCount | int]], data: st.DataObject
) -> None:
    made, rows = case
    first = data.draw(st.integers(0, len(rows)))
    last = data.draw(st.integers(first, len(rows) + 2))
    found = [place for start, stop in made.spans(first, last) for place in range(start, stop)]
    assert found == [row for row in rows[first : last + 1] if isinstance(row, int)]


def test_that_a_heading_is_found_by_its_value() -> None:
    made = RowGroups((FacetCount("a", 2), FacetCount("b", 3)), frozenset("a"))
    assert (made.heading_row("a"), made.heading_row("b")) == (0, 1)
