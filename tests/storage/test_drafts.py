"""Unsaved work kept in the catalogue: each user's own, the latest alone, no step of history."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coopdesk.catalogue.draft import Draft
from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.record import Record
from coopdesk.storage.errors import ReadOnly
from coopdesk.storage.store import Store
from tests.builders import NOON, a_full_record, contents

NEW = Draft(Record(), a_full_record(title="Trucks"))


@pytest.fixture
def clock() -> Iterator[datetime]:
    return iter([NOON + timedelta(minutes=n) for n in range(99)])


@pytest.fixture
def store(path: Path, clock: Iterator[datetime]) -> Iterator[Store]:
    opened = Store.create(path, contents(), who="founder", clock=lambda: next(clock))
    yield opened
    opened.close()


def test_that_a_draft_is_kept_until_it_is_dropped(store: Store, path: Path) -> None:
    store.drafts.put("Ann", "new:1", NEW)
    store.close()
    again = Store.open(path)
    assert again.drafts.get("Ann", "new:1") == NEW
    again.drafts.drop("Ann", "new:1")
    again.drafts.drop("Ann", "new:1")
    with pytest.raises(NotFound):
        again.drafts.get("Ann", "new:1")
    again.close()


def test_that_a_later_draft_takes_the_place_of_the_one_before(store: Store) -> None:
    store.drafts.put("Ann", "new:1", NEW)
    store.drafts.put("Ann", "new:2", NEW)
    later = replace(NEW, record=replace(NEW.record, title="Fuel trucks"))
    store.drafts.put("Ann", "new:1", later)
    kept = store.drafts.kept("Ann")
    assert [(one.key, one.title) for one in kept] == [("new:1", "Fuel trucks"), ("new:2", "Trucks")]
    assert kept[0].at - kept[1].at == timedelta(minutes=1)
    assert store.drafts.get("Ann", "new:1") == later


def test_that_nobody_sees_the_drafts_of_another(store: Store) -> None:
    store.drafts.put("Ann", "new:1", NEW)
    assert store.drafts.kept("Bo") == ()
    store.drafts.drop("Bo", "new:1")
    with pytest.raises(NotFound):
        store.drafts.get("Bo", "new:1")
    assert len(store.drafts.kept("Ann")) == 1


def test_that_a_draft_is_no_step_of_history(store: Store) -> None:
    before = store.history()
    store.drafts.put("Ann", "new:1", NEW)
    assert store.history() == before
    assert store.undo_state() == store.undo_state()
    assert store.check() == ()


def test_that_a_catalogue_for_reading_keeps_none(store: Store, path: Path) -> None:
    store.close()
    reader = Store.open(path, read_only=True)
    with pytest.raises(ReadOnly):
        reader.drafts.put("Ann", "new:1", NEW)
    assert reader.drafts.kept("Ann") == ()
    reader.close()
