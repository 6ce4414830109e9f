"""The buttons at the side of a mouse, which go back and forward."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QWidget


class MouseWays(QObject):
    """Lets a press of such a button over any of the ``watched`` widgets trigger its action.

    Views keep to themselves what is pressed over them, so each has to be watched.
    """

    def __init__(self, back: QAction, forward: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._does = {Qt.MouseButton.BackButton: back, Qt.MouseButton.ForwardButton: forward}

    def watch(self, *watched: QWidget) -> None:
        """Watch these widgets too."""
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the buttons at the side, and leave everything else alone."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            action = self._does.get(event.button())
            if action is not None:
                action.trigger()
                return True
        return False
