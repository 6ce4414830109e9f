"""The fact sheet: one partnership, told on two pages whatever there is to tell."""

from typing import Any

import pytest

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.facets import Participant, Term
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.exchange.toml_catalogue import read_toml
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.fact_sheet_report import fact_sheet_data
from coopdesk.reports.options import Options
from coopdesk.reports.request import ReportRequest
from coopdesk.resources import resource
from tests.builders import a_full_record, a_partnership, a_record, areas
from tests.reports.reading import bookmarks, everything, pages, tags, text
from tests.reports.requests import PRINTED, a_request, pdf_of

PUBLIC = Audience("public")
LANGUAGE_CODES = [code for code, _name in LANGUAGES]


def the_sample(**changes: Any) -> ReportRequest:
    given = read_toml(resource("sample", "denmark-serbia.toml"))
    values: dict[str, Any] = {
        "catalogue_name": given.name,
        "records": given.records,
        "areas": given.areas,
        "partnerships": given.partnerships,
        "contacts": given.contacts,
        "printed_at": PRINTED,
        **changes,
    }
    return ReportRequest(**values)


def told(data: dict[str, Any], area: int = 0) -> list[str]:
    return [one["text"] for one in data["areas"][area]["sentences"]]


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@pytest.mark.parametrize("audience", [Audience(), PUBLIC], ids=["internal", "public"])
def test_that_the_sample_stands_on_two_pages(language: str, audience: Audience) -> None:
    request = the_sample(language=language, audience=audience)
    made = pages(pdf_of(request, "fact-sheet"))
    assert len(made) == 2
    # All of it is told: nothing had to be left out.
    data = fact_sheet_data(request)
    last = data["areas"][-1]["sentences"][-1]["text"]
    assert " ".join(last.split()[-4:]) in made[1]
    assert data["contacts"][0]["values"][0] in made[1]


def test_that_the_sample_tells_how_it_began_and_not_again_among_the_areas() -> None:
    data = fact_sheet_data(the_sample())
    assert [(one["date"], one["title"]) for one in data["begun"]] == [
        ("2004", "Letter of Intent on defence cooperation"),
        ("2006", "Bilateral cooperation programme"),
    ]
    assert told(data) == ["Denmark and Serbia keep up a dialogue of talks and meetings"]
    assert data["about"]["lead"] == "Denmark and Serbia have worked together since 2004."
    assert data["headings"]["begun"] == "How it began"


def test_that_the_figures_tell_activities_from_agreements_and_count_who_took_part() -> None:
    data = fact_sheet_data(
        a_request(
            a_record(kind="agreement", status="in_force", period=Period.parse("2004")),
            a_record(participants=(Participant("drivers", "RS", 12), Participant("others", "RS"))),
            a_record(status="cancelled", participants=(Participant("nobody", "RS", 30),)),
        )
    )
    assert {one["label"]: one["value"] for one in data["figures"]} == {
        "Activities": "2", "Area": "1", "Under way": "1", "Agreement": "1",
        "Participants": "≥\N{NO-BREAK SPACE}12", "Years": "2004–2015",
    }  # fmt: skip


def test_that_the_chart_of_activities_counts_those_of_the_figure_and_no_agreement() -> None:
    signed = a_record(kind="agreement", period=Period.parse("2004"))
    data = fact_sheet_data(
        a_request(
            signed,
            a_record(kind="agreement", period=Period.parse("")),
            *(a_record(period=Period.parse(period)) for period in ("2014", "2015", "")),
        )
    )
    assert data["figures"][0] == {"value": "3", "label": "Activities"}
    counted = [(one["label"], one["value"]) for one in data["years"]["entries"]]
    assert counted == [("2014", 1), ("2015", 1)]
    assert data["years"]["note"] == "1 record without a date is not shown."


def test_that_of_seven_figures_the_number_of_areas_is_left_out() -> None:
    data = fact_sheet_data(
        a_request(
            a_record(kind="agreement", status="in_force"),
            a_record(kind="donation", participants=(Participant("drivers", "RS", 12),)),
        )
    )
    assert "Area" not in {one["label"] for one in data["figures"]}
    assert len(data["figures"]) == 6


def test_that_it_began_with_the_earliest_agreements_by_their_signature() -> None:
    late = a_record(kind="programme", title="Late", terms=(Term(signed="2003-02"),))
    early = a_record(kind="agreement", title="Early", period=Period.parse("2004"))
    undated = a_record(kind="agreement", title="Undated", period=UNKNOWN)
    data = fact_sheet_data(a_request(a_record(period=Period.parse("1999")), undated, early, late))
    assert [(one["date"], one["title"]) for one in data["begun"]] == [
        ("February 2003", "Late"),
        ("2004", "Early"),
    ]


def test_that_without_agreements_it_began_with_what_was_there_before_all_else() -> None:
    first, second = a_record(period=Period.parse("2001")), a_record(period=Period.parse("2002"))
    assert len(fact_sheet_data(a_request(second, first))["begun"]) == 1
    assert fact_sheet_data(a_request(first, first, second))["begun"] == []
    assert fact_sheet_data(a_request(first))["begun"] == []


def test_that_what_tells_how_it_began_stays_in_an_area_that_has_nothing_else() -> None:
    data = fact_sheet_data(a_request(a_record(kind="agreement", title="Letter"), a_record()))
    assert told(data) == ["Staff officers' course"]
    data = fact_sheet_data(a_request(a_record(kind="agreement", title="Letter")))
    assert told(data) == ["Letter"]


def test_that_an_area_tells_its_sentences_oldest_first_and_then_its_titles() -> None:
    data = fact_sheet_data(
        a_request(
            a_record(title="Untold", period=Period.parse("2005")),
            a_record(summary="No date.", period=UNKNOWN),
            a_record(summary="Last.", period=Period.parse("2009")),
            a_record(summary="First.", period=Period.parse("2005")),
        )
    )
    assert told(data) == ["First", "Last", "No date", "Untold"]


def test_that_agreements_and_what_is_under_way_go_before_the_rest_where_room_is_short() -> None:
    data = fact_sheet_data(
        a_request(
            a_record(summary="Never.", status="cancelled"),
            a_record(title="Over"),
            a_record(summary="Told."),
            a_record(summary="Goes on.", status="implementation"),
            a_record(kind="agreement", title="Undated agreement", period=UNKNOWN),
        )
    )
    ranked = sorted(data["areas"][0]["sentences"], key=lambda one: one["rank"])
    assert [one["text"] for one in ranked] == [
        "Undated agreement",
        "Goes on",
        "Told",
        "Over",
        "Never",
    ]
    assert data["areas"][0]["more"] == [
        "And 5 more.",
        "And 4 more.",
        "And 3 more.",
        "And 2 more.",
        "And 1 more.",
        "",
    ]


def test_that_many_records_stand_on_two_pages_and_the_rest_is_counted() -> None:
    records = [
        a_record(
            title=f"Course {number}",
            area=area.code,
            summary=f"In course {number} the staff of both sides learned from one another again.",
        )
        for area in areas()
        for number in range(120)
    ]
    made = pages(pdf_of(a_request(*records), "fact-sheet"))
    assert len(made) == 2
    assert " ".join(made).count("And 1") == len(areas())


def test_that_many_areas_stand_on_two_pages_and_the_rest_is_counted() -> None:
    many = tuple(Area(f"A{n}", {"en": f"Area of cooperation {n}"}, position=n) for n in range(40))
    records = [a_record(area=area.code, summary="It went on and " * 15) for area in many]
    made = pages(pdf_of(a_request(*records, areas=many), "fact-sheet"))
    assert len(made) == 2
    assert "And 24 more areas." in made[1]


def test_that_words_without_a_break_and_endless_texts_are_kept_in_bounds() -> None:
    endless = "x" * 2_000
    records = [
        a_record(title=endless, summary=endless if number % 2 else "word " * 380, area=code)
        for number in range(20)
        for code in ("GEN", "AIR")
    ]
    standing = a_partnership(standing="It stands well. " * 120)
    assert len(pages(pdf_of(a_request(*records, partnerships=(standing,)), "fact-sheet"))) == 2


def test_that_of_several_partnerships_it_is_about_the_one_with_the_most_records() -> None:
    both = (a_partnership(), a_partnership("DK-UA", since="2015", contact=None))
    records = (a_record(title="Serbian"), *[a_record(partnership="DK-UA")] * 2)
    data = fact_sheet_data(a_request(*records, partnerships=both))
    assert data["name"] == "Denmark – Ukraine"
    assert "Serbian" not in str(data)
    assert data["contacts"] == []


def test_that_withheld_records_do_not_say_which_partnership_it_is_about() -> None:
    both = (a_partnership(), a_partnership("DK-UA"))
    seen = [a_record(publish=True)] * 2 + [a_record(partnership="DK-UA", publish=True)]
    records = (*seen, *[a_record(partnership="DK-UA", marking="RESTRICTED")] * 5)
    data = fact_sheet_data(a_request(*records, partnerships=both, audience=PUBLIC))
    assert data["name"] == "Denmark – Serbia"
    assert "Ukraine" not in str(data)


def test_that_a_record_of_no_known_partnership_is_told_under_the_catalogues_name() -> None:
    data = fact_sheet_data(a_request(a_record(partnership="DK-UA")))
    assert (data["name"], data["about"]["lead"]) == ("Denmark–Serbia", "")
    assert told(data) == ["Staff officers' course"]


def test_that_what_names_no_partnership_belongs_to_the_only_one_and_a_stranger_does_not() -> None:
    records = (a_record(), a_record(partnership=""), a_record(partnership="DK-UA", title="Other"))
    data = fact_sheet_data(a_request(*records))
    assert len(told(data)) == 2
    assert "Other" not in str(data)


def test_that_since_when_is_said_in_a_row_where_the_year_is_not_sure() -> None:
    about = fact_sheet_data(a_request(a_record(), partnerships=(a_partnership(since="2004~"),)))[
        "about"
    ]
    assert about["lead"] == ""
    assert about["rows"][0]["values"] == ["about 2004"]


def test_that_what_is_withheld_is_in_no_figure_and_no_chart() -> None:
    seen = a_record(publish=True, period=Period.parse("2015"))
    hidden = a_record(title="Hidden", marking="RESTRICTED", period=Period.parse("1999"))
    assert str(fact_sheet_data(a_request(seen, hidden, audience=PUBLIC))) == str(
        fact_sheet_data(a_request(seen, audience=PUBLIC))
    )


def test_that_its_headings_are_bookmarks_and_the_chart_is_told_in_words() -> None:
    made = pdf_of(
        a_request(
            a_record(kind="agreement", title="Letter", period=Period.parse("2004")),
            a_record(period=Period.parse("2006/..")),
        ),
        "fact-sheet",
    )
    assert [title for _depth, title in bookmarks(made)] == [
        "How it began",
        "Activities by year",
        "Main areas",
        "Training",
        "Contact",
    ]
    assert "/Figure" in {kind for kind, _language in tags(made)}
    assert "Records in each year, 2006–2026. 2006–2026: 1 in each year." in everything(made)


def test_that_english_of_the_data_is_marked_in_a_report_of_another_language() -> None:
    made = pdf_of(a_request(a_record(summary="A course."), language="da"), "fact-sheet")
    assert "en" in {language for _kind, language in tags(made)}


def test_that_marks_stand_before_the_sentences_and_are_explained() -> None:
    made = text(
        pdf_of(
            a_request(
                a_record(summary="Held.", marking="UNCLASSIFIED"),
                a_record(summary="Kept.", marking="RESTRICTED"),
                options=Options(paragraph_marks=True),
            ),
            "fact-sheet",
        )
    )
    assert "(U) Held (2015). (R) Kept (2015)." in made
    assert "(R) RESTRICTED" in made


@pytest.mark.parametrize("audience", [Audience(), PUBLIC], ids=["internal", "public"])
def test_that_a_catalogue_without_records_has_a_sheet_of_one_page(audience: Audience) -> None:
    made = pages(pdf_of(a_request(audience=audience), "fact-sheet"))
    assert len(made) == 1
    assert "No records" in made[0]


def test_that_a_single_record_fills_one_page_and_no_more() -> None:
    made = pages(pdf_of(a_request(a_full_record()), "fact-sheet"))
    assert len(made) == 1
    assert "Fourteen trucks for the air base (May 2014 – spring 2015)." in made[0]
