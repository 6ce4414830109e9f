"""What the tests of the running program share: its window, and answers to its questions."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle


def shown(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def wait_for(program: Program, qtbot: QtBot, path: Path, rows: int) -> MainWindow:
    """Wait until the window shows all ``rows`` of the catalogue at ``path``."""
    qtbot.waitUntil(lambda: program.window is not None and shown(program).desk.path == path)
    qtbot.waitUntil(lambda: shown(program).browse.model.rowCount() == rows)
    qtbot.waitUntil(lambda: shown(program).tabs.count() == 11)
    settle(qtbot, program)
    return shown(program)


def answer(words: str) -> None:
    """Press the button ``words`` of the question that is about to be asked."""

    def press() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QMessageBox)
        next(b for b in asked.findChildren(QPushButton) if b.text() == words).click()

    QTimer.singleShot(0, press)
