"""Agreements stand after what they follow, and among the parts of what they belong to."""

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.chain import CHAINED
from coopdesk.catalogue.facets import Relation, Term
from coopdesk.catalogue.record import Record
from coopdesk.reports.succession import Rung, chains, rungs
from tests.builders import a_record

NUMBERS = st.integers(0, 7)
TIES = st.lists(st.tuples(NUMBERS, st.sampled_from((*CHAINED, "uses")), NUMBERS), max_size=12)


def agreement(number: int, *ties: tuple[str, int], signed: str = "") -> Record:
    return a_record(
        reference=f"A/{number}",
        kind="agreement",
        terms=(Term(signed=signed or f"{2000 + number}"),),
        relations=tuple(Relation(kind, f"A/{other}") for kind, other in ties),
    )


def drawn(chain: tuple[Rung, ...]) -> list[object]:
    """Return the references of a chain, the parts of each in a list after it."""
    told: list[object] = []
    for rung in chain:
        told.append(rung.record.reference)
        if rung.parts:
            told.append(drawn(rung.parts))
    return told


@given(TIES)
def test_that_what_is_tied_stands_in_one_chain_once_and_nothing_else_does(
    ties: list[tuple[int, str, int]],
) -> None:
    records = [
        agreement(number, *((kind, other) for one, kind, other in ties if one == number))
        for number in range(8)
    ]
    told = [rung.record.reference for chain in chains(records) for rung in rungs(chain)]
    tied = {
        f"A/{number}"
        for one, kind, other in ties
        if kind in CHAINED and one != other
        for number in (one, other)
    }
    assert sorted(told) == sorted(tied)


@given(TIES)
def test_that_without_a_circle_the_earlier_is_read_first(ties: list[tuple[int, str, int]]) -> None:
    forwards = [
        (one, kind, other) for one, kind, other in ties if other < one and kind == "follows"
    ]
    records = [
        agreement(number, *((kind, other) for one, kind, other in forwards if one == number))
        for number in range(8)
    ]
    told = [rung.record.reference for chain in chains(records) for rung in rungs(chain)]
    for one, _kind, other in forwards:
        last = max(o for n, _k, o in forwards if n == one)
        if other == last:
            assert told.index(f"A/{other}") < told.index(f"A/{one}")


def test_that_parts_stand_under_what_they_are_part_of_and_what_follows_stands_after_them() -> None:
    (chain,) = chains(
        [
            agreement(1),
            agreement(2, ("follows", 1)),
            agreement(3, ("part_of", 2)),
            agreement(4, ("part_of", 2), ("supersedes", 3)),
            agreement(5, ("supersedes", 2)),
        ]
    )
    assert drawn(chain) == ["A/1", "A/2", ["A/3", "A/4"], "A/5"]


def test_that_a_part_stands_under_its_whole_whatever_it_follows() -> None:
    (chain,) = chains(
        [agreement(1), agreement(2, ("follows", 1)), agreement(3, ("part_of", 1), ("follows", 2))]
    )
    assert drawn(chain) == ["A/1", ["A/3"], "A/2"]


def test_that_each_rung_names_all_that_it_leads_on_from() -> None:
    (chain,) = chains(
        [agreement(1), agreement(2), agreement(3, ("supersedes", 1), ("supersedes", 2))]
    )
    last = [*rungs(chain)][-1]
    assert [(kind, one.reference) for kind, one in last.links] == [
        ("supersedes", "A/1"),
        ("supersedes", "A/2"),
    ]


def test_that_the_oldest_chain_comes_first() -> None:
    records = [
        agreement(1, signed="2019"),
        agreement(2, ("follows", 1), signed="2020"),
        agreement(3, signed="2004"),
        agreement(4, ("follows", 3), signed="2024"),
        agreement(5),
    ]
    assert [drawn(chain) for chain in chains(records)] == [["A/3", "A/4"], ["A/1", "A/2"]]


def test_that_a_circle_is_read_once_from_its_earliest() -> None:
    circle = [
        agreement(1, ("follows", 3)),
        agreement(2, ("follows", 1)),
        agreement(3, ("follows", 2)),
    ]
    assert [drawn(chain) for chain in chains(circle)] == [["A/1", "A/2", "A/3"]]


def test_that_parts_of_parts_are_indented_no_deeper_than_a_page_has_room() -> None:
    deep = [agreement(number, ("part_of", number - 1)) for number in range(40)]
    (chain,) = chains(deep)

    def depth(one: tuple[Rung, ...]) -> int:
        return 1 + max((depth(rung.parts) for rung in one), default=0) if one else 0

    assert depth(chain) == 6
    assert len([*rungs(chain)]) == 40
