"""A line at the bottom of the window: what was done, with a way back; or what went wrong."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

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
        self._bar: QProgressBar | None = None
        self._said = QVBoxLayout()
        self._said.setSpacing(8)
        self._said.addWidget(self._text)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 10, 9)
        row.setSpacing(10)
        row.addLayout(self._said, 1)
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
        self._hide_bar()
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

    def tell_progress(self, text: str, done: int, of: int) -> None:
        """Say what is under way, and how far it came: ``done`` of ``of``, which is 0 if unknown.

        It stays until `end_progress` or until something else is told.
        """
        if self._bar is None:
            self._bar = QProgressBar()
            self._bar.setTextVisible(False)
            self._bar.setFixedHeight(6)
            self._said.addWidget(self._bar)
        if self._bar.isHidden() or self.text != text or self.isHidden():
            self.tell(text, stay=True)
            self._bar.show()
            self._close.hide()
            self._place()
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def end_progress(self) -> None:
        """Take away what `tell_progress` says, where it is still said."""
        if self._bar is not None and not self._bar.isHidden():
            self._hide_bar()
            self.hide()

    def _hide_bar(self) -> None:
        self._close.show()
        if self._bar is not None:
            self._bar.hide()

    def tell_failure(self, error: BaseException) -> None:
        """Say what went wrong, until closed; of a bug with a way to copy its trace."""
        from coopdesk.ui.failures import failure_details, failure_words

        words, details = failure_words(error), failure_details(error)
        if self.isVisible() and self.text == words:
            # Several questions met the same trouble: it is told once.
            return
        clipboard = QApplication.clipboard()
        self.tell(
            words,
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
