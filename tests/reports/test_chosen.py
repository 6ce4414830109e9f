"""Which records the options of a report leave, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.period import Period
from coopdesk.reports.chosen import chosen, narrowed, ordered, touches
from coopdesk.reports.options import ORDERS, Options
from tests.builders import a_record
from tests.reports.requests import numbered

YEARS = st.one_of(st.none(), st.integers(2000, 2030))
EDTF = st.one_of(
    st.sampled_from(["", "2006/..", "../2010", "2014?", "2015-21", "2010/2012"]),
    st.integers(2000, 2030).map(str),
)


@pytest.mark.parametrize(
    ("edtf", "first", "last", "touching"),
    [
        ("2010", 2010, 2010, True),
        ("2010", 2011, None, False),
        ("2010", None, 2009, False),
        ("2008/2012", 2010, 2010, True),
        ("2006/..", 2024, 2024, True),
        ("2006/..", None, 2005, False),
        ("../2010", 2011, 2012, False),
        ("../2010", 1990, 1991, True),
        ("", 2010, 2010, False),
        ("", None, None, True),
    ],
)
def test_that_a_record_is_left_whose_period_touches_the_years(
    edtf: str, first: int | None, last: int | None, *, touching: bool
) -> None:
    assert touches(a_record(period=Period.parse(edtf)), first, last) is touching


@given(EDTF, YEARS, YEARS)
def test_that_more_years_never_leave_fewer_records(
    edtf: str, first: int | None, last: int | None
) -> None:
    record = a_record(period=Period.parse(edtf))
    if touches(record, first, last) and (first is not None or last is not None):
        wider_first = None if first is None else first - 1
        wider_last = None if last is None else last + 1
        assert touches(record, wider_first, wider_last)


def test_that_areas_leave_the_records_of_those_areas() -> None:
    records = numbered(a_record(area="AIR"), a_record(area="LOG"), a_record(area="AIR"))
    left = chosen(records, Options(areas=("AIR",)))
    assert [record.area for record in left] == ["AIR", "AIR"]


def test_that_areas_narrow_a_filter_and_never_widen_it() -> None:
    options = Options(areas=("AIR", "LOG"))
    assert narrowed(Filter(), options).areas == ("AIR", "LOG")
    assert narrowed(Filter(areas=("LOG", "MIL")), options).areas == ("LOG",)
    assert narrowed(Filter(areas=("MIL",)), Options()).areas == ("MIL",)
    # No record is left, and the words do not say that these are all.
    assert narrowed(Filter(areas=("MIL",)), options).areas == ("AIR", "LOG")


def _in_order(order: str, *edtf: str) -> list[str]:
    records = numbered(*(a_record(title=one, period=Period.parse(one)) for one in edtf))
    return [record.title for record in ordered(records, order)]


def test_that_what_has_no_period_stands_last_in_both_directions() -> None:
    assert _in_order("period", "", "2015", "2004") == ["2004", "2015", ""]
    assert _in_order("-period", "", "2004", "2015") == ["2015", "2004", ""]


def test_that_titles_go_by_the_letters_that_a_reader_sees() -> None:
    titles = [
        record.title
        for record in ordered(
            numbered(*(a_record(title=title) for title in ("øvelse", "Zebra", "Đak", "air"))),
            "title",
        )
    ]
    assert titles == ["air", "Đak", "øvelse", "Zebra"]


@given(st.lists(EDTF, max_size=8), st.sampled_from([code for code, _words in ORDERS]))
def test_that_an_order_neither_adds_nor_loses_records(periods: list[str], order: str) -> None:
    records = numbered(*(a_record(period=Period.parse(edtf)) for edtf in periods))
    assert sorted(record.reference for record in ordered(records, order)) == sorted(
        record.reference for record in records
    )
