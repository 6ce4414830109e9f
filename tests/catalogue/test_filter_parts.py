"""The parts of a filter: taken away one by one, ticked, excluded."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filter_parts import (
    FilterPart,
    cleared,
    excluded,
    filter_parts,
    only,
    toggled,
    without_part,
)
from coopdesk.catalogue.filters import Filter

FULL = Filter(
    areas=("AIR",),
    kinds=("course", "donation"),
    years=(2015,),
    excluded=(("kinds", "event"), ("years", "2016")),
    search='fuel -tools kind:course "big truck"',
    references=("DK-RS/2015/003", "DK-RS/2015/004"),
)


def told(wanted: Filter) -> list[str]:
    return [part.words({"AIR": "Air forces"}) for part in filter_parts(wanted)]


def test_that_each_part_is_told_by_itself() -> None:
    values = ["Air forces", "Course", "Donation", "2015", "not Event", "not 2016"]
    assert told(FULL)[:7] == [*values, "2 chosen records"]
    assert len(told(FULL)[7:]) == 4
    assert "fuel" in told(FULL)
    assert "not “tools”" in told(FULL)
    assert told(Filter(statuses=("",))) == ["Not stated"]
    assert told(Filter()) == []


def test_that_taking_all_parts_away_leaves_nothing() -> None:
    left = FULL
    for number, part in enumerate(filter_parts(FULL), 1):
        left = without_part(left, part)
        assert len(filter_parts(left)) == len(filter_parts(FULL)) - number
        assert part not in filter_parts(left)
    assert left == Filter()


def test_that_taking_away_what_is_not_there_changes_nothing() -> None:
    for part in (
        FilterPart("kinds", "visit"),
        FilterPart("kinds", "course", excluded=True),
        filter_parts(Filter(search="other"))[0],
    ):
        assert without_part(FULL, part) == FULL


def test_that_an_alternative_is_one_part() -> None:
    (part,) = filter_parts(Filter(search="fuel OR water"))
    assert without_part(Filter(search="fuel OR water"), part) == Filter()


def test_that_a_search_that_cannot_be_read_can_be_taken_away() -> None:
    wanted = Filter(search='kind: "unclosed', kinds=("course",))
    search = filter_parts(wanted)[-1]
    assert search.value == wanted.search
    assert without_part(wanted, search) == Filter(kinds=("course",))


pairs = st.tuples(st.sampled_from(["kinds", "tags", "years"]), st.sampled_from(["1", "2", "3"]))


@given(st.lists(st.tuples(st.sampled_from([toggled, excluded, only]), pairs), max_size=12))
def test_that_a_value_is_never_asked_for_and_excluded_at_once(
    steps: list[tuple[object, tuple[str, str]]],
) -> None:
    wanted = Filter()
    for step, (dimension, value) in steps:
        wanted = step(wanted, dimension, value)  # type: ignore[operator]
        for one in DIMENSIONS:
            asked = [str(value) for value in getattr(wanted, one.name)]
            left = [value for name, value in wanted.excluded if name == one.name]
            assert not set(asked) & set(left)
            assert len(set(asked)) == len(asked)
            assert len(set(left)) == len(left)


@pytest.mark.parametrize("step", [excluded, toggled])
def test_that_the_same_step_twice_leads_back(step: object) -> None:
    assert callable(step)
    assert step(step(Filter(), "years", "2015"), "years", "2015") == Filter()


def test_that_only_one_value_is_left_of_its_dimension() -> None:
    assert only(FULL, "kinds", "event") == replace(
        FULL, kinds=("event",), excluded=(("years", "2016"),)
    )
    assert cleared(FULL, "years") == replace(FULL, years=(), excluded=(("kinds", "event"),))
