"""The way that was gone: back, forward, and what is no longer there left out."""

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.ui.tab_state import ViewState
from coopdesk.ui.tab_strip import ALL, OVERVIEW
from coopdesk.ui.trail import Stop, Trail


def stop(number: int) -> Stop:
    return Stop(ALL, ViewState(ALL, Filter(), Sort(), "", "", number))


def gone(*numbers: int) -> Trail:
    """Return a trail over the records of these ids."""
    made = Trail()
    for number in numbers:
        made.arrive(stop(number))
    return made


def test_that_one_goes_back_and_forward_the_way_one_came() -> None:
    trail = gone(1, 2, 3)
    assert [trail.back(), trail.back(), trail.back()] == [stop(2), stop(1), None]
    assert [trail.forward(), trail.forward(), trail.forward()] == [stop(2), stop(3), None]


def test_that_a_new_trail_leads_nowhere() -> None:
    trail = Trail()
    assert (trail.here, trail.back(), trail.forward()) == (None, None, None)
    assert not trail.can_go_back
    assert not trail.can_go_forward
    trail.amend(stop(1))
    assert trail.here is None


def test_that_whoever_goes_another_way_leaves_the_old_one() -> None:
    trail = gone(1, 2, 3)
    trail.back()
    trail.arrive(stop(9))
    assert not trail.can_go_forward
    assert [trail.back(), trail.back()] == [stop(2), stop(1)]


def test_that_staying_is_no_step() -> None:
    trail = gone(1, 2, 2, 2)
    assert trail.back() == stop(1)
    trail.arrive(stop(1))
    assert trail.forward() == stop(2)


def test_that_a_stop_that_is_found_a_little_different_takes_its_place() -> None:
    trail = gone(1, 2, 3)
    trail.back()
    trail.amend(stop(7))
    assert trail.here == stop(7)
    assert (trail.forward(), trail.back()) == (stop(3), stop(7))


def test_that_the_first_record_that_is_read_at_a_stop_belongs_to_it() -> None:
    unread = Stop(ALL, ViewState(ALL, Filter(), Sort(), "", "", None))
    trail = gone(1)
    trail.arrive(unread)
    trail.arrive(stop(2))
    assert (trail.back(), trail.forward(), trail.forward()) == (stop(1), stop(2), None)


def test_that_only_so_many_stops_are_kept() -> None:
    trail = Trail(limit=3)
    for number in range(10):
        trail.arrive(stop(number))
    assert [trail.back(), trail.back(), trail.back()] == [stop(8), stop(7), None]


def test_that_what_is_gone_is_passed_over_and_no_stop_comes_twice() -> None:
    trail = gone(1, 2, 1, 3)
    trail.arrive(Stop(OVERVIEW))
    trail.forget(lambda one: one.record_id in (2, 3))
    assert trail.here == Stop(OVERVIEW)
    assert (trail.back(), trail.can_go_back) == (stop(1), False)
    assert trail.record_ids == {1}


def test_that_where_all_is_gone_one_begins_anew() -> None:
    trail = gone(1, 2)
    trail.forget(lambda _one: True)
    assert (trail.here, trail.can_go_back, trail.can_go_forward) == (None, False, False)
    trail.arrive(stop(3))
    assert trail.here == stop(3)


@given(st.lists(st.tuples(st.sampled_from("abfx"), st.integers(0, 4))))
def test_that_after_any_walk_back_and_forward_lead_to_the_same_stop(
    steps: list[tuple[str, int]],
) -> None:
    trail = Trail(limit=5)
    for what, number in steps:
        match what:
            case "a":
                trail.arrive(stop(number))
                assert trail.here == stop(number)
            case "b":
                trail.back()
            case "f":
                trail.forward()
            case _:
                trail.forget(lambda one, number=number: one.record_id == number)  # type: ignore[misc]
                assert number not in trail.record_ids
        before = trail.here
        if trail.can_go_back:
            assert trail.back() != before
            assert trail.forward() == before
        if trail.can_go_forward:
            assert trail.forward() != before
            assert trail.back() == before
