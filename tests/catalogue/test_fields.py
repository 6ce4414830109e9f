from dataclasses import fields as attributes
from datetime import datetime
from types import GenericAlias, NoneType
from typing import Any, get_args, get_type_hints

import pytest

from coopdesk.catalogue import facets
from coopdesk.catalogue.codes import CODE_LISTS
from coopdesk.catalogue.fields import (
    FACET_FIELDS,
    FIELDS,
    GROUPS,
    Field,
    FieldType,
    editable_fields,
    field,
)
from coopdesk.catalogue.filters import SORTABLE
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.record import Record

# What a record holds in a field of each type: the default, and the annotation.
HOLDS: dict[FieldType, tuple[Any, Any]] = {
    FieldType.TEXT: ("", str),
    FieldType.LONG_TEXT: ("", str),
    FieldType.CODE: ("", str),
    FieldType.AREA: ("", str),
    FieldType.PARTNERSHIP: ("", str),
    FieldType.MARKING: ("UNMARKED", str),
    FieldType.PERIOD: (Period(), Period),
    FieldType.COUNTRIES: ((), tuple[str, ...]),
    FieldType.TAGS: ((), tuple[str, ...]),
    FieldType.FLAG: (False, bool),
    FieldType.MOMENT: (None, datetime | None),
}
PART_HOLDS: dict[FieldType, tuple[Any, Any]] = {
    FieldType.TEXT: ("", str),
    FieldType.LONG_TEXT: ("", str),
    FieldType.CODE: ("", str),
    FieldType.COUNTRY: ("", str),
    FieldType.REFERENCE: ("", str),
    FieldType.PERIOD: ("", str),
    FieldType.MARKING: ("", str),
    FieldType.CURRENCY: ("", str),
    FieldType.LANGUAGE: ("", str),
    FieldType.ORGANISATION: ("", str),
    FieldType.CONTACT: ("", str),
    FieldType.TAGS: ((), tuple[str, ...]),
    FieldType.NUMBER: (None, float | None),
    FieldType.INTEGER: (None, int | None),
}
ALL_FIELDS = [*FIELDS, *(part for parts in FACET_FIELDS.values() for part in parts)]
RECORD_HINTS = get_type_hints(Record)


def name_of(value: Field | type) -> str:
    return value.name if isinstance(value, Field) else value.__name__


def test_that_a_record_has_the_declared_fields_and_the_keys_of_the_store() -> None:
    declared = [entry.name for entry in FIELDS]
    assert len(set(declared)) == len(declared)
    held = {attribute.name for attribute in attributes(Record)}
    assert held == {*declared, "id", "uid", "version"}


@pytest.mark.parametrize("entry", FIELDS, ids=name_of)
def test_that_a_record_holds_in_each_field_what_its_type_says(entry: Field) -> None:
    default, hint = HOLDS.get(entry.type) or ((), GenericAlias(tuple, (entry.facet, ...)))
    held = getattr(Record(), entry.name)
    assert held == default
    assert type(held) is type(default)
    assert RECORD_HINTS[entry.name] == hint


@pytest.mark.parametrize("entry", FIELDS, ids=name_of)
def test_that_each_field_is_written_out(entry: Field) -> None:
    assert entry.name in to_plain(Record())


def test_that_every_facet_is_declared_and_carried_by_a_record() -> None:
    defined = {
        value
        for value in vars(facets).values()
        if isinstance(value, type) and value.__module__ == facets.__name__
    }
    assert set(FACET_FIELDS) == defined
    assert {entry.facet for entry in FIELDS if entry.facet} == defined


@pytest.mark.parametrize("facet", FACET_FIELDS, ids=name_of)
def test_that_the_declared_parts_of_a_facet_are_its_attributes_in_order(facet: type) -> None:
    assert [part.name for part in FACET_FIELDS[facet]] == [a.name for a in attributes(facet)]


@pytest.mark.parametrize("facet", FACET_FIELDS, ids=name_of)
def test_that_a_facet_holds_in_each_part_what_its_type_says(facet: type) -> None:
    hints = get_type_hints(facet)
    for part in FACET_FIELDS[facet]:
        default, hint = PART_HOLDS[part.type]
        assert getattr(facet(), part.name) == default
        assert hints[part.name] == hint


@pytest.mark.parametrize("entry", FIELDS, ids=name_of)
def test_that_a_facet_is_named_where_one_is_held(entry: Field) -> None:
    assert (entry.facet is not None) == (entry.type is FieldType.FACET)
    if entry.facet is not None:
        assert get_args(RECORD_HINTS[entry.name])[0] is entry.facet


@pytest.mark.parametrize("entry", ALL_FIELDS, ids=name_of)
def test_that_a_code_names_its_list_and_nothing_else_does(entry: Field) -> None:
    assert (entry.codes in CODE_LISTS) == (entry.type is FieldType.CODE)


@pytest.mark.parametrize("entry", ALL_FIELDS, ids=name_of)
def test_that_each_field_has_a_label_and_room(entry: Field) -> None:
    assert entry.words() == entry.label
    assert entry.label[0].isupper()
    assert entry.limit > 0
    assert entry.lowest < entry.highest


def test_that_a_former_name_is_one_that_no_other_part_has() -> None:
    for parts in FACET_FIELDS.values():
        names = [*(part.name for part in parts), *(p.formerly for p in parts if p.formerly)]
        assert len(set(names)) == len(names)
    # Of a record's own fields none was ever renamed, and reading them knows no former names.
    assert not any(entry.formerly for entry in FIELDS)


@pytest.mark.parametrize("entries", [FIELDS, *FACET_FIELDS.values()])
def test_that_labels_beside_one_another_differ(entries: tuple[Field, ...]) -> None:
    labels = [entry.label for entry in entries]
    assert len(set(labels)) == len(labels)


def test_that_every_field_is_in_a_group_and_every_group_has_fields() -> None:
    codes = [code for code, _label in GROUPS]
    assert len(set(codes)) == len(codes)
    assert {entry.group for entry in FIELDS} == set(codes)


def test_that_a_user_edits_all_that_the_program_does_not_give() -> None:
    editable = editable_fields()
    assert set(editable) == {entry for entry in FIELDS if not entry.given}
    assert {entry.name for entry in FIELDS if entry.given} == {
        "reference",
        "created_at",
        "created_by",
        "changed_at",
        "changed_by",
    }


def test_that_a_form_goes_from_group_to_group_in_the_order_declared() -> None:
    order = [code for code, _label in GROUPS]
    places = [(order.index(entry.group), FIELDS.index(entry)) for entry in editable_fields()]
    assert places == sorted(places)


def test_that_whatever_must_be_filled_in_can_be() -> None:
    assert all(not entry.given for entry in FIELDS if entry.required)


def test_that_a_field_is_found_by_its_name_alone() -> None:
    assert all(field(entry.name) is entry for entry in FIELDS)
    with pytest.raises(KeyError):
        field("Title")


def test_that_lists_are_sorted_by_declared_fields() -> None:
    assert {*SORTABLE} <= {entry.name for entry in FIELDS}


def test_that_latitude_and_longitude_span_the_earth() -> None:
    spans = {part.name: (part.lowest, part.highest) for part in FACET_FIELDS[facets.Place]}
    assert spans["latitude"] == (-90, 90)
    assert spans["longitude"] == (-180, 180)


def test_that_nothing_counted_is_less_than_none_or_too_large_to_store() -> None:
    counted = [part for part in ALL_FIELDS if part.type is FieldType.INTEGER]
    assert counted
    assert all(part.lowest == 0 and part.highest < 2**63 for part in counted)
    assert NoneType in get_args(get_type_hints(facets.Participant)["headcount"])
