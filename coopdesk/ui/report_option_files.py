"""Saving what is chosen for a report in a file, for the command line or another desk, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.file_window import FileWindow
from coopdesk.ui.report_foot import ReportFoot
from coopdesk.ui.report_gathering import Choice, Scope, wanted_records
from coopdesk.ui.report_names import settings_name
from coopdesk.ui.report_saving import first_folder

if TYPE_CHECKING:
    from coopdesk.operations.report_settings import ReportSettings
    from coopdesk.storage.store import Store


class ReportOptionFiles(QObject):
    """``loaded`` carries the `ReportSettings` of a file, ``saved`` the path of one written."""

    loaded = Signal(object)
    saved = Signal(str)

    def __init__(self, desk: Desk, foot: ReportFoot, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._foot = foot
        self._window = window
        self._kept: tuple[Scope, Choice] | None = None

    def choose_to_save(self, scope: Scope, choice: Choice, title: str) -> None:
        """Ask where to keep ``choice`` on the records of ``scope``, for the report so titled."""
        self._kept = (scope, choice)
        dialog = self._dialog(_("Save the options"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(settings_name(title))
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def choose_to_load(self) -> None:
        """Ask which file of options to read."""
        dialog = self._dialog(_("Load options"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.load)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Write what was to be kept to ``file``."""
        if self._kept is None:
            return
        scope, choice = self._kept
        self._desk.read(
            self,
            lambda store: _write(store, Path(file), scope, choice),
            lambda _nothing: self._written(file),
            failed=self._not_done,
        )

    def load(self, file: str) -> None:
        """Read the choices in ``file``; what is wrong with it is said at the foot."""

        def job() -> "ReportSettings":
            from coopdesk.operations.report_settings import read_settings
            from coopdesk.reports.registry import report_named

            found = read_settings(Path(file))
            if found.report:
                report_named(found.report)
            return found

        self._desk.run(self, job, self.loaded.emit, self._not_done)

    def _dialog(self, title: str) -> FileWindow:
        dialog = FileWindow(self._window, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(_("Options of reports (*.toml)"))
        dialog.setDirectory(first_folder(self._desk.settings))
        return dialog

    def _written(self, file: str) -> None:
        self._foot.say(_("Options saved as {file}").format(file=file))
        self.saved.emit(file)

    def _not_done(self, error: Exception) -> None:
        if not isinstance(error, CatalogueError):
            self._desk.failed.emit(error)
            return
        self._foot.say(str(error), problem=True)


def _write(store: "Store", path: Path, scope: Scope, choice: Choice) -> None:
    from coopdesk.operations.report_settings import ReportSettings, write_settings

    write_settings(
        path,
        ReportSettings(
            report=choice.report,
            language=choice.language,
            audience=choice.audience,
            wanted=wanted_records(store, scope, choice.records),
            options=choice.options,
        ),
    )
