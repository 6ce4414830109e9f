"""The editor of a record where something is wrong: said beside its field, in time."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Document, Item
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


PERIODS = [
    ("spring 2015", "2015-21", "spring 2015 (kept as 2015-21)"),
    ("May 2014", "2014-05", "May 2014 (kept as 2014-05)"),
    ("2006–", "2006/..", "since 2006 (kept as 2006/..)"),
    ("about 2010", "2010~", "about 2010 (kept as 2010~)"),
    ("17. maj 2014", "2014-05-17", "17 May 2014 (kept as 2014-05-17)"),
    ("2014-05", "2014-05", "May 2014"),
    ("2014", "2014", "2014"),
]


@pytest.mark.parametrize(("typed", "edtf", "said"), PERIODS)
def test_that_a_period_is_read_as_people_write_it(
    editor: RecordEditor, typed: str, edtf: str, said: str
) -> None:
    editor.edit(replace(NEW, title="x"))
    box(editor, "period").line.setText(typed)
    assert editor.current().period.edtf == edtf
    assert box(editor, "period").note == said


@pytest.mark.parametrize("typed", ["2015-13", "2015-02-30", "31 April 2015", "99999", "soon"])
def test_that_a_period_that_cannot_be_is_told_beside_it_and_kept_as_typed(
    editor: RecordEditor, typed: str
) -> None:
    editor.edit(replace(NEW, title="x"))
    box(editor, "period").line.setText(typed)
    editor.save()
    assert box(editor, "period").note
    assert box(editor, "period").line.text() == typed
    assert box(editor, "period").control.property("invalid")
    assert editor.footer.save.isEnabled()


# What is wrong with one field of an entry: typed where, and what is said beside it.
WRONG = [
    ("items", "delivered", "-3", "number"),
    ("items", "delivered", "9" * 20, "number"),
    ("items", "delivered", "14 or so", "Write a number"),
    ("items", "description", "x" * 501, "Shorten"),
    ("items", "unit", "a\x07b", "control character"),
    ("items", "currency", "XQX", "not a currency"),
    ("items", "handed_over", "2015-13", "2015-13"),
    ("items", "serials", ", ".join(["s" * 81]), "Shorten"),
    ("participants", "headcount", "2.5", "whole number"),
    ("places", "latitude", "91", "number"),
    ("documents", "language", "Klingonese", "not a language"),
]


@pytest.mark.parametrize(("facet", "name", "typed", "said"), WRONG)
def test_that_what_is_wrong_in_an_entry_is_said_beside_its_field(
    editor: RecordEditor, facet: str, name: str, typed: str, said: str
) -> None:
    editor.edit(a_full_record(id=9, area="AIR", documents=(Document("Note", link="https://x.dk"),)))
    lists = section(editor, facet)
    lists.open()
    if lists.listing is not None:
        lists.listing.choose(0)
    row = lists.rows[0]
    if name not in row.boxes and row.more is not None:
        row.more.click()
    row.boxes[name].retype(typed)
    editor.save()
    assert said in row.boxes[name].note
    assert row.boxes[name].control.property("invalid")
    assert row.boxes[name].control.text() == typed  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is row.boxes[name].control
    assert lists.field.words() in editor.header.message


def test_that_a_column_of_serial_numbers_can_be_pasted(editor: RecordEditor) -> None:
    editor.edit(a_full_record(id=9, area="AIR"))
    row = section(editor, "items").rows[0]
    row.boxes["serials"].retype("A1\nA2\r\nA3\tA4")
    assert row.boxes["serials"].value == ("A1", "A2", "A3", "A4")
    assert row.boxes["serials"].note == "4 entries"
