from dataclasses import replace

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.period import Period
from coopdesk.storage.store import Store
from tests.builders import a_record


def given(store: Store, **changes: object) -> str:
    return store.record(store.add(a_record(**changes), who="A.K.").ids[0]).reference


def test_that_references_count_within_a_partnership_and_year(store: Store) -> None:
    assert given(store) == "DK-RS/2015/001"
    assert given(store) == "DK-RS/2015/002"
    assert given(store, partnership="DK-UA") == "DK-UA/2015/001"
    assert given(store, period=Period.parse("2016-05/..")) == "DK-RS/2016/001"
    assert given(store, period=Period.parse("0800")) == "DK-RS/0800/001"


def test_that_a_record_without_a_first_year_is_numbered_under_no_date(store: Store) -> None:
    assert given(store, period=Period()) == "DK-RS/ND/001"
    assert given(store, period=Period.parse("../2010")) == "DK-RS/ND/002"


def test_that_the_number_of_a_deleted_record_is_never_given_again(store: Store) -> None:
    changed = store.add(a_record(), who="A.K.")
    store.delete(changed.ids, who="A.K.")
    assert given(store) == "DK-RS/2015/002"


def test_that_the_id_of_a_deleted_record_is_never_given_again(store: Store) -> None:
    first = store.add(a_record(), who="A.K.").ids[0]
    store.delete([first], who="A.K.")
    assert store.add(a_record(), who="A.K.").ids[0] == first + 1


def test_that_the_number_of_an_undone_record_is_never_given_again(store: Store) -> None:
    given(store)
    store.undo(who="A.K.")
    assert given(store) == "DK-RS/2015/002"


def test_that_numbers_go_on_after_those_that_a_load_brought(store: Store) -> None:
    brought = (
        a_record(),
        a_record(reference="DK-RS/2015/017"),
        a_record(),
        a_record(reference="DK-RS/2015/99999999999999999999"),
        a_record(reference="an old file's own number"),
    )
    changed = store.load(Contents(records=brought), who="A.K.")
    references = [record.reference for record in store.records(changed.ids)]
    assert references[:3] == ["DK-RS/2015/018", "DK-RS/2015/017", "DK-RS/2015/019"]
    assert given(store) == "DK-RS/2015/020"


def test_that_a_reference_stays_when_the_period_changes(store: Store) -> None:
    kept = store.record(store.add(a_record(), who="A.K.").ids[0])
    store.save(replace(kept, period=Period.parse("2019")), who="A.K.")
    assert store.record(kept.id).reference == "DK-RS/2015/001"


def test_that_numbers_beyond_999_are_written_out(store: Store) -> None:
    store.load(Contents(records=(a_record(reference="DK-RS/2015/999"),)), who="A.K.")
    assert given(store) == "DK-RS/2015/1000"
