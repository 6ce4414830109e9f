"""Which letters of a text the words of a query match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.folding import fold, folded_letters, tokens
from coopdesk.catalogue.matching import marked_spans
from coopdesk.catalogue.query import Text
from coopdesk.catalogue.query_reading import read_query


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Fuel truck and trailer", "tr", ["tr", "tr"]),
        ("Øvelse i Århus", "ovel aarh", ["Øvel", "Årh"]),
        ("Ђоковић и Đoković", "djok", ["Ђок", "Đok"]),
        ("Споразум о сарадњи", "sporazum saradnj", ["Споразум", "сарадњ"]),
        ("F-16 and F-35", "F-16", ["F", "16"]),
        ("fuel truck, fuel can", '"fuel truck"', ["fuel", "truck"]),
        ("fuel trucks", '"fuel truck"', []),
        ("fuel and tools", "fuel -tools", ["fuel"]),
        ("fuel and tools", "fuel OR tools", ["fuel", "tools"]),
        ("donation of fuel", "kind:donation fuel", ["fuel"]),
        ("Cafe\u0301 au lait", "cafe", ["Cafe\u0301"]),
        ("bare", "zzz", []),
        ("", "fuel", []),
    ],
)
def test_that_the_words_are_marked_as_they_are_written(
    text: str, typed: str, marked: list[str]
) -> None:
    spans = marked_spans(text, read_query(typed))
    assert [text[begin:end] for begin, end in spans] == marked


@given(st.text(max_size=60))
def test_that_each_letter_is_folded_as_the_whole(text: str) -> None:
    letters, places = folded_letters(text)
    assert letters == fold(text)
    assert places == sorted(places)
    assert len(places) == len(letters) + 1


@given(st.text(max_size=60), st.data())
def test_that_a_word_of_a_text_is_marked_in_it(text: str, data: st.DataObject) -> None:
    words = tokens(text)
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    spans = marked_spans(text, Text((word,), whole=True))
    assert any(word in tokens(text[begin:end]) for begin, end in spans)
