"""What the editor says above the form and asks below it, in place of a dialog."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.i18n import _
from coopdesk.ui.icons import icon

_LONGEST_REASON = 500


class Header(QWidget):
    """Whether a record is edited or made, its reference, and what stops a save in one sentence.

    ``sections`` is the button that leads to any section of the form.
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._reference = QLabel()
        self._reference.setProperty("role", "secondary")
        self._reference.setTextFormat(Qt.TextFormat.PlainText)
        self._message = QLabel()
        self._message.setProperty("role", "problem")
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message.setContentsMargins(16, 0, 16, 10)
        self._message.hide()
        self.sections = QToolButton()
        self.sections.setProperty("role", "row")
        # It has a key of its own.
        self.sections.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sections.setIcon(icon("list-unordered"))
        self.sections.setAccessibleName(_("Go to a section"))
        self.sections.setToolTip(_("Go to a section (Ctrl+J)"))
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._reference)
        row.addWidget(self.sections)
        line = QFrame()
        line.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._message)
        column.addWidget(line)

    @property
    def text(self) -> str:
        """The heading and the reference."""
        return f"{self._title.text()} {self._reference.text()}".strip()

    @property
    def message(self) -> str:
        """What stops a save, "" where nothing does."""
        return self._message.text()

    def name(self, reference: str) -> None:
        """Head the form of the record with that reference, "" for a new one."""
        self._title.setText(_("Edit record") if reference else _("New record"))
        self._reference.setText(reference[:60])

    def say(self, message: str) -> None:
        """Say ``message``, to a screen reader as well, or nothing."""
        self._message.setText(message)
        self._message.setVisible(bool(message))
        if message:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))


class DiscardBar(QFrame):
    """Asks whether what is not saved may go. ``discarded`` or ``kept`` is the answer."""

    discarded = Signal()
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        question = QLabel(_("Discard changes?"))
        question.setWordWrap(True)
        self.discard = QPushButton(_("Discard"))
        self.keep = QPushButton(_("Keep editing"))
        self.discard.clicked.connect(self.discarded)
        self.keep.clicked.connect(self.kept)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(question, 1)
        row.addWidget(self.keep)
        row.addWidget(self.discard)
        self.setAccessibleName(question.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape means no."""
        if event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
        else:
            super().keyPressEvent(event)


class Footer(QWidget):
    """The buttons at the bottom, the line for a reason, and what is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._status = QLabel()
        self._status.setProperty("role", "secondary")
        self.cancel = QPushButton(_("Cancel"))
        self.save = QPushButton(_("Save"))
        self.save.setProperty("role", "primary")
        self.save.setToolTip(_("Save (Ctrl+S), or save and go on (Ctrl+Enter)"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setPlaceholderText(_("Reason for the change"))
        self.reason.setAccessibleName(_("Reason for the change"))
        self.reason.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.reason)
        column.addLayout(row)
        row.addWidget(self._status, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)

    @property
    def status(self) -> str:
        """What is under way, "" where nothing is."""
        return self._status.text()

    def say(self, status: str) -> None:
        """Say what is under way."""
        self._status.setText(status)

    @property
    def why(self) -> str:
        """The reason that is given, "" where none is asked for."""
        return self.reason.text().strip() if not self.reason.isHidden() else ""

    def ask_reason(self, asked: bool) -> None:
        """Show the line for a reason, or hide it."""
        self.reason.setVisible(asked)
