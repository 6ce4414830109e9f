"""How large a window opens: as it would like to, but within its screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

# What a window's frame and the edge of the screen take.
_AROUND = QSize(40, 80)


def fit_screen(window: QWidget, width: int, height: int) -> None:
    """Give ``window`` this size, less where its screen is smaller."""
    room = window.screen().availableGeometry().size() - _AROUND
    window.resize(QSize(width, height).boundedTo(room))
