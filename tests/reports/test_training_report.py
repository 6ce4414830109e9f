"""The training report: what stands where, and what it comes to."""

from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.facets import Participant, Party, Place, Relation, Session, Translation
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.options import Options
from coopdesk.reports.training_report import training_data
from tests.builders import a_record
from tests.reports.reading import bookmarks, everything, tags, text
from tests.reports.requests import a_request, pdf_of

COLLEGE = (Party("Baltic Defence College", "EE", "host"), Party("", "DK", "provider"))


def a_course(year: str, **changes: Any) -> Record:
    values: dict[str, Any] = {
        "title": f"Course {year}",
        "period": Period.parse(year),
        "status": "closed",
        "parties": COLLEGE,
        "places": (Place("Tartu", "EE"),),
        "participants": (Participant("students", "RS", 12), Participant("guests", "DK")),
        "sessions": (Session("Spring", f"{year[:4]}-21", 2, "Tartu", "EE", 20),),
        **changes,
    }
    return a_record(**values)


def data(*records: Record, **changes: Any) -> dict[str, Any]:
    return training_data(a_request(*records, **changes))


def outline(made: dict[str, Any]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (
            year["name"],
            [(group["name"], [row["title"] for row in group["rows"]]) for group in year["groups"]],
        )
        for year in made["years"]
    ]


def totals(made: dict[str, Any], place: int) -> list[list[str]]:
    return [row["cells"] for row in made["totals"][place]["rows"]]


def test_that_training_stands_by_year_and_institution() -> None:
    made = data(
        a_course("2016"),
        a_course("2015", title="B"),
        a_record(title="Gift", kind="donation"),
        a_record(title="A", period=Period.parse("2015-21"), parties=()),
        a_course("2015-02", title="C", sessions=()),
        a_record(title="Lost", period=Period.parse("201X")),
    )
    college = "Baltic Defence College, Estonia"
    assert outline(made) == [
        ("2015", [(college, ["C", "B"]), ("Institution not stated", ["A"])]),
        ("2016", [(college, ["Course 2016"])]),
        ("Year not known", [("Institution not stated", ["Lost"])]),
    ]


def test_that_the_newest_can_stand_first() -> None:
    records = [a_course(year) for year in ("2014", "2016", "2015")]
    made = data(*records, options=Options(order="-period"))
    assert [year["name"] for year in made["years"]] == ["2016", "2015", "2014"]


def test_that_dates_places_seats_and_heads_are_told() -> None:
    row = data(a_course("2015"))["years"][0]["groups"][0]["rows"][0]
    assert (row["when"], row["places"], row["runs"], row["seats"]) == (
        "spring 2015",
        ["Tartu, Estonia"],
        "2",
        "40",
    )
    assert row["small"] == ["Course", "Closed", "DK-RS/2026/001"]
    told = [(group["label"], group["who"], group["heads"]) for group in row["groups"]]
    assert told == [("Serbia", "students", "12"), ("Denmark", "guests", "–")]


def test_that_what_nobody_counted_is_unknown_and_never_nought() -> None:
    bare = a_course("2015", participants=(), sessions=())
    made = data(bare, a_course("2016"))
    assert totals(made, 0) == [
        ["All years", "2", "2", "40", "≥\N{NO-BREAK SPACE}12", "Serbia\N{NO-BREAK SPACE}12"],
        ["2015", "1", "–", "–", "–", ""],
        ["2016", "1", "2", "40", "≥\N{NO-BREAK SPACE}12", "Serbia\N{NO-BREAK SPACE}12"],
    ]
    assert made["notes"] == [
        "– stands for what nobody recorded, ≥ for a sum that lacks such a figure."
    ]


def test_that_columns_in_which_nothing_is_known_are_left_out() -> None:
    made = data(a_course("2015", participants=(), sessions=()))
    assert totals(made, 0) == [["2015", "1"]]
    assert [column["label"] for column in made["totals"][0]["columns"]] == ["Year", "Activities"]
    assert made["shown"] == [True, True, True, False, False, False]


def test_that_countries_are_told_with_what_they_host_and_who_comes_from_them() -> None:
    assert totals(data(a_course("2015"), a_course("2016")), 1) == [
        ["Denmark", "0", "–"],
        ["Estonia", "2", ""],
        ["Serbia", "0", "24"],
    ]


def test_that_institutions_have_totals() -> None:
    made = data(a_course("2015"), a_course("2016"), a_record(participants=(), parties=()))
    assert totals(made, 2) == [
        [
            "Baltic Defence College, Estonia",
            "2",
            "4",
            "80",
            "≥\N{NO-BREAK SPACE}24",
            "Serbia\N{NO-BREAK SPACE}24",
        ],
        ["Institution not stated", "1", "–", "–", "–", ""],
    ]


def test_that_a_record_of_several_years_has_its_people_counted_in_the_first() -> None:
    sessions = (Session("One", "2014-05", seats=5), Session("Two", "2015-05", seats=6))
    made = data(a_course("2014/2015", sessions=sessions))
    assert [cells[:4] for cells in totals(made, 0)] == [
        ["All years", "1", "2", "11"],
        ["2014", "1", "1", "5"],
        ["2015", "1", "1", "6"],
    ]
    assert [cells[5] for cells in totals(made, 0)] == [
        "Serbia\N{NO-BREAK SPACE}12",
        "Serbia\N{NO-BREAK SPACE}12",
        "",
    ]
    second = made["years"][1]["groups"][0]["rows"][0]
    assert [group["note"] for group in second["groups"]] == ["counted in an earlier year"]
    assert any("counted in the first" in note for note in made["notes"])


def test_that_people_of_a_part_are_not_counted_again() -> None:
    whole = a_course("2015", reference="W", participants=(Participant("all", "RS", 30),))
    part = a_course("2015", reference="P", relations=(Relation("part_of", "W"),))
    made = data(whole, part)
    assert totals(made, 1)[-1] == ["Serbia", "0", "30"]
    rows = made["years"][0]["groups"][0]["rows"]
    assert [[group["note"] for group in row["groups"]] for row in rows] == [
        [""],
        ["counted elsewhere", ""],
    ]


def test_that_cancelled_training_is_listed_and_not_counted() -> None:
    made = data(a_course("2015"), a_course("2016", status="cancelled"))
    assert [year["name"] for year in made["years"]] == ["2015", "2016"]
    assert [cells[0] for cells in totals(made, 0)] == ["2015"]
    assert made["figures"][0] == {"value": "1", "label": "Activity"}
    assert "Cancelled training is listed and not counted." in made["notes"]


def test_that_the_chart_has_each_year_and_says_so_in_words() -> None:
    chart = data(a_course("2014"), a_course("2016"), a_course("2016"))["chart"]
    assert chart["title"] == "Participants by year"
    assert [(entry["label"], entry["value"]) for entry in chart["entries"]] == [
        ("2014", 12),
        ("2015", 0),
        ("2016", 24),
    ]
    least = "≥\N{NO-BREAK SPACE}"
    assert chart["alt"] == f"Participants by year. 2014: {least}12; 2016: {least}24."


def test_that_sessions_are_drawn_where_no_heads_were_counted() -> None:
    records = [a_course(year, participants=()) for year in ("2014", "2015")]
    assert data(*records)["chart"]["title"] == "Sessions by year"
    assert data(records[0])["chart"] == {}


def test_that_several_sessions_have_lines_of_their_own_unless_brief() -> None:
    course = a_course("2015", sessions=(Session("One", "2015-02"), Session("Two", "2015-10")))
    row = data(course)["years"][0]["groups"][0]["rows"][0]
    assert [(one["title"], one["when"], one["seats"]) for one in row["sessions"]] == [
        ("One", "February 2015", "–"),
        ("Two", "October 2015", "–"),
    ]
    brief = data(course, options=Options(detail="brief"))["years"][0]["groups"][0]["rows"][0]
    assert brief["sessions"] == []
    assert [(group["label"], group["who"]) for group in brief["groups"]] == [
        ("Serbia", ""),
        ("Denmark", ""),
    ]


def test_that_what_is_withheld_leaves_no_trace() -> None:
    seen = a_course("2015", publish=True, marking="UNCLASSIFIED")
    hidden = a_course(
        "2013", title="Hidden", parties=(Party("Secret School", "PL", "host"),), places=()
    )
    made = data(seen, hidden, audience=Audience("public"))
    alone = data(seen, audience=Audience("public"))
    for name in ("figures", "totals", "years", "chart", "notes", "contents", "colophon", "banner"):
        assert made[name] == alone[name]
    assert "Secret School" not in str(made)


def test_that_only_training_gives_the_report_its_marking() -> None:
    gift = a_record(kind="donation", marking="RESTRICTED")
    assert data(a_course("2015"), gift)["banner"] == {"text": "UNMARKED", "grave": False}


def test_that_each_paragraph_is_marked_on_demand() -> None:
    made = data(a_course("2015"), options=Options(paragraph_marks=True))
    assert made["years"][0]["groups"][0]["rows"][0]["mark"] == "(UM)"


def test_that_a_long_row_may_break_over_pages() -> None:
    groups = tuple(Participant(f"group {n}", "RS", 1) for n in range(200))
    rows = data(a_course("2015", participants=groups))["years"][0]["groups"][0]["rows"]
    assert [row["together"] for row in rows] == [False]


@pytest.mark.slow
@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_that_the_page_says_it_in_each_language(language: str) -> None:
    course = a_course("2015", translations=(Translation("da", "Kursus i Tartu"),))
    made = pdf_of(a_request(course, a_course("2016"), language=language), "training")
    assert ("Kursus i Tartu" in text(made)) == (language == "da")
    assert {"2015", "2016"} <= {title for _depth, title in bookmarks(made)}
    assert "Figure" in {name.strip("/") for name, _language in tags(made)}


@pytest.mark.slow
def test_that_a_report_without_training_says_so() -> None:
    made = text(pdf_of(a_request(a_record(kind="donation", title="Gift")), "training"))
    assert "No records" in made
    assert "Gift" not in made


@pytest.mark.slow
def test_that_a_course_with_very_many_groups_and_sessions_is_set() -> None:
    course = a_course(
        "2015",
        title="x" * 3_000,
        participants=tuple(Participant(f"group {n}", "RS", 1) for n in range(400)),
        sessions=tuple(Session(f"run {n}", "2015-05") for n in range(400)),
    )
    made = text(pdf_of(a_request(course), "training"))
    assert "group 399" in made
    assert "run 399" in made


@pytest.mark.slow
def test_that_no_byte_tells_of_withheld_training() -> None:
    seen = a_course("2015", publish=True, marking="UNCLASSIFIED")
    hidden = replace(a_course("2013"), title="Qqplanted", notes="Qqplanted")
    made = pdf_of(a_request(seen, hidden, audience=Audience("public")), "training")
    assert "Qqplanted" not in everything(made)
    assert "2013" not in text(made)
