from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import Audience
from coopdesk.operations.opening import sample_contents
from coopdesk.operations.report_settings import ReportSettings, read_settings, write_settings
from coopdesk.reports.options import Options
from coopdesk.ui.report_gathering import FILED, WHOLE
from tests.ui.report_windows import ReportWindows, choose, text_of

pytestmark = pytest.mark.slow


@pytest.fixture
def windows(tmp_path: Path, qtbot: QtBot) -> Iterator[ReportWindows]:
    made = ReportWindows(tmp_path)
    yield made
    made.close()


def test_that_what_is_chosen_can_be_saved_for_the_command_line(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = windows.desk(sample_contents("denmark-serbia"))
    desk.settings.set("report_folder", str(tmp_path))
    wanted = Filter(areas=("AIR",))
    window = windows.open(desk, wanted, "Air forces")
    qtbot.waitSignal(window.ready).wait()
    with qtbot.waitSignal(window.ready):
        choose(window.options.language, "da")
        choose(window.options.form.detail, "brief")
    window.options.save_button.click()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    chosen = Path(dialog.selectedFiles()[0])
    assert chosen == tmp_path / "Catalogue.toml"
    with qtbot.waitSignal(window.files.saved):
        dialog.accept()
    assert window.message == f"Options saved as {chosen}"
    assert read_settings(chosen) == ReportSettings(
        report="catalogue", language="da", wanted=wanted, options=Options(detail="brief")
    )


def test_that_a_file_of_options_chooses_report_records_and_all(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = ReportSettings(
        report="area",
        language="sr_Latn",
        audience=Audience("partner", "RS"),
        wanted=Filter(areas=("AIR",)),
        options=Options(first_year=2010),
    )
    file = tmp_path / "air.toml"
    write_settings(file, settings)
    window = windows.open(sample_contents("denmark-serbia"))
    qtbot.waitSignal(window.ready).wait()
    with qtbot.waitSignals([window.files.loaded, window.making.known]):
        window.files.load(str(file))
    choice = window.options.choice
    assert (choice.report, choice.records, choice.language) == ("area", FILED, "sr_Latn")
    assert choice.audience == settings.audience
    assert choice.options == settings.options
    filed = window.options.records.filed
    assert filed.isVisible()
    assert filed.accessibleName() == "As the options file says: Area: Air forces"
    qtbot.waitUntil(lambda: not window.process_id)


def test_that_a_file_without_a_filter_means_the_whole_catalogue(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "all.toml"
    write_settings(file, ReportSettings())
    window = windows.open(sample_contents("denmark-serbia"), Filter(areas=("AIR",)), "Air forces")
    qtbot.waitSignal(window.ready).wait()
    with qtbot.waitSignal(window.ready):
        window.files.load(str(file))
    assert window.options.choice.records == WHOLE
    assert not window.options.records.filed.isVisible()
    assert "LOGEX15" in text_of(window.pdf)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "are not choices for a report"),
        ('coopdesk_report = 1\nreport = "phonebook"', "no report called “phonebook”"),
        ("coopdesk_report = 1\n[options]\nyear = 'x'", "must be a year"),
    ],
)
def test_that_a_file_that_is_wrong_is_told_and_changes_nothing(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text, encoding="utf-8")
    window = windows.open(sample_contents("denmark-serbia"))
    qtbot.waitSignal(window.ready).wait()
    before = window.options.choice
    window.files.load(str(file))
    qtbot.waitUntil(lambda: said in window.message)
    assert window.options.choice == before
    assert window.pdf


def test_that_a_file_that_cannot_be_written_is_told(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open(sample_contents("denmark-serbia"))
    qtbot.waitSignal(window.ready).wait()
    window.files.choose_to_save(window.making.scope, window.options.choice, "Catalogue")
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    window.files.save_to(str(tmp_path))
    qtbot.waitUntil(lambda: "is a folder" in window.message)
