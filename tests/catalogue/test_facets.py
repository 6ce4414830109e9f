from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.fields import FACET_FIELDS

FACETS = pytest.mark.parametrize("facet", FACET_FIELDS, ids=lambda facet: facet.__name__)


@FACETS
def test_that_an_entry_starts_empty_and_equals_another_empty_one(facet: type[Any]) -> None:
    assert facet() == facet()
    assert all(getattr(facet(), part.name) in ("", None) for part in FACET_FIELDS[facet])


@FACETS
def test_that_an_entry_is_a_value_that_nobody_can_change(facet: type[Any]) -> None:
    entry = facet()
    assert hash(entry) == hash(facet())
    with pytest.raises(FrozenInstanceError):
        setattr(entry, FACET_FIELDS[facet][0].name, "x")
    with pytest.raises((AttributeError, TypeError)):
        entry.undeclared = "x"


def test_that_what_nobody_counted_is_not_none_of_them() -> None:
    assert Item("trucks") != replace(Item("trucks"), delivered=0.0)
