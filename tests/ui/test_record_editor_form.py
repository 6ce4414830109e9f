"""The form of the editor: its order by kind, its widths, its way by keyboard, its names."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.codes import KINDS
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.i18n import activate
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_row import FacetRow
from coopdesk.ui.editor_section import Section
from coopdesk.ui.editor_translations import TranslationForm, TranslationSection
from coopdesk.ui.facet_editor import FacetSection
from coopdesk.ui.record_editor import RecordEditor
from tests.builders import a_full_record
from tests.ui.record_editors import NEW, box, section


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_that_the_kind_opens_its_lists_and_puts_them_first(editor: RecordEditor, kind: Any) -> None:
    editor.edit(a_full_record(kind=kind.code, area="AIR"))
    QApplication.processEvents()
    sections = [p for p in editor.form.parts.values() if isinstance(p, FacetSection)]
    assert {s.field.name for s in sections if s.is_open} == set(kind.first)
    for group in editor.form.groups.values():
        names = [p.field.name for p in group.parts if isinstance(p, FacetSection)]
        firsts = [name in kind.first for name in names]
        assert firsts == sorted(firsts, reverse=True)
        tops = [p.mapTo(editor.form, QPoint(0, 0)).y() for p in group.parts]
        assert tops == sorted(tops)
    leading = [editor.form.groups[name] for name in ("what", "when")]
    others = [g for name, g in editor.form.groups.items() if name not in ("what", "when")]
    assert max(g.y() for g in leading) < min(g.y() for g in others)
    if kind.code == "donation":
        groups = editor.form.groups
        assert groups["content"].y() < groups["who"].y()


def test_that_status_follows_the_kind(editor: RecordEditor) -> None:
    editor.edit(a_full_record(area="AIR", kind="course", status="closed"))
    status = box(editor, "status")
    box(editor, "kind").combo.setCurrentText("Donation")
    assert status.value == "closed"
    box(editor, "kind").combo.setCurrentText("Agreement")
    assert status.codes == ("", *(entry.code for entry in BUILT_IN.statuses_for("agreement")))
    assert editor.current().status == ""
    box(editor, "kind").combo.setCurrentText("Programme")
    assert editor.current().status == "closed"


def test_that_the_period_tells_what_it_understood(editor: RecordEditor) -> None:
    editor.edit(NEW)
    line = box(editor, "period").line
    line.setFocus()
    QTest.keyClicks(line, "2015-21")
    assert box(editor, "period").note == "spring 2015"
    assert editor.current().period == Period.parse("2015-21")


def test_that_fields_stand_in_pairs_where_there_is_room(editor: RecordEditor) -> None:
    editor.edit(a_full_record(area="AIR"))
    for width, beside in ((420, False), (640, True), (420, False)):
        editor.resize(width, 700)
        QApplication.processEvents()
        kind, area = box(editor, "kind"), box(editor, "area")
        assert (kind.y() == area.y()) is beside
        assert editor.form.minimumSizeHint().width() <= editor.scroller.viewport().width()


@pytest.mark.parametrize("code", ["en", "da", "sr", "sr_Latn"])
def test_that_nothing_is_wider_than_the_narrowest_panel(
    desk: Desk, qtbot: QtBot, code: str
) -> None:
    activate(code)
    editor = RecordEditor(desk)
    qtbot.addWidget(editor)
    editor.resize(380, 600)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.edit(a_full_record(area="AIR", title="x" * 10_000, tags=("y" * 500,)))
    for part in editor.form.parts.values():
        if isinstance(part, FacetSection):
            part.open()
    QApplication.processEvents()
    assert editor.width() == 380
    assert editor.form.minimumSizeHint().width() <= editor.scroller.viewport().width()


def test_that_nothing_is_squeezed_when_a_record_opens(editor: RecordEditor) -> None:
    for kind in ("donation", "course", "agreement"):
        editor.edit(a_full_record(area="AIR", kind=kind))
        QApplication.processEvents()
        for part in editor.form.parts.values():
            boxes = (
                [part]
                if isinstance(part, FieldBox)
                else [b for row in rows_of(part) for b in row.boxes.values() if part.is_open]
            )
            lines = [b.control for b in boxes if not isinstance(b.control, QPlainTextEdit)]
            for shown in lines:
                assert shown.height() >= shown.minimumSizeHint().height()


def rows_of(part: Section) -> Sequence[FacetRow | TranslationForm]:
    assert isinstance(part, FacetSection | TranslationSection)
    return part.rows


def stops(editor: RecordEditor) -> list[QWidget]:
    """Return what Tab stops at, from the title on."""
    found: list[QWidget] = []
    box(editor, "title").control.setFocus()
    while (focused := QApplication.focusWidget()) not in found:
        assert focused is not None
        found.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return found


def test_that_tab_goes_from_the_title_down_to_save(editor: RecordEditor) -> None:
    editor.edit(a_full_record(id=3, area="AIR"))
    box(editor, "kind").combo.setCurrentText("Course")
    section(editor, "places").rows[0].down.click()
    section(editor, "sessions").add.click()
    visited = stops(editor)
    assert visited[0] is box(editor, "title").line
    assert visited[-2:] == [editor.footer.cancel, editor.footer.save]
    assert {p.control for p in editor.form.parts.values() if isinstance(p, FieldBox)} <= set(
        visited
    )
    QApplication.processEvents()
    rows = section(editor, "sessions").rows
    assert {b.control for row in rows for b in row.boxes.values()} <= set(visited)
    sections = [p for p in editor.form.parts.values() if isinstance(p, FacetSection)]
    assert {s.toggle for s in sections} <= set(visited)
    places = [
        w.mapTo(editor.form, QPoint(0, 0)).y() for w in visited if editor.form.isAncestorOf(w)
    ]
    # The buttons of a row come after its fields, though they stand beside the first of them.
    moved_up = [b for a, b in pairwise(visited[:-2]) if _above(b, a)]
    assert all(isinstance(w, QAbstractButton) for w in moved_up)
    assert places[0] == min(places)


def _above(lower: QWidget, upper: QWidget) -> bool:
    return lower.mapToGlobal(QPoint(0, lower.height())).y() < upper.mapToGlobal(QPoint(0, 0)).y()


def test_that_every_control_says_what_it_is(editor: RecordEditor) -> None:
    editor.edit(a_full_record(area="AIR"))
    for part in editor.form.parts.values():
        if isinstance(part, FacetSection):
            part.open()
    inputs = [
        widget
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
        for widget in editor.findChildren(kind)
        # The line within a list that one can type in speaks for the list.
        if not isinstance(widget.parentWidget(), QComboBox) and widget.isVisibleTo(editor)
    ]
    assert len(inputs) > 60
    for widget in inputs:
        spoken = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        assert spoken, widget


def test_that_the_wheel_scrolls_the_form(editor: RecordEditor) -> None:
    assert {c.focusPolicy() for c in editor.findChildren(QComboBox)} == {Qt.FocusPolicy.StrongFocus}


def retiring(name: str, code: str) -> Callable[[Store], Changed]:
    return lambda store: store.lists.retire(name, code, who="A.K.")


def test_that_what_is_retired_is_offered_only_where_the_record_has_it(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    for name, code in (("kind", "course"), ("status", "closed"), ("area", "AIR")):
        desk.write(desk, retiring(name, code))
    qtbot.waitUntil(lambda: not desk.busy)
    found: list[Any] = []
    desk.read(desk, lambda store: store.areas(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    desk.areas = found[0]
    editor.edit(NEW)
    assert "course" not in box(editor, "kind").codes
    assert "closed" not in box(editor, "status").codes
    assert box(editor, "area").combo.currentText() == "Air forces"
    editor.edit(replace(NEW, area="LOG"))
    assert "AIR" not in box(editor, "area").codes
    editor.edit(replace(NEW, kind="course", status="closed"))
    assert box(editor, "kind").combo.currentText() == "Course"
    assert box(editor, "status").combo.currentText() == "Closed"
    assert not box(editor, "kind").note
    assert not box(editor, "status").note


def test_that_the_kinds_of_the_catalogue_are_offered_with_their_own_words(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    editor.edit(NEW)
    desk.write(desk, lambda s: s.lists.rename("kind", "event", {"en": "Ceremony"}, who="A.K."))
    desk.write(
        desk,
        lambda s: s.lists.add("kind", {"en": "Loan"}, who="A.K.", traits={"first": ["items"]}),
    )
    qtbot.waitUntil(lambda: not desk.busy)
    editor.edit(replace(NEW, kind="loan"))
    kind = box(editor, "kind").combo
    assert (kind.currentText(), kind.itemText(kind.count() - 1)) == ("Loan", "Loan")
    assert kind.findText("Ceremony") >= 0
    assert section(editor, "items").is_open
