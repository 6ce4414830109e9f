from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.bulk import (
    AddEntries,
    BulkChange,
    ClearField,
    RemoveEntries,
    ReplaceText,
    SetField,
    SetPart,
)
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document, Item, Party, Place
from coopdesk.catalogue.fields import FIELDS, editable_fields
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from tests.builders import a_full_record

from .strategies import values

RECORD = a_full_record()
PARTIES = DANES, COLLEGE, SERBS = RECORD.parties


def changed(change: BulkChange, record: Record = RECORD) -> Any:
    """The value of the field after a change that is allowed."""
    change.refuse()
    return change.applied(getattr(record, change.field))


@pytest.mark.parametrize("field", editable_fields(), ids=lambda field: field.name)
def test_that_every_field_can_be_set_and_what_need_not_be_there_cleared(field: Any) -> None:
    wanted = getattr(RECORD, field.name)
    assert changed(SetField(field.name, wanted), Record()) == wanted
    if field.required:
        with pytest.raises(CatalogueError, match="No record can be without"):
            ClearField(field.name).refuse()
    else:
        assert changed(ClearField(field.name)) == getattr(Record(), field.name)


@pytest.mark.parametrize("name", [field.name for field in FIELDS if field.given])
def test_that_what_the_program_gives_cannot_be_changed(name: str) -> None:
    for change in (SetField(name, "x"), ClearField(name), ReplaceText(name, "a", "b")):
        with pytest.raises(CatalogueError, match="is given by the program"):
            change.refuse()


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (AddEntries("tags", ("new", "vehicles", "new")), ("air force", "vehicles", "new")),
        (AddEntries("releasable_to", ("SE",)), ("DK", "RS", "SE")),
        (AddEntries("parties", (SERBS,)), RECORD.parties),
        (RemoveEntries("tags", ("vehicles", "none")), ("air force",)),
        (RemoveEntries("parties", (Party(country="DK"),)), (COLLEGE, SERBS)),
        (RemoveEntries("parties", (Party("", "DK", "receiver"),)), RECORD.parties),
        (RemoveEntries("items", (Item(delivered=14.0), Item(unit="x"))), (Item("tools"),)),
        (SetPart("parties", "role", "host"), tuple(replace(p, role="host") for p in PARTIES)),
        (
            SetPart("parties", "role", "", like=Party(role="provider")),
            (replace(DANES, role=""), COLLEGE, SERBS),
        ),
        (SetPart("places", "latitude", None, like=Place(country="RS")),
         (Place("Kruševac", "RS", None, 21.33), *RECORD.places[1:])),
    ],
)  # fmt: skip
def test_that_entries_of_lists_are_added_removed_and_changed(
    change: BulkChange, after: tuple[Any, ...]
) -> None:
    assert changed(change) == after


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (ReplaceText("summary", "air", "naval"), "Fourteen trucks for the naval base"),
        (ReplaceText("summary", "Air", "naval"), RECORD.summary),
        (
            ReplaceText("summary", "AIR", "naval", match_case=False),
            "Fourteen trucks for the naval base",
        ),
        (ReplaceText("summary", "truck", "car"), "Fourteen cars for the air base"),
        (ReplaceText("summary", "truck", "car", whole_words=True), RECORD.summary),
        (
            ReplaceText("summary", "base", r"\1.*", whole_words=True),
            r"Fourteen trucks for the air \1.*",
        ),
        (
            ReplaceText("title", "øvelse", "Exercise", match_case=False),
            "Exercise på Kopaonik: Đoković and the fuel trucks",
        ),
        (ReplaceText("summary", "Fourteen trucks for the air base", ""), ""),
        (ReplaceText("tags", "force", "base"), ("air base", "vehicles")),
        (ReplaceText("tags", "vehicles", " "), ("air force",)),
        (ReplaceText("tags", "air force", "vehicles"), ("vehicles",)),
    ],
)
def test_that_text_is_replaced(change: ReplaceText, after: Any) -> None:
    assert changed(change) == after


def test_that_text_is_replaced_in_one_part_of_a_list() -> None:
    after = changed(ReplaceText("parties", "Danish", "Royal Danish", part="organisation"))
    assert [party.organisation for party in after] == [
        "Royal Danish Air Force", "Baltic Defence College", "",
    ]  # fmt: skip
    assert [party.country for party in after] == ["DK", "", "RS"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (AddEntries("title", ("x",)), "is no list"),
        (RemoveEntries("status", ("x",)), "is no list"),
        (AddEntries("tags", ()), "Say which entries"),
        (RemoveEntries("parties", (Party(),)), "at least one value"),
        (ReplaceText("summary", "", "x"), "Say which text"),
        (ReplaceText("period", "2015", "2016"), "holds no text"),
        (ReplaceText("places", "RS", "DK", part="country"), "holds no text"),
        (ReplaceText("places", "RS", "DK", part="town"), "has no part called “town”"),
        (ReplaceText("places", "RS", "DK"), "has no part"),
        (ReplaceText("documents", "a", "b", part="digest"), "is given by the program"),
        (SetPart("documents", "size", 7), "is given by the program"),
        (SetPart("tags", "size", 7), "has no part"),
        (SetPart("items", "delivered", "many"), "takes a number"),
        (SetField("publish", "yes"), "takes true or false"),
    ],
)
def test_that_a_change_that_no_record_can_take_is_refused(change: BulkChange, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        change.refuse()


@pytest.mark.parametrize(("name", "value"), [("tags", "air"), ("period", "2015")])
def test_that_a_value_of_the_wrong_type_is_no_change(name: str, value: str) -> None:
    with pytest.raises(TypeError, match=name):
        SetField(name, value).refuse()


def test_that_entries_that_were_added_can_be_removed_again() -> None:
    document = Document("New", link="https://example.org")
    after = changed(AddEntries("documents", (document,)))
    assert after == (*RECORD.documents, document)
    assert RemoveEntries("documents", (document,)).applied(after) == RECORD.documents


@given(st.data())
def test_that_a_change_made_twice_is_as_if_made_once(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(editable_fields()))
    value, other = data.draw(values(field)), data.draw(values(field))
    changes: list[BulkChange] = [SetField(field.name, other), ClearField(field.name)]
    if isinstance(value, tuple) and other:
        changes += [AddEntries(field.name, other), RemoveEntries(field.name, other)]
    for change in changes:
        once = change.applied(value)
        assert change.applied(once) == once


def test_that_setting_a_period_keeps_its_days() -> None:
    period = Period.parse("2015-05/..")
    assert changed(SetField("period", period)) is period
