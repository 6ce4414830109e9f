"""The sets that counts are read from keep step with the tables, whoever changes them how."""

import json
from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap
from sqlalchemy import delete, insert, select, update

from coopdesk.catalogue.document_text import DocumentText
from coopdesk.catalogue.facets import Document, Place
from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.query import Compared, Query, Text
from coopdesk.catalogue.record import Record
from coopdesk.storage import (
    bitmaps,
    bitmaps_reading,
    bitmaps_snapshot,
    bitmaps_state,
    bitmaps_values,
)
from coopdesk.storage.bitmaps import Index
from coopdesk.storage.bitmaps_reading import COUNTED
from coopdesk.storage.bitmaps_values import Values
from coopdesk.storage.schema import VALUES_TABLES, facet_snapshot
from coopdesk.storage.store import Store
from tests.builders import NOON, a_record, a_varied_record, contents

from .plain_counts import assert_counted

pytestmark = pytest.mark.slow

NUMBER = 40
EVERY = Filter()


@pytest.fixture(params=[1, 1000], ids=lambda rare: f"rare below {rare}")
def _rare(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bitmaps_values, "RARE", request.param)
    monkeypatch.setattr(bitmaps_snapshot, "WORTH_RECORDS", 0)
    monkeypatch.setattr(bitmaps_snapshot, "_WORTH_EDITS", 0)


@pytest.fixture
def counted(_rare: None, tmp_path: Path) -> Iterator[Store]:
    records = tuple(map(a_varied_record, range(NUMBER)))
    held = contents(records=records)
    opened = Store.create(tmp_path / "c.coopdesk", held, who="founder", clock=lambda: NOON)
    yield opened
    opened.close()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The dimensions that are read from the tables as a whole, from now on."""
    read: list[str] = []

    def noted(connection: object, dimension: str) -> bitmaps_values.Values:
        read.append(dimension)
        return usual(connection, dimension)  # type: ignore[arg-type]

    usual = bitmaps_reading.read_values
    monkeypatch.setattr(bitmaps, "read_values", noted)
    return read


def assert_right(store: Store) -> None:
    records = store.records(range(1, 200))
    for wanted in (EVERY, Filter(areas=("TRN",), search="trucks", excluded=(("tags", "air"),))):
        assert_counted(store.facets(wanted), records, wanted)


def test_that_the_tables_are_read_once(counted: Store, reads: list[str]) -> None:
    assert_right(counted)
    assert sorted(reads) == sorted(COUNTED)
    counted.save(a_new_version(counted), who="A.K.")
    counted.delete([2, 3], who="A.K.")
    assert_right(counted)
    counted.undo(who="A.K.")
    assert_right(counted)
    assert len(reads) == len(COUNTED)


def test_that_what_another_program_writes_is_counted(counted: Store, reads: list[str]) -> None:
    assert_right(counted)
    other = Store.open(counted.path)
    other.save(a_new_version(other), who="B.M.")
    other.add(a_varied_record(77), who="B.M.")
    other.close()
    assert_right(counted)
    assert len(reads) == len(COUNTED)


def test_that_many_edits_at_once_are_read_from_the_tables(
    counted: Store, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_right(counted)
    monkeypatch.setattr(bitmaps_state, "_MANY", 3)
    reads.clear()
    counted.save(a_new_version(counted), who="A.K.")
    counted.delete([4, 5, 6], who="A.K.")
    assert_right(counted)
    assert sorted(reads) == sorted(COUNTED)


def test_that_a_reader_counts_what_it_sees(counted: Store) -> None:
    assert_right(counted)
    index = Index()
    with counted._transactions.reading() as connection:
        before = index.view(connection).values("areas").counts(None)
        counted.delete(range(1, 20), who="A.K.")
        with counted._transactions.reading() as later:
            assert index.view(later).values("areas").counts(None) != before
        assert index.view(connection).values("areas").counts(None) == before
        # Also what it had not asked for before the others went on.
        assert sum(index.view(connection).values("kinds").counts(None).values()) == NUMBER
        anew = Index()
        with counted._transactions.reading() as later:
            assert sum(anew.view(later).values("kinds").counts(None).values()) == NUMBER - 19
        assert sum(anew.view(connection).values("kinds").counts(None).values()) == NUMBER


def test_that_a_file_that_was_put_back_is_counted_anew(counted: Store, tmp_path: Path) -> None:
    assert_right(counted)
    other = Store.create(
        tmp_path / "other.coopdesk",
        contents(records=tuple(map(a_varied_record, range(90, 95)))),
        who="founder",
    )
    with other._transactions.reading() as connection:
        index = Index()
        with counted._transactions.reading() as first:
            index.view(first).values("areas")
        assert sum(index.view(connection).values("areas").counts(None).values()) == 5
    other.close()


def test_that_what_the_rules_find_is_counted(counted: Store, reads: list[str]) -> None:
    assert not any(one.count for one in counted.facets(EVERY)["problems"])
    reads.clear()
    while counted.judging.step():
        pass
    with counted._transactions.reading() as connection:
        found = connection.execute(select(VALUES_TABLES["problems"])).all()
    told = counted.facets(EVERY)["problems"]
    assert sum(one.count for one in told) == len(found) > 0
    assert set(reads) == {"problems"}


def test_that_words_of_a_document_are_found_once_it_is_read(counted: Store) -> None:
    digest = counted.documents.put(b"zephyr")
    named = Document(file_name="report.txt", digest=digest, size=6)
    counted.add(a_record(documents=(named,)), who="A.K.")
    wanted = Filter(search="zephyr")
    assert counted.facets(wanted)["areas"] == ()
    counted.document_texts.put(digest, DocumentText("read", "zephyr"), 1)
    assert counted.facets(wanted)["areas"] == (FacetCount("TRN", 1),)


def test_that_derived_values_made_anew_are_read_anew(counted: Store) -> None:
    assert_right(counted)
    with counted._transactions.writing() as connection:
        connection.execute(delete(VALUES_TABLES["tags"]))
    other = Store.open(counted.path)
    assert other.facets(EVERY)["tags"] == ()
    counted.rebuild_search()
    assert_right(other)
    other.close()


def test_that_what_was_found_for_a_query_is_asked_once(
    counted: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Query] = []
    usual = bitmaps.View._bits

    def noted(view: bitmaps.View, query: Query) -> BitMap:
        asked.append(query)
        return usual(view, query)

    monkeypatch.setattr(bitmaps.View, "_bits", noted)
    for areas in ((), ("TRN",), ("AIR",)):
        counted.facets(Filter(search="trucks", areas=areas))
    assert asked == [Text(("trucks",))]


def test_that_a_snapshot_spares_reading_the_tables(counted: Store, reads: list[str]) -> None:
    assert_right(counted)
    counted.keep_snapshot()
    counted.save(a_new_version(counted), who="A.K.")
    counted.delete([7], who="A.K.")
    reads.clear()
    other = Store.open(counted.path, read_only=True)
    assert_right(other)
    assert reads == []
    other.close()


def test_that_a_snapshot_is_kept_only_where_it_saves_time(
    counted: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.keep_snapshot()
    assert snapshot(counted) == []
    assert_right(counted)
    counted.keep_snapshot()
    first = snapshot(counted)
    assert first
    counted.keep_snapshot()
    assert snapshot(counted) == first
    counted.delete([7], who="A.K.")
    counted.keep_snapshot()
    assert snapshot(counted) != first
    monkeypatch.setattr(bitmaps_snapshot, "WORTH_RECORDS", 1_000)
    second = snapshot(counted)
    counted.delete([8], who="A.K.")
    counted.keep_snapshot()
    assert snapshot(counted) == second


def test_that_dimensions_counted_later_are_kept_too(counted: Store, reads: list[str]) -> None:
    counted.facet("tags", EVERY)
    counted.keep_snapshot()
    assert_right(counted)
    counted.keep_snapshot()
    reads.clear()
    other = Store.open(counted.path, read_only=True)
    assert_right(other)
    assert reads == []
    other.close()


def test_that_a_catalogue_for_reading_only_keeps_no_snapshot(counted: Store) -> None:
    other = Store.open(counted.path, read_only=True)
    assert_right(other)
    other.keep_snapshot()
    assert snapshot(other) == []
    other.close()


@pytest.mark.parametrize("what", ["state", "cut", "bits", "gone", "layout", "elsewhere"])
def test_that_a_snapshot_that_is_damaged_or_not_of_this_file_is_left_alone(
    counted: Store, what: str
) -> None:
    assert_right(counted)
    counted.keep_snapshot()
    told = facet_snapshot.c.dimension == "state"
    with counted._transactions.writing() as connection:
        if what == "gone":
            connection.execute(delete(facet_snapshot).where(facet_snapshot.c.dimension == "areas"))
            connection.execute(
                delete(facet_snapshot).where(facet_snapshot.c.dimension == "rare areas")
            )
        elif what == "bits":
            connection.execute(
                insert(facet_snapshot).values(dimension="areas", value="XXX", bits=b"nothing")
            )
        else:
            kept = connection.scalar(select(facet_snapshot.c.bits).where(told))
            assert kept is not None
            layout, state, checksum = json.loads(kept)
            changed = {
                "state": b"\xff\x00",
                "cut": kept[:9],
                "layout": json.dumps(["0", state, checksum]).encode(),
                "elsewhere": json.dumps([layout, [1, "0" * 64, 0, 0, 0], checksum]).encode(),
            }[what]
            connection.execute(update(facet_snapshot).where(told).values(bits=changed))
    other = Store.open(counted.path)
    assert_right(other)
    other.keep_snapshot()
    other.close()
    last = Store.open(counted.path)
    assert_right(last)
    last.close()


def test_that_a_comparison_of_no_number_finds_nothing(counted: Store) -> None:
    with counted._transactions.reading() as connection:
        view = Index().view(connection)
        assert len(view.bits(Compared("delivered", ">", 1e12))) == 0
        assert view.bits(Compared("delivered", ">=", 0.0)) == view.values("contents").bits("items")


def a_new_version(store: Store) -> Record:
    record = store.record(1)
    return replace(record, tags=("new",), area="AIR", status="", places=(Place("Here", "RS"),))


def snapshot(store: Store) -> list[tuple[object, ...]]:
    with store._transactions.reading() as connection:
        return [tuple(row) for row in connection.execute(select(facet_snapshot))]


def test_that_names_keep_their_order_when_some_come_and_some_go() -> None:
    known = Values.of([(name, array("I", [key])) for key, name in enumerate("bdfh")], rare=1)
    assert known.in_order() == ["b", "d", "f", "h"]
    fresh = {"g": BitMap([1]), "A": BitMap([1, 2]), "b": BitMap([2])}
    later = known.changed(BitMap([1, 2]), fresh)
    assert later.in_order() == sorted(later, key=str.lower) == ["A", "b", "g", "h"]
    assert later.counts(None) == {"A": 2, "b": 2, "g": 1, "h": 1}


@given(
    before=st.dictionaries(st.sampled_from("abcdef"), st.sets(st.integers(0, 30), min_size=1)),
    touched=st.sets(st.integers(0, 30)),
    fresh=st.dictionaries(st.sampled_from("abcdefg"), st.sets(st.integers(0, 30))),
    rare=st.sampled_from((0, 3, 99)),
)
def test_that_changed_values_are_those_read_anew(
    before: dict[str, set[int]], touched: set[int], fresh: dict[str, set[int]], rare: int
) -> None:
    now = {name: BitMap(ids & touched) for name, ids in fresh.items() if ids & touched}
    plain = {
        name: (before.get(name, set()) - touched) | set(now.get(name, ()))
        for name in (*before, *now)
    }
    known = Values.of([(name, array("I", sorted(ids))) for name, ids in before.items()], rare)
    known.in_order()
    later = known.changed(BitMap(touched), now).changed(BitMap(), {})
    assert {name: set(later.bits(name)) for name in later} == {
        name: ids for name, ids in plain.items() if ids
    }
    assert later.in_order() == sorted(name for name, ids in plain.items() if ids)
    assert later.counts(BitMap(range(15))) == {
        name: count for name, ids in plain.items() if (count := len(ids & set(range(15))))
    }
    assert set(later.all()) == set().union(*plain.values())
