from array import array
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError, InvalidRecord, NotFound, StaleRecord
from coopdesk.catalogue.facets import Item, Place
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, editable_fields
from coopdesk.catalogue.filters import FacetCount, Filter, Sort
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.storage import revisions
from coopdesk.storage.errors import CannotBeStored
from coopdesk.storage.store import Store
from tests.builders import (
    NOON,
    a_full_record,
    a_partnership,
    a_record,
    a_varied_record,
    areas,
    contents,
)

from .conftest import Founder

EVERYTHING = Filter()
FACETS = [field for field in FIELDS if field.facet]


def added(store: Store, record: Record | None = None) -> Record:
    return store.record(store.add(record or a_record(), who="A.K.").ids[0])


def test_that_a_record_comes_back_with_everything_that_was_put_in(store: Store) -> None:
    wanted = a_full_record()
    kept = added(store, wanted)
    for field in editable_fields():
        assert getattr(wanted, field.name), f"the builder leaves {field.name} empty"
        assert getattr(kept, field.name) == getattr(wanted, field.name), field.name


@pytest.mark.parametrize("field", FACETS, ids=lambda field: field.name)
def test_that_each_facet_is_kept_alone_and_can_be_emptied(store: Store, field: Field) -> None:
    entries = getattr(a_full_record(), field.name)
    kept = added(store, a_record(**{field.name: entries}))
    assert getattr(kept, field.name) == entries
    for wanted in ((*reversed(entries), entries[0]), ()):
        changed: dict[str, Any] = {field.name: wanted}
        store.save(replace(store.record(kept.id), **changed), who="A.K.")
        assert getattr(store.record(kept.id), field.name) == wanted
    assert store.check() == ()


@pytest.mark.parametrize("field", FACETS, ids=lambda field: field.name)
def test_that_an_entry_of_which_one_part_is_known_says_no_more(store: Store, field: Field) -> None:
    assert field.facet is not None
    entry = getattr(a_full_record(), field.name)[0]
    for part in FACET_FIELDS[field.facet]:
        alone = field.facet(**{part.name: getattr(entry, part.name)})
        if alone != field.facet() and part.name != "type":
            kept = added(store, a_record(**{field.name: (alone,)}))
            assert getattr(kept, field.name) == (alone,)


def test_that_an_added_record_is_given_its_keys_moments_and_first_version(store: Store) -> None:
    changed = store.add(a_record(uid="mine", reference="MINE", version=7), who="A.K.")
    kept = store.record(changed.ids[0])
    assert changed == Changed("added", (kept.id,), 2, kept.title)
    assert len(kept.uid) == 36
    assert kept.reference == "DK-RS/2015/001"
    assert kept.version == 1
    assert kept.created_by == kept.changed_by == "A.K."
    assert kept.created_at == kept.changed_at
    assert kept.created_at is not None
    assert kept.created_at.tzinfo is not None


def test_that_a_record_is_found_by_its_reference(store: Store) -> None:
    kept = added(store)
    assert store.record_by_reference(kept.reference) == kept
    with pytest.raises(NotFound, match="DK-RS/1999/001"):
        store.record_by_reference("DK-RS/1999/001")


def test_that_a_save_changes_the_record_and_makes_a_new_version(store: Store) -> None:
    kept = added(store, a_full_record())
    changed = store.save(
        replace(kept, title="Trucks", items=(Item("truck", 3.0),), tags=(), places=()),
        who="M.J.",
        why="recounted",
    )
    now = store.record(kept.id)
    assert changed == Changed("edited", (kept.id,), 3, "Trucks")
    assert (now.title, now.items, now.tags, now.places) == ("Trucks", (Item("truck", 3.0),), (), ())
    assert now.version == 2
    assert (now.created_by, now.changed_by) == ("A.K.", "M.J.")
    assert now.parties == kept.parties
    assert (now.uid, now.reference, now.created_at) == (kept.uid, kept.reference, kept.created_at)


def test_that_a_save_without_a_difference_writes_nothing(store: Store) -> None:
    kept = added(store)
    assert store.save(kept, who="M.J.") == Changed("edited", (kept.id,), 0, kept.title)
    assert store.record(kept.id) == kept
    assert len(store.history()) == 2


def test_that_a_stale_save_is_refused_with_both_sides(store: Store) -> None:
    read = added(store)
    store.save(replace(read, summary="theirs"), who="M.J.")
    mine = replace(read, summary="mine")
    with pytest.raises(StaleRecord, match=r"M\.J\.") as refused:
        store.save(mine, who="A.K.")
    assert refused.value.mine == mine
    assert refused.value.theirs == store.record(read.id)
    assert store.record(read.id).summary == "theirs"


def test_that_an_editor_that_was_open_over_a_delete_and_its_undo_is_refused(store: Store) -> None:
    read = added(store)
    store.delete([read.id], who="M.J.")
    store.undo(who="M.J.")
    with pytest.raises(StaleRecord):
        store.save(replace(read, title="Stale"), who="A.K.")


def test_that_a_save_of_a_deleted_record_is_refused(store: Store) -> None:
    kept = added(store)
    store.delete([kept.id], who="M.J.")
    with pytest.raises(NotFound, match="undo brings it back"):
        store.save(replace(kept, title="Gone"), who="A.K.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"area": "XYZ"}, "area"),
        ({"partnership": "DK-XX"}, "partnership"),
        ({"marking": "SECRET"}, "marking"),
        ({"status": "signed"}, "status"),
    ],
)
def test_that_what_the_rules_refuse_is_not_stored(
    store: Store, changes: dict[str, str], field: str
) -> None:
    kept = added(store)
    for attempt in (
        lambda: store.add(a_record(**changes), who="A.K."),
        lambda: store.save(replace(kept, **changes), who="A.K."),  # type: ignore[arg-type]
        lambda: store.load(Contents(records=(a_record(), a_record(**changes))), who="A.K."),
    ):
        with pytest.raises(InvalidRecord) as refused:
            attempt()
        assert [problem.field for problem in refused.value.problems] == [field]  # type: ignore[attr-defined]
    assert store.count(EVERYTHING) == 1
    assert store.record(kept.id) == kept
    assert len(store.history()) == 2


def test_that_half_a_surrogate_pair_is_refused_in_words(store: Store) -> None:
    with pytest.raises(CannotBeStored, match="half a character"):
        store.add(a_record(), who="A.K.", why="before \ud83d after")
    assert store.count(EVERYTHING) == 0


def test_that_deleted_records_are_gone_from_lists_searches_and_counts(filled: Store) -> None:
    ids = list(filled.ids(Filter(areas=("AIR",)), Sort()))
    title = filled.record(ids[0]).title
    changed = filled.delete([*ids, ids[0]], who="A.K.", why="doubles")
    assert changed.ids == tuple(ids)
    assert changed.title == title
    assert filled.count(EVERYTHING) == 60 - len(ids)
    assert filled.area_counts()["AIR"] == 0
    assert filled.count(Filter(areas=("AIR",), search="a")) == 0
    assert filled.page(ids) == ()
    assert filled.records(ids) == ()
    assert filled.check() == ()
    with pytest.raises(NotFound):
        filled.record(ids[0])


def test_that_nothing_is_deleted_where_one_record_is_gone_already(filled: Store) -> None:
    with pytest.raises(NotFound, match="deleted meanwhile"):
        filled.delete([1, 2, 4000], who="A.K.")
    assert filled.count(EVERYTHING) == 60


def test_that_deleting_nothing_writes_nothing(filled: Store) -> None:
    assert filled.delete([], who="A.K.") == Changed("deleted", (), 0)
    assert len(filled.history()) == 1


def test_that_records_come_in_the_order_asked_for(filled: Store) -> None:
    wanted = [7, 3, 60, 3, 999, 1]
    assert [record.id for record in filled.records(wanted)] == [7, 3, 60, 3, 1]
    assert [row.id for row in filled.page(array("I", wanted))] == [7, 3, 60, 3, 1]


def test_that_a_load_keeps_what_records_bring_and_gives_what_they_lack(store: Store) -> None:
    brought = a_full_record(
        uid="11111111-2222-4333-8444-555555555555",
        reference="DK-RS/2014/007",
        created_at=NOON,
        created_by="first",
        changed_at=datetime(2024, 6, 1, tzinfo=UTC),
        changed_by="last",
    )
    changed = store.load(Contents(records=(brought, a_record())), who="A.K.", why="spreadsheet")
    assert (changed.operation, len(changed.ids)) == ("imported", 2)
    first, second = store.records(changed.ids)
    assert first == replace(brought, id=first.id, version=1)
    assert second.reference == "DK-RS/2015/001"
    assert second.created_by == "A.K."


def test_that_a_load_brings_new_areas_and_partnerships_and_leaves_the_known(store: Store) -> None:
    renamed = replace(areas()[0], names={"en": "Renamed"})
    new = Area("CYB", {"en": "Cyber"}, "#112233", 9)
    other = a_partnership("DK-MD", since="2022")
    store.load(
        Contents(
            areas=(renamed, new),
            partnerships=(other,),
            records=(a_record(area="CYB", partnership="DK-MD"),),
        ),
        who="A.K.",
    )
    assert store.areas() == (*areas(), new)
    assert store.partnerships()[-1] == other
    assert store.area_counts()["CYB"] == 1


@pytest.mark.parametrize("name", ["uid", "reference"])
def test_that_a_load_refuses_a_key_that_is_taken(store: Store, name: str) -> None:
    kept = added(store)
    taken = a_record(title="Taken", **{name: getattr(kept, name)})
    twice = a_record(title="Twice", **{name: "DK-RS/2016/009"})
    for records in ((taken,), (twice, twice)):
        with pytest.raises(InvalidRecord, match="in the catalogue already"):
            store.load(Contents(records=records), who="A.K.")
    assert store.count(EVERYTHING) == 1


def test_that_a_load_of_nothing_new_writes_nothing(filled: Store) -> None:
    changed = filled.load(contents(), who="A.K.")
    assert (changed.ids, changed.entry) == ((), 0)
    assert len(filled.history()) == 1


def test_that_a_large_load_is_one_entry_and_all_of_it_can_be_read_back(store: Store) -> None:
    records = tuple(a_varied_record(number) for number in range(1203))
    changed = store.load(Contents(records=records), who="A.K.")
    assert len(store.history()) == 2
    for wanted, kept in zip(records, store.records(changed.ids), strict=True):
        assert kept == replace(
            wanted,
            id=kept.id,
            uid=kept.uid,
            reference=kept.reference,
            created_at=kept.created_at,
            created_by="A.K.",
            changed_at=kept.changed_at,
            changed_by="A.K.",
            version=1,
        )
    assert store.check() == ()


def test_that_an_area_is_added_and_changed(store: Store) -> None:
    new = Area("CYB", {"en": "Cyber", "da": "Cyber på dansk"}, "#112233", 1)
    assert store.put(new, who="A.K.") == Changed("added", (), 2, "Cyber")
    assert [area.code for area in store.areas()] == ["GEN", "CYB", "TRN", "AIR", "REL"]
    changed = replace(new, colour="#445566", position=8)
    assert store.put(changed, who="A.K.").operation == "edited"
    assert store.areas()[-1] == changed
    assert store.put(changed, who="A.K.").entry == 0
    store.undo(who="A.K.")
    store.undo(who="A.K.")
    assert store.areas() == areas()
    store.redo(who="A.K.")
    assert new in store.areas()


def test_that_what_was_stored_is_there_after_opening_again(store: Store) -> None:
    kept = added(store, a_full_record())
    info = store.info()
    store.close()
    again = Store.open(store.path)
    assert again.record(kept.id) == kept
    assert again.info() == info
    assert (again.areas(), again.partnerships()) == (areas(), contents().partnerships)
    assert again.check() == ()
    again.close()


def test_that_a_catalogue_tells_its_name_or_that_of_its_file(found: Founder, path: Path) -> None:
    for name, told in (("Denmark and Serbia", "Denmark and Serbia"), ("", "denmark-serbia")):
        opened = found(path, contents(name=name))
        info = opened.info()
        opened.close()
        path.unlink()
        assert (info.name, info.path, info.schema) == (told, path, revisions.HEAD)
        assert len(info.uid) == 36
        assert info.created_at.tzinfo is not None


def test_that_threads_can_read_and_write_at_once(filled: Store) -> None:
    def work(number: int) -> int:
        kept = added(filled, a_record(title=f"From thread {number}"))
        filled.save(replace(kept, summary="again"), who=f"thread {number}")
        return filled.count(Filter(search=f"thread {number}"))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(24)))
    assert filled.count(EVERYTHING) == 84
    assert filled.check() == ()


def test_that_the_dates_of_a_period_come_back_as_they_were(store: Store) -> None:
    for text in ("", "2015-21~", "2006/..", "../2010", "/2010", "2006/", "2014-05-17/2014-06"):
        kept = added(store, a_record(period=Period.parse(text)))
        assert kept.period == Period.parse(text)
        assert store.page([kept.id])[0].period == Period.parse(text)


def test_that_a_tag_that_is_written_twice_is_kept_and_counted_once(store: Store) -> None:
    kept = added(store, a_record(tags=("air", "sea", "air")))
    assert kept.tags == ("air", "sea", "air")
    assert store.facet("tags", EVERYTHING) == (FacetCount("air", 1), FacetCount("sea", 1))
    assert store.count(Filter(tags=("air", "sea"))) == 1


def test_that_a_row_of_a_list_says_what_the_record_says(store: Store) -> None:
    kept = added(
        store, a_full_record(places=(Place("Kruševac", "RS"), Place("", "DK"), Place("X")))
    )
    (row,) = store.page([kept.id])
    for name in ("id", "reference", "title", "kind", "area", "status", "period", "marking"):
        assert getattr(row, name) == getattr(kept, name)
    assert (row.changed_at, row.changed_by) == (kept.changed_at, kept.changed_by)
    assert row.places == "Kruševac (RS); DK; X"
    assert (row.providers, row.receivers) == ("DK", "RS")
    assert row.organisations.startswith("Danish Air Force; Baltic Defence College; Danish MoD")
    assert row.tags == "air force; vehicles"


def test_that_areas_and_partnerships_that_break_a_rule_are_not_stored(store: Store) -> None:
    for attempt in (
        lambda: store.put(Area("all"), who="A.K."),
        lambda: store.load(Contents(areas=(Area("X", {"en": "\0"}),)), who="A.K."),
        lambda: store.load(
            Contents(partnerships=(a_partnership("DK-SE", countries=("dk",)),)), who="A.K."
        ),
    ):
        with pytest.raises(CatalogueError):
            attempt()
    assert store.areas() == areas()
    assert len(store.partnerships()) == 2
