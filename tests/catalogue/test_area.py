import pytest

from coopdesk import i18n
from coopdesk.catalogue.area import Area

AREA = Area("AIR", {"en": "Air forces", "da": "Luftstyrker", "sr": "Ваздухопловне снаге"})


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Air forces"),
        ("da", "Luftstyrker"),
        ("sr", "Ваздухопловне снаге"),
        ("sr_Latn", "Air forces"),
    ],
)
def test_that_an_area_is_named_in_the_language_asked_for_or_else_in_english(
    language: str, name: str
) -> None:
    assert AREA.name(language) == name


def test_that_an_area_is_named_in_the_interface_language_unless_another_is_asked_for() -> None:
    i18n.activate("da")
    assert AREA.name() == "Luftstyrker"
    assert AREA.name("en") == "Air forces"


@pytest.mark.parametrize("names", [{}, {"en": ""}, {"sr": "Ваздух"}])
def test_that_an_area_without_a_fitting_name_shows_its_code(names: dict[str, str]) -> None:
    assert Area("AIR", names).name("da") == "AIR"


def test_that_areas_do_not_share_their_names() -> None:
    assert Area("A").names is not Area("B").names
