"""Where files are dropped: it shows itself while some are carried about, and takes what it can."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.ui.document_drop import Carried, DropPlace, carried, invitation

from .document_files import carry_away, carry_over, drop_on, mime

FILE = Path("/tmp/plan.pdf")


class Around(QWidget):
    """A window with a panel that takes files."""

    def __init__(self) -> None:
        super().__init__()
        self.words = "Drop to attach"
        self.panel = QLineEdit(self)
        self.panel.setGeometry(200, 0, 200, 300)
        self.place = DropPlace(self.panel, self, lambda: self.words)


@pytest.fixture
def around(qtbot: QtBot) -> Iterator[Around]:
    made = Around()
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


def test_that_it_covers_the_panel_while_files_are_carried_about(around: Around) -> None:
    assert not around.place.isVisible()
    assert carry_over(around, mime(FILE))
    assert around.place.isVisible()
    assert around.place.words == "Drop to attach"
    assert around.panel.rect().contains(around.place.geometry())


@pytest.mark.parametrize("data", [QMimeData(), mime(links=("mailto:a@example.org",))])
def test_that_it_stays_away_from_what_is_no_document(around: Around, data: QMimeData) -> None:
    assert not carry_over(around, data)
    assert not around.place.isVisible()


def test_that_it_stays_away_where_nothing_can_be_taken(around: Around) -> None:
    around.words = ""
    assert not carry_over(around, mime(FILE))
    assert not around.place.isVisible()


def test_that_nothing_is_dropped_beside_it(around: Around) -> None:
    data = mime(FILE)
    carry_over(around, data)
    move = QDragMoveEvent(
        QPoint(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    move.accept()
    QApplication.sendEvent(around, move)
    assert not move.isAccepted()


def test_that_it_goes_with_the_files(around: Around, qtbot: QtBot) -> None:
    carry_over(around, mime(FILE))
    carry_away(around)
    qtbot.waitUntil(lambda: not around.place.isVisible())


def test_that_it_stays_when_the_files_come_over_it(around: Around, qtbot: QtBot) -> None:
    data = mime(FILE)
    carry_over(around, data)
    carry_away(around)
    assert carry_over(around.place, data)
    assert not around.place._leaving.isActive()
    carry_away(around.place)
    qtbot.waitUntil(lambda: not around.place.isVisible())


def test_that_it_tells_what_is_dropped(around: Around) -> None:
    told: list[Carried] = []
    around.place.dropped.connect(told.append)
    data = mime(FILE, Path("/tmp/b.txt"), links=("https://example.org/plan",))
    carry_over(around, data)
    carry_over(around.place, data)
    assert drop_on(around.place, data)
    assert told == [Carried((FILE, Path("/tmp/b.txt")), ("https://example.org/plan",))]
    assert not around.place.isVisible()


def test_that_text_is_no_document() -> None:
    text = QMimeData()
    text.setText("/tmp/plan.pdf")
    assert not carried(text)


def test_that_the_invitation_names_the_record() -> None:
    assert invitation("LOGEX15") == "Drop to attach to “LOGEX15”"
    assert invitation(" ") == "Drop to attach to the new record"
    assert len(invitation("x" * 1000)) < 200
