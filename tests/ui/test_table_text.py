"""What is copied for a spreadsheet: whole cells, in their places, and never a formula."""

import csv
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.ui.table_text import cell_text, html_rows, html_table, shown_cells, tab_lines

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=12)


class Cells(HTMLParser):
    """The cells of a page's table, row by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            assert "'\\@'" in str(dict(attrs)["style"])  # a text, whatever it looks like
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n") if data == "\n" else data


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=4))
def test_that_cells_come_back_as_they_were(rows: list[list[str]]) -> None:
    read = list(csv.reader(StringIO(tab_lines(rows), newline=""), delimiter="\t"))
    expected = [[text if text == safe else f"'{text}" for text, safe in cells(row)] for row in rows]
    assert [row or [""] for row in read] == expected


def cells(row: list[str]) -> list[tuple[str, str]]:
    """Each text, and the same again where it cannot be taken for a formula."""
    return [(text, "" if text.startswith(("=", "+", "-", "@", "\t")) else text) for text in row]


@pytest.mark.parametrize("text", ["=1+1", "+45 12 34", "-1", "@SUM(A1)", "\t=1"])
def test_that_what_looks_like_a_formula_is_a_text(text: str) -> None:
    (found,) = next(csv.reader(StringIO(cell_text(text)), delimiter="\t"))
    assert found == f"'{text}"
    assert f">{text}</td>" in html_rows([[text]])


@pytest.mark.parametrize("text", ["a\tb", 'the "Sava" post', "two\nlines", "<b>&amp;", "čćž ћ 日"])
def test_that_html_holds_a_text_as_it_is(text: str) -> None:
    page = html_table(["Title", text], html_rows([[text, "x"]]))
    assert Cells(page).rows == [["Title", text], [text, "x"]]


def test_that_what_is_not_stated_is_an_empty_cell() -> None:
    assert shown_cells(("Title", "–", "a – b")) == ["Title", "", "a – b"]
