"""The name of a saved filter, its icon, and whether it is a tab."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.saved_filter import ICONS, LONGEST_NAME, SavedFilter
from coopdesk.i18n import N_, _
from coopdesk.ui.icons import icon

COLUMNS = 8
# What a screen reader calls the icons, in their order.
_WORDS = (
    N_("Funnel"),
    N_("Star"),
    N_("Flag"),
    N_("Bookmark"),
    N_("Pin"),
    N_("Eye"),
    N_("Clock"),
    N_("Calendar"),
    N_("Warning light"),
    N_("Tick"),
    N_("Document"),
    N_("Pen"),
    N_("Gift"),
    N_("Lorry"),
    N_("Ship"),
    N_("Aeroplane"),
    N_("Fire"),
    N_("First aid"),
    N_("Shield"),
    N_("Book"),
    N_("Group"),
    N_("Building"),
    N_("Globe"),
    N_("Coins"),
)


class SavedFilterForm(QWidget):
    """``given`` comes when the user has given something else: another name, icon, or a tab."""

    given = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        name_label = QLabel(_("&Name"))
        name_label.setProperty("role", "label")
        name_label.setBuddy(self.name)
        icon_label = QLabel(_("Icon"))
        icon_label.setProperty("role", "label")
        self.tab = QCheckBox(_("Show as a &tab of its own"))
        self.icons = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(name_label)
        column.addWidget(self.name)
        column.addSpacing(8)
        column.addWidget(icon_label)
        column.addLayout(self._make_icons())
        column.addSpacing(8)
        column.addWidget(self.tab)
        # Where room is short, words around it give way, never the icons.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.name.editingFinished.connect(self.given)
        self.icons.idClicked.connect(lambda _id: self.given.emit())
        self.tab.clicked.connect(lambda _on: self.given.emit())

    def _make_icons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2)
        grid.setColumnStretch(COLUMNS, 1)
        for place, (name, words) in enumerate(zip(ICONS, _WORDS, strict=True)):
            button = QToolButton()
            button.setIcon(icon(name, "text"))
            button.setIconSize(QSize(18, 18))
            button.setCheckable(True)
            button.setProperty("role", "icon")
            button.setToolTip(_(words))
            button.setAccessibleName(_(words))
            self.icons.addButton(button, place)
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        return grid

    def show_saved(self, saved: SavedFilter) -> None:
        """Show what is saved, and nothing that was typed over it."""
        if self.name.text() != saved.name:
            self.name.setText(saved.name)
        place = ICONS.index(saved.icon) if saved.icon in ICONS else 0
        self.icons.button(place).setChecked(True)
        self.tab.setChecked(saved.tab)

    @property
    def given_name(self) -> str:
        """The name that is written, blanks only between its words."""
        return " ".join(self.name.text().split())

    @property
    def given_icon(self) -> str:
        """The name of the icon that is chosen."""
        return ICONS[max(self.icons.checkedId(), 0)]
