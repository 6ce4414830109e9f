import contextlib
import io
import itertools
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from coopdesk.catalogue.period import UNKNOWN, Period, PeriodError

DAYS = st.dates()
YEARS = st.integers(1, 9999)
MONTHS = st.integers(1, 12)
QUALIFIERS = st.sampled_from(["", "~", "?", "%"])


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


YEAR_TEXTS = YEARS.map("{:04}".format)
MONTH_TEXTS = st.builds("{:04}-{:02}".format, YEARS, MONTHS)
SEASON_TEXTS = st.builds("{:04}-{}".format, YEARS, st.integers(21, 24))
DAY_TEXTS = DAYS.map(date.isoformat)
DATE_TEXTS = _joined(st.one_of(YEAR_TEXTS, MONTH_TEXTS, DAY_TEXTS), QUALIFIERS)
SIDE_TEXTS = st.one_of(DATE_TEXTS, _joined(SEASON_TEXTS, QUALIFIERS))
INTERVAL_TEXTS = _joined(SIDE_TEXTS, st.just("/"), SIDE_TEXTS)
OPEN_TEXTS = st.one_of(
    _joined(SIDE_TEXTS, st.sampled_from(["/..", "/"])),
    _joined(st.sampled_from(["../", "/"]), SIDE_TEXTS),
)
PERIODS = st.one_of(SIDE_TEXTS, INTERVAL_TEXTS, OPEN_TEXTS, st.just("")).map(
    lambda text: _period_or_none(text) or UNKNOWN
)


def _period_or_none(text: str) -> Period | None:
    with contextlib.suppress(PeriodError):
        return Period.parse(text)
    return None


def _library_days(text: str) -> tuple[date | None, date | None]:
    from edtf import parse_edtf

    parsed = parse_edtf(text)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    return (
        None if isinstance(lower, float) else date(*lower[:3]),
        None if isinstance(upper, float) else date(*upper[:3]),
    )


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2014-05", date(2014, 5, 1), date(2014, 5, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014-05-17", date(2014, 5, 17), date(2014, 5, 17)),
        ("2015-21", date(2015, 3, 1), date(2015, 5, 31)),
        ("2015-22", date(2015, 6, 1), date(2015, 8, 31)),
        ("2015-23", date(2015, 9, 1), date(2015, 11, 30)),
        ("2015-24", date(2015, 12, 1), date(2015, 12, 31)),
        ("2015-21~", date(2015, 3, 1), date(2015, 5, 31)),
        ("2010%", date(2010, 1, 1), date(2010, 12, 31)),
        ("2004/2006", date(2004, 1, 1), date(2006, 12, 31)),
        ("2015-21/2016-02", date(2015, 3, 1), date(2016, 2, 29)),
        ("2015/2015-05", date(2015, 1, 1), date(2015, 5, 31)),
        ("2006/..", date(2006, 1, 1), None),
        ("../2010", None, date(2010, 12, 31)),
        ("2006/", date(2006, 1, 1), None),
        ("/2010", None, date(2010, 12, 31)),
        ("0001", date.min, date(1, 12, 31)),
        ("9999-12-31", date.max, date.max),
    ],
)
def test_that_a_plain_form_has_its_first_and_last_day(
    text: str, earliest: date | None, latest: date | None
) -> None:
    assert Period.parse(text) == Period(text, earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2015-05-XX", date(2015, 5, 1), date(2015, 5, 31)),
        ("[2014,2016-05]", date(2014, 1, 1), date(2016, 5, 31)),
        ("[..2015]", None, date(2015, 12, 31)),
        ("Y2E3", date(2000, 1, 1), date(2000, 12, 31)),
        ("?2004-06-~11", date(2004, 6, 11), date(2004, 6, 11)),
        ("2015-33", date(2015, 1, 1), date(2015, 3, 31)),
        ("201X/2020", date(2010, 1, 1), date(2020, 12, 31)),
        ("2015-05-17T10:00:00Z", date(2015, 5, 17), date(2015, 5, 17)),
        ("1950S2/", date(1950, 1, 1), None),
    ],
)
def test_that_any_other_form_is_read_by_the_library(
    text: str, earliest: date | None, latest: date | None
) -> None:
    assert Period.parse(text) == Period(text, earliest, latest)
    assert Period.parse(Period.parse(text).edtf) == Period(text, earliest, latest)


@settings(max_examples=60, deadline=None)
@given(st.one_of(DATE_TEXTS, SEASON_TEXTS))
def test_that_our_reading_of_dates_agrees_with_the_library(text: str) -> None:
    period = Period.parse(text)
    assert (period.earliest, period.latest) == _library_days(text)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        INTERVAL_TEXTS,
        _joined(SIDE_TEXTS, st.just("/..")),
        _joined(st.just("../"), SIDE_TEXTS),
    )
)
def test_that_our_reading_of_intervals_agrees_with_the_library(text: str) -> None:
    earliest, latest = _library_days(text)
    if earliest and latest and earliest > latest:
        with pytest.raises(PeriodError, match="ends before it begins"):
            Period.parse(text)
    else:
        assert Period.parse(text) == Period(text, earliest, latest)


def test_that_the_plain_forms_do_without_the_library() -> None:
    program = (
        "import sys; from coopdesk.catalogue.period import Period;"
        "[Period.parse(text) for text in ('2014-05-17~', '2015-24', '2004/2006?', '2006/..', '')];"
        "sys.exit('edtf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@given(PERIODS)
def test_that_reading_its_own_text_gives_the_same_period(period: Period) -> None:
    assert Period.parse(period.edtf) == period


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        (" 2015\n", "2015"),
        ("2006 / ..", "2006/.."),
        ("\u00a02004/ 2006", "2004/2006"),
        ("[2014, 2016]", "[2014,2016]"),
    ],
)
def test_that_blanks_do_not_count(written: str, edtf: str) -> None:
    assert Period.parse(written).edtf == edtf


@pytest.mark.parametrize("text", ["", " ", "\t\n"])
def test_that_no_text_is_the_unknown_period(text: str) -> None:
    period = Period.parse(text)
    assert period == UNKNOWN
    assert period.unknown
    assert (period.earliest, period.latest) == (None, None)
    assert (period.year_from, period.year_to) == (None, None)
    assert not any((period.open_start, period.open_end, period.approximate, period.uncertain))


@pytest.mark.parametrize(
    ("text", "open_start", "open_end"),
    [
        ("2006/..", False, True),
        ("../2010", True, False),
        ("2006/", False, False),
        ("/2010", False, False),
        ("2006/2010", False, False),
        ("[..2015]", True, False),
        ("[2015..]", False, True),
    ],
)
def test_that_an_open_side_is_told_from_an_unknown_one(
    text: str, open_start: bool, open_end: bool
) -> None:
    period = Period.parse(text)
    assert (period.open_start, period.open_end, period.unknown) == (open_start, open_end, False)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2010~", True, False),
        ("2010?", False, True),
        ("2010%", True, True),
        ("2010~/2012?", True, True),
        ("2010-~05", True, False),
    ],
)
def test_that_estimates_and_doubts_are_told(text: str, approximate: bool, uncertain: bool) -> None:
    period = Period.parse(text)
    assert (period.approximate, period.uncertain) == (approximate, uncertain)


def test_that_the_years_are_those_of_the_first_and_last_day() -> None:
    period = Period.parse("2004-11/2006-02")
    assert (period.year_from, period.year_to) == (2004, 2006)
    assert Period.parse("2006/..").year_to is None


@pytest.mark.parametrize(
    "text",
    [
        "..",
        "JUNE2015",
        "spring 2015",
        "2015-2016",
        "2015 - 21",
        "17.5.2014",
        "2015~~",
        "2015-1X",
        "{..2015,2016}",
        "2015-21^N",
        "٢٠١٥",
        "２０１５",
        "²⁰¹⁵",
        "\u200f2015",
        "2015\u202e",
        "2015/\u200e..",
        "2015\x00",
        "201\n5",
        "\ud800",
        "9" * 10_000,
        "[" * 10_000,
        "2015/" + " " * 10_000 + "2016",
        "{text}",
    ],
)
def test_that_what_is_not_edtf_is_refused_with_examples(text: str) -> None:
    with pytest.raises(PeriodError, match=r"cannot be read as a date or a period; .*2014-05-17"):
        Period.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "2015-02-30",
        "2015-02-29",
        "2015-13",
        "2015-05-00",
        "2015-21-01",
        "2015-42",
        "2015/2016-04-31",
        "0000",
        "Y12345",
        "Y9E999999999",
        "XXXX",
        "Y" + "9" * 90,
    ],
)
def test_that_a_date_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="does not exist"):
        Period.parse(text)


@pytest.mark.parametrize(
    "text",
    ["2016/2015", "2015-05/2015-03", "2015-22/2015-21", "2020/201X", "2015-05-17/2015-05-16"],
)
def test_that_an_interval_ending_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="ends before it begins"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["/", "../..", "/..", "../", "[..2014,2016..]"])
def test_that_an_interval_without_beginning_and_end_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="neither a beginning nor an end"):
        Period.parse(text)


def test_that_a_long_text_is_quoted_in_part() -> None:
    with pytest.raises(PeriodError) as refused:
        Period.parse("the spring of the year " * 500)
    assert "“the spring of the year" in str(refused.value)
    assert len(str(refused.value)) < 250


@given(st.text())
@example("../[")
@example("/..~3")
def test_that_no_text_raises_anything_but_a_period_error(text: str) -> None:
    _period_or_none(text)


ALMOST_EDTF = st.from_regex(
    r"(2015|201X|XXXX|Y2E3|-05|-21|-30|-1X|-XX|T10:00:00|\.\.|[-0-9/~?%\[\]{},YESTZ+]){2,6}",
    fullmatch=True,
)


@settings(max_examples=80, deadline=None)
@given(ALMOST_EDTF)
@example("../[")
@example("/..201X")
@example("2015-1X")
def test_that_almost_edtf_is_read_or_refused_without_a_sound(text: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        period = _period_or_none(text)
    assert printed.getvalue() == ""
    if period is not None:
        assert period.earliest is not None or period.latest is not None
        assert Period.parse(period.edtf) == period


@given(PERIODS)
def test_that_a_period_never_ends_before_it_begins(period: Period) -> None:
    _unknown, earliest, latest = period.sort_key
    assert earliest <= latest


@given(st.lists(PERIODS, max_size=8))
def test_that_periods_sort_by_first_day_then_last_day_with_the_unknown_last(
    periods: list[Period],
) -> None:
    ordered = sorted(periods, key=lambda period: period.sort_key)
    for before, after in itertools.pairwise(ordered):
        assert after.unknown or not before.unknown
        if not after.unknown:
            assert (before.earliest or date.min) <= (after.earliest or date.min)
            if before.earliest == after.earliest:
                assert (before.latest or date.max) <= (after.latest or date.max)


def _in_order(texts: list[str]) -> list[str]:
    ordered = sorted(map(Period.parse, texts), key=lambda period: period.sort_key)
    return [period.edtf for period in ordered]


def test_that_open_sides_sort_first_and_last() -> None:
    texts = ["", "2006/..", "2006/2010", "../2010", "2006", "2005-24"]
    assert _in_order(texts) == ["../2010", "2005-24", "2006", "2006/2010", "2006/..", ""]


def test_that_a_season_sorts_between_its_months() -> None:
    texts = ["2015-05", "2015-21", "2015-02", "2015-03", "2015-22"]
    assert _in_order(texts) == ["2015-02", "2015-03", "2015-21", "2015-05", "2015-22"]


def test_that_the_seasons_of_a_year_sort_from_spring_to_winter_and_stay_in_it() -> None:
    assert _in_order(["2015-24", "2015-23", "2015-22", "2015-21"]) == [
        f"2015-{season}" for season in (21, 22, 23, 24)
    ]
    winter = Period.parse("2015-24")
    assert (winter.year_from, winter.year_to) == (2015, 2015)


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        ("2015-21", 2014, False),
        ("2015-21", 2015, True),
        ("2004/2006", 2005, True),
        ("2006/..", 2005, False),
        ("2006/..", 9999, True),
        ("../2010", 2011, False),
        ("2006/", 2020, True),
        ("", 2015, False),
        ("2006/..", 10_000, False),
        ("../2010", 0, False),
    ],
)
def test_that_a_year_finds_the_periods_that_may_touch_it(text: str, year: int, found: bool) -> None:
    assert Period.parse(text).overlaps_year(year) is found


@given(PERIODS, YEARS)
def test_that_a_year_is_its_days(period: Period, year: int) -> None:
    whole = period.overlaps(date(year, 1, 1), date(year, 12, 31))
    assert period.overlaps_year(year) is whole


@given(PERIODS, DAYS, st.integers(0, 1000))
def test_that_overlapping_means_not_lying_wholly_before_or_after(
    period: Period, first: date, length: int
) -> None:
    assume(first.toordinal() + length <= date.max.toordinal())
    last = first + timedelta(days=length)
    before = period.latest is not None and period.latest < first
    after = period.earliest is not None and period.earliest > last
    assert period.overlaps(first, last) is not (period.unknown or before or after)


def test_that_the_first_and_last_day_are_included() -> None:
    period = Period.parse("2014-05")
    assert period.overlaps(date(2014, 5, 31), date(2014, 6, 1))
    assert period.overlaps(date(2014, 4, 1), date(2014, 5, 1))
    assert not period.overlaps(date(2014, 6, 1), date(2014, 6, 30))
    assert not UNKNOWN.overlaps(date.min, date.max)
