import shutil
import sqlite3
from pathlib import Path

import pytest

from coopdesk.storage.history_log import PACK_SIZE
from coopdesk.storage.store import Store
from tests.builders import a_record, contents

UNGUARDED = ("DROP TRIGGER entry_no_update", "DROP TRIGGER entry_no_delete",
             "DROP TRIGGER change_no_update", "DROP TRIGGER change_no_delete",
             "DROP TRIGGER pack_no_update", "DROP TRIGGER pack_no_delete")  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue with four entries, the second of them a bulk, in which nothing is wrong."""
    path = tmp_path_factory.mktemp("sound") / "sound.coopdesk"
    store = Store.create(path, contents(), who="founder")
    store.load(contents(PACK_SIZE + 10), who="A.K.")
    store.add(a_record(), who="A.K.")
    store.add(a_record(), who="A.K.")
    assert store.check() == ()
    store.close()
    return path


@pytest.mark.parametrize(
    ("tampering", "sentence"),
    [
        ("UPDATE entry SET who = 'nobody' WHERE id = 3", "Entry 3 of the history was altered"),
        ("UPDATE entry SET at = '2001-01-01T00:00:00+00:00' WHERE id = 2", "Entry 2"),
        (
            "UPDATE change SET after = replace(after, 'Staff', 'Other') WHERE entry_id = 3",
            "Entry 3",
        ),
        ("DELETE FROM change WHERE entry_id = 3", "Entry 3"),
        ("UPDATE pack SET content = (SELECT content FROM pack WHERE number = 1)", "Entry 2"),
        ("DELETE FROM entry WHERE id = 3", "broken before entry 4"),
        ("DELETE FROM entry WHERE id = 4", "latest entries of the history are missing"),
        ("UPDATE entry SET hash = previous_hash WHERE id = 3", "broken before entry 4"),
        ("UPDATE record SET title = 'Put in by hand' WHERE id = 7", "1 record is listed"),
        ("UPDATE record SET summary = 'By hand' WHERE id = 7", "1 record is not what the history"),
        ("UPDATE place SET name = 'By hand' WHERE record_id = 7", "1 record is not what the"),
        ("DELETE FROM record WHERE uid IN (SELECT uid FROM record LIMIT 2)", "2 records are miss"),
        ("DELETE FROM pack WHERE number = 1", "Entry 2"),
        ("UPDATE pack SET content = x'00' WHERE number = 1", "Entry 2"),
        ("DELETE FROM change WHERE entry_id = 2 AND number = 3", "Entry 2"),
        ("UPDATE record SET year_from = 1999 WHERE id = 7", "1 record is listed"),
        ("DELETE FROM record_tag WHERE record_id = 1", "1 record is listed"),
        ("INSERT INTO record_partner VALUES ('XX', 1)", "1 record is listed"),
        ("DELETE FROM record WHERE id = 7", "not there"),
        ("UPDATE record SET area = 'XYZ' WHERE id = 7", "not there"),
    ],
)
def test_that_tampering_is_found(sound: Path, path: Path, tampering: str, sentence: str) -> None:
    shutil.copy(sound, path)
    connection = sqlite3.connect(path)
    for statement in (*UNGUARDED, tampering):
        connection.execute(statement)
    connection.commit()
    connection.close()
    again = Store.open(path)
    found = again.check()
    again.close()
    assert any(sentence in said for said in found), found


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM record_words WHERE rowid & 0x1fffffff = 3",
        "INSERT INTO record_words (rowid, words) VALUES (999, 'ghost')",
        "INSERT OR REPLACE INTO record_words (rowid, words) "
        "SELECT place, 'other words' FROM record_text WHERE record_id = 3",
    ],
)
def test_that_a_search_index_out_of_step_is_found(filled: Store, tampering: str) -> None:
    with filled._transactions.writing() as connection:
        connection.exec_driver_sql(tampering)
    (said,) = filled.check()
    assert "search index is out of step in 1 record:" in said


def test_that_an_index_that_lost_its_rows_is_found(filled: Store) -> None:
    with filled._transactions.writing() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_schema SET sql = replace(sql, '(title_key)', '(notes)') "
            "WHERE name = 'ix_record_title_key'"
        )
        connection.exec_driver_sql("PRAGMA writable_schema = OFF")
    filled.close()
    again = Store.open(filled.path)
    assert any("The file is damaged" in said for said in again.check())
    again.close()


def test_that_lists_and_index_out_of_step_are_mended(filled: Store) -> None:
    with filled._transactions.writing() as connection:
        connection.exec_driver_sql("UPDATE record SET year_from = 1999 WHERE id = 7")
        connection.exec_driver_sql("DELETE FROM record_tag WHERE record_id = 1")
        connection.exec_driver_sql("DELETE FROM record_words WHERE rowid & 0x1fffffff = 3")
    assert all("coopdesk check --repair" in said for said in filled.check())
    assert len(filled.check()) == 2
    filled.rebuild_search()
    assert filled.check() == ()


def test_that_what_undo_brought_back_agrees_with_the_history(filled: Store) -> None:
    filled.delete([2, 3], who="A.K.")
    assert filled.check() == ()
    filled.undo(who="A.K.")
    assert filled.check() == ()
