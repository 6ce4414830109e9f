"""What problems can be narrowed to: a severity or a rule, each with how many there are."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coopdesk.catalogue.record_problem import RecordProblem
from coopdesk.catalogue.rules import RULES, Severity, rule_by_code
from coopdesk.i18n import _, number_words
from coopdesk.ui.problem_list import severity_icon
from coopdesk.ui.theme import colours

ALL = ""
_SEVERITIES = {severity.value: severity for severity in Severity}
_KEY, _COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE, _GAP, _ICON = 12, 6, 8, 14
_Index = QModelIndex | QPersistentModelIndex


class KindDelegate(QStyledItemDelegate):
    """Draws the sign of a rule, its words, and at the right how many problems it found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, option.fontMetrics.height() + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        words, drawn.text = drawn.text, ""
        widget = drawn.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, widget)
        rect: QRect = drawn.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        metrics, middle = drawn.fontMetrics, Qt.AlignmentFlag.AlignVCenter
        count = number_words(int(index.data(_COUNT)))
        painter.save()
        painter.setPen(colours().secondary)
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, count)
        rect.setRight(rect.right() - metrics.horizontalAdvance(count) - _GAP)
        key = str(index.data(_KEY))
        if key in _SEVERITIES:
            top = rect.top() + (rect.height() - _ICON) // 2
            sign = QRect(rect.left(), top, _ICON, _ICON)
            severity_icon(_SEVERITIES[key]).paint(painter, sign)
        if key != ALL:
            rect.setLeft(rect.left() + _ICON + _GAP)
        painter.setPen(drawn.palette.color(QPalette.ColorRole.Text))
        painter.drawText(
            rect, middle, metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        )
        painter.restore()


class KindList(QListWidget):
    """Lists what there are problems of; ``narrowed`` follows where another one is chosen."""

    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kinds")
        self.setAccessibleName(_("Rules"))
        self.setItemDelegate(KindDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._counts: Counter[str] = Counter()
        self._keys: list[str] = []
        self._filling = False
        self.currentItemChanged.connect(self._moved)
        self._arrange()

    @property
    def key(self) -> str:
        """What is chosen: the code of a rule, a severity, or ALL."""
        return str(self.currentItem().data(_KEY)) if self.currentRow() >= 0 else ALL

    def counted(self, severity: Severity) -> int:
        """Return how many problems of that severity there are."""
        return self._counts[severity.value]

    def wants(self, found: RecordProblem) -> bool:
        """Tell whether a problem is of what is chosen."""
        return self.key in (ALL, found.problem.rule, found.problem.severity.value)

    def tell(self, problems: Iterable[RecordProblem], *, anew: bool = False) -> None:
        """Count these beside those counted before, or with ``anew`` these alone."""
        if anew:
            self._counts.clear()
        for found in problems:
            self._counts.update((ALL, found.problem.severity.value, found.problem.rule))
        self._arrange()

    def _arrange(self) -> None:
        keys = [key for key in _ORDER if key == ALL or self._counts[key]]
        chosen = self.key
        self._filling = True
        if keys != self._keys:
            self._keys = keys
            self.clear()
            for key in keys:
                item = QListWidgetItem(_words(key), self)
                item.setData(_KEY, key)
            self.setCurrentRow(keys.index(chosen) if chosen in keys else 0)
        for row, key in enumerate(keys):
            number = self._counts[key]
            item = self.item(row)
            item.setData(_COUNT, number)
            words = f"{_words(key)}: {number_words(number)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(words)
        self._filling = False
        if self.key != chosen:
            self.narrowed.emit()

    def _moved(self) -> None:
        if not self._filling:
            self.narrowed.emit()


_ORDER = (
    ALL,
    *(
        key
        for severity in Severity
        for key in (severity.value, *(rule.code for rule in RULES if rule.severity is severity))
    ),
)


def _words(key: str) -> str:
    match key:
        case "":
            return _("All problems")
        case "error":
            return _("Errors")
        case "warning":
            return _("Warnings")
    return _(rule_by_code(key).title)
