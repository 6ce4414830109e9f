"""What tabs remember: by the settings for areas, by the saved filters for theirs."""

from dataclasses import replace

import pytest

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.saved_filter import SavedFilter
from coopdesk.settings import Settings
from coopdesk.ui.tab_state import TabStates

SAVED = SavedFilter(
    "One", filter=Filter(kinds=("course",), search="fuel"), sort=Sort("title"), columns=("title",)
)
KEY = "saved:One"
CHAIN = Sort("area", True, Sort("period", then=Sort("title", True)))


@pytest.fixture
def states() -> TabStates:
    made = TabStates(Settings(None))
    made.set_saved((SAVED,))
    return made


def test_that_order_grouping_and_columns_of_an_area_outlive_the_program() -> None:
    settings = Settings(None)
    states = TabStates(settings)
    states.keep_sort("AIR", CHAIN)
    states.keep_grouping("AIR", "year")
    states.keep_columns("AIR", [["title", 0], ["kind", 90]])
    again = TabStates(settings)
    assert (again.of("AIR").sort, again.of("AIR").grouped) == (CHAIN, "year")
    assert again.columns("AIR") == [["title", 0], ["kind", 90]]
    assert again.of("MED") == TabStates(Settings(None)).of("MED")


@pytest.mark.parametrize("kept", [3, ["title"], ["mood", True], [["title"]], [["title"], 3], None])
def test_that_settings_that_cannot_be_so_are_the_usual_ones(kept: object) -> None:
    settings = Settings(None)
    settings.set("sort", {"all": kept})
    settings.set("grouped", {"all": kept if isinstance(kept, str) else "mood"})
    settings.set("columns", {"all": kept})
    states = TabStates(settings)
    assert (states.of("all").sort, states.of("all").grouped) == (Sort(), "")
    assert states.columns("all") == []


def test_that_the_search_is_shared_by_all_but_saved_filters(states: TabStates) -> None:
    states.set_search("AIR", "water")
    assert [states.search(key) for key in ("all", "MED", KEY)] == ["water", "water", "fuel"]
    states.set_search(KEY, "fire")
    assert [states.search(key) for key in ("all", KEY)] == ["water", "fire"]


def test_that_a_saved_filter_begins_as_it_was_saved_and_again_when_forgotten(
    states: TabStates,
) -> None:
    state = states.of(KEY)
    assert (state.filter, state.sort) == (Filter(kinds=("course",)), Sort("title"))
    assert states.columns(KEY) == [["title", 0]]
    states.keep_sort(KEY, CHAIN)
    states.keep_grouping(KEY, "area")
    states.keep_columns(KEY, [["kind", 40]])
    states.set(KEY, Filter(tags=("x",)))
    assert (states.of(KEY).sort, states.of(KEY).grouped) == (CHAIN, "area")
    assert (states.of(KEY).filter, states.search(KEY)) == (Filter(tags=("x",)), "")
    states.forget(KEY)
    assert (states.of(KEY).filter, states.search(KEY)) == (Filter(kinds=("course",)), "fuel")
    assert states.columns(KEY) == [["title", 0]]


def test_that_what_was_changed_in_a_tab_stays_until_it_is_saved_otherwise(
    states: TabStates,
) -> None:
    states.set(KEY, Filter(tags=("x",)))
    # Another icon, another place: that is no other filter.
    states.set_saved((replace(SAVED, icon="star-line", tab=True, position=4),))
    assert states.of(KEY).filter == Filter(tags=("x",))
    states.set_saved((replace(SAVED, filter=Filter(kinds=("event",))),))
    assert states.of(KEY).filter == Filter(kinds=("event",))


def test_that_nothing_of_a_saved_filter_goes_into_the_settings(states: TabStates) -> None:
    before = {name: states._settings.get(name) for name in ("sort", "grouped", "columns")}
    states.keep_sort(KEY, CHAIN)
    states.keep_grouping(KEY, "area")
    states.keep_columns(KEY, [["kind", 40]])
    assert {name: states._settings.get(name) for name in before} == before
