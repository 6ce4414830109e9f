from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS
from coopdesk.catalogue.record import Record
from tests.builders import a_full_item, a_full_record

FACETS = pytest.mark.parametrize("facet", FACET_FIELDS, ids=lambda facet: facet.__name__)


@FACETS
def test_that_an_entry_starts_empty_and_equals_another_empty_one(facet: type[Any]) -> None:
    assert facet() == facet()
    assert all(getattr(facet(), part.name) in ("", None, ()) for part in FACET_FIELDS[facet])


@FACETS
def test_that_an_entry_is_a_value_that_nobody_can_change(facet: type[Any]) -> None:
    entry = facet()
    assert hash(entry) == hash(facet())
    with pytest.raises(FrozenInstanceError):
        setattr(entry, FACET_FIELDS[facet][0].name, "x")
    with pytest.raises((AttributeError, TypeError)):
        entry.undeclared = "x"


@FACETS
def test_that_the_full_record_of_the_tests_has_every_part_of_every_facet(facet: type[Any]) -> None:
    (name,) = (field.name for field in FIELDS if field.facet is facet)
    entries = getattr(a_full_record(), name)
    given = {
        part.name
        for part in FACET_FIELDS[facet]
        for entry in entries
        if getattr(entry, part.name) not in ("", None, ())
    }
    assert given == {part.name for part in FACET_FIELDS[facet]} - NOT_GIVEN


# A record may name a file only where the catalogue keeps it.
NOT_GIVEN = {"digest"}


def test_that_a_full_item_has_every_part() -> None:
    parts = [part.name for part in FACET_FIELDS[Item]]
    assert all(getattr(a_full_item(), name) not in ("", None, ()) for name in parts)


def test_that_entries_stay_told_apart_by_every_part() -> None:
    full, empty = a_full_record(), Record()
    for field in FIELDS:
        if field.facet:
            entry, none = getattr(full, field.name)[0], field.facet()
            for part in FACET_FIELDS[field.facet]:
                value = getattr(entry, part.name)
                differs = value != getattr(none, part.name)
                assert (replace(none, **{part.name: value}) != none) == differs
            assert getattr(empty, field.name) == ()


def test_that_what_nobody_counted_is_not_none_of_them() -> None:
    assert Item("trucks") != replace(Item("trucks"), delivered=0.0)
