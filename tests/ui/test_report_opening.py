"""The Reports menu: each entry opens the window on its report, of what the tab shows."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.reports.registry import REPORTS
from coopdesk.ui.actions import ACTIONS
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.report_gathering import SELECTED, SHOWN
from coopdesk.ui.report_window import ReportWindow
from tests.ui.conftest import settle
from tests.ui.report_windows import text_of

pytestmark = pytest.mark.slow

ENTRIES = [spec.name for spec in ACTIONS if spec.menu.removeprefix("-") == "reports"]


def test_that_every_report_has_its_entry_in_their_order() -> None:
    asked = [name.removesuffix("_report").replace("_", "-") for name in ENTRIES]
    assert asked == [report.name for report in REPORTS]


def triggered(window: MainWindow, action: str) -> ReportWindow:
    window.actions_by_name[action].trigger()
    shown = [one for one in window.findChildren(ReportWindow) if one.isVisible()]
    assert len(shown) == 1
    return shown[0]


@pytest.mark.parametrize("entry", ENTRIES)
def test_that_an_entry_opens_the_window_on_its_report(
    window: MainWindow, qtbot: QtBot, program: Program, entry: str
) -> None:
    report = triggered(window, entry)
    assert report.options.report.name == entry.removesuffix("_report").replace("_", "-")
    with qtbot.waitSignal(report.ready):
        pass
    assert report.pdf.startswith(b"%PDF")
    report.close()
    settle(qtbot, program)


def test_that_export_opens_the_last_report_the_catalogue_the_first_time(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    for action, name in (
        ("export_pdf", "catalogue"),
        ("donations_report", "donations"),
        ("print", "donations"),
    ):
        report = triggered(window, action)
        assert report.options.report.name == name
        report.close()
        qtbot.waitUntil(lambda: not window.findChildren(ReportWindow))
    settle(qtbot, program)


def test_that_the_chosen_record_is_printed(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.browse.table.choose_row(4)
    qtbot.waitUntil(window.actions_by_name["print_record"].isEnabled)
    report = triggered(window, "print_record")
    assert report.options.choice.records == SELECTED
    with qtbot.waitSignal(report.ready):
        pass
    title = report.options.records.selected.accessibleName().removeprefix("What is selected: ")
    assert title in text_of(report.pdf)
    assert report.making.current is not None
    assert report.making.current.release.records == 1
    report.saving.choose_file()
    dialog = report.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name.startswith("Denmark–Serbia Record DK-RS-20")
    dialog.reject()
    report.close()
    settle(qtbot, program)


def test_that_the_tab_is_what_a_report_is_of(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.tabs.show_key("AIR")
    settle(qtbot, program)
    report = triggered(window, "catalogue_report")
    assert report.options.choice.records == SHOWN
    with qtbot.waitSignal(report.ready):
        pass
    assert report.options.records.shown.accessibleName().endswith("Area: Air forces (10 records)")
    report.close()
    settle(qtbot, program)
