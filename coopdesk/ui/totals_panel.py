"""The totals of a list: one line in the footer, and all of them in a small panel over it."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopdesk.i18n import _

# A heading, and under it (what is summed, the sum in words).
Section = tuple[str, tuple[tuple[str, str], ...]]
# Of the footer's width, the least that a sum needs to be read (pixels).
LEAST = 80


class TotalsButton(QPushButton):
    """Says the totals in one line, cut where it is long; a click opens the panel with all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._sections: tuple[Section, ...] = ()
        self.setObjectName("totals")
        self.setProperty("role", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self.open)
        self.hide()

    @property
    def words(self) -> str:
        """The whole line."""
        return self._words

    def tell(self, words: str, sections: tuple[Section, ...]) -> None:
        """Say ``words``, with ``sections`` in the panel; without any, be hidden."""
        self._words, self._sections = words, sections
        self.setToolTip(words)
        self.setAccessibleName(_("Totals: {totals}").format(totals=words))
        self.setVisible(bool(words))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the room of the whole line, as far as the filter in words leaves it."""
        footer = self.parentWidget()
        most = footer.width() * 9 // 20 if footer else 400
        needed = self.fontMetrics().horizontalAdvance(self._words) + 28
        return QSize(min(needed, max(most, LEAST)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return no width at all: in a narrow window the rest of the footer comes first."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the line anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 24
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))

    def open(self) -> None:
        """Show all totals over the footer until something else is clicked or Esc is pressed."""
        panel = TotalsPanel(self._sections, self)
        panel.closed.connect(panel.deleteLater)
        size = panel.sizeHint()
        at = self.mapToGlobal(QPoint(self.width() - size.width(), -size.height() - 6))
        seen = self.screen().availableGeometry()
        panel.move(max(at.x(), seen.left()), max(at.y(), seen.top()))
        panel.show()
        panel.setFocus()


class TotalsPanel(QFrame):
    """A small window with one list of sums a section."""

    closed = Signal()

    def __init__(self, sections: tuple[Section, ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "totals")
        self.setAccessibleName(_("Totals"))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(12)
        for heading, lines in sections:
            column.addWidget(_section(heading, lines))
        size = held.sizeHint()
        scrolled = QScrollArea()
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(held)
        most = parent.screen().availableGeometry().height() * 3 // 5
        scrolled.setFixedSize(size.width() + 18, min(size.height(), most))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is closed."""
        super().hideEvent(event)
        self.closed.emit()


def _section(heading: str, lines: tuple[tuple[str, str], ...]) -> QWidget:
    section = QWidget()
    grid = QGridLayout(section)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(3)
    head = _label(heading)
    head.setProperty("role", "secondary")
    grid.addWidget(head, 0, 0, 1, 2)
    for row, (what, amount) in enumerate(lines, 1):
        grid.addWidget(_label(what), row, 0)
        sum_ = _label(amount)
        sum_.setAlignment(Qt.AlignmentFlag.AlignRight)
        sum_.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(sum_, row, 1)
    grid.setColumnStretch(0, 1)
    return section


def _label(text: str) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
