"""The running program and its file: what may not be written, and what closing keeps."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle
from tests.ui.programs import answer, wait_for

pytestmark = pytest.mark.usefixtures("no_dialog_waits_for_ever")

Key = Qt.Key


def test_that_a_catalogue_that_cannot_be_written_is_shown_and_says_so(
    qapp: QApplication, qtbot: QtBot, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = Store.open
    monkeypatch.setattr(Store, "open", lambda path, **_more: really_open(path, read_only=True))
    program = Program(qapp, Settings(None), "A.K.")
    assert program.start(sample_file, None, may_create=False)
    window = wait_for(program, qtbot, sample_file, 38)
    assert "(read only)" in window.windowTitle()
    assert any("(read only)" in label.text() for label in window.bar.findChildren(QLabel))
    edits = ("undo", "redo", "new_record", "edit_record", "duplicate", "delete")
    assert not [name for name in edits if window.actions_by_name[name].isEnabled()]
    assert not window.bar.add.isEnabled()
    window.browse.table.choose_row(0)
    settle(qtbot, program)
    for key in (Key.Key_Delete, Key.Key_Return, Key.Key_F2):
        qtbot.keyClick(window.browse.table, key)
    settle(qtbot, program)
    assert not window.editing.is_open
    assert window.browse.model.rowCount() == 38
    assert window.actions_by_name["export_pdf"].isEnabled()
    program.close()
    qapp.processEvents()


def test_that_looking_at_a_catalogue_leaves_its_file_as_it_was(
    qapp: QApplication, qtbot: QtBot, sample_file: Path
) -> None:
    before = sample_file.read_bytes()
    program = Program(qapp, Settings(None), "A.K.")
    assert program.start(sample_file, None, may_create=False)
    wait_for(program, qtbot, sample_file, 38)
    program.close()
    qapp.processEvents()
    assert sample_file.read_bytes() == before


@pytest.mark.parametrize(("words", "closes"), [("Keep editing", False), ("Discard changes", True)])
def test_that_closing_with_unsaved_changes_asks(
    program: Program, window: MainWindow, qtbot: QtBot, words: str, closes: bool
) -> None:
    window.actions_by_name["edit_record"].trigger()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    qtbot.keyClicks(focused, "x")
    answer(words)
    assert window.close() is closes
    assert window.isVisible() is not closes
    assert window.editing.unsaved
    if not closes:
        assert QApplication.focusWidget() is not None


def test_that_closing_with_nothing_unsaved_asks_nothing_and_keeps_the_look(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_by_name["edit_record"].trigger()
    with qtbot.waitSignal(window.closed):
        assert window.close()
    kept = window.desk.settings
    assert kept.get("window")
    assert len(kept.get("splitter")) == 3
    assert kept.get("recent") == [str(window.desk.path)]


def test_that_settings_that_cannot_be_kept_do_not_keep_the_program_open(
    qapp: QApplication, qtbot: QtBot, sample_file: Path, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.touch()
    program = Program(qapp, Settings(in_the_way / "settings.json"), "A.K.")
    assert program.start(sample_file, None, may_create=False)
    wait_for(program, qtbot, sample_file, 38)
    program.close()
    qapp.processEvents()
    assert program.window is None
    assert in_the_way.read_bytes() == b""


def test_that_what_was_saved_is_in_the_file_after_closing(
    qapp: QApplication, qtbot: QtBot, sample_file: Path
) -> None:
    program = Program(qapp, Settings(None), "A.K.")
    assert program.start(sample_file, None, may_create=False)
    window = wait_for(program, qtbot, sample_file, 38)
    qtbot.waitUntil(lambda: window.browse.reader.reading is not None)
    window.actions_by_name["delete"].trigger()
    program.close()  # at once: the edit was asked for
    qapp.processEvents()
    store = Store.open(sample_file, read_only=True)
    assert store.count(Filter()) == 37
    assert len(store.ids(Filter(), Sort("title"))) == 37
    store.close()
