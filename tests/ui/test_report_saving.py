import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.operations.folders import release_log_file
from coopdesk.reports import volumes
from coopdesk.ui.report_window import ReportWindow
from tests.builders import a_record, contents
from tests.ui.report_windows import ReportWindows, choose, holding, text_of

pytestmark = pytest.mark.slow


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
    with qtbot.waitSignal(window.saving.saved) as saved:
        window.saving.save_to(str(target))
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
    window.saving.choose_file()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    chosen = Path(dialog.selectedFiles()[0])
    assert chosen.parent == tmp_path
    assert chosen.name.startswith("Denmark and Serbia Training 20")
    assert chosen.suffix == ".pdf"
    with qtbot.waitSignal(window.saving.saved):
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
    window.saving.save_to(str(tmp_path / target))
    qtbot.waitUntil(lambda: said in window.message)
    assert {path for path in tmp_path.rglob("*") if path.suffix in (".pdf", ".part")} <= before
    assert window.foot.save.isEnabled()


def test_that_a_selection_is_named_so(windows: ReportWindows, qtbot: QtBot) -> None:
    window = windows.open(contents(30), Filter(kinds=("course",)), "All")
    qtbot.waitSignal(window.ready).wait()
    window.saving.choose_file()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name.startswith("Denmark and Serbia selection 20")
    dialog.reject()
    window.options.records.whole.setChecked(True)
    window.saving.choose_file()
    named = [box for box in window.findChildren(QFileDialog) if box.isVisible()]
    assert Path(named[0].selectedFiles()[0]).name.startswith("Denmark and Serbia 20")
    named[0].reject()


def test_that_the_catalogue_itself_is_never_overwritten(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    desk = windows.desk(contents(3))
    window = windows.open(desk)
    qtbot.waitSignal(window.ready).wait()
    window.saving.save_to(str(desk.path))
    qtbot.waitUntil(lambda: "is a catalogue" in window.message)
    assert desk.path.read_bytes().startswith(b"SQLite")


@pytest.fixture
def small_volumes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no document hold more than a few records."""
    monkeypatch.setattr(volumes, "volumes", partial(volumes.volumes, largest=900))


@pytest.mark.usefixtures("small_volumes")
def test_that_what_one_document_cannot_hold_is_saved_in_volumes(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open(contents(9))
    qtbot.waitSignal(window.ready).wait()
    made = window.making.current
    assert made is not None
    assert made.volumes > 1
    assert f"the first of {made.volumes} volumes" in window.message
    folder = tmp_path / "out"
    folder.mkdir()
    with qtbot.waitSignal(window.saving.saved, timeout=20_000):
        window.saving.save_to(str(folder / "report.pdf"))
        assert not window.foot.save.isEnabled()
        assert window.foot.stop.isVisible()
    assert len(list(folder.iterdir())) == made.volumes
    first = folder / f"report 1 of {made.volumes}.pdf"
    assert text_of(first.read_bytes()) == text_of(window.pdf)
    assert window.message == f"Saved in {made.volumes} volumes, the first as {first}"
    assert window.foot.save.isEnabled()


@pytest.mark.usefixtures("small_volumes")
def test_that_saving_volumes_can_be_stopped(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open(contents(9))
    qtbot.waitSignal(window.ready).wait()
    folder = tmp_path / "out"
    folder.mkdir()
    window.saving.save_to(str(folder / "report.pdf"))
    window.foot.stop.click()
    assert "Stopping" in window.message
    qtbot.waitUntil(lambda: "nothing was written" in window.message, timeout=20_000)
    assert list(folder.iterdir()) == []
    assert window.foot.save.isEnabled()


def test_that_what_goes_out_is_in_the_log(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open(contents(3))
    qtbot.waitSignal(window.ready).wait()
    target = tmp_path / "report.pdf"
    with qtbot.waitSignal(window.saving.saved):
        window.saving.save_to(str(target))
    line = json.loads(release_log_file().read_text().splitlines()[-1])
    assert (line["how"], line["file"], line["who"]) == ("saved", str(target), "A.K.")
    assert (line["report"], line["records"]) == ("catalogue", 3)


def test_that_the_name_of_a_file_for_others_does_not_tell_the_filter(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    desk = windows.desk(holding(a_record(marking="UNCLASSIFIED", releasable_to=("RS",))))
    window = ReportWindow(
        desk, Filter(kinds=("course",)), Sort(), "Vetted lists", filter_name="Vetted lists"
    )
    window.show()
    qtbot.waitSignal(window.making.known).wait()
    assert suggested(window).startswith("Denmark and Serbia Vetted lists 20")
    choose(window.options.audience, "partner:RS")
    assert suggested(window).startswith("Denmark and Serbia selection 20")
    choose(window.options.kind.box, "training")
    choose(window.options.audience, "internal")
    window.options.records.whole.click()
    assert suggested(window).startswith("Denmark and Serbia Training 20")
    window.close()


def test_that_a_key_saves_and_enter_in_a_field_does_not(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    window = windows.open(contents(3))
    window.activateWindow()
    qtbot.waitSignal(window.ready).wait()
    qtbot.keyClick(window.options.form.period.first, Qt.Key.Key_Return)
    assert not [box for box in window.findChildren(QFileDialog) if box.isVisible()]
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialogs = [box for box in window.findChildren(QFileDialog) if box.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].reject()


def suggested(window: ReportWindow) -> str:
    """Return the name that the window for choosing a file begins with."""
    window.saving.choose_file()
    dialog = next(box for box in window.findChildren(QFileDialog) if box.isVisible())
    name = Path(dialog.selectedFiles()[0]).name
    dialog.reject()
    return name
