"""Head counts: nobody twice, and what nobody counted left unknown."""

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Participant, Relation
from coopdesk.catalogue.head_counts import Heads, counted_groups, heads_by_country, heads_of
from coopdesk.catalogue.record import Record
from tests.builders import a_record


def record(reference: str, *groups: Participant, part_of: str = "") -> Record:
    ties = (Relation("part_of", part_of),) if part_of else ()
    return a_record(reference=reference, participants=groups, relations=ties)


def total(*records: Record) -> dict[str, Heads]:
    return heads_by_country(group for groups in counted_groups(records) for group in groups)


def test_that_an_unknown_head_count_is_not_nought() -> None:
    assert heads_of([Participant("students", "RS")]) == Heads(None, complete=False)
    assert heads_of([Participant("students", "RS", 0)]) == Heads(0)
    assert heads_of([]) == Heads()


def test_that_a_sum_says_whether_it_lacks_a_count() -> None:
    groups = [Participant("students", "RS", 12), Participant("guests", "RS")]
    assert heads_of(groups) == Heads(12, complete=False)


def test_that_a_group_named_twice_in_a_record_counts_once() -> None:
    groups = (
        Participant("Drivers", "RS", 12, outcome="licensed"),
        Participant("drivers", "RS", 12, outcome="deployed in 2015"),
        Participant("drivers", "RS"),
    )
    assert total(record("A", *groups)) == {"RS": Heads(12)}


def test_that_groups_that_differ_all_count() -> None:
    groups = (
        Participant("drivers", "RS", 12),
        Participant("drivers", "RS", 3),
        Participant("drivers", "DK", 12),
        Participant("drivers", "RS", 12, role="instructors"),
        Participant("", "RS", 5),
        Participant("", "RS", 5),
    )
    assert total(record("A", *groups)) == {"RS": Heads(37), "DK": Heads(12)}


def test_that_the_people_of_a_part_are_those_of_the_whole() -> None:
    whole = record("A", Participant("students", "RS", 40), Participant("instructors", "DK"))
    first = record("B", Participant("medics", "RS", 20), Participant("", "DK", 4), part_of="A")
    second = record("C", Participant("drivers", "RS", 15), part_of="A")
    assert total(first, whole, second) == {"RS": Heads(40), "DK": Heads(4)}


def test_that_parts_with_more_people_than_the_whole_names_count_instead() -> None:
    whole = record("A", Participant("students", "RS", 4))
    parts = [record(name, Participant(name, "RS", 20), part_of="A") for name in "BC"]
    assert total(whole, *parts) == {"RS": Heads(40)}


def test_that_a_group_in_two_parts_counts_where_most_of_it_is() -> None:
    whole = record("A")
    parts = [
        record("B", Participant("company", "RS", 90), part_of="A"),
        record("C", Participant("Company", "RS", 100), part_of="A"),
    ]
    assert counted_groups((whole, *parts)) == ((), (), parts[1].participants)


def test_that_the_same_group_in_records_without_a_tie_counts_in_both() -> None:
    courses = [record(name, Participant("students", "RS", 20)) for name in "AB"]
    assert total(*courses) == {"RS": Heads(40)}


def test_that_records_that_are_parts_of_each_other_are_counted_once() -> None:
    around = [
        record("A", Participant("", "RS", 3), part_of="C"),
        record("B", Participant("", "RS", 2), part_of="A"),
        record("C", Participant("", "RS", 1), part_of="B"),
        record("D", Participant("", "RS", 7), part_of="D"),
    ]
    assert total(*around) == {"RS": Heads(10)}


def test_that_a_long_chain_of_parts_is_no_matter() -> None:
    chain = [record("0", Participant("", "RS", 1))] + [
        record(str(n), Participant("", "RS", 1), part_of=str(n - 1)) for n in range(1, 1500)
    ]
    assert total(*chain) == {"RS": Heads(1)}


GROUPS = st.builds(
    Participant,
    who=st.sampled_from(["", "students", "drivers"]),
    country=st.sampled_from(["", "RS", "DK"]),
    headcount=st.none() | st.integers(0, 50),
)


@given(st.lists(st.tuples(st.lists(GROUPS, max_size=4), st.integers(-1, 5)), max_size=6))
def test_that_no_sum_is_more_than_all_groups_together(
    drawn: list[tuple[list[Participant], int]],
) -> None:
    records = [
        record(str(n), *groups, part_of=str(whole) if whole >= 0 else "")
        for n, (groups, whole) in enumerate(drawn)
    ]
    counted = counted_groups(records)
    for one, groups in zip(records, counted, strict=True):
        assert all(group in one.participants for group in groups)
    everyone = [group for one in records for group in one.participants]
    everybody = heads_by_country(everyone)
    for country, heads in total(*records).items():
        assert (heads.number or 0) <= (everybody[country].number or 0)
        assert heads.number is not None or not any(
            group.headcount for group in everyone if group.country == country
        )
