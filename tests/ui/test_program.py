"""The running program: from one catalogue to the next, in any language and light."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopdesk.i18n import language
from coopdesk.operations.opening import create_catalogue
from coopdesk.storage.store import Store
from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.theme import DARK, LIGHT
from tests.ui.conftest import settle
from tests.ui.programs import shown, wait_for

pytestmark = pytest.mark.usefixtures("no_dialog_waits_for_ever")

Key = Qt.Key


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """What the program refuses from now on, instead of a dialog."""
    refused: list[Exception] = []
    monkeypatch.setattr(Program, "refuse", lambda _self, error: refused.append(error))
    return refused


def test_that_another_catalogue_takes_the_place_of_this_one_which_is_closed(
    program: Program,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed: list[Path] = []
    really_close = Store.close

    def close(store: Store) -> None:
        closed.append(store.path)
        really_close(store)

    monkeypatch.setattr(Store, "close", close)
    other = tmp_path / "other.coopdesk"
    create_catalogue(other, name="Other <b>one</b>", who="x").close()
    closed.clear()
    old_path = window.desk.path
    window.open_asked.emit(other)
    new = wait_for(program, qtbot, other, 0)
    assert closed == [old_path]
    assert new is not window
    assert new.windowTitle() == "Other <b>one</b> – CoopDesk"
    assert new.browse.frame.empty_text == "No records here yet."
    assert [
        w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
    ] == [new]
    assert program.desk is new.desk


def test_that_a_new_catalogue_is_empty_and_takes_records(
    program: Program,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "My own.coopdesk"
    monkeypatch.setattr(FileWindow, "exec", lambda _self: 1)
    monkeypatch.setattr(FileWindow, "selectedFiles", lambda _self: [str(path.with_suffix(""))])
    window.actions_by_name["new_catalogue"].trigger()
    new = wait_for(program, qtbot, path, 0)
    assert "My own" in new.windowTitle()
    qtbot.keyClick(new, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    qtbot.keyClicks(focused, "The first one")
    editor = new.editing.editor
    assert editor is not None
    with qtbot.waitSignal(new.desk.changed):
        qtbot.keyClick(editor, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: new.browse.model.rowCount() == 1)
    settle(qtbot, program)


def test_that_a_new_catalogue_never_takes_the_place_of_a_file(
    program: Program, window: MainWindow, qtbot: QtBot, tmp_path: Path, refusals: list[Exception]
) -> None:
    path = tmp_path / "letter.coopdesk"
    path.write_text("Dear Sir", encoding="utf-8")
    window.create_asked.emit(path)
    qtbot.waitUntil(lambda: len(refusals) == 1)
    assert path.read_text(encoding="utf-8") == "Dear Sir"
    assert program.window is window


def test_that_unsaved_changes_hold_another_catalogue_back(
    program: Program, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.coopdesk"
    create_catalogue(other, who="x").close()
    window.actions_by_name["edit_record"].trigger()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    qtbot.keyClicks(focused, "x")
    window.open_asked.emit(other)
    settle(qtbot, program)
    assert program.window is window
    assert window.notice.isVisible()
    assert window.editing.unsaved


def test_that_two_clicks_open_a_catalogue_once(
    program: Program,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "other.coopdesk"
    create_catalogue(other, who="x").close()
    opened: list[Path] = []
    really_open = Store.open

    def open_(path: Path, **more: Any) -> Store:
        opened.append(path)
        return really_open(path, **more)

    monkeypatch.setattr(Store, "open", open_)
    window.open_asked.emit(other)
    window.open_asked.emit(other)
    wait_for(program, qtbot, other, 0)
    assert opened == [other]


def test_that_catalogues_opened_lately_are_offered_newest_first(
    program: Program, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    first = window.desk.path
    other = tmp_path / "R&D <i>x.coopdesk"
    create_catalogue(other, who="x").close()
    window.open_asked.emit(other)
    new = wait_for(program, qtbot, other, 0)
    menu = new.menus["recent"]
    menu.aboutToShow.emit()
    entries = menu.actions()
    assert [entry.text() for entry in entries] == ["R&&D <i>x.coopdesk", first.name]
    assert "<i>" not in entries[0].toolTip()
    entries[1].trigger()
    wait_for(program, qtbot, first, 38)


def test_that_nothing_opened_lately_is_said(program: Program, window: MainWindow) -> None:
    window.desk.settings.set("recent", [])
    window.menus["recent"].aboutToShow.emit()
    (entry,) = window.menus["recent"].actions()
    assert (entry.text(), entry.isEnabled()) == ("No catalogues yet", False)


def test_that_another_language_rebuilds_the_window_where_it_was(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    window.tabs.show_key("AIR")
    settle(qtbot, program)
    desk = window.desk
    danish = next(a for a in window.menus["language"].actions() if a.text() == "Dansk")
    danish.trigger()
    qtbot.waitUntil(lambda: program.window not in (None, window))
    new = shown(program)
    qtbot.waitUntil(lambda: new.browse.model.rowCount() == 10)
    settle(qtbot, program)
    assert language() == "da"
    assert new.desk is desk
    assert new.tabs.key() == "AIR"
    assert new.tabs.tabText(new.tabs.currentIndex()) == "Luftstyrker (10)"
    assert desk.settings.get("language") == "da"
    assert [a.text() for a in new.menus["language"].actions() if a.isChecked()] == ["Dansk"]
    # The edits of the new window are heard once, and the old one is gone.
    new.browse.table.choose_row(0)
    settle(qtbot, program)
    with qtbot.waitSignal(desk.changed):
        new.actions_by_name["delete"].trigger()
    qtbot.waitUntil(lambda: new.browse.model.rowCount() == 9)
    settle(qtbot, program)
    assert not isValid(window)


@pytest.fixture
def _light_again(program: Program) -> Iterator[None]:
    yield
    shown(program).set_appearance("light")


@pytest.mark.usefixtures("_light_again")
def test_that_dark_and_light_restyle_everything_at_once(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    def brightness() -> int:
        image = (
            window.grab().toImage().scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
        )
        return image.pixelColor(0, 0).lightness()

    names = {"light": "Light", "dark": "Dark"}
    for appearance, colours in (("dark", DARK), ("light", LIGHT)):
        menu = window.menus["appearance"].actions()
        next(a for a in menu if a.text() == names[appearance]).trigger()
        settle(qtbot, program)
        assert window.desk.settings.get("appearance") == appearance
        assert window.palette().color(QPalette.ColorRole.Window) == QColor(colours.window)
        page = window.browse.reader._page.toHtml()
        assert colours.secondary in page
        assert (brightness() < 80) == (appearance == "dark")
