"""A document is opened as a private copy, asked about where it might run, and saved whole."""

import stat
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Document
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.document_acts import DocumentActs
from coopdesk.ui.file_window import FileWindow

from .document_files import a_pdf, attached, written
from .programs import answer

pytestmark = pytest.mark.usefixtures("no_dialog_waits_for_ever")


@pytest.fixture
def acts(desk: Desk, qtbot: QtBot) -> DocumentActs:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 700)
    return DocumentActs(desk, over)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[QUrl]:
    """What the computer was asked to open; it has a program for all of it."""
    asked: list[QUrl] = []
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    def open_url(url: QUrl) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def local(url: QUrl) -> Path:
    return Path(url.toLocalFile())


def test_that_a_document_is_opened_as_a_copy_of_the_users_alone(
    desk: Desk, acts: DocumentActs, opened: list[QUrl], qtbot: QtBot, tmp_path: Path
) -> None:
    (note,) = attached(desk, qtbot, *written(tmp_path, note_pdf=a_pdf()))
    with qtbot.waitSignal(acts.told) as told:
        acts.open(note)
    assert "opened as a copy" in told.args[0]
    (url,) = opened
    assert local(url).name == "note.pdf"
    assert local(url).read_bytes() == a_pdf()
    assert stat.S_IMODE(local(url).stat().st_mode) == 0o600


def test_that_the_copies_go_when_the_catalogue_closes(
    sample_file: Path, opened: list[QUrl], qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(sample_file, lambda: Store.open(sample_file), Settings(None), "A.K.")
    desk.start(lambda _store: None, lambda error: pytest.fail(str(error)))
    over = QWidget()
    qtbot.addWidget(over)
    acts = DocumentActs(desk, over)
    (note,) = attached(desk, qtbot, *written(tmp_path, note_pdf=a_pdf()))
    with qtbot.waitSignal(acts.told):
        acts.open(note)
    assert local(opened[0]).exists()
    desk.close()
    assert list((tmp_path / "temp").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("setup_exe", b"MZ\0 a program"), ("plan_pdf", b"MZ\0 a program"), ("page_html", b"<p>")],
)
@pytest.mark.parametrize("words", ["Open", "Cancel"])
def test_that_what_might_run_is_asked_about_first(
    desk: Desk, acts: DocumentActs, opened: list[QUrl], qtbot: QtBot, tmp_path: Path,
    name: str, content: bytes, words: str,
) -> None:  # fmt: skip
    (program,) = attached(desk, qtbot, *written(tmp_path, **{name: content}))
    answered: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            answered.append(box.informativeText())
            next(button for button in box.buttons() if button.text() == words).click()

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(10)
    acts.open(program)
    qtbot.waitUntil(lambda: bool(answered) and not desk.busy)
    timer.stop()
    assert "run on this computer" in answered[0]
    assert len(opened) == (words == "Open")


def test_that_a_computer_without_a_program_for_it_is_told(
    desk: Desk, acts: DocumentActs, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    (note,) = attached(desk, qtbot, *written(tmp_path, note_txt=b"note"))
    with qtbot.waitSignal(desk.failed) as failed:
        acts.open(note)
    assert "no program that opens “note.txt”" in str(failed.args[0])


def test_that_a_web_address_is_opened_at_once(acts: DocumentActs, opened: list[QUrl]) -> None:
    acts.open(Document(link="https://www.example.org/a plan"))
    assert opened == [QUrl("https://www.example.org/a plan")]


@pytest.mark.parametrize("link", ["file:///bin/sh", "/bin/sh", "smb://share/plan.exe"])
@pytest.mark.parametrize("words", ["Open", "Cancel"])
def test_that_a_link_to_a_file_is_asked_about(
    acts: DocumentActs, opened: list[QUrl], link: str, words: str
) -> None:
    answer(words)
    acts.open(Document(link=link))
    assert len(opened) == (words == "Open")


def test_that_a_document_is_saved(
    desk: Desk, acts: DocumentActs, qtbot: QtBot, tmp_path: Path
) -> None:
    (note,) = attached(desk, qtbot, *written(tmp_path, note_pdf=a_pdf()))
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "delivery.pdf"
    with qtbot.waitSignal(acts.told) as told:
        acts.save_to(note, target)
    assert target.read_bytes() == a_pdf()
    assert str(target) in told.args[0]
    assert acts.folder == str(tmp_path / "out")


def test_that_the_window_for_saving_suggests_a_safe_name_and_asks_before_it_replaces(
    acts: DocumentActs, qtbot: QtBot
) -> None:
    acts.save_as(Document("Note", "../../NUL.pdf", "application/pdf", 4, "0" * 64))
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, FileWindow)]
    assert Path(dialog.selectedFiles()[0]).name == "_NUL.pdf"
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.reject()


def test_that_a_document_that_cannot_be_saved_is_told(
    desk: Desk, acts: DocumentActs, qtbot: QtBot, tmp_path: Path
) -> None:
    (note,) = attached(desk, qtbot, *written(tmp_path, note_txt=b"note"))
    with qtbot.waitSignal(desk.failed) as failed:
        acts.save_to(note, desk.path)
    assert "is a catalogue" in str(failed.args[0])


def test_that_what_is_done_from_the_preview_is_said_there(
    desk: Desk, acts: DocumentActs, opened: list[QUrl], qtbot: QtBot, tmp_path: Path
) -> None:
    (note,) = attached(desk, qtbot, *written(tmp_path, note_txt=b"note"))
    shown = acts.preview([note], 0)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.text.toPlainText() == "note")
    shown.open_button.click()
    qtbot.waitUntil(lambda: "opened as a copy" in shown.message)
    acts.save_to(note, tmp_path / "nowhere" / "note.txt")
    qtbot.waitUntil(lambda: "There is no folder" in shown.message)
    shown.reject()


@pytest.mark.parametrize("place", [-1, 1])
def test_that_there_is_no_preview_of_a_document_that_is_not_there(
    acts: DocumentActs, place: int
) -> None:
    assert acts.preview([Document(link="https://example.org")], place) is None
