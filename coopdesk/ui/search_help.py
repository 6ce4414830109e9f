"""What one may write into the search field, by examples that can be tried."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coopdesk.catalogue.query_examples import EXAMPLES
from coopdesk.i18n import _


class SearchHelp(QFrame):
    """A small panel of examples; ``chosen`` carries the one that is to be tried."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(_("How to search"))
        title = QLabel(_("How to search"))
        title.setProperty("role", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        for row, (example, words) in enumerate(EXAMPLES):
            button = QPushButton(example)
            button.setProperty("role", "example")
            button.setAccessibleDescription(_(words))
            button.clicked.connect(lambda _on, text=example: self._choose(text))
            label = QLabel(_(words))
            label.setProperty("role", "secondary")
            label.setWordWrap(True)
            label.setMinimumWidth(300)
            grid.addWidget(button, row, 0)
            grid.addWidget(label, row, 1)
        grid.setColumnStretch(1, 1)
        foot = QLabel(
            _(
                "Ctrl+Space offers fields and values, the down arrow in an empty field searches of "
                "late. Capitals and accents do not matter, but OR and NOT are written in capitals."
            )
        )
        foot.setProperty("role", "secondary")
        foot.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(grid)
        column.addWidget(foot)

    @property
    def examples(self) -> tuple[QPushButton, ...]:
        """The examples, which can be pressed."""
        return tuple(self.findChildren(QPushButton))

    def open_beneath(self, widget: QWidget) -> None:
        """Show the panel under ``widget``, within its window, ready for the keyboard."""
        window = widget.window()
        self.setFixedWidth(min(680, window.width() - 24))
        self.adjustSize()
        under = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        right = window.mapToGlobal(QPoint(window.width() - 12, 0)).x()
        self.move(min(under.x(), right - self.width()), under.y())
        self.show()
        self.examples[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, text: str) -> None:
        self.close()
        self.chosen.emit(text)
