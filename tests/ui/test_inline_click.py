"""The slow second click on a cell: what counts as one, and what it opens."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from coopdesk.ui.inline_click import SlowClick
from coopdesk.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def told(window: MainWindow) -> list[bool]:
    found: list[bool] = []
    window.browse.cell_asked.connect(lambda: found.append(True))
    window.browse.table.setFocus()
    return found


def at(window: MainWindow, row: int, column: int) -> QPoint:
    table = window.browse.table
    return table.visualRect(table.rows.index(row, column)).center()


def click(window: MainWindow, qtbot: QtBot, row: int, column: int) -> None:
    qtbot.mouseClick(window.browse.table.viewport(), LEFT, pos=at(window, row, column))


def rest(qtbot: QtBot) -> None:
    """Let as much time pass as a double click may take."""
    qtbot.wait(QApplication.doubleClickInterval() + 60)


@pytest.fixture(autouse=True)
def quick(qapp: QApplication) -> object:
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(40)
    yield
    qapp.setDoubleClickInterval(before)


def test_that_the_second_click_on_a_cell_opens_it_with_its_choices(
    window: MainWindow, qtbot: QtBot, told: list[bool]
) -> None:
    click(window, qtbot, 2, 4)
    rest(qtbot)
    assert told == []
    click(window, qtbot, 2, 4)
    qtbot.waitUntil(lambda: bool(told))
    inline = window.editing._inline
    assert inline is not None
    qtbot.waitUntil(lambda: inline.cell is not None)
    cell = inline.cell
    assert cell is not None
    assert isinstance(cell.control, QComboBox)
    assert cell.control.view().isVisible()
    cell.control.hidePopup()
    inline.close()


def test_that_a_double_click_is_no_slow_one(
    window: MainWindow, qtbot: QtBot, told: list[bool]
) -> None:
    click(window, qtbot, 2, 0)
    click(window, qtbot, 2, 0)
    qtbot.mouseDClick(window.browse.table.viewport(), LEFT, pos=at(window, 2, 0))
    rest(qtbot)
    assert told == []
    assert window.editing.is_open


def test_that_another_cell_several_rows_or_a_held_key_do_not_count(
    window: MainWindow, qtbot: QtBot, told: list[bool]
) -> None:
    table = window.browse.table
    click(window, qtbot, 2, 0)
    click(window, qtbot, 2, 1)
    rest(qtbot)
    qtbot.mouseClick(
        table.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, pos=at(window, 2, 1)
    )
    rest(qtbot)
    table.selectAll()
    click(window, qtbot, 2, 1)
    rest(qtbot)
    assert told == []


def test_that_a_click_that_brings_the_table_the_focus_only_does_that(
    window: MainWindow, qtbot: QtBot, told: list[bool]
) -> None:
    click(window, qtbot, 2, 0)
    window.search.setFocus()
    click(window, qtbot, 2, 0)
    rest(qtbot)
    assert told == []


def test_that_leaving_the_cell_before_it_opens_counts(
    window: MainWindow, qtbot: QtBot, told: list[bool]
) -> None:
    click(window, qtbot, 2, 0)
    rest(qtbot)
    click(window, qtbot, 2, 0)
    qtbot.keyClick(window.browse.table, Qt.Key.Key_Down)
    rest(qtbot)
    assert told == []


def test_that_it_keeps_nothing_from_the_table(window: MainWindow, qtbot: QtBot) -> None:
    assert window.browse.table.findChild(SlowClick) is not None
    click(window, qtbot, 3, 0)
    assert window.browse.table.currentIndex().row() == 3
