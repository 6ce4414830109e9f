"""What comes out of the compiler: conformant, tagged, the same each time, whatever the text."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from coopdesk import i18n
from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.filters import Filter
from coopdesk.reports import compiling
from coopdesk.reports.catalogue_report import catalogue_data
from coopdesk.reports.compiling import compile_pdf
from coopdesk.resources import resource
from tests.builders import a_full_record, a_record
from tests.reports.reading import pages, reader, root, tags, text, xmp
from tests.reports.requests import PRINTED, a_request, pdf_of

pytestmark = pytest.mark.slow

FULL = a_full_record(reference="DK-RS/2014/001")


@pytest.fixture(scope="module")
def full() -> bytes:
    i18n.activate("en", resource("translations"))  # what each test has is later than this
    return pdf_of(a_request(FULL, a_record(marking="RESTRICTED"), language="sr_Latn"))


def test_that_it_says_to_be_pdf_a_2a_and_pdf_ua_1(full: bytes) -> None:
    told = xmp(full)
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told


def test_that_it_is_tagged_and_names_its_language_and_title(full: bytes) -> None:
    document = root(full)
    assert document["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF's own kind of true)
    assert document["/Lang"] == "sr"
    assert document["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    types = [name for name, _language in tags(full)]
    assert types[0] == "/Document"
    assert {"/Title", "/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody"} <= set(types)
    assert types.index("/Title") < types.index("/H1") < types.index("/H2")


def test_that_what_is_in_english_is_tagged_so_in_a_report_that_is_not(full: bytes) -> None:
    assert ("/H2", "en") in tags(full) or ("/Span", "en") in tags(full)
    english = pdf_of(a_request(FULL))
    assert root(english)["/Lang"] == "en"
    assert {language for _name, language in tags(english)} == {""}


def test_that_all_fonts_are_embedded(full: bytes) -> None:
    for page in root(full)["/Pages"]["/Kids"]:
        for font in page.get_object()["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_that_the_metadata_tells_title_marking_audience_and_day(full: bytes) -> None:
    told = reader(full).metadata
    assert told is not None
    assert str(told.title).startswith("Denmark–Serbia – ")
    assert told.author == "Denmark–Serbia"
    assert "RESTRICTED / INTERNO" in str(told["/Keywords"])
    assert "23. novembar 2026" in str(told.subject)
    assert told.creation_date == PRINTED


def test_that_the_same_request_gives_the_same_bytes(full: bytes) -> None:
    again = pdf_of(a_request(FULL, a_record(marking="RESTRICTED"), language="sr_Latn"))
    assert again == full


def test_that_the_day_of_printing_is_the_only_clock() -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    made = pdf_of(a_request(FULL, printed_at=later))
    metadata = reader(made).metadata
    assert metadata is not None
    assert metadata.creation_date == later
    assert "1 January 2027" in text(made)


MARKUP = (
    '#set page(width: 1cm); *bold* _it_ $x^2$ <label> @ref `code` // c /* d */ = H \\ ~ -- ... "q"',
    "<script>alert(1)</script> &amp; <b>b</b>",
    "Robert'); DROP TABLE record; --",
    "%s %d {0} {name} {{}} %(x)s ${x}",
)


@pytest.mark.parametrize("hostile", MARKUP)
def test_that_text_that_looks_like_markup_is_printed_as_it_is(hostile: str) -> None:
    record = a_record(title=hostile, summary=hostile, description=hostile, tags=(hostile,))
    made = text(pdf_of(a_request(record, catalogue_name=hostile[:50])))
    assert made.replace(" ", "").count(hostile.replace(" ", "")) >= 4


A4_WIDTH, MARGIN = 595.3, 70  # points


def text_edges(pdf: bytes, path: Path) -> list[tuple[float, float]]:
    """Return how far left and right the text of each page reaches, in points."""
    path.write_bytes(pdf)
    document = QPdfDocument()
    document.load(str(path))
    boxes = [document.getAllText(page).boundingRectangle() for page in range(document.pageCount())]
    assert boxes
    document.close()
    return [(box.left(), box.right()) for box in boxes]


def test_that_ten_thousand_characters_without_a_space_stay_on_the_page(
    qapp: QApplication, tmp_path: Path
) -> None:
    long = "abcdefghij" * 1000
    record = a_record(title=long[:300], summary=long, items=(Item(long, 3, "x" * 60),))
    made = pdf_of(a_request(record, catalogue_name=long[:300], wanted=Filter(search=long)))
    for left, right in text_edges(made, tmp_path / "long.pdf"):
        assert left >= MARGIN
        assert right <= A4_WIDTH - MARGIN
    running = text(made).replace(" ", "")
    assert running.count("abcdefghij") > 3 * 900


def test_that_letters_of_our_languages_are_all_there() -> None:
    written = "Æøå ÆØÅ čćžšđ ČĆŽŠĐ љњћђџ ЉЊЋЂЏ Ελληνικά"
    made = text(pdf_of(a_request(a_record(title=written))))
    assert written in made
    assert "\ufffd" not in made


def test_that_characters_without_a_glyph_are_replaced_visibly_and_the_report_says_so() -> None:
    made = text(pdf_of(a_request(a_record(title="Visit to 漢字 😀 and \x00"))))
    assert "Visit to �� � and �" in made
    assert "do not have are printed as �" in made
    assert "do not have" not in text(pdf_of(a_request(a_record())))


def test_that_text_from_right_to_left_leaves_what_stands_beside_it() -> None:
    made = text(pdf_of(a_request(a_record(title="\u202eevil", reference="A/1"))))
    assert "A/1 · Course" in made


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_that_there_is_a_report_whatever_was_written(written: str) -> None:
    record = a_record(title=written, summary=written, tags=(written,), reference=written)
    assert pages(pdf_of(a_request(record, catalogue_name=written)))


def test_that_a_combination_that_no_font_has_is_set_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiling, "_shown", set)
    made = text(pdf_of(a_request(a_record(title="one 漢 two"))))
    assert "one � two" in made


def test_that_a_fault_of_the_template_is_not_hidden() -> None:
    data = catalogue_data(a_request(a_record()))
    del data["words"]
    with pytest.raises(typst.TypstError, match="words"):
        compile_pdf("catalogue.typ", data, PRINTED)
