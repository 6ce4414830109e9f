from collections.abc import Callable

import pytest

from coopdesk import i18n
from coopdesk.catalogue import period_refusals as refusals
from coopdesk.catalogue.period import PeriodError

REFUSALS: list[Callable[[str], PeriodError]] = [
    refusals.unreadable,
    refusals.strange_character,
    refusals.without_year,
    refusals.no_year,
    lambda text: refusals.no_month(text, 13, "2014-12"),
    lambda text: refusals.no_month(text, 15, "2014-12", "2014/2015"),
    lambda text: refusals.no_day(text, 2014, 2),
    lambda text: refusals.either(text, "2014-06-05", "2014-05-06"),
    lambda text: refusals.unclear(text, "2014-05"),
]


@pytest.mark.parametrize("text", ["May", "{text} {0}", "x" * 100, "a\nb\x00\ud800", "\u202e"])
@pytest.mark.parametrize("refusal", REFUSALS)
def test_that_a_refusal_is_one_printable_sentence(
    refusal: Callable[[str], PeriodError], text: str
) -> None:
    said = refusal(text)
    assert isinstance(said, PeriodError)
    assert str(said).startswith("“")
    assert str(said).endswith(".")
    assert str(said).isprintable()
    assert len(str(said)) < 250


def test_that_forms_come_with_their_words_where_there_are_any() -> None:
    assert "write 2014-12 (December 2014) or 2014/2015 (2014–2015)." in str(
        refusals.no_month("2014-15", 15, "2014-12", "2014/2015")
    )
    assert "write 200X (2000–2009) or 20XX." in str(refusals.either("the 2000s", "200X", "20XX"))


def test_that_words_and_months_are_those_of_the_interface() -> None:
    i18n.activate("da")
    assert "17. maj 2014" in str(refusals.unclear("x", "2014-05-17"))
    assert "februar 2014" in str(refusals.no_day("x", 2014, 2))


def test_that_a_leap_year_has_its_day() -> None:
    assert "has 29 days; write one of them, for example 2016-02-29." in str(
        refusals.no_day("x", 2016, 2)
    )
