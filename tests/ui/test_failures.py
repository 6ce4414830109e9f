"""What a failure is called: one sentence for the user's own, a log and a trace for a bug."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.errors import NotFound
from coopdesk.operations.folders import log_file
from coopdesk.storage.store import Store
from coopdesk.ui.failures import failure_details, failure_words
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program


def a_bug() -> Exception:
    try:
        dict[str, str]()["nothing"]
    except KeyError as error:
        return error
    raise AssertionError


def test_that_what_the_user_can_mend_is_said_as_it_is_and_not_logged() -> None:
    error = NotFound("There is no record DK-RS/2015/003: choose another.")
    assert failure_words(error) == "There is no record DK-RS/2015/003: choose another."
    assert failure_details(error) == ""
    assert not log_file().exists()


def test_that_a_bug_is_logged_with_its_trace_and_said_in_one_sentence() -> None:
    words = failure_words(a_bug())
    assert "KeyError" in words
    assert str(log_file()) in words
    assert "\n" not in words
    assert "a_bug" in log_file().read_text(encoding="utf-8")
    assert "a_bug" in failure_details(a_bug())


def test_that_a_log_that_cannot_be_written_is_said_too(own_home: Path) -> None:
    folder = log_file().parent
    folder.parent.mkdir(parents=True)
    folder.write_text("a file is in the way", encoding="utf-8")
    words = failure_words(a_bug())
    assert "could not be written" in words
    assert str(log_file()) not in words


def test_that_a_bug_nobody_caught_is_printed_logged_and_shown(
    window: MainWindow, program: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    bug = a_bug()
    program.tell_bug(type(bug), bug, bug.__traceback__)
    assert "KeyError" in window.notice.text
    assert "in a_bug" in capfd.readouterr().err
    assert "in a_bug" in log_file().read_text(encoding="utf-8")
    assert window.isVisible()


def test_that_a_bug_in_a_read_is_shown_with_a_way_to_copy_it_and_the_window_goes_on(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_store: Store, _record_id: int) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Store, "record", broken)
        window.browse.table.choose_row(3)
        qtbot.waitUntil(window.notice.isVisible)
    assert "ZeroDivisionError" in window.notice.text
    copy = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Copy details")
    copy.click()
    assert "in broken" in QApplication.clipboard().text()
    window.browse.table.choose_row(4)
    qtbot.waitUntil(lambda: window.browse.reader.reading is not None)
    qtbot.waitUntil(lambda: not window.desk.busy)
