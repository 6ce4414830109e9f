"""The sections of the form: what a record lacks is out of the way and one key away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Item, Result
from coopdesk.catalogue.record import Record
from coopdesk.ui.editor_jump import Jump
from coopdesk.ui.record_editor import RecordEditor
from tests.builders import a_full_record, a_record
from tests.ui.record_editors import CTRL, NEW, box, section

Key = Qt.Key
LEAN = a_record(id=3, area="AIR", kind="course", parties=(), results=(Result("Pilots"),))


def standing(editor: RecordEditor) -> list[str]:
    """Return the lists that are to be seen, from top to bottom."""
    QApplication.processEvents()
    seen = [part for part in editor.form.sections if part.isVisible()]
    return [part.field.name for part in sorted(seen, key=lambda part: top(editor, part))]


def top(editor: RecordEditor, widget: QWidget) -> int:
    return widget.mapTo(editor.form, QPoint(0, 0)).y()


def test_that_only_what_is_stated_or_fits_the_kind_is_there(editor: RecordEditor) -> None:
    editor.edit(LEAN)
    assert standing(editor) == ["places", "sessions", "participants", "results"]
    opened = [part.field.name for part in editor.form.sections if part.is_open]
    assert set(opened) == {"places", "sessions", "participants"}
    assert set(editor.form.adding.names) == {
        part.field.name for part in editor.form.sections
    } - set(standing(editor))
    assert not editor.form.groups["agreement"].isVisible()
    assert not editor.form.groups["documents"].isVisible()


def test_that_what_has_everything_needs_nothing_added(editor: RecordEditor) -> None:
    editor.edit(a_full_record(id=3, area="AIR"))
    assert len(standing(editor)) == len(editor.form.sections)
    assert editor.form.adding.names == ()
    assert not editor.form.adding.isVisible()


def test_that_a_chip_adds_the_list_opens_it_and_begins(editor: RecordEditor) -> None:
    editor.edit(LEAN)
    editor.form.adding.chip("items").click()
    assert standing(editor)[:4] == ["places", "sessions", "participants", "items"]
    focused = QApplication.focusWidget()
    assert focused is section(editor, "items").rows[0].boxes["description"].control
    assert not editor.is_dirty()
    QTest.keyClicks(focused, "Pump")
    assert editor.current().items == (Item("Pump"),)
    assert "items" not in editor.form.adding.names


def test_that_another_record_begins_calm_again(editor: RecordEditor) -> None:
    editor.edit(LEAN)
    editor.form.adding.chip("items").click()
    editor.edit(replace(LEAN, id=4, kind="event"))
    assert "items" not in standing(editor)
    assert "items" in editor.form.adding.names


def test_that_a_problem_of_an_empty_list_brings_it(editor: RecordEditor) -> None:
    editor.edit(a_record(id=3, area="AIR", kind="donation", title="x", items=(), parties=()))
    assert "places" not in standing(editor)
    box(editor, "kind").combo.setCurrentText("Seminar")
    assert "places" in standing(editor)
    box(editor, "kind").combo.setCurrentText("Donation")
    assert "places" not in standing(editor)


def test_that_nobody_is_warned_of_what_a_new_record_lacks_before_they_were_there(
    editor: RecordEditor,
) -> None:
    editor.edit(replace(NEW, kind="course", title="x"))
    places = section(editor, "places")
    assert places.note == ""
    places.toggle.setFocus()
    QTest.keyClick(places.toggle, Key.Key_Tab)
    assert places.note == ""
    box(editor, "notes").control.setFocus()
    assert places.note.startswith("Give the place")
    editor.edit(replace(LEAN, places=(), parties=()))
    assert places.note.startswith("Give the place")


def test_that_tab_stops_at_one_chip_and_arrows_reach_the_others(editor: RecordEditor) -> None:
    editor.edit(LEAN)
    names = editor.form.adding.names
    chips = [editor.form.adding.chip(name) for name in names]
    box(editor, "publish").control.setFocus()
    QTest.keyClick(box(editor, "publish").control, Key.Key_Tab)
    assert QApplication.focusWidget() is chips[0]
    QTest.keyClick(chips[0], Key.Key_Right)
    assert QApplication.focusWidget() is chips[1]
    QTest.keyClick(chips[1], Key.Key_Left)
    QTest.keyClick(chips[0], Key.Key_Left)
    assert QApplication.focusWidget() is chips[-1]
    QTest.keyClick(chips[-1], Key.Key_Space)
    assert names[-1] in standing(editor)


def opened_jump(editor: RecordEditor) -> Jump:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_J, CTRL)
    assert editor.ways.jump is not None
    assert editor.ways.jump.isVisible()
    return editor.ways.jump


def test_that_every_section_can_be_jumped_to(editor: RecordEditor) -> None:
    editor.edit(LEAN)
    jump = opened_jump(editor)
    words = jump.words
    assert words[:3] == ("What", "When and where", "Places")
    assert "Results   1" in words
    assert words[-1].startswith("+ ")
    QTest.keyClicks(jump.line, "milest")
    assert jump.words == ("+ Milestones",)
    QTest.keyClick(jump.line, Key.Key_Return)
    assert not jump.isVisible()
    focused = QApplication.focusWidget()
    assert focused is section(editor, "milestones").rows[0].boxes["title"].control


def test_that_a_jump_goes_to_the_top_of_its_section(editor: RecordEditor, qtbot: QtBot) -> None:
    editor.edit(a_full_record(id=3, area="AIR"))
    jump = opened_jump(editor)
    QTest.keyClicks(jump.line, "sources")
    assert jump.words == ("Sources   1",)
    QTest.keyClick(jump.line, Key.Key_Return)
    sources = section(editor, "sources")
    assert sources.is_open
    assert QApplication.focusWidget() is sources.toggle
    viewport = editor.scroller.viewport()
    qtbot.waitUntil(lambda: 0 <= sources.mapTo(viewport, QPoint(0, 0)).y() < viewport.height() // 2)


def test_that_a_jump_can_be_thought_better_of(editor: RecordEditor) -> None:
    editor.edit(LEAN)
    jump = opened_jump(editor)
    QTest.keyClick(jump.line, Key.Key_Escape)
    assert not jump.isVisible()
    assert editor.isVisible()
    assert not editor.discard_bar.isVisible()


def test_that_f6_goes_from_section_to_section_and_round(editor: RecordEditor) -> None:
    editor.edit(LEAN)
    visited = []
    for _press in range(len(editor.form.stops()) + 1):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(focused)
        QTest.keyClick(focused, Key.Key_F6)
    assert visited[0] is visited[-1]
    assert visited[:-1] == editor.form.stops()
    QTest.keyClick(visited[0], Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is visited[-1]


@pytest.mark.parametrize("kind", ["donation", "course"])
def test_that_a_record_of_another_kind_opens_only_its_own_lists(
    editor: RecordEditor, kind: str
) -> None:
    editor.edit(a_full_record(id=3, area="AIR", kind="agreement"))
    editor.edit(a_full_record(id=4, area="AIR", kind=kind))
    made = [part for part in editor.form.sections if part._entered]
    assert {part.field.name for part in made} == {p.field.name for p in made if p.is_open}


def test_that_a_new_record_shows_what_its_kind_asks_for(editor: RecordEditor) -> None:
    editor.edit(NEW)
    assert standing(editor) == ["places", "parties", "milestones", "budget"]
    editor.edit(Record())
    assert standing(editor) == []
