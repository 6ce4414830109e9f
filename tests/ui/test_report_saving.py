from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter
from tests.builders import a_record, contents
from tests.ui.report_windows import ReportWindows, holding


@pytest.fixture
def windows(tmp_path: Path, qtbot: QtBot) -> Iterator[ReportWindows]:
    made = ReportWindows(tmp_path)
    yield made
    made.close()


def test_that_the_bytes_saved_are_those_shown(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = windows.desk(contents(3))
    window = windows.open(desk)
    qtbot.waitSignal(window.ready).wait()
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "report.pdf"
    with qtbot.waitSignal(window.saved) as saved:
        window.save_to(str(target))
    assert target.read_bytes() == window.pdf
    assert saved.args == [str(target)]
    assert window.message == f"Saved as {target}"
    assert [path.name for path in folder.iterdir()] == ["report.pdf"]
    assert desk.settings.get("report_folder") == str(folder)


def test_that_the_file_dialog_suggests_a_name_and_saves(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = windows.desk(holding(a_record()))
    desk.settings.set("report_folder", str(tmp_path))
    window = windows.open(desk, Filter(areas=("TRN",)), "Training")
    qtbot.waitSignal(window.ready).wait()
    window.choose_file()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    chosen = Path(dialog.selectedFiles()[0])
    assert chosen.parent == tmp_path
    assert chosen.name.startswith("Denmark and Serbia Training 20")
    assert chosen.suffix == ".pdf"
    with qtbot.waitSignal(window.saved):
        dialog.accept()
    assert chosen.read_bytes() == window.pdf


@pytest.mark.parametrize(
    ("target", "said"),
    [("missing/report.pdf", "There is no folder"), ("", "is a folder"), ("/dev/full", "cannot be")],
)
def test_that_a_target_that_takes_nothing_is_told_in_the_window(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path, target: str, said: str
) -> None:
    window = windows.open(contents(3))
    qtbot.waitSignal(window.ready).wait()
    before = set(tmp_path.rglob("*"))
    window.save_to(str(tmp_path / target))
    qtbot.waitUntil(lambda: said in window.message)
    assert {path for path in tmp_path.rglob("*") if path.suffix in (".pdf", ".part")} <= before
    assert window.foot.save.isEnabled()


def test_that_a_selection_is_named_so(windows: ReportWindows, qtbot: QtBot) -> None:
    window = windows.open(contents(30), Filter(kinds=("course",)), "All")
    qtbot.waitSignal(window.ready).wait()
    window.choose_file()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name.startswith("Denmark and Serbia selection 20")
    dialog.reject()
    window.options.whole.setChecked(True)
    window.choose_file()
    named = [box for box in window.findChildren(QFileDialog) if box.isVisible()]
    assert Path(named[0].selectedFiles()[0]).name.startswith("Denmark and Serbia 20")
    named[0].reject()


def test_that_the_catalogue_itself_is_never_overwritten(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    desk = windows.desk(contents(3))
    window = windows.open(desk)
    qtbot.waitSignal(window.ready).wait()
    window.save_to(str(desk.path))
    qtbot.waitUntil(lambda: "is a catalogue" in window.message)
    assert desk.path.read_bytes().startswith(b"SQLite")
