"""Going about the window: each stop once, back and forward, and never over what is unsaved."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter
from coopdesk.ui import going, work
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
Stay = Callable[[], None]


@pytest.fixture(autouse=True)
def _soon_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(going, "SETTLED_MS", 30)
    monkeypatch.setattr(work, "_PATIENCE_MS", 5)


@pytest.fixture
def stay(window: MainWindow, program: Program, qtbot: QtBot) -> Stay:
    """Wait until what is shown is read, and a place to come back to."""

    def wait() -> None:
        settle(qtbot, program)
        qtbot.waitUntil(lambda: not window.going.settling)

    wait()
    return wait


def choose(window: MainWindow, row: int, stay: Stay) -> int | None:
    window.browse.table.choose_row(row)
    stay()
    return window.browse.reader.record_id


def can(window: MainWindow) -> tuple[bool, bool]:
    """Return whether one can go back and forward."""
    back, forward = (window.actions_by_name[name] for name in ("go_back", "go_forward"))
    return back.isEnabled(), forward.isEnabled()


def test_that_a_new_window_has_nowhere_to_go_back_to(window: MainWindow, stay: Stay) -> None:
    assert can(window) == (False, False)


def test_that_back_and_forward_show_tabs_filters_search_and_records_as_they_were(
    window: MainWindow, stay: Stay, qtbot: QtBot
) -> None:
    first = window.browse.reader.record_id
    second = choose(window, 5, stay)
    window.tabs.show_key("AIR")
    stay()
    window.browse.set_filter(Filter(kinds=("donation",)))
    stay()
    third = window.browse.reader.record_id
    window.search.setText("logex")
    window.tabs.show_key("all")
    stay()
    window.tabs.show_key("overview")
    stay()
    assert window.going.on_overview

    seen = []
    for _step in range(6):
        qtbot.keyClick(window, Key.Key_Left, Alt)
        stay()
        seen.append((window.browse.key, window.browse.search, window.browse.reader.record_id))
        assert window.search.text() == window.browse.search
        assert window.tabs.key() == window.browse.key
    assert seen[0][:2] == ("all", "logex")
    assert seen[1:] == [
        ("AIR", "logex", None),
        ("AIR", "", third),
        ("AIR", "", seen[3][2]),
        ("all", "", second),
        ("all", "", first),
    ]
    assert can(window) == (False, True)
    assert third is not None
    for _step in range(3):
        qtbot.keyClick(window, Key.Key_Right, Alt)
        stay()
    assert window.browse.wanted() == Filter(areas=("AIR",), kinds=("donation",))
    assert can(window) == (True, True)


def test_that_typing_is_one_step_however_many_letters(window: MainWindow, stay: Stay) -> None:
    for count in range(1, 6):
        window.search.setText("logex"[:count])
    stay()
    window.going.back()
    stay()
    assert window.search.text() == ""
    assert can(window) == (False, True)


def test_that_a_short_stay_before_a_leap_counts(window: MainWindow, stay: Stay) -> None:
    window.browse.set_filter(Filter(kinds=("course",)))
    window.tabs.show_key("AIR")
    stay()
    window.going.back()
    stay()
    assert window.browse.wanted() == Filter(kinds=("course",))


def test_that_whoever_goes_another_way_cannot_go_forward(window: MainWindow, stay: Stay) -> None:
    choose(window, 5, stay)
    window.going.back()
    stay()
    choose(window, 7, stay)
    assert can(window) == (True, False)


def test_that_a_record_that_was_deleted_is_passed_over(
    window: MainWindow, stay: Stay, program: Program, qtbot: QtBot
) -> None:
    first = window.browse.reader.record_id
    second = choose(window, 5, stay)
    third = choose(window, 9, stay)
    assert program.desk is not None
    assert second is not None
    program.desk.write(window, lambda store: store.delete((second,), who="B"))
    stay()
    seen = []
    while can(window)[0]:
        window.going.back()
        stay()
        seen.append(window.browse.reader.record_id)
    assert [one for one in seen if one != window.browse.model.id_at(9)] in (
        [third, first],
        [first],
    )
    assert second not in seen


def test_that_an_editor_with_something_unsaved_is_not_left(
    window: MainWindow, stay: Stay, qtbot: QtBot
) -> None:
    choose(window, 5, stay)
    window.edit_record()
    stay()
    editor = window.editing.editor
    assert editor is not None
    title = next(box for box in editor.findChildren(QLineEdit) if box.accessibleName() == "Title")
    title.setText("Changed")
    qtbot.waitUntil(lambda: window.editing.unsaved)
    before = window.browse.reader.record_id
    window.going.back()
    stay()
    assert window.editing.is_open
    assert window.browse.reader.record_id == before
    window.editing.forget()
    editor.closed.emit()


def press(widget: QWidget, button: Qt.MouseButton) -> None:
    where = QPointF(5, 5)
    event = QMouseEvent(
        QMouseEvent.Type.MouseButtonPress,
        where,
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        button,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def test_that_the_buttons_at_the_side_of_a_mouse_go_too(window: MainWindow, stay: Stay) -> None:
    first = window.browse.reader.record_id
    second = choose(window, 5, stay)
    press(window.browse.table.viewport(), Qt.MouseButton.BackButton)
    stay()
    assert window.browse.reader.record_id == first
    press(window.bar, Qt.MouseButton.ForwardButton)
    stay()
    assert window.browse.reader.record_id == second
