"""Fields of numbers: read as they are written, refused where they could mean two things."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Participant, Place
from coopdesk.catalogue.fields import FACET_FIELDS, Field
from coopdesk.i18n import activate
from coopdesk.ui.editor_box import Unreadable
from coopdesk.ui.field_widgets import (
    IntegerBox,
    NumberBox,
    number_from,
    number_text,
)

often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def part(facet: type, name: str) -> Field:
    return next(p for p in FACET_FIELDS[facet] if p.name == name)


@pytest.mark.parametrize("code", ["en", "da", "sr", "sr_Latn"])
@often
@given(
    number=st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 2))
    | st.integers(-(10**9), 10**9).map(float)
)
def test_that_a_number_is_read_as_it_is_written(code: str, number: float) -> None:
    activate(code)
    assert number_from(number_text(number)) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("14", 14.0),
        ("14,5", 14.5),
        ("14.5", 14.5),
        (" 1 250 ", 1250.0),
        ("-3,25", -3.25),
        ("", None),
    ],
)
@pytest.mark.parametrize("code", ["en", "da"])
def test_that_point_and_comma_both_do(code: str, typed: str, number: float | None) -> None:
    activate(code)
    assert number_from(typed) == number


@pytest.mark.parametrize(("code", "typed"), [("en", "1,234"), ("da", "1.234"), ("sr", "12.500")])
def test_that_what_could_be_a_thousand_times_more_is_refused(code: str, typed: str) -> None:
    activate(code)
    with pytest.raises(Unreadable, match=re.sub("[.,]", "", typed)):
        number_from(typed)


@pytest.mark.parametrize("typed", ["a dozen", "1,2,3", "1e5", "٣", "nan", "--4", "9" * 50])
def test_that_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="Write a number"):
        number_from(typed)


def test_that_an_unreadable_number_keeps_the_last_good_one_and_says_so_when_left(
    qtbot: QtBot,
) -> None:
    box = NumberBox(part(Place, "latitude"))
    qtbot.addWidget(box)
    box.fill(44.5)
    box.line.setText("about 44")
    assert box.value == 44.5
    assert box.unreadable
    assert box.note == ""
    box.leave()
    assert "Write a number" in box.note
    assert box.control.property("invalid") is True
    assert box.control.accessibleDescription() == box.note
    box.line.setText("44")
    assert (box.value, box.unreadable, box.note) == (44.0, "", "")
    assert box.control.property("invalid") is False


@pytest.mark.parametrize("typed", ["-1", "2.5", "twelve", "1" * 30])
def test_that_a_head_count_is_a_whole_number(qtbot: QtBot, typed: str) -> None:
    box = IntegerBox(part(Participant, "headcount"))
    qtbot.addWidget(box)
    box.fill(None)
    box.line.setText(typed)
    assert "whole number" in box.unreadable
    box.line.setText("1 200")
    assert box.value == 1200
