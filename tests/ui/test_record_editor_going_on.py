"""The editor from the keyboard: saved with a reason, saved and gone on with, keys and all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.history import Entry
from coopdesk.ui.desk import Desk
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.record_editor import RecordEditor
from tests.ui.conftest import settle
from tests.ui.record_editors import CTRL, NEW, box, press_save, retitle

Key = Qt.Key
ENTER = pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])


def last_entry(desk: Desk, qtbot: QtBot) -> Entry:
    found: list[Entry] = []
    desk.read(desk, lambda store: store.history(limit=1)[0], found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def open_editor(window: MainWindow, program: Program, qtbot: QtBot, row: int) -> RecordEditor:
    window.browse.table.choose_row(row)
    settle(qtbot, program)
    window.edit_record()
    editor = window.editing.editor
    assert editor is not None
    qtbot.waitUntil(editor.isVisible)
    return editor


def test_that_a_reason_is_asked_for_where_the_user_wants_it(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    editor.edit(NEW)
    assert not editor.footer.reason.isVisible()
    desk.settings.set("ask_reason", True)
    editor.edit(NEW)
    assert editor.footer.reason.isVisible()
    retitle(editor, "Trucks")
    QTest.keyClicks(editor.footer.reason, " found in the archive ")
    press_save(editor, qtbot)
    assert last_entry(desk, qtbot).why == "found in the archive"
    editor.edit(NEW)
    assert editor.footer.reason.text() == ""


def test_that_enter_in_the_reason_saves(editor: RecordEditor, desk: Desk, qtbot: QtBot) -> None:
    desk.settings.set("ask_reason", True)
    editor.edit(NEW)
    retitle(editor, "Trucks")
    with qtbot.waitSignal(editor.saved):
        QTest.keyClick(editor.footer.reason, Key.Key_Return)
    assert last_entry(desk, qtbot).why == ""


def test_that_the_menu_turns_the_question_on_and_off(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    editor = open_editor(window, program, qtbot, 0)
    action = window.actions_by_name["ask_reason"]
    assert not action.isChecked()
    action.trigger()
    assert window.desk.settings.get("ask_reason") is True
    assert editor.footer.reason.isVisible()
    action.trigger()
    assert not editor.footer.reason.isVisible()
    assert window.desk.settings.get("ask_reason") is False


@ENTER
def test_that_ctrl_enter_saves_and_opens_the_next_record_of_the_list(
    window: MainWindow, program: Program, qtbot: QtBot, key: Qt.Key
) -> None:
    editor = open_editor(window, program, qtbot, 4)
    following = window.browse.model.id_at(5)
    notes = box(editor, "notes").text
    notes.setFocus()
    QTest.keyClicks(notes, "seen")
    with qtbot.waitSignal(editor.saved):
        QTest.keyClick(notes, key, CTRL)
    qtbot.waitUntil(lambda: window.editing.is_open and editor.current().id == following)
    settle(qtbot, program)
    assert QApplication.focusWidget() is box(editor, "title").line
    editor.cancel()
    settle(qtbot, program)
    assert window.browse.reader.record_id == following
    assert window.browse.table.chosen_ids() == (following,)


def test_that_the_list_has_an_end(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    editor = open_editor(window, program, qtbot, 37)
    box(editor, "notes").text.setPlainText("seen")
    with qtbot.waitSignal(editor.saved):
        editor.save_and_go_on()
    qtbot.waitUntil(lambda: "last record of the list" in window.notice.text)
    settle(qtbot, program)
    assert not window.editing.is_open


def test_that_a_new_record_is_followed_by_another_of_its_kind(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.new_record()
    editor = window.editing.editor
    assert editor is not None
    box(editor, "kind").combo.setCurrentText("Seminar")
    retitle(editor, "First")
    with qtbot.waitSignal(editor.saved):
        editor.save_and_go_on()
    settle(qtbot, program)
    assert window.editing.is_open
    assert (editor.current().kind, editor.current().title) == ("seminar", "")
    assert not editor.is_dirty()


def test_that_a_save_that_is_refused_goes_nowhere(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    editor.edit(NEW)
    went: list[object] = []
    editor.went_on.connect(went.append)
    box(editor, "period").line.setText("2015-13")
    retitle(editor, "Trucks")
    editor.save_and_go_on()
    box(editor, "period").line.setText("2015")
    press_save(editor, qtbot)
    assert went == []
