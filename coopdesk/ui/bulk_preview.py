"""What a change of many records would do: in numbers, and in a few records before and after."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.bulk_outcome import BulkPreview, Example
from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.value_words import value_words
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.editor_box import repolish
from coopdesk.ui.plain_tip import plain_tip
from coopdesk.ui.theme import colours

_MOST_REASONS = 3
_LONGEST = 300


class PreviewTable(QWidget):
    """Shows a `BulkPreview`, or a sentence in place of one."""

    def __init__(self) -> None:
        super().__init__()
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._reasons = QLabel()
        self._reasons.setTextFormat(Qt.TextFormat.PlainText)
        self._reasons.setWordWrap(True)
        self._reasons.setProperty("role", "problem")
        self.table = QTableWidget(0, 4)
        self.table.setObjectName("rows")
        self.table.setAccessibleName(_("Records before and after"))
        self.table.setHorizontalHeaderLabels([_("Reference"), _("Title"), _("Before"), _("After")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        heads = self.table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._said)
        column.addWidget(self._reasons)
        column.addWidget(self.table, 1)

    @property
    def text(self) -> str:
        """What is said above the table."""
        return "\n".join(filter(None, (self._said.text(), self._reasons.text())))

    def say(self, sentence: str, role: str = "secondary") -> None:
        """Say ``sentence`` and show no record."""
        self._say(sentence, role)
        self._reasons.setText("")
        self._reasons.hide()
        self.table.setRowCount(0)

    def _say(self, sentence: str, role: str) -> None:
        self._said.setText(sentence)
        self._said.setProperty("role", role)
        repolish(self._said)

    def show_preview(self, preview: BulkPreview, field: Field, areas: Mapping[str, str]) -> None:
        """Show what would become of the records."""
        self._say(counted_words(preview), "heading" if preview.changing else "secondary")
        reasons = [
            ngettext("{n} record: {reason}", "{n} records: {reason}", number).format(
                n=number_words(number), reason=reason
            )
            for reason, number in preview.reasons[:_MOST_REASONS]
        ]
        self._reasons.setText("\n".join(reasons))
        self._reasons.setVisible(bool(reasons))
        self.table.setRowCount(len(preview.examples))
        for row, example in enumerate(preview.examples):
            self._show(row, example, field, areas)

    def _show(self, row: int, example: Example, field: Field, areas: Mapping[str, str]) -> None:
        refused = " ".join(example.problems)
        before = value_words(field, example.before, areas) or _("not stated")
        after = refused or value_words(field, example.after, areas) or _("not stated")
        for column, words in enumerate((example.reference, example.title, before, after)):
            item = QTableWidgetItem(words[:_LONGEST].replace("\n", " "))
            item.setToolTip(plain_tip(words))
            if column == 2:
                item.setForeground(QBrush(QColor(colours().secondary)))
            if column == 3 and refused:
                item.setForeground(QBrush(QColor(colours().danger)))
            self.table.setItem(row, column, item)


def counted_words(preview: BulkPreview) -> str:
    """Return how many records would change and how many not, such as "37 of 38 will change"."""
    told = [
        ngettext(
            "{n} of {total} will change", "{n} of {total} will change", preview.changing
        ).format(n=number_words(preview.changing), total=number_words(preview.records))
    ]
    for number, words in (
        (preview.same, ngettext("{n} stays as it is", "{n} stay as they are", preview.same)),
        (preview.refused, ngettext("{n} is refused", "{n} are refused", preview.refused)),
        (preview.gone, ngettext("{n} is gone", "{n} are gone", preview.gone)),
    ):
        if number:
            told.append(words.format(n=number_words(number)))
    return " · ".join(told)
