"""How the fields of an entry stand together: each once, whatever the width."""

import pytest

from coopdesk.catalogue.facets import Item, Transaction
from coopdesk.catalogue.fields import FACET_FIELDS
from coopdesk.ui.editor_layouts import UNITS, fields_of, main_lines, main_names, more_lines


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("facet", FACET_FIELDS, ids=lambda facet: facet.__name__)
def test_that_each_field_that_is_filled_in_stands_in_one_place(facet: type, wide: bool) -> None:
    lines = (*main_lines(facet, wide), *more_lines(facet, wide))
    names = [name for line in lines for name, _share in line if name]
    assert sorted(names) == sorted(part.name for part in fields_of(facet))
    assert all(sum(share for _name, share in line) == UNITS for line in lines)


@pytest.mark.parametrize("facet", FACET_FIELDS, ids=lambda facet: facet.__name__)
def test_that_the_width_changes_nothing_about_what_is_shown(facet: type) -> None:
    narrow = {name for line in main_lines(facet, False) for name, _share in line if name}
    assert narrow == set(main_names(facet))
    assert len(narrow) <= 8


@pytest.mark.parametrize(
    ("facet", "number", "unit"),
    [(Item, "value", "currency"), (Item, "delivered", "unit"), (Transaction, "amount", "currency")],
)
@pytest.mark.parametrize("wide", [True, False])
def test_that_a_number_and_its_unit_stand_side_by_side(
    facet: type, number: str, unit: str, wide: bool
) -> None:
    line = next(
        [name for name, _share in line] for line in main_lines(facet, wide) if number in dict(line)
    )
    assert line.index(unit) == line.index(number) + 1
