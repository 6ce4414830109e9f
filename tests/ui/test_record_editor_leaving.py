"""The editor of a record being left: nothing typed is lost without a question."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from coopdesk.ui.desk import Desk
from coopdesk.ui.record_editor import RecordEditor
from tests.builders import a_full_record
from tests.ui.record_editors import NEW, box, read, retitle, stored


def test_that_escape_closes_a_form_without_changes(editor: RecordEditor, qtbot: QtBot) -> None:
    editor.edit(a_full_record(id=3, area="AIR"))
    with qtbot.waitSignal(editor.closed), qtbot.assertNotEmitted(editor.saved):
        QTest.keyClick(box(editor, "title").line, Qt.Key.Key_Escape)


def test_that_escape_asks_before_changes_are_lost(editor: RecordEditor, qtbot: QtBot) -> None:
    editor.edit(a_full_record(id=3, area="AIR"))
    retitle(editor, "Another")
    with qtbot.assertNotEmitted(editor.closed):
        QTest.keyClick(box(editor, "title").line, Qt.Key.Key_Escape)
        assert editor.discard_bar.isVisible()
        assert QApplication.focusWidget() is editor.discard_bar.keep
        QTest.keyClick(editor.discard_bar.keep, Qt.Key.Key_Escape)
        assert not editor.discard_bar.isVisible()
    assert editor.current().title == "Another"
    editor.footer.cancel.click()
    with qtbot.waitSignal(editor.closed):
        editor.discard_bar.discard.click()
    assert not editor.is_dirty()


def test_that_what_was_discarded_is_gone_also_where_it_could_not_be_read(
    editor: RecordEditor, qtbot: QtBot
) -> None:
    editor.edit(a_full_record(id=3, area="AIR"))
    box(editor, "period").line.setText("some day")
    editor.cancel()
    with qtbot.waitSignal(editor.closed):
        editor.discard_bar.discard.click()
    assert not editor.is_dirty()
    assert editor.current() == a_full_record(id=3, area="AIR")


def test_that_another_record_can_be_opened_while_one_is_saved(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    record = stored(desk, qtbot, replace(NEW, title="Before"))
    editor.edit(record)
    retitle(editor, "After")
    editor.save()
    editor.edit(replace(NEW, title="Next"))
    with qtbot.assertNotEmitted(editor.closed):
        qtbot.waitUntil(lambda: not desk.busy)
    assert editor.form.isEnabled()
    assert editor.current().title == "Next"
    assert editor.footer.status == ""
    assert read(desk, qtbot, record.id).title == "After"


def test_that_keep_editing_goes_back_to_the_field(editor: RecordEditor) -> None:
    editor.edit(a_full_record(id=3, area="AIR"))
    notes = box(editor, "notes").text
    notes.setFocus()
    QTest.keyClicks(notes, "more")
    QTest.keyClick(notes, Qt.Key.Key_Escape)
    editor.discard_bar.keep.click()
    assert QApplication.focusWidget() is notes
