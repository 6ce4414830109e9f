"""Where in the calendar a period begins, and never more exactly than it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.period_quarters import (
    Standing,
    beginning,
    ending,
    months_edtf,
    quarter_edtf,
    quarter_of,
    standing_in,
    year_begun,
)


@pytest.mark.parametrize(
    ("edtf", "begins", "ends"),
    [
        ("2014-05", "2014-05", "2014-05"),
        ("2014-05~/2016?", "2014-05~", "2016?"),
        ("2006/..", "2006", ""),
        ("/2010", "", "2010"),
        ("", "", ""),
    ],
)
def test_that_a_period_begins_and_ends_with_what_is_written(
    edtf: str, begins: str, ends: str
) -> None:
    period = Period.parse(edtf)
    assert (beginning(period).edtf, ending(period).edtf) == (begins, ends)


@pytest.mark.parametrize(
    ("edtf", "year"),
    [
        ("2014?", 2014),
        ("2015-21", 2015),
        ("2006/..", 2006),
        ("2015-XX", 2015),
        ("{2014,2016}", 2014),
        ("[2014,2015]", None),
        ("201X", None),
        ("201X/2020", None),
        ("../2010", None),
        ("/2010", None),
        ("", None),
    ],
)
def test_that_a_year_begun_is_one_certain_year_or_none(edtf: str, year: int | None) -> None:
    assert year_begun(Period.parse(edtf)) == year


@pytest.mark.parametrize(
    ("edtf", "quarter"),
    [
        ("2015-01", 1),
        ("2015-03-31", 1),
        ("2015-05~", 2),
        ("2015-21", 2),
        ("2015-22", 3),
        ("2015-23", 4),
        ("2015-24", 4),
        ("2015-34", 2),
        ("2015-40", None),
        ("2015", None),
        ("2015?", None),
        ("2015-XX", None),
        ("[2015-02,2015-03]", 1),
        ("[2015-03,2015-05]", None),
        ("2014-05", None),
        ("2006/..", None),
        ("", None),
    ],
)
def test_that_a_date_stands_in_the_quarter_with_most_of_its_months(
    edtf: str, quarter: int | None
) -> None:
    assert quarter_of(Period.parse(edtf), 2015) == quarter


@pytest.mark.parametrize(
    ("edtf", "standing"),
    [
        ("2015-05-17/2015-09", Standing(2)),
        ("2015-21/2016", Standing(2)),
        ("2015-10/..", Standing(4)),
        ("2015", Standing(None)),
        ("2015-01/2015-12", Standing(None)),
        ("2015-01/..", Standing(None)),
        ("2015-01/2015-03", Standing(1)),
        ("2006/..", Standing(None, carried_over=True)),
        ("2014-11/2015-02", Standing(1, carried_over=True)),
        ("2014-11/2015-10", Standing(None, carried_over=True)),
        ("2014/2015", Standing(None, carried_over=True)),
        ("../2015-02", Standing(1, carried_over=True)),
        ("201X", Standing(None)),
        ("[2014,2015]", Standing(None)),
        ("2014", None),
        ("2016-01/..", None),
        ("", None),
    ],
)
def test_that_a_period_stands_in_a_year_where_it_begins(
    edtf: str, standing: Standing | None
) -> None:
    assert standing_in(Period.parse(edtf), 2015) == standing


@given(st.integers(1, 9998), st.sampled_from([1, 2, 3, 4]))
def test_that_the_edtf_of_a_quarter_stands_in_it(year: int, quarter: int) -> None:
    whole = Period.parse(quarter_edtf(year, quarter))
    months = Period.parse(months_edtf(year, quarter))
    assert (whole.earliest, whole.latest) == (months.earliest, months.latest)
    assert quarter_of(whole, year) == quarter
    assert quarter_of(whole, year + 1) is None


@given(st.dates(), st.integers(1, 9999))
def test_that_a_day_stands_in_its_own_quarter_and_in_no_other_year(day: object, year: int) -> None:
    period = Period.parse(str(day))
    assert period.earliest is not None
    own = period.earliest.year == year
    expected = (period.earliest.month + 2) // 3 if own else None
    assert quarter_of(period, year) == expected


def test_that_what_is_unknown_has_no_side() -> None:
    assert beginning(UNKNOWN) == ending(UNKNOWN) == UNKNOWN
