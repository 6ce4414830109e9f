"""When an agreement ends, and how far away that is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.codes import STATUSES
from coopdesk.catalogue.expiry import (
    distance_words,
    ends_within,
    expiry,
    in_force_statuses,
    months_after,
)
from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.vocabulary import BUILT_IN

TODAY = date(2026, 11, 26)


def end(*expires: str, period: str = "") -> str:
    terms = [Term("", "2010", "2010", text) for text in expires]
    return expiry(terms, Period.parse(period)).edtf


def test_that_the_last_term_that_states_an_end_counts() -> None:
    assert end("2020", "2027-03-15") == "2027-03-15"
    assert end("2020", "") == "2020"
    assert end("2020", period="2010/2030") == "2020"


def test_that_without_terms_the_end_of_an_interval_counts_and_a_mere_year_does_not() -> None:
    assert end(period="2010/2015-05~") == "2015-05~"
    assert end("", period="2010/2015") == "2015"
    assert [end(period=text) for text in ("2004", "2006/..", "2006/", "")] == [""] * 4


@pytest.mark.parametrize(
    ("expires", "near"),
    [
        ("2026-11-25", False),
        ("2026-11-26", True),
        ("2026", True),
        ("2027-11-26", True),
        ("2027-11-27", False),
        ("2027", True),
        ("2027-24", False),
        ("2028", False),
        ("", False),
    ],
)
def test_that_an_end_is_near_where_it_may_come_within_a_year(expires: str, near: bool) -> None:
    assert ends_within(Period.parse(expires), TODAY) is near


def test_that_months_end_where_the_month_ends() -> None:
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert months_after(date(9999, 12, 31), 12) == date(9999, 12, 31)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 600), st.integers(0, 600))
def test_that_more_months_are_never_earlier(day: date, one: int, more: int) -> None:
    assert months_after(day, one) <= months_after(day, one + more)
    assert months_after(day, 1) - day <= timedelta(days=31)


@pytest.mark.parametrize(
    ("expires", "words"),
    [
        ("2027-03-26", "in 4 months"),
        ("2027-10-26", "in 11 months"),
        ("2026-11-26", "today"),
        ("2026-11-29", "in 3 days"),
        ("2026-11-23", "3 days ago"),
        ("2028-01", "in 1 year"),
        ("2026-11", ""),
        ("2028", ""),
        ("", ""),
    ],
)
def test_that_only_what_is_known_to_the_month_is_so_far_away(expires: str, words: str) -> None:
    assert distance_words(Period.parse(expires), TODAY) == words


def test_that_the_distance_is_said_in_each_language() -> None:
    end_ = Period.parse("2027-03-26")
    said = [distance_words(end_, TODAY, code) for code in ("da", "sr", "sr_Latn")]
    assert said == ["om 4 måneder", "за 4 месеца", "za 4 meseca"]


def test_that_an_agreement_binds_while_it_is_in_force() -> None:
    assert in_force_statuses(BUILT_IN) == ("in_force",)
    assert {status.code for status in STATUSES} > {"in_force"}
