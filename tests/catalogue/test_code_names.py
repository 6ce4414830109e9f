"""Names that a user gives to entries of a list, and the codes that the program makes of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_names import (
    LONGEST_NAME,
    area_code_for,
    code_for,
    refuse_names,
    tidy_names,
    tidy_tag,
)
from coopdesk.catalogue.codes import Code
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.frame_rules import refuse_area

OTHERS = (
    Code("course", "Course", names=(("da", "Uddannelse"),)),
    Code("tabletop", "", names=(("en", "Table-top exercise"),)),
    Code("visit", "Visit", retired=True),
)


def test_that_names_stand_on_one_line_and_empty_ones_are_left_out() -> None:
    names = {"en": "  Staff\n\ttalks ", "da": " ", "sr": ""}
    assert tidy_names(names) == {"en": "Staff talks"}


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ({}, "one language at least"),
        ({"en": "x" * (LONGEST_NAME + 1)}, "takes 100 characters and has 101"),
        ({"en": "Talks\u200e"}, "cannot be shown"),
        ({"en": "COURSE"}, "in the list already: choose"),
        ({"da": "uddannelse"}, "in the list already: choose"),
        ({"da": "Table-top Exercise"}, "in the list already: choose"),
        ({"en": "Visit"}, "offer that one again"),
        ({"fr": "Course"}, "in the list already"),
    ],
)
def test_that_a_name_that_misleads_is_refused(names: dict[str, str], problem: str) -> None:
    with pytest.raises(CatalogueError, match=problem):
        refuse_names(OTHERS, names)


def test_that_a_name_may_be_that_of_another_entry_in_another_language() -> None:
    refuse_names(OTHERS, {"en": "Uddannelse", "sr": "Предавање"})


@pytest.mark.parametrize(
    ("names", "code", "area"),
    [
        ({"en": "Table-top exercise"}, "table_top_exercise", "TABLE_TOP"),
        ({"da": "Øvelse på Kopaonik"}, "ovelse_pa_kopaonik", "OVELSE_PA"),
        ({"sr": "Штабна вежба"}, "stabna_vezba", "STABNA_VEZBA"),
        ({"da": "Flåde", "en": "Navy"}, "navy", "NAVY"),
        ({"en": "???"}, "code", "AREA"),
        ({"en": "会議"}, "code", "AREA"),
        ({}, "code", "AREA"),
    ],
)
def test_that_a_code_is_made_of_the_name(names: dict[str, str], code: str, area: str) -> None:
    assert code_for(names, ()) == code
    assert area_code_for(names, ()) == area


@given(st.dictionaries(st.sampled_from(["en", "da", "sr"]), st.text()), st.integers(0, 30))
def test_that_a_code_is_plain_and_never_taken(names: dict[str, str], times: int) -> None:
    taken: set[str] = set()
    areas: set[str] = set()
    for _time in range(times + 1):
        code, area = code_for(names, taken), area_code_for(names, areas)
        assert re.fullmatch("[a-z0-9_]{1,40}", code)
        refuse_area(Area(area))
        assert code not in taken
        assert area not in areas
        taken.add(code)
        areas.add(area)


def test_that_a_tag_is_tidied() -> None:
    assert tidy_tag("  search and\n rescue ", OTHERS) == "search and rescue"
    assert tidy_tag("Course", OTHERS) == "Course"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" \t", "Write the tag"),
        ("floods\0", "cannot be shown"),
        ("floods, rain", "no comma"),
        ("course", "already"),
        ("x" * (LONGEST_NAME + 1), "takes 100"),
    ],
)
def test_that_a_tag_that_cannot_be_is_refused(text: str, problem: str) -> None:
    with pytest.raises(CatalogueError, match=problem):
        tidy_tag(text, OTHERS)
