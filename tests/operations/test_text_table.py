"""Tables of plain text: aligned, not too wide, and harmless to a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.operations.text_table import columns_of, cut, terminal_text, text_table

WORDS = st.text(alphabet="aØđЂ漢́ \t\n\x1b\u202e", max_size=30)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Øvelse #let x {0} <b>", "Øvelse #let x {0} <b>"),
        ("two\nlines\tand  more ", "two lines and more"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("a\u202eb", "a\u202eb"),
        ("\x9b2J", "\ufffd2J"),
    ],
)
def test_that_text_is_shown_as_it_is_but_commands_nothing(text: str, shown: str) -> None:
    assert terminal_text(text) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [("Øđ", 2), ("Ћ", 1), ("漢字", 4), ("e\u0301", 1), ("a\u200fb", 2), ("", 0)],
)
def test_that_columns_are_counted_as_a_terminal_does(text: str, columns: int) -> None:
    assert columns_of(text) == columns


@given(WORDS, st.integers(1, 40))
def test_that_a_cut_text_fits_and_says_that_it_is_cut(text: str, width: int) -> None:
    text = terminal_text(text)
    short = cut(text, width)
    assert columns_of(short) <= width
    assert short == text or short.endswith("…")


def test_that_columns_stand_below_each_other() -> None:
    assert text_table(("No", "Title"), [("1", "Đoković"), ("100", "漢字 x")]) == [
        "No   Title",
        "1    Đoković",
        "100  漢字 x",
    ]


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=5), st.integers(20, 90))
def test_that_no_line_is_wider_than_the_terminal(
    rows: list[tuple[str, str, str]], width: int
) -> None:
    lines = text_table(("First", "Second", "Third"), rows, width)
    assert len(lines) == len(rows) + 1
    assert all(columns_of(line) <= width for line in lines)


def test_that_the_last_column_gives_way_first() -> None:
    (_head, line) = text_table(("A", "B"), [("first-first", "second " * 9)], 40)
    assert line.startswith("first-first  second")
    assert line.endswith("…")


def test_that_nothing_is_cut_without_a_width() -> None:
    assert text_table(("A",), [("x" * 10_000,)])[1] == "x" * 10_000
