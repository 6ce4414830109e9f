"""The running program and a file that it cannot open: one sentence, and all stays as it was."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle
from tests.ui.record_editors import box

pytestmark = pytest.mark.usefixtures("no_dialog_waits_for_ever")


def a_directory(path: Path, _sample: Path) -> None:
    path.mkdir()


def a_text(path: Path, _sample: Path) -> None:
    path.write_text("This is a letter and no catalogue.\n" * 200, encoding="utf-8")


def nothing(path: Path, _sample: Path) -> None:
    path.unlink(missing_ok=True)


def an_empty_file(path: Path, _sample: Path) -> None:
    path.touch()


def a_foreign_database(path: Path, _sample: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE music (title TEXT)")
    connection.commit()
    connection.close()


def cut_short(path: Path, sample: Path) -> None:
    whole = sample.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])


def overwritten(path: Path, sample: Path) -> None:
    whole = sample.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def newer(path: Path, sample: Path) -> None:
    path.write_bytes(sample.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999_from_the_future'")
    connection.commit()
    connection.close()


BAD = [
    a_directory,
    a_text,
    nothing,
    an_empty_file,
    a_foreign_database,
    cut_short,
    overwritten,
    newer,
]


@pytest.mark.parametrize("make", BAD, ids=[make.__name__ for make in BAD])
def test_that_a_bad_file_is_refused_in_one_sentence_and_everything_stays_as_it_was(
    program: Program,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    sample_once: Path,
    make: Callable[[Path, Path], None],
) -> None:
    said: list[str] = []
    bad = tmp_path / "bad & <b>worse.coopdesk"
    make(bad, sample_once)
    before = bad.read_bytes() if bad.is_file() else None
    window.open_asked.emit(bad)

    def close_what_is_said() -> bool:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            labels = box.findChildren(QLabel)
            assert all(
                label.textFormat() == Qt.TextFormat.PlainText for label in labels if label.text()
            )
            said.append(box.text())
            box.accept()
        return bool(said)

    timer = QTimer()
    timer.timeout.connect(close_what_is_said)
    timer.start(5)
    qtbot.waitUntil(lambda: bool(said))
    timer.stop()
    (sentence,) = said
    assert str(bad) in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    assert "in the program itself" not in sentence
    assert (bad.read_bytes() if bad.is_file() else None) == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("bad") and p != bad]
    settle(qtbot, program)
    assert program.window is window
    assert window.isVisible()
    window.browse.table.choose_row(2)
    settle(qtbot, program)
    assert window.browse.reader.reading is not None
    assert window.desk.settings.get("recent") == [str(window.desk.path)]


def test_that_a_file_taken_away_while_open_is_told_once_and_nothing_is_lost(
    window: MainWindow,
    program: Program,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, away = window.desk.path, tmp_path / "away"
    window.browse.table.choose_row(2)
    settle(qtbot, program)
    window.edit_record()
    settle(qtbot, program)
    editor = window.editing._editor
    assert editor is not None
    said: list[str] = []
    tell = window.notice.tell

    def told(text: str, *more: Any, **how: Any) -> None:
        said.append(text)
        tell(text, *more, **how)

    monkeypatch.setattr(window.notice, "tell", told)
    path.replace(away)
    window.search.setText("fuel")
    settle(qtbot, program)
    (sentence,) = said
    assert "it was deleted, renamed or moved while it was open" in sentence
    box(editor, "title").line.setText("Written meanwhile")
    editor.save()
    settle(qtbot, program)
    assert len(said) == 1
    assert QApplication.activeModalWidget() is None
    assert not path.exists()
    away.replace(path)
    editor.save()
    window.search.setText("meanwhile")
    settle(qtbot, program)
    assert window.browse.frame.count_text == "1 of 38"
