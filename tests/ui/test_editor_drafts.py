"""Unsaved work: kept while one types, gone once it is saved or given up, and never in the way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.draft import Draft, KeptDraft
from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.record import Record
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui import editor_drafts
from coopdesk.ui.desk import Desk
from coopdesk.ui.record_editor import RecordEditor
from tests.ui.record_editors import NEW, box, press_save, read, retitle, section, stored


def kept(desk: Desk, qtbot: QtBot) -> tuple[KeptDraft, ...]:
    """Return what the catalogue keeps, once all that was asked for is done."""
    qtbot.waitUntil(lambda: not desk.busy)
    found: list[tuple[KeptDraft, ...]] = []
    desk.read(desk, lambda store: store.drafts.kept(desk.who), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def draft(desk: Desk, qtbot: QtBot, key: str) -> Draft:
    found: list[Draft] = []
    desk.read(desk, lambda store: store.drafts.get(desk.who, key), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def turn_away(editor: RecordEditor) -> None:
    """Have the user go to another window, which keeps at once what else waits for a pause."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusChanged.emit(QApplication.focusWidget(), None)


def test_that_what_is_typed_is_kept_after_a_pause(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_drafts, "PAUSE_MS", 30)
    editor = RecordEditor(desk)
    qtbot.addWidget(editor)
    record = stored(desk, qtbot, replace(NEW, title="Before"))
    editor.edit(record)
    retitle(editor, "After")
    with qtbot.waitSignal(editor.drafts._timer.timeout):
        pass
    (one,) = kept(desk, qtbot)
    assert (one.key, one.title) == (record.uid, "After")
    assert draft(desk, qtbot, one.key) == Draft(record, replace(record, title="After"))
    assert read(desk, qtbot, record.id) == record
    assert editor.is_dirty()


def test_that_each_key_puts_the_keeping_off(editor: RecordEditor) -> None:
    assert editor.drafts._timer.interval() == editor_drafts.PAUSE_MS == 1_500
    editor.edit(NEW)
    assert not editor.drafts._timer.isActive()
    QTest.keyClicks(box(editor, "title").line, "x")
    assert editor.drafts._timer.isActive()


def test_that_what_cannot_be_read_is_kept_as_typed(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    record = stored(desk, qtbot, replace(NEW, title="Trucks", items=(Item("Truck", 3.0),)))
    editor.edit(record)
    items = section(editor, "items")
    items.open()
    box(editor, "period").line.setText("2015-13")
    items.add.click()
    items.rows[1].boxes["delivered"].retype("a dozen")
    turn_away(editor)
    (one,) = kept(desk, qtbot)
    found = draft(desk, qtbot, one.key)
    assert found.typed == {"period": "2015-13", "items/1/delivered": "a dozen"}
    assert found.record.items == (*record.items, Item())
    other = RecordEditor(desk)
    qtbot.addWidget(other)
    other.edit(found.record, found, one.key)
    assert box(other, "period").line.text() == "2015-13"
    assert "“2015-13”" in box(other, "period").note
    row = section(other, "items").rows[1]
    assert row.boxes["delivered"].typed == "a dozen"
    assert other.is_dirty()
    assert other.current().period == record.period


def test_that_a_save_ends_the_draft(editor: RecordEditor, desk: Desk, qtbot: QtBot) -> None:
    editor.edit(NEW)
    retitle(editor, "Trucks")
    turn_away(editor)
    (one,) = kept(desk, qtbot)
    assert one.key.startswith("new:")
    press_save(editor, qtbot)
    assert kept(desk, qtbot) == ()


def test_that_discarding_ends_the_draft(editor: RecordEditor, desk: Desk, qtbot: QtBot) -> None:
    record = stored(desk, qtbot, replace(NEW, title="Before"))
    editor.edit(record)
    retitle(editor, "After")
    turn_away(editor)
    assert len(kept(desk, qtbot)) == 1
    editor.cancel()
    editor.discard_bar.discard.click()
    assert kept(desk, qtbot) == ()


def test_that_a_change_taken_back_needs_no_draft(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    record = stored(desk, qtbot, replace(NEW, title="Before"))
    editor.edit(record)
    retitle(editor, "After")
    turn_away(editor)
    assert len(kept(desk, qtbot)) == 1
    retitle(editor, "Before")
    turn_away(editor)
    assert kept(desk, qtbot) == ()


def test_that_looking_at_a_record_keeps_nothing(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    editor.edit(stored(desk, qtbot, replace(NEW, title="Before")))
    turn_away(editor)
    assert kept(desk, qtbot) == ()


def test_that_each_new_record_has_a_draft_of_its_own(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    for title in ("One", "Two"):
        editor.edit(NEW)
        retitle(editor, title)
        turn_away(editor)
    assert {one.title for one in kept(desk, qtbot)} == {"One", "Two"}


def test_that_a_reason_is_kept_with_the_draft(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    desk.settings.set("ask_reason", True)
    editor.edit(NEW)
    retitle(editor, "Trucks")
    editor.footer.reason.setText("found in the archive")
    turn_away(editor)
    (one,) = kept(desk, qtbot)
    found = draft(desk, qtbot, one.key)
    editor.edit(found.record, found, one.key)
    assert editor.footer.why == "found in the archive"
    assert editor.drafts.key == one.key


def test_that_a_draft_of_an_older_version_meets_the_newer_one_at_the_save(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    record = stored(desk, qtbot, replace(NEW, title="Before", summary="Old"))
    editor.edit(record)
    retitle(editor, "Mine")
    turn_away(editor)
    (one,) = kept(desk, qtbot)
    stored(desk, qtbot, replace(record, summary="Theirs"))
    found = draft(desk, qtbot, one.key)
    editor.edit(found.record, found, one.key)
    editor.save()
    qtbot.waitUntil(lambda: editor.conflict is not None)
    assert editor.conflict is not None
    chosen = {name: mine.isChecked() for name, (mine, _) in editor.conflict.choices.items()}
    assert chosen == {"title": True, "summary": False}
    with qtbot.waitSignal(editor.closed):
        editor.conflict.save_chosen.click()
    now = read(desk, qtbot, record.id)
    assert (now.title, now.summary) == ("Mine", "Theirs")
    assert kept(desk, qtbot) == ()


@pytest.fixture
def reader(sample_file: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A catalogue that is open for reading only."""
    made = Desk(
        sample_file, lambda: Store.open(sample_file, read_only=True), Settings(None), "A.K."
    )
    ready: list[Store] = []
    made.start(ready.append, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(ready))
    made.read_only = True
    yield made
    qtbot.waitUntil(lambda: not made.busy)
    made.close()


def test_that_a_catalogue_for_reading_keeps_none(reader: Desk, qtbot: QtBot) -> None:
    editor = RecordEditor(reader)
    qtbot.addWidget(editor)
    editor.edit(Record())
    retitle(editor, "Typed all the same")
    turn_away(editor)
    assert kept(reader, qtbot) == ()


def test_that_a_disk_that_keeps_no_draft_is_told_of_once(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("coopdesk.storage.drafts.Drafts.put", full)
    told: list[object] = []
    desk.failed.connect(told.append)
    editor.edit(NEW)
    for title in ("One", "Two"):
        retitle(editor, title)
        turn_away(editor)
        qtbot.waitUntil(lambda: not desk.busy)
    assert len(told) == 1
    assert editor.current().title == "Two"
    assert editor.footer.save.isEnabled()


def test_that_undo_in_the_list_never_meets_a_draft(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    record = stored(desk, qtbot, replace(NEW, title="Before"))
    editor.edit(record)
    retitle(editor, "After")
    turn_away(editor)
    qtbot.waitUntil(lambda: not desk.busy)
    desk.write(desk, lambda store: store.undo(who="A.K."))
    assert len(kept(desk, qtbot)) == 1
    QTest.keyClick(editor, Qt.Key.Key_Escape)
