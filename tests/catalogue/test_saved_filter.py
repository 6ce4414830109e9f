"""Saved filters: what is kept of them, what comes back, and what is wrong with an old one."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filter_plain import (
    filter_from_plain,
    filter_to_plain,
    sort_from_plain,
    sort_to_plain,
)
from coopdesk.catalogue.filters import GROUPINGS, SORTABLE, Filter, Sort
from coopdesk.catalogue.saved_filter import (
    ICONS,
    SavedFilter,
    codes_gone,
    definition,
    from_definition,
    search_problem,
)
from coopdesk.catalogue.vocabulary import BUILT_IN

AREAS = (Area("AIR", {"en": "Air forces"}, position=0),)
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    values: dict[str, Any] = {
        d.name: tuple(draw(st.lists(st.integers(1, 9999) if d.name == "years" else words)))
        for d in DIMENSIONS
    }
    pairs = st.tuples(st.sampled_from([d.name for d in DIMENSIONS]), words)
    return Filter(
        **values,
        excluded=tuple(draw(st.lists(pairs))),
        search=draw(words),
        references=tuple(draw(st.lists(words))),
    )


@st.composite
def sorts(draw: st.DrawFn) -> Sort:
    made = None
    for _turn in range(draw(st.integers(1, 3))):
        made = Sort(draw(st.sampled_from(SORTABLE)), draw(st.booleans()), made)
    assert made is not None
    return made


@given(filters(), sorts(), st.lists(words), st.sampled_from(("", *GROUPINGS)), st.booleans())
def test_that_what_is_saved_comes_back(
    wanted: Filter, sort: Sort, columns: list[str], grouped: str, tab: bool
) -> None:
    saved = SavedFilter("Name", ICONS[3], wanted, sort, tuple(columns), grouped, tab, 7)
    plain = json.loads(json.dumps(definition(saved)))
    again = from_definition(plain, name="Name", icon=ICONS[3], tab=tab, position=7)
    assert again == saved
    assert filter_from_plain(filter_to_plain(wanted)) == wanted
    assert sort_from_plain(sort_to_plain(sort)) == sort


def test_that_only_what_is_not_as_usual_is_kept() -> None:
    assert definition(SavedFilter("Name")) == {"filter": {}}
    assert definition(SavedFilter("Name", filter=Filter(kinds=("course",)))) == {
        "filter": {"kinds": ["course"]}
    }


@pytest.mark.parametrize("plain", [None, [], "title", ["title"], ["mood", True], [3, False]])
def test_that_an_order_that_is_none_is_the_usual_one(plain: object) -> None:
    assert sort_from_plain(plain) == Sort()


def test_that_the_icons_are_distinct() -> None:
    assert len(set(ICONS)) == len(ICONS) == 24


def test_that_codes_that_are_gone_are_named() -> None:
    wanted = Filter(
        areas=("AIR", "OLD"),
        kinds=("course", "ball"),
        statuses=("", "asleep"),
        tags=("never used",),
        excluded=(("kinds", "feast"), ("areas", "AIR"), ("tags", "nor this")),
    )
    assert codes_gone(wanted, AREAS, BUILT_IN) == (
        ("areas", "OLD"),
        ("kinds", "ball"),
        ("statuses", "asleep"),
        ("kinds", "feast"),
    )
    assert codes_gone(Filter(search="kind:ball"), AREAS, BUILT_IN) == ()


def test_that_a_search_for_a_code_that_is_gone_is_explained() -> None:
    assert search_problem(Filter(), AREAS, BUILT_IN) == ""
    assert search_problem(Filter(search="fuel area:AIR"), AREAS, BUILT_IN) == ""
    assert "OLD" in search_problem(Filter(search="area:OLD"), AREAS, BUILT_IN)
