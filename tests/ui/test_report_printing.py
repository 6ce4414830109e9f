import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopdesk.catalogue.filters import Filter
from coopdesk.operations.folders import release_log_file
from coopdesk.operations.opening import sample_contents
from tests.builders import contents
from tests.ui.report_windows import ReportWindows, a_printer


@pytest.fixture
def windows(tmp_path: Path, qtbot: QtBot) -> Iterator[ReportWindows]:
    made = ReportWindows(tmp_path)
    yield made
    made.close()


def test_that_the_report_is_printed_page_by_page(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open(sample_contents("denmark-serbia"), Filter(areas=("AIR",)), "Air forces")
    qtbot.waitSignal(window.ready).wait()
    count = window.preview.document.pageCount()
    window.printing.print_on(a_printer(tmp_path / "out.pdf"))
    assert not window.foot.print.isEnabled()
    qtbot.waitUntil(lambda: window.message == f"{count} pages were sent to print.")
    assert len(PdfReader(tmp_path / "out.pdf").pages) == count > 1
    assert window.foot.print.isEnabled()
    line = json.loads(release_log_file().read_text().splitlines()[-1])
    assert (line["how"], line["file"]) == ("printed", "")


def test_that_a_printing_goes_on_when_the_window_is_closed(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = windows.desk(contents(3))
    window = windows.open(desk)
    qtbot.waitSignal(window.ready).wait()
    count = window.preview.document.pageCount()
    window.printing.print_on(a_printer(tmp_path / "out.pdf"))
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))
    qtbot.waitUntil(lambda: not desk.busy)
    assert len(PdfReader(tmp_path / "out.pdf").pages) == count


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_that_a_printer_that_takes_nothing_is_told_in_the_window(
    windows: ReportWindows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open(contents(3))
    qtbot.waitSignal(window.ready).wait()
    window.printing.print_on(a_printer(tmp_path / "missing" / "out.pdf"))
    qtbot.waitUntil(lambda: window.message.startswith("Nothing could be printed to"))
    assert window.foot.print.isEnabled()


def test_that_a_computer_without_printers_says_so(
    windows: ReportWindows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    window = windows.open(contents(3))
    qtbot.waitSignal(window.ready).wait()
    window.foot.print.click()
    assert window.message.startswith("This computer has no printer set up")


def test_that_the_print_dialog_begins_with_the_paper_of_the_report(
    windows: ReportWindows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[tuple[QPageSize.PageSizeId, int]] = []

    def accept(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        seen.append((printer.pageLayout().pageSize().id(), dialog.maxPage()))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        printer.setResolution(72)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    monkeypatch.setattr(QPrintDialog, "exec", accept)
    window = windows.open(contents(3))
    qtbot.waitSignal(window.ready).wait()
    window.foot.print.click()
    qtbot.waitUntil(lambda: "sent to print" in window.message)
    pages = window.preview.document.pageCount()
    assert seen == [(QPageSize.PageSizeId.A4, pages)]
    assert len(PdfReader(tmp_path / "out.pdf").pages) == pages
