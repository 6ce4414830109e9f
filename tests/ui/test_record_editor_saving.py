"""The editor of a record being saved: waiting, refused, in conflict with somebody else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.record_editor import RecordEditor
from tests.ui.record_editors import CTRL, NEW, box, press_save, read, retitle, stored


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
