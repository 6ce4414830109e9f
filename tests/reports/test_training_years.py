"""Which records are training, and under which years they stand."""

from typing import Any

import pytest

from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.facets import Participant, Party, Place, Session
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN, Vocabulary
from coopdesk.reports.options import Options
from coopdesk.reports.training_years import by_year, institution_of, is_training, stands_of
from tests.builders import a_record


@pytest.mark.parametrize("kind", ["course", "exercise", "exchange_visit", "seminar", "mentoring"])
def test_that_training_is_what_the_vocabulary_calls_so(kind: str) -> None:
    assert is_training(a_record(kind=kind), BUILT_IN)


def test_that_a_kind_of_the_catalogue_that_shows_sessions_first_is_training() -> None:
    entry = CodeEntry("kind", "workshop", {"en": "Workshop"}, traits={"first": ["sessions"]})
    record = a_record(kind="workshop")
    assert is_training(record, Vocabulary.of([entry]))
    assert not is_training(record, BUILT_IN)


def test_that_sessions_make_training_and_participants_alone_do_not() -> None:
    assert is_training(a_record(kind="project", sessions=(Session("First"),)), BUILT_IN)
    assert not is_training(a_record(kind="event", participants=(Participant("guests"),)), BUILT_IN)


def stands(record: Record, **options: Any) -> list[tuple[int | None, bool, list[str], bool]]:
    return [
        (one.year, one.before, [session.title for session in one.sessions], one.first)
        for one in stands_of(record, Options(**options))
    ]


def test_that_a_record_without_sessions_stands_where_it_begins() -> None:
    assert stands(a_record(period=Period.parse("2012?/2016"))) == [(2012, False, [], True)]


@pytest.mark.parametrize("edtf", ["", "201X", "../2015"])
def test_that_no_year_is_made_up(edtf: str) -> None:
    assert stands(a_record(period=Period.parse(edtf))) == [(None, False, [], True)]


OVER_YEARS = a_record(
    period=Period.parse("2012/2016"),
    sessions=(Session("third", "2015-21"), Session("second", "2014"), Session("open")),
)


def test_that_sessions_stand_under_their_own_years_and_the_undated_with_the_record() -> None:
    assert stands(OVER_YEARS) == [
        (2012, False, ["open"], True),
        (2014, False, ["second"], False),
        (2015, False, ["third"], False),
    ]


def test_that_years_that_nobody_asked_for_are_left_out() -> None:
    assert stands(OVER_YEARS, first_year=2013, last_year=2014) == [
        (2014, False, ["second", "open"], True)
    ]


def test_that_what_goes_on_since_before_the_years_asked_for_stands_before_them() -> None:
    old = a_record(period=Period.parse("2006/.."), sessions=(Session("first", "2007"),))
    assert stands(old, first_year=2015) == [(None, True, [], True)]


def test_that_years_come_in_either_order_with_the_unknown_last() -> None:
    options = Options(first_year=2010)
    made = [
        stand
        for edtf in ("2012", "", "2006/..", "2011")
        for stand in stands_of(a_record(period=Period.parse(edtf)), options)
    ]
    oldest = [(group[0].year, group[0].before) for group in by_year(made, newest_first=False)]
    newest = [(group[0].year, group[0].before) for group in by_year(made, newest_first=True)]
    assert oldest == [(None, True), (2011, False), (2012, False), (None, False)]
    assert newest == [(2012, False), (2011, False), (None, True), (None, False)]


def test_that_the_institution_is_who_hosts_or_else_provides_where_it_takes_place() -> None:
    provider, host = Party("Air Force", "DK", "provider"), Party("College", "EE", "host")
    assert institution_of(a_record(parties=(provider, host))) == ("College", "EE")
    assert institution_of(a_record(parties=(provider,))) == ("Air Force", "DK")
    placed = a_record(parties=(provider,), places=(Place("Niš", "RS"),))
    assert institution_of(placed) == ("Air Force", "RS")
    in_session = a_record(parties=(provider,), sessions=(Session(country="BA"),))
    assert institution_of(in_session) == ("Air Force", "BA")
    assert institution_of(a_record(parties=(Party("", "RS", "host"),))) == ("", "RS")
    receiver = Party("Logistics School", "RS", "receiver")
    assert institution_of(a_record(parties=(receiver,))) == ("", "")
