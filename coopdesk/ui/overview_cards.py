"""The cards of the overview: a quiet frame, a heading, and what stands in it."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopdesk.ui.linked_words import LinkedWords
from coopdesk.ui.overview_content import Figure
from coopdesk.ui.overview_rows import INDENT

_MARGIN = 16
_LEAST_TILE = 8.5  # widths of the letter M: what the narrowest tile of a figure takes
_LONGEST_WORD = 48
_UNBROKEN = re.compile(rf"[^\s/\-]{{{_LONGEST_WORD},}}")
_ZERO_WIDTH_SPACE = "\u200b"


def breakable(text: str) -> str:
    """Return ``text`` with places to break in words that are too long for any line."""
    return _UNBROKEN.sub(
        lambda word: _ZERO_WIDTH_SPACE.join(
            word[0][at : at + 12] for at in range(0, len(word[0]), 12)
        ),
        text,
    )


def words(text: str, role: str = "", *, selectable: bool = False) -> QLabel:
    """Return a label with user text: broken into lines, never read as markup."""
    label = QLabel(breakable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    label.setSizePolicy(policy)
    if role:
        label.setProperty("role", role)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setAccessibleName(text)
    return label


class Card(QFrame):
    """A frame with a heading and what stands below it: rows, words or a layout."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        self._body = QVBoxLayout(self)
        # The ground of a row under the mouse is wider than its text, which lines up with the rest.
        self._body.setContentsMargins(_MARGIN - INDENT, 14, _MARGIN - INDENT, 14)
        self._body.setSpacing(8)
        self.add_words(heading, "heading")

    def add_rows(self, rows: list[QWidget]) -> None:
        """Put rows one close below the other."""
        column = QVBoxLayout()
        column.setSpacing(0)
        for row in rows:
            column.addWidget(row)
        self._body.addLayout(column)

    def add_words(self, text: str, role: str = "", *, selectable: bool = False) -> None:
        """Put a paragraph below."""
        label = words(text, role, selectable=selectable)
        label.setContentsMargins(INDENT, 0, INDENT, 0)
        self._body.addWidget(label)

    def add_layout(self, layout: QLayout) -> None:
        """Put a layout below, in line with the paragraphs."""
        layout.setContentsMargins(INDENT, 0, INDENT, 0)
        self._body.addLayout(layout)


class Figures(QFrame):
    """The key figures side by side, as many in a row as the width takes; ``below`` stands below."""

    def __init__(
        self, figures: tuple[Figure, ...], heading: str, below: LinkedWords | None = None
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        self._tiles = [_tile(figure) for figure in figures]
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        column.setSpacing(12)
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        if below is not None:
            column.addWidget(below)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(14)
        self._columns = 0
        self._arrange(len(self._tiles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the tiles anew."""
        super().resizeEvent(event)
        least = self.fontMetrics().horizontalAdvance("M") * _LEAST_TILE
        fitting = max(1, int((self.width() - 2 * _MARGIN + 20) // (least + 20)))
        lines = -(-len(self._tiles) // fitting)
        self._arrange(-(-len(self._tiles) // lines) if lines else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)


def _tile(figure: Figure) -> QWidget:
    tile = QWidget()
    tile.setAccessibleName(f"{figure.number} {figure.caption}")
    column = QVBoxLayout(tile)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(words(figure.number, "figure"))
    column.addWidget(words(figure.caption, "secondary"))
    column.addStretch(1)
    return tile
