"""The sheets on which a document is shown: pages of a PDF, an image, a text."""

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPalette, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coopdesk.i18n import _
from coopdesk.ui.editor_box import repolish
from coopdesk.ui.icons import icon
from coopdesk.ui.theme import colours

ZOOM_STEP = 1.25
_LEAST_ZOOM, _MOST_ZOOM = 0.1, 8.0
_POINTS_AN_INCH = 72
_PICTURE = 48
_NOTCH = 120  # eighths of a degree that one notch of a wheel turns


def zoom_turned(event: QWheelEvent) -> float:
    """Return by which factor a wheel that is turned with Ctrl zooms, 0 where it scrolls."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return 0.0
    return float(ZOOM_STEP ** (event.angleDelta().y() / _NOTCH))


class Instead(QWidget):
    """An icon and a sentence, where a document cannot be shown or is not there yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(12)
        column.addStretch(1)
        for label in (self._picture, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._words.text()

    def say(self, sentence: str, picture: str, *, problem: bool = False) -> None:
        """Show the icon of that name and the sentence."""
        self._picture.setPixmap(icon(picture).pixmap(_PICTURE, _PICTURE))
        self._words.setProperty("role", "problem" if problem else "secondary")
        repolish(self._words)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)


class PdfSheet(QPdfView):
    """The pages of a PDF, one below another. ``turned`` tells that another page is shown."""

    turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Preview of the document"))
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._pdf = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.setDocument(self._pdf)
        self.pageNavigator().currentPageChanged.connect(self.turned)
        self._colour()

    def show_pdf(self, content: bytes) -> str:
        """Show the PDF; return "" or, where it cannot be shown, the sentence that says why."""
        self.empty()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._buffer)
        failed = self._pdf.error()
        errors = QPdfDocument.Error
        if failed is errors.None_ and self._pdf.pageCount():
            self.fit()
            self.pageNavigator().jump(0, QPointF(), 0)
            return ""
        self.empty()
        if failed in (errors.IncorrectPassword, errors.UnsupportedSecurityScheme):
            return _(
                "This PDF is protected by a password and cannot be shown here: "
                "open it with another program, which will ask for it."
            )
        return _(
            "This PDF is damaged and cannot be shown: attach it again, "
            "or open it with another program that may mend it."
        )

    def empty(self) -> None:
        """Let go of what is shown."""
        self._pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    @property
    def page(self) -> int:
        """The page that is shown, from 1."""
        return self.pageNavigator().currentPage() + 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._pdf.pageCount()

    def turn(self, by: int) -> None:
        """Show the beginning of the page that is so many further on, or back."""
        page = min(self.pages, max(1, self.page + by))
        self.pageNavigator().jump(page - 1, QPointF(), 0)

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller by ``factor``."""
        now = self.zoomFactor()
        if self.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            now = self._fitting()
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(min(_MOST_ZOOM, max(_LEAST_ZOOM, now * factor)))

    def fit(self) -> None:
        """Make the pages as wide as the view."""
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _fitting(self) -> float:
        wide = self._pdf.pagePointSize(self.page - 1).width() * self.logicalDpiX()
        margins = self.documentMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        return room * _POINTS_AN_INCH / wide if wide else 1.0

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        factor = zoom_turned(event)
        if factor:
            self.zoom(factor)
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colour()

    def _colour(self) -> None:
        # The view paints the ground behind the pages in the palette's darkest role.
        made = QPalette(self.palette())
        made.setColor(QPalette.ColorRole.Dark, QColor(colours().hover))
        self.setPalette(made)


class ImageSheet(QScrollArea):
    """An image: as large as fits, or as the user has made it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Preview of the document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label = QLabel()
        self._label.setScaledContents(True)
        self.setWidget(self._label)
        self._factor = 0.0  # 0: as it fits

    def show_image(self, image: QImage) -> None:
        """Show ``image`` as large as fits, yet no larger than it is."""
        self._label.setPixmap(QPixmap.fromImage(image))
        self.fit()

    def empty(self) -> None:
        """Let go of what is shown."""
        self._label.setPixmap(QPixmap())

    def zoom(self, factor: float) -> None:
        """Make the image larger or smaller by ``factor``."""
        now = self._factor or self._fitting()
        self._factor = min(_MOST_ZOOM, max(_LEAST_ZOOM, now * factor))
        self._place()

    def fit(self) -> None:
        """Show all of the image."""
        self._factor = 0.0
        self._place()

    @property
    def shown_size(self) -> QSize:
        """How large the image is drawn."""
        return self._label.size()

    def _own_size(self) -> QSize:
        return self._label.pixmap().size()

    def _fitting(self) -> float:
        size, room = self._own_size(), self.maximumViewportSize()
        if size.isEmpty():
            return 1.0
        return min(1.0, room.width() / size.width(), room.height() / size.height())

    def _place(self) -> None:
        self._label.resize(self._own_size() * (self._factor or self._fitting()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the image into the new room, unless the user has chosen its size."""
        super().resizeEvent(event)
        if not self._factor:
            self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        factor = zoom_turned(event)
        if factor:
            self.zoom(factor)
            event.accept()
        else:
            super().wheelEvent(event)


class TextSheet(QPlainTextEdit):
    """A text, to be read and copied from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setAccessibleName(_("Preview of the document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(18)
        self._own_points = self.font().pointSizeF()
        self._factor = 1.0

    def show_text(self, text: str) -> None:
        """Show ``text`` from its beginning."""
        self.setPlainText(text)
        self.fit()

    def empty(self) -> None:
        """Let go of what is shown."""
        self.clear()

    def zoom(self, factor: float) -> None:
        """Make the letters larger or smaller by ``factor``."""
        self._factor = min(4.0, max(0.5, self._factor * factor))
        font = self.font()
        font.setPointSizeF(self._own_points * self._factor)
        self.setFont(font)

    def fit(self) -> None:
        """Give the letters their own size."""
        self.zoom(1 / self._factor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        factor = zoom_turned(event)
        if factor:
            self.zoom(factor)
            event.accept()
        else:
            super().wheelEvent(event)
