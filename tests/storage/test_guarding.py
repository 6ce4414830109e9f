"""What is saved stays, whatever else in this process or beside it touches the open file."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage import guarding
from coopdesk.storage.errors import DiskTrouble, TakenAway
from coopdesk.storage.glance import glance
from coopdesk.storage.store import Store
from tests.builders import a_record

pytestmark = pytest.mark.slow

LOOKING = """
import sqlite3
import sys
from pathlib import Path
from coopdesk.storage.store import Store
from tests.builders import a_record
store = Store.open(Path(sys.argv[1]))
store.info()
if sys.argv[2]:
    store.add(a_record(title=sys.argv[2]), who="other")
store.close()
plain = sqlite3.connect(sys.argv[1])
plain.execute("SELECT count(*) FROM record").fetchone()
plain.close()
"""


def another_program(path: Path, saves: str = "") -> None:
    subprocess.run(
        [sys.executable, "-c", LOOKING, str(path), saves],
        check=True,
        cwd=Path(__file__).parents[2],
    )


def after_a_kill(path: Path, folder: Path) -> Store:
    """Open what the disk holds at this moment, as if the program had ended here."""
    folder.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        shutil.copy(file, folder)
    return Store.open(folder / path.name)


def by_a_dialog(path: Path) -> None:
    path.open("rb").close()


def by_opening_it_again(path: Path) -> None:
    Store.open(path).close()


def by_a_glance(path: Path) -> None:
    glance(path, area=None, sort=Sort(), limit=1)


@pytest.mark.parametrize("locks", [True, False])
@pytest.mark.parametrize("saves", ["", "Theirs"])
@pytest.mark.parametrize("touch", [by_a_dialog, by_opening_it_again, by_a_glance])
def test_that_a_save_stays_after_the_open_file_was_touched(
    filled: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    touch: Callable[[Path], None],
    saves: str,
    locks: bool,
) -> None:
    if not locks:
        # As on systems that know none.
        monkeypatch.setattr(guarding, "_lock", lambda _descriptor, **_how: None)
    assert filled.count(Filter()) == 60
    touch(filled.path)
    another_program(filled.path, saves)
    filled.add(a_record(title="Mine"), who="A.K.")
    again = after_a_kill(filled.path, tmp_path / "after")
    titles = {record.title for record in again.records(again.ids(Filter(), Sort()))}
    assert {"Mine", saves or "Mine"} <= titles
    assert again.check() == ()
    again.close()
    assert filled.check() == ()
    filled.close()
    assert [file.name for file in filled.path.parent.glob("*.coopdesk*")] == [filled.path.name]


def test_that_the_log_in_use_is_not_taken_away(filled: Store) -> None:
    log = str(filled.path) + "-wal"
    filled.add(a_record(), who="A.K.")
    before = guarding.file_identity(log)
    by_a_dialog(filled.path)
    another_program(filled.path)
    assert before is not None
    assert guarding.file_identity(log) == before


def test_that_the_file_put_in_its_place_is_the_one_that_is_read(
    filled: Store, tmp_path: Path
) -> None:
    other = tmp_path / "other.coopdesk"
    Store.open(filled.path).close()
    filled.delete([1], who="A.K.")
    filled.close()
    shutil.copy(filled.path, other)
    opened = Store.open(filled.path)
    opened.add(a_record(), who="A.K.")
    assert opened.count(Filter()) == 60
    for file in filled.path.parent.glob(f"{filled.path.name}-*"):
        file.unlink()
    other.replace(filled.path)
    assert opened.count(Filter()) == 59
    opened.add(a_record(title="After"), who="A.K.")
    opened.close()
    again = Store.open(filled.path)
    assert again.count(Filter(search="after")) == 1
    again.close()


def test_that_a_write_into_a_file_that_was_taken_away_is_not_told_as_done(
    filled: Store, tmp_path: Path
) -> None:
    def write() -> None:
        with filled._transactions.writing() as connection:
            connection.exec_driver_sql("UPDATE record SET notes = 'lost'")
            filled.path.replace(tmp_path / "elsewhere")

    with pytest.raises(DiskTrouble, match="replaced or moved"):
        write()


def test_that_the_last_to_close_lets_go(filled: Store) -> None:
    assert filled.count(Filter()) == 60
    second = Store.open(filled.path)
    assert second.count(Filter()) == 60
    filled.close()
    assert guarding.is_held(second.path)
    second.close()
    assert not guarding.is_held(second.path)


def test_that_a_file_taken_away_is_said_and_nothing_is_written_until_it_is_back(
    filled: Store, tmp_path: Path
) -> None:
    filled.add(a_record(title="Before"), who="A.K.")
    elsewhere = tmp_path / "elsewhere"
    filled.path.replace(elsewhere)
    for _time in range(2):
        with pytest.raises(TakenAway, match="Nothing was written; put the file back"):
            filled.count(Filter())
        with pytest.raises(TakenAway, match="is not there any more"):
            filled.add(a_record(title="Lost"), who="A.K.")
    assert not filled.path.exists()
    elsewhere.replace(filled.path)
    assert filled.count(Filter(search="before")) == 1
    filled.add(a_record(title="After"), who="A.K.")
    assert filled.count(Filter(search="lost")) == 0
    assert filled.check() == ()


def test_that_a_file_renamed_while_open_has_what_was_saved_last(
    filled: Store, tmp_path: Path
) -> None:
    filled.add(a_record(title="Latest"), who="A.K.")
    renamed = tmp_path / "renamed.coopdesk"
    filled.path.rename(renamed)
    with pytest.raises(TakenAway):
        filled.count(Filter())
    filled.close()
    found = Store.open(renamed)
    assert found.count(Filter(search="latest")) == 1
    assert found.check() == ()
    found.close()


@pytest.mark.parametrize("used", [True, False])
@pytest.mark.parametrize("kept", [True, False])
def test_that_a_copy_put_in_its_place_is_not_ruined_by_the_log_of_the_other(
    filled: Store, tmp_path: Path, used: bool, kept: bool
) -> None:
    filled.close()
    backup = tmp_path / "backup"
    shutil.copy(filled.path, backup)
    smaller = dbapi2.connect(str(backup))
    # The same records, on other pages.
    smaller.execute("CREATE TABLE filler AS SELECT zeroblob(500) FROM record")
    smaller.execute("DROP TABLE filler")
    smaller.execute("VACUUM")
    smaller.close()
    opened = Store.open(filled.path)
    for number in range(20):
        opened.add(a_record(title=f"Gone {number}"), who="A.K.")
    assert Path(f"{filled.path}-wal").stat().st_size
    if kept:
        backup.replace(filled.path)
    else:
        filled.path.unlink()
        shutil.copy(backup, filled.path)
    if used:
        assert opened.count(Filter()) == 60
        opened.add(a_record(title="After"), who="A.K.")
    opened.close()
    again = Store.open(filled.path)
    assert again.count(Filter(search="gone")) == 0
    assert again.count(Filter()) == 60 + used
    assert again.check() == ()
    again.close()


def test_that_a_log_that_cannot_be_emptied_keeps_from_the_file_in_its_place(
    filled: Store, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    shutil.copy(filled.path, backup)
    filled.add(a_record(title="Latest"), who="A.K.")
    other = Store.open(filled.path)
    with other._transactions.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM record").scalar()
        filled._transactions._engine.dispose()
        backup.replace(filled.path)
        with pytest.raises(DiskTrouble, match="replaced or moved"):
            filled.count(Filter())
    found = dbapi2.connect(f"{filled.path.as_uri()}?immutable=1", uri=True)
    assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found.close()
    other.close()
