"""Agreements stand after those that they follow, supersede or are part of."""

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.chain import CHAINED, Link, Step, chained_kinds, in_order
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.vocabulary import BUILT_IN

IDS = st.integers(1, 8)
LINKS = st.sets(st.builds(Link, st.sampled_from(CHAINED), IDS, IDS))
YEARS = st.dictionaries(IDS, st.sampled_from(["", "2004", "2010", "2014-05"]), min_size=1)


def steps(years: dict[int, str]) -> dict[int, Step]:
    return {
        key: Step(key, f"A/{key}", "", "agreement", "", Period.parse(year))
        for key, year in years.items()
    }


@given(YEARS, LINKS)
def test_that_every_step_stands_once_whatever_links_there_are(
    years: dict[int, str], links: set[Link]
) -> None:
    assert sorted(in_order(steps(years), links)) == sorted(years)


@given(YEARS, LINKS, st.randoms())
def test_that_the_order_depends_on_what_the_steps_say_alone(
    years: dict[int, str], links: set[Link], chance: object
) -> None:
    keys = list(years)
    chance.shuffle(keys)  # type: ignore[attr-defined]
    mixed = {key: years[key] for key in keys}
    assert in_order(steps(mixed), sorted(links, key=hash)) == in_order(steps(years), links)


@given(YEARS, LINKS)
def test_that_without_a_circle_the_earlier_stands_first(
    years: dict[int, str], links: set[Link]
) -> None:
    forwards = {link for link in links if link.earlier < link.later}
    order = in_order(steps(years), forwards)
    for link in forwards:
        if link.earlier in years and link.later in years:
            assert order.index(link.earlier) < order.index(link.later)


def test_that_a_circle_begins_with_the_earliest() -> None:
    circle = {Link("follows", 1, 2), Link("follows", 2, 3), Link("follows", 3, 1)}
    assert in_order(steps({1: "2014-05", 2: "2010", 3: "2004"}), circle) == [3, 2, 1]


def test_that_siblings_stand_by_the_day_of_signature_before_the_period() -> None:
    known = {
        1: Step(1, "A/1", "", "agreement", "", Period.parse("2004")),
        2: Step(2, "A/2", "", "agreement", "", Period.parse("2005"), Period.parse("2012")),
        3: Step(3, "A/3", "", "agreement", "", Period.parse("2011")),
    }
    links = {Link("part_of", 2, 1), Link("part_of", 3, 1)}
    assert in_order(known, links) == [1, 3, 2]


def test_that_agreements_and_programmes_stand_in_chains() -> None:
    assert chained_kinds(BUILT_IN) == ("agreement", "programme")
