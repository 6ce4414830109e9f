"""The left side of the window: the saved filters over the filters."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.filter_panel import FilterPanel
from coopdesk.ui.icons import icon


class FilterSide(QWidget):
    """``button`` opens ``menu``, which the saved filters fill; beneath it is ``panel``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.panel = FilterPanel(desk)
        self.button = QToolButton()
        self.button.setText(_("Saved filters"))
        self.button.setIcon(icon("bookmark-line"))
        self.button.setIconSize(QSize(16, 16))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setProperty("role", "quiet")
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu = QMenu(self.button)
        self.menu.setToolTipsVisible(True)
        self.button.setMenu(self.menu)
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 6, 4, 2)
        bar.addWidget(self.button)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.panel, 1)
        self.setMinimumWidth(150)

    def sizeHint(self) -> QSize:
        """Return what the left side of the window would like."""
        return self.panel.sizeHint()
