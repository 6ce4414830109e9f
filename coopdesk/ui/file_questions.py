"""The questions that are asked with the system's own file windows, and before closing."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from coopdesk.i18n import _

SUFFIX = ".coopdesk"


def ask_new_catalogue(parent: QWidget, folder: Path) -> Path | None:
    """Return where the user wants a new catalogue, None where they think better of it."""
    name, _kind = QFileDialog.getSaveFileName(
        parent,
        _("New Catalogue"),
        str(folder / (_("New catalogue") + SUFFIX)),
        _("CoopDesk catalogues (*.coopdesk)"),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(SUFFIX)


def ask_catalogue(parent: QWidget, folder: Path) -> Path | None:
    """Return which catalogue the user wants to open."""
    name, _kind = QFileDialog.getOpenFileName(
        parent,
        _("Open Catalogue"),
        str(folder),
        _("CoopDesk catalogues (*.coopdesk);;All files (*)"),
    )
    return Path(name) if name else None


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
