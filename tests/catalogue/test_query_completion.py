"""What is being written in a query, and what fits it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.query import OneOf
from coopdesk.catalogue.query_completion import (
    fields_offered,
    known_value,
    place_at,
    values_offered,
    written_value,
)
from coopdesk.catalogue.query_reading import read_query


@pytest.mark.parametrize(
    ("text", "field", "typed", "replaced"),
    [
        ("kind:|", "kind", "", ""),
        ("fuel kind:do|", "kind", "do", "do"),
        ("fuel -kind:do| truck", "kind", "do", "do"),
        ("(Kind=do|)", "kind", "do", "do"),
        ("kind:a,do|nat,b", "kind", "do", "donat"),
        ('place:"novi s|', "place", "novi s", '"novi s'),
        ('place:"novi s|ad" x', "place", "novi s", '"novi sad"'),
        ('place:"a,b",nis|', "place", "nis", "nis"),
        ("role:RS/re|", "role", "RS/re", "RS/re"),
        ("ki|", None, "ki", "ki"),
        ("fuel -ki|nd:x", None, "ki", "kind:"),
        ("fuel |", None, "", ""),
    ],
)
def test_that_the_place_is_what_stands_at_the_cursor(
    text: str, field: str | None, typed: str, replaced: str
) -> None:
    at = text.index("|")
    text = text.replace("|", "")
    place = place_at(text, at)
    assert place is not None
    assert (place.field.word if place.field else None, place.text) == (field, typed)
    assert text[place.start : place.end] == replaced


@pytest.mark.parametrize("text", ['"kind:', "colour:r", "kind<", '"fuel t', "delivered>"])
def test_that_nothing_is_offered_within_quotation_marks_or_after_what_is_no_list(text: str) -> None:
    assert place_at(text, len(text)) is None


def test_that_fields_are_offered_by_their_word_or_label() -> None:
    assert [one.text for one in fields_offered("kin")] == ["kind:"]
    assert "delivered>" in [one.text for one in fields_offered("")]
    assert ("Contains  (has:)", "has:") in [(one.words, one.text) for one in fields_offered("cont")]


def test_that_what_begins_so_comes_before_what_contains_it() -> None:
    place = place_at("kind:vi", 7)
    assert place is not None
    known = [known_value("exchange_visit", "Exchange visit"), known_value("visit", "Visit")]
    offered = values_offered(place, known, 5)
    assert [one.text for one in offered] == ["visit", "exchange_visit"]
    assert [one.words for one in offered] == ["Visit  (visit)", "Exchange visit  (exchange_visit)"]
    assert len(values_offered(place, known, 1)) == 1


@given(st.text(min_size=1))
def test_that_a_written_value_is_read_as_itself(value: str) -> None:
    if not value.isspace():
        assert read_query(f"tag:x kind:{written_value(value)}").parts[1] == OneOf(  # type: ignore[union-attr]
            "kinds", (value,)
        )


@given(st.text(alphabet='ab kind:=<>,"()-./', max_size=30), st.data())
def test_that_a_place_lies_around_the_cursor(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    place = place_at(text, at)
    if place is not None:
        assert 0 <= place.start <= at <= place.end <= len(text)
