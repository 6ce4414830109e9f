"""Relations are read from both sides, chains along them, and what ends soon by its status."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdesk.catalogue.chain import CHAINED, LONGEST, Chain
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.expiry import ends_within, expiry
from coopdesk.catalogue.facets import Relation, Term
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import Tie
from coopdesk.storage import ties as ties_module
from coopdesk.storage.store import Store
from tests.builders import NOON, a_record, contents
from tests.storage.conftest import Founder

TODAY = date(2026, 11, 26)


def agreement(reference: str, *tied: tuple[str, str], **changes: Any) -> Record:
    values: dict[str, Any] = {"kind": "agreement", "period": Period(), **changes}
    relations = tuple(Relation(*tie) for tie in tied)
    return a_record(title=f"Title {reference}", reference=reference, relations=relations, **values)


def load(store: Store, *records: Record) -> dict[str, int]:
    """Store records that bring their references, and return the id of each by it."""
    store.load(contents(0, records=records), who="A.K.")
    return {one.reference: store.record_by_reference(one.reference).id for one in records}


def shown(chain: Chain) -> list[str]:
    return [step.reference for step in chain.steps]


def test_that_a_record_knows_who_points_at_it(store: Store) -> None:
    ids = load(
        store,
        agreement("A/1", ("uses", "A/2"), ("follows", "Z/9"), ("related", "A/3")),
        agreement("A/2", ("prepares", "A/1")),
        agreement("A/3", ("related", "A/1"), ("part_of", "A/1")),
    )
    assert store.ties.of(ids["A/1"]).known == (
        Tie("uses", "A/2", False, ids["A/2"], "Title A/2"),
        Tie("follows", "Z/9"),
        Tie("related", "A/3", False, ids["A/3"], "Title A/3"),
        Tie("prepares", "A/2", True, ids["A/2"], "Title A/2"),
        Tie("part_of", "A/3", True, ids["A/3"], "Title A/3"),
    )
    assert [tie.words() for tie in store.ties.of(ids["A/2"]).known] == ["Prepares", "Used by"]


def test_that_a_record_without_ties_has_none(store: Store) -> None:
    ids = load(store, agreement("A/1"), agreement("A/2"))
    assert store.ties.of(ids["A/1"]).known == ()
    assert store.ties.of(99).known == ()


def test_that_of_very_many_ties_the_rest_is_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ties_module, "MOST_TIES", 3)
    ids = load(
        store, agreement("A/0"), *(agreement(f"A/{n}", ("uses", "A/0")) for n in range(1, 6))
    )
    found = store.ties.of(ids["A/0"])
    assert [tie.reference for tie in found.known] == ["A/1", "A/2", "A/3"]
    assert found.more == 2


def test_that_a_chain_goes_from_the_first_agreement_to_the_last(store: Store) -> None:
    ids = load(
        store,
        agreement("A/4", ("follows", "A/3"), status="draft"),
        agreement("A/2", ("follows", "A/1"), kind="programme", period=Period.parse("2006/..")),
        agreement(
            "A/3",
            ("part_of", "A/2"),
            ("supersedes", "A/1"),
            terms=(Term("It", "2010-03-01", "", "2020"), Term("Renewed", "2020", "", "2027-03")),
        ),
        agreement("A/1", status="superseded", period=Period.parse("2004")),
        agreement("A/5", ("part_of", "A/2"), kind="project"),
        agreement("A/6", ("uses", "A/3")),
    )
    for reference in ("A/1", "A/2", "A/3", "A/4"):
        chain = store.ties.chain(ids[reference])
        assert shown(chain) == ["A/1", "A/2", "A/3", "A/4"]
        assert not chain.more
    third = chain.steps[2]
    assert (third.title, third.signed.edtf, third.expires.edtf) == (
        "Title A/3",
        "2010-03-01",
        "2027-03",
    )
    told = {(link.type, link.earlier) for link in third.links}
    assert told == {("part_of", ids["A/2"]), ("supersedes", ids["A/1"])}
    assert shown(store.ties.chain(ids["A/5"])) == []
    assert shown(store.ties.chain(ids["A/6"])) == []


def test_that_the_brothers_of_an_agreement_are_not_in_its_chain(store: Store) -> None:
    ids = load(
        store,
        agreement("A/1"),
        agreement("A/2", ("part_of", "A/1")),
        agreement("A/3", ("part_of", "A/1")),
    )
    assert shown(store.ties.chain(ids["A/2"])) == ["A/1", "A/2"]
    assert shown(store.ties.chain(ids["A/1"])) == ["A/1", "A/2", "A/3"]


def test_that_a_chain_that_bites_its_tail_ends(store: Store) -> None:
    ids = load(
        store,
        agreement("A/1", ("follows", "A/3")),
        agreement("A/2", ("follows", "A/1")),
        agreement("A/3", ("follows", "A/2")),
    )
    for key in ids.values():
        assert shown(store.ties.chain(key)) == ["A/1", "A/2", "A/3"]


def test_that_what_comes_after_both_of_a_circle_is_in_the_chain_of_both(store: Store) -> None:
    ids = load(
        store,
        agreement("A/1", ("follows", "A/2")),
        agreement("A/2", ("follows", "A/1")),
        agreement("A/3", ("follows", "A/1")),
    )
    for reference in ("A/1", "A/2"):
        assert set(shown(store.ties.chain(ids[reference]))) == {"A/1", "A/2", "A/3"}


def test_that_a_very_long_chain_is_shown_in_part_and_says_so(store: Store) -> None:
    number = 2 * LONGEST
    ids = load(
        store,
        *(
            agreement(f"A/{place:03}", *([("follows", f"A/{place - 1:03}")] if place else []))
            for place in range(number)
        ),
    )
    chain = store.ties.chain(ids[f"A/{number - 1:03}"])
    assert shown(chain) == [f"A/{place:03}" for place in range(number - LONGEST, number)]
    assert chain.more


def test_that_a_kind_that_the_catalogue_calls_an_agreement_stands_in_chains(store: Store) -> None:
    store.put(CodeEntry("kind", "mou", {"en": "MoU"}, traits={"agreement": True}), who="A.K.")
    ids = load(store, agreement("A/1"), agreement("A/2", ("follows", "A/1"), kind="mou"))
    assert shown(store.ties.chain(ids["A/1"])) == ["A/1", "A/2"]


PLACES = st.integers(0, 6)
LINKS = st.sets(
    st.tuples(PLACES, st.sampled_from(CHAINED), PLACES).filter(lambda tie: tie[0] != tie[2])
)


@settings(max_examples=15)
@given(LINKS)
def test_that_a_chain_is_what_can_be_reached_from_both_ends(
    tmp_path_factory: pytest.TempPathFactory, links: set[tuple[int, str, int]]
) -> None:
    path = tmp_path_factory.mktemp("chain") / "a.coopdesk"
    records = tuple(
        agreement(f"A/{n}", *((kind, f"A/{to}") for one, kind, to in sorted(links) if one == n))
        for n in range(7)
    )
    store = Store.create(path, contents(0, records=records), who="A.K.")
    earlier = {n: {to for one, _kind, to in links if one == n} for n in range(7)}
    later = {n: {one for one, _kind, to in links if to == n} for n in range(7)}

    def reached(steps: dict[int, set[int]], start: int) -> set[int]:
        found, waiting = {start}, [start]
        while waiting:
            new = steps[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    for n in range(7):
        wanted = reached(earlier, n) | reached(later, n)
        chain = store.ties.chain(store.record_by_reference(f"A/{n}").id)
        assert set(shown(chain)) == ({f"A/{k}" for k in wanted} if len(wanted) > 1 else set())
    store.close()


def test_that_only_agreements_in_force_that_end_within_a_year_are_told(store: Store) -> None:
    def ending(reference: str, *expires: str, status: str = "in_force", period: str = "") -> Record:
        terms = tuple(Term("", "2010", "2010", text) for text in expires)
        return agreement(reference, status=status, terms=terms, period=Period.parse(period))

    load(
        store,
        ending("A/01", "2027-05-01"),
        ending("A/02", "2027-01"),
        ending("A/03", "2027-05-01", status="draft"),
        ending("A/04", "2026-11-25"),
        ending("A/05", "2027-11-27"),
        ending("A/06", "2020", "2027-03-15"),
        ending("A/07", "2027-03-15", "2030"),
        ending("A/08", period="2010/2027-06"),
        ending("A/09", period="2004"),
        ending("A/10", "2035", period="2010/2027-06"),
        ending("A/11", "", period="2010/2026-12-31"),
        ending("A/12", "2026~"),
        ending("A/13", "2020/2027"),
        ending("A/14"),
    )
    found = store.ties.expiring(TODAY)
    assert [one.reference for one in found] == [
        "A/13", "A/12", "A/11", "A/02", "A/06", "A/01", "A/08",
    ]  # fmt: skip
    assert [one.expires.edtf for one in found][-2:] == ["2027-05-01", "2027-06"]
    assert found[3].title == "Title A/02"
    assert [one.reference for one in store.ties.expiring(TODAY, months=1)] == [
        "A/13", "A/12",
    ]  # fmt: skip


def test_that_today_is_the_stores_own(found: Founder, path: Path) -> None:
    terms = (Term(expires=(NOON.date() + timedelta(days=100)).isoformat()),)
    found(path, contents(0, records=(agreement("A/1", status="in_force", terms=terms),))).close()
    opened = Store.open(path, clock=lambda: NOON)
    assert [one.reference for one in opened.ties.expiring()] == ["A/1"]
    assert opened.today == NOON.date()
    opened.close()
    later = Store.open(path, clock=lambda: NOON + timedelta(days=200))
    assert later.ties.expiring() == ()
    later.close()


def test_that_a_binding_status_of_the_catalogues_own_counts(store: Store) -> None:
    traits = {"agreement": True, "under_way": True}
    store.put(CodeEntry("status", "provisional", {"en": "Applied"}, traits=traits), who="A.K.")
    load(store, agreement("A/1", status="provisional", terms=(Term(expires="2027-01"),)))
    assert [one.reference for one in store.ties.expiring(TODAY)] == ["A/1"]


def test_that_what_is_told_is_what_all_records_would_tell(filled: Store) -> None:
    texts = ("2026", "2027-02", "2040", "", "2026-12-01/2027", "201X", "2027?")
    load(
        filled,
        *(
            agreement(
                f"B/{n:02}",
                status=("in_force", "expired")[n % 3 == 0],
                terms=tuple(
                    Term("It", expires=texts[n * k % len(texts)]) for k in range(1, 1 + n % 3)
                ),
                period=Period.parse(("", "2010/2027-01", "2012")[n % 3]),
            )
            for n in range(40)
        ),
    )
    told = {
        record.reference
        for record in filled.records(filled.ids(Filter(), Sort()))
        if record.status == "in_force" and ends_within(expiry(record.terms, record.period), TODAY)
    }
    assert {one.reference for one in filled.ties.expiring(TODAY)} == told
    assert len(told) > 5
