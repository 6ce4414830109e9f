"""What stands in place of an entry while a new one is being written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coopdesk.i18n import _
from coopdesk.ui.editor_box import Caption
from coopdesk.ui.lists_names import TAG_TEXT, NamesForm

_HEADINGS = {
    "kind": lambda: _("New kind"),
    "area": lambda: _("New area"),
    "status": lambda: _("New status"),
    "tag": lambda: _("New tag"),
    "organisation_type": lambda: _("New type of organisation"),
}


class NewEntry(QWidget):
    """``added`` carries the names that the user wants to add; ``cancelled`` that they do not.

    What was typed stays when the user looks elsewhere meanwhile.
    """

    added = Signal(dict)
    cancelled = Signal()

    def __init__(self, list_name: str) -> None:
        super().__init__()
        self.names = NamesForm(TAG_TEXT, new=True) if list_name == "tag" else NamesForm(new=True)
        self.names.show_names(None)
        heading = QLabel(_HEADINGS[list_name]())
        heading.setProperty("role", "heading")
        self.add = QPushButton(_("Add"))
        self.add.setProperty("role", "primary")
        self.cancel = QPushButton(_("Cancel"))
        for button in (self.add, self.cancel):
            button.setAutoDefault(False)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self._cancel)
        self.names.left.connect(self._add)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 16)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addSpacing(14)
        if list_name != "tag":
            column.addWidget(Caption(_("Name in each language"), self.names))
            column.addSpacing(4)
        column.addWidget(self.names)
        column.addSpacing(14)
        column.addLayout(buttons)
        column.addStretch(1)

    def clear(self) -> None:
        """Forget what was typed."""
        self.names.show_names(None)

    def _add(self) -> None:
        self.added.emit(self.names.names)

    def _cancel(self) -> None:
        self.clear()
        self.cancelled.emit()
