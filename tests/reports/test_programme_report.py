"""The programme of a year, as its reader gets it."""

from typing import Any

import pytest

from coopdesk.catalogue.facets import Budget, Milestone, Party, Place, Session, Translation
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.options import Options
from coopdesk.reports.programme_report import YearRefused, programme_data
from tests.builders import a_partnership, a_record
from tests.reports.reading import bookmarks, everything, text
from tests.reports.requests import a_request, pdf_of

NEXT = Options(year=2027)
PARTIES = (
    Party("", "RS", "receiver"),
    Party("Observers", "SE", "observer"),
    Party("Air Force", "DK", "lead"),
    Party("Air Base", "RS", "host"),
)


def an_activity(edtf: str, **changes: Any) -> Record:
    values: dict[str, Any] = {"title": f"Activity {edtf}", "period": Period.parse(edtf)}
    return a_record(**{**values, "status": "pipeline", **changes})


def data(*records: Record, options: Options = NEXT, **changes: Any) -> dict[str, Any]:
    return programme_data(a_request(*records, options=options, **changes))


def rows(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for part in made["parts"] for area in part["areas"] for row in area["rows"]]


def test_that_the_plan_is_by_quarter_and_area() -> None:
    made = data(
        an_activity("2027", area="GEN", title="Talks"),
        an_activity("2027-05", title="Late"),
        an_activity("2027-04-03", title="Early"),
        an_activity("2027-06", area="AIR", title="Flying"),
        an_activity("2027-24", title="Winter"),
    )
    told = [
        (part["name"], part["months"], area["name"], [row["title"] for row in area["rows"]])
        for part in made["parts"]
        for area in part["areas"]
    ]
    assert told == [
        ("Q2 2027", "April 2027 – June 2027", "Training", ["Early", "Late"]),
        ("Q2 2027", "April 2027 – June 2027", "Air forces", ["Flying"]),
        ("Q4 2027", "October 2027 – December 2027", "Training", ["Winter"]),
        ("Whole year or date open", "2027", "General", ["Talks"]),
    ]
    assert (made["kind"], made["scope"]) == ("Programme of activities", "2027")


def test_that_the_year_printed_is_planned_unless_another_is_asked_for() -> None:
    records = an_activity("2026-02"), an_activity("2027-02")
    assert [row["title"] for row in rows(data(*records, options=Options()))] == ["Activity 2026-02"]
    assert [row["title"] for row in rows(data(*records))] == ["Activity 2027-02"]


@pytest.mark.parametrize("year", [-1, 0, 9999, 10_000])
def test_that_a_year_without_dates_is_refused(year: int) -> None:
    with pytest.raises(YearRefused, match="no plan of the year"):
        data(an_activity("2027"), options=Options(year=year))


def test_that_years_asked_of_other_reports_do_not_count() -> None:
    options = Options(year=2027, first_year=2010, last_year=2012)
    made = data(an_activity("2027"), options=options)
    assert len(rows(made)) == 1
    assert "Period" not in [line["label"] for line in made["particulars"]]


def test_that_an_activity_says_who_answers_where_when_and_how_far_it_is() -> None:
    places = (Place("Niš", "RS"), Place("", "RS"), Place("", "DK"))
    (row,) = rows(data(an_activity("2027-21", parties=PARTIES, places=places)))
    assert [(one["role"], one["names"]) for one in row["answering"]] == [
        ("Lead", "Air Force, Denmark"),
        ("Host", "Air Base, Serbia"),
        ("Receiver", "Serbia"),
    ]
    assert (row["when"], row["places"]) == ("spring 2027", ["Niš, Serbia", "Denmark"])
    assert row["small"] == ["Course", "Pipeline", "DK-RS/2026/001"]


def test_that_parties_without_a_role_stand_alone() -> None:
    (row,) = rows(data(an_activity("2027", parties=(Party("Air Force", "DK"),))))
    assert row["answering"] == [{"role": "", "names": "Air Force, Denmark"}]


def test_that_amounts_are_told_once_and_added_up_by_area_and_currency() -> None:
    made = data(
        an_activity(
            "2027",
            budget=(Budget("original", "2027", 1_000.0, "DKK"),),
            sessions=(Session("a", "2027-02"), Session("b", "2027-08")),
        ),
        an_activity("2027-02", budget=(Budget("original", "2027", 500.0, "EUR"),)),
        an_activity("2026/2028", area="AIR", budget=(Budget("", "2026/2028", 9.0, "DKK"),)),
    )
    told = [(row["amounts"], row["note"]) for row in rows(made)]
    assert told == [
        ([{"words": "1,000\N{NO-BREAK SPACE}DKK", "period": ""}], ""),
        ([{"words": "500\N{NO-BREAK SPACE}EUR", "period": ""}], ""),
        ([], "see also: Q1 2027"),
        ([{"words": "9\N{NO-BREAK SPACE}DKK", "period": "2026–2028"}], ""),
    ]
    budget = made["budget"]
    money = ["1,000\N{NO-BREAK SPACE}DKK", "500\N{NO-BREAK SPACE}EUR"]
    assert [(row["name"], row["cells"]) for row in budget["rows"]] == [
        ("Training", [money, []]),
        ("Air forces", [[], ["9\N{NO-BREAK SPACE}DKK"]]),
    ]
    assert budget["totals"] == [money, ["9\N{NO-BREAK SPACE}DKK"]]
    assert len(budget["columns"]) == 3


def test_that_there_is_no_budget_where_none_is_recorded() -> None:
    made = data(an_activity("2027"))
    assert made["budget"] == {}
    assert made["parts"][0]["columns"] == ["Activity", "When", "Place", "Responsible"]


def test_that_milestones_due_are_listed_with_their_activity() -> None:
    milestones = (Milestone("Report", "2027-02-10"), Milestone("Start", "2027-01", "2027-01-15"))
    made = data(an_activity("2027-01/2027-03", milestones=milestones))
    assert [
        (one["milestone"], one["activity"]["title"], one["due"], one["done"])
        for one in made["parts"][0]["due"]["rows"]
    ] == [
        ("Start", "Activity 2027-01/2027-03", "January 2027", "15 January 2027"),
        ("Report", "Activity 2027-01/2027-03", "10 February 2027", "–"),
    ]


def test_that_a_very_long_title_stands_in_full_once() -> None:
    record = an_activity(
        "2027-05",
        title="word " * 200,
        sessions=(Session("a", "2027-08"),),
        milestones=(Milestone("Report", "2027-05"),),
    )
    made = data(record)
    lengths = [len(row["title"]) for row in rows(made)]
    assert lengths == [999, 160]
    assert len(made["parts"][0]["due"]["rows"][0]["activity"]["title"]) == 160


def test_that_both_countries_of_the_partnership_can_sign() -> None:
    signing = data(an_activity("2027"))["signing"]
    assert signing["sides"] == ["Denmark", "Serbia"]
    assert data()["signing"] == {}


def test_that_there_is_no_signing_for_the_public_or_for_several_partnerships() -> None:
    cleared = an_activity("2027", publish=True, marking="UNCLASSIFIED")
    assert data(cleared, audience=Audience("public"))["signing"] == {}
    other = an_activity("2027", partnership="DK-BA")
    both = (a_partnership(), a_partnership(code="DK-BA", countries=("DK", "BA")))
    assert data(cleared, other, partnerships=both)["signing"] == {}


def test_that_the_house_is_told_what_has_no_date() -> None:
    lost = an_activity("", status="implementation", releasable_to=("RS",))
    note = "1 activity under way has no date recorded and so is not in this plan."
    assert note in data(an_activity("2027"), lost)["notes"]
    assert note not in data(an_activity("2027"), lost, audience=Audience("partner", "RS"))["notes"]


def test_that_what_is_withheld_or_not_in_the_plan_leaves_no_trace() -> None:
    seen = an_activity("2027", releasable_to=("RS",))
    hidden = an_activity("2027-02", title="Hidden", area="AIR", marking="RESTRICTED")
    past = an_activity("2020", releasable_to=("RS",), marking="RESTRICTED")
    partner = Audience("partner", "RS")
    assert data(seen, hidden, past, audience=partner) == data(seen, audience=partner)


def test_that_a_year_without_activities_says_so() -> None:
    made = data(an_activity("2020"))
    assert made["parts"] == []
    assert made["words"]["nothing"][0] == "No activities in 2027"


@pytest.mark.slow
@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_that_the_page_says_it_in_each_language(language: str) -> None:
    record = an_activity(
        "2027-05",
        parties=PARTIES,
        translations=(Translation("sr", "Вежба на Копаонику"),),
        budget=(Budget("original", "2027", 1_000.0, "DKK"),),
        milestones=(Milestone("Report", "2027-05"),),
        sessions=(Session("Run", "2027-05", 2, "Niš", "RS", 20), Session("Run", "2027-08")),
    )
    made = pdf_of(a_request(record, language=language, options=NEXT), "programme")
    assert ("Вежба на Копаонику" in text(made)) == (language == "sr")
    assert len(bookmarks(made)) == 4


@pytest.mark.slow
def test_that_no_byte_tells_of_withheld_activities() -> None:
    seen = an_activity("2027-05", releasable_to=("RS",))
    hidden = an_activity("2027-02", title="Qqplanted", milestones=(Milestone("Qqdue", "2027-08"),))
    request = a_request(seen, hidden, options=NEXT, audience=Audience("partner", "RS"))
    made = everything(pdf_of(request, "programme"))
    assert "Qq" not in made
    assert "Q1 2027" not in made


@pytest.mark.slow
def test_that_an_empty_plan_is_a_page_that_says_so() -> None:
    made = text(pdf_of(a_request(options=NEXT), "programme"))
    assert "No activities in 2027" in made
