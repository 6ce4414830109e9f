from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.frame_rules import (
    framing_name,
    refuse_area,
    refuse_code,
    refuse_partnership,
)
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.vocabulary import UNPLACED
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


def test_that_a_good_entry_of_a_list_passes() -> None:
    refuse_code(CodeEntry("kind", "course", {"da": "Uddannelse"}, "#AABBCC", 3, True))
    refuse_code(CodeEntry("kind", "tabletop", traits={"first": ["items"], "agreement": True}))
    refuse_code(CodeEntry("status", "ratified", traits={"agreement": True, "ended": True}))
    refuse_code(CodeEntry("tag", "x" * 300, position=UNPLACED))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"list": "role"}, "no list “role”.*organisation_type"),
        ({"code": " "}, "1 to 100 characters"),
        ({"code": "x" * 101}, "1 to 100 characters"),
        ({"list": "tag", "code": "x" * 501}, "1 to 500 characters"),
        ({"colour": "red"}, "not a colour"),
        ({"names": {"en": "a\0"}}, "cannot be stored"),
        ({"position": -1}, "position"),
        ({"position": UNPLACED + 1}, "position"),
        ({"traits": {"agreement": "yes"}}, "“agreement” must be true or false"),
        ({"traits": {"first": "items"}}, "“first” must be a list of these: places, parties"),
        ({"traits": {"first": ["title"]}}, "“first” must be a list"),
        ({"traits": {"under_way": True, "ended": True}}, "choose one"),
    ],
)
def test_that_an_entry_of_a_list_that_cannot_be_held_is_refused(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(CatalogueError, match=problem):
        refuse_code(replace(CodeEntry("status", "ratified"), **changes))


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        (CodeEntry("kind", "exchange_visit"), "Exchange visit"),
        (CodeEntry("kind", "course", {"en": "Training"}), "Training"),
        (CodeEntry("tag", "floods"), "floods"),
        (CodeEntry("weather", "sunny"), "sunny"),
        (Area("AIR", {"da": "Luftstyrker"}), "AIR"),
    ],
)
def test_that_the_history_calls_an_entry_by_its_english_name(thing: object, name: str) -> None:
    assert framing_name(thing) == name


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
