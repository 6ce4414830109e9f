"""The editor of a record: filled, edited, and what it gives back."""

import gc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid, ownedByPython

from coopdesk.catalogue.facets import Item, Party, Place
from coopdesk.catalogue.fields import editable_fields
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_code_names import CodeNameBox
from coopdesk.ui.editor_names import NameBox
from coopdesk.ui.facet_editor import FacetSection
from coopdesk.ui.record_editor import RecordEditor
from tests.builders import a_full_record, a_record
from tests.ui.record_editors import CTRL, NEW, box, press_save, read, retitle, section, stored

EDITABLE = {declared.name: declared for declared in editable_fields()}


def test_that_the_form_has_every_editable_field_and_no_other(editor: RecordEditor) -> None:
    assert set(editor.form.parts) == set(EDITABLE)
    assert set(editor.form.groups) == {field.group for field in EDITABLE.values()}


@pytest.mark.parametrize("name", EDITABLE)
def test_that_each_field_survives_the_form(editor: RecordEditor, name: str) -> None:
    full = a_full_record()
    record = replace(replace(NEW, title="x"), **{name: getattr(full, name)})
    editor.edit(record)
    for part in editor.form.parts.values():
        if isinstance(part, FacetSection):
            part.open()
    assert editor.current() == record
    assert not editor.is_dirty()


def test_that_every_record_of_the_sample_survives_the_form(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    found: list[tuple[Record, ...]] = []
    desk.read(editor, lambda store: store.records(list(range(1, 39))), found.append)
    qtbot.waitUntil(lambda: bool(found))
    for record in found[0]:
        editor.edit(record)
        assert editor.current() == record
        assert not editor.is_dirty()
        assert not editor.footer.save.isEnabled()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(
    texts=st.lists(st.text(max_size=40), min_size=4, max_size=4),
    items=st.lists(
        st.builds(Item, st.text(max_size=9), st.none() | st.floats(), st.text(max_size=9)),
        max_size=3,
    ),
    places=st.lists(st.builds(Place, st.text(max_size=9), st.sampled_from(("", "RS", "??")))),
)
def test_that_whatever_is_stored_is_never_changed_by_looking_at_it(
    editor: RecordEditor, texts: list[str], items: list[Item], places: list[Place]
) -> None:
    record = replace(
        NEW,
        id=7,
        title=texts[0],
        summary=texts[1],
        notes=texts[2],
        tags=(texts[3],),
        items=tuple(items),
        places=tuple(places),
    )
    editor.edit(record)
    section(editor, "items").open()
    section(editor, "places").open()
    assert editor.current() == record
    assert not editor.is_dirty()


EDITS: dict[str, tuple[Callable[[RecordEditor], object], Any]] = {
    "title": (lambda e: retitle(e, " Another title "), "Another title"),
    "kind": (lambda e: box(e, "kind").combo.setCurrentText("Seminar"), "seminar"),
    "area": (lambda e: box(e, "area").combo.setCurrentText("Disaster relief"), "REL"),
    "status": (lambda e: box(e, "status").combo.setCurrentText("Cancelled"), "cancelled"),
    "summary": (lambda e: box(e, "summary").text.setPlainText("Ørn\nЂ "), "Ørn\nЂ "),
    "description": (lambda e: box(e, "description").text.setPlainText("<b>x</b>"), "<b>x</b>"),
    "period": (lambda e: box(e, "period").line.setText("2014-21"), Period.parse("2014-21")),
    "notes": (lambda e: box(e, "notes").text.appendPlainText("more"), "Ask\nmore"),
    "tags": (lambda e: box(e, "tags").line.setText("b, a ,b"), ("b", "a")),
    "marking": (lambda e: box(e, "marking").combo.setCurrentIndex(0), "UNMARKED"),
    "releasable_to": (lambda e: box(e, "releasable_to").line.setText("rs"), ("RS",)),
    "publish": (lambda e: box(e, "publish").check.setChecked(True), True),
    "items": (
        lambda e: section(e, "items").rows[0].boxes["delivered"].control.setText("14,5"),  # type: ignore[attr-defined]
        (Item("Truck", 14.5, "pieces"),),
    ),
    "parties": (
        lambda e: section(e, "parties").rows[0].boxes["country"].control.setEditText("Denmark"),  # type: ignore[attr-defined]
        (Party("Agency", "DK", ""),),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_that_an_edit_reaches_the_file(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, name: str
) -> None:
    before = stored(
        desk,
        qtbot,
        replace(
            NEW,
            title="Before",
            kind="donation",
            notes="Ask",
            items=(Item("Truck", 3.0, "pieces"),),
            parties=(Party("Agency", "RS", ""),),
        ),
    )
    change, after = EDITS[name]
    editor.edit(before)
    change(editor)
    assert editor.is_dirty()
    expected = replace(before, **{name: after})
    assert editor.current() == expected
    changed = press_save(editor, qtbot)
    assert changed.ids == (before.id,)
    assert not editor.is_dirty()
    now = read(desk, qtbot, before.id)
    assert getattr(now, name) == after
    assert (now.version, now.changed_by) == (before.version + 1, "A.K.")


def test_that_a_new_record_is_added(editor: RecordEditor, desk: Desk, qtbot: QtBot) -> None:
    editor.edit(NEW)
    assert "New record" in editor.header.text
    assert not editor.footer.save.isEnabled()
    QTest.keyClicks(box(editor, "title").line, "Flood barriers")
    changed = press_save(editor, qtbot)
    assert read(desk, qtbot, changed.ids[0]).title == "Flood barriers"


def test_that_a_complete_copy_can_be_saved_as_it_is(editor: RecordEditor, qtbot: QtBot) -> None:
    editor.edit(a_record(area="AIR", title="A copy"))
    assert not editor.is_dirty()
    assert editor.footer.save.isEnabled()
    assert press_save(editor, qtbot).operation == "added"


def test_that_a_change_taken_back_leaves_nothing_to_save(editor: RecordEditor) -> None:
    editor.edit(replace(NEW, id=5, reference="DK-RS/2015/001", title="Here"))
    assert "DK-RS/2015/001" in editor.header.text
    retitle(editor, "There")
    assert editor.footer.save.isEnabled()
    retitle(editor, "Here ")
    assert not editor.is_dirty()
    assert not editor.footer.save.isEnabled()


def test_that_undo_in_a_field_is_the_fields_own(editor: RecordEditor) -> None:
    editor.edit(replace(NEW, title="Here"))
    line = box(editor, "title").line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "There")
    while line.isUndoAvailable():
        QTest.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert editor.current().title == "Here"
    assert not editor.is_dirty()


def test_that_one_record_after_another_leaves_no_widgets_behind(editor: RecordEditor) -> None:
    full, small = a_full_record(id=3, area="AIR"), replace(NEW, id=4, title="x")
    counts = []
    for _round in range(4):
        for record in (full, small):
            editor.edit(record)
            for part in editor.form.parts.values():
                if isinstance(part, FacetSection):
                    part.open()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        counts.append(len(editor.findChildren(QWidget)))
    assert len(set(counts[1:])) == 1


def orphans() -> set[QObject]:
    """Return what of Qt's belongs to Python alone."""
    found = [thing for thing in gc.get_objects() if isinstance(thing, QObject)]
    return {thing for thing in found if isValid(thing) and ownedByPython(thing)}


def test_that_nothing_in_the_editor_is_left_to_python_to_end(desk: Desk, qtbot: QtBot) -> None:
    # Python clears up on whatever thread it is at work, and there Qt can stand still for ever.
    before = orphans()
    editor = RecordEditor(desk)
    qtbot.addWidget(editor)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.edit(a_full_record(id=3, area="AIR"))
    for part in editor.form.sections:
        part.open()
        if isinstance(part, FacetSection):
            if part.listing is not None:
                part.listing.choose(0)
            for row in part.rows:
                if row.more is not None and not row.has_more:
                    row.more.click()
            boxes = {type(box): box for row in part.rows for box in row.boxes.values()}
            for kind in (NameBox, CodeNameBox):
                if kind in boxes:
                    boxes[kind].control.setFocus()
                    QTest.keyClick(boxes[kind].control, Qt.Key.Key_Down)
    editor.ways.choose()
    assert editor.ways.jump is not None
    editor.ways.jump.close()
    assert orphans() - before == {editor}
