"""The line within a long section of the filters that narrows its values."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from coopdesk.i18n import _

# What is typed quickly is asked for once.
REST_MS = 120


class FilterLine(QWidget):
    """``narrowed`` carries the text; ``left`` a step to the rows around it, ``closed`` says that
    Escape was pressed in an empty line, ``entered`` that it has the focus."""

    narrowed = Signal(str)
    left = Signal(int)
    closed = Signal()
    entered = Signal()

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setProperty("role", "narrow")
        self.edit.setPlaceholderText(_("Narrow this list"))
        self.edit.setAccessibleName(_("Narrow “{list}”").format(list=label))
        self.edit.setClearButtonEnabled(True)
        # It is one of the section's rows: the arrow keys come to it, the Tab key goes past.
        self.edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self.narrowed.emit(self.edit.text()))
        self.edit.textChanged.connect(lambda _text: self._rest.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 2, 10, 4)
        row.addWidget(self.edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go to the rows around, and Escape empty the line, then close it."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Up:
                    self.left.emit(-1)
                    return True
                case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.left.emit(1)
                    return True
                case Qt.Key.Key_Escape:
                    if self.edit.text():
                        self.edit.clear()
                    else:
                        self.closed.emit()
                    return True
        return super().eventFilter(watched, event)
