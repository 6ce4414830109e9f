"""Deployments as a time line, milestones with what is late, results with how far they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Deployment, Milestone, Result
from coopdesk.ui.reading_progress import share
from tests.builders import a_record
from tests.ui.record_pages import page, told

NUMBERS = st.none() | st.floats(-1e12, 1e12)


def test_that_a_deployment_goes_from_the_request_to_the_departure() -> None:
    flood = Deployment(
        "Floods", "2014-05-16", "2014-05-17", "2014-05-19", "2014-05-28", ("HCP", "TAST")
    )
    assert (
        "Deployments Floods Help requested → Help offered → Arrival → Departure "
        "16 May 2014 17 May 2014 19 May 2014 28 May 2014 Modules: HCP, TAST"
    ) in told(deployments=(flood,))


def test_that_a_stage_that_nobody_stated_is_left_out() -> None:
    text = told(deployments=(Deployment("Fire", arrived="2015"), Deployment("Storm")))
    assert "Deployments Fire Arrival 2015 Storm" in text


@pytest.mark.parametrize(
    ("milestone", "words", "late"),
    [
        (Milestone("A", "2014-08", "2014-09"), "✓ A reached September 2014 · due August 2014", 0),
        (Milestone("A", "2026-10", "", "soon"), "! A overdue due October 2026 soon", 1),
        (Milestone("A", "2026-11"), "○ A due November 2026", 0),
        (Milestone("A", "2026"), "○ A due 2026", 0),
        (Milestone("A"), "○ A", 0),
    ],
)
def test_that_a_milestone_is_reached_open_or_overdue(
    milestone: Milestone, words: str, late: int
) -> None:
    shown = page(a_record(milestones=(milestone,)))
    assert words in shown.words
    assert ("danger" in shown.styles) is bool(late)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (
            Result("Trained", "people", 0.0, 20.0, 12.0, "more to come"),
            "Trained 0 → 12 of 20 people",
        ),
        (Result("Trained", "", None, 20.0, 12.0), "Trained 12 of 20"),
        (Result("Trained", "", None, None, 12.0), "Trained 12"),
        (Result("Trained", "", None, 20.0), "Trained target 20"),
        (Result("Trained", "", 5.0, 20.0), "Trained from 5 of 20"),
        (Result("Trained"), "Trained"),
    ],
)
def test_that_a_result_tells_what_is_known_of_it(result: Result, words: str) -> None:
    assert words in told(results=(result,))


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "done"),
    [
        (0, 20, 12, 0.6),
        (None, 20, 5, 0.25),
        (90, 45, 60, 2 / 3),
        (0, 20, 30, 1),
        (10, 20, 0, 0),
        (20, 20, 20, None),
        (0, None, 5, None),
        (0, 20, None, None),
    ],
)
def test_that_the_bar_tells_how_much_of_the_way_is_done(
    baseline: float | None, target: float | None, actual: float | None, done: float | None
) -> None:
    got = share(Result("x", "", baseline, target, actual))
    assert got == (None if done is None else pytest.approx(done))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_that_a_bar_is_never_longer_than_the_page(
    baseline: float | None, target: float | None, actual: float | None
) -> None:
    result = Result("x", "", baseline, target, actual)
    done = share(result)
    assert done is None or 0 <= done <= 1
    assert ("bgcolor" in page(a_record(results=(result,))).attributes) is (done is not None)
