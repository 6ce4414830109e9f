import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopdesk.catalogue.folding import fold, folded_sort_key, tokens

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs too
WORDS = st.text("djaå đžæøšćÐßЂђљњџДЈАabcDJAÆØŽ-.,", max_size=12)

SERBIAN = [
    *zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True),
    *[("љ", "lj"), ("њ", "nj"), ("џ", "dž")],
]


@pytest.mark.parametrize(
    ("sought", "written"),
    [
        ("dokovic", "Đoković"),
        ("djokovic", "Đoković"),
        ("Djoković", "ĐOKOVIĆ"),
        ("ђоковић", "Đoković"),
        ("đoković", "Ђоковић"),
        ("dokovic", "Ðokovic"),  # with the Icelandic letter, which looks the same
        ("sporazum", "Споразум"),
        ("СПОРАЗУМ", "sporazum"),
        ("njegos", "Његош"),
        ("ljubljana", "Љубљана"),
        ("dzep", "Џеп"),
        ("dzep", "džep"),
        ("nis", "Niš"),
        ("ovelse", "Øvelse"),
        ("faellesskab", "Fællesskab"),
        ("arhus", "Århus"),
        ("aarhus", "Århus"),
        ("århus", "Aarhus"),
        ("strasse", "Straße"),
        ("oeuvre", "Œuvre"),
        ("lodz", "Łódź"),
        ("istanbul", "İstanbul"),
        ("e\u0301cole", "\u00e9cole"),
        ("cooperation", "co\u00adoper\u200bation\u200f"),
        ("fire", "ﬁre"),
    ],
)
def test_that_the_ways_to_write_a_word_fold_alike(sought: str, written: str) -> None:
    assert fold(sought) == fold(written)


@pytest.mark.parametrize(("cyrillic", "latin"), SERBIAN)
def test_that_each_letter_of_both_serbian_scripts_folds_to_plain_latin(
    cyrillic: str, latin: str
) -> None:
    assert fold(cyrillic) == fold(latin) == fold(cyrillic.upper()) == fold(latin.upper())
    assert set(fold(cyrillic)) <= set(string.ascii_lowercase)


@given(ANY_TEXT)
@example("ddjj")
@example("aåaA")
@example("d\u00adj")
def test_that_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(WORDS)
def test_that_folding_words_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_that_folded_text_can_always_be_stored(text: str) -> None:
    fold(text).encode("utf-8")
    assert "\0" not in fold(text)


@given(st.text(string.ascii_letters + "æøåéšžđабвгђћш0123456789 "))
def test_that_case_does_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(st.one_of(WORDS, st.text()), st.integers(0, 12))
@example("djokovic", 2)
@example("Aarhus", 2)
def test_that_the_beginning_of_a_text_finds_it(text: str, length: int) -> None:
    sought, found = tokens(text[:length]), tokens(text)
    assert sought[:-1] == found[: len(sought[:-1])]
    if sought:
        assert found[len(sought) - 1].startswith(sought[-1])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        (" – … ", ()),
        ("Øvelse i Århus, 2015-21.", ("ovelse", "i", "arhus", "2015", "21")),
        ("DK-RS/2015/003", ("dk", "rs", "2015", "003")),
        ("snake_case#typst *x*", ("snake", "case", "typst", "x")),
        ("Споразум о сарадњи", ("sporazum", "o", "saradnji")),
        ("one\x00two\ud800three\ue000four", ("one", "two", "three", "four")),
        ('"OR" NEAR(a b)*', ("or", "near", "a", "b")),
    ],
)
def test_that_words_are_runs_of_letters_and_digits(text: str, words: tuple[str, ...]) -> None:
    assert tokens(text) == words


@given(ANY_TEXT)
def test_that_words_split_no_further(text: str) -> None:
    assert tokens(" ".join(tokens(text))) == tokens(text)


def test_that_a_sort_key_has_single_blanks_and_no_case_or_marks() -> None:
    assert folded_sort_key("  Øvelse\n i\u00a0 Århus ") == "ovelse i arhus"


def test_that_text_without_a_blank_folds_whole() -> None:
    assert fold("Š" * 10_000) == "s" * 10_000
