"""A PDF on paper: its very pages, painted at the printer's resolution. For a worker thread."""

from collections.abc import Callable
from math import ceil
from threading import Event

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _

FINEST = 600  # dots an inch: finer than that the eye gains nothing and memory pays four times
_BAND = 128  # pixel rows at a time: little memory, and the window is not kept waiting
_POINTS_AN_INCH = 72


class PrintFailed(CatalogueError):
    """The printer, or the file that is printed to, takes no page."""


def page_size(points: QSizeF) -> tuple[QPageSize, QPageLayout.Orientation]:
    """Return the paper and orientation of a page of this width and height in points."""
    wide = points.width() > points.height()
    upright = points.transposed() if wide else points
    layouts = QPageLayout.Orientation
    return (
        QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
        layouts.Landscape if wide else layouts.Portrait,
    )


def chosen_pages(printer: QPrinter, count: int, current: int = 1) -> list[int]:
    """Return the pages, from 1, that ``printer`` is to print of ``count``, in its order.

    Copies that the printer does not make by itself are in the list. ``current`` is the page that
    "current page" means.
    """
    pages = list(range(1, count + 1))
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        pages = [current]
    elif not ranges.isEmpty():
        pages = [page for page in pages if ranges.contains(page)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _copy in range(copies)]


def print_pdf(
    pdf: bytes,
    printer: QPrinter,
    *,
    current: int = 1,
    told: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Event | None = None,
) -> int:
    """Print the chosen pages of ``pdf`` and return how many sheets' sides that were.

    Each page stands upright or across as it is in the PDF and is never enlarged; one that is
    larger than the paper is made to fit. ``told`` hears, on this thread, of each page done and of
    how many there are; once ``cancelled`` is set, the rest is dropped. Raises PrintFailed.
    """
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = chosen_pages(printer, document.pageCount(), current)
    if not pages:
        raise PrintFailed(_("None of the chosen pages is in the document: choose others."))
    printer.setFullPage(True)
    painter = QPainter()
    done = 0
    for page in pages:
        if cancelled is not None and cancelled.is_set():
            printer.abort()
            break
        _paper, orientation = page_size(document.pagePointSize(page - 1))
        printer.setPageOrientation(orientation)
        started = printer.newPage() if painter.isActive() else painter.begin(printer)
        if not started:
            raise PrintFailed(_refusal(printer))
        _paint(document, page - 1, painter, printer)
        done += 1
        told(done, len(pages))
    if painter.isActive() and not painter.end():
        raise PrintFailed(_refusal(printer))
    document.close()
    return done


def _refusal(printer: QPrinter) -> str:
    if printer.outputFileName():
        return _(
            "Nothing could be printed to {file}: check that its folder is there, may be written "
            "to and is not full."
        ).format(file=printer.outputFileName())
    return _("The printer “{printer}” takes no pages: check that it is on and connected.").format(
        printer=printer.printerName()
    )


def _paint(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    points = document.pagePointSize(page)
    resolution = printer.resolution()
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    wanted = points * (resolution / _POINTS_AN_INCH)
    if wanted.width() > paper.width() or wanted.height() > paper.height():
        wanted = wanted.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    # Whole dots throughout: between bands that end within a dot, a fine line would show.
    coarse = ceil(resolution / FINEST)
    pixels = (wanted / coarse).toSize()
    left = round(paper.width() - pixels.width() * coarse) // 2
    above = round(paper.height() - pixels.height() * coarse) // 2
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for top in range(0, pixels.height(), _BAND):
        high = min(_BAND, pixels.height() - top)
        band = _band(document, page, pixels, QRect(0, top, pixels.width(), high))
        painter.drawImage(
            QRect(left, above + top * coarse, pixels.width() * coarse, high * coarse), band
        )


def _band(document: QPdfDocument, page: int, pixels: QSize, part: QRect) -> QImage:
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(pixels)
    # QtPdf measures this rectangle by its last pixel, so one short each way, and would shrink the
    # part by as much; the tests compare the parts with the whole.
    options.setScaledClipRect(part.adjusted(0, 0, 1, 1))
    rendered = document.render(page, part.size(), options)
    white = QImage(part.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    with QPainter(white) as painter:
        painter.drawImage(0, 0, rendered)
    return white
