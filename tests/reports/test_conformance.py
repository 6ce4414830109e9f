"""Every report in every language can be archived and read aloud, and nothing on a page is cut.

PDF/A-2a is ISO 19005-2, PDF/UA-1 is ISO 14289-1. The compiler refuses much of what they forbid;
this looks at what came out. The whole of both standards is checked by .ci/conformance.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from coopdesk import i18n
from coopdesk.catalogue.facets import Item
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.options import Options
from coopdesk.reports.registry import REPORTS
from coopdesk.reports.visit import AgendaItem, Visit
from coopdesk.resources import resource
from tests.builders import a_full_record, a_varied_record
from tests.reports.reading import bookmarks, elements, pages, reader, root, xmp
from tests.reports.requests import a_request, pdf_of

pytestmark = pytest.mark.slow

CODES = [code for code, _name in LANGUAGES]
EACH = pytest.mark.parametrize(
    ("report", "language"), [(report.name, code) for report in REPORTS for code in CODES]
)
A4_WIDTH, A4_HEIGHT, MARGIN = 595.3, 841.9, 69  # points; the margin is 70.9, boxes are rounded
VISIT = Visit(
    name="Minister’s visit",
    date="2026-12-01",
    place="Belgrade",
    purpose="Next year’s programme",
    participants=("Head of delegation", "Adviser"),
    agenda=(AgendaItem(time="09:30", title="Welcome", lead="Host"),),
    talking_points=("Floods", "Training"),
)
LONG = "Beredskabsstyrelsens uddannelsescenter og overvågningskoordineringsenhed " * 2


@cache
def made(report: str, language: str) -> bytes:
    """Return the PDF of a report over records of all kinds, with long words and many items."""
    i18n.activate("en", resource("translations"))
    full = a_full_record(reference="DK-RS/2014/001", marking="RESTRICTED")
    items = tuple(
        Item(f"{LONG} {n}", 1_234_567, "kilometres", value=9e6, currency="DKK") for n in (1, 2)
    )
    records = (
        full,
        a_full_record(reference="DK-RS/2014/002", title=LONG, kind="donation", items=items * 30),
        *map(a_varied_record, range(60)),
    )
    options = Options(visit=VISIT, history=True, paragraph_marks=True, year=2014)
    return pdf_of(a_request(*records, language=language, options=options), report)


@EACH
def test_that_it_says_what_it_conforms_to_and_what_it_is(report: str, language: str) -> None:
    pdf = made(report, language)
    told, document = xmp(pdf), root(pdf)
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert document["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF's own kind of true)
    assert document["/Lang"] == language.partition("_")[0]
    assert document["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.title
    assert str(metadata.title) in told


@EACH
def test_that_its_syntax_is_sound(report: str, language: str) -> None:
    with pikepdf.open(BytesIO(made(report, language))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert not pdf.is_encrypted


@EACH
def test_that_every_figure_is_told_in_words(report: str, language: str) -> None:
    for kind, element in elements(made(report, language)):
        if kind in ("/Figure", "/Formula"):
            assert str(element["/Alt"]).strip()


@EACH
def test_that_heads_of_tables_say_what_they_head(report: str, language: str) -> None:
    for kind, element in elements(made(report, language)):
        if kind == "/TH":
            assert _attribute(element, "/Scope") in ("/Column", "/Row", "/Both")


def _attribute(element: Any, name: str) -> str:
    given = element.get("/A", {})
    given = given.get_object() if hasattr(given, "get_object") else given
    for one in given if isinstance(given, list) else [given]:
        own = one.get_object() if hasattr(one, "get_object") else one
        if name in own:
            return str(own[name])
    return ""


@EACH
def test_that_headings_nest_without_a_gap(report: str, language: str) -> None:
    kinds = [kind for kind, _element in elements(made(report, language))]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H[1-9]", kind)]
    last = 0
    for level in levels:
        assert level <= last + 1
        last = level
    assert kinds.count("/Title") <= 1


@EACH
def test_that_every_font_is_in_the_file(report: str, language: str) -> None:
    for page in reader(made(report, language)).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@EACH
def test_that_nothing_shines_through_and_nothing_runs(report: str, language: str) -> None:
    pdf = made(report, language)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root(pdf))
    assert "/JavaScript" not in set(root(pdf).get("/Names", {}))
    for page in reader(pdf).pages:
        resources: Any = page["/Resources"]
        for state in map(_object, resources.get("/ExtGState", {}).values()):
            assert state.get("/SMask", "/None") == "/None"
            assert state.get("/BM", "/Normal") == "/Normal"
            assert state.get("/ca", 1) == state.get("/CA", 1) == 1


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


@EACH
def test_that_it_can_be_found_through_and_pages_are_called_what_they_are_numbered(
    report: str, language: str
) -> None:
    pdf = made(report, language)
    whole = reader(pdf)
    count = len(whole.pages)
    assert "/PageLabels" in root(pdf)
    assert whole.page_labels == [str(number) for number in range(1, count + 1)]
    for number, words in enumerate(pages(pdf), start=1):
        assert re.search(rf"\b{number} \D+ {count}\b", words), words[-200:]
    if count > 4:
        assert bookmarks(pdf)


@EACH
def test_that_the_marking_is_at_the_top_and_the_bottom_of_each_page(
    report: str, language: str, qapp: QApplication, tmp_path: Path
) -> None:
    with document_of(made(report, language), tmp_path / "report.pdf") as document:
        for page in range(document.pageCount()):
            words = document.getAllText(page).text()
            heights = [
                document.getSelectionAtIndex(page, found.start(), 5).boundingRectangle().top()
                for found in re.finditer("RESTRICTED", words)
            ]
            assert min(heights) < MARGIN
            assert max(heights) > A4_HEIGHT - MARGIN


@EACH
def test_that_no_text_leaves_the_margins(
    report: str, language: str, qapp: QApplication, tmp_path: Path
) -> None:
    with document_of(made(report, language), tmp_path / "report.pdf") as document:
        assert document.pageCount()
        for page in range(document.pageCount()):
            box = document.getAllText(page).boundingRectangle()
            assert box.left() >= MARGIN
            assert box.right() <= A4_WIDTH - MARGIN
            assert box.top() >= 0
            assert box.bottom() <= A4_HEIGHT


@contextmanager
def document_of(pdf: bytes, path: Path) -> Iterator[QPdfDocument]:
    path.write_bytes(pdf)
    document = QPdfDocument()
    document.load(str(path))
    yield document
    document.close()
