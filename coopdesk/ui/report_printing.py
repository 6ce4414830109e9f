"""Printing the report that is shown: the very PDF, off the GUI thread."""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _, ngettext
from coopdesk.ui.desk import Desk
from coopdesk.ui.pdf_printing import page_size, print_pdf
from coopdesk.ui.report_foot import ReportFoot
from coopdesk.ui.report_preview import ReportPreview

if TYPE_CHECKING:
    from coopdesk.ui.report_making import Made


class PrintProgress(QObject):
    """Carries from the printing thread how many pages are done, and of how many."""

    told = Signal(int, int)


class ReportPrinting(QObject):
    """Prints what ``made`` returns (None: there is nothing to print), and says so in ``foot``.

    ``title`` returns what the printer's queue is to call it.
    """

    def __init__(
        self,
        desk: Desk,
        foot: ReportFoot,
        preview: ReportPreview,
        made: "Callable[[], Made | None]",
        title: Callable[[], str],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._foot = foot
        self._preview = preview
        self._made = made
        self._title = title
        self._window = window
        self._stop = Event()
        foot.print.clicked.connect(self.choose_printer)
        foot.stop.clicked.connect(self._stop_print)

    def choose_printer(self) -> None:
        """Ask for a printer, pages and copies; say so where the computer has no printer."""
        if not QPrinterInfo.availablePrinterNames():
            self._foot.say(
                _("This computer has no printer set up: set one up, or save the PDF instead."),
                problem=True,
            )
            return
        document = self._preview.document
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        paper, orientation = page_size(document.pagePointSize(0))
        printer.setPageSize(paper)
        printer.setPageOrientation(orientation)
        printer.setDocName(self._title())
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(_("Print the report"))
        dialog.setMinMax(1, document.pageCount())
        dialog.setFromTo(1, document.pageCount())
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
        chosen = dialog.exec()
        if isValid(self) and chosen == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the report that is shown, off this thread; it goes on when the window is closed."""
        made, current = self._made(), self._preview.page
        if made is None:
            return
        self._stop = stop = Event()
        progress = PrintProgress()
        progress.told.connect(self._printing)
        self._foot.print.setEnabled(False)
        self._foot.say(_("Printing…"), printing=True)

        def job() -> tuple[int, str]:
            from coopdesk.operations.exporting import log_printed

            told = progress.told.emit
            pages = print_pdf(made.pdf, printer, current=current, told=told, cancelled=stop)
            return pages, log_printed(made.pdf, made.release) if pages else ""

        self._desk.run(self._desk, job, self._printed, self._not_printed)

    def _stop_print(self) -> None:
        self._stop.set()

    def _printing(self, done: int, count: int) -> None:
        if not self._stop.is_set():
            self._foot.say(
                _("Printing page {page} of {count}…").format(page=done, count=count), printing=True
            )

    def _printed(self, outcome: tuple[int, str]) -> None:
        pages, unlogged = outcome
        if not isValid(self):
            if unlogged:
                self._desk.failed.emit(CatalogueError(unlogged))
            return
        self._foot.print.setEnabled(self._made() is not None)
        done = ngettext(
            "{count} page was sent to print.", "{count} pages were sent to print.", pages
        ).format(count=pages)
        if self._stop.is_set():
            done = _("Printing was stopped.")
        told = " ".join(filter(None, (done, unlogged)))
        self._foot.say(told, problem=bool(unlogged))

    def _not_printed(self, error: Exception) -> None:
        if not isValid(self) or not isinstance(error, CatalogueError):
            self._desk.failed.emit(error)
        if isValid(self):
            self._foot.print.setEnabled(self._made() is not None)
            if isinstance(error, CatalogueError):
                self._foot.say(str(error), problem=True)
