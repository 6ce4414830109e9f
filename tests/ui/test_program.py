"""The running program: from one catalogue to the next, and what stays when that cannot be."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.i18n import language
from coopdesk.operations.opening import create_catalogue
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.theme import DARK, LIGHT
from tests.ui.conftest import settle

Key = Qt.Key


@pytest.fixture(autouse=True)
def _no_dialog_waits_for_ever(qapp: QApplication) -> Iterator[None]:
    timer = QTimer()
    timer.timeout.connect(lambda: (box := QApplication.activeModalWidget()) and box.close())
    timer.start(5_000)
    yield
    timer.stop()


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """What the program refuses from now on, instead of a dialog."""
    refused: list[Exception] = []
    monkeypatch.setattr(Program, "refuse", lambda _self, error: refused.append(error))
    return refused


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
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(path.with_suffix("")), "")
    )
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


def a_directory(path: Path, _sample: Path) -> None:
    path.mkdir()


def a_text(path: Path, _sample: Path) -> None:
    path.write_text("This is a letter and no catalogue.\n" * 200, encoding="utf-8")


def nothing(path: Path, _sample: Path) -> None:
    path.unlink(missing_ok=True)


def an_empty_file(path: Path, _sample: Path) -> None:
    path.touch()


def a_foreign_database(path: Path, _sample: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE music (title TEXT)")
    connection.commit()
    connection.close()


def cut_short(path: Path, sample: Path) -> None:
    whole = sample.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])


def overwritten(path: Path, sample: Path) -> None:
    whole = sample.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def newer(path: Path, sample: Path) -> None:
    path.write_bytes(sample.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999_from_the_future'")
    connection.commit()
    connection.close()


BAD = [
    a_directory,
    a_text,
    nothing,
    an_empty_file,
    a_foreign_database,
    cut_short,
    overwritten,
    newer,
]


@pytest.mark.parametrize("make", BAD, ids=[make.__name__ for make in BAD])
def test_that_a_bad_file_is_refused_in_one_sentence_and_everything_stays_as_it_was(
    program: Program,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    sample_once: Path,
    make: Callable[[Path, Path], None],
) -> None:
    said: list[str] = []
    bad = tmp_path / "bad & <b>worse.coopdesk"
    make(bad, sample_once)
    before = bad.read_bytes() if bad.is_file() else None
    window.open_asked.emit(bad)

    def close_what_is_said() -> bool:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            labels = box.findChildren(QLabel)
            assert all(
                label.textFormat() == Qt.TextFormat.PlainText for label in labels if label.text()
            )
            said.append(box.text())
            box.accept()
        return bool(said)

    timer = QTimer()
    timer.timeout.connect(close_what_is_said)
    timer.start(5)
    qtbot.waitUntil(lambda: bool(said))
    timer.stop()
    (sentence,) = said
    assert str(bad) in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    assert "in the program itself" not in sentence
    assert (bad.read_bytes() if bad.is_file() else None) == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("bad") and p != bad]
    settle(qtbot, program)
    assert program.window is window
    assert window.isVisible()
    window.browse.table.choose_row(2)
    settle(qtbot, program)
    assert window.browse.reader.reading is not None
    assert window.desk.settings.get("recent") == [str(window.desk.path)]


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

    def open_(path: Path, *, read_only: bool = False) -> Store:
        opened.append(path)
        return really_open(path, read_only=read_only)

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
