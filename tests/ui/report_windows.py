"""Report windows on catalogues of given contents, for the tests of what they show, save, print."""

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QComboBox
from shiboken6 import isValid

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.record import Record
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.report_window import ReportWindow
from tests.builders import contents

ALL = Filter()


class ReportWindows:
    """Opens desks and report windows, and closes them all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._desks: list[Desk] = []
        self._windows: list[ReportWindow] = []

    def desk(self, inside: Contents) -> Desk:
        path = self._folder / f"{len(self._desks)}.coopdesk"
        desk = Desk(path, lambda: Store.create(path, inside, who="A.K."), Settings(None), "A.K.")
        desk.start(lambda _store: None, lambda error: pytest.fail(str(error)))
        self._desks.append(desk)
        return desk

    def open(self, on: Contents | Desk, wanted: Filter = ALL, name: str = "All") -> ReportWindow:
        desk = on if isinstance(on, Desk) else self.desk(on)
        window = ReportWindow(desk, wanted, Sort(), name)
        window.show()
        self._windows.append(window)
        return window

    def close(self) -> None:
        for window in self._windows:
            if isValid(window):
                window.close()
        QApplication.processEvents()
        for desk in self._desks:
            desk.close()


def holding(*records: Record) -> Contents:
    return replace(contents(), records=records)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def language_of(pdf: bytes) -> str:
    return str(PdfReader(BytesIO(pdf)).root_object["/Lang"])


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def a_printer(file: Path) -> QPrinter:
    """Return a printer that prints to ``file``, as PDF on A4 paper, coarsely."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(72)
    return printer
