"""A list of steps of the history: what was done on one line, when and by whom on the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coopdesk.ui.theme import colours

_Index = QModelIndex | QPersistentModelIndex
DETAIL_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()
_SIDE, _ABOVE, _BETWEEN = 14, 8, 3


@dataclass(frozen=True, slots=True)
class Step:
    """One row: ``key`` is for the caller, ``text`` and ``detail`` are the two lines."""

    key: object
    text: str
    detail: str


class StepModel(QAbstractListModel):
    """The steps that are known so far; ``more`` is called when the view nears their end."""

    def __init__(self, more: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.complete = more is None
        self._more = more

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        step = self.steps[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return step.text
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{step.text}\n{step.detail}"
            case _ if role == DETAIL_ROLE:
                return step.detail
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self.complete

    def fetchMore(self, parent: _Index) -> None:
        if self._more is not None and not self.complete:
            self._more()

    def show(self, steps: Sequence[Step]) -> None:
        """Show these in place of all others."""
        self.beginResetModel()
        self.steps = list(steps)
        self.endResetModel()

    def append(self, steps: Sequence[Step]) -> None:
        """Show these after the others."""
        if steps:
            first = len(self.steps)
            self.beginInsertRows(QModelIndex(), first, first + len(steps) - 1)
            self.steps.extend(steps)
            self.endInsertRows()


class StepDelegate(QStyledItemDelegate):
    """Draws the two lines, each cut where there is no more room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(160, 2 * option.fontMetrics.height() + 2 * _ABOVE + _BETWEEN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        text = drawn.text
        drawn.text = ""
        widget = drawn.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, widget)
        rect: QRect = drawn.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        metrics = drawn.fontMetrics
        cut = Qt.TextElideMode.ElideRight
        painter.save()
        painter.setPen(drawn.palette.color(QPalette.ColorRole.Text))
        first = metrics.elidedText(text, cut, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop, first)
        painter.setPen(colours().secondary)
        rect.setTop(rect.top() + metrics.height() + _BETWEEN)
        detail = metrics.elidedText(str(index.data(DETAIL_ROLE)), cut, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop, detail)
        painter.restore()


class StepList(QListView):
    """Shows steps; ``chosen`` carries the key of the current one, None where there is none."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, model: StepModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = model
        self.setModel(model)
        self.setItemDelegate(StepDelegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(self.key_at(index.row())))

    def key_at(self, row: int) -> object:
        """Return the key of a row, None where there is none."""
        return self._steps.steps[row].key if 0 <= row < len(self._steps.steps) else None

    @property
    def key(self) -> object:
        """The key of the current row, None where there is none."""
        return self.key_at(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self._steps.index(row, 0))

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.key_at(now.row()))
