"""Any text can be printed, keeps what can be kept, and turns nothing beside it."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.reports.compiling import _shown
from coopdesk.reports.printable import (
    _EVERYDAY,
    REPLACEMENT,
    breakable,
    clean,
    is_broken,
    is_everyday,
    isolated,
    printable,
    shorten,
)

any_text = st.text(st.characters(exclude_categories=()), max_size=60)


def all_shown(clusters: list[str]) -> set[str]:
    return set(clusters)


def none_shown(_clusters: list[str]) -> set[str]:
    return set()


@given(any_text)
def test_that_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(any_text)
def test_that_cleaned_text_has_no_controls_and_can_be_passed_on(text: str) -> None:
    cleaned = clean(text)
    assert not {"Cc", "Cs", "Co", "Cn"} & {
        unicodedata.category(char) for char in cleaned if char != "\n"
    }
    assert json.loads(json.dumps(cleaned).encode()) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Øvelse på Kopaonik, “Ђоковић” – 50 € (№ 3)",
        "#set page() *b* _i_ $x$ <a> @b `c` // d \\ ~ -- ...",
        "<script>&amp;</script> '; DROP TABLE record; -- %s {0}",
        "two\nlines",
    ],
)
def test_that_everyday_text_stays_as_it_is_and_nobody_is_asked(text: str) -> None:
    def never(_clusters: list[str]) -> set[str]:
        raise AssertionError("asked")

    assert printable({"a": [text]}, never) == ({"a": [text]}, 0)


def test_that_the_fonts_show_all_everyday_characters() -> None:
    everyday = [chr(code) for code in range(33, 0x10000) if _EVERYDAY.fullmatch(chr(code))]
    assert len(everyday) > 500
    assert _shown(everyday) == set(everyday)


def test_that_the_compiler_tells_what_its_fonts_lack() -> None:
    shown, lacking = ["ب", "א", "☃", "ж"], ["漢", "😀", "a\u064b", "\ue000"]
    assert _shown(shown + lacking) == set(shown)
    assert _shown(lacking) == set()


def test_that_what_no_font_has_is_replaced_and_counted_by_text() -> None:
    data = {"a": "漢字 here", "b": ["plain", "😀"], "c": 3, "d": True, "e": None}
    mended, number = printable(data, none_shown)
    assert mended == {"a": "�� here", "b": ["plain", "�"], "c": 3, "d": True, "e": None}
    assert number == 2


def test_that_a_sign_of_the_writer_is_no_loss() -> None:
    assert printable("lost � before", none_shown) == ("lost � before", 0)


def test_that_a_letter_outlives_marks_that_cannot_be_set_on_it() -> None:
    assert printable("z\u0489a", none_shown) == ("z�a", 1)
    assert printable("z\u0489a", all_shown) == ("z\u0489a", 0)


def test_that_letters_and_marks_apart_become_one_letter() -> None:
    assert printable("c\u030cas", none_shown) == ("čas", 0)


def test_that_controls_show_and_line_ends_are_one_kind() -> None:
    assert clean("nul\x00 bell\x07") == f"nul{REPLACEMENT} bell{REPLACEMENT}"
    assert clean("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"
    assert clean("a\tb\ufeff") == "a b"
    assert clean("\ud800") == REPLACEMENT


def test_that_a_turn_of_direction_ends_with_its_text() -> None:
    assert clean("\u202eevil") == "\u202eevil\u202c"
    assert clean("\u2067a\u202bb") == "\u2067a\u202bb\u202c\u2069"
    assert clean("\u202ea\u202c b") == "\u202ea\u202c b"


def test_that_only_text_that_turns_is_isolated() -> None:
    assert isolated("Øvelse, вежба") == "Øvelse, вежба"
    assert isolated("שלום") == "\u2068שלום\u2069"
    assert isolated("\u202eevil") == "\u2068\u202eevil\u202c\u2069"


@given(st.text("abÆњ /.-\u0301\n漢", max_size=200))
def test_that_pieces_join_to_the_text_and_are_short(text: str) -> None:
    pieces = breakable({"t": text})["t"]
    if isinstance(pieces, str):
        assert pieces == text
        assert all(len(word) < 32 for word in text.split())
    else:
        assert "".join(pieces) == text
        assert all(pieces)


def test_that_a_stretch_without_spaces_is_cut_at_its_separators_first() -> None:
    address = "https://example.org/a/very/long/path?with=a&query=of-many-words"
    pieces = breakable(f"See {address} there")
    assert pieces[0] == "See "
    assert "org/|a/|very/|long/|path?|with=|a&|query=|of-|many-|words" in "|".join(pieces)
    assert max(map(len, breakable("x" * 10_000))) <= 8


def test_that_marks_stay_with_their_letter_when_a_stretch_is_cut() -> None:
    pieces = breakable("e\u0301" * 40)
    assert all(not unicodedata.combining(piece[0]) for piece in pieces)


def test_that_a_long_text_is_shortened_to_one_line() -> None:
    assert shorten("one\n two", 20) == "one two"
    assert shorten("one two three", 8) == "one two…"
    assert len(shorten("x" * 500, 60)) == 60


@given(st.lists(st.text('aÆњ\n\t\\"\x00\x7f\ud800漢/x', max_size=50), max_size=4))
def test_that_what_passes_one_look_at_the_whole_needs_nothing(texts: list[str]) -> None:
    written = json.dumps({"t": texts}, ensure_ascii=False)
    if is_everyday(written):
        assert printable({"t": texts}, none_shown) == ({"t": texts}, 0)
    if is_broken(written):
        assert breakable({"t": texts}) == {"t": texts}


def test_that_everyday_data_passes_one_look_and_no_other_does() -> None:
    plain = {"a": ["Øvelse “Ђоковић” – 50 €", 'two\nlines, a "quotation" and a \\'], "b": True}
    written = json.dumps(plain, ensure_ascii=False)
    assert is_everyday(written)
    assert is_broken(written)
    assert not is_broken(json.dumps(["x" * 32]))
    for text in ("tab\there", "nul\x00", "漢", "\ud800", "\x7f"):
        assert not is_everyday(json.dumps([text], ensure_ascii=False))
