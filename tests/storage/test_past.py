from dataclasses import replace
from datetime import timedelta

import pytest

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.bulk import AddEntries
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError, InvalidRecord, NotFound, StaleRecord
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from tests.builders import NOON, a_full_record, a_record, a_varied_record, contents

EVERYTHING = Filter()


def added(store: Store, record: Record) -> Record:
    return store.record(store.add(record, who="A.K.").ids[0])


def as_it_was(record: Record) -> Record:
    return replace(record, version=0)


def test_that_every_version_of_a_record_can_be_seen(store: Store) -> None:
    moments = iter(NOON + timedelta(hours=hour) for hour in range(100))
    store._door.clock = lambda: next(moments)
    first = added(store, a_full_record())
    seen = {2: first}

    def look(changed: Changed | None) -> None:
        assert changed is not None
        seen[changed.entry] = store.record(first.id)

    for title in ("Second", "Third"):
        changed = replace(store.record(first.id), title=title, items=())
        look(store.save(changed, who="M.J."))
    look(store.undo(who="X.Y."))
    look(store.redo(who="X.Y."))
    look(store.bulk.apply(EVERYTHING, AddEntries("tags", ("visit",)), who="B.B."))
    look(store.undo(who="X.Y."))
    versions = store.past.versions(first.uid)
    assert [entry.id for entry in versions] == sorted(seen, reverse=True)
    assert [entry.operation for entry in versions] == [
        "undone", "bulk", "redone", "undone", "edited", "edited", "added",
    ]  # fmt: skip
    for entry, record in seen.items():
        assert store.past.record_at(first.uid, entry) == record
    assert store.past.versions(first.uid, limit=2, before=8) == versions[1:3]


def test_that_a_deleted_record_is_seen_as_it_was_last(store: Store) -> None:
    kept = added(store, a_full_record())
    store.save(replace(kept, notes="last words"), who="A.K.")
    last = store.record(kept.id)
    gone = store.delete([kept.id], who="M.J.")
    assert as_it_was(store.past.record_at(kept.uid, gone.entry)) == as_it_was(last)
    assert store.past.record_at(kept.uid, 2) == kept


def test_that_a_record_is_not_seen_before_it_came(store: Store) -> None:
    kept = added(store, a_record())
    with pytest.raises(NotFound, match="not in the catalogue yet"):
        store.past.record_at(kept.uid, 1)
    with pytest.raises(NotFound):
        store.past.record_at("nobody", 99)


def test_that_a_version_among_many_imported_at_once_is_seen(store: Store) -> None:
    changed = store.load(contents(600), who="A.K.")
    wanted = store.records([changed.ids[0], changed.ids[377]])
    store.bulk.apply(EVERYTHING, AddEntries("tags", ("x",)), who="A.K.")
    store.delete(changed.ids, who="A.K.")
    for record in wanted:
        assert store.past.record_at(record.uid, changed.entry) == record
        gone = store.past.record_at(record.uid, 99)
        assert gone.tags == (*record.tags, "x")


def test_that_deleted_records_are_listed_with_who_when_and_why(filled: Store) -> None:
    moments = iter(NOON + timedelta(hours=hour) for hour in range(100))
    filled._door.clock = lambda: next(moments)
    assert filled.past.deleted() == ()
    doubles = filled.records([5, 7])
    filled.delete([5, 7], who="A.K.", why="doubles")
    one = added(filled, a_record(title="Short-lived"))
    filled.undo(who="M.J.")
    latest, second, first = filled.past.deleted()
    assert (latest.id, latest.uid, latest.title, latest.operation, latest.who) == (
        one.id, one.uid, "Short-lived", "undone", "M.J.",
    )  # fmt: skip
    assert [(gone.id, gone.reference, gone.kind, gone.area) for gone in (first, second)] == [
        (record.id, record.reference, record.kind, record.area) for record in doubles
    ]
    assert (first.operation, first.who, first.why, first.at, first.entry) == (
        "deleted", "A.K.", "doubles", NOON, 2,
    )  # fmt: skip
    filled.redo(who="M.J.")
    assert filled.past.deleted() == (second, first)
    assert filled.check() == ()


def test_that_the_deleted_are_read_page_by_page(filled: Store) -> None:
    for ids in ([3, 1, 2], [10], [20, 30, 40]):
        filled.delete(ids, who="A.K.")
    first = filled.past.deleted(limit=2)
    assert [gone.id for gone in first] == [40, 30]
    second = filled.past.deleted(limit=3, before=first[-1])
    assert [gone.id for gone in second] == [20, 10, 3]
    assert [gone.id for gone in filled.past.deleted(before=second[-1])] == [2, 1]
    assert filled.past.deleted_count() == 7
    assert filled.past.deleted(limit=0) == filled.past.deleted(limit=-(2**70)) == ()
    assert len(filled.past.deleted(limit=2**70)) == 7


def test_that_the_deleted_are_searched_by_title_and_reference(store: Store) -> None:
    records = [added(store, a_record(title=title)) for title in ("Øvelse Đoković", "Trucks", "%_")]
    store.delete([record.id for record in records], who="A.K.")
    for search, found in (
        ("ovelse", [1]),
        ("djok øv", [1]),
        ("ruck", []),
        ("2015 truck", [2]),
        ("DK-RS/2015/003", [3]),
        ("%", [3, 2, 1]),
        ("", [3, 2, 1]),
    ):
        assert [gone.id for gone in store.past.deleted(search=search)] == found, search
        assert store.past.deleted_count(search) == len(found)


def test_that_a_restored_record_is_the_very_one(store: Store) -> None:
    kept = added(store, a_full_record())
    other = added(store, a_record(title="Other"))
    store.delete([kept.id, other.id], who="A.K.")
    changed = store.past.restore(kept.uid, who="M.J.", why="a mistake")
    assert (changed.operation, changed.ids, changed.title) == ("restored", (kept.id,), kept.title)
    now = store.record(kept.id)
    assert as_it_was(now) == as_it_was(kept)
    assert now.version > kept.version
    assert [gone.uid for gone in store.past.deleted()] == [other.uid]
    assert store.count(Filter(search="fuel", tags=("vehicles",))) == 1
    assert store.past.versions(kept.uid)[0].why == "a mistake"
    assert store.check() == ()
    store.undo(who="A.K.")
    assert store.past.deleted_count() == 2
    store.redo(who="A.K.")
    assert as_it_was(store.record(kept.id)) == as_it_was(kept)
    assert store.check() == ()


def test_that_many_are_restored_in_one_step(filled: Store) -> None:
    filled.load(contents(150), who="A.K.")
    ids = tuple(range(1, 181))
    before = filled.records(ids)
    filled.delete(ids, who="A.K.")
    changed = filled.past.restore(*[record.uid for record in before], who="A.K.")
    assert sorted(changed.ids) == list(ids)
    assert list(map(as_it_was, filled.records(ids))) == list(map(as_it_was, before))
    assert filled.check() == ()
    filled.undo(who="A.K.")
    assert filled.past.deleted_count() == 180


def test_that_a_restored_record_gets_a_new_reference_where_its_own_is_taken(
    store: Store,
) -> None:
    kept = added(store, a_record())
    store.delete([kept.id], who="A.K.")
    taking = a_record(reference=kept.reference)
    (second,) = store.load(Contents(records=(taking,)), who="A.K.").ids
    store.past.restore(kept.uid, who="A.K.")
    now = store.record(kept.id)
    assert (now.uid, now.reference) == (kept.uid, "DK-RS/2015/002")
    # Both gone, and back at once: the one that comes first keeps it.
    uids = [store.record(record_id).uid for record_id in (second, kept.id)]
    store.delete([kept.id, second], who="A.K.")
    store.past.restore(*uids, who="A.K.")
    references = {record.reference for record in store.records([kept.id, second])}
    assert references == {"DK-RS/2015/001", "DK-RS/2015/002"}
    assert store.check() == ()


def test_that_only_what_is_gone_is_restored(store: Store) -> None:
    kept = added(store, a_record())
    for uid in (kept.uid, "nobody"):
        with pytest.raises(NotFound, match="not among the deleted"):
            store.past.restore(uid, who="A.K.")
    assert store.past.restore(who="A.K.").entry == 0
    assert len(store.history()) == 2


def test_that_nothing_is_restored_into_an_area_that_is_gone(store: Store) -> None:
    store.put(Area("NEW", {"en": "New"}), who="A.K.")
    kept = added(store, a_record(area="NEW"))
    store.delete([kept.id], who="A.K.")
    store.lists.remove("area", "NEW", who="A.K.")
    with pytest.raises(CatalogueError, match="“NEW” is no longer in the catalogue"):
        store.past.restore(kept.uid, who="A.K.")


def test_that_an_earlier_version_is_brought_back_as_a_new_step(store: Store) -> None:
    kept = added(store, a_full_record())
    store.save(replace(kept, title="Worse", items=(), tags=()), who="M.J.")
    changed = store.past.bring_back(kept.uid, 2, who="A.K.", why="it was right")
    assert (changed.operation, changed.ids) == ("reverted", (kept.id,))
    now = store.record(kept.id)
    assert now == replace(kept, version=3, changed_at=now.changed_at, changed_by="A.K.")
    assert store.past.versions(kept.uid)[0].why == "it was right"
    assert store.past.bring_back(kept.uid, 2, who="A.K.").entry == 0
    store.undo(who="A.K.")
    assert store.record(kept.id).title == "Worse"
    assert store.check() == ()


def test_that_an_earlier_version_is_not_brought_back_over_one_that_was_not_seen(
    store: Store,
) -> None:
    kept = added(store, a_record())
    store.save(replace(kept, title="Second"), who="M.J.")
    with pytest.raises(StaleRecord):
        store.past.bring_back(kept.uid, 2, who="A.K.", version=kept.version)
    assert store.record(kept.id).title == "Second"


def test_that_a_version_that_the_rules_refuse_is_not_brought_back(store: Store) -> None:
    store.put(Area("NEW", {"en": "New"}), who="A.K.")
    kept = added(store, a_record(area="NEW"))
    store.save(replace(kept, area="AIR"), who="A.K.")
    store.lists.remove("area", "NEW", who="A.K.")
    with pytest.raises(InvalidRecord, match="NEW"):
        store.past.bring_back(kept.uid, 3, who="A.K.")
    store.delete([kept.id], who="A.K.")
    with pytest.raises(NotFound, match="restore it"):
        store.past.bring_back(kept.uid, 4, who="A.K.")


def test_that_the_changes_of_an_entry_are_told_without_what_the_store_notes(
    filled: Store,
) -> None:
    done = filled.bulk.apply(EVERYTHING, AddEntries("tags", ("visit",)), who="A.K.")
    changes = filled.past.changes(done.entry)
    assert {change.field for change in changes} == {"tags"}
    assert len(changes) == 60
    assert filled.past.changes(done.entry, limit=7) == changes[:7]
    assert filled.past.changes(999) == ()


def test_that_a_list_of_the_deleted_that_is_out_of_step_is_told_and_mended(filled: Store) -> None:
    filled.delete([1, 2, 3], who="A.K.")
    with filled._transactions.writing() as connection:
        connection.exec_driver_sql("DELETE FROM gone WHERE record_id = 2")
        connection.exec_driver_sql("UPDATE gone SET title = 'x' WHERE record_id = 3")
    assert len(filled.check()) == 1
    assert "2 records are listed or sorted wrongly" in filled.check()[0]
    filled.rebuild_search()
    assert filled.check() == ()
    assert [gone.id for gone in filled.past.deleted()] == [3, 2, 1]
    filled.past.restore(filled.past.deleted()[1].uid, who="A.K.")
    assert filled.record(2).title == a_varied_record(1).title
