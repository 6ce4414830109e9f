"""Saved filters in the catalogue's file: kept whole, with history and undo."""

from contextlib import closing

import pytest
from sqlalchemy import text

from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.history_words import change_lines
from coopdesk.catalogue.saved_filter import SavedFilter
from coopdesk.storage.history_log import read_changes
from coopdesk.storage.store import Store

FULL = SavedFilter(
    "Open donations / air",
    "gift-line",
    Filter(
        areas=("AIR", "MED"),
        years=(2014, 2015),
        tags=("<b>fuel</b>",),
        excluded=(("kinds", "course"), ("years", "2016")),
        search='"fuel truck" -tools',
        references=("DK-RS/2015/003",),
    ),
    Sort("changed_at", True, Sort("title")),
    ("title", "status"),
    "year",
    tab=True,
)


def names(store: Store) -> list[str]:
    return [saved.name for saved in store.saved_filters.known()]


def keep(store: Store, *wanted: str) -> None:
    for name in wanted:
        store.saved_filters.add(SavedFilter(name), who="A")


def test_that_a_saved_filter_comes_back_as_it_went(store: Store) -> None:
    store.saved_filters.add(FULL, who="A")
    store.saved_filters.add(SavedFilter("Plain"), who="A")
    assert store.saved_filters.known() == (FULL, SavedFilter("Plain", position=1))
    with closing(Store.open(store.path, read_only=True)) as again:
        assert again.saved_filters.known()[0] == FULL


def test_that_each_edit_is_one_step_that_undo_takes_back(store: Store) -> None:
    keep(store, "One", "Two", "Three")
    first = store.saved_filters.known()
    steps = (
        lambda: store.saved_filters.change("Two", SavedFilter("Second", tab=True), who="A"),
        lambda: store.saved_filters.change("One", FULL, who="A"),
        lambda: store.saved_filters.reorder(("Three", "One"), who="A"),
        lambda: store.saved_filters.remove("Two", who="A"),
    )
    for step in steps:
        step()
        changed = store.saved_filters.known()
        assert changed != first
        store.undo(who="A")
        assert store.saved_filters.known() == first
        store.redo(who="A")
        assert store.saved_filters.known() == changed
        store.undo(who="A")
    assert store.check() == ()


def test_that_a_renamed_one_keeps_its_place(store: Store) -> None:
    keep(store, "One", "Two", "Three")
    store.saved_filters.change("Two", SavedFilter("Zwei"), who="A")
    assert names(store) == ["One", "Zwei", "Three"]
    # In another spelling it is still its own name.
    store.saved_filters.change("Zwei", SavedFilter("ZWEI"), who="A")
    assert names(store) == ["One", "ZWEI", "Three"]


def test_that_an_order_puts_the_named_ones_first(store: Store) -> None:
    keep(store, "One", "Two", "Three")
    store.saved_filters.reorder(("Three",), who="A")
    assert names(store) == ["Three", "One", "Two"]
    assert store.saved_filters.reorder(("Three",), who="A").entry == 0


@pytest.mark.parametrize("name", ["", "  ", " lead", "two  blanks", "x" * 61, "a\nb", "nul\0"])
def test_that_a_name_that_cannot_be_told_apart_is_refused(store: Store, name: str) -> None:
    with pytest.raises(CatalogueError):
        store.saved_filters.add(SavedFilter(name), who="A")
    assert names(store) == []


def test_that_a_name_is_given_once_whatever_its_case(store: Store) -> None:
    keep(store, "Air", "Sea")
    with pytest.raises(CatalogueError, match="choose another name"):
        store.saved_filters.add(SavedFilter("AIR"), who="A")
    with pytest.raises(CatalogueError, match="choose another name"):
        store.saved_filters.change("Sea", SavedFilter("air"), who="A")
    assert names(store) == ["Air", "Sea"]


def test_that_an_icon_that_is_not_offered_is_refused(store: Store) -> None:
    with pytest.raises(CatalogueError, match="icon"):
        store.saved_filters.add(SavedFilter("Air", "no-such-icon"), who="A")


def test_that_one_that_is_gone_cannot_be_changed(store: Store) -> None:
    for edit in (
        lambda: store.saved_filters.change("Gone", SavedFilter("Gone"), who="A"),
        lambda: store.saved_filters.remove("Gone", who="A"),
        lambda: store.saved_filters.reorder(("Gone",), who="A"),
    ):
        with pytest.raises(NotFound, match="Gone"):
            edit()


def test_that_the_history_names_it_whole(store: Store) -> None:
    store.saved_filters.add(FULL, who="A")
    (entry,) = store.history(limit=1)
    assert (entry.operation, entry.title) == ("added", FULL.name)
    with store._door.reading() as connection:
        changes = [stored.change for stored in read_changes(connection, entry.id)]
    assert change_lines(changes, {}) == [f"Saved filter “{FULL.name}” added"]


def test_that_what_a_later_version_saves_does_not_hinder_this_one(store: Store) -> None:
    store.saved_filters.add(FULL, who="A")
    later = (
        '{"filter": {"moods": ["glad"], "kinds": ["course"]}, "sort": ["mood", true], '
        '"grouped": "mood", "columns": ["title"], "colour": "#ff0000"}'
    )
    with store._door.writing() as connection:
        connection.execute(text("UPDATE saved_filter SET definition = :it"), {"it": later})
    (saved,) = store.saved_filters.known()
    assert (saved.filter, saved.sort) == (Filter(kinds=("course",)), Sort())
    assert (saved.grouped, saved.columns) == ("", ("title",))
