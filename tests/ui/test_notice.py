"""The line at the bottom: said, acted on, closed, and kept while something is wrong."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.ui import notice as module
from coopdesk.ui.notice import Notice


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def button(notice: Notice, words: str) -> QPushButton:
    return next(b for b in notice.findChildren(QPushButton) if b.text() == words)


def test_that_it_is_not_there_until_something_is_said(over: QWidget) -> None:
    notice = Notice(over)
    assert not notice.isVisible()
    notice.tell("Saved")
    assert notice.isVisible()
    assert notice.text == "Saved"
    assert notice.accessibleName() == "Saved"


def test_that_it_floats_over_the_bottom_and_stays_there(over: QWidget, qtbot: QtBot) -> None:
    notice = Notice(over)
    notice.tell("Saved")
    for width, height in ((900, 500), (400, 300), (1_500, 900)):
        over.resize(width, height)
        qtbot.waitUntil(lambda: over.rect().contains(notice.geometry()))
        assert abs(notice.geometry().center().x() - over.rect().center().x()) <= 1
        assert notice.geometry().bottom() > over.height() * 0.8


def test_that_a_long_sentence_is_shown_whole(over: QWidget) -> None:
    notice = Notice(over)
    notice.tell("Saved")
    one_line = notice.height()
    notice.tell("A sentence that goes on and on. " * 12)
    assert notice.height() > one_line * 2
    label = notice.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.height() >= label.heightForWidth(label.width())


def test_that_the_way_back_is_taken_once_and_the_notice_goes(over: QWidget, qtbot: QtBot) -> None:
    notice, taken = Notice(over), list[str]()
    notice.tell("Deleted", "Undo", lambda: taken.append("undo"))
    qtbot.mouseClick(button(notice, "Undo"), Qt.MouseButton.LeftButton)
    assert taken == ["undo"]
    assert not notice.isVisible()


def test_that_a_notice_without_a_way_back_offers_none(over: QWidget) -> None:
    notice = Notice(over)
    notice.tell("Deleted", "Undo", lambda: None)
    notice.tell("There is nothing to undo.")
    assert [b.text() for b in notice.findChildren(QPushButton) if b.isVisible()] == ["Close"]


def test_that_it_goes_by_itself_unless_it_tells_of_a_failure(
    over: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SHOWN_MS", 1)
    passing, staying = Notice(over), Notice(over)
    staying.tell("Saved")
    staying.tell("The disk is full", stay=True)
    passing.tell("Saved")
    qtbot.waitUntil(lambda: not passing.isVisible())
    assert staying.isVisible()
    qtbot.mouseClick(button(staying, "Close"), Qt.MouseButton.LeftButton)
    assert not staying.isVisible()


def test_that_words_that_look_like_markup_are_shown_as_they_are(over: QWidget) -> None:
    notice = Notice(over)
    notice.tell("Edited: “<b>bold</b>&amp;”")
    label = notice.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "Edited: “<b>bold</b>&amp;”"


def test_that_what_is_under_way_stays_with_its_bar_until_it_ends(
    over: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        module, "QAccessibleAnnouncementEvent", lambda _notice, text: told.append(text)
    )
    monkeypatch.setattr(module, "QAccessible", SimpleNamespace(updateAccessibility=lambda _e: None))
    notice = Notice(over)
    notice.tell_progress("Being made", 0, 0)
    bar = notice.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert (bar.isVisible(), bar.minimum(), bar.maximum()) == (True, 0, 0)
    assert not notice._timer.isActive()
    assert not button(notice, "Close").isVisible()
    notice.tell_progress("Being made", 3, 12)
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (3, 12, "Being made")
    assert told == ["Being made"]
    notice.tell("Something else")
    assert (bar.isVisible(), button(notice, "Close").isVisible()) == (False, True)
    notice.end_progress()
    assert notice.isVisible()
    notice.tell_progress("Being made", 4, 12)
    notice.end_progress()
    assert not notice.isVisible()


def test_that_a_failure_which_is_shown_already_is_not_told_again(
    over: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        module, "QAccessibleAnnouncementEvent", lambda _notice, text: told.append(text)
    )
    monkeypatch.setattr(module, "QAccessible", SimpleNamespace(updateAccessibility=lambda _e: None))
    notice = Notice(over)
    for _question in range(3):
        notice.tell_failure(CatalogueError("The file is gone."))
    assert told == ["The file is gone."]
    button(notice, "Close").click()
    notice.tell_failure(CatalogueError("The file is gone."))
    assert notice.isVisible()
    assert len(told) == 2
