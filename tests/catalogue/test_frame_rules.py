from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.frame_rules import refuse_area, refuse_partnership
from coopdesk.catalogue.partnership import Contact
from tests.builders import a_partnership, areas


def test_that_good_areas_and_partnerships_pass() -> None:
    for area in (*areas(), Area("R-D_2", {"da": "Forskning"}, "#AABBCC")):
        refuse_area(area)
    refuse_partnership(a_partnership())
    refuse_partnership(a_partnership("Nordic-5", countries=("DK", "SE")))


@pytest.mark.parametrize("code", ["", "all", "overview", "A B", "ABCDEFGHIJKLM", "Æ", "A\n"])
def test_that_an_area_code_of_other_letters_is_refused(code: str) -> None:
    with pytest.raises(CatalogueError, match="capital letters"):
        refuse_area(Area(code))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"colour": "red"}, "not a colour"),
        ({"colour": "#12345"}, "not a colour"),
        ({"names": {"en": "a\0b"}}, "cannot be stored"),
        ({"names": {"\ud800": "a"}}, "cannot be stored"),
    ],
)
def test_that_an_area_that_cannot_be_held_is_refused(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(CatalogueError, match=problem):
        refuse_area(replace(areas()[0], **changes))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"code": "DK RS"}, "partnership code"),
        ({"code": ""}, "partnership code"),
        ({"countries": ("DK", "rs")}, "not a country"),
        ({"countries": ("Denmark",)}, "not a country"),
        ({"standing": "a\ud800"}, "cannot be stored"),
        ({"purpose": ("good", "a\0")}, "cannot be stored"),
        ({"contact": Contact("Embassy", phone="\0")}, "cannot be stored"),
    ],
)
def test_that_a_partnership_that_cannot_be_held_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(CatalogueError, match=problem):
        refuse_partnership(replace(a_partnership(), **changes))
