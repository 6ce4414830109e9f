from pathlib import Path
from threading import Event

import pytest
import typst
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from coopdesk.ui.pdf_printing import PrintFailed, chosen_pages, page_size, print_pdf
from tests.ui.report_windows import a_printer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def five_pages() -> bytes:
    """Return a PDF of five A4 pages, the third across."""
    pages = [
        f'#page(paper: "a4", flipped: {"true" if number == 3 else "false"})[Page {number}]'
        for number in range(1, 6)
    ]
    pdf = typst.compile("\n".join(pages).encode())
    assert isinstance(pdf, bytes)
    return pdf


def test_that_each_page_is_printed_in_its_own_orientation(
    qapp: QApplication, tmp_path: Path, five_pages: bytes
) -> None:
    told: list[tuple[int, int]] = []
    printer = a_printer(tmp_path / "out.pdf")
    assert print_pdf(five_pages, printer, told=lambda done, count: told.append((done, count))) == 5
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [
        number == 3 for number in range(1, 6)
    ]
    assert told == [(number, 5) for number in range(1, 6)]


def test_that_a_page_is_printed_at_its_own_size_in_the_middle_of_larger_paper(
    qapp: QApplication, tmp_path: Path
) -> None:
    pdf = typst.compile(
        b"#set page(width: 420pt, height: 595pt, margin: 0pt)\n"
        b"#place(bottom + right, rect(width: 50%, height: 50%, fill: black))"
    )
    printer = a_printer(tmp_path / "out.pdf")
    print_pdf(pdf, printer)
    # The lower right quarter of an A5 page on A4 paper.
    assert dark_box((tmp_path / "out.pdf").read_bytes()) == pytest.approx(
        (297, 421, 507, 718), abs=1.5
    )


@pytest.mark.parametrize("resolution", [150, 1000])
def test_that_a_page_printed_in_parts_is_the_page(
    qapp: QApplication, tmp_path: Path, resolution: int
) -> None:
    pdf = typst.compile(
        b'#set page(paper: "a6", margin: 0pt)\n'
        b"#place(dx: 20%, dy: 15%, rect(width: 61%, height: 72%, fill: black))"
    )
    printer = a_printer(tmp_path / "out.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    printer.setResolution(resolution)
    print_pdf(pdf, printer)
    printed = dark_box((tmp_path / "out.pdf").read_bytes())
    assert printed == pytest.approx(dark_box(pdf), abs=1.5)


def dark_box(pdf: bytes) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom, in points, of what is dark on the first page.

    All within must be dark: no line between the parts that were printed.
    """
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    image = document.render(0, document.pagePointSize(0).toSize())
    document.close()
    dark = {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if (colour := image.pixelColor(x, y)).alpha() > 128 and colour.value() < 128
    }
    left, right = min(x for x, _y in dark), max(x for x, _y in dark) + 1
    top, bottom = min(y for _x, y in dark), max(y for _x, y in dark) + 1
    assert len(dark) == (right - left) * (bottom - top)
    return left, top, right, bottom


def test_that_ranges_copies_and_order_are_honoured(
    qapp: QApplication, tmp_path: Path, five_pages: bytes
) -> None:
    printer = a_printer(tmp_path / "out.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    assert chosen_pages(printer, 5) == [2, 3, 2, 3]
    printer.setCollateCopies(False)
    assert chosen_pages(printer, 5) == [2, 2, 3, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 5) == [3, 3, 2, 2]
    assert print_pdf(five_pages, printer) == 4
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 4


def test_that_the_current_page_alone_can_be_printed(qapp: QApplication, tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "out.pdf")
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, 5, 4) == [4]


def test_that_pages_beyond_the_end_are_refused(
    qapp: QApplication, tmp_path: Path, five_pages: bytes
) -> None:
    printer = a_printer(tmp_path / "out.pdf")
    printer.setFromTo(8, 9)
    with pytest.raises(PrintFailed, match="chosen pages"):
        print_pdf(five_pages, printer)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_that_a_file_that_cannot_be_printed_to_is_told(
    qapp: QApplication, tmp_path: Path, five_pages: bytes
) -> None:
    printer = a_printer(tmp_path / "missing" / "out.pdf")
    with pytest.raises(PrintFailed, match="missing"):
        print_pdf(five_pages, printer)


def test_that_printing_can_be_stopped(
    qapp: QApplication, tmp_path: Path, five_pages: bytes
) -> None:
    stop = Event()
    printer = a_printer(tmp_path / "out.pdf")
    done = print_pdf(five_pages, printer, told=lambda *_: stop.set(), cancelled=stop)
    assert done == 1


@pytest.mark.parametrize("wide", [False, True])
def test_that_a_page_of_paper_is_known_either_way(wide: bool) -> None:
    size = QSizeF(595.28, 841.89)
    paper, orientation = page_size(size.transposed() if wide else size)
    assert paper.id() is QPageSize.PageSizeId.A4
    assert (orientation is QPageLayout.Orientation.Landscape) is wide
