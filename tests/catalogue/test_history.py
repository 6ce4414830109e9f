from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.fields import FIELDS, Field, field
from coopdesk.catalogue.history import FieldChange, differences
from coopdesk.catalogue.plain import field_from_plain
from coopdesk.catalogue.record import Record
from tests.builders import NOON, a_full_record, a_record
from tests.catalogue.strategies import records, values

GIVEN = [entry for entry in FIELDS if entry.given]
EDITED = [entry for entry in FIELDS if not entry.given]


def applied(record: Record, changes: tuple[FieldChange, ...]) -> Record:
    """Return ``record`` with the changes made to it, as an undo or a redo makes them."""
    made = {c.field: field_from_plain(field(c.field), c.after) for c in changes}
    return replace(record, **made)


def edited_part(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, entry.name) for entry in EDITED)


@settings(max_examples=40)
@given(records(), records())
def test_that_applying_the_differences_yields_what_came_after(
    before: Record, after: Record
) -> None:
    assert edited_part(applied(before, differences(before, after))) == edited_part(after)


@settings(max_examples=40)
@given(records(), records())
def test_that_the_way_back_is_the_way_there_reversed(before: Record, after: Record) -> None:
    there, back = differences(before, after), differences(after, before)
    assert [(c.field, c.before, c.after) for c in there] == [
        (c.field, c.after, c.before) for c in back
    ]


@given(records(), st.data())
def test_that_there_is_a_difference_where_and_only_where_an_edited_field_differs(
    before: Record, data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(FIELDS), max_size=3))
    after = replace(before, **{entry.name: data.draw(values(entry)) for entry in chosen})
    expected = [e.name for e in EDITED if getattr(before, e.name) != getattr(after, e.name)]
    assert [change.field for change in differences(before, after)] == expected


@pytest.mark.parametrize("entry", EDITED, ids=lambda entry: entry.name)
def test_that_each_field_that_a_user_can_change_is_told(entry: Field) -> None:
    full = a_full_record(uid="u")
    emptied = replace(full, **{entry.name: getattr(Record(), entry.name)})
    (change,) = differences(full, emptied)
    assert (change.uid, change.field) == ("u", entry.name)
    assert change.before != change.after


@pytest.mark.parametrize("entry", GIVEN, ids=lambda entry: entry.name)
def test_that_what_the_program_gives_is_no_change_of_its_own(entry: Field) -> None:
    given_value: Any = NOON if entry.name.endswith("_at") else "given anew"
    changed = replace(a_record(), **{entry.name: given_value})
    assert changed != a_record()
    assert differences(a_record(), changed) == ()


def test_that_the_keys_of_the_store_are_no_difference() -> None:
    assert differences(a_record(), replace(a_record(), id=4, version=9)) == ()


def test_that_a_change_is_told_in_plain_values() -> None:
    before = a_record(uid="u", items=(Item("trucks", 14.0, "vehicle", serials=("A1",)),))
    after = replace(before, items=())
    assert differences(before, after) == (
        FieldChange(
            "u",
            "items",
            [
                {
                    "description": "trucks", "delivered": 14.0, "unit": "vehicle",
                    "category": "", "requested": None, "agreed": None, "stock_number": "",
                    "serials": ["A1"], "condition": "", "value": None, "currency": "",
                    "handed_over": "", "handover_place": "", "receiving_unit": "",
                }
            ],
            [],
        ),
    )  # fmt: skip
