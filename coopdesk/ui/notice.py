"""A line at the bottom of the window: what was done, with a way back; or what went wrong."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from coopdesk.i18n import _

SHOWN_MS = 8_000


class Notice(QFrame):
    """Floats over the bottom of its parent; goes by itself unless it tells of a failure."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._act = QPushButton()
        self._close = QPushButton(_("Close"))
        self._close.clicked.connect(self.hide)
        self._act.clicked.connect(self._acted)
        self._on_act: Callable[[], None] | None = None
        self._other = QPushButton()
        self._other.clicked.connect(self._other_acted)
        self._on_other: Callable[[], None] | None = None
        self._over = parent
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 10, 9)
        row.setSpacing(10)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        row.addWidget(self._other)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What the notice says."""
        return self._text.text()

    def tell(
        self,
        text: str,
        act: str = "",
        on_act: Callable[[], None] | None = None,
        *,
        stay: bool = False,
        other: str = "",
        on_other: Callable[[], None] | None = None,
    ) -> None:
        """Say ``text``, with a button ``act`` that calls ``on_act``; ``stay`` until closed.

        A second button is called ``other``.
        """
        self._text.setText(text)
        self.setAccessibleName(text)
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self._on_act = on_act
        self._other.setText(other)
        self._other.setVisible(bool(other))
        self._on_other = on_other
        self._place()
        self.show()
        self.raise_()
        # Nobody's focus moves to the notice: a screen reader is told of it.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        if stay:
            self._timer.stop()
        else:
            self._timer.start(SHOWN_MS)

    def tell_failure(self, error: BaseException) -> None:
        """Say what went wrong, until closed; of a bug with a way to copy its trace."""
        from coopdesk.ui.failures import failure_details, failure_words

        details = failure_details(error)
        clipboard = QApplication.clipboard()
        self.tell(
            failure_words(error),
            _("Copy details") if details else "",
            lambda: clipboard.setText(details),
            stay=True,
        )

    def _acted(self) -> None:
        self.hide()
        if self._on_act is not None:
            self._on_act()

    def _other_acted(self) -> None:
        self.hide()
        if self._on_other is not None:
            self._on_other()

    def _place(self) -> None:
        over, row = self._over, self._row
        width = min(over.width() - 48, 620)
        self._text.setMinimumWidth(0)
        self.setFixedWidth(width)
        height = row.heightForWidth(width)
        self.setFixedHeight(max(height, row.sizeHint().height()))
        self.move((over.width() - width) // 2, over.height() - self.height() - 44)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom as the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
