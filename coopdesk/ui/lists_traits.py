"""What a list says of its codes beside their names: of a kind, and of a status."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.codes import Code, Kind, Status
from coopdesk.catalogue.fields import FIELDS, field
from coopdesk.i18n import N_, _
from coopdesk.ui.editor_box import Caption
from coopdesk.ui.field_widgets import Combo
from coopdesk.ui.icons import icon

_FACETS = tuple(declared.name for declared in FIELDS if declared.facet is not None)
# How far the work has come under a status, and what that means for its traits.
_STAGES: tuple[tuple[str, str, dict[str, bool]], ...] = (
    ("open", N_("Not under way"), {"under_way": False, "ended": False}),
    ("under_way", N_("Under way"), {"under_way": True, "ended": False}),
    ("ended", N_("Ended"), {"under_way": False, "ended": True}),
)


class Traits(QWidget):
    """Shows the traits of an entry; ``changed`` carries those that the user has changed."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_traits(self, entry: Code) -> None:
        """Show those of ``entry``, without a signal."""
        self._showing = True
        self._show(entry)
        self._showing = False

    def _show(self, entry: Code) -> None:
        raise NotImplementedError

    def _tell(self, traits: dict[str, Any]) -> None:
        if not self._showing:
            self.changed.emit(traits)


class KindTraits(Traits):
    """Whether a kind is an agreement, and which parts of the form come first, in which order."""

    def __init__(self) -> None:
        super().__init__()
        self.agreement = QCheckBox(_("It is an agreement, and has the statuses of agreements"))
        self.agreement.toggled.connect(lambda on: self._tell({"agreement": on}))
        self.facets = QListWidget()
        self.facets.setProperty("role", "framed")
        self.facets.setAccessibleName(_("Parts of the form that come first"))
        self.facets.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.facets.setMinimumHeight(150)
        self.facets.itemChanged.connect(lambda _item: self._tell({"first": self.first}))
        self.facets.currentRowChanged.connect(lambda _row: self._enable())
        self.up = _button("arrow-up-line", _("Move up"))
        self.down = _button("arrow-down-line", _("Move down"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self.up)
        beside.addWidget(self.down)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.facets, 1)
        row.addLayout(beside)
        self._column.addWidget(self.agreement)
        self._column.addSpacing(6)
        self._column.addWidget(Caption(_("Parts of the form that come first"), self.facets))
        self._column.addLayout(row, 1)

    @property
    def first(self) -> list[str]:
        """The facets that are ticked, in order."""
        rows = [self.facets.item(row) for row in range(self.facets.count())]
        ticked = [item for item in rows if item.checkState() == Qt.CheckState.Checked]
        return [item.data(Qt.ItemDataRole.UserRole) for item in ticked]

    def _show(self, entry: Code) -> None:
        assert isinstance(entry, Kind)
        self.agreement.setChecked(entry.agreement)
        others = [name for name in _FACETS if name not in entry.first]
        row = self.facets.currentRow()
        kept = self.facets.item(row).data(Qt.ItemDataRole.UserRole) if row >= 0 else ""
        self.facets.clear()
        for name in (*entry.first, *others):
            item = QListWidgetItem(field(name).words(), self.facets)
            item.setData(Qt.ItemDataRole.UserRole, name)
            ticked = name in entry.first
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            if name == kept:
                self.facets.setCurrentItem(item)
        self._enable()

    def _move(self, by: int) -> None:
        row = self.facets.currentRow()
        before = self.first
        self._showing = True
        item = self.facets.takeItem(row)
        self.facets.insertItem(row + by, item)
        self.facets.setCurrentItem(item)
        self._showing = False
        if self.first != before:
            self._tell({"first": self.first})

    def _enable(self) -> None:
        row = self.facets.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.facets.count() - 1)


class StatusTraits(Traits):
    """What a status is for, and how far the work has come under it."""

    def __init__(self) -> None:
        super().__init__()
        self.sort = Combo()
        self.sort.addItem(_("Agreements"), True)
        self.sort.addItem(_("All other kinds"), False)
        self.sort.activated.connect(
            lambda _row: self._tell({"agreement": bool(self.sort.currentData())})
        )
        self.stage = Combo()
        for code, words, _traits in _STAGES:
            self.stage.addItem(_(words), code)
        self.stage.activated.connect(lambda row: self._tell(dict(_STAGES[row][2])))
        self._add(_("For records that are"), self.sort)
        self._add(_("The work is then"), self.stage)

    def _add(self, words: str, combo: Combo) -> None:
        label: QLabel = Caption(words, combo)
        combo.setAccessibleName(words)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(combo)
        self._column.addLayout(column)

    def _show(self, entry: Code) -> None:
        assert isinstance(entry, Status)
        self.sort.setCurrentIndex(self.sort.findData(entry.agreement))
        stage = "under_way" if entry.under_way else "ended" if entry.ended else "open"
        self.stage.setCurrentIndex(self.stage.findData(stage))


def _button(name: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "row")
    button.setIcon(icon(name))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
