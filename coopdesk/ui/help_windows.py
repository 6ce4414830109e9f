"""What the Help menu shows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QMessageBox, QWidget

from coopdesk import __version__
from coopdesk.i18n import _
from coopdesk.ui.actions import ACTIONS
from coopdesk.ui.editor_keys import EDITOR_KEYS


def show_shortcuts(parent: QWidget) -> None:
    """Show every action that has a shortcut, and the keys of the table."""
    window = QDialog(parent)
    window.setWindowTitle(_("Keyboard Shortcuts"))
    grid = QGridLayout(window)
    grid.setContentsMargins(24, 20, 24, 20)
    grid.setHorizontalSpacing(28)
    lines = [
        (_(spec.text).replace("&", "").rstrip("…"), QKeySequence(spec.keys).toString())
        for spec in ACTIONS
        if spec.keys
    ]
    lines += [(_(words), QKeySequence(keys).toString()) for words, keys, _does in EDITOR_KEYS]
    lines.append((_("Tick a filter"), _("Space")))
    half = (len(lines) + 1) // 2
    for place, (words, keys) in enumerate(lines):
        row, column = place % half, 2 * (place // half)
        grid.addWidget(QLabel(words), row, column)
        shown = QLabel(keys)
        shown.setProperty("role", "secondary")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        grid.addWidget(shown, row, column + 1)
    buttons = QDialogButtonBox()
    buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(window.reject)
    grid.addWidget(buttons, half, 0, 1, 4)
    window.exec()
    window.deleteLater()


def show_about(parent: QWidget, catalogue: str) -> None:
    """Show which program and which catalogue this is."""
    shown = QMessageBox(parent)
    shown.setWindowTitle(_("About CoopDesk"))
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setText(f"CoopDesk {__version__}")
    shown.setInformativeText(
        _(
            "The desktop catalogue of defence and civil-protection cooperation.\n"
            "Licensed under EUPL-1.2.\n\nThis catalogue: {path}"
        ).format(path=catalogue)
    )
    shown.exec()
    shown.deleteLater()
