"""Two tags made one: which other tag the current one becomes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coopdesk.catalogue.code_use import CodeUse
from coopdesk.i18n import _
from coopdesk.ui.editor_box import Caption
from coopdesk.ui.field_widgets import Combo


class TagMerging(QWidget):
    """``merged`` carries the tag that is to stand in place of the current one."""

    merged = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.into = Combo()
        self.into.setAccessibleName(_("Merge into"))
        self.into.setPlaceholderText(_("Choose…"))
        self.button = QPushButton(_("Merge"))
        self.button.setAutoDefault(False)
        self.button.setEnabled(False)
        self.into.currentIndexChanged.connect(lambda row: self.button.setEnabled(row >= 0))
        self.button.clicked.connect(lambda: self.merged.emit(self.into.currentData()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.into, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Caption(_("Merge into"), self.into))
        column.addLayout(row)

    def offer(self, tags: Sequence[CodeUse]) -> None:
        """Offer these tags; none is chosen."""
        self.into.clear()
        for tag in tags:
            self.into.addItem(tag.entry.words(), tag.entry.code)
        self.into.setCurrentIndex(-1)
        self.into.setEnabled(bool(tags))
