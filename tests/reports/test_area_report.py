"""The report on an area: what its records come to, and the records themselves."""

from typing import Any

import pytest

from coopdesk.catalogue.facets import Budget, Item, Participant, Party, Session, Transaction
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.area_report import area_data
from coopdesk.reports.options import Options
from tests.builders import a_full_record, a_record
from tests.reports.reading import bookmarks, everything, pages, text
from tests.reports.requests import a_request, courses, pdf_of

PUBLIC = Audience("public")


def parts(*records: Record, **changes: Any) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = area_data(a_request(*records, **changes))["areas"]
    return made


def rows(part: dict[str, Any]) -> dict[str, list[str]]:
    return {
        row["label"]: [value.replace("\N{NO-BREAK SPACE}", " ") for value in row["values"]]
        for row in part["figures"]
    }


def test_that_each_area_with_records_has_a_part_in_the_areas_order() -> None:
    given = (a_record(area="AIR"), a_record(area="GEN"), a_record(area="AIR"))
    assert [part["name"] for part in parts(*given)] == ["General", "Air forces"]
    chosen = parts(*given, options=Options(areas=("AIR",)))
    assert [(part["name"], len(part["records"])) for part in chosen] == [("Air forces", 2)]


def test_that_one_area_is_what_the_report_is_about_and_several_are_named() -> None:
    one = area_data(a_request(a_record(area="AIR")))
    assert (one["kind"], one["scope"]) == ("Area in depth", "Air forces")
    two = area_data(a_request(a_record(area="AIR"), a_record(area="GEN")))
    assert (two["kind"], two["scope"]) == ("Areas in depth", "General, Air forces")
    every = (a_record(area=code) for code in ("GEN", "TRN", "AIR", "REL"))
    assert area_data(a_request(*every))["scope"] == "All areas"


def test_that_the_summary_tells_the_figures_in_sentences() -> None:
    (part,) = parts(
        a_record(
            period=Period.parse("2004"),
            status="implementation",
            parties=(Party("Academy", "RS", "host"),),
            participants=(Participant("drivers", "RS", 12), Participant("guests")),
        ),
        a_record(period=Period.parse("2006/..")),
        a_record(period=UNKNOWN, status="pipeline", participants=(Participant("p", "RS", 99),)),
    )
    assert " ".join(part["summary"]) == (
        "This area has 3 records. The dated records run from 2004 to 2026. "
        "1 record is under way. 1 record has no date. At least 12 people took part. "
        "1 organisation is involved."
    )


def test_that_of_one_record_no_more_is_said_than_there_is() -> None:
    (part,) = parts(a_record())
    assert part["summary"] == ["This area has 1 record.", "The dated records are from 2015."]
    assert part["kinds"] == {}
    assert part["organisations"] == {}
    assert part["figures"] == []
    (undated, *_rest) = parts(a_record(period=UNKNOWN), a_record(period=UNKNOWN))
    assert undated["summary"][-1] == "None of them has a date."
    assert (undated["timeline"], undated["years"]) == ({}, {})


def test_that_up_to_a_page_of_records_has_a_timeline_and_more_have_columns() -> None:
    few = [a_record(period=Period.parse(f"{2000 + number}")) for number in range(26)]
    (part,) = parts(*few)
    assert (len(part["timeline"]["entries"]), part["years"]) == (26, {})
    (part,) = parts(*few, a_record(period=Period.parse("2004")))
    assert (part["timeline"], len(part["years"]["entries"])) == ({}, 26)


def test_that_money_is_summed_for_each_currency_and_type_apart() -> None:
    money = rows(
        parts(
            a_record(
                items=(Item("truck", value=10.0, currency="DKK"), Item("tool", value=5.0)),
                budget=(Budget("original", "2014", 7.0, "EUR"), Budget("revised", "", 8.0, "EUR")),
            ),
            a_record(
                items=(Item("truck", value=2.0, currency="EUR"),),
                budget=(Budget("original", "2015", 1.0, "EUR"),),
                transactions=(Transaction("disbursement", "2014", 3.0, "DKK"),),
            ),
        )[0]
    )
    assert money["Value of the items"] == ["10 DKK", "5", "2 EUR"]
    assert money["Budget"] == ["Original: 8 EUR", "Revised: 8 EUR"]
    assert money["Transactions"] == ["Disbursement: 3 DKK"]


def test_that_what_was_delivered_is_summed_for_each_thing_in_each_unit() -> None:
    given = (
        Item("Fuel truck", 4.0, "vehicle"),
        Item("fuel truck", 10.0, "vehicle"),
        Item("fuel truck", 1.5, "set"),
        Item("tools"),
    )
    delivered = rows(parts(*(a_record(items=(item,)) for item in given))[0])["Items"]
    assert delivered == ["Fuel truck (vehicle): 14", "fuel truck (set): 1.5"]


def test_that_no_more_than_a_dozen_things_are_named_and_the_rest_is_counted() -> None:
    (part,) = parts(a_record(items=tuple(Item(f"Thing {n}", n + 1.0) for n in range(15))))
    listed = rows(part)["Items"]
    assert (listed[0], len(listed), listed[-1]) == ("Thing 14: 15", 13, "And 3 more.")


def test_that_people_and_runs_are_counted_and_nobody_twice() -> None:
    figures = rows(
        parts(
            a_record(
                participants=(Participant("drivers", "RS", 12), Participant("drivers", "RS", 12)),
                sessions=(Session("A", count=3, seats=20), Session("B")),
            ),
            a_record(participants=(Participant("staff", "DK", 1),)),
        )[0]
    )
    assert figures["Participants"] == ["Serbia: 12 people", "Denmark: 1 person"]
    assert figures["Sessions"] == ["4 runs, ≥ 60 seats"]


def test_that_a_sum_which_lacks_a_figure_says_so() -> None:
    counted = Participant("drivers", "RS", 12)
    lacking = a_record(participants=(counted, Participant("others", "RS")))
    assert rows(parts(lacking)[0])["Participants"] == ["Serbia: ≥ 12 people"]
    known = a_record(participants=(counted,), sessions=(Session("A", count=3, seats=20),))
    assert rows(parts(known)[0])["Sessions"] == ["3 runs, 60 seats"]


def test_that_organisations_are_listed_with_how_many_records_they_have() -> None:
    (part,) = parts(
        a_record(parties=(Party("Academy", "RS", "host"), Party("UNDP", "", "funder"))),
        a_record(
            parties=(Party("UNDP", "", "lead"),),
            transactions=(Transaction("disbursement", provider="Ministry"),),
        ),
    )
    register = part["organisations"]
    assert [column["label"] for column in register["columns"]] == [
        "Organisation",
        "Country",
        "Role",
        "Records",
    ]
    assert [row["cells"] for row in register["rows"]] == [
        ["UNDP", "", "Funder, Lead", "2"],
        ["Academy", "Serbia", "Host", "1"],
        ["Ministry", "", "", "1"],
    ]


def test_that_a_column_in_which_nothing_is_stated_is_left_out() -> None:
    (part,) = parts(a_record(parties=(Party("UNDP"),)))
    labels = [column["label"] for column in part["organisations"]["columns"]]
    assert labels == ["Organisation", "Records"]


def test_that_what_is_withheld_is_in_no_sum() -> None:
    seen = a_record(publish=True)
    hidden = a_full_record(title="Hidden", area="TRN", marking="RESTRICTED", publish=False)
    assert area_data(a_request(seen, hidden, audience=PUBLIC)) == area_data(
        a_request(seen, audience=PUBLIC)
    )


def test_that_each_of_several_areas_begins_on_a_new_page() -> None:
    made = pages(pdf_of(a_request(*courses(2), a_record(area="AIR")), "area"))
    starts = [place for place, page in enumerate(made) if "This area has" in page]
    assert starts == [1, 2]


def test_that_one_area_is_told_in_full_with_its_sections_as_bookmarks() -> None:
    made = pdf_of(a_request(a_full_record(), a_full_record(title="Another"), a_full_record(
        title="Course", kind="course")), "area")  # fmt: skip
    assert bookmarks(made)[:6] == [
        (1, "Air forces"),
        (2, "Timeline"),
        (2, "Figures"),
        (2, "Organisations"),
        (2, "Records"),
        (3, "Øvelse på Kopaonik: Đoković and the fuel trucks"),
    ]
    words = everything(made)
    assert "When it took place, 2014–2015." in words
    assert "Records by kind. Donation: 2; Course: 1." in words
    assert "fuel truck (vehicle): 42" in text(made)


def test_that_in_brief_the_records_have_their_titles_and_summaries_alone() -> None:
    brief = text(pdf_of(a_request(a_full_record(), options=Options(detail="brief")), "area"))
    assert "Fourteen trucks for the air base" in brief
    assert "The last one by rail." not in brief


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_that_it_is_made_in_every_language(language: str) -> None:
    given = (a_full_record(), a_record(area="GEN"), a_record(area="GEN", period=UNKNOWN))
    assert len(pages(pdf_of(a_request(*given, language=language), "area"))) > 2


def test_that_without_records_it_says_so() -> None:
    assert "No records" in text(pdf_of(a_request(), "area"))
