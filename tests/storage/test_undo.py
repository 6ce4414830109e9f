from dataclasses import replace

import pytest

from coopdesk.catalogue.contents import Contents, UndoState
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_partnership, a_record, a_varied_record, areas, contents

pytestmark = pytest.mark.slow


def content(record: Record) -> dict[str, object]:
    """All of a record but its version: an editor that was open meanwhile must not save over it."""
    return {name: getattr(record, name) for name in ("id", "uid", *(f.name for f in FIELDS))}


def added(store: Store, record: Record) -> Record:
    return store.record(store.add(record, who="A.K.").ids[0])


def test_that_an_edit_is_undone_and_done_again(store: Store) -> None:
    kept = added(store, a_full_record())
    store.save(replace(kept, title="Other", items=(), publish=False, tags=("x",)), who="A.K.")
    other = store.record(kept.id)
    undone = store.undo(who="M.J.")
    assert undone is not None
    assert (undone.operation, undone.ids, undone.title) == ("undone", (kept.id,), "Other")
    now = store.record(kept.id)
    assert content(now) == content(kept)
    assert now.version == 3
    assert store.count(Filter(search="fuel")) == 1
    redone = store.redo(who="M.J.")
    assert redone is not None
    assert (redone.operation, redone.ids) == ("redone", (kept.id,))
    assert content(store.record(kept.id)) == content(other)
    assert store.count(Filter(search="fuel")) == 0
    assert store.check() == ()


def test_that_an_undone_delete_brings_back_the_very_record(store: Store) -> None:
    kept = added(store, a_full_record())
    store.save(replace(kept, notes="more"), who="A.K.")
    before = store.record(kept.id)
    store.delete([kept.id], who="A.K.")
    store.undo(who="A.K.")
    now = store.record(kept.id)
    assert content(now) == content(before)
    assert now.version > before.version
    assert store.record_by_reference(kept.reference).uid == kept.uid
    assert store.count(Filter(search="fuel", tags=("vehicles",), organisations=())) == 1
    assert store.check() == ()


def test_that_an_undone_add_is_gone_and_comes_back_the_same(store: Store) -> None:
    kept = added(store, a_full_record())
    store.undo(who="A.K.")
    assert store.count(Filter()) == 0
    store.redo(who="A.K.")
    assert content(store.record(kept.id)) == content(kept)


def test_that_undo_goes_back_step_by_step_and_stops_at_the_founding(filled: Store) -> None:
    first = added(filled, a_record(title="First"))
    second = added(filled, a_record(title="Second"))
    filled.save(replace(second, title="Second, changed"), who="A.K.")
    filled.delete([first.id], who="A.K.")
    titles = [entry.title for entry in iter_undone(filled)]
    assert titles == ["First", "Second, changed", "Second", "First"]
    assert filled.count(Filter()) == 60
    assert filled.undo(who="A.K.") is None


def iter_undone(store: Store) -> list[Changed]:
    steps = []
    while (step := store.undo(who="A.K.")) is not None:
        steps.append(step)
    return steps


def test_that_a_new_edit_ends_what_could_be_done_again(store: Store) -> None:
    added(store, a_record(title="First"))
    store.undo(who="A.K.")
    added(store, a_record(title="Second"))
    assert store.undo_state().redo is None
    assert store.redo(who="A.K.") is None
    assert store.count(Filter()) == 1


def test_that_the_state_says_what_comes_next(store: Store) -> None:
    assert store.undo_state() == UndoState(None, None)
    added(store, a_record(title="First"))
    added(store, a_record(title="Second"))
    store.undo(who="A.K.")
    state = store.undo_state()
    assert state.undo is not None
    assert state.redo is not None
    assert (state.undo.title, state.redo.title) == ("First", "Second")
    assert (state.undo.operation, state.redo.operation) == ("added", "added")


def test_that_undo_and_redo_can_go_to_and_fro(store: Store) -> None:
    first, second = (added(store, a_record(title=title)) for title in ("First", "Second"))
    for _round in range(3):
        assert [store.undo(who="A.K."), store.undo(who="A.K.")] != [None, None]
        assert store.undo(who="A.K.") is None
        assert store.count(Filter()) == 0
        store.redo(who="A.K.")
        assert store.count(Filter()) == 1
        store.redo(who="A.K.")
        assert store.redo(who="A.K.") is None
    assert [r.title for r in store.records([first.id, second.id])] == ["First", "Second"]
    assert store.check() == ()


def test_that_undo_survives_a_restart(store: Store) -> None:
    kept = added(store, a_record())
    store.save(replace(kept, title="Changed"), who="A.K.")
    store.undo(who="A.K.")
    store.close()
    again = Store.open(store.path)
    assert again.redo(who="M.J.") is not None
    assert again.record(kept.id).title == "Changed"
    again.undo(who="M.J.")
    again.undo(who="M.J.")
    assert again.count(Filter()) == 0
    again.close()


@pytest.mark.parametrize("number", [3, 101, 1203])
def test_that_a_whole_import_is_one_step(filled: Store, number: int) -> None:
    records = tuple(map(a_varied_record, range(number)))
    brought = Contents(
        areas=(*areas(), replace(areas()[0], code="NEW")),
        partnerships=(a_partnership("DK-MD"),),
        records=(*records, a_record(area="NEW", partnership="DK-MD")),
    )
    changed = filled.load(brought, who="A.K.")
    before = [content(record) for record in filled.records(changed.ids)]
    undone = filled.undo(who="A.K.")
    assert undone is not None
    assert sorted(undone.ids) == list(changed.ids)
    assert filled.count(Filter()) == 60
    assert "NEW" not in filled.area_counts()
    assert len(filled.partnerships()) == 2
    filled.redo(who="A.K.")
    assert [content(record) for record in filled.records(changed.ids)] == before
    assert filled.area_counts()["NEW"] == 1
    assert filled.check() == ()
    assert filled.history(limit=1)[0].records == number + 1


def test_that_many_deleted_records_come_back_in_one_step(found: object, filled: Store) -> None:
    filled.load(contents(150), who="A.K.")
    ids = tuple(range(1, 181))
    before = [content(record) for record in filled.records(ids)]
    filled.delete(ids, who="A.K.")
    assert filled.count(Filter()) == 30
    filled.undo(who="A.K.")
    assert [content(record) for record in filled.records(ids)] == before
    assert filled.check() == ()
