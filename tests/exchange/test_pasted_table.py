import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.exchange.pasted_table import MOST_ROWS, read_pasted

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(TABLES)
def test_that_what_a_spreadsheet_writes_is_read_cell_by_cell(rows: list[list[str]]) -> None:
    rows = [[row[0] + "x", *row[1:], "\t"] for row in rows]
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    assert read_pasted(text.getvalue()).rows == tuple(map(tuple, rows))


def test_that_short_rows_are_filled_and_told() -> None:
    table = read_pasted("a\tb\tc\nd\n\ne\tf\tg\th\n")
    assert table.rows == (("a", "b", "c", ""), ("d", "", "", ""), ("e", "f", "g", "h"))
    assert table.ragged == (1, 2)
    assert table.width == 4


@pytest.mark.parametrize(
    ("text", "row"),
    [("a;b,c\r\n", ("a", "b,c")), ("a,b", ("a", "b")), ("just one", ("just one",))],
)
def test_that_semicolons_or_commas_part_cells_where_there_is_no_tab(
    text: str, row: tuple[str, ...]
) -> None:
    assert read_pasted(text).rows == (row,)


def test_that_a_break_within_a_quoted_cell_stays_in_it() -> None:
    assert read_pasted('a\t"two\nlines"\tc').rows == (("a", "two\nlines", "c"),)


def test_that_marks_that_do_not_match_lose_nothing() -> None:
    assert 'say "yes' in read_pasted('a\tsay "yes\nb\tc').rows[0][1]


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n \t", "x\n" * (MOST_ROWS + 1)])
def test_that_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(CatalogueError, match="paste"):
        read_pasted(text)


@given(st.text(max_size=60))
def test_that_any_text_is_read_or_refused(text: str) -> None:
    try:
        table = read_pasted(text)
    except CatalogueError:
        return
    assert {len(row) for row in table.rows} == {table.width}
