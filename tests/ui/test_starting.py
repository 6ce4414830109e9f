"""From nothing to the window and back: the first start, the next, and starts that fail."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.operations.folders import default_catalogue_path, settings_file
from coopdesk.operations.opening import create_catalogue
from coopdesk.settings import Settings
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.starting import _chosen_path, _glance
from tests.ui.conftest import settle

pytestmark = pytest.mark.slow

# The program as a user starts it, with somebody at the screen: reads what is said and closes it,
# waits until the window is full, and closes that too.
USER = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from coopdesk.app import main
from coopdesk.ui import starting

start_window = starting.start_window
watch = []

def look(program):
    said = QApplication.activeModalWidget()
    window = program.window
    if isinstance(said, QMessageBox):
        print("SAID", said.text(), flush=True)
        said.accept()
    elif sys.excepthook != program.tell_bug:
        print("SAID", "nobody listens for bugs", flush=True)
    elif window is not None and window.desk.partnerships and not window.desk.busy:
        if window.isVisible():
            print("SHOWN", window.browse.model.rowCount(), window.windowTitle(), flush=True)
            window.close()

def on_start(program):
    timer = QTimer(program)
    timer.timeout.connect(lambda: look(program))
    timer.start(20)

starting.start_window = lambda path, settings, who: start_window(path, settings, who, on_start)
for change in sys.argv[1].split():
    name, value = change.split("=")
    setattr(starting, name, float(value))
raise SystemExit(main(sys.argv[2:]))
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    said: list[str]
    shown: list[str]
    errors: str


def start(*arguments: str, changes: str = "") -> Outcome:
    """Start the program in a process of its own, as nobody else's user."""
    done = subprocess.run(
        [sys.executable, "-c", USER, changes, *arguments],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    lines = done.stdout.splitlines()
    return Outcome(
        done.returncode,
        [line.removeprefix("SAID ") for line in lines if line.startswith("SAID ")],
        [line.removeprefix("SHOWN ") for line in lines if line.startswith("SHOWN ")],
        "\n".join(line for line in done.stderr.splitlines() if "propagateSizeHints" not in line),
    )


FULL = "38 Denmark–Serbia – CoopDesk"


def test_that_the_first_start_makes_the_users_catalogue_and_the_next_opens_it() -> None:
    path = default_catalogue_path()
    assert not path.exists()
    assert start() == Outcome(0, [], [FULL], "")
    assert path.is_file()
    made = path.stat().st_ino
    kept = json.loads(settings_file().read_text(encoding="utf-8"))
    assert kept["recent"] == [str(path)]
    assert kept["window"]
    assert start() == Outcome(0, [], [FULL], "")
    assert path.stat().st_ino == made
    assert not list(path.parent.glob("*-wal"))


def test_that_a_catalogue_named_on_the_command_line_is_shown_and_remembered(
    sample_file: Path,
) -> None:
    assert start(str(sample_file)) == Outcome(0, [], [FULL], "")
    assert not default_catalogue_path().exists()
    kept = json.loads(settings_file().read_text(encoding="utf-8"))
    assert kept["recent"] == [str(sample_file)]


def test_that_a_catalogue_of_an_earlier_schema_is_brought_up_to_date_by_opening_it(
    tmp_path: Path,
) -> None:
    kept = Path(__file__).parents[1] / "data" / "schema-0002.coopdesk"
    old = Path(shutil.copy(kept, tmp_path / "old.coopdesk"))
    outcome = start(str(old))
    assert (outcome.status, outcome.said, outcome.errors) == (0, [], "")
    assert len(outcome.shown) == 1
    assert len(list(tmp_path.glob("old*schema 0002*"))) == 1


@pytest.mark.parametrize("changes", ["", "PATIENCE_SECONDS=0"], ids=["at once", "while opening"])
def test_that_a_file_that_is_no_catalogue_ends_the_start_with_one_sentence(
    tmp_path: Path, changes: str
) -> None:
    path = tmp_path / "<b>letter.coopdesk"
    path.write_text("Dear Sir,\n" * 500, encoding="utf-8")
    outcome = start(str(path), changes=changes)
    (sentence,) = outcome.said
    assert str(path) in sentence
    assert outcome == Outcome(1, [sentence], [], "")
    assert path.read_text(encoding="utf-8") == "Dear Sir,\n" * 500
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("<b>")] == [path.name]


def test_that_a_catalogue_that_has_gone_bad_does_not_lock_the_program(tmp_path: Path) -> None:
    bad = tmp_path / "bad.coopdesk"
    bad.write_bytes(b"\xa5" * 9_000)
    settings = Settings(settings_file())
    settings.remember_catalogue(bad)
    settings.save()
    outcome = start()
    assert outcome.status == 0
    assert len(outcome.said) == 1
    assert str(bad) in outcome.said[0]
    assert outcome.shown == [FULL]


def test_that_the_catalogue_of_the_last_time_is_opened_unless_it_is_gone(tmp_path: Path) -> None:
    settings = Settings(None)
    named, last = tmp_path / "named.coopdesk", tmp_path / "last.coopdesk"
    last.touch()
    assert _chosen_path(None, settings) == (default_catalogue_path(), True)
    settings.remember_catalogue(last)
    assert _chosen_path(None, settings) == (last, False)
    assert _chosen_path(named, settings) == (named, False)
    last.unlink()
    assert _chosen_path(None, settings) == (default_catalogue_path(), True)


@pytest.mark.parametrize(
    ("tab", "sort", "first"),
    [
        ("all", None, "Letter of Intent on defence cooperation"),
        ("overview", None, "Letter of Intent on defence cooperation"),
        ("REL", None, "2014 floods response"),
        ("all", ["title", True], "Training of Danish officers at the CBRN centre"),
    ],
)
def test_that_the_first_look_is_at_the_tab_and_order_of_the_last_time(
    sample_file: Path, tab: str, sort: object, first: str
) -> None:
    settings = Settings(None)
    settings.set("last_tab", tab)
    settings.set("sort", {tab: sort})
    sight = _glance(sample_file, settings)
    assert sight is not None
    assert sum(sight.counts.values()) == 38
    assert sight.rows[0].title == first


Begin = Callable[[Path, Settings], tuple[Program, MainWindow]]


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot) -> Iterator[Begin]:
    """Show the window as a start does, after the first look at a catalogue."""
    begun: list[Program] = []

    def show(path: Path, settings: Settings) -> tuple[Program, MainWindow]:
        begun.append(Program(qapp, settings, "A.K."))
        assert begun[0].start(path, _glance(path, settings), may_create=False)
        assert begun[0].window is not None
        return begun[0], begun[0].window

    yield show
    for program in begun:
        settle(qtbot, program)
        program.close()
    qapp.processEvents()


RUBBISH: dict[str, Any] = {
    "appearance": "purple",
    "language": "xx",
    "columns": {"all": 3, "AIR": [["title"], 7, [["x"], 2], ["kind", "wide"], ["title", -5]]},
    "sort": {"all": ["title"], "AIR": "period", "TRN": [["x"], 1]},
    "last_tab": "no such tab",
    "window": "not base64 ø",
    "splitter": ["a", None, 3],
    "recent": [7, "\x00", {}],
}


@pytest.mark.parametrize("tab", ["no such tab", "all", "AIR", "overview"])
def test_that_settings_which_make_no_sense_count_as_none(
    sample_file: Path, tmp_path: Path, begin: Begin, qtbot: QtBot, tab: str
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({**RUBBISH, "last_tab": tab}), encoding="utf-8")
    settings = Settings(path)
    program, window = begin(sample_file, settings)
    qtbot.waitUntil(lambda: bool(window.desk.partnerships))
    settle(qtbot, program)
    window.menus["recent"].aboutToShow.emit()
    expected = {"overview": "overview", "AIR": "AIR"}.get(tab, "all")
    assert window.tabs.key() == expected
    window.tabs.show_key("TRN")
    window.tabs.show_key("AIR")
    settle(qtbot, program)
    assert window.browse.model.rowCount() == 10
    assert [column.name for column in window.browse.model.columns] == ["kind", "title"]


@pytest.mark.parametrize("tab", ["all", "overview"])
def test_that_the_parts_of_a_list_have_their_widths_wherever_one_begins(
    sample_file: Path, begin: Begin, qtbot: QtBot, tab: str
) -> None:
    settings = Settings(None)
    settings.set("last_tab", tab)
    settings.set("splitter", [230, 760, 350])
    program, window = begin(sample_file, settings)
    settle(qtbot, program)
    window.browse.keep()
    left, _middle, right = settings.get("splitter")
    assert (left, right) == (230, 350)
    window.tabs.show_key("AIR")
    settle(qtbot, program)
    assert (window.browse.filters.width(), window.browse.side.width()) == (230, 350)


def test_that_the_first_painting_shows_rows_before_the_catalogue_is_open(
    sample_file: Path, begin: Begin, qtbot: QtBot
) -> None:
    settings = Settings(None)
    program, window = begin(sample_file, settings)
    assert window.isVisible()
    assert not window.desk.partnerships  # nothing was read but the first look
    assert window.browse.model.rowCount() == 38
    assert window.browse.frame.count_text == "38 of 38"
    assert window.tabs.tabText(4) == "Air forces (10)"
    assert window.windowTitle() == "Denmark–Serbia – CoopDesk"
    qtbot.waitUntil(lambda: bool(window.desk.partnerships))
    settle(qtbot, program)


def test_that_a_new_empty_catalogue_is_shown_with_its_areas(
    tmp_path: Path, begin: Begin, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.coopdesk"
    create_catalogue(path, who="x").close()
    settings = Settings(None)
    program, window = begin(path, settings)
    qtbot.waitUntil(lambda: bool(window.desk.partnerships))
    settle(qtbot, program)
    assert window.browse.frame.empty_text == "No records here yet."
    assert window.tabs.count() == 11
