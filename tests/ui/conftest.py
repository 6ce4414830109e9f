from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.record_editor import RecordEditor
from coopdesk.ui.theme import apply_theme


@pytest.fixture(autouse=True)
def same_look(qapp: QApplication) -> Iterator[None]:
    """Every test sees the light theme in one font, and leaves no window behind."""
    apply_theme(qapp, "light")
    qapp.setFont(QFont("DejaVu Sans", 9))
    yield
    qapp.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not left, f"left behind: {left}"
    assert QThreadPool.globalInstance().activeThreadCount() == 0


@pytest.fixture
def desk(sample_file: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The sample catalogue on a desk."""
    made = Desk(sample_file, lambda: Store.open(sample_file), Settings(None), "A.K.")
    ready: list[Store] = []

    def take(store: Store) -> None:
        made.areas, made.partnerships = store.areas(), store.partnerships()
        ready.append(store)

    made.start(take, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(ready))
    yield made
    qtbot.waitUntil(lambda: not made.busy)
    made.close()


@pytest.fixture
def program(sample_file: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    """The whole program on the sample catalogue, ready for the user."""
    made = Program(qapp, Settings(None), "A.K.")
    assert made.start(sample_file, None, may_create=False)
    yield made
    settle(qtbot, made)
    made.close()
    qapp.processEvents()


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> MainWindow:
    """The main window, its first tab read and drawn."""
    shown = program.window
    assert shown is not None
    qtbot.waitUntil(lambda: shown.browse.model.rowCount() == 38)
    settle(qtbot, program)
    return shown


@pytest.fixture
def editor(desk: Desk, qtbot: QtBot) -> Iterator[RecordEditor]:
    """An empty editor on the sample catalogue, shown and active."""
    made = RecordEditor(desk)
    qtbot.addWidget(made)
    made.resize(420, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


@pytest.fixture
def no_dialog_waits_for_ever(qapp: QApplication) -> Iterator[None]:
    """A question that no test answers is closed after a while."""
    timer = QTimer()
    timer.timeout.connect(lambda: (box := QApplication.activeModalWidget()) and box.close())
    timer.start(5_000)
    yield
    timer.stop()


def settle(qtbot: QtBot, program: Program) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: program.desk is None or not program.desk.busy, timeout=10_000)
