from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.history import FieldChange
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.plain import from_plain, to_plain
from coopdesk.storage.history_log import INLINE_LIMIT, PACK_SIZE
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record, a_varied_record, contents


def test_that_the_history_tells_who_did_what_when_and_why(store: Store) -> None:
    moment = datetime(2024, 5, 17, 9, 5, tzinfo=UTC)
    store._door.clock = lambda: moment
    kept = store.record(store.add(a_record(), who="A.K.", why="phone call").ids[0])
    store._door.clock = lambda: moment + timedelta(hours=1)
    store.save(replace(kept, title="Renamed"), who="M.J.", why="a typo")
    edited, added, founded = store.history()
    assert (edited.id, added.id, founded.id) == (3, 2, 1)
    assert (added.operation, added.who, added.why, added.at) == (
        "added", "A.K.", "phone call", moment,
    )  # fmt: skip
    assert (edited.operation, edited.at) == ("edited", moment + timedelta(hours=1))
    assert (edited.records, edited.title, edited.reverses) == (1, "Renamed", 0)
    assert edited.changes == ()


def test_that_a_records_history_shows_each_field_before_and_after(store: Store) -> None:
    kept = store.record(store.add(a_full_record(), who="A.K.").ids[0])
    store.add(a_record(), who="A.K.")
    store.save(replace(kept, period=Period.parse("2016"), tags=("a", "b")), who="M.J.")
    store.delete([kept.id], who="M.J.")
    deleted, edited, added = store.history(uid=kept.uid)
    assert [change.field for change in added.changes] == ["*"]
    assert added.changes[0].before is None
    assert from_plain(added.changes[0].after) == replace(kept, id=0, version=0)
    assert edited.changes == (
        FieldChange(kept.uid, "period", "2014-05/2015-21", "2016"),
        FieldChange(kept.uid, "tags", ["air force", "vehicles"], ["a", "b"]),
    )
    assert deleted.changes[0].after is None
    assert deleted.changes[0].before["tags"] == ["a", "b"]


@pytest.mark.parametrize("number", [INLINE_LIMIT, INLINE_LIMIT + 1, PACK_SIZE, PACK_SIZE * 2 + 7])
def test_that_every_record_of_a_bulk_has_its_own_history(store: Store, number: int) -> None:
    records = tuple(map(a_varied_record, range(number)))
    changed = store.load(Contents(records=records), who="A.K.")
    for place in {0, number // 2, number - 1}:
        kept = store.record(changed.ids[place])
        (entry,) = store.history(uid=kept.uid)
        assert entry.changes == (FieldChange(kept.uid, "*", None, to_plain(kept)),)
    assert store.check() == ()


def test_that_the_history_is_read_page_by_page(store: Store) -> None:
    for _number in range(7):
        store.add(a_record(), who="A.K.")
    first = store.history(limit=3)
    assert [entry.id for entry in first] == [8, 7, 6]
    assert [entry.id for entry in store.history(limit=3, before=6)] == [5, 4, 3]
    assert [entry.id for entry in store.history(before=2)] == [1]


@pytest.mark.parametrize("table", ["entry", "change", "pack"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_that_the_history_can_only_grow(store: Store, table: str, statement: str) -> None:
    store.load(contents(INLINE_LIMIT + 1), who="A.K.")
    column = "id" if table == "entry" else "entry_id"

    def tamper() -> None:
        with store._transactions.writing() as connection:
            connection.exec_driver_sql(statement.format(table, column, column))

    with pytest.raises(DatabaseError, match="append-only"):
        tamper()


def test_that_a_record_without_history_has_none(store: Store) -> None:
    assert store.history(uid="nobody") == ()


@pytest.mark.parametrize(("limit", "shown"), [(2**70, 1), (-(2**70), 0), (-1, 0), (0, 0)])
def test_that_any_limit_of_the_history_is_taken(filled: Store, limit: int, shown: int) -> None:
    assert len(filled.history(limit=limit)) == shown
    assert filled.history(limit=limit, before=-(2**70)) == filled.history(limit=limit)
