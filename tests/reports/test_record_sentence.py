"""A record told in running text: in the report's language where it can be, and never too long."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Translation
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.reports.record_sentence import LONGEST, first_sentences, is_own, sentence
from coopdesk.reports.wording import Wording
from tests.builders import a_record

EN = Wording("en", True, {})
DA = Wording("da", True, {})


def told(wording: Wording = EN, **changes: Any) -> str:
    made = sentence(a_record(**changes), wording)
    note = f" ({made['note']})" if made["note"] else ""
    return f"{made['text']}{note}{made['end']}"


def test_that_a_summary_is_told_with_its_year_and_state_before_the_full_stop() -> None:
    assert told(summary="Courses for drivers.", status="implementation") == (
        "Courses for drivers (2015, under way)."
    )
    assert told(summary="Courses for drivers", status="closed") == "Courses for drivers (2015)."
    assert told(summary="Who drives?", period=UNKNOWN) == "Who drives?"


def test_that_a_year_that_the_summary_names_is_not_told_twice() -> None:
    assert told(summary="Four courses in 2015.") == "Four courses in 2015."
    both = Period.parse("2014/2015")
    assert told(summary="Four courses in 2015.", period=both) == "Four courses in 2015 (2014–2015)."


def test_that_an_agreement_is_in_force_and_not_under_way() -> None:
    made = told(kind="agreement", summary="It binds.", status="in_force", period=UNKNOWN)
    assert made == "It binds (in force)."


def test_that_without_a_summary_the_title_and_kind_are_told_and_no_end() -> None:
    made = sentence(a_record(title="Drivers", status="pipeline"), EN)
    assert (made["text"], made["note"], made["end"]) == ("Drivers", "course, 2015, pipeline", "")


def test_that_the_reports_language_comes_first_even_if_only_the_title_is_in_it() -> None:
    whole = Translation("da", "Kursus", "Et kursus.")
    title = Translation("da", "Kursus")
    english = {"title": "Course", "summary": "A course.", "period": UNKNOWN}
    assert sentence(a_record(translations=(whole,), **english), DA)["text"] == "Et kursus"
    only_title = sentence(a_record(translations=(title,), **english), DA)
    assert (only_title["text"], only_title["own"]) == ("Kursus", True)
    none = sentence(a_record(**english), DA)
    assert (none["text"], none["own"]) == ("A course", False)
    assert sentence(a_record(**english), EN)["own"] is True


@pytest.mark.parametrize(("language", "own"), [("en", True), ("da", True), ("sr", False)])
def test_that_a_title_is_in_a_language_that_it_has_been_translated_into(
    language: str, own: bool
) -> None:
    assert is_own(a_record(translations=(Translation("da", "Kursus"),)), language) is own


def test_that_a_long_summary_ends_with_a_whole_sentence_where_it_can() -> None:
    first = "Courses were held in Serbia in 2014. године, and more."
    assert first_sentences(f"{first} {'Then ' + 'more ' * 60}.") == first
    assert first_sentences("One.\n\nTwo.") == "One."
    assert first_sentences("word " * 100).endswith("…")


@given(st.text(min_size=1).filter(str.strip))
def test_that_no_record_takes_more_room_than_there_is(summary: str) -> None:
    assert len(first_sentences(summary)) <= LONGEST


def test_that_the_mark_of_a_record_stands_before_it_where_that_is_wanted() -> None:
    marked = Wording("en", True, {}, marks=True)
    assert sentence(a_record(marking="RESTRICTED"), marked)["mark"] == "(R)"
    assert sentence(a_record(marking="RESTRICTED"), EN)["mark"] == ""
