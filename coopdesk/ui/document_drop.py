"""Where files are dropped: a place that shows itself over a panel while some are carried about."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from coopdesk.catalogue.documents import is_web_address
from coopdesk.i18n import _
from coopdesk.ui.icons import icon

_GONE_MS = 150
_PICTURE = 40


@dataclass(frozen=True, slots=True)
class Carried:
    """What is dropped or pasted that a record can have as documents: files, and web addresses."""

    files: tuple[Path, ...] = ()
    links: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.links)


def carried(data: QMimeData) -> Carried:
    """Return what ``data`` carries: nothing where it is text or something else."""
    urls = data.urls()
    return Carried(
        tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile()),
        tuple(link for url in urls if is_web_address(link := url.toString())),
    )


class DropPlace(QFrame):
    """Covers ``over`` while files are carried over ``watched``, and takes what is dropped on it.

    ``willing`` returns the words that invite to it, "" where nothing can be taken now. ``dropped``
    carries what was `Carried`.
    """

    dropped = Signal(object)

    def __init__(self, over: QWidget, watched: QWidget, willing: Callable[[], str]) -> None:
        super().__init__(over)
        self._over = over
        self._willing = willing
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(icon("attachment-line", "accent").pixmap(_PICTURE, _PICTURE))
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(picture)
        column.addWidget(self._words)
        column.addStretch(1)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_GONE_MS)
        self._leaving.timeout.connect(self.hide)
        watched.setAcceptDrops(True)
        watched.installEventFilter(self)
        self._watched = watched
        self.hide()

    @property
    def words(self) -> str:
        """What it says while files are carried about, "" while none are."""
        return "" if self.isHidden() else self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Appear as soon as files come near; what is dropped beside the place is not taken."""
        if watched is not self._watched:
            return super().eventFilter(watched, event)
        if isinstance(event, QDragEnterEvent):
            if not self._appear(event.mimeData()):
                return False
            event.acceptProposedAction()
            return True
        if isinstance(event, QDragMoveEvent):
            event.ignore()
            return True
        if isinstance(event, QDragLeaveEvent):
            self._leaving.start()
        return super().eventFilter(watched, event)

    def _appear(self, data: QMimeData) -> bool:
        words = self._willing() if carried(data) else ""
        if not words:
            return False
        self._words.setText(words)
        self.setGeometry(self._over.rect().adjusted(8, 8, -8, -8))
        self._leaving.stop()
        self.show()
        self.raise_()
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Stay, and take a copy."""
        if carried(event.mimeData()):
            self._leaving.stop()
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go, unless the files stay near."""
        self._leaving.start()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        self.hide()
        found = carried(event.mimeData())
        if found:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(found)


def invitation(title: str) -> str:
    """Return the words that invite to drop files on the record called ``title``."""
    if not title.strip():
        return _("Drop to attach to the new record")
    return _("Drop to attach to “{title}”").format(title=title[:120])
