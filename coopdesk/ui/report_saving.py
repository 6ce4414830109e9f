"""Saving the report that is shown: where, under which name, and in the log of what went out."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _
from coopdesk.settings import Settings
from coopdesk.ui.desk import Desk
from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.job_progress import Stopped
from coopdesk.ui.report_foot import ReportFoot
from coopdesk.ui.report_gathering import Choice, Scope, asked_request
from coopdesk.ui.report_names import suggested_name

if TYPE_CHECKING:
    from coopdesk.operations.exporting import Exported
    from coopdesk.storage.store import Store
    from coopdesk.ui.report_making import Made


class SavingProgress(QObject):
    """Carries from the working thread how many volumes are done, and of how many."""

    told = Signal(int, int)


class ReportSaving(QObject):
    """Saves what ``made`` returns (None: there is nothing to save), and says so in ``foot``.

    ``asked`` returns what it is made from, for the volumes that are not shown. ``what`` returns
    what the name of the file is to say: the catalogue's name, and what of it.
    """

    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        foot: ReportFoot,
        made: "Callable[[], Made | None]",
        asked: Callable[[], tuple[Scope, Choice]],
        what: Callable[[], tuple[str, str]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._foot = foot
        self._made = made
        self._asked = asked
        self._stop = Event()  # set: no volumes are being saved
        self._stop.set()
        self._what = what
        self._window = window
        self._folder: Path | None = None
        foot.save.clicked.connect(self.choose_file)
        foot.folder.clicked.connect(self._show_folder)
        foot.stop.clicked.connect(self._stop_saving)

    def choose_file(self) -> None:
        """Ask where to save the report, beginning in the folder of the last one."""
        catalogue, scope = self._what()
        dialog = FileWindow(self._window, _("Save the report"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(first_folder(self._desk.settings))
        dialog.selectFile(suggested_name(catalogue, scope, datetime.now().astimezone().date()))
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Write the report that is shown to ``file``, whole or not at all, and log that."""
        from coopdesk.operations.exporting import save_pdf

        made, path, catalogue = self._made(), Path(file), self._desk.path
        if made is None:
            return
        if made.volumes > 1:
            self._save_volumes(path)
            return
        self._foot.say(_("Saving…"))
        self._desk.run(
            self,
            lambda: save_pdf(made.pdf, path, made.release, catalogue),
            lambda unlogged: self._written(path, unlogged),
            self._not_done,
        )

    def _save_volumes(self, path: Path) -> None:
        """Compile and write each volume in turn, beside ``path``; all of them or none."""
        (scope, choice), who = self._asked(), self._desk.who
        self._stop = stop = Event()
        progress = SavingProgress()
        progress.told.connect(self._saving)
        self._foot.enable(False)
        self._foot.say(_("Saving…"), printing=True)

        def told(done: int, of: int) -> None:
            if stop.is_set():
                raise Stopped
            progress.told.emit(done, of)

        def job(store: "Store") -> "Exported":
            from coopdesk.operations.exporting import export_report

            request = asked_request(store, scope, choice)
            return export_report(choice.report, request, path, store.path, who=who, told=told)

        self._desk.read(self, job, self._volumes_written, failed=self._not_done)

    def _saving(self, done: int, of: int) -> None:
        if done < of and not self._stop.is_set():
            words = _("Saving volume {number} of {count}…").format(number=done + 1, count=of)
            self._foot.say(words, printing=True)

    def _stop_saving(self) -> None:
        if not self._stop.is_set():
            self._stop.set()
            self._foot.say(_("Stopping after the volume at hand…"))

    def _volumes_written(self, written: "Exported") -> None:
        self._stop.set()
        self._foot.enable(self._made() is not None)
        said = _("Saved in {count} volumes, the first as {file}")
        self._tell_written(
            written.path,
            said.format(count=written.volumes, file=written.path),
            written.unlogged,
        )

    def close(self) -> None:
        """Stop saving volumes: nobody is there to hear of it."""
        self._stop.set()

    def _written(self, path: Path, unlogged: str) -> None:
        self._tell_written(path, _("Saved as {file}").format(file=path), unlogged)

    def _tell_written(self, path: Path, said: str, unlogged: str) -> None:
        self._folder = path.parent
        self._desk.settings.set("report_folder", str(path.parent))
        told = f"{said}. {unlogged}" if unlogged else said
        self._foot.say(told, folder=True, problem=bool(unlogged))
        self.saved.emit(str(path))

    def _not_done(self, error: Exception) -> None:
        self._stop.set()
        self._foot.enable(self._made() is not None)
        if isinstance(error, Stopped):
            self._foot.say(_("Saving was stopped; nothing was written."))
            return
        if not isinstance(error, CatalogueError):
            self._desk.failed.emit(error)
            return
        self._foot.say(str(error), problem=True)

    def _show_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def first_folder(settings: Settings) -> str:
    """Return the folder of the last report, else the one for documents."""
    last = str(settings.get("report_folder"))
    if last and Path(last).is_dir():
        return last
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
