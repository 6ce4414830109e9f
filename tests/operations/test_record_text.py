"""A record as plain text says all that the record says."""

from dataclasses import replace

from coopdesk.catalogue.facets import Budget, Item
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.ties import Tie, Ties
from coopdesk.operations.record_text import record_lines
from tests.builders import NOON, a_full_record, a_record, areas


def shown(**changes: object) -> str:
    return "\n".join(record_lines(replace(a_full_record(), **changes), areas()))  # type: ignore[arg-type]


def test_that_each_field_with_a_value_is_shown_with_its_label() -> None:
    record = replace(
        a_full_record(),
        reference="DK-RS/2014/001",
        created_at=NOON,
        created_by="Jens",
        changed_at=NOON,
        changed_by="Anna",
    )
    starts = [line.split("  ")[0] for line in record_lines(record, areas()) if line[0] != " "]
    assert starts == [field.words() for field in FIELDS]


def test_that_fields_without_a_value_are_left_out() -> None:
    text = "\n".join(record_lines(a_record(), areas()))
    assert "Notes" not in text
    assert "Items" not in text


def test_that_codes_are_words_and_facets_readable() -> None:
    text = " ".join(shown().split())
    for told in (
        "Kind Donation Area Air forces (AIR) Status Closed",
        "Provider: Danish Air Force, Denmark",
        "Kruševac, Serbia, 43.58, 21.33",
        "fuel truck, Delivered: 14 vehicle, Vehicles, Requested: 20 vehicle, Agreed: 14 vehicle",
        "NATO stock number: 2320-00-123-4567, Serial numbers: A1, A2, Serviceable",
        "Value: 1,400,000 DKK, Handed over: 2 October 2014, Place of handover: Batajnica",
        "student: drivers, Serbia, Head count: 12, Enlisted, Outcome: licensed",
        "First run, May 2014, Number of runs: 2, Niš, Serbia, Seats: 20",
        "Floods, Help requested: 16 May 2014",
        "Protocol, Signed: 1 March 2010",
        "Original: 2014, 250,000 DKK, Value date: 1 December 2013",
        "Disbursement: 2 June 2014, 1,000.50 EUR",
        "From: Danish MoD, To: Logistics School, First part",
        "Trucks at the base, Due: September 2014, Reached: 2 October 2014, by rail",
        "Drivers trained, Baseline: 0 person, Target: 20 person, Actual: 12 person",
        "Delivery note, følgeseddel.pdf, 4.1 kB, Danish, October 2014, UNMARKED, signed",
        "Article, https://www.example.org/trucks",
        "point of contact: Embassy of Denmark",
        "Danish: Øvelse på Kopaonik Fjorten lastbiler I tre dele.",
        "Follows: DK-RS/1999/001",
        "Embassy page, Air forces, 17 May 2024, Official",
    ):
        assert told in text


def test_that_ties_are_shown_from_both_sides_with_their_titles() -> None:
    ties = Ties(
        (
            Tie("follows", "DK-RS/1999/001", False, 3, "Letter of Intent"),
            Tie("supersedes", "DK-RS/2020/001", True, 4, "New letter"),
        ),
        more=3,
    )
    text = " ".join("\n".join(record_lines(a_full_record(), areas(), ties)).split())
    assert (
        "Relations Follows: DK-RS/1999/001 Letter of Intent "
        "Superseded by: DK-RS/2020/001 New letter and 3 more"
    ) in text


def test_that_totals_are_told_in_each_currency_where_there_is_more_than_one_amount() -> None:
    budget = (Budget("revised", amount=1.0, currency="DKK"), Budget(amount=2.5, currency="EUR"))
    items = (Item("a", value=1.0, currency="DKK"), Item("b", value=2.0, currency="EUR"))
    lines = [line.strip() for line in shown(items=items, budget=budget).splitlines()]
    assert [line for line in lines if line.startswith("Total")] == [
        *("Total: 1 DKK", "Total: 2 EUR"),
        *("Total, revised: 1 DKK", "Total: 2.50 EUR"),
    ]
    assert "Total" not in shown()


def test_that_a_contact_of_the_catalogue_comes_with_its_numbers() -> None:
    office = Contact("Embassy of Denmark", "Street 9", "RS", "+381 11", person="Jens")
    lines = record_lines(a_full_record(), areas(), None, {office.name: office})
    text = " ".join("\n".join(lines).split())
    assert "Embassy of Denmark, Jens, +381 11, Street 9, Serbia" in text


def test_that_paragraphs_stay_apart_and_lines_are_wrapped() -> None:
    lines = record_lines(a_record(notes="word " * 40 + "\nSecond part."), areas(), width=60)
    assert all(len(line) <= 60 for line in lines)
    assert lines[-2].strip() != "Second part." or lines[-1].strip()
    assert any(line.strip() == "Second part." for line in lines)


def test_that_control_characters_command_nothing_and_long_words_stay_whole() -> None:
    text = shown(title="\x1b[2Jred", notes="x" * 10_000)
    assert "\x1b" not in text
    assert "x" * 10_000 in text
