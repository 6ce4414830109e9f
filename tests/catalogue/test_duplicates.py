"""What may be one record twice: found without comparing all, and only where it is likely."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue import duplicates
from coopdesk.catalogue.duplicates import ALIKE, REASONS, Likeness, Sketch, likenesses
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.period import Period


def sketch(number: int, title: str, period: str = "2015", partnership: str = "DK-RS") -> Sketch:
    found = Period.parse(period)
    _unknown, first, last = found.sort_key
    days = ("", "") if found.unknown else (first.isoformat(), last.isoformat())
    return Sketch(number, folded_sort_key(title), partnership, *days)


def together(*sketches: Sketch) -> list[tuple[int, ...]]:
    return [likeness.ids for likeness in likenesses(sketches)]


def test_that_one_title_at_one_time_is_likely_one_record() -> None:
    (found,) = likenesses(
        [
            sketch(1, "Øvelse på Kopaonik", "2015-05"),
            sketch(2, "Fuel trucks"),
            sketch(3, "ovelse  PA Kopaonik", "2015"),
        ]
    )
    assert found == Likeness((1, 3), "same-title", 1.0)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("2014", "2015"), []),
        (("2014", "2014-05", "2015"), [(1, 2)]),
        (("2014/2015", "2015/2016", "2016"), [(1, 2, 3)]),
        (("2016", "2014/..", "../2013"), [(1, 2)]),
        (("2014", "2016", "2014", "2016"), [(1, 3), (2, 4)]),
        # One long period holds together what it spans.
        (("2010/2020", "2011", "2019"), [(1, 2, 3)]),
        (("", ""), [(1, 2)]),
        (("2014", ""), [(1, 2)]),
        # Of which year the timeless one is, nobody knows.
        (("2014", "", "2016"), []),
        (("2014", "", "2016", ""), [(2, 4)]),
    ],
)
def test_that_records_of_other_times_are_not_one(
    periods: tuple[str, ...], expected: list[tuple[int, ...]]
) -> None:
    sketches = [sketch(number, "Staff talks", at) for number, at in enumerate(periods, start=1)]
    assert together(*sketches) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fuel trucks for the Serbian Air Force", "Fuel truck for Serbian air force"),
        ("Serbian Air Force: fuel trucks", "Fuel trucks for the Serbian Air Force"),
        ("Staff officers' course", "Staff officer courses"),
        ("Øvelse på Kopaonik med lastbiler", "Øvelser på Kopaonik lastbil"),
        ("Курсеви официра штаба војске", "Kursevi za oficire štaba vojske"),
        ("LOGEX15 planning conference", "LOGEX15: planning conferences"),
    ],
)
def test_that_titles_that_differ_in_little_are_nearly_the_same(one: str, other: str) -> None:
    (found,) = likenesses([sketch(1, one), sketch(2, other)])
    assert found.ids == (1, 2)
    assert found.reason == "like-title"
    assert ALIKE <= found.score <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fuel trucks", "Fire trucks"),
        ("First aid course for drivers", "First aid course for pilots"),
        ("Staff talks, part 1", "Staff talks, part 2"),
        ("LOGEX15 planning conference", "LOGEX16 planning conference"),
        ("Course", "Courses"),
        ("", ""),
        ("…", "…!"),
    ],
)
def test_that_other_titles_are_not(one: str, other: str) -> None:
    assert likenesses([sketch(1, one), sketch(2, other)]) == ()


def test_that_nearly_the_same_titles_are_of_one_time_too() -> None:
    one, other = "Fuel trucks for the Air Force", "Fuel truck for Air Force"
    assert together(sketch(1, one, "2014"), sketch(2, other, "2015")) == []
    assert together(sketch(1, one, "2014"), sketch(2, other, "2014-05")) == [(1, 2)]


def test_that_the_surest_come_first() -> None:
    found = likenesses(
        [
            sketch(1, "Fuel trucks for the Air Force base"),
            sketch(2, "Fuel trucks for the Air Force"),
            sketch(3, "Staff talks"),
            sketch(4, "Staff talks", ""),
            sketch(5, "Radio sets", partnership="DK-UA"),
            sketch(6, "Radio sets"),
            sketch(7, "First aid"),
            sketch(8, "First aid"),
        ]
    )
    assert [likeness.ids for likeness in found] == [(7, 8), (3, 4), (1, 2), (5, 6)]
    assert {likeness.reason for likeness in found} == set(REASONS)


def test_that_finding_ends_when_it_is_not_wanted_any_more() -> None:
    sketches = [sketch(n, f"{word} planning conference") for n, word in enumerate(("a", "the"))]
    assert len(likenesses(sketches)) == 1
    assert likenesses(sketches, lambda: True) == ()


WORDS = ("fuel", "trucks", "truck", "air", "force", "base", "course", "staff", "1", "2", "the")
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
PERIODS = st.sampled_from(["", "2014", "2014-05", "2015", "2014/2015", "2015/..", "../2014"])


@st.composite
def catalogues(draw: st.DrawFn) -> list[Sketch]:
    some = draw(st.lists(st.tuples(TITLES, PERIODS), max_size=8))
    return [sketch(number, title, period) for number, (title, period) in enumerate(some)]


@given(catalogues())
def test_that_the_filter_misses_no_pair_that_comparing_all_would_find(
    some: list[Sketch],
) -> None:
    found = {
        pair
        for likeness in likenesses(some)
        if likeness.reason == "like-title"
        for pair in combinations(likeness.ids, 2)
    }
    for one, other in combinations(some, 2):
        words, numbers = duplicates._told_apart(one.title)
        others, other_numbers = duplicates._told_apart(other.title)
        alike = len(words & others) >= ALIKE * len(words | others) and len(words) > 1 < len(others)
        overlap = one.first and other.first and one.first <= other.last and other.first <= one.last
        if one.title != other.title and alike and numbers == other_numbers and overlap:
            assert (one.id, other.id) in found


@given(catalogues())
def test_that_groups_are_of_two_and_more_and_each_is_named_once(some: list[Sketch]) -> None:
    found = likenesses(some)
    assert len(set(found)) == len(found)
    by_id = {one.id: one for one in some}
    for likeness in found:
        assert len(set(likeness.ids)) == len(likeness.ids) > 1
        assert list(likeness.ids) == sorted(likeness.ids)
        titles = {by_id[number].title for number in likeness.ids}
        assert (len(titles) == 1) == (likeness.reason == "same-title")
        assert 0 < likeness.score <= 1
    assert likenesses(reversed(some)) == found


def test_that_many_records_of_one_title_are_one_group_at_once() -> None:
    day = date(2015, 1, 1).isoformat()
    many = [Sketch(number, "staff talks", "DK-RS", day, "9999-12-31") for number in range(20_000)]
    (found,) = likenesses(many)
    assert len(found.ids) == 20_000
