"""The questions that are asked with the system's own file windows, and before closing."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from coopdesk.i18n import _
from coopdesk.ui.file_window import FileWindow

SUFFIX = ".coopdesk"


def ask_new_catalogue(parent: QWidget | None, folder: Path) -> Path | None:
    """Return where the user wants a new catalogue, None where they think better of it."""
    asked = FileWindow(
        parent, _("New Catalogue"), str(folder), _("CoopDesk catalogues (*.coopdesk)")
    )
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # What exists is refused with a sentence, never written over.
    asked.setOption(QFileDialog.Option.DontConfirmOverwrite)
    asked.selectFile(_("New catalogue") + SUFFIX)
    path = _answer(asked)
    return path if path is None or path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def ask_catalogue(parent: QWidget | None, folder: Path) -> Path | None:
    """Return which catalogue the user wants to open."""
    asked = FileWindow(
        parent,
        _("Open Catalogue"),
        str(folder),
        _("CoopDesk catalogues (*.coopdesk);;All files (*)"),
    )
    asked.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(asked)


def _answer(asked: FileWindow) -> Path | None:
    chosen = asked.selectedFiles() if asked.exec() else []
    asked.deleteLater()
    return Path(chosen[0]) if chosen else None


def may_discard(parent: QWidget) -> bool:
    """Ask whether changes that are not saved may be lost."""
    asked = QMessageBox(parent)
    asked.setIcon(QMessageBox.Icon.Warning)
    asked.setText(_("The record that is open has changes that are not saved."))
    asked.setInformativeText(_("Keep editing to save them, or close without them."))
    discard = asked.addButton(_("Discard changes"), QMessageBox.ButtonRole.DestructiveRole)
    keep = asked.addButton(_("Keep editing"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(keep)
    asked.exec()
    chosen = asked.clickedButton() is discard
    asked.deleteLater()
    return chosen
