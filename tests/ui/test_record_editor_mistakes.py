"""The editor of a record where something is wrong: said beside its field, in time."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.record import Record
from coopdesk.ui.record_editor import RecordEditor
from tests.builders import a_full_record
from tests.ui.record_editors import CTRL, NEW, box, retitle, section


def test_that_a_new_record_is_not_red_at_birth(editor: RecordEditor) -> None:
    editor.edit(Record())
    assert not [p.field.name for p in editor.form.parts.values() if p.note.startswith("Fill in")]
    box(editor, "summary").text.setPlainText("x")
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    missing = [p.field.name for p in editor.form.parts.values() if p.note.startswith("Fill in")]
    assert missing == ["title", "kind", "area", "partnership"]


def test_that_a_field_left_empty_says_so(editor: RecordEditor) -> None:
    editor.edit(NEW)
    title = box(editor, "title")
    assert title.note == ""
    QTest.keyClick(title.line, Qt.Key.Key_Tab)
    assert title.note == "Fill in “Title”."


def test_that_an_open_list_does_not_count_as_leaving_the_field(editor: RecordEditor) -> None:
    editor.edit(Record())
    kind = box(editor, "kind")
    kind.combo.setFocus()
    kind.combo.showPopup()
    assert kind.note == ""
    kind.combo.hidePopup()
    box(editor, "title").line.setFocus()
    assert kind.note == "Fill in “Kind”."


def test_that_a_rule_speaks_beside_its_field_at_once(editor: RecordEditor) -> None:
    editor.edit(replace(NEW, title="x", publish=True))
    assert box(editor, "publish").note == ""
    box(editor, "marking").combo.setCurrentText("RESTRICTED")
    assert "cleared for publication" in box(editor, "publish").note
    retitle(editor, "x" * 301)
    assert "Shorten" in box(editor, "title").note
    assert editor.header.message == ""


def test_that_a_save_with_errors_goes_to_the_first_of_them(
    editor: RecordEditor, qtbot: QtBot
) -> None:
    editor.edit(a_full_record(id=9, area="AIR"))
    row = section(editor, "items").rows[1]
    row.boxes["delivered"].control.setText("a dozen")  # type: ignore[attr-defined]
    box(editor, "period").line.setText("2015-13")
    box(editor, "tags").line.setFocus()
    with qtbot.assertNotEmitted(editor.saved):
        QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert editor.header.message == "Not saved yet: 2 fields need mending (Period, Items)."
    assert QApplication.focusWidget() is box(editor, "period").line
    assert "“2015-13”" in box(editor, "period").note
    assert "Write a number" in row.boxes["delivered"].note
    line = box(editor, "period").line
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty())
    line.setText("2015")
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert QApplication.focusWidget() is row.boxes["delivered"].control
    assert editor.header.message == "Not saved yet: 1 field needs mending (Items)."
    row.boxes["delivered"].control.setText("12")  # type: ignore[attr-defined]
    assert editor.header.message == ""


def test_that_what_cannot_be_read_counts_as_a_change(editor: RecordEditor) -> None:
    editor.edit(a_full_record(id=9, area="AIR"))
    box(editor, "period").line.setText("2015-1")
    assert editor.is_dirty()
    assert editor.current() == a_full_record(id=9, area="AIR")


def test_that_hostile_text_is_kept_and_shown_as_it_is(editor: RecordEditor) -> None:
    hostile = "<img src=x>&amp; #set page() {0} %n \u202eabc\u202c '; --" + "w" * 5_000
    record = a_full_record(
        id=4, area="AIR", reference=hostile, title=hostile, notes=hostile, tags=(hostile,)
    )
    editor.edit(replace(record, items=(Item(hostile, 1.0, hostile),)))
    retitle(editor, hostile + "!")
    assert editor.current().title == hostile + "!"
    assert editor.current().notes == hostile
    assert editor.current().items[0].unit == hostile
    assert "<img src=x>" in editor.header.text
    assert editor.width() == 420
