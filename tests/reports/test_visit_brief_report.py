"""The brief for a visit, and what of it stays in the house."""

import json
from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import Period
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.options import Options
from coopdesk.reports.visit import AgendaItem, Visit, told_visit
from coopdesk.reports.visit_brief_report import visit_brief_data
from tests.builders import a_full_record, a_record
from tests.reports.reading import bookmarks, everything, pages, tags, text
from tests.reports.requests import a_request, courses, pdf_of

PARTNER, PUBLIC = Audience("partner", "RS"), Audience("public")
VISIT = Visit(
    name="Visit of the chief",
    date="2026-12-03/2026-12-05",
    place="Belgrade",
    purpose="Renew the agreement",
    participants=("Colonel Rask", " "),
    agenda=(
        AgendaItem(time="09:30", title="Welcome", lead="General Ilić"),
        AgendaItem(title="Lunch"),
        AgendaItem(),
    ),
    talking_points=("Thank for the exercise.", "Ask about the trucks."),
)
WITH_VISIT = Options(visit=VISIT)


def made(*records: Any, **changes: Any) -> dict[str, Any]:
    values = {"options": WITH_VISIT, **changes}
    return visit_brief_data(a_request(*records, **values))


def cover(data: dict[str, Any]) -> dict[str, list[str]]:
    return {row["label"]: row["values"] for row in data["particulars"]}


def test_that_the_cover_tells_the_visit_and_not_the_partnership() -> None:
    data = made(a_record())
    told = cover(data)
    assert (data["kind"], data["name"]) == ("Visit brief", "Visit of the chief")
    assert told["Date"] == ["3 December 2026 – 5 December 2026"]
    assert (told["Place"], told["Purpose"]) == (["Belgrade"], ["Renew the agreement"])
    assert told["Participants"] == ["Colonel Rask"]
    assert "Partnership" not in told
    assert [row["label"] for row in data["partnerships"]] == ["Partnership", "Purpose"]


def test_that_without_a_name_it_is_called_what_it_is_and_has_no_empty_parts() -> None:
    data = made(a_record(), options=Options())
    assert (data["kind"], data["name"]) == ("Denmark–Serbia", "Visit brief")
    assert data["document"]["title"] == "Denmark–Serbia – Visit brief"
    assert set(cover(data)) == {"Selection", "Marking", "Audience", "Printed"}
    assert (data["agenda"]["rows"], data["talking_points"]) == ([], [])


def test_that_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(CatalogueError, match="next week"):
        made(options=Options(visit=Visit(date="next week")))


def test_that_the_agenda_has_the_columns_that_any_point_fills() -> None:
    agenda = made()["agenda"]
    assert [column["label"] for column in agenda["columns"]] == ["Time", "What", "Led by"]
    assert [row["cells"] for row in agenda["rows"]] == [
        ["09:30", "Welcome", "General Ilić"],
        ["", "Lunch", ""],
    ]
    bare = Visit(agenda=(AgendaItem(title="Talks"),))
    assert made(options=Options(visit=bare))["agenda"]["rows"] == [{"cells": ["Talks"]}]


@pytest.mark.parametrize("audience", [PARTNER, PUBLIC])
def test_that_outside_what_is_for_the_house_leaves_no_trace(audience: Audience) -> None:
    told = json.dumps(made(a_record(publish=True), audience=audience), ensure_ascii=False)
    for trace in ("Renew", "Rask", "Thank for", "trucks"):
        assert trace not in told
    assert "Belgrade" in told
    assert ("General Ilić" in told) == (audience == PARTNER)


def test_that_a_point_of_which_the_public_is_told_nothing_is_no_point() -> None:
    visit = Visit(agenda=(AgendaItem(lead="General Ilić"),))
    assert told_visit(visit, PARTNER).agenda == visit.agenda
    assert told_visit(visit, PUBLIC).agenda == ()


def test_that_a_brief_with_what_is_for_the_house_goes_nowhere_else() -> None:
    record = a_record(marking="RESTRICTED", releasable_to=("RS",))
    assert made(record)["banner"]["text"] == "RESTRICTED"
    plain = Options(visit=replace(VISIT, purpose="", participants=(), talking_points=()))
    assert made(record, options=plain)["banner"]["text"] == "RESTRICTED – REL TO DNK, SRB"


def test_that_what_is_under_way_stands_with_the_latest_first() -> None:
    old = a_record(title="Old", status="implementation", period=Period.parse("2010/.."))
    new = a_record(title="New", status="implementation", period=Period.parse("2025/.."))
    over = a_record(title="Over", status="closed")
    bound = a_record(title="Bound", kind="agreement", status="in_force")
    told = made(old, over, new, bound)["under_way"]
    assert [row["title"] for row in told["rows"]] == ["New", "Bound", "Old"]
    assert (told["rows"][0]["area"], told["more"]) == ("Training", "")


def test_that_of_very_much_under_way_the_rest_is_counted() -> None:
    told = made(*courses(15, status="implementation"))["under_way"]
    assert (len(told["rows"]), told["more"]) == (12, "and 3 more")


def test_that_agreements_that_end_within_a_year_stand_with_the_next_first() -> None:
    def ending(title: str, expires: str, status: str = "in_force") -> Any:
        terms = (Term(expires=expires),)
        return a_record(title=title, kind="agreement", status=status, terms=terms)

    told = made(
        ending("Later", "2027-10"),
        ending("Soon", "2026-12-24"),
        ending("Far", "2028"),
        ending("Gone", "2026-01"),
        ending("Draft", "2027", "draft"),
    )["expiring"]
    assert [row["title"] for row in told] == ["Soon", "Later"]
    assert [(row["expires"], row["distance"]) for row in told] == [
        ("24 December 2026", "in 1 month"),
        ("October 2027", "in 10 months"),
    ]


def test_that_the_records_stand_by_area_in_full_or_in_brief() -> None:
    full = made(a_full_record(), a_record())
    assert [area["name"] for area in full["areas"]] == ["Training", "Air forces"]
    assert full["areas"][1]["records"][0]["rows"]
    brief = made(a_full_record(), options=replace(WITH_VISIT, detail="brief"))
    assert not brief["areas"][0]["records"][0]["rows"]


def test_that_what_is_withheld_is_in_no_figure_and_under_no_heading() -> None:
    secret = a_record(
        title="Zanzibar",
        kind="agreement",
        status="in_force",
        terms=(Term(expires="2027"),),
        area="AIR",
    )
    under_way = a_record(title="Zanzibar", status="implementation", area="AIR")
    open_one = a_record(publish=True, reference="A/1")
    assert made(secret, under_way, open_one, audience=PUBLIC) == made(open_one, audience=PUBLIC)


@pytest.mark.slow
@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_that_the_brief_is_set_in_each_language(language: str) -> None:
    bound = a_record(kind="agreement", status="in_force", terms=(Term(expires="2027-04"),))
    running = a_record(title="Running", status="implementation")
    options = replace(WITH_VISIT, paragraph_marks=True)
    request = a_request(bound, running, a_full_record(), language=language, options=options)
    pdf = pdf_of(request, "visit-brief")
    told = text(pdf)
    for words in ("Visit of the chief", "1. Thank for the exercise.", "09:30 Welcome", "(UM) "):
        assert words in told
    kinds = [kind for kind, _language in tags(pdf)]
    assert kinds.count("/L") >= 1
    assert kinds.count("/Table") >= 3
    assert len(bookmarks(pdf)) == 10


@pytest.mark.slow
def test_that_outside_the_file_holds_nothing_that_is_for_the_house() -> None:
    pdf = pdf_of(
        a_request(a_record(publish=True), options=WITH_VISIT, audience=PARTNER), "visit-brief"
    )
    raw = everything(pdf)
    assert "Visit of the chief" in raw
    for trace in ("Renew", "Rask", "Thank for", "Ask about"):
        assert trace not in raw


@pytest.mark.slow
def test_that_a_brief_without_anything_is_a_page_that_says_so() -> None:
    (page,) = pages(pdf_of(a_request(), "visit-brief"))
    assert "No records" in page


@pytest.mark.slow
@pytest.mark.parametrize("words", ["Donaudampfschifffahrt" * 24, "اتفاقية 🚑 עברית 中文 English"])
def test_that_words_that_no_line_holds_and_signs_that_no_font_has_are_set(words: str) -> None:
    point = AgendaItem(time=words, title=words, lead=words)
    visit = Visit(
        name=words,
        place=words,
        purpose=words,
        participants=(words,),
        agenda=(point,),
        talking_points=(words,),
    )
    bound = a_record(
        title=words, kind="agreement", status="in_force", terms=(Term(expires="2027-04"),)
    )
    running = a_record(title=words, status="implementation")
    request = a_request(bound, running, options=Options(visit=visit))
    assert len(pages(pdf_of(request, "visit-brief"))) >= 2
