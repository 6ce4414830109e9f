"""The window for choosing a file opens none of those it shows."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.main_window import MainWindow

# Asks, from another process, whether this one still holds a lock on the file.
LOCK_HELD = """
import fcntl, sys
with open(sys.argv[1], "r+b") as stream:
    try:
        fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        print("held")
"""


def lock_is_held(path: Path) -> bool:
    ran = subprocess.run(
        [sys.executable, "-c", LOCK_HELD, str(path)], capture_output=True, text=True, check=True
    )
    return "held" in ran.stdout


def test_that_showing_an_open_catalogue_leaves_its_locks(
    window: MainWindow, sample_file: Path, qtbot: QtBot
) -> None:
    assert lock_is_held(sample_file)
    asked = FileWindow(window, "Open", str(sample_file.parent), "CoopDesk catalogues (*.coopdesk)")
    asked.setOption(FileWindow.Option.DontUseNativeDialog)
    asked.show()
    shown = asked.findChild(QListView, "listView")
    assert isinstance(shown, QListView)
    qtbot.waitUntil(lambda: shown.model().rowCount(shown.rootIndex()) == 1)
    asked.grab()
    assert lock_is_held(sample_file)
    asked.close()
    asked.deleteLater()
