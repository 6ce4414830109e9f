"""What the charts show, and the same in words for who cannot see them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.chart_data import (
    counted_years,
    kind_bars,
    timeline,
    year_columns,
    years_of,
)
from coopdesk.reports.wording import Wording
from tests.builders import a_record

EN = Wording("en", True, {})
TODAY = date(2026, 11, 23)


def dated(*periods: str) -> list[Record]:
    return [a_record(title=f"R{n}", period=Period.parse(p)) for n, p in enumerate(periods, 1)]


def test_that_a_record_counts_in_every_year_that_it_touches() -> None:
    years = counted_years(dated("2004", "2006/2008", "2008-05", ""), TODAY)
    assert years is not None
    assert (years.first, years.last, years.counts) == (2004, 2008, (1, 0, 1, 1, 2))


def test_that_what_goes_on_reaches_to_today_and_what_has_no_end_known_does_not() -> None:
    assert years_of(Period.parse("2006/.."), TODAY) == (2006, 2026)
    assert years_of(Period.parse("2030/.."), TODAY) == (2030, 2030)
    assert years_of(Period.parse("2006/"), TODAY) == (2006, 2006)
    assert years_of(Period.parse("../2010"), TODAY) == (2010, 2010)
    assert years_of(UNKNOWN, TODAY) is None


def test_that_the_years_are_told_in_words_those_alike_together() -> None:
    chart = year_columns(dated("2004", "2006/2008", "2014", "2014", ""), TODAY, EN)
    assert chart["alt"] == (
        "Records in each year, 2004–2014. 2004: 1; 2005: 0; 2006–2008: 1 in each year; "
        "2009–2013: 0 in each year; 2014: 2. What goes on over several years counts in each of "
        "them. 1 record without a date is not shown."
    )
    assert chart["note"] == (
        "What goes on over several years counts in each of them. "
        "1 record without a date is not shown."
    )
    assert [entry["label"] for entry in chart["entries"]] == [str(y) for y in range(2004, 2015)]


def test_that_one_year_or_none_is_no_chart_of_years() -> None:
    assert year_columns(dated("2015", "2015-05", ""), TODAY, EN) == {}
    assert year_columns(dated("", ""), TODAY, EN) == {}


def test_that_too_many_years_are_counted_in_steps_each_record_once_in_each() -> None:
    chart = year_columns(dated("1901/1908", "1903", "2026"), TODAY, EN)
    assert [entry["label"] for entry in chart["entries"]][:3] == ["1900", "1905", "1910"]
    assert [entry["value"] for entry in chart["entries"]][:3] == [2, 1, 0]
    assert "1900–1904: 2; 1905–1909: 1; 1910–2024: 0; 2025–2029: 1" in chart["alt"]
    assert chart["note"].startswith("Each column stands for 5 years. ")


def test_that_it_is_said_that_what_goes_on_counts_in_each_year_where_something_does() -> None:
    chart = year_columns(dated("2004", "2006"), TODAY, EN)
    assert chart["note"] == ""


years = st.integers(1, 9999)
spans = st.tuples(years, years).map(sorted).map(lambda pair: f"{pair[0]:04}/{pair[1]:04}")


@given(st.lists(spans, min_size=1, max_size=8))
def test_that_there_are_never_more_columns_than_there_is_room_for(periods: list[str]) -> None:
    records = dated(*periods)
    chart = year_columns(records, TODAY, EN)
    entries = chart.get("entries", [])
    assert len(entries) <= 60
    assert all(0 <= entry["value"] <= len(records) for entry in entries)
    drawn = timeline(records, TODAY, EN)
    assert len(drawn["ticks"]) <= 10
    assert all(0 <= bar["begins"] <= bar["ends"] <= 1 for bar in drawn["entries"])
    assert all(0 <= tick["at"] < 1 for tick in drawn["ticks"])


def test_that_a_timeline_has_a_bar_for_each_dated_record_oldest_first() -> None:
    chart = timeline(dated("2015-21", "", "2004", "2006/..", "../2005"), TODAY, EN)
    assert chart["alt"] == (
        "When it took place, 2004–2026. R5 (until 2005); R3 (2004); R4 (since 2006); "
        "R1 (spring 2015)."
    )
    first, letter, programme, spring = chart["entries"]
    assert (first["begins"], first["opens"], first["goes_on"]) == (0.0, True, False)
    assert (letter["begins"], letter["opens"]) == (0.0, False)
    assert (programme["ends"], programme["goes_on"]) == (1.0, True)
    # Spring 2015 ends eleven years and seven months before the end of 2026, of 23 years.
    assert round(spring["ends"], 2) == round((11 + 5 / 12) / 23, 2)
    assert chart["note"] == ""
    assert timeline(dated(""), TODAY, EN) == {}


def test_that_an_estimate_is_drawn_apart_and_the_drawing_is_explained() -> None:
    chart = timeline(dated("2010~", "2012?", "2014"), TODAY, EN)
    assert [bar["vague"] for bar in chart["entries"]] == [True, True, False]
    assert chart["note"] == "An outlined bar is an estimate or in doubt."


def test_that_kinds_are_counted_the_most_first_and_told_in_words() -> None:
    records = [a_record(kind=kind) for kind in ("course", "donation", "course", "odd")]
    assert kind_bars(records, EN)["alt"] == "Records by kind. Course: 2; Donation: 1; odd: 1."
    assert kind_bars([a_record(), a_record()], EN) == {}
    assert kind_bars([a_record(), a_record(kind="donation")], EN) == {}


def test_that_the_words_of_charts_are_in_the_language_of_the_report() -> None:
    records = dated("2004-05", "2006/..")
    told = {timeline(records, TODAY, Wording(code, True, {}))["alt"] for code, _name in LANGUAGES}
    assert len(told) == len(LANGUAGES)
