"""A look at a document: pages, an image, a text, or in a sentence why not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopdesk.catalogue.document_text import DocumentText
from coopdesk.catalogue.facets import Document
from coopdesk.exchange.document_words.reading import VERSION
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.document_preview import DocumentPreview
from coopdesk.ui.theme import DARK, apply_theme, colours

from .document_files import a_pdf, an_image, attached, written

Look = Callable[..., DocumentPreview]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def look(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[Look]:
    """Opens a preview of files with that content, the first of them shown."""
    over = QWidget()
    over.resize(1200, 900)
    qtbot.addWidget(over)
    with qtbot.waitExposed(over):
        over.show()

    def show(*documents: Document, place: int = 0, **files: bytes) -> DocumentPreview:
        found = (*attached(desk, qtbot, *written(tmp_path, **files)), *documents)
        made = DocumentPreview(desk, found, place, over)
        with qtbot.waitSignal(made.ready):
            made.open()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    yield show
    for opened in over.findChildren(DocumentPreview):
        opened.reject()
    over.close()


def test_that_the_pages_of_a_pdf_are_shown_and_turned(look: Look, qtbot: QtBot) -> None:
    shown = look(plan_pdf=a_pdf(3))
    assert shown.sentence == ""
    assert shown.pages_text == "Page 1 of 3"
    QTest.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown.pages_text == "Page 2 of 3")
    shown.pdf.turn(5)
    assert shown.pages_text == "Page 3 of 3"
    QTest.keyClick(shown, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown.pages_text == "Page 2 of 3")


def test_that_a_pdf_is_made_larger_and_fitted_again(look: Look, qtbot: QtBot) -> None:
    shown = look(plan_pdf=a_pdf())
    fitted, own = QPdfView.ZoomMode.FitToWidth, QPdfView.ZoomMode.Custom
    assert shown.pdf.zoomMode() is fitted
    QTest.keyClick(shown, Qt.Key.Key_Plus, CTRL)
    qtbot.waitUntil(lambda: shown.pdf.zoomMode() is own)
    larger = shown.pdf.zoomFactor()
    QTest.keyClick(shown, Qt.Key.Key_Minus, CTRL)
    qtbot.waitUntil(lambda: shown.pdf.zoomFactor() == pytest.approx(larger / 1.25))
    for _time in range(60):
        shown.zoom(2)
    assert shown.pdf.zoomFactor() == 8
    QTest.keyClick(shown, Qt.Key.Key_0, CTRL)
    qtbot.waitUntil(lambda: shown.pdf.zoomMode() is fitted)


def test_that_an_image_is_shown_whole_and_enlarged(look: Look) -> None:
    shown = look(photo_png=an_image(3000, 2000))
    room = shown.image.viewport().size()
    whole = shown.image.shown_size
    assert whole.width() <= room.width()
    assert whole.height() <= room.height()
    assert max(whole.width() / room.width(), whole.height() / room.height()) > 0.98
    shown.zoom(1.25)
    assert shown.image.shown_size.width() == pytest.approx(whole.width() * 1.25, abs=2)
    shown.fit()
    assert shown.image.shown_size == whole


def test_that_a_small_image_is_not_blown_up_and_a_larger_window_shows_more(look: Look) -> None:
    shown = look(photo_png=an_image(900, 3000))
    before = shown.image.shown_size
    shown.resize(shown.width(), shown.height() + 60)
    QApplication.processEvents()
    assert shown.image.shown_size.height() == before.height() + 60
    small = look(small_png=an_image(60, 40))
    assert (small.image.shown_size.width(), small.image.shown_size.height()) == (60, 40)


def test_that_a_text_is_shown_and_its_letters_made_larger(look: Look) -> None:
    shown = look(notes_txt="Đoković".encode())
    assert shown.text.toPlainText() == "Đoković"
    assert shown.text.isReadOnly()
    before = shown.text.font().pointSizeF()
    shown.zoom(1.25)
    assert shown.text.font().pointSizeF() == pytest.approx(before * 1.25)
    shown.fit()
    assert shown.text.font().pointSizeF() == pytest.approx(before)
    assert shown.pages_text == ""


@pytest.mark.parametrize("turned", [120, -120])
def test_that_ctrl_and_the_wheel_zoom(look: Look, turned: int) -> None:
    for shown, sheet in (
        (look(plan_pdf=a_pdf()), "pdf"),
        (look(photo_png=an_image()), "image"),
        (look(notes_txt=b"notes"), "text"),
    ):
        target = getattr(shown, sheet)
        asked: list[float] = []
        target.zoom = asked.append
        at = QPointF(target.viewport().rect().center())
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, CTRL,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target.viewport(), event)
        assert asked == [pytest.approx(1.25 if turned > 0 else 0.8)]
        shown.reject()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n nothing else", "This PDF is damaged"),
        (a_pdf(locked=True), "protected by a password"),
        (b"\x89PNG\r\n\x1a\n nothing else", "This image is damaged"),
        (b"PK\x03\x04 a letter", "cannot be shown here"),
    ],
)
@pytest.mark.qt_log_ignore("libpng", extend=True)
def test_that_what_cannot_be_shown_is_said_and_can_still_be_saved(
    look: Look, content: bytes, sentence: str
) -> None:
    shown = look(what_docx=content)
    assert sentence in shown.sentence
    assert shown.save_button.isEnabled()
    assert shown.open_button.isEnabled()
    assert shown.pages_text == ""


def test_that_a_document_that_is_not_in_the_catalogue_is_told(look: Look) -> None:
    shown = look(Document("Note", "note.pdf", "application/pdf", 4, "0" * 64))
    assert "attach its file again" in shown.sentence
    assert not shown.save_button.isEnabled()
    assert not shown.open_button.isEnabled()


def test_that_of_a_link_the_address_is_shown_and_can_be_opened(look: Look) -> None:
    link = Document("Page", link="https://www.example.org/plan")
    shown = look(link)
    assert "https://www.example.org/plan" in shown.sentence
    assert shown.open_button.isEnabled()
    assert not shown.save_button.isVisible()
    asked: list[Document] = []
    shown.open_asked.connect(asked.append)
    shown.open_button.click()
    assert asked == [link]


def test_that_one_steps_from_document_to_document(look: Look, qtbot: QtBot) -> None:
    shown = look(a_pdf=a_pdf(2), b_png=an_image(), c_txt=b"end")
    assert not shown.previous.isEnabled()
    for words in ("b", "c"):
        with qtbot.waitSignal(shown.ready):
            QTest.keyClick(shown, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert shown.windowTitle() == words
    assert not shown.following.isEnabled()
    shown.step(1)
    assert shown.document.file_name == "c.txt"
    with qtbot.waitSignal(shown.ready):
        shown.step(-2)
    assert shown.pages_text == "Page 1 of 2"


def test_that_one_who_steps_on_quickly_sees_the_last(look: Look, qtbot: QtBot) -> None:
    shown = look(a_pdf=a_pdf(2), b_png=an_image(), c_txt=b"end")
    with qtbot.waitSignal(shown.ready):
        shown.step(1)
        shown.step(1)
    assert shown.text.toPlainText() == "end"


def test_that_a_single_document_has_no_neighbours(look: Look) -> None:
    shown = look(a_txt=b"a")
    assert not shown.previous.isVisible()
    assert not shown.following.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
@pytest.mark.parametrize("content", [a_pdf(), an_image(), b"words", b"\0\1"])
def test_that_escape_and_space_close(look: Look, qtbot: QtBot, key: int, content: bytes) -> None:
    shown = look(what_dat=content)
    focused = shown.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key(key))
    qtbot.waitUntil(lambda: not isValid(shown))


def test_that_space_on_a_button_presses_it(look: Look) -> None:
    shown = look(a_txt=b"a")
    asked: list[object] = []
    shown.save_asked.connect(asked.append)
    shown.save_button.setFocus()
    QTest.keyClick(shown.save_button, Qt.Key.Key_Space)
    assert len(asked) == 1
    assert shown.isVisible()


def test_that_the_heading_says_what_it_is_and_how_it_is_marked(look: Look, desk: Desk) -> None:
    shown = look(plan_txt=b"words")
    document = replace(shown.document, title="Visit plan", marking="RESTRICTED")
    again = DocumentPreview(desk, [document], 0, shown)
    assert again._title.text() == "Visit plan"
    assert again._line.text() == "RESTRICTED · Text · 5 bytes · plan.txt"
    again.reject()


def test_that_what_is_done_is_said_at_the_bottom(look: Look, qtbot: QtBot) -> None:
    shown = look(a_txt=b"a", b_txt=b"b")
    shown.tell("Saved as /home/a.txt")
    assert shown.message == "Saved as /home/a.txt"
    with qtbot.waitSignal(shown.ready):
        shown.step(1)
    assert shown.message == ""


def test_that_it_follows_light_and_dark(look: Look, qapp: QApplication) -> None:
    shown = look(a_pdf=a_pdf())
    apply_theme(qapp, "dark")
    ground = shown.pdf.palette().dark().color().name()
    assert ground == colours().hover == DARK.hover


def test_that_every_button_has_a_name_for_a_screen_reader(look: Look) -> None:
    shown = look(a_pdf=a_pdf(), b_txt=b"b")
    for button in (*shown._turning, *shown._zooming, shown.previous, shown.following):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_that_of_pages_without_text_it_is_said_once_they_were_read(
    look: Look, desk: Desk, qtbot: QtBot
) -> None:
    shown = look(scan_pdf=a_pdf(1), photo_png=an_image())
    unread = shown._line.text()
    assert "No text" not in unread

    def read(store: Store) -> None:
        for document in shown._documents:
            store.document_texts.put(document.digest, DocumentText("nothing"), VERSION)

    desk.write(shown, read)
    qtbot.waitUntil(lambda: not desk.busy)
    with qtbot.waitSignal(shown.ready):
        shown.step(1)
    assert "No text" not in shown._line.text()
    with qtbot.waitSignal(shown.ready):
        shown.step(-1)
    assert shown._line.text().startswith(unread)
    assert "No text found in this file" in shown._line.text()
