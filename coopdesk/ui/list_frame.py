"""The middle of a tab: the table, or what to do where it is empty, over a footer that counts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.record_table import RecordTable

LONGEST_WORDS = 400


class ListFrame(QWidget):
    """Holds the table. ``clear_asked`` and ``new_asked`` are what its buttons offer."""

    clear_asked = Signal()
    new_asked = Signal()

    def __init__(self, table: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filtered = False
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(self._make_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._make_footer())
        self.setMinimumWidth(300)

    @property
    def count_text(self) -> str:
        """What the footer says of the number of records, e.g. "3 of 38"."""
        return self._count.text()

    @property
    def filter_text(self) -> str:
        """The filter in words, as the footer shows it."""
        return self._words.text()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be pressed, in the order of the keyboard."""
        return self._act, self._clear

    @property
    def empty_text(self) -> str:
        """What stands in place of the table, "" where there are rows."""
        return self._empty.text() if self._stack.currentIndex() else ""

    def _make_empty(self) -> QWidget:
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "secondary")
        self._act = QPushButton()
        self._act.clicked.connect(self._acted)
        empty = QWidget()
        empty.setObjectName("empty")
        column = QVBoxLayout(empty)
        column.addStretch(2)
        column.addWidget(self._empty)
        column.addSpacing(8)
        column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return empty

    def _make_footer(self) -> QWidget:
        self._count = QLabel()
        self._count.setAccessibleName(_("Number of records"))
        self._words = QLabel()
        self._words.setProperty("role", "secondary")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._clear = QPushButton(_("Clear filters"))
        self._clear.setProperty("role", "quiet")
        self._clear.clicked.connect(self.clear_asked)
        footer = QWidget()
        footer.setObjectName("footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(footer)
        row.setContentsMargins(14, 3, 8, 3)
        row.addWidget(self._count)
        row.addWidget(self._words, 1)
        row.addWidget(self._clear)
        footer.setFixedHeight(self.fontMetrics().height() + 20)
        return footer

    def tell(self, shown: int, whole: int, words: str, *, filtered: bool, writable: bool) -> None:
        """Say that ``shown`` of ``whole`` records pass, and the filter in ``words``."""
        self._filtered = filtered
        self._count.setText(
            ngettext("{n} of {total}", "{n} of {total}", shown).format(
                n=number_words(shown), total=number_words(whole)
            )
        )
        line = words.replace("\n", " ")[:LONGEST_WORDS]
        self._words.setText(f"  ·  {line}" if line else "")
        self._clear.setVisible(filtered)
        self._stack.setCurrentIndex(0 if shown else 1)
        if filtered:
            self._empty.setText(_("No record passes these filters."))
            self._act.setText(_("Clear filters"))
        else:
            self._empty.setText(_("No records here yet."))
            self._act.setText(_("Add the first record"))
        self._act.setVisible(filtered or writable)

    def _acted(self) -> None:
        if self._filtered:
            self.clear_asked.emit()
        else:
            self.new_asked.emit()
