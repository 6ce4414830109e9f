"""A few letters find what was meant, whatever the script, and what is nearest comes first."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.folding import fold
from coopdesk.catalogue.fuzzy import (
    BEGINNINGS,
    EVERYTHING,
    SCATTERED,
    TOGETHER,
    Fuzzy,
    fuzzy,
    ranked,
)

WORDS = st.text(st.sampled_from("abdejkrsøæåđћжЉЉ-AÅÆ'1 "), max_size=30)


def marked(typed: str, text: str) -> list[str]:
    """Return the letters of ``text`` that ``typed`` found."""
    found = fuzzy(typed, text)
    assert found is not None
    return [text[begin:end] for begin, end in found.spans]


@pytest.mark.parametrize(
    ("typed", "text", "letters"),
    [
        ("ed sel", "Edit Selected Records", ["Ed", "Sel"]),
        ("edsel", "Edit Selected Records", ["Ed", "Sel"]),
        ("esr", "Edit Selected Records", ["E", "S", "R"]),
        ("rec ed", "Edit Selected Records", ["Ed", "Rec"]),
        ("ovelse", "Fælles Øvelse", ["Øvelse"]),
        ("aelles", "Fælles", ["ælles"]),
        ("sporazum", "Споразум о сарадњи", ["Споразум"]),
        ("njig", "Књига", ["њиг"]),
        ("djok", "Đoković", ["Đok"]),
        ("dokovic", "Djoković", ["D", "oković"]),
        ("cafe", "cafe\N{COMBINING ACUTE ACCENT} x", ["cafe\N{COMBINING ACUTE ACCENT}"]),
        ("fuel", "Trucks \N{DELIVERY TRUCK} for fuel", ["fuel"]),
    ],
)
def test_that_what_was_typed_is_found_and_marked(typed: str, text: str, letters: list[str]) -> None:
    assert marked(typed, text) == letters


@pytest.mark.parametrize(
    ("typed", "strength"),
    [("edit", BEGINNINGS), ("es", BEGINNINGS), ("lecte", TOGETHER), ("dlr", SCATTERED)],
)
def test_that_beginnings_are_more_than_letters_side_by_side_and_those_than_any(
    typed: str, strength: int
) -> None:
    found = fuzzy(typed, "Edit Selected Records")
    assert found is not None
    assert found.strength == strength


@pytest.mark.parametrize(
    ("typed", "text"), [("x", "Edit"), ("tide", "Edit"), ("editt", "Edit"), ("edit x", "Edit")]
)
def test_that_letters_which_are_not_there_in_that_order_find_nothing(typed: str, text: str) -> None:
    assert fuzzy(typed, text) is None


def test_that_nothing_typed_finds_everything() -> None:
    assert fuzzy("", "Edit") == fuzzy("  ", "") == EVERYTHING


def test_that_a_text_of_any_length_is_answered_at_once() -> None:
    assert fuzzy("no" * 10_000, "a b " * 10_000) is None
    assert fuzzy("a b", "a b " * 10_000) is not None


@given(WORDS, st.data())
def test_that_beginnings_of_words_always_find_their_text(text: str, data: st.DataObject) -> None:
    parts = [word[: data.draw(st.integers(1, len(word)))] for word in text.split()]
    assert fuzzy(" ".join(data.draw(st.permutations(parts))), text) is not None


@given(st.text(max_size=40), st.text(max_size=80))
def test_that_any_text_is_answered_with_places_within_it(typed: str, text: str) -> None:
    found = fuzzy(typed, text)
    if found is not None:
        places = [place for span in found.spans for place in span]
        assert all(begin < end for begin, end in found.spans)
        assert all(before <= after for before, after in pairwise(places))
        assert not places or (places[0] >= 0 and places[-1] <= len(text))


@given(WORDS, WORDS)
def test_that_the_letters_marked_are_those_that_were_typed(typed: str, text: str) -> None:
    found = fuzzy(typed, text)
    if found is not None:
        letters = "".join(fold(text[begin:end]) for begin, end in found.spans)
        assert set("".join(fold(typed).split())) <= set(letters)


COMMANDS = [
    "Find Duplicates",
    "Delete",
    "Edit",
    "Edit Selected Records",
    "Next Tab",
    "Clear Filters",
]


def names(typed: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [name for name, _how in ranked(typed, COMMANDS, str, recent)]


def test_that_the_nearest_come_first_and_equals_as_they_were_given() -> None:
    assert names("") == COMMANDS
    assert names("e")[:2] == ["Edit", "Edit Selected Records"]
    assert names("del")[0] == "Delete"
    assert names("fi")[0] == "Find Duplicates"
    assert names("fil")[0] == "Clear Filters"


def test_that_a_text_which_begins_so_comes_before_a_shorter_one_that_has_it_within() -> None:
    texts = ["Baltic Defence College", "Danish Emergency Management Agency (DEMA)", "Deep"]
    assert [one for one, _how in ranked("d", texts, str)] == [texts[2], texts[1], texts[0]]


def test_that_what_was_used_lately_comes_before_what_is_found_as_well() -> None:
    assert names("", ("Next Tab", "Edit"))[:3] == ["Next Tab", "Edit", "Find Duplicates"]
    assert names("", ("Edit", "Edit"))[0] == "Edit"
    assert names("f", ("Clear Filters",))[0] == "Clear Filters"
    # But not before what begins with what was typed.
    assert names("del", ("Edit Selected Records",))[0] == "Delete"


@given(st.lists(WORDS, unique=True), WORDS)
def test_that_the_same_letters_always_give_the_same_order_best_first(
    things: list[str], typed: str
) -> None:
    found = ranked(typed, things, str)
    assert found == ranked(typed, things, str)

    def worth(one: tuple[str, Fuzzy]) -> tuple[int, int]:
        return one[1].strength, one[1].score

    scores = [worth(one) for one in found]
    assert scores == sorted(scores, reverse=True)
