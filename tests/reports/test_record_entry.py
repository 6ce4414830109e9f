"""A record as a person reads it: its parts with their labels, the empty ones left out."""

from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.facets import Item, Participant, Party, Place, Relation, Session, Source
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.reports.record_entry import record_entry
from coopdesk.reports.wording import Wording
from tests.builders import NOON, a_full_record, a_record

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
        *("Places", "Provider", "Receiver", "Parties", "Items", "Participants", "Sessions"),
        *("Notes", "Relations", "Sources", "Tags", "Record"),
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


def test_that_counted_items_are_set_in_columns_as_wide_as_needed() -> None:
    made = entry(items=(Item("pumps", 1200, "piece"), Item("tools")))
    (row,) = made["rows"]
    assert row["form"] == "items"
    assert row["values"] == [
        {"quantity": "1,200", "unit": "piece", "description": "pumps"},
        {"quantity": "", "unit": "", "description": "tools"},
    ]
    assert (row["quantity_width"], row["unit_width"]) == (5, 5)


def test_that_a_very_long_unit_does_not_take_the_page() -> None:
    (row,) = entry(items=(Item("pumps", 2, "x" * 60),))["rows"]
    assert row["unit_width"] < 30


def test_that_items_that_nobody_counted_are_plain_lines() -> None:
    (row,) = entry(items=(Item("tools"), Item("spare parts", None, "box")))["rows"]
    assert (row["form"], row["values"]) == ("lines", ["tools", "spare parts, box"])


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
