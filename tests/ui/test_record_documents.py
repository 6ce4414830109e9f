"""The documents of the record that is read: attached in one step by menu or drop, and looked at."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.record import Record
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.document_drop import Carried
from coopdesk.ui.document_preview import DocumentPreview
from coopdesk.ui.document_section import DocumentSection
from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program

from .conftest import settle
from .document_files import a_pdf, carry_over, drop_on, mime, written
from .record_editors import retitle

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_dialog_waits_for_ever")]


@pytest.fixture
def reading(window: MainWindow, program: Program, qtbot: QtBot) -> MainWindow:
    """The window with a record in the reading pane that has no documents."""
    qtbot.waitUntil(lambda: window.browse.reader.reading is not None)
    settle(qtbot, program)
    assert shown(window).documents == ()
    return window


def shown(window: MainWindow) -> Record:
    assert window.browse.reader.reading is not None
    return window.browse.reader.reading.record


def drop(window: MainWindow, program: Program, qtbot: QtBot, *paths: Path) -> None:
    """Drop files on the panel at the right, and wait until all is done."""
    data = mime(*paths)
    assert carry_over(window.browse, data)
    assert carry_over(window.documents.place, data)
    assert drop_on(window.documents.place, data)
    settle(qtbot, program)


def test_that_a_file_dropped_on_the_record_is_attached_in_one_step(
    reading: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    title, steps = shown(reading).title, len(history(program))
    drop(reading, program, qtbot, *written(tmp_path, note_pdf=a_pdf(), list_txt=b"list"))
    qtbot.waitUntil(lambda: len(shown(reading).documents) == 2)
    assert shown(reading).title == title
    assert title in reading.notice.text
    assert len(history(program)) == steps + 1
    reading.editing.undo()
    settle(qtbot, program)
    qtbot.waitUntil(lambda: shown(reading).documents == ())


def history(program: Program) -> tuple[object, ...]:
    assert program.desk is not None
    return program.desk._store.result().history()


def test_that_what_is_refused_is_told_and_the_rest_attached(
    reading: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(reading, program, qtbot, *written(tmp_path, empty_pdf=b"", list_txt=b"list"))
    qtbot.waitUntil(lambda: len(shown(reading).documents) == 1)
    qtbot.waitUntil(lambda: "“empty.pdf” is empty" in reading.notice.text)


def test_that_a_file_that_is_refused_changes_nothing(
    reading: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    steps = len(history(program))
    drop(reading, program, qtbot, *written(tmp_path, empty_pdf=b""))
    qtbot.waitUntil(lambda: "“empty.pdf” is empty" in reading.notice.text)
    assert len(history(program)) == steps


def test_that_the_same_file_again_is_told(
    reading: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = written(tmp_path, list_txt=b"list")
    drop(reading, program, qtbot, *paths)
    qtbot.waitUntil(lambda: len(shown(reading).documents) == 1)
    drop(reading, program, qtbot, *paths)
    qtbot.waitUntil(lambda: reading.notice.text == "The record has that document already.")
    assert len(shown(reading).documents) == 1


def test_that_a_link_is_dropped_on_the_record(
    reading: MainWindow, program: Program, qtbot: QtBot
) -> None:
    reading.documents.take(Carried(links=("https://www.example.org/plan",)))
    qtbot.waitUntil(
        lambda: shown(reading).documents == (Document(link="https://www.example.org/plan"),)
    )


def test_that_a_marked_document_is_refused_by_a_published_record(
    reading: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assert shown(reading).publish
    path = tmp_path / "RESTRICTED plan.txt"
    path.write_bytes(b"plan")
    drop(reading, program, qtbot, path)
    qtbot.waitUntil(lambda: "take the clearance back first" in reading.notice.text)
    assert shown(reading).documents == ()


def test_that_while_a_record_is_edited_files_go_into_the_editor(
    reading: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    reading.edit_record()
    editor = reading.editing.editor
    assert editor is not None
    retitle(editor, "Trucks")
    steps = len(history(program))
    data = mime(*written(tmp_path, note_pdf=a_pdf()))
    assert carry_over(reading.browse, data)
    assert reading.documents.place.words == "Drop to attach to “Trucks”"
    drop(reading, program, qtbot, *written(tmp_path, note_pdf=a_pdf()))
    section = editor.form.parts["documents"]
    assert isinstance(section, DocumentSection)
    assert [entry.file_name for entry in section.documents] == ["note.pdf"]
    assert len(history(program)) == steps
    reading.editing.close()


def test_that_a_link_in_the_record_opens_the_preview(
    reading: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(reading, program, qtbot, *written(tmp_path, list_txt=b"list", note_pdf=a_pdf(2)))
    qtbot.waitUntil(lambda: len(shown(reading).documents) == 2)
    page = reading.browse.reader.findChild(QTextBrowser)
    assert page is not None
    page.anchorClicked.emit(QUrl("document:1"))
    (preview,) = reading.findChildren(DocumentPreview)
    qtbot.waitUntil(lambda: preview.pages_text == "Page 1 of 2")
    preview.reject()


def test_that_the_menu_asks_for_files(reading: MainWindow, qtbot: QtBot) -> None:
    action = reading.actions_by_name["attach_document"]
    assert action in reading.menus["record"].actions()
    assert action.isEnabled()
    action.trigger()
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, FileWindow)]
    assert dialog.fileMode() is FileWindow.FileMode.ExistingFiles
    dialog.reject()


def test_that_nothing_is_attached_to_a_catalogue_that_is_only_read(
    sample_file: Path, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    sample_file.chmod(0o444)
    program = Program(qapp, Settings(None), "A.K.")
    desk_opener = Store.open
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "open", lambda path, **_options: desk_opener(path, read_only=True))
        assert program.start(sample_file, None, may_create=False)
        window = program.window
        assert window is not None
        qtbot.waitUntil(lambda: window.browse.model.rowCount() == 38)
        settle(qtbot, program)
    assert not window.actions_by_name["attach_document"].isEnabled()
    assert not carry_over(window.browse, mime(*written(tmp_path, list_txt=b"list")))
    assert not window.documents.place.isVisible()
    program.close()


def test_that_there_is_nothing_to_drop_on_while_the_pane_is_hidden(
    reading: MainWindow, tmp_path: Path
) -> None:
    reading.actions_by_name["toggle_reader"].trigger()
    assert not carry_over(reading.browse, mime(*written(tmp_path, list_txt=b"list")))
    reading.actions_by_name["toggle_reader"].trigger()
