"""File > Export > PDF: choose, see the very pages, save them, print them."""

from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.i18n import _, ngettext
from coopdesk.operations.writing import write_whole
from coopdesk.ui.desk import Desk
from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.pdf_printing import page_size, print_pdf
from coopdesk.ui.report_foot import ReportFoot
from coopdesk.ui.report_gathering import (
    Gathered,
    Opening,
    Scope,
    gather,
    read_opening,
    suggested_name,
)
from coopdesk.ui.report_job import ReportJob
from coopdesk.ui.report_options import ReportOptions
from coopdesk.ui.report_preview import ReportPreview

SETTLE_MS = 250  # how long the options must rest before the report is compiled anew


class PrintProgress(QObject):
    """Carries from the printing thread how many pages are done, and of how many."""

    told = Signal(int, int)


class ReportWindow(QDialog):
    """A report on the records of a tab or on all, with a live preview.

    ``scope_filter`` and ``sort`` are what the tab shows, ``scope_name`` its name, ``filter_name``
    that of the saved filter whose tab it is. What is saved
    and printed is the very PDF that is shown. ``ready`` tells that it is shown, ``refused`` the
    sentence that is shown instead.
    """

    ready = Signal()
    refused = Signal(str)
    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        scope_filter: Filter,
        sort: Sort,
        scope_name: str,
        parent: QWidget | None = None,
        *,
        filter_name: str = "",
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scope = Scope(scope_filter, sort, scope_name, filter_name)
        self._catalogue_name = ""
        self._pdf = b""
        self._unwanted = Event()
        self._stop_printing = Event()
        self._folder: Path | None = None
        self.setWindowTitle(_("Export as PDF"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.setMinimumSize(720, 480)
        self.resize(1000, 760)
        self.options = ReportOptions(desk.settings)
        self.preview = ReportPreview()
        self.foot = ReportFoot()
        self._job = ReportJob(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._gather)
        self._lay_out()
        self.options.changed.connect(self._begin)
        self.preview.cancelled.connect(self._cancel)
        self.preview.again.connect(self._begin)
        self.foot.save.clicked.connect(self.choose_file)
        self.foot.print.clicked.connect(self.choose_printer)
        self.foot.close_button.clicked.connect(self.reject)
        self.foot.folder.clicked.connect(self._show_folder)
        self.foot.stop.clicked.connect(self._stop_print)
        self._job.compiled.connect(self._compiled)
        self._job.failed.connect(self._failed)
        desk.changed.connect(self._catalogue_changed)
        self._await_pages()
        self._read_opening()

    @property
    def pdf(self) -> bytes:
        """The report that is shown, b"" while there is none."""
        return self._pdf

    @property
    def process_id(self) -> int:
        """The number of the child that compiles, 0 where none does."""
        return self._job.process_id

    @property
    def message(self) -> str:
        """What the window says about saving and printing."""
        return self.foot.message

    # What is shown.

    def _catalogue_changed(self, _changed: object, _origin: object) -> None:
        self._read_opening()

    def _read_opening(self) -> None:
        scope = self._scope
        self._desk.read(
            self,
            lambda store: read_opening(store, scope),
            self._opened,
            key="opening",
            failed=self._not_read,
        )

    def _opened(self, opening: Opening) -> None:
        self._catalogue_name = opening.catalogue_name
        self.options.offer(opening)
        self._await_pages()
        self._gather()

    def _begin(self) -> None:
        """Compile anew once the options have come to rest; what is running is not wanted now."""
        self._await_pages()
        self._timer.start(SETTLE_MS)

    def _await_pages(self) -> None:
        self._unwanted.set()
        self._job.cancel()
        self._pdf = b""
        self.foot.say("")
        self.options.tell(None)
        self.preview.wait(True)
        self.foot.enable(False)

    def _cancel(self) -> None:
        self._timer.stop()
        self._unwanted.set()
        self._job.cancel()
        self._refuse(_("Compiling was cancelled."), problem=False, again=True)

    def _gather(self) -> None:
        self._timer.stop()
        self._unwanted = unwanted = Event()
        scope, choice = self._scope, self.options.choice
        self._desk.read(
            self,
            lambda store: gather(store, scope, choice, unwanted),
            self._gathered,
            key="gather",
            failed=self._not_read,
        )

    def _gathered(self, gathered: Gathered | None) -> None:
        if gathered is None or self._unwanted.is_set():
            return
        self.options.tell(gathered)
        if gathered.job is not None:
            self._job.start(gathered.job)
        elif gathered.empty:
            self._refuse(
                _("No record to print: clear the filters, or choose the whole catalogue."),
                problem=False,
            )
        else:
            self._refuse(
                _("No record may go to this audience: choose another audience or other records."),
                problem=False,
            )

    def _compiled(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.wait(False)
        self.preview.show_pdf(pdf)
        self.foot.enable(True)
        self.ready.emit()

    def _failed(self, sentence: str, bug: Exception | None) -> None:
        self._refuse(sentence, again=True)
        if bug is not None:
            self._desk.failed.emit(bug)

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, CatalogueError):
            self._failed(str(error), None)
        else:
            self._failed(
                _("The report could not be made. This is a fault of the program, not yours."), error
            )

    def _refuse(self, sentence: str, *, problem: bool = True, again: bool = False) -> None:
        self.preview.wait(False)
        self.preview.say(sentence, problem=problem, again=again)
        self.refused.emit(sentence)

    # Saving.

    def choose_file(self) -> None:
        """Ask where to save the report, beginning in the folder of the last one."""
        dialog = FileWindow(self, _("Save the report"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(_first_folder(self._desk.settings.get("report_folder")))
        dialog.selectFile(
            suggested_name(self._catalogue_name, self._what(), datetime.now().astimezone().date())
        )
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _what(self) -> str:
        """Return what the file name says is in it, "" for everything."""
        if self.options.choice.whole or self._scope.wanted.empty:
            return ""
        scope = self._scope
        named = scope.wanted.areas or scope.filter_name
        return scope.name if named else _("selection")

    def save_to(self, file: str) -> None:
        """Write the report that is shown to ``file``, whole or not at all."""
        pdf, path = self._pdf, Path(file)
        if not pdf:
            return
        self.foot.say(_("Saving…"))
        catalogue = self._desk.path
        self._desk.run(
            self,
            lambda: write_whole(path, pdf, catalogue),
            lambda _nothing: self._written(path),
            self._not_done,
        )

    def _written(self, path: Path) -> None:
        self._folder = path.parent
        self._desk.settings.set("report_folder", str(path.parent))
        self.foot.say(_("Saved as {file}").format(file=path), folder=True)
        self.saved.emit(str(path))

    def _not_done(self, error: Exception) -> None:
        if not isinstance(error, CatalogueError):
            self._desk.failed.emit(error)
            return
        self.foot.say(str(error), problem=True)

    def _show_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    # Printing.

    def choose_printer(self) -> None:
        """Ask for a printer, pages and copies; say so where the computer has no printer."""
        if not QPrinterInfo.availablePrinterNames():
            self.foot.say(
                _("This computer has no printer set up: set one up, or save the PDF instead."),
                problem=True,
            )
            return
        document = self.preview.document
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        paper, orientation = page_size(document.pagePointSize(0))
        printer.setPageSize(paper)
        printer.setPageOrientation(orientation)
        printer.setDocName(self._catalogue_name)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print the report"))
        dialog.setMinMax(1, document.pageCount())
        dialog.setFromTo(1, document.pageCount())
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
        chosen = dialog.exec()
        if isValid(self) and chosen == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the report that is shown, off this thread; it goes on when the window is closed."""
        pdf, current = self._pdf, self.preview.page
        if not pdf:
            return
        self._stop_printing = stop = Event()
        progress = PrintProgress()
        progress.told.connect(self._printing)
        self.foot.print.setEnabled(False)
        self.foot.say(_("Printing…"), printing=True)
        self._desk.run(
            self._desk,
            lambda: print_pdf(
                pdf, printer, current=current, told=progress.told.emit, cancelled=stop
            ),
            self._printed,
            self._not_printed,
        )

    def _stop_print(self) -> None:
        self._stop_printing.set()

    def _printing(self, done: int, count: int) -> None:
        if not self._stop_printing.is_set():
            self.foot.say(
                _("Printing page {page} of {count}…").format(page=done, count=count), printing=True
            )

    def _printed(self, pages: int) -> None:
        if not isValid(self):
            return
        self.foot.print.setEnabled(bool(self._pdf))
        if self._stop_printing.is_set():
            self.foot.say(_("Printing was stopped."))
            return
        done = ngettext(
            "{count} page was sent to print.", "{count} pages were sent to print.", pages
        )
        self.foot.say(done.format(count=pages))

    def _not_printed(self, error: Exception) -> None:
        if not isValid(self):
            self._desk.failed.emit(error)
            return
        self.foot.print.setEnabled(bool(self._pdf))
        self._not_done(error)

    # The window.

    def done(self, result: int) -> None:
        """Close: end the child, and what is read for it."""
        self._timer.stop()
        self._unwanted.set()
        self._job.cancel(wait=True)
        super().done(result)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.options)
        middle.addWidget(_line(QFrame.Shape.VLine))
        middle.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(_line(QFrame.Shape.HLine))
        column.addWidget(self.foot)


def _line(shape: QFrame.Shape) -> QFrame:
    line = QFrame()
    line.setProperty("role", "line" if shape is QFrame.Shape.HLine else "edge")
    return line


def _first_folder(last: str) -> str:
    if last and Path(last).is_dir():
        return last
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
