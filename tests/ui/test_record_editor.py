"""The editor of a record: filled, edited, refused, saved, in conflict, cancelled."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
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
from shiboken6 import isValid

from coopdesk.catalogue.codes import KINDS, statuses_for
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Item, Party, Place
from coopdesk.catalogue.fields import editable_fields
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import activate
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.facet_editor import FacetSection
from coopdesk.ui.record_editor import RecordEditor
from tests.builders import a_full_record, a_record

CTRL = Qt.KeyboardModifier.ControlModifier
EDITABLE = {declared.name: declared for declared in editable_fields()}
NEW = Record(kind="project", area="AIR", partnership="DK-RS", marking="UNCLASSIFIED")


@pytest.fixture
def editor(desk: Desk, qtbot: QtBot) -> Iterator[RecordEditor]:
    made = RecordEditor(desk)
    qtbot.addWidget(made)
    made.resize(420, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def stored(desk: Desk, qtbot: QtBot, record: Record) -> Record:
    """Return ``record`` as the catalogue has it after adding it, or saving it, as somebody else."""
    found: list[Record] = []

    def job(store: Store) -> Changed:
        write = store.save if record.id else store.add
        changed = write(record, who="B.L.")
        found.append(store.record(changed.ids[0]))
        return changed

    desk.write(desk, job)
    qtbot.waitUntil(lambda: bool(found) and not desk.busy)
    return found[0]


def read(desk: Desk, qtbot: QtBot, record_id: int) -> Record:
    found: list[Record] = []
    desk.read(desk, lambda store: store.record(record_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def box(editor: RecordEditor, name: str) -> Any:
    part = editor.form.parts[name]
    assert isinstance(part, FieldBox)
    return part


def section(editor: RecordEditor, name: str) -> FacetSection:
    part = editor.form.parts[name]
    assert isinstance(part, FacetSection)
    return part


def retitle(editor: RecordEditor, title: str) -> None:
    box(editor, "title").line.setText(title)


def press_save(editor: RecordEditor, qtbot: QtBot) -> Changed:
    with qtbot.waitSignal(editor.closed), qtbot.waitSignal(editor.saved) as saved:
        QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert isinstance(saved.args[0], Changed)
    return saved.args[0]


# ------------------------------------------------------------------ what is shown and given back


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
        lambda e: section(e, "items").rows[0].boxes["quantity"].control.setText("14,5"),  # type: ignore[attr-defined]
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


# ------------------------------------------------------------------ kind, width, order


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
    assert status.codes == ("", *(entry.code for entry in statuses_for("agreement")))
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
                else [b for row in part.rows for b in row.boxes.values() if part.is_open]
            )
            lines = [b.control for b in boxes if not isinstance(b.control, QPlainTextEdit)]
            for shown in lines:
                assert shown.height() >= shown.minimumSizeHint().height()


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


# ------------------------------------------------------------------ what is wrong


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
    row.boxes["quantity"].control.setText("a dozen")  # type: ignore[attr-defined]
    box(editor, "period").line.setText("2015-13")
    box(editor, "tags").line.setFocus()
    with qtbot.assertNotEmitted(editor.saved):
        QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert editor.header.message == "Not saved yet: 2 fields need mending (Period, Items)."
    assert QApplication.focusWidget() is box(editor, "period").line
    assert "“2015-13”" in box(editor, "period").note
    assert "Write a number" in row.boxes["quantity"].note
    line = box(editor, "period").line
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty())
    line.setText("2015")
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert QApplication.focusWidget() is row.boxes["quantity"].control
    assert editor.header.message == "Not saved yet: 1 field needs mending (Items)."
    row.boxes["quantity"].control.setText("12")  # type: ignore[attr-defined]
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


# ------------------------------------------------------------------ saving, refused and in conflict


def test_that_the_form_waits_while_it_is_saved(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    record = stored(desk, qtbot, replace(NEW, title="Before"))
    editor.edit(record)
    retitle(editor, "After")
    with qtbot.waitSignal(editor.closed):
        QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
        assert editor.footer.status == "Saving…"
        assert not editor.form.isEnabled()
        assert not editor.footer.save.isEnabled()
        assert not editor.footer.cancel.isEnabled()
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        assert not editor.discard_bar.isVisible()
    assert editor.form.isEnabled()
    assert editor.footer.status == ""


@pytest.mark.parametrize(
    ("error", "sentence", "is_bug"),
    [
        (CatalogueError("The disk is full: free some space and save again."), "The disk", False),
        (RuntimeError("boom"), "The program failed", True),
    ],
)
def test_that_a_failed_save_keeps_everything_in_place(
    editor: RecordEditor,
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    sentence: str,
    is_bug: bool,
) -> None:
    record = stored(desk, qtbot, replace(NEW, title="Before"))

    def fail(*_arguments: object, **_named: object) -> Changed:
        raise error

    monkeypatch.setattr(Store, "save", fail)
    told: list[object] = []
    desk.failed.connect(told.append)
    editor.edit(record)
    retitle(editor, "After")
    notes = box(editor, "notes").text
    notes.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: editor.header.message != "")
    assert editor.header.message.startswith(sentence)
    assert told == ([error] if is_bug else [])
    assert editor.current().title == "After"
    assert editor.is_dirty()
    assert editor.footer.save.isEnabled()
    assert QApplication.focusWidget() is notes
    monkeypatch.undo()
    press_save(editor, qtbot)
    assert read(desk, qtbot, record.id).title == "After"


def in_conflict(editor: RecordEditor, desk: Desk, qtbot: QtBot) -> tuple[Record, Record]:
    """Return the record that was opened and the one that somebody else saved meanwhile."""
    opened = stored(desk, qtbot, replace(NEW, title="Title", summary="Summary", notes="Notes"))
    editor.edit(opened)
    retitle(editor, "My title")
    box(editor, "summary").text.setPlainText("My summary")
    theirs = stored(
        desk,
        qtbot,
        replace(opened, title="Their title", notes="Their notes", items=(Item("x" * 200),)),
    )
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: editor.conflict is not None)
    return opened, theirs


def test_that_a_stale_save_shows_both_sides_field_by_field(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    _opened, theirs = in_conflict(editor, desk, qtbot)
    panel = editor.conflict
    assert panel is not None
    assert list(panel.choices) == ["title", "summary", "items", "notes"]
    said = [mine.accessibleName() for mine, _theirs in panel.choices.values()]
    assert said[0] == "Title, Mine: My title"
    assert panel.choices["title"][1].accessibleName() == "Title, Theirs: Their title"
    chosen = {name: mine.isChecked() for name, (mine, _theirs) in panel.choices.items()}
    assert chosen == {"title": True, "summary": True, "items": False, "notes": False}
    assert QApplication.focusWidget() is panel.save_chosen
    QApplication.processEvents()
    assert panel.width() <= editor.scroller.viewport().width()
    assert read(desk, qtbot, theirs.id) == theirs


@pytest.mark.parametrize(
    ("button", "title", "summary", "notes"),
    [
        ("save_chosen", "Their title", "My summary", "Their notes"),
        ("keep_mine", "My title", "My summary", "Notes"),
    ],
)
def test_that_a_conflict_is_settled_as_the_user_decides(
    editor: RecordEditor,
    desk: Desk,
    qtbot: QtBot,
    button: str,
    title: str,
    summary: str,
    notes: str,
) -> None:
    _opened, theirs = in_conflict(editor, desk, qtbot)
    panel = editor.conflict
    assert panel is not None
    panel.choices["title"][1].setChecked(True)
    with qtbot.waitSignal(editor.closed):
        getattr(panel, button).click()
    now = read(desk, qtbot, theirs.id)
    assert (now.title, now.summary, now.notes) == (title, summary, notes)
    assert (now.version, now.changed_by) == (theirs.version + 1, "A.K.")
    assert editor.conflict is None


def test_that_taking_theirs_drops_mine_and_leaves_the_file_alone(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    _opened, theirs = in_conflict(editor, desk, qtbot)
    assert editor.conflict is not None
    editor.conflict.take_theirs.click()
    assert editor.current() == theirs
    assert not editor.is_dirty()
    assert editor.form.isEnabled()
    assert read(desk, qtbot, theirs.id) == theirs


def test_that_escape_goes_back_from_the_conflict_to_the_form(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    in_conflict(editor, desk, qtbot)
    panel = editor.conflict
    assert panel is not None
    QTest.keyClick(panel.save_chosen, Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert editor.conflict is None
    assert not isValid(panel)
    assert editor.isVisible()
    assert editor.form.isEnabled()
    assert editor.current().title == "My title"
    assert editor.is_dirty()


# ------------------------------------------------------------------ leaving


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
