"""The register of donations: each item, what all come to, who used them, and where to sign."""

from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.facets import Item, Party, Relation, Translation
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.reports.compiling import compile_pdf
from coopdesk.reports.donations_report import donations_data
from coopdesk.reports.options import Options
from coopdesk.reports.request import ReportRequest
from tests.builders import a_full_item, a_record
from tests.reports.reading import bookmarks, everything, pages, tags, text
from tests.reports.requests import a_request, courses

PUBLIC = Audience("public")
PARTNER = Audience("partner", "RS")
RELEASED = {"marking": "UNCLASSIFIED", "releasable_to": ("RS",), "publish": True}


def donation(number: int, *items: Item, **changes: Any) -> Record:
    values: dict[str, Any] = {
        "reference": f"DK-RS/2014/{number:03}",
        "kind": "donation",
        "title": f"Donation {number}",
        "items": items,
        **RELEASED,
        **changes,
    }
    return a_record(**values)


def course(number: int, *uses: str, **changes: Any) -> Record:
    ties = tuple(Relation("uses", reference) for reference in uses)
    values = {"title": f"Course {number}", "relations": ties, **RELEASED, **changes}
    return a_record(reference=f"DK-RS/2015/{number:03}", **values)


def told(data: dict[str, Any]) -> dict[str, list[str]]:
    return {
        chapter["name"]: [record["title"] for record in chapter["records"]]
        for chapter in data["chapters"]
    }


def first(data: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = data["chapters"][0]["records"][0]
    return record


def pdf_of(request: ReportRequest) -> bytes:
    return compile_pdf("donations.typ", donations_data(request), request.printed_at)


def test_that_an_item_is_told_in_full() -> None:
    data = donations_data(a_request(donation(1, a_full_item())))
    assert [column["label"] for column in data["columns"]] == [
        "Item", "Requested", "Agreed", "Delivered", "Handed over", "Value",
    ]  # fmt: skip
    assert first(data)["lines"] == [
        {
            "data": "fuel truck (vehicle)",
            "small": "Vehicles · Serviceable · NATO stock number: 2320-00-123-4567 · "
            "Serial numbers: A1, A2",
            "long": "",
            "cells": ["20", "14", "14", "2 October 2014", "1,400,000\u00a0DKK"],
            "where": "Batajnica, 204th Air Brigade",
            "together": True,
        }
    ]


def test_that_many_serial_numbers_take_the_whole_width_under_their_item() -> None:
    serials = tuple(f"SN-{number:06}" for number in range(20))
    (line,) = first(donations_data(a_request(donation(1, a_full_item(serials=serials)))))["lines"]
    assert "SN-" not in line["small"]
    assert line["long"].startswith("Serial numbers: SN-000000, SN-000001")


def test_that_a_brief_register_has_no_small_print() -> None:
    brief = Options(detail="brief")
    line = first(donations_data(a_request(donation(1, a_full_item()), options=brief)))["lines"][0]
    assert (line["small"], line["where"]) == ("", "")


def test_that_all_tables_have_the_same_columns_without_those_that_say_nothing() -> None:
    data = donations_data(
        a_request(donation(1, Item("tools")), donation(2, Item("truck", 14.0, "vehicle")))
    )
    assert [column["name"] for column in data["columns"]] == ["item", "delivered"]
    assert [record["lines"][0]["cells"] for record in data["chapters"][0]["records"]] == [
        [""],
        ["14"],
    ]
    placed = donations_data(a_request(donation(1, Item("tools", handover_place="Niš"))))
    assert [column["name"] for column in placed["columns"]] == ["item", "handed_over"]


def test_that_all_records_with_items_are_in_it_by_who_gave_to_whom() -> None:
    back = (Party("", "RS", "provider"), Party("Hospital", "DK", "receiver"))
    data = donations_data(
        a_request(
            *courses(2),
            donation(1, Item("radio"), parties=()),
            donation(2, Item("truck")),
            donation(3, Item("wine"), parties=back),
            donation(4, Item("boat"), kind="deployment"),
        )
    )
    assert told(data) == {
        "Provider: Denmark · Receiver: Serbia": ["Donation 2", "Donation 4"],
        "Provider: Serbia · Receiver: Denmark": ["Donation 3"],
        "Provider and receiver not stated": ["Donation 1"],
    }
    parties = data["chapters"][1]["records"][0]["parties"]
    assert [(row["label"], row["values"]) for row in parties] == [
        ("Receiver", ["Hospital, Denmark"])
    ]


def test_that_people_are_not_given_and_nobody_signs_for_them() -> None:
    people = Item("volunteers", delivered=26.0, unit="person", category="personnel")
    pumps = Item("pump", delivered=2.0, unit="module", category="rescue")
    data = donations_data(a_request(donation(1, people, pumps), donation(2, people)))
    assert told(data) == {"Provider: Denmark · Receiver: Serbia": ["Donation 1"]}
    assert [line["data"] for line in first(data)["lines"]] == ["pump (module)"]
    assert "volunteers" not in str(data)
    assert {one["label"]: one["value"] for one in data["figures"]} == {"Record": "1", "Item": "1"}
    assert donations_data(a_request(donation(1, people)))["handover"] == {}


def test_that_values_are_added_up_in_each_currency_and_never_across() -> None:
    worth = [
        Item("a", 2.0, "set", "medical", value=1_000.0, currency="DKK"),
        Item("b", 1.0, "set", "vehicles", value=10.5, currency="EUR"),
        Item("c", 3.0, "box", "medical", value=500.0, currency="DKK"),
        Item("d"),
    ]
    data = donations_data(a_request(donation(1, *worth)))
    assert first(data)["total"] == ["1,500\u00a0DKK", "10.50\u00a0EUR"]
    rows = [
        (*row["category"], *row["lines"], row["delivered"], row["value"])
        for row in data["summary"]["rows"]
    ]
    assert rows == [
        ("Vehicles", "1", ["1 × set"], ["10.50\u00a0EUR"]),
        ("Medical", "2", ["2 × set", "3 × box"], ["1,500\u00a0DKK"]),
        ("Not stated", "1", [], []),
        ("Total", "4", ["3 × set", "3 × box"], ["1,500\u00a0DKK", "10.50\u00a0EUR"]),
    ]
    assert {one["label"]: one["value"] for one in data["figures"]} == {
        "Record": "1",
        "Items": "4",
        "Total value": "10.50\u00a0EUR",
    }


def test_that_many_currencies_are_told_in_the_table_and_crowd_out_no_figure() -> None:
    many = [Item("a", value=1_000_000.0, currency=code) for code in ("DKK", "EUR", "RSD")]
    data = donations_data(a_request(donation(1, *many)))
    assert [one["label"] for one in data["figures"]] == ["Record", "Items"]
    assert len(data["summary"]["rows"][-1]["value"]) == 3


def test_that_a_single_item_needs_no_summary_and_no_total() -> None:
    data = donations_data(a_request(donation(1, a_full_item())))
    assert data["summary"]["rows"] == []
    assert first(data)["total"] == []


def test_that_what_used_a_donation_is_told_from_either_side() -> None:
    translated = (Translation("da", "Kørekursus"),)
    data = donations_data(
        a_request(
            donation(1, Item("truck"), relations=(Relation("uses", "DK-RS/2015/003"),)),
            course(1, "DK-RS/2014/001", period=Period.parse("2015-21"), translations=translated),
            course(2, "DK-RS/1999/001"),
            course(3),
            course(4, relations=(Relation("follows", "DK-RS/2014/001"),)),
            language="da",
        )
    )
    used_by, uses = first(data)["ties"]
    assert (used_by["label"], [one["title"] for one in used_by["records"]]) == (
        "Anvendes af",
        ["Kørekursus"],
    )
    assert used_by["records"][0]["own"]
    assert used_by["records"][0]["about"] == "DK-RS/2015/001 · Kursus · foråret 2015"
    assert [one["title"] for one in uses["records"]] == ["Course 3"]


def test_that_nothing_but_what_is_told_counts_for_the_marking_and_the_check_sum() -> None:
    alone = donations_data(a_request(donation(1, Item("truck"))))
    beside = donations_data(a_request(donation(1, Item("truck")), course(1, marking="RESTRICTED")))
    assert (beside["banner"], beside["colophon"]) == (alone["banner"], alone["colophon"])
    user = course(1, "DK-RS/2014/001", marking="RESTRICTED")
    assert "RESTRICTED" in donations_data(a_request(donation(1, Item("t")), user))["banner"]["text"]


def test_that_a_chart_shows_the_value_of_each_year_where_one_currency_lets_it() -> None:
    given = [
        a_full_item(handed_over=f"{year}-05", value=1_500_000.0) for year in (2010, 2012, 2013)
    ]
    chart = donations_data(a_request(donation(1, *given, Item("tools"))))["chart"]
    assert [(one["label"], one["words"]) for one in chart["entries"]] == [
        ("2010", "1.5M"), ("2011", ""), ("2012", "1.5M"), ("2013", "1.5M"),
    ]  # fmt: skip
    assert chart["alt"] == (
        "Value handed over in each year, DKK: 2010: 1,500,000\u00a0DKK; "
        "2012: 1,500,000\u00a0DKK; 2013: 1,500,000\u00a0DKK."
    )
    assert chart["note"] == "1 item without a year of handover is not shown."


def test_that_a_chart_counts_items_where_values_cannot_be_added_up() -> None:
    given = [a_full_item(handed_over=f"{year}") for year in (2010, 2011, 2012)]
    given[0] = replace(given[0], currency="EUR")
    chart = donations_data(a_request(donation(1, *given)))["chart"]
    assert chart["alt"] == "Items handed over in each year: 2010: 1; 2011: 1; 2012: 1."
    assert donations_data(a_request(donation(1, *given[:2])))["chart"] == {}
    vague = [replace(one, handed_over="2009/2012") for one in given]
    assert donations_data(a_request(donation(1, *vague)))["chart"] == {}


def test_that_both_sides_sign_and_are_named_where_they_are_always_the_same() -> None:
    data = donations_data(a_request(donation(1, Item("truck")), donation(2, Item("boat"))))
    rows = {row["label"]: row["cells"] for row in data["handover"]["rows"]}
    assert rows["For"] == ["Denmark", "Serbia"]
    assert [*rows] == ["For", "Name", "Rank or function", "Place", "Date", "Signature"]
    other = donation(3, Item("boat"), parties=())
    mixed = donations_data(a_request(donation(1, Item("truck")), other))
    assert mixed["handover"]["rows"][0]["cells"] == ["", ""]
    assert donations_data(a_request(donation(1, Item("truck")), audience=PUBLIC))["handover"] == {}


def test_that_without_items_that_is_said_and_nobody_signs() -> None:
    data = donations_data(a_request(*courses(2)))
    assert data["words"]["nothing"][0] == "No items"
    assert data["handover"] == {}


def test_that_paragraphs_are_marked_where_that_is_wanted() -> None:
    marked = a_request(donation(1, Item("truck")), options=Options(paragraph_marks=True))
    assert first(donations_data(marked))["mark"] == "(U)"


@pytest.mark.slow
def test_that_a_withheld_record_leaves_no_trace_in_any_part() -> None:
    planted = "Zanzibar"
    hidden = {"publish": False, "releasable_to": ()}
    item = a_full_item(
        description=planted,
        category="weapons",
        value=7_777_777.0,
        handed_over="2001",
        serials=(planted,),
        handover_place=planted,
        receiving_unit=planted,
        unit=planted,
    )
    withheld = donation(9, item, title=planted, reference=f"DK-RS/{planted}/009", **hidden)
    user = course(8, "DK-RS/2014/001", title=f"{planted} course", **hidden)
    known = donation(1, *(a_full_item(handed_over=str(year)) for year in (2010, 2011, 2012)))
    open_user = course(1, withheld.reference, "DK-RS/2014/001")
    for audience in (PUBLIC, PARTNER):
        made = pdf_of(a_request(withheld, user, known, open_user, audience=audience))
        assert planted not in everything(made)
        assert "Weapons" not in everything(made)
        bare = course(1, "DK-RS/2014/001")
        assert made == pdf_of(a_request(known, bare, audience=audience))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "da", "sr", "sr_Latn"])
def test_that_the_block_to_sign_is_never_split_and_stands_at_the_end(language: str) -> None:
    for number in range(8, 12):
        items = [a_full_item(description=f"Item {n}") for n in range(number)]
        made = pages(pdf_of(a_request(donation(1, *items), language=language)))
        labels = donations_data(a_request(donation(1, *items), language=language))["handover"]
        words = [labels["statement"][:40], *(row["label"] for row in labels["rows"])]
        (holding,) = [page for page in made if words[0] in page]
        assert all(word in holding for word in words)
        assert made.index(holding) >= len(made) - 2


@pytest.mark.slow
def test_that_a_few_items_stay_on_one_page_with_their_total() -> None:
    records = []
    for number in range(1, 13):
        items = [a_full_item(description=f"First{number}x{n}") for n in range(4)]
        records.append(donation(number, *items))
    made = pages(pdf_of(a_request(*records)))
    assert len(made) > 3
    for number in range(1, 13):
        (page,) = [page for page in made if f"First{number}x0 " in page]
        after = page[page.index(f"First{number}x3 ") :]
        assert "Total" in after


@pytest.mark.slow
def test_that_the_head_comes_again_on_each_page_and_rows_stay_whole() -> None:
    items = [a_full_item(description=f"First{n} {'and more ' * 12}Last{n}") for n in range(60)]
    made = pages(pdf_of(a_request(donation(1, *items))))
    rows = [page for page in made if "First" in page]
    assert len(rows) > 3
    for page in rows:
        assert "Item Requested Agreed Delivered Handed over Value" in page
    for number in range(60):
        (page,) = [page for page in made if f"First{number} " in page]
        assert f"Last{number} " in page


@pytest.mark.slow
def test_that_a_reader_finds_each_donation_and_the_chart_in_words() -> None:
    items = [a_full_item(handed_over=str(year)) for year in (2010, 2011, 2012)]
    made = pdf_of(a_request(donation(1, *items), donation(2, Item("boat"))))
    assert bookmarks(made) == [
        (1, "At a glance"),
        (1, "Provider: Denmark · Receiver: Serbia"),
        (2, "Donation 1"),
        (2, "Donation 2"),
        (1, "Handover"),
    ]
    assert "/Figure" in [kind for kind, _language in tags(made)]
    assert "Value handed over in each year, DKK: 2010:" in everything(made)
    assert "Total 4,200,000 DKK" in text(made)


@pytest.mark.slow
def test_that_many_items_and_very_long_ones_are_set() -> None:
    long = "word " * 4_000
    serials = tuple(f"SN-{number:06}" for number in range(2_000))
    items = [Item(f"Item {number}", 1.0, "piece") for number in range(500)]
    odd = [Item(long, unit="x" * 60, handover_place="y" * 300), Item("s", serials=serials)]
    made = pages(pdf_of(a_request(donation(1, *items, *odd, a_full_item(value=1e12)))))
    assert any("SN-001999" in page for page in made)
    assert any("Item 499" in page for page in made)
