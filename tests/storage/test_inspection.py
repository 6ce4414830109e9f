import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage.connection import APPLICATION_ID, has_log
from coopdesk.storage.errors import (
    AccessDenied,
    Damaged,
    DiskFull,
    FileMissing,
    NotACatalogue,
    ReadOnly,
    TooNew,
    plain_errors,
)
from coopdesk.storage.glance import glance
from coopdesk.storage.store import Store
from tests.builders import a_record


def opened_by_glance(path: Path) -> None:
    glance(path, area=None, sort=Sort(), limit=10)


def opened_by_store(path: Path) -> None:
    Store.open(path).close()


@pytest.fixture(params=[opened_by_store, opened_by_glance])
def opening(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    opening: Callable[[Path], None] = request.param
    return opening


def seen(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def text(path: Path) -> None:
    path.write_text("Dear colleague, please find attached " * 40, encoding="utf-8")


def empty(path: Path) -> None:
    path.touch()


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE record (id INTEGER)")
    connection.close()


def bare(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE record (id INTEGER)")
    connection.close()


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_within_its_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def overwritten_at_its_start(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


def changed(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    return change


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (text, NotACatalogue),
        (empty, NotACatalogue),
        (foreign, NotACatalogue),
        (bare, Damaged),
        (cut_short, Damaged),
        (cut_within_its_header, Damaged),
        (overwritten_at_its_start, Damaged),
        (changed("UPDATE alembic_version SET version_num = '9999'"), TooNew),
        (changed("DELETE FROM alembic_version"), Damaged),
        (changed("DROP TABLE entry"), Damaged),
    ],
)
def test_that_a_wrong_file_is_refused_and_left_as_it_is(
    filled: Store,
    opening: Callable[[Path], None],
    spoil: Callable[[Path], None],
    refusal: type[CatalogueError],
) -> None:
    filled.close()
    if spoil in (text, empty, foreign, bare):
        filled.path.unlink()
    spoil(filled.path)
    before = seen(filled.path.parent)
    with pytest.raises(refusal) as refused:
        opening(filled.path)
    assert str(filled.path) in str(refused.value)
    assert seen(filled.path.parent) == before


def test_that_a_file_damaged_in_the_middle_is_refused_when_it_is_opened(filled: Store) -> None:
    filled.close()
    content = bytearray(filled.path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    filled.path.write_bytes(content)
    with pytest.raises(Damaged, match="restore the latest backup"):
        Store.open(filled.path)
    assert filled.path.read_bytes() == content


def test_that_a_missing_file_is_not_made(opening: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "nowhere.coopdesk"
    with pytest.raises(FileMissing, match=r"nowhere\.coopdesk") as refused:
        opening(path)
    assert isinstance(refused.value, NotFound)
    assert not path.exists()


def test_that_a_folder_is_refused(opening: Callable[[Path], None], tmp_path: Path) -> None:
    with pytest.raises(NotACatalogue, match="is a folder"):
        opening(tmp_path)


def test_that_a_file_that_may_not_be_read_is_refused(
    filled: Store, opening: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    filled.close()
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(AccessDenied, match="Permission denied"):
        opening(filled.path)


def test_that_looking_leaves_nothing_beside_the_file(
    filled: Store, opening: Callable[[Path], None]
) -> None:
    filled.close()
    before = seen(filled.path.parent)
    opening(filled.path)
    assert seen(filled.path.parent) == before


def test_that_names_with_the_marks_of_addresses_are_opened(
    filled: Store, opening: Callable[[Path], None]
) -> None:
    filled.close()
    odd = filled.path.with_name("50% of #1? ø & ђ.coopdesk")
    filled.path.rename(odd)
    opening(odd)
    assert odd.exists()


def test_that_what_a_killed_program_had_saved_is_there(filled: Store, tmp_path: Path) -> None:
    filled.add(a_record(title="Saved before the kill"), who="A.K.")
    folder = tmp_path / "after"
    folder.mkdir()
    for file in filled.path.parent.glob(f"{filled.path.name}*"):
        shutil.copy(file, folder)
    path = folder / filled.path.name
    assert has_log(path)
    assert glance(path, area=None, sort=Sort(), limit=1).total == 61
    again = Store.open(path)
    assert again.count(Filter(search="before the kill")) == 1
    assert again.check() == ()
    again.close()
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_that_a_catalogue_can_be_opened_for_reading_only(filled: Store) -> None:
    filled.close()
    before = seen(filled.path.parent)
    reading = Store.open(filled.path, read_only=True)
    assert reading.read_only
    assert reading.count(Filter()) == 60
    assert reading.check() == ()
    for attempt in (
        lambda: reading.add(a_record(), who="A.K."),
        lambda: reading.delete([1], who="A.K."),
        lambda: reading.undo(who="A.K."),
    ):
        with pytest.raises(ReadOnly, match="save a copy"):
            attempt()
    reading.close()
    assert seen(filled.path.parent) == before


def test_that_a_reader_sees_what_a_writer_saves_meanwhile(filled: Store) -> None:
    reading = Store.open(filled.path, read_only=True)
    filled.add(a_record(title="While you look"), who="A.K.")
    assert reading.count(Filter(search="while you look")) == 1
    reading.close()


def test_that_a_file_that_may_not_be_written_is_opened_for_reading(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    before = seen(filled.path.parent)
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    reading = Store.open(filled.path)
    assert reading.read_only
    assert reading.count(Filter(search="trucks")) > 0
    assert seen(filled.path.parent) == before
    with pytest.raises(ReadOnly):
        reading.add(a_record(), who="A.K.")
    reading.close()


@pytest.mark.parametrize("kind", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_that_a_pipe_or_device_is_refused_at_once(
    opening: Callable[[Path], None], tmp_path: Path, kind: Callable[[Path], None]
) -> None:
    path = tmp_path / "pipe.coopdesk"
    kind(path)
    with pytest.raises(NotACatalogue, match="pipe or a device"):
        opening(path)


def test_that_a_catalogue_on_a_disk_without_room_can_be_read(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    before = seen(filled.path.parent)
    usage = shutil.disk_usage(filled.path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    reading = Store.open(filled.path)
    assert reading.count(Filter()) == 60
    assert reading.check() == ()
    with pytest.raises(DiskFull, match="no room left"):
        reading.add(a_record(), who="A.K.")
    assert seen(filled.path.parent) == before
    reading.close()


@pytest.mark.parametrize("words", ["disk I/O error", "unable to open database file"])
def test_that_a_disk_without_room_is_not_said_to_have_failed(
    path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    usage = shutil.disk_usage(path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    with pytest.raises(DiskFull, match="no room left"), plain_errors(path):
        raise dbapi2.OperationalError(words)
