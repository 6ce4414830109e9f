"""The bar over the tabs: the catalogue's name, the ways back and forward, the search, and New."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.search_field import SearchField

if TYPE_CHECKING:
    from coopdesk.ui.search_help import SearchHelp


class TopBar(QWidget):
    """Shows which catalogue this is, ``search`` to find and ``add`` to make a record.

    The two ``ways`` go back and forward.
    """

    def __init__(
        self,
        desk: Desk,
        new_record: QAction,
        ways: tuple[QAction, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchbar")
        self._name = QLabel()
        self._name.setProperty("role", "heading")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.search = SearchField(desk)
        self._help: SearchHelp | None = None
        self.help = QToolButton()
        self.help.setProperty("role", "icon")
        self.help.setFixedSize(30, 30)
        self.help.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.help.setToolTip(_("How to search"))
        self.help.setAccessibleName(_("How to search"))
        self.help.clicked.connect(self._show_help)
        self.add = QPushButton(_("New record"))
        self.add.setProperty("role", "primary")
        self.add.clicked.connect(new_record.trigger)
        new_record.enabledChanged.connect(self.add.setEnabled)
        both = QHBoxLayout()
        both.setSpacing(0)
        self._ways = [_way(action) for action in ways]
        for button in self._ways:
            both.addWidget(button)
        sought = QHBoxLayout()
        sought.setSpacing(4)
        sought.addWidget(self.search, 1)
        sought.addWidget(self.help)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 4)
        grid.setHorizontalSpacing(14)
        grid.addWidget(self._name, 0, 0)
        grid.addLayout(both, 0, 1)
        grid.addLayout(sought, 0, 2)
        grid.addWidget(self.add, 0, 4)
        for column, stretch in ((0, 3), (2, 4), (3, 1)):
            grid.setColumnStretch(column, stretch)

    def name(self, name: str) -> None:
        """Show the catalogue's name."""
        self._name.setText(name)

    def dress(self) -> None:
        """Add the icons."""
        from coopdesk.ui.icons import icon

        self.search.addAction(icon("search-line"), QLineEdit.ActionPosition.LeadingPosition)
        self.help.setIcon(icon("question-line"))
        self.add.setIcon(icon("add-line", "on_accent"))
        for button, name in zip(self._ways, ("arrow-left-line", "arrow-right-line"), strict=True):
            button.setIcon(icon(name))

    def _show_help(self) -> None:
        if self._help is None:
            from coopdesk.ui.search_help import SearchHelp

            self._help = SearchHelp(self)
            self._help.chosen.connect(self.search.ask_for)
        self._help.open_beneath(self.search)


def _way(action: QAction) -> QToolButton:
    """Return a button for a way, which has its room before it has its icon.

    The keyboard has keys for both: the Tab key does not stop here.
    """
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setFixedSize(32, 30)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    name = action.text().replace("&", "")
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({action.shortcut().toString()})")
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button
