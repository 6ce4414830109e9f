"""Small buttons that flow like words: in as many lines as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

_GAP = 6
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class Chip(QToolButton):
    """One such button; the arrow keys are for whoever holds the chips."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Space, and by Enter."""
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Chips(QWidget):
    """Buttons one after another, in as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chips: Sequence[QWidget] = ()

    def show_chips(self, chips: Sequence[QWidget]) -> None:
        """Show these, children of it, in this order."""
        self._chips = chips
        self.updateGeometry()
        self._place(self.width())

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is at that width."""
        return self._place(width, really=False)

    def sizeHint(self) -> QSize:
        """Ask for the height that the width at hand needs."""
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def minimumSizeHint(self) -> QSize:
        """Ask for no width at all."""
        return QSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._place(event.size().width())

    def _place(self, width: int, *, really: bool = True) -> int:
        x = y = height = 0
        for chip in self._chips:
            size = chip.sizeHint()
            across = min(size.width(), width)
            if x and x + across > width:
                x, y = 0, y + height + _GAP
            if really:
                chip.setGeometry(x, y, across, size.height())
            height = size.height()
            x += across + _GAP
        return y + height


def step_among(chips: Sequence[QWidget], event: QKeyEvent) -> bool:
    """Have an arrow key take the focus from one of ``chips`` to the next; tell whether it did."""
    at = next((place for place, chip in enumerate(chips) if chip.hasFocus()), None)
    step = _STEPS.get(Qt.Key(event.key()))
    if at is None or step is None:
        return False
    chips[(at + step) % len(chips)].setFocus(Qt.FocusReason.OtherFocusReason)
    return True
