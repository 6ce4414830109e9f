"""Records found by their whole title."""

from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.storage.store import Store
from tests.builders import a_record


def test_that_a_title_is_found_however_it_is_written(store: Store) -> None:
    changed = store.add(a_record(title="Øvelse på Kopaonik"), who="x")
    store.add(a_record(title="Øvelse på Kopaonik, again"), who="x")
    found = store.titles.find(["OVELSE PA KOPAONIK", "Another", ""])
    ((key, rows),) = found.items()
    assert key == folded_sort_key("Øvelse på Kopaonik")
    assert [row.id for row in rows] == list(changed.ids)


def test_that_all_records_of_one_title_come_in_the_order_in_which_they_came(store: Store) -> None:
    for area in ("AIR", "TRN"):
        store.add(a_record(title="Споразум", area=area), who="x")
    (rows,) = store.titles.find(["sporazum"]).values()
    assert [row.area for row in rows] == ["AIR", "TRN"]


def test_that_more_titles_than_one_statement_takes_are_sought(store: Store) -> None:
    store.add(a_record(title="Title 1234"), who="x")
    assert len(store.titles.find(f"Title {number}" for number in range(3_000))) == 1


def test_that_no_title_finds_nothing(filled: Store) -> None:
    assert store_is_silent(filled, [])
    assert store_is_silent(filled, ["", "   "])


def store_is_silent(store: Store, titles: list[str]) -> bool:
    return not store.titles.find(titles)
