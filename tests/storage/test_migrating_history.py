"""What was written before a migration, by a program that knew less, holds after it."""

import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from coopdesk.catalogue.facets import Item, Participant, Session
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.history import FieldChange
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.record import Record
from coopdesk.storage import migrating
from coopdesk.storage.connection import Access, connect
from coopdesk.storage.engine import Transactions
from coopdesk.storage.history_log import Act, EntryWriter, StoredChange
from coopdesk.storage.store import Store
from tests.builders import NOON

from .kept_catalogues import kept_path

BEFORE = [{"description": "fuel truck", "quantity": 14.0, "unit": "vehicle"}]
AFTER = [
    {"description": "fuel truck", "quantity": 15.0, "unit": "vehicle"},
    {"description": "hoses", "quantity": None, "unit": ""},
]
OFFICE = {
    "name": "Embassy of Denmark",
    "address": "Neznanog Junaka 9 A",
    "country": "RS",
    "phone": "+381 11 36 79 500",
    "fax": "",
    "email": "",
}


@pytest.fixture
def first_schema(path: Path) -> Path:
    """A catalogue of schema 0001, this test's own."""
    return Path(shutil.copy(kept_path("0001"), path))


def on_file(path: Path, *statements: str) -> None:
    connection = connect(path, Access.WRITE)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def edited(path: Path, *changes: StoredChange) -> None:
    """Write an edit into the history as the program of that schema did."""
    transactions = Transactions(path, Access.WRITE)
    with transactions.writing() as connection:
        log = EntryWriter(connection, Act("A.K.", NOON), "edited", many=False)
        log.add(changes)
        log.finish(records=1, title="edited")
    transactions.close()


def full_record(path: Path) -> tuple[int, str]:
    """Return id and uid of the one record with something in every field."""
    connection = connect(path, Access.WRITE)
    found = connection.execute("SELECT id, uid FROM record WHERE kind = 'donation' ORDER BY id")
    kept: tuple[int, str] = found.fetchall()[-1]
    connection.close()
    return kept


def edit_items(path: Path) -> int:
    """Edit the items of one record as the program of schema 0001 did; return its id."""
    record_id, uid = full_record(path)
    on_file(
        path,
        f"UPDATE item SET quantity = 15.0 WHERE record_id = {record_id} AND position = 0",
        f"UPDATE item SET description = 'hoses' WHERE record_id = {record_id} AND position = 1",
        f"UPDATE record SET version = version + 1 WHERE id = {record_id}",
    )
    before = [*BEFORE, {"description": "tools", "quantity": None, "unit": ""}]
    edited(path, StoredChange(record_id, FieldChange(uid, "items", before, AFTER)))
    return record_id


def items_of(store: Store, record_id: int) -> tuple[Item, ...]:
    return store.record(record_id).items


def test_that_an_item_edited_before_the_migration_is_as_it_was_edited(first_schema: Path) -> None:
    record_id = edit_items(first_schema)
    store = Store.open(first_schema)
    assert items_of(store, record_id) == (Item("fuel truck", 15.0, "vehicle"), Item("hoses"))
    assert store.count(Filter(search="hoses")) == 1
    assert store.check() == ()
    store.close()


def test_that_an_edit_of_before_the_migration_is_undone_and_done_again(first_schema: Path) -> None:
    record_id = edit_items(first_schema)
    store = Store.open(first_schema)
    store.undo(who="M.J.")
    assert items_of(store, record_id) == (Item("fuel truck", 14.0, "vehicle"), Item("tools"))
    assert store.count(Filter(search="hoses")) == 0
    assert store.check() == ()
    store.redo(who="M.J.")
    assert items_of(store, record_id) == (Item("fuel truck", 15.0, "vehicle"), Item("hoses"))
    assert store.check() == ()
    store.close()


def test_that_edits_of_before_and_after_are_undone_one_by_one(first_schema: Path) -> None:
    record_id = edit_items(first_schema)
    store = Store.open(first_schema)
    kept = store.record(record_id)
    serials = (replace(kept.items[0], serials=("A1", "A2"), agreed=15.0),)
    store.save(replace(kept, items=serials), who="M.J.")
    for wanted in (15.0, 14.0):
        store.undo(who="M.J.")
        assert items_of(store, record_id)[0] == Item("fuel truck", wanted, "vehicle")
    for wanted_items in ((Item("fuel truck", 15.0, "vehicle"), Item("hoses")), serials):
        store.redo(who="M.J.")
        assert items_of(store, record_id) == wanted_items
    assert store.check() == ()
    store.close()


def test_that_a_record_added_before_the_migration_is_undone_and_comes_back(
    first_schema: Path,
) -> None:
    record_id, _uid = full_record(first_schema)
    store = Store.open(first_schema)
    added = next(entry for entry in store.history() if entry.operation == "added")
    before = store.record(record_id)
    assert store.undo(who="M.J.") is not None
    assert store.count(Filter(search="Kopaonik")) == 0
    redone = store.redo(who="M.J.")
    assert redone is not None
    assert (redone.ids, redone.title) == ((record_id,), added.title)
    assert seen(store.record(record_id)) == seen(before)
    assert before.participants == (
        Participant("drivers", "RS", 12),
        Participant("instructors", "DK"),
    )
    assert before.sessions == (Session("First run", "2014-05", 2), Session("Споразум"))
    store.close()


def seen(record: Record) -> Record:
    """Return what a reader sees of a record, but for who changed it last."""
    return replace(record, version=0, changed_at=None, changed_by="")


def test_that_the_history_tells_of_before_in_its_own_words(first_schema: Path) -> None:
    record_id = edit_items(first_schema)
    store = Store.open(first_schema)
    (latest, *_others) = store.history(uid=store.record(record_id).uid)
    (change,) = latest.changes
    assert (change.field, change.after) == ("items", AFTER)
    store.close()


def contacts(path: Path, *told: dict[str, str]) -> tuple[list[str], dict[str, Contact]]:
    """Give the partnerships of schema 0001 these contacts; return their names and all contacts."""
    codes = ("DK-RS", "DK-UA")
    on_file(path, "DELETE FROM contact")
    connection = connect(path, Access.WRITE)
    for code, contact in zip(codes, told, strict=True):
        row = {"partnership": code, **OFFICE, **contact}
        places = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO contact ({', '.join(row)}) VALUES ({places})",
            tuple(row.values()),
        )
    connection.close()
    store = Store.open(path)
    named = []
    for partnership, contact in zip(store.partnerships(), told, strict=True):
        assert partnership.contact is not None
        named.append(partnership.contact.name)
        expected = {**asdict(Contact("")), **OFFICE, **contact}
        assert asdict(replace(partnership.contact, name=expected["name"])) == expected
    known = {contact.name: contact for contact in store.frame(Contact)}
    assert store.check() == ()
    store.close()
    return named, known


@pytest.mark.parametrize(
    ("second", "named"),
    [
        ({"name": "Embassy in Kyiv"}, "Embassy in Kyiv"),
        ({}, "Embassy of Denmark"),
        ({"phone": "+380 44 200 12 60"}, "Embassy of Denmark (DK-UA)"),
        ({"name": "", "phone": "+380 44 200 12 60"}, "DK-UA"),
        ({"name": "  "}, "DK-UA"),
    ],
)
def test_that_each_partnership_keeps_its_contact(
    first_schema: Path, second: dict[str, str], named: str
) -> None:
    names, known = contacts(first_schema, {}, second)
    assert names == ["Embassy of Denmark", named]
    assert set(known) == set(names)


def test_that_a_partnership_edited_before_the_migration_is_undone_after_it(
    first_schema: Path,
) -> None:
    before: dict[str, Any] = {
        "code": "DK-RS", "countries": ["DK", "RS"], "since": "2004",
        "region": "South Eastern Europe", "purpose": ["capacity building"], "standing": "",
        "contact": {**OFFICE, "name": "Ministry of Defence"},
    }  # fmt: skip
    after = {**before, "standing": "Close", "contact": OFFICE}
    on_file(first_schema, "UPDATE partnership SET standing = 'Close' WHERE code = 'DK-RS'")
    edited(first_schema, StoredChange(0, FieldChange("partnership:DK-RS", "*", before, after)))
    store = Store.open(first_schema)
    store.undo(who="A.K.")
    (undone, *_others) = store.partnerships()
    assert (undone.standing, undone.purpose) == ("", ("capacity building",))
    assert undone.contact == Contact(**{**OFFICE, "name": "Ministry of Defence"})
    store.redo(who="A.K.")
    (redone, *_others) = store.partnerships()
    assert (redone.standing, redone.contact) == ("Close", Contact(**OFFICE))
    assert store.check() == ()
    store.close()


def test_that_an_area_edited_before_the_migration_is_undone_after_it(first_schema: Path) -> None:
    before = {"code": "AIR", "names": {"en": "Air"}, "colour": "#112233", "position": 2}
    after = {**before, "names": {"en": "Air forces"}, "colour": "#336699"}
    edited(first_schema, StoredChange(0, FieldChange("area:AIR", "*", before, after)))
    store = Store.open(first_schema)
    store.undo(who="A.K.")
    area = next(area for area in store.areas() if area.code == "AIR")
    assert (area.names, area.colour, area.retired) == ({"en": "Air"}, "#112233", False)
    assert store.check() == ()
    store.close()


def test_that_a_migration_that_fails_midway_leaves_the_file_as_it_was(
    first_schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError

    before = first_schema.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "derive_anew", fails)
        with pytest.raises(ZeroDivisionError):
            Store.open(first_schema)
    assert first_schema.read_bytes() == before
    assert not first_schema.with_name(first_schema.name + "-wal").exists()
    store = Store.open(first_schema)
    assert store.check() == ()
    store.close()
