"""The bottom of the report window: what was done, and what can be done."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coopdesk.i18n import _
from coopdesk.ui.overview_cards import breakable, words

_Keys = QKeySequence.StandardKey


class ReportFoot(QWidget):
    """A message and the buttons; two of them stand beside a message that calls for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = words(" ", "secondary")
        self.folder = _button(_("Open &Folder"), "quiet")
        self.stop = _button(_("S&top"), "quiet")
        self.save = _button(_("&Save PDF…"), "primary")
        self.print = _button(_("&Print…"))
        self.close_button = _button(_("&Close"))
        # Not by Enter, which ends a line in one of the fields.
        for button, keys in ((self.save, _Keys.Save), (self.print, _Keys.Print)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)
            button.setToolTip(shortcut.key().toString(QKeySequence.SequenceFormat.NativeText))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(self._message, 1)
        for button in (self.folder, self.stop, self.save, self.print, self.close_button):
            row.addWidget(button)
        self.say("")

    @property
    def message(self) -> str:
        """What is said."""
        return self._message.accessibleName()

    def say(
        self, text: str, *, problem: bool = False, folder: bool = False, printing: bool = False
    ) -> None:
        """Say ``text``; with ``folder`` or ``printing`` show the button that goes with it."""
        self._message.setProperty("role", "problem" if problem else "secondary")
        self._message.style().unpolish(self._message)
        self._message.style().polish(self._message)
        self._message.setText(breakable(text))
        self._message.setAccessibleName(text)
        self.folder.setVisible(folder)
        self.stop.setVisible(printing)

    def enable(self, on: bool) -> None:
        """Let the report be saved and printed, or not."""
        self.save.setEnabled(on)
        self.print.setEnabled(on)


def _button(text: str, role: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setAccessibleName(text.replace("&", "").rstrip("…"))
    if role:
        button.setProperty("role", role)
    return button
