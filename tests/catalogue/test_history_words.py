from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Item, Term
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.history import GIVEN_AT_SAVE, Entry, FieldChange, differences
from coopdesk.catalogue.history_words import change_lines, entry_sentence, entry_title
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.plain import field_to_plain
from tests.builders import a_full_record, a_record
from tests.catalogue.strategies import values

AREAS = {"AIR": "Air forces", "TRN": "Training"}


def lines(**changes: Any) -> list[str]:
    before = a_full_record(uid="u")
    return change_lines(differences(before, replace(before, **changes)), AREAS)


def an_entry(**changes: Any) -> Entry:
    values: dict[str, Any] = {
        "id": 7,
        "at": datetime(2026, 11, 26, 12, 0, tzinfo=UTC),
        "who": "A.K.",
        "why": "",
        "operation": "edited",
        "reverses": 0,
        "records": 1,
        "title": "Fuel trucks",
        **changes,
    }
    return Entry(**values)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status": "implementation"}, ["Status: Closed → Implementation"]),
        ({"status": ""}, ["Status: Closed removed"]),
        ({"notes": ""}, ["Notes: Ask for the delivery note removed"]),
        ({"area": "TRN"}, ["Area: Air forces → Training"]),
        ({"period": Period.parse("2015-21")}, ["Period: 05/2014 – spring 2015 → spring 2015"]),
        ({"publish": False}, ["Cleared for publication: yes → no"]),
        ({"tags": ("air force", "fuel")}, ["Tags: vehicles removed", "Tags: fuel added"]),
        ({"tags": ("vehicles", "air force")}, ["Tags: put in another order"]),
        ({"releasable_to": ("DK",)}, ["Releasable to: Denmark, Serbia → Denmark"]),
    ],
)
def test_that_a_change_of_a_field_reads_as_a_sentence(
    changes: dict[str, Any], told: list[str]
) -> None:
    found = lines(**changes)
    if "period" in changes:
        assert found[0].startswith("Period: ")
        assert found[0].endswith(" → spring 2015")
    else:
        assert found == told


def test_that_only_what_changed_in_an_entry_of_a_list_is_told() -> None:
    items = a_full_record().items
    after = (replace(items[0], delivered=12.0), *items[1:])
    assert lines(items=after) == ["Items: fuel truck: Delivered 14 → 12"]


def test_that_entries_that_came_and_went_are_told_one_by_one() -> None:
    items = a_full_record().items
    assert lines(items=(*items, Item("jack", 2.0))) == ["Items: jack, 2 added"]
    assert lines(items=items[:1]) == ["Items: tools removed"]
    assert lines(items=items[::-1]) == ["Items: put in another order"]


def test_that_an_entry_in_place_of_another_is_told_whole() -> None:
    (line,) = lines(terms=(Term("Annex", "2012"),))
    assert line.startswith("Terms: Protocol, ")
    assert line.endswith("→ Annex, 2012")


def test_that_long_texts_are_told_where_they_differ() -> None:
    before = a_record(uid="u", description="a" * 500 + " first " + "b" * 500)
    after = replace(before, description="a" * 500 + " second " + "b" * 500)
    (line,) = change_lines(differences(before, after), AREAS)
    assert "first" in line
    assert "second" in line
    assert len(line) < 220


def test_that_an_entry_tells_when_who_what_and_why() -> None:
    change = FieldChange("u", "status", "pipeline", "implementation")
    told = entry_sentence(an_entry(changes=(change,), why="signed today"), AREAS)
    assert told.endswith("A.K.: Status: Pipeline → Implementation (reason: signed today)")
    assert told.startswith("26 November 2026, ")


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({}, "Edited: “Fuel trucks”"),
        ({"operation": "imported", "records": 38}, "Imported: 38 records"),
        ({"operation": "undone", "records": 0, "title": ""}, "Undone"),
        ({"operation": "of tomorrow"}, "of tomorrow: “Fuel trucks”"),
    ],
)
def test_that_an_entry_has_a_title(changes: dict[str, Any], title: str) -> None:
    assert entry_title(an_entry(**changes)) == title


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, {"code": "X"}, "Area “X” added"),
        ({"code": "X"}, None, "Area “X” removed"),
        ({"code": "X"}, {"code": "X"}, "Area “X” changed"),
    ],
)
def test_that_what_records_stand_in_is_told_too(before: Any, after: Any, told: str) -> None:
    assert change_lines([FieldChange("area:X", "*", before, after)], {}) == [told]


def test_that_a_field_of_another_version_is_told_as_it_stands() -> None:
    assert change_lines([FieldChange("u", "colour", "red", "blue")], {}) == ["colour: red → blue"]
    assert change_lines([FieldChange("u", "publish", 1, 2)], {})[0].endswith(": 1 → 2")


@given(st.data())
def test_that_any_change_of_any_field_can_be_told(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from([f for f in FIELDS if f.name not in GIVEN_AT_SAVE]))
    before, after = data.draw(values(field)), data.draw(values(field))
    assume(not any("e+" in repr(value) for value in (before, after)))
    plain = [field_to_plain(field, value) for value in (before, after)]
    told = change_lines([FieldChange("u", field.name, *plain)], AREAS)
    assert all(line.startswith(field.words()) for line in told)
    assert bool(told) == (before != after)


def test_that_a_period_where_there_was_none_is_set() -> None:
    before = a_record(uid="u", period=Period.parse(""))
    after = replace(before, period=Period.parse("2015-21"))
    told = change_lines(differences(before, after), AREAS)
    assert told == ["Period: set to spring 2015"]
    back = change_lines(differences(after, before), AREAS)
    assert back == ["Period: spring 2015 removed"]


def test_that_an_entry_of_many_records_tells_what_it_changed_in_one() -> None:
    change = FieldChange("u", "status", "pipeline", "closed")
    assert entry_sentence(an_entry(operation="undone", changes=(change,)), AREAS).endswith(
        "A.K.: Undone: Status: Pipeline → Closed"
    )
    came = FieldChange("u", "*", None, {})
    assert entry_sentence(an_entry(operation="added", changes=(came,)), AREAS).endswith(
        "A.K.: Added"
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status": "implementation"}, ["Status: Afsluttet → Gennemføres"]),
        ({"publish": False}, ["Godkendt til offentliggørelse: ja → nej"]),
        ({"releasable_to": ("DK",)}, ["Kan frigives til: Danmark, Serbien → Danmark"]),
        ({"tags": ("vehicles", "air force")}, ["Emneord: sat i en anden rækkefølge"]),
    ],
)
def test_that_the_sentences_can_be_told_in_another_language(
    changes: dict[str, Any], told: list[str]
) -> None:
    before = a_full_record(uid="u")
    made = change_lines(differences(before, replace(before, **changes)), AREAS, "da")
    assert made == told
