"""The editor's section for documents: attached, looked at, described, and saved with the record."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.record import Record
from coopdesk.ui.desk import Desk
from coopdesk.ui.document_drop import Carried
from coopdesk.ui.document_preview import DocumentPreview
from coopdesk.ui.document_section import DocumentSection
from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.record_editor import RecordEditor

from .document_files import a_pdf, attached, mime, written
from .record_editors import NEW, box, press_save, read, retitle, stored

LINK = Document("Page", link="https://www.example.org/plan")


def documents(editor: RecordEditor) -> DocumentSection:
    part = editor.form.parts["documents"]
    assert isinstance(part, DocumentSection)
    return part


def take(editor: RecordEditor, qtbot: QtBot, *paths: Path, links: tuple[str, ...] = ()) -> None:
    section = documents(editor)
    section.take(Carried(paths, links))
    qtbot.waitUntil(lambda: section.said != "Attaching…" and not editor._desk.busy)


@pytest.fixture
def note(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Document:
    return attached(desk, qtbot, *written(tmp_path, note_pdf=a_pdf()))[0]


def kept(desk: Desk, qtbot: QtBot, *documents: Document) -> Record:
    return stored(desk, qtbot, replace(NEW, title="Trucks", documents=documents))


def preview(editor: RecordEditor) -> DocumentPreview:
    (shown,) = editor.findChildren(DocumentPreview)
    return shown


def test_that_files_are_attached_and_saved_with_the_record(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    editor.edit(NEW)
    retitle(editor, "Trucks")
    take(editor, qtbot, *written(tmp_path, note_pdf=a_pdf(), list_txt=b"list"))
    section = documents(editor)
    assert section.is_open
    assert [entry.file_name for entry in section.documents] == ["note.pdf", "list.txt"]
    assert editor.is_dirty()
    changed = press_save(editor, qtbot)
    saved = read(desk, qtbot, changed.ids[0])
    assert saved.documents == section.documents
    assert saved.documents[0].title == "note"


def test_that_what_is_refused_is_said_and_the_rest_attached(
    editor: RecordEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    editor.edit(NEW)
    paths = written(tmp_path, empty_txt=b"", list_txt=b"list")
    take(editor, qtbot, *paths, tmp_path / "gone.txt", tmp_path)
    section = documents(editor)
    assert [entry.file_name for entry in section.documents] == ["list.txt"]
    assert "“empty.txt” is empty" in section.said
    assert "no file “gone.txt”" in section.said
    assert "is a folder" in section.said
    assert section._said.property("role") == "problem"
    take(editor, qtbot, *written(tmp_path, more_txt=b"more"))
    assert section.said == ""


def test_that_the_same_file_is_attached_once(
    editor: RecordEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    editor.edit(NEW)
    paths = written(tmp_path, list_txt=b"list")
    take(editor, qtbot, *paths)
    take(editor, qtbot, *paths)
    assert len(documents(editor).documents) == 1
    assert documents(editor).said == "The record has that document already."


def test_that_a_link_is_added_in_place_of_a_file(editor: RecordEditor, qtbot: QtBot) -> None:
    editor.edit(NEW)
    section = documents(editor)
    section.open()
    section.add_link.click()
    row = section.rows[0]
    assert row.boxes["title"].control.hasFocus()
    row.boxes["link"].control.setText("https://www.example.org/plan")  # type: ignore[attr-defined]
    assert section.documents == (Document(link="https://www.example.org/plan"),)
    assert section.open_button.isEnabled()
    assert not section.save_button.isEnabled()


def test_that_a_link_is_dropped_like_a_file(editor: RecordEditor, qtbot: QtBot) -> None:
    editor.edit(NEW)
    take(editor, qtbot, links=("https://www.example.org/plan",))
    assert documents(editor).documents == (Document(link="https://www.example.org/plan"),)


def test_that_what_is_said_of_a_document_is_kept(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, note: Document
) -> None:
    editor.edit(kept(desk, qtbot, note, LINK))
    section = documents(editor)
    section.open()
    assert section.listing is not None
    section.listing.choose(0)
    section.rows[0].boxes["title"].control.setText("Delivery note")  # type: ignore[attr-defined]
    section.listing.choose(1)
    assert section.rows[0].boxes["title"].value == "Page"
    assert section.documents == (replace(note, title="Delivery note"), LINK)


def test_that_what_cannot_be_read_is_there_after_a_look_at_another(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, note: Document
) -> None:
    editor.edit(kept(desk, qtbot, note, LINK))
    section = documents(editor)
    section.open()
    assert section.listing is not None
    section.listing.choose(0)
    section.rows[0].boxes["date"].control.setText("32 May")  # type: ignore[attr-defined]
    section.listing.choose(1)
    section.listing.choose(0)
    assert section.rows[0].boxes["date"].typed == "32 May"
    assert section.faulty


def test_that_space_previews_and_enter_edits(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, note: Document
) -> None:
    editor.edit(kept(desk, qtbot, LINK, note))
    section = documents(editor)
    section.open()
    listing = section.listing
    assert listing is not None
    listing.choose(1)
    listing.setFocus()
    QTest.keyClick(listing, Qt.Key.Key_Space)
    shown = preview(editor)
    qtbot.waitUntil(lambda: shown.pages_text == "Page 1 of 1")
    assert shown.previous.isEnabled()
    QTest.keyClick(shown.pdf, Qt.Key.Key_Space)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    listing.setFocus()
    QTest.keyClick(listing, Qt.Key.Key_Return)
    assert section.rows[0].boxes["title"].control.hasFocus()


def test_that_a_document_that_is_not_saved_yet_can_be_looked_at(
    editor: RecordEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    editor.edit(NEW)
    take(editor, qtbot, *written(tmp_path, note_pdf=a_pdf(2)))
    documents(editor).preview_button.click()
    shown = preview(editor)
    qtbot.waitUntil(lambda: shown.pages_text == "Page 1 of 2")
    shown.reject()


def test_that_a_document_is_taken_off_and_put_back(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, note: Document
) -> None:
    editor.edit(kept(desk, qtbot, note, LINK))
    section = documents(editor)
    section.open()
    listing = section.listing
    assert listing is not None
    listing.choose(0)
    listing.setFocus()
    QTest.keyClick(listing, Qt.Key.Key_Delete)
    assert list(section.documents) == [LINK]
    section.put_back.click()
    assert list(section.documents) == [note, LINK]
    assert not editor.is_dirty()


def test_that_files_are_pasted(editor: RecordEditor, qtbot: QtBot, tmp_path: Path) -> None:
    editor.edit(NEW)
    paths = written(tmp_path, list_txt=b"list", more_txt=b"more")
    take(editor, qtbot, paths[0])
    section = documents(editor)
    QApplication.clipboard().setMimeData(mime(paths[1]))
    assert section.listing is not None
    QTest.keyClick(section.listing, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(section.documents) == 2)
    QApplication.clipboard().clear()


def test_that_insert_asks_for_files(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, note: Document
) -> None:
    editor.edit(kept(desk, qtbot, note))
    section = documents(editor)
    section.open()
    assert section.listing is not None
    QTest.keyClick(section.listing, Qt.Key.Key_Insert)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, FileWindow)]
    assert dialog.fileMode() is FileWindow.FileMode.ExistingFiles
    dialog.reject()


def test_that_what_arrives_late_goes_to_no_other_record(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    other = kept(desk, qtbot)
    editor.edit(NEW)
    documents(editor).take(Carried(written(tmp_path, list_txt=b"list")))
    editor.edit(other)
    documents(editor).open()
    qtbot.waitUntil(lambda: not desk.busy)
    assert documents(editor).documents == ()
    assert not editor.is_dirty()


def test_that_the_record_is_marked_as_high_as_its_document(
    editor: RecordEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    editor.edit(NEW)
    path = tmp_path / "RESTRICTED plan.txt"
    path.write_bytes(b"plan")
    take(editor, qtbot, path)
    marking = box(editor, "marking")
    assert marking.value == "RESTRICTED"
    assert marking.note == "Raised to RESTRICTED, the marking of the document “RESTRICTED plan”."
    assert documents(editor).said == "The record is marked RESTRICTED now, as its document is."
    assert editor.current().marking == "RESTRICTED"


def test_that_a_marking_chosen_for_a_document_counts_and_a_lower_one_does_not(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, note: Document
) -> None:
    editor.edit(kept(desk, qtbot, note))
    section = documents(editor)
    section.open()
    assert section.listing is not None
    section.listing.choose(0)
    chosen = section.rows[0].boxes["marking"]
    chosen.choose("UNMARKED")  # type: ignore[attr-defined]
    assert box(editor, "marking").value == "UNCLASSIFIED"
    chosen.choose("RESTRICTED")  # type: ignore[attr-defined]
    assert box(editor, "marking").value == "RESTRICTED"
    chosen.choose("UNCLASSIFIED")  # type: ignore[attr-defined]
    assert box(editor, "marking").value == "RESTRICTED"


def test_that_tab_goes_through_list_buttons_and_fields(
    editor: RecordEditor, desk: Desk, qtbot: QtBot, note: Document
) -> None:
    editor.edit(kept(desk, qtbot, note))
    section = documents(editor)
    section.open()
    assert section.listing is not None
    section.listing.choose(0)
    stops = list(section.controls())
    wanted = [section.listing, section.preview_button, section.open_button, section.save_button]
    assert stops[1:5] == wanted
    assert stops[-3:] == [section.add, section.add_link, section.put_back]
    assert all(stop.focusPolicy() & Qt.FocusPolicy.TabFocus for stop in stops)
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops)


def test_that_an_empty_section_says_what_to_do_and_how_large_a_file_may_be(
    editor: RecordEditor,
) -> None:
    editor.edit(NEW)
    section = documents(editor)
    section.open()
    assert "each up to 64 MB" in section._hint.text()
    assert section._hint.isVisibleTo(section)
    assert not section.preview_button.isVisibleTo(section)


def test_that_fifty_documents_are_shown_at_once(
    editor: RecordEditor, desk: Desk, qtbot: QtBot
) -> None:
    many = [Document(f"Note {n}", f"{n}.pdf", "application/pdf", n, "0" * 64) for n in range(50)]
    record = kept(desk, qtbot, *many)
    editor.edit(record)
    section = documents(editor)
    section.open()
    assert section.listing is not None
    assert section.listing.lines.rowCount() == 50
    assert section.documents == tuple(many)
    assert len(section._rows) <= 1, "a form for each takes too long"
