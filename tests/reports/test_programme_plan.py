"""What a year's plan has, and in which quarter it stands."""

from datetime import date
from typing import Any

import pytest

from coopdesk.catalogue.facets import Milestone, Session
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.reports.programme_plan import WHOLE_YEAR, in_plan, plan_of, undated
from tests.builders import a_record

TODAY = date(2026, 11, 23)


def planned(*records: Record, year: int = 2027) -> dict[int, list[str]]:
    parts = plan_of(records, year, TODAY, BUILT_IN)
    return {part.quarter: [one.record.title for one in part.planned] for part in parts}


def an_activity(edtf: str, **changes: Any) -> Record:
    return a_record(**{"title": edtf, "period": Period.parse(edtf), **changes})


@pytest.mark.parametrize(
    ("edtf", "quarter"),
    [
        ("2027-02-14", 1),
        ("2027-21", 2),
        ("2027-07~/2028", 3),
        ("2027-24", 4),
        ("2026-11/2027-02", 1),
        ("2027", WHOLE_YEAR),
        ("2027?", WHOLE_YEAR),
        ("2006/..", WHOLE_YEAR),
        ("202X", WHOLE_YEAR),
    ],
)
def test_that_an_activity_stands_in_the_quarter_in_which_it_begins(edtf: str, quarter: int) -> None:
    assert planned(an_activity(edtf)) == {quarter: [edtf]}


@pytest.mark.parametrize("edtf", ["2026", "2028-01/..", ""])
def test_that_what_does_not_touch_the_year_is_not_in_its_plan(edtf: str) -> None:
    assert planned(an_activity(edtf)) == {}


def test_that_agreements_and_what_was_cancelled_are_no_activities() -> None:
    agreement = an_activity("2027", kind="agreement", status="in_force")
    assert planned(agreement, an_activity("2027", status="cancelled")) == {}


def test_that_what_has_ended_is_in_no_plan_of_a_year_to_come() -> None:
    closed = an_activity("2020/..", status="closed")
    assert planned(closed, year=2027) == {}
    assert planned(closed, year=2026) == {WHOLE_YEAR: ["2020/.."]}


def test_that_an_activity_stands_again_where_further_sessions_begin() -> None:
    sessions = (Session("a", "2027-05"), Session("b", "2027-11"), Session("c", "2028-02"))
    parts = plan_of([an_activity("2027", sessions=sessions)], 2027, TODAY, BUILT_IN)
    told = [
        (part.quarter, one.at_home, [session.title for session in one.sessions])
        for part in parts
        for one in part.planned
    ]
    assert told == [(2, True, ["a"]), (4, False, ["b"])]


def test_that_what_runs_all_year_keeps_its_place_beside_its_sessions() -> None:
    running = an_activity("2006/..", sessions=(Session("a", "2027-05"),))
    parts = plan_of([running], 2027, TODAY, BUILT_IN)
    told = [(part.quarter, one.at_home) for part in parts for one in part.planned]
    assert told == [(2, False), (WHOLE_YEAR, True)]


def test_that_a_session_alone_brings_a_record_into_the_plan() -> None:
    assert planned(an_activity("", sessions=(Session("a", "2027-08"),))) == {3: [""]}


def test_that_milestones_stand_where_they_are_due_whoever_has_them() -> None:
    agreement = a_record(
        kind="agreement",
        status="in_force",
        milestones=(
            Milestone("late", "2027-06"),
            Milestone("early", "2027-04-01"),
            Milestone("some time", "2027"),
            Milestone("past", "2026-12"),
            Milestone("vague", "[2026,2027]"),
            Milestone("never"),
        ),
    )
    parts = plan_of([agreement], 2027, TODAY, BUILT_IN)
    assert {part.quarter: [one.milestone.title for one in part.due] for part in parts} == {
        2: ["early", "late"],
        WHOLE_YEAR: ["some time"],
    }
    assert in_plan(parts) == {id(agreement)}


def test_that_activities_under_way_without_a_date_are_known() -> None:
    lost = an_activity("", status="implementation")
    others = (
        an_activity("2027", status="implementation"),
        an_activity("", status="closed"),
        an_activity("", kind="agreement", status="in_force"),
        an_activity("", status="implementation", sessions=(Session("a", "2027"),)),
    )
    assert undated((lost, *others), BUILT_IN) == (lost,)
