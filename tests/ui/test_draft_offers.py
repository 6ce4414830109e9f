"""Work that a crash left unsaved: offered at the next start, gone on with or discarded."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.draft import Draft, KeptDraft
from coopdesk.catalogue.record import Record
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.record_editor import RecordEditor
from tests.ui.conftest import settle
from tests.ui.programs import wait_for
from tests.ui.record_editors import NEW, box, press_save, retitle

pytestmark = pytest.mark.slow

_CRASHES = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from coopdesk.settings import Settings
from coopdesk.ui import editor_drafts
from coopdesk.ui.program import Program

editor_drafts.PAUSE_MS = 1
app = QApplication([])
program = Program(app, Settings(None), "A.K.")
program.start(Path(sys.argv[1]), None, may_create=False)
window = program.window

def until(holds):
    while not holds():
        app.processEvents()

until(lambda: window.browse.model.rowCount() == 38 and not program.desk.busy)
window.new_record()
editor = window.editing.editor
editor.form.parts["title"].line.setText("Flood barriers")
editor.form.parts["period"].line.setText("some day")
found = []
until(lambda: editor.drafts._stored and not program.desk.busy)
os.kill(os.getpid(), signal.SIGKILL)
"""


Starter = Callable[..., Program]


@pytest.fixture
def started(qapp: QApplication, qtbot: QtBot, sample_file: Path) -> Iterator[Starter]:
    """Starts the program on the sample catalogue, of which so many records are to be shown."""
    programs: list[Program] = []

    def start(rows: int = 38) -> Program:
        program = Program(qapp, Settings(None), "A.K.")
        programs.append(program)
        assert program.start(sample_file, None, may_create=False)
        wait_for(program, qtbot, sample_file, rows)
        return program

    yield start
    for program in programs:
        settle(qtbot, program)
        program.close()
    qapp.processEvents()


def kept(qtbot: QtBot, program: Program, who: str = "A.K.") -> tuple[KeptDraft, ...]:
    """Return the drafts that are left, once all that was asked for is done."""
    settle(qtbot, program)
    found: list[tuple[KeptDraft, ...]] = []
    window = window_of(program)
    window.desk.read(window, lambda store: store.drafts.kept(who), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def press(program: Program, words: str) -> None:
    notice = window_of(program).notice
    next(b for b in notice.findChildren(QPushButton) if b.text() == words).click()


def editor_of(program: Program, qtbot: QtBot) -> RecordEditor:
    qtbot.waitUntil(lambda: window_of(program).editing.is_open)
    editor = window_of(program).editing.editor
    assert editor is not None
    return editor


def keep(path: Path, draft: Draft, key: str, who: str = "A.K.") -> None:
    store = Store.open(path)
    store.drafts.put(who, key, draft)
    store.close()


def test_that_work_survives_a_program_that_was_killed(
    started: Starter, qtbot: QtBot, sample_file: Path
) -> None:
    command = [sys.executable, "-c", _CRASHES, str(sample_file)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    program = started()
    notice = window_of(program).notice
    qtbot.waitUntil(notice.isVisible)
    assert notice.text.startswith("Unsaved work on “Flood barriers” from ")
    press(program, "Continue")
    editor = editor_of(program, qtbot)
    assert editor.current().title == "Flood barriers"
    assert box(editor, "period").line.text() == "some day"
    assert "“some day”" in box(editor, "period").note
    box(editor, "period").line.setText("spring 2015")
    assert press_save(editor, qtbot).operation == "added"
    assert kept(qtbot, program) == ()


def test_that_discarding_drops_it_and_offers_the_next(
    started: Starter, qtbot: QtBot, sample_file: Path
) -> None:
    for n, title in enumerate(("One", "Two")):
        keep(sample_file, Draft(NEW, replace(NEW, title=title)), f"new:{n}")
    keep(sample_file, Draft(NEW, replace(NEW, title="Somebody else's")), "new:3", "B.L.")
    program = started()
    notice = window_of(program).notice
    qtbot.waitUntil(notice.isVisible)
    assert "“Two”" in notice.text
    press(program, "Discard")
    assert "“One”" in notice.text
    press(program, "Discard")
    assert not notice.isVisible()
    assert kept(qtbot, program) == ()
    assert len(kept(qtbot, program, "B.L.")) == 1


def test_that_a_record_with_unsaved_work_opens_with_it(
    started: Starter, qtbot: QtBot, sample_file: Path
) -> None:
    store = Store.open(sample_file)
    record = store.record(3)
    store.close()
    keep(sample_file, Draft(record, replace(record, title="Half done")), record.uid)
    program = started()
    window = window_of(program)
    window.go_to(record.id)
    qtbot.waitUntil(lambda: window.browse.reader.record_id == record.id)
    settle(qtbot, program)
    window.edit_record()
    editor = editor_of(program, qtbot)
    assert editor.current().title == "Half done"
    assert editor.is_dirty()
    retitle(editor, record.title)
    editor.cancel()
    assert kept(qtbot, program) == ()


def test_that_what_was_saved_after_all_is_not_gone_on_with(
    started: Starter, qtbot: QtBot, sample_file: Path
) -> None:
    store = Store.open(sample_file)
    record = store.record(3)
    store.save(replace(record, title="Done"), who="A.K.")
    store.close()
    keep(sample_file, Draft(record, replace(record, title="Done")), record.uid)
    program = started()
    notice = window_of(program).notice
    qtbot.waitUntil(notice.isVisible)
    press(program, "Continue")
    qtbot.waitUntil(lambda: "saved already" in notice.text)
    assert not window_of(program).editing.is_open


def test_that_work_on_a_record_that_is_gone_becomes_a_new_one(
    started: Starter, qtbot: QtBot, sample_file: Path
) -> None:
    store = Store.open(sample_file)
    record = store.record(3)
    store.delete([3], who="B.L.")
    store.close()
    keep(sample_file, Draft(record, replace(record, title="Rescued")), record.uid)
    program = started(37)
    qtbot.waitUntil(window_of(program).notice.isVisible)
    press(program, "Continue")
    editor = editor_of(program, qtbot)
    assert editor.current() == replace(
        record, id=0, uid="", reference="", version=0, title="Rescued"
    )
    assert press_save(editor, qtbot).operation == "added"


def test_that_closing_without_saving_leaves_nothing_to_offer(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    window.new_record()
    editor = editor_of(program, qtbot)
    retitle(editor, "Never mind")
    editor.drafts.hurry()
    settle(qtbot, program)
    window.editing.forget()
    assert kept(qtbot, program) == ()


def test_that_nothing_is_offered_where_nothing_was_left(window: MainWindow) -> None:
    assert not window.notice.isVisible()


def test_that_a_draft_that_cannot_be_read_says_so_and_can_be_discarded(
    started: Starter, qtbot: QtBot, sample_file: Path
) -> None:
    keep(sample_file, Draft(Record(), Record(title="Broken", kind="course")), "new:1")
    store = Store.open(sample_file)
    with store._door.writing() as connection:
        connection.exec_driver_sql('UPDATE draft SET content = \'{"record": {"title": "x"}}\'')
    store.close()
    program = started()
    notice = window_of(program).notice
    qtbot.waitUntil(notice.isVisible)
    press(program, "Continue")
    qtbot.waitUntil(lambda: "cannot be read" in notice.text)
    assert not window_of(program).editing.is_open
