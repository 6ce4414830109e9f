"""The middle of a tab: the table, or what to do where it is empty, over a footer that counts."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.elided_label import ElidedLabel
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.totals_panel import TotalsButton

LONGEST_WORDS = 400
# How long the footer says what was done, in place of how many are selected.
SAID_MS = 6_000


class ListFrame(QWidget):
    """Holds the table. ``clear_asked`` and ``new_asked`` are what its buttons offer."""

    clear_asked = Signal()
    new_asked = Signal()

    def __init__(self, table: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filtered = False
        self._chosen_number = 0
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(SAID_MS)
        self._said.timeout.connect(self._say_chosen)
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
        return self._words.whole

    @property
    def chosen_text(self) -> str:
        """What the footer says of the selection, or of what was just done."""
        return self._chosen.text()

    @property
    def indexing_text(self) -> str:
        """What the footer says of the work in the background, "" where there is none."""
        return self._indexing.whole

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be pressed, in the order of the keyboard."""
        return self._act, self.totals, self._clear

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
        self._words = ElidedLabel()
        self._words.setProperty("role", "secondary")
        self._chosen = QLabel()
        self._chosen.setProperty("role", "secondary")
        self._chosen.setTextFormat(Qt.TextFormat.PlainText)
        self._chosen.setAccessibleName(_("Selection"))
        self._indexing = ElidedLabel()
        self._indexing.setProperty("role", "secondary")
        self._indexing.setMinimumWidth(1)  # a narrow window stays as narrow as it was
        self._indexing.hide()
        self.totals = TotalsButton()
        self._clear = QPushButton(_("Clear filters"))
        self._clear.setProperty("role", "quiet")
        self._clear.clicked.connect(self.clear_asked)
        footer = QWidget()
        footer.setObjectName("footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(footer)
        row.setContentsMargins(14, 3, 8, 3)
        row.addWidget(self._count)
        row.addWidget(self._words, 3)
        row.addWidget(self._chosen)
        row.addWidget(self.totals)
        row.addWidget(self._indexing, 1)
        row.addWidget(self._clear)
        footer.setFixedHeight(self.fontMetrics().height() + 20)
        return footer

    def tell(
        self, shown: int | None, whole: int, words: str, *, filtered: bool, writable: bool
    ) -> None:
        """Say that ``shown`` of ``whole`` records pass, and the filter in ``words``.

        ``shown`` is None while some pass and nobody knows yet how many.
        """
        self._filtered = filtered
        self._count.setText(
            ngettext("{n} of {total}", "{n} of {total}", whole if shown is None else shown).format(
                n="…" if shown is None else number_words(shown), total=number_words(whole)
            )
        )
        line = words.replace("\n", " ")[:LONGEST_WORDS]
        self._words.tell(f"  ·  {line}" if line else "")
        self._clear.setVisible(filtered)
        self._stack.setCurrentIndex(1 if shown == 0 else 0)
        if filtered:
            self._empty.setText(_("No record passes these filters."))
            self._act.setText(_("Clear filters"))
        else:
            self._empty.setText(_("No records here yet."))
            self._act.setText(_("Add the first record"))
        self._act.setVisible(filtered or writable)

    def tell_chosen(self, number: int) -> None:
        """Say how many records are selected, where it is more than the one that is read."""
        self._chosen_number = number
        if not self._said.isActive():
            self._say_chosen()

    def tell_indexing(self, words: str) -> None:
        """Say how far the work in the background came, "" where there is none."""
        self._indexing.tell(words)
        self._indexing.setVisible(bool(words))

    def say(self, words: str) -> None:
        """Say for a while what was done or is being done."""
        self._chosen.setText(words)
        self._said.start()

    def _say_chosen(self) -> None:
        number = self._chosen_number
        words = ngettext("{n} selected", "{n} selected", number).format(n=number_words(number))
        self._chosen.setText(words if number > 1 else "")

    def _acted(self) -> None:
        if self._filtered:
            self.clear_asked.emit()
        else:
            self.new_asked.emit()
