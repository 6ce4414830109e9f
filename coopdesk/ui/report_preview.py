"""The right side of the report window: the real pages, or what stands in their way."""

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QObject,
    QPointF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeySequence, QPalette, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.i18n import _
from coopdesk.ui.icons import icon
from coopdesk.ui.theme import colours

_ZOOM_STEP = 1.25
_LEAST_ZOOM, _MOST_ZOOM = 0.2, 5.0
_POINTS_AN_INCH = 72
_PATIENCE_MS = 300  # what takes less is not said to be on its way
_NOTCH = 120  # eighths of a degree that one notch of a wheel turns


class ReportPreview(QWidget):
    """Shows a PDF, a sentence instead of it, and whether another one is on its way.

    ``cancelled`` says that the user does not want to wait, ``again`` that they want another try.
    """

    cancelled = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setAccessibleName(_("Preview of the report"))
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setDocument(self.document)
        self.view.viewport().installEventFilter(self)
        self.view.pageNavigator().currentPageChanged.connect(self._number_pages)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again_button = _quiet(_("Try A&gain"))
        self.again_button.clicked.connect(self.again)
        instead = QWidget()
        column = QVBoxLayout(instead)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(instead)
        self._stack.addWidget(self.view)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedSize(120, 6)
        self._busy.setAccessibleName(_("Compiling…"))
        self._busy_words = QLabel(_("Compiling…"))
        self._busy_words.setProperty("role", "secondary")
        self.cancel_button = _quiet(_("Ca&ncel"))
        self.cancel_button.clicked.connect(self.cancelled)
        self._pages = QLabel()
        self._pages.setProperty("role", "secondary")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._show_waiting(True))
        self.again_button.hide()
        self._lay_out()
        self._colour()
        self.wait(False)

    @property
    def words(self) -> str:
        """The sentence that stands instead of the pages, "" where there are pages."""
        return "" if self._stack.currentWidget() is self.view else self._words.text()

    @property
    def pages_text(self) -> str:
        """Which page of how many is shown, in words."""
        return self._pages.text()

    @property
    def busy_text(self) -> str:
        """What is being done for the pages that are on their way, in words."""
        return self._busy_words.text()

    @property
    def page(self) -> int:
        """The page that is shown, from 1."""
        return self.view.pageNavigator().currentPage() + 1

    def show_pdf(self, pdf: bytes) -> None:
        """Show ``pdf`` at the page that was shown before."""
        page = self.page
        self._load(pdf)
        self._stack.setCurrentWidget(self.view)
        self._enable(True)
        if 1 < page <= self.document.pageCount():
            self.turn_to(page)
        self._number_pages()

    def say(self, sentence: str, *, problem: bool = False, again: bool = False) -> None:
        """Show ``sentence`` instead of the pages; with ``again`` offer another try."""
        self._load(b"")
        self._words.setProperty("role", "problem" if problem else "secondary")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence)
        self.again_button.setVisible(again)
        self._stack.setCurrentIndex(0)
        self._enable(False)
        self._number_pages()

    def wait(self, waiting: bool) -> None:
        """Say whether pages are on their way, after a while; those shown stay until then."""
        if waiting:
            self._patience.start()
        else:
            self._patience.stop()
            self._show_waiting(False)

    def tell(self, words: str) -> None:
        """Say what is being done for the pages that are on their way."""
        self._busy_words.setText(words)

    def _show_waiting(self, waiting: bool) -> None:
        for widget in (self._busy, self._busy_words, self.cancel_button):
            widget.setVisible(waiting)

    def turn_to(self, page: int) -> None:
        """Show the beginning of ``page``, from 1."""
        self.view.pageNavigator().jump(page - 1, QPointF(), 0)

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller by ``factor``."""
        now = self.view.zoomFactor()
        if self.view.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            now = self._fitting_zoom()
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(_MOST_ZOOM, max(_LEAST_ZOOM, now * factor)))

    def fit_width(self) -> None:
        """Make the pages as wide as the view."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _fitting_zoom(self) -> float:
        at = max(0, self.view.pageNavigator().currentPage())
        wide = self.document.pagePointSize(at).width() * self.logicalDpiX() / _POINTS_AN_INCH
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        return room / wide if wide else 1.0

    def _load(self, pdf: bytes) -> None:
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        if pdf:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)

    def _number_pages(self) -> None:
        count = self.document.pageCount()
        self._pages.setText(
            _("Page {page} of {count}").format(page=self.page, count=count) if count else ""
        )

    def _enable(self, on: bool) -> None:
        for button in self._tools:
            button.setEnabled(on)

    def _lay_out(self) -> None:
        keys = QKeySequence.StandardKey
        previous = _tool("arrow-up-s-line", _("Previous page"), "Alt+Up")
        following = _tool("arrow-down-s-line", _("Next page"), "Alt+Down")
        smaller = _tool("zoom-out-line", _("Smaller"), keys.ZoomOut)
        larger = _tool("zoom-in-line", _("Larger"), keys.ZoomIn)
        fit = _quiet(_("&Fit Width"))
        previous.clicked.connect(lambda: self._turn(-1))
        following.clicked.connect(lambda: self._turn(1))
        smaller.clicked.connect(lambda: self.zoom(1 / _ZOOM_STEP))
        larger.clicked.connect(lambda: self.zoom(_ZOOM_STEP))
        fit.clicked.connect(self.fit_width)
        self._tools: tuple[QAbstractButton, ...] = (previous, following, smaller, larger, fit)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(4)
        bar.addWidget(previous)
        bar.addWidget(following)
        bar.addSpacing(4)
        bar.addWidget(self._pages)
        bar.addStretch(1)
        for other in (self._busy_words, self._busy, self.cancel_button):
            bar.addWidget(other, 0, Qt.AlignmentFlag.AlignVCenter)
        bar.addSpacing(8)
        for button in (smaller, larger, fit):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    def _turn(self, by: int) -> None:
        self.turn_to(min(self.document.pageCount(), max(1, self.page + by)))

    def _colour(self) -> None:
        # The view paints the ground behind the pages in the palette's darkest role.
        made = QPalette(self.view.palette())
        made.setColor(QPalette.ColorRole.Dark, QColor(colours().hover))
        self.view.setPalette(made)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colour()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom with Ctrl and the wheel."""
        if isinstance(event, QWheelEvent) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            turned = event.angleDelta().y()
            if turned and self._stack.currentWidget() is self.view:
                self.zoom(_ZOOM_STEP ** (turned / _NOTCH))
            return True
        return super().eventFilter(watched, event)


def _quiet(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    return button


def _tool(picture: str, name: str, keys: QKeySequence.StandardKey | str) -> QToolButton:
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setIcon(icon(picture))
    button.setIconSize(QSize(18, 18))
    button.setProperty("role", "quiet")
    button.setShortcut(QKeySequence(keys))
    shown = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({shown})" if shown else name)
    return button
