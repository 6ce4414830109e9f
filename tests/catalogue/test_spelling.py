"""Words of a search as they were written."""

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.query import All, Either, Named, Not, OneOf, Text
from coopdesk.catalogue.query_reading import read_query
from coopdesk.catalogue.query_text import query_text
from coopdesk.catalogue.spelling import MOST, Spelling


def spelt(query: str, *written: str) -> str:
    spelling = Spelling()
    for text in written:
        spelling.learn(text)
    return query_text(spelling.spelt(read_query(query)))


def test_that_words_are_spelt_as_they_were_written_last() -> None:
    assert spelt("vezba -gorivo", "вежба", "-Gorivo", "Вежба") == "Вежба -Gorivo"
    assert spelt('"ovelse i aarhus" OR dokovic', "Øvelse i Århus", "Djoković") == (
        '"Øvelse i Århus" OR Djoković'
    )
    assert spelt("cafe", "cafe\u0301 au lait") == "cafe\u0301"
    assert spelt("1 2x", "½x") == "1 2x"
    assert spelt("fuel", "oil") == "fuel"


def test_that_codes_and_numbers_stay_as_they_are() -> None:
    spelling = Spelling()
    spelling.learn("Donation Ministry")
    codes, named = OneOf("kinds", ("donation",)), Named("organisations", ("ministry",))
    query = All((codes, Not(named), Either((codes, Text(("donation",))))))
    assert spelling.spelt(query) == All(
        (
            codes,
            Not(Named("organisations", ("Ministry",))),
            Either((codes, Text(("Donation",)))),
        )
    )


@given(st.text(max_size=40))
def test_that_a_word_spelt_is_still_the_same_word(text: str) -> None:
    spelling = Spelling()
    spelling.learn(text)
    words = tokens(text)
    if words:
        (query,) = [spelling.spelt(Text(words))]
        assert isinstance(query, Text)
        assert [tokens(word) for word in query.words] == [(word,) for word in words]


def test_that_only_the_latest_words_are_remembered() -> None:
    spelling = Spelling()
    spelling.learn("First")
    spelling.learn(" ".join(f"W{number}" for number in range(MOST)))
    assert spelling.spelt(Text(("first", "w1"))) == Text(("first", "W1"))
