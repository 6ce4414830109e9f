"""A catalogue that cannot be opened does not lock its owner out of the program."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from coopdesk.settings import Settings
from coopdesk.ui import file_questions
from coopdesk.ui.program import MAKE_NEW, OPEN_ANOTHER, Program
from tests.ui.conftest import settle


def started_on_nothing(qapp: QApplication, folder: Path) -> Program:
    settings = Settings(None)
    settings.remember_catalogue(folder / "gone.coopdesk")
    program = Program(qapp, settings, "A.K.")
    assert program.start(folder / "gone.coopdesk", None, may_create=False)
    return program


@pytest.mark.parametrize(("choice", "records"), [(OPEN_ANOTHER, 38), (MAKE_NEW, 0)])
def test_that_another_catalogue_can_be_opened_or_made_instead(
    choice: str,
    records: int,
    sample_file: Path,
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = tmp_path / "new.coopdesk"
    monkeypatch.setattr(Program, "refuse", lambda *_a, **_k: choice)
    monkeypatch.setattr(file_questions, "ask_catalogue", lambda *_a: sample_file)
    monkeypatch.setattr(file_questions, "ask_new_catalogue", lambda *_a: new)
    program = started_on_nothing(qapp, tmp_path)
    wanted = sample_file if choice == OPEN_ANOTHER else new

    def shown() -> bool:
        desk, window = program.desk, program.window
        return bool(desk and window and desk.path == wanted and window.desk.areas)

    qtbot.waitUntil(shown, timeout=10_000)
    settle(qtbot, program)
    assert program.window is not None
    qtbot.waitUntil(lambda: program.window.browse.model.rowCount() == records)  # type: ignore[union-attr]
    settle(qtbot, program)
    assert program.exit_status == 0
    program.close()


def test_that_quitting_instead_ends_with_a_failure_and_forgets_the_bad_one(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    program = started_on_nothing(qapp, tmp_path)

    clicking = QTimer()

    def quit_instead() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            clicking.stop()
            assert "gone.coopdesk" in box.text()
            box.escapeButton().click()

    clicking.timeout.connect(quit_instead)
    clicking.start(20)
    qtbot.waitUntil(lambda: program.exit_status == 1)
    assert program._settings.get("recent") == []
    program.close()
