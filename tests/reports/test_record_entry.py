"""A record as a person reads it: its parts with their labels, the empty ones left out."""

from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.facets import (
    Budget,
    Document,
    Item,
    Participant,
    Party,
    Place,
    Relation,
    Session,
    Source,
    Transaction,
    Translation,
)
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.reports.record_entry import record_entry
from coopdesk.reports.wording import Wording
from tests.builders import NOON, a_full_item, a_full_record, a_record

INSIDE = Wording("en", True, {"A/1": ("record-1", "First course")})
OUTSIDE = Wording("en", False, {})


def entry(wording: Wording = INSIDE, **changes: Any) -> dict[str, Any]:
    return record_entry(a_record(**{"parties": (), **changes}), "record-7", wording)


def rows(record: Record, wording: Wording = INSIDE) -> dict[str, Any]:
    return {row["label"]: row["values"] for row in record_entry(record, "k", wording)["rows"]}


def test_that_the_first_line_tells_what_it_is_and_when() -> None:
    made = entry(
        kind="exercise", status="closed", period=Period.parse("2015-21"), reference="DK-RS/2015/003"
    )
    assert made["meta"] == ["DK-RS/2015/003", "Exercise", "Closed", "spring 2015"]
    assert made["key"] == "record-7"


def test_that_what_is_empty_is_left_out() -> None:
    made = entry(period=Period(), reference="")
    assert made["meta"] == ["Course"]
    assert (made["rows"], made["summary"], made["description"]) == ([], [], [])


def test_that_a_title_is_one_line_and_never_empty() -> None:
    assert entry(title=" Two\n lines ")["title"] == "Two lines"
    assert entry(title=" ", reference="A/9")["title"] == "A/9"
    assert entry(title="")["title"] == "–"


def test_that_a_description_falls_into_paragraphs() -> None:
    made = entry(description="One.\nStill one.\n\n  \nTwo.\n")
    assert made["description"] == ["One.\nStill one.", "Two."]


def test_that_a_full_record_has_all_its_parts_in_order() -> None:
    record = replace(a_full_record(), changed_at=NOON, changed_by="Mette")
    assert list(rows(record)) == [
        *("Places", "Provider", "Receiver", "Parties", "Contacts", "Terms", "Deployments"),
        *("Items", "Participants", "Sessions", "Milestones", "Results", "Budget"),
        *("Transactions", "Documents", "Notes", "Relations", "Sources", "Tags"),
        *("Translations", "Record"),
    ]


def test_that_parties_stand_under_their_role_with_the_country_in_words() -> None:
    record = a_record(
        parties=(
            Party("", "DK", "provider"),
            Party("", "RS", "provider"),
            Party("Danish Emergency Management Agency", "DK", "implementer"),
            Party("Baltic Defence College", "", ""),
        )
    )
    assert rows(record) == {
        "Provider": ["Denmark, Serbia"],
        "Implementer": ["Danish Emergency Management Agency, Denmark"],
        "Parties": ["Baltic Defence College"],
    }


def test_that_places_give_country_and_degrees_as_far_as_they_are_known() -> None:
    places = (Place("Kruševac", "RS", 43.58, -21.33), Place("", "DK"), Place("Tartu", "", 58.4))
    assert rows(a_record(parties=(), places=places)) == {
        "Places": ["Kruševac, Serbia, 43.58° N 21.33° W", "Denmark", "Tartu"]
    }


def table(record: Record, label: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns of a table, and the cells, unit and small print of its lines."""
    (made,) = (row for row in record_entry(record, "k", INSIDE)["rows"] if row["label"] == label)
    assert made["form"] == "table"
    lines = [(*one["cells"], one["unit"], one["small"]) for one in made["values"]]
    return [column["label"] for column in made["columns"]], lines


def test_that_counted_items_stand_in_the_columns_that_any_of_them_fills() -> None:
    items = (Item("pumps", 1200.0, "piece", agreed=3.0), Item("tools"))
    assert table(a_record(items=items), "Items") == (
        ["Description", "Agreed", "Delivered"],
        [("pumps", "3", "1,200", "piece", []), ("tools", "", "", "", [])],
    )


def test_that_an_item_tells_the_rest_in_small_print() -> None:
    columns, (line,) = table(a_record(items=(a_full_item(),)), "Items")
    assert columns == ["Description", "Requested", "Agreed", "Delivered", "Value"]
    assert line == (
        *("fuel truck", "20", "14", "14", "1,400,000\u00a0DKK", "vehicle"),
        [
            "Vehicles, Serviceable",
            "Handed over: 2 October 2014, Batajnica, 204th Air Brigade",
            "NATO stock number: 2320-00-123-4567",
            "Serial numbers: A1, A2",
        ],
    )


def test_that_items_that_nobody_counted_are_plain_lines() -> None:
    (row,) = entry(items=(Item("tools"), Item("spare parts", None, "box")))["rows"]
    assert (row["form"], row["values"]) == ("lines", ["tools", "spare parts, box"])
    assert row["content"]


def totals(record: Record, label: str) -> list[tuple[str, list[str]]]:
    (made,) = (row for row in record_entry(record, "k", INSIDE)["rows"] if row["label"] == label)
    return [
        (one["label"], [amount.replace("\u00a0", " ") for amount in one["amounts"]])
        for one in made["totals"]
    ]


def test_that_totals_stand_under_a_table_each_currency_by_itself() -> None:
    items = (Item("a", value=1.0, currency="DKK"), Item("b", value=2.5, currency="EUR"))
    budget = (Budget("revised", "2014", 1.0, "DKK"), Budget("", "2015", 2.0, "DKK"))
    paid = (Transaction("disbursement", amount=1.0, currency="DKK"),)
    record = a_record(items=items, budget=budget, transactions=paid)
    assert totals(record, "Items") == [("Total", ["1 DKK", "2.50 EUR"])]
    assert totals(record, "Budget") == [("Total, revised", ["1 DKK"]), ("Total", ["2 DKK"])]
    assert totals(record, "Transactions") == []  # there is nothing to add


def test_that_terms_deployments_and_milestones_are_tables_of_dates() -> None:
    record = a_full_record()
    assert table(record, "Terms") == (
        ["What", "Signed", "In force since", "Expires"],
        [
            (
                *("Protocol", "1 March 2010", "June 2010", "2099", ""),
                ["Renewal: tacitly", "Signatories: DK MoD, RS MoD"],
            )
        ],
    )
    assert table(record, "Deployments") == (
        ["Mission", "Help requested", "Help offered", "Arrival", "Departure"],
        [
            (
                *("Floods", "16 May 2014", "17 May 2014", "19 May 2014", "28 May 2014", ""),
                ["Modules: HCP, TAST"],
            )
        ],
    )
    assert table(record, "Milestones") == (
        ["Milestone", "Due", "Reached"],
        [("Trucks at the base", "September 2014", "2 October 2014", "", ["by rail"])],
    )


def test_that_results_and_money_are_tables_of_numbers() -> None:
    record = a_full_record()
    assert table(record, "Results") == (
        ["Indicator", "Baseline", "Target", "Actual"],
        [("Drivers trained", "0", "20", "12", "person", ["more in 2015"])],
    )
    assert table(record, "Budget") == (
        ["Period", "Type", "Value date", "Amount"],
        [("2014", "Original", "1 December 2013", "250,000\u00a0DKK", "", [])],
    )
    assert table(record, "Transactions") == (
        ["Description", "Date", "Type", "Amount"],
        [
            (
                *("First part", "2 June 2014", "Disbursement", "1,000.50\u00a0EUR", ""),
                ["From: Danish MoD", "To: Logistics School"],
            )
        ],
    )


def test_that_a_document_tells_what_and_where_it_is() -> None:
    assert rows(a_full_record())["Documents"] == [
        "Delivery note, følgeseddel.pdf, Danish, October 2014, UNMARKED, signed",
        "Article, https://www.example.org/trucks",
    ]


def test_that_a_contact_comes_with_what_may_be_told_of_it() -> None:
    office = Contact("Embassy of Denmark", "Street 9", "RS", "+381 11", "+381 12", "a@um.dk", "JH")
    known = replace(INSIDE, contacts={office.name: office})
    record = a_full_record()
    assert rows(record)["Contacts"] == ["Embassy of Denmark, point of contact"]
    assert rows(record, known)["Contacts"] == [
        "Embassy of Denmark, point of contact, JH, Street 9, Serbia, Telephone +381 11, "
        "Fax +381 12, a@um.dk"
    ]


DANISH = Wording("da", True, {})


def test_that_a_record_is_read_in_the_reports_language_where_it_has_been_translated() -> None:
    made = record_entry(a_full_record(), "k", DANISH)
    assert (made["title"], made["original"]) == (
        "Øvelse på Kopaonik",
        "Øvelse på Kopaonik: Đoković and the fuel trucks",
    )
    assert (made["summary"], made["description"]) == (["Fjorten lastbiler"], ["I tre dele."])
    assert made["translated"] == {"title": True, "summary": True, "description": True}
    assert "translations" not in [row["form"] for row in made["rows"]]


def test_that_what_is_not_translated_is_told_as_it_is() -> None:
    half = a_full_record(translations=(Translation("da", "", "Fjorten lastbiler"),))
    made = record_entry(half, "k", DANISH)
    assert (made["title"], made["original"]) == (half.title, "")
    assert made["description"] == ["Handed over in three parts.\nThe last one by rail."]
    assert made["translated"] == {"title": False, "summary": True, "description": False}


def test_that_the_titles_in_other_languages_are_told() -> None:
    record = a_record(
        parties=(),
        translations=(
            Translation("sr", "Цистерне\nза гориво", "Четрнаест"),
            Translation("de", "Tankwagen"),
            Translation("fr", "", "Quatorze camions"),
        ),
    )
    assert rows(record)["Translations"] == [
        {"language": ("sr", "cyrl"), "name": "Serbian (Cyrillic)", "title": "Цистерне за гориво"},
        {"language": ("de", "latn"), "name": "German", "title": "Tankwagen"},
    ]


def test_that_people_and_runs_are_counted_in_words() -> None:
    record = a_record(
        parties=(),
        participants=(Participant("drivers", "RS", 1), Participant("", "SE", 12)),
        sessions=(Session("First run", "2014", 4), Session("", "", 1)),
    )
    assert rows(record) == {
        "Participants": ["drivers, Serbia, 1 person", "Sweden, 12 people"],
        "Sessions": ["First run, 2014, 4 runs", "1 run"],
    }


def test_that_a_tie_links_to_a_record_in_the_report_and_names_any_other() -> None:
    record = a_record(parties=(), relations=(Relation("prepares", "A/1"), Relation("", "B/2")))
    assert rows(record)["Relations"] == [
        {"type": "Prepares", "title": "First course", "reference": "A/1", "key": "record-1"},
        {"type": "", "title": "", "reference": "B/2", "key": ""},
    ]


def test_that_a_tie_is_told_from_both_sides_as_far_as_the_report_goes() -> None:
    record = a_record(
        reference="B/2",
        parties=(),
        relations=(Relation("related", "A/1"), Relation("uses", "A/1")),
    )
    pointing = {"B/2": [("supersedes", "A/1"), ("related", "A/1"), ("uses", "B/2")]}
    told = rows(record, replace(INSIDE, pointing=pointing))["Relations"]
    assert [(tie["type"], tie["reference"]) for tie in told] == [
        *(("Related to", "A/1"), ("Uses", "A/1"), ("Superseded by", "A/1")),
    ]


def test_that_a_record_shows_the_marking_of_its_highest_document() -> None:
    higher = (Document("Annex", marking="RESTRICTED"),)
    made = entry(marking="UNCLASSIFIED", documents=higher)
    assert (made["marking"], made["grave"]) == ("RESTRICTED", True)


def test_that_a_source_tells_where_when_and_how_sure() -> None:
    sources = (Source("Embassy page", "Air forces", "2024-05-17", "official"), Source("Letter"))
    assert rows(a_record(parties=(), sources=sources))["Sources"] == [
        "Embassy page, Air forces, seen: 17 May 2024, official",
        "Letter",
    ]


def test_that_inside_it_tells_to_whom_a_record_may_go_and_who_changed_it() -> None:
    record = a_record(
        parties=(), releasable_to=("DK", "RS"), publish=True, changed_at=NOON, changed_by="Mette"
    )
    assert rows(record)["Record"] == [
        "releasable to Denmark, Serbia · cleared for publication · changed: 17 May 2024, Mette"
    ]
    assert rows(record, OUTSIDE) == {}


@pytest.mark.parametrize(
    ("marking", "banner", "grave"),
    [("UNMARKED", "UNMARKED", False), ("RESTRICTED", "RESTRICTED / INTERNO", True)],
)
def test_that_each_record_shows_its_own_marking(marking: str, banner: str, grave: bool) -> None:
    made = entry(Wording("sr_Latn", True, {}), marking=marking)
    assert (made["marking"], made["grave"]) == (banner, grave)


def test_that_a_short_entry_stays_on_one_page_and_a_long_one_may_break() -> None:
    assert entry(summary="Short.")["together"]
    assert not entry(description="A sentence of some length. " * 100)["together"]
    assert not entry(description="line\n" * 30)["together"]
    assert not entry(items=tuple(Item(f"thing {n}", n) for n in range(40)))["together"]


def test_that_words_are_the_reports_and_texts_the_records() -> None:
    record = a_full_record()
    made = {row["label"]: row for row in record_entry(record, "k", Wording("da", True, {}))["rows"]}
    assert any("Danmark" in value for row in made.values() for value in map(str, row["values"]))
    assert [row["content"] for row in made.values() if "Ask for the delivery note" in row["values"]]


def test_that_text_that_turns_the_direction_turns_only_itself() -> None:
    (row,) = entry(places=(Place("\u202eevil", "RS"),))["rows"]
    assert row["values"] == ["\u2068\u202eevil\u202c\u2069, Serbia"]
