"""Files as programs write them, and as those write them who mean harm: what a search finds."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from coopdesk.exchange.document_words.reading import MOST_LETTERS
from coopdesk.operations.document_words import DocumentReader

pytestmark = pytest.mark.slow

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = OFFICE + "wordprocessingml.document"
XLSX = OFFICE + "spreadsheetml.sheet"
PPTX = OFFICE + "presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
PDF, TEXT, HTML = "application/pdf", "text/plain", "text/html"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with closing(DocumentReader()) as made:
        yield made


def packed(parts: dict[str, str | bytes]) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def a_docx() -> bytes:
    def story(name: str, *paragraphs: str) -> str:
        return f'{HEAD}<w:{name} xmlns:w="{WORDS}">{"".join(paragraphs)}</w:{name}>'

    def paragraph(*runs: str) -> str:
        made = [
            f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{r}</w:t></w:r>' for r in runs
        ]
        return f"<w:p><w:pPr/>{''.join(made)}</w:p>"

    cell = f"<w:tbl><w:tr><w:tc>{paragraph('Fuel trucks')}</w:tc></w:tr></w:tbl>"
    body = f"<w:body>{paragraph('Øvelse i br', 'and', 'slukning')}{cell}</w:body>"
    return packed(
        {
            "[Content_Types].xml": HEAD + "<Types/>",
            "word/document.xml": story("document", body),
            "word/header1.xml": story("hdr", paragraph("Ministry")),
            "word/footnotes.xml": story("footnotes", paragraph("see annex")),
            "word/styles.xml": story("styles", paragraph("unseen")),
        }
    )


def a_pptx() -> bytes:
    shape = "<p:txBody><a:p><a:r><a:t>Road map</a:t></a:r></a:p></p:txBody>"
    slide = f'{HEAD}<p:sld xmlns:p="p" xmlns:a="{DRAWING}">{shape}</p:sld>'
    return packed({"ppt/slides/slide1.xml": slide, "ppt/presentation.xml": HEAD + "<p/>"})


def an_odt() -> bytes:
    text = f'xmlns:text="{OPEN}text:1.0" xmlns:office="{OPEN}office:1.0"'
    body = (
        "<text:h>Протокол</text:h><text:p>о <text:span>сарад</text:span>њи<text:tab/>2014</text:p>"
        "<text:list><text:list-item><text:p>Niš</text:p></text:list-item></text:list>"
    )
    content = f"{HEAD}<office:document-content {text}>{body}</office:document-content>"
    return packed({"mimetype": ODT, "content.xml": content})


def an_xlsx() -> bytes:
    sheet = (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1"><v>14</v></c><c r="C1"><v>2.5</v></c></row><row r="2">'
        '<c r="A2" t="inlineStr"><is><t>Ærø</t></is></c></row></sheetData></worksheet>'
    )
    book = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{TYPES}"><sheets>'
        '<sheet name="Deliveries" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    strings = f'{HEAD}<sst xmlns="{MAIN}" count="1"><si><t>Fuel truck</t></si></sst>'
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    book_relations = relation.format("rId1", TYPES, "worksheet", "worksheets/sheet1.xml")
    book_relations += relation.format("rId2", TYPES, "sharedStrings", "sharedStrings.xml")
    root = relation.format("rId1", TYPES, "officeDocument", "xl/workbook.xml")
    wrapped = f'{HEAD}<Relationships xmlns="{RELATIONS}">{{}}</Relationships>'
    return packed(
        {
            "[Content_Types].xml": f"{HEAD}<Types/>",
            "_rels/.rels": wrapped.format(root),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": wrapped.format(book_relations),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": strings,
        }
    )


def a_pdf(*lines: str, password: str | None = None) -> bytes:
    """Return a PDF of a page a line (ISO 32000-1, 9.4); ``password`` locks it."""
    writer = PdfWriter()
    for line in lines:
        page = writer.add_blank_page(595, 842)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        held = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(held)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = DecodedStreamObject()
        rows = [
            f"BT /F1 12 Tf 50 {700 - 20 * n} Td ({row}) Tj ET"
            for n, row in enumerate(line.split("|"))
        ]
        shown.set_data("\n".join(rows).encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(shown)
    if password is not None:
        writer.encrypt(password, "of the owner", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        (a_docx(), DOCX, "ovelse i brandslukning fuel trucks ministry see annex"),
        (a_pptx(), PPTX, "road map"),
        (an_odt(), ODT, "protokol o saradnji 2014 nis"),
        (an_xlsx(), XLSX, "deliveries fuel truck 14 2 5 aero"),
        (a_pdf("Fuel trucks", "Air base"), PDF, "fuel trucks air base"),
        (a_pdf("Locked", password=""), PDF, "locked"),
        (b"", TEXT, ""),
    ],
)
def test_that_the_words_of_real_files_are_found(
    reader: DocumentReader, content: bytes, media_type: str, words: str
) -> None:
    assert reader.read(content, media_type).words == words


def test_that_a_word_broken_at_the_end_of_a_line_is_found_whole(reader: DocumentReader) -> None:
    found = reader.read(a_pdf("the coope-|ration of both"), PDF).words.split()
    assert "cooperation" in found


def test_that_what_needs_a_password_says_so(reader: DocumentReader) -> None:
    assert reader.read(a_pdf("Secret", password="unknown"), PDF).state == "encrypted"
    manifest = '<manifest><file-entry><encryption-data checksum="x"/></file-entry></manifest>'
    locked = packed({"META-INF/manifest.xml": manifest, "content.xml": b"\x00\x01\x02"})
    assert reader.read(locked, ODT).state == "encrypted"


DEEP = 200_000


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (packed({"word/document.xml": "<p>" * DEEP + "</p>" * DEEP}), DOCX),
        (packed({"content.xml": "<p>" * DEEP + "</p>" * DEEP}), ODT),
        (packed({"xl/workbook.xml": "<a>" * DEEP}), XLSX),
        (b"%PDF-1.7\n1 0 obj\n" + b"[" * DEEP + b"\nendobj\ntrailer <</Root 1 0 R>>", PDF),
        (a_pdf("x").replace(b"/Kids [ ", b"/Kids [ 1 0 R " * 3), PDF),
        (b"<div>" * DEEP + b"left", HTML),
        (packed({"word/document.xml": '<!DOCTYPE d SYSTEM "file:///etc/passwd"><d>&x;</d>'}), DOCX),
        (a_docx()[:-40], DOCX),
        (an_xlsx()[:400], XLSX),
    ],
    ids=[
        "docx",
        "odt",
        "xlsx",
        "pdf",
        "pdf that holds itself",
        "html",
        "outside",
        "cut",
        "cut too",
    ],
)
def test_that_a_file_that_means_harm_harms_nobody(
    reader: DocumentReader, content: bytes, media_type: str
) -> None:
    found = reader.read(content, media_type)
    assert found.state in ("failed", "nothing", "too_large", "read")
    assert "root" not in found.words
    assert reader.read(b"still there", TEXT).words == "still there"


def test_that_of_an_endless_text_so_much_is_found_and_no_more(reader: DocumentReader) -> None:
    found = reader.read(b"word " * (MOST_LETTERS // 2), TEXT)
    assert found.state == "read"
    assert MOST_LETTERS - 10 < len(found.words) <= MOST_LETTERS


def test_that_a_word_without_end_is_none(reader: DocumentReader) -> None:
    words = reader.read(b"a" * 3_000_000 + b" fuel", TEXT).words
    assert words.endswith("fuel")
    assert len(words) < 1_000


def test_that_a_pdf_without_end_is_given_up(reader: DocumentReader) -> None:
    busy = a_pdf("x" * 400_000 + "|y" * 50_000)
    with closing(DocumentReader(0.5)) as hurried:
        hurried.read(b"first, so that it has started", TEXT)
        assert hurried.read(busy, PDF).state == "too_large"
        assert hurried.read(b"still there", TEXT).words == "still there"
