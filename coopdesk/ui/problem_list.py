"""The list of problems: the sentence on one line, the record on the next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coopdesk.catalogue.record_problem import RecordProblem
from coopdesk.catalogue.rules import Severity
from coopdesk.i18n import _
from coopdesk.ui.icons import icon
from coopdesk.ui.theme import colours

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_SIDE, _ABOVE, _BETWEEN, _GAP = 12, 7, 2, 10
_ICON = 16

Wanted = Callable[[RecordProblem], bool]


class ProblemModel(QAbstractListModel):
    """The problems that are wanted of those that are known."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[RecordProblem] = []

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        found = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.problem.message
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{severity_words(found)}: {found.problem.message}\n{record_words(found)}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{found.problem.message}\n{record_words(found)}"
        return None

    def show(self, problems: Sequence[RecordProblem]) -> None:
        """Show these in place of all others."""
        self.beginResetModel()
        self.shown = list(problems)
        self.endResetModel()

    def append(self, problems: Sequence[RecordProblem]) -> None:
        """Show these after the others."""
        if problems:
            first = len(self.shown)
            self.beginInsertRows(QModelIndex(), first, first + len(problems) - 1)
            self.shown.extend(problems)
            self.endInsertRows()


def severity_words(found: RecordProblem) -> str:
    """Return how grave a problem is, in one word."""
    return _("Error") if found.problem.severity is Severity.ERROR else _("Warning")


def record_words(found: RecordProblem) -> str:
    """Return the record of a problem on one line."""
    return f"{found.reference} · {' '.join(found.title.split())}"


class ProblemDelegate(QStyledItemDelegate):
    """Draws the sign of the severity and the two lines, each cut where there is no more room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(240, 2 * option.fontMetrics.height() + 2 * _ABOVE + _BETWEEN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, ProblemModel)
        found = model.shown[index.row()]
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        widget = drawn.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, widget)
        metrics = drawn.fontMetrics
        rect: QRect = drawn.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        sign = QRect(rect.left(), rect.top() + (metrics.height() - _ICON) // 2, _ICON, _ICON)
        severity_icon(found.problem.severity).paint(painter, sign)
        rect.setLeft(rect.left() + _ICON + _GAP)
        painter.save()
        now = colours()
        for text, ink in ((found.problem.message, now.text), (record_words(found), now.secondary)):
            painter.setPen(ink)
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignTop, cut)
            rect.setTop(rect.top() + metrics.height() + _BETWEEN)
        painter.restore()


def severity_icon(severity: Severity) -> QIcon:
    """Return the sign of a severity: shape and colour both tell it."""
    if severity is Severity.ERROR:
        return icon("error-warning-fill", "danger")
    return icon("alert-fill", "warning")


class ProblemList(QListView):
    """Shows problems; ``asked`` carries one whose record is to be shown, ``mend_asked`` one whose
    field is to be gone to."""

    asked = Signal(object)
    mend_asked = Signal(object)
    chosen = Signal(object)

    def __init__(self, model: ProblemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems = model
        self.setModel(model)
        self.setItemDelegate(ProblemDelegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(_("Problems"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda *_rows: self.chosen.emit(self.current))
        self.clicked.connect(lambda index: self.asked.emit(self._problems.shown[index.row()]))
        self.doubleClicked.connect(
            lambda index: self.mend_asked.emit(self._problems.shown[index.row()])
        )

    @property
    def current(self) -> RecordProblem | None:
        """The problem that is current, None where there is none."""
        row = self.currentIndex().row()
        return self._problems.shown[row] if 0 <= row < len(self._problems.shown) else None

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self._problems.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the field on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.mend_asked.emit(self.current)
        else:
            super().keyPressEvent(event)
