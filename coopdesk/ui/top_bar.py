"""The bar over the tabs: the catalogue's name, the search, and New."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from coopdesk.i18n import _


class TopBar(QWidget):
    """Shows which catalogue this is, ``search`` to find and ``add`` to make a record."""

    def __init__(self, new_record: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchbar")
        self._name = QLabel()
        self._name.setProperty("role", "heading")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search all records"))
        self.search.setAccessibleName(_("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(460)
        self.add = QPushButton(_("New record"))
        self.add.setProperty("role", "primary")
        self.add.clicked.connect(new_record.trigger)
        new_record.enabledChanged.connect(self.add.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 4)
        row.setSpacing(14)
        row.addWidget(self._name, 3)
        row.addWidget(self.search, 4)
        row.addStretch(1)
        row.addWidget(self.add)

    def name(self, name: str) -> None:
        """Show the catalogue's name."""
        self._name.setText(name)

    def dress(self) -> None:
        """Add the icons."""
        from coopdesk.ui.icons import icon

        self.search.addAction(icon("search-line"), QLineEdit.ActionPosition.LeadingPosition)
        self.add.setIcon(icon("add-line", "on_accent"))
