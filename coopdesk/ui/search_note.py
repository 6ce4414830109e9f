"""What is wrong with a search, on a small sheet that hangs from the field."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

# How long it stays where somebody has gone on to something else: it lies over the tabs.
LEFT_MS = 8_000
_WIDTH, _GAP, _EDGE = 600, 3, 8


class SearchNote(QFrame):
    """Lies over what is beneath ``field``, and moves nothing. A click takes it away."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self.setObjectName("search_note")
        self._field = field
        self._over = field.window()
        self._label = QLabel()
        self._label.setProperty("role", "problem")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(11, 7, 11, 8)
        self._column.addWidget(self._label)
        self._left = QTimer(self)
        self._left.setSingleShot(True)
        self._left.setInterval(LEFT_MS)
        self._left.timeout.connect(self.hide)
        field.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """Return what it says, "" where nothing is wrong."""
        return self._label.text()

    def tell(self, text: str) -> None:
        """Say ``text`` beneath the field, until it is told to leave; "" takes it away."""
        self._left.stop()
        self._label.setText(text)
        self.setAccessibleName(text)
        if not text:
            self.hide()
            return
        self._hang()
        self.show()
        self.raise_()

    def leave_soon(self) -> None:
        """Go by itself after a while."""
        if not self.isHidden():
            self._left.start()

    def _hang(self) -> None:
        """Take the place beneath the field, within the window."""
        over = self._field.window()
        if over is not self._over or self.parentWidget() is not over:
            self._over = over
            self.setParent(over)
        beneath = self._field.mapTo(over, QPoint(0, self._field.height() + _GAP))
        width = min(max(self._field.width(), _WIDTH), over.width() - 2 * _EDGE)
        self.setFixedWidth(width)
        self.setFixedHeight(self._column.totalHeightForWidth(width))
        self.move(max(min(beneath.x(), over.width() - width - _EDGE), _EDGE), beneath.y())

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Make room for what is beneath."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay with the field where the window changes its size; go where the field goes."""
        if not self.isHidden():
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
                self._hang()
            elif event.type() == QEvent.Type.Hide:
                self.hide()
        return super().eventFilter(watched, event)
