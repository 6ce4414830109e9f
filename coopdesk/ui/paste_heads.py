"""Over each column of pasted rows: which field it becomes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView

from coopdesk.i18n import _
from coopdesk.operations.pasting import TARGETS
from coopdesk.ui.field_widgets import Combo

_GAP = 4
# Of these a record may have many; every other field takes one column.
_MANY = ("provider", "receiver", "organisation", "source", "tags", "")


class TargetHeads(QHeaderView):
    """Headings with a list in each but the first. ``chosen`` is sent when one is changed."""

    chosen = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.boxes: list[QComboBox] = []
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.setHighlightSections(False)
        self.sectionResized.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    @property
    def targets(self) -> tuple[str, ...]:
        """What each column becomes, "" for nothing."""
        return tuple(box.currentData() for box in self.boxes)

    def show_targets(self, targets: Sequence[str]) -> None:
        """Show these over the columns after the first."""
        while len(self.boxes) > len(targets):
            box = self.boxes.pop()
            box.hide()
            box.deleteLater()
        while len(self.boxes) < len(targets):
            self.boxes.append(self._made())
        for box, target in zip(self.boxes, targets, strict=True):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(target))
        self.name()
        self._place()

    def name(self) -> None:
        """Tell a screen reader which column each list is over."""
        model = self.model()
        for place, box in enumerate(self.boxes, 1):
            heading = model.headerData(place, Qt.Orientation.Horizontal)
            box.setAccessibleName(_("“{column}” becomes").format(column=heading))

    def _made(self) -> Combo:
        box = Combo()
        box.setParent(self.viewport())
        box.addItem(_("Leave out"), "")
        for target in TARGETS:
            box.addItem(target.words(), target.name)
        box.view().setMinimumWidth(
            max(box.fontMetrics().horizontalAdvance(target.words()) for target in TARGETS) + 40
        )
        box.currentIndexChanged.connect(lambda: self._changed(box))
        box.installEventFilter(self)
        box.show()
        return box

    def _changed(self, changed: QComboBox) -> None:
        for box in self.boxes:
            same = box is not changed and box.currentData() == changed.currentData()
            if same and changed.currentData() not in _MANY:
                with QSignalBlocker(box):
                    box.setCurrentIndex(0)
        self.chosen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the column of a list that gets the focus into view."""
        if event.type() == QEvent.Type.FocusIn and watched in self.boxes:
            table = self.parent()
            assert isinstance(table, QTableView)
            row = max(table.rowAt(0), 0)
            table.scrollTo(self.model().index(row, self.boxes.index(watched) + 1))
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Leave room for the lists above the headings."""
        hint = super().sizeHint()
        above = self.boxes[0].sizeHint().height() + 2 * _GAP if self.boxes else 0
        return QSize(hint.width(), hint.height() + above)

    def _place(self) -> None:
        for place, box in enumerate(self.boxes, 1):
            left, width = self.sectionViewportPosition(place), self.sectionSize(place)
            box.setGeometry(left + _GAP, _GAP, max(width - 2 * _GAP, 20), box.sizeHint().height())

    def updateGeometries(self) -> None:
        """Place the lists where the columns are."""
        super().updateGeometries()
        self._place()
