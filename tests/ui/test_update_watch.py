"""A catalogue of an earlier version in the window: that it is brought up to date is to be seen."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from coopdesk.catalogue.updating import Updating
from coopdesk.settings import Settings
from coopdesk.storage import inspection, migrating, revisions
from coopdesk.storage.records_writing import derive_anew
from coopdesk.storage.store import Store
from coopdesk.ui import update_watch
from coopdesk.ui.program import Program
from coopdesk.ui.update_watch import updating_words
from tests.ui.conftest import settle

BACKUP = "old 2015 schema 0002.coopdesk"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    kept = Path(__file__).parents[1] / "data" / "schema-0002.coopdesk"
    return Path(shutil.copy(kept, tmp_path / "old.coopdesk"))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Hold the update at its first records, until this is set."""
    event = Event()

    def slowly(connection: Connection, ids: list[int], told: Callable[[int], None]) -> None:
        told(5)
        assert event.wait(20)
        derive_anew(connection, ids, told)

    monkeypatch.setattr(migrating, "derive_anew", slowly)
    monkeypatch.setattr(update_watch, "LOOK_MS", 1)
    yield event
    event.set()


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    made = Program(qapp, Settings(None), "A.K.")
    yield made
    settle(qtbot, made)
    made.close()
    qapp.processEvents()


def backups(old: Path) -> list[str]:
    return [file.name for file in old.parent.glob("old *")]


def test_that_the_window_says_what_is_done_and_how_far_it_is(
    program: Program, old: Path, held: Event, qtbot: QtBot
) -> None:
    assert program.start(old, None, may_create=False)
    window = program.window
    assert window is not None
    notice = window.notice
    qtbot.waitUntil(lambda: bool(notice._bar and notice._bar.value() == 5))
    assert notice._bar is not None
    assert (notice._bar.isVisible(), notice._bar.maximum()) == (True, 13)
    (backup,) = backups(old)
    assert notice.text == updating_words(Updating(backup))
    assert backup in notice.text
    held.set()
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 13)
    assert not notice._bar.isVisible()
    assert notice.text == f"The catalogue was brought up to date. A backup was made: “{backup}”."
    assert notice.isVisible()


def test_that_another_that_is_opened_says_so_in_the_window_of_before(
    program: Program, old: Path, sample_file: Path, held: Event, qtbot: QtBot
) -> None:
    assert program.start(sample_file, None, may_create=False)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 38)
    window.open_asked.emit(old)
    qtbot.waitUntil(lambda: bool(window.notice._bar and window.notice._bar.value() == 5))
    window.browse.table.choose_row(3)
    held.set()
    qtbot.waitUntil(lambda: program.window is not window)
    shown = program.window
    assert shown is not None
    qtbot.waitUntil(lambda: shown.browse.model.rowCount() == 13)
    assert backups(old)[0] in shown.notice.text


def test_that_closing_meanwhile_ends_after_it(
    program: Program, old: Path, held: Event, qtbot: QtBot
) -> None:
    assert program.start(old, None, may_create=False)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.notice._bar and window.notice._bar.value() == 5))
    window.close()
    assert not window.isVisible()
    held.set()
    program.close()
    assert inspection.inspected_revision(old) == revisions.HEAD
    store = Store.open(old)
    assert store.check() == ()
    store.close()
    assert len(backups(old)) == 1


def test_that_one_of_today_says_nothing_of_it(
    program: Program, sample_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update_watch, "LOOK_MS", 1)
    assert program.start(sample_file, None, may_create=False)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 38)
    settle(qtbot, program)
    assert not window.notice.isVisible()
    assert program._watch is None


def test_that_the_words_tell_whether_there_is_a_backup_yet() -> None:
    assert "A backup is being written first" in updating_words(Updating())
    assert BACKUP in updating_words(Updating(BACKUP, 1, 2))
