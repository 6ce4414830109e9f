"""Words inside documents, and which records have problems, into the catalogue's index."""

import sys
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.operations.document_words import DocumentReader
from coopdesk.operations.documents import add_to_record, attach
from coopdesk.operations.indexing import index_lines
from coopdesk.storage.store import Store

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
READY_CHILD = "import sys; sys.stdout.write('ready\\n'); sys.stdout.flush(); "


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with closing(DocumentReader()) as made:
        yield made


def packed(**parts: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        ("Blåbærgrød".encode(), "text/plain", "blabaergrod"),
        ("Øvelse på Ærø".encode("cp1252"), "text/plain", "ovelse pa aero"),
        ("Đorđe čeka".encode("cp1250"), "text/plain", "dorde ceka"),
        ("ватрогасна".encode("utf-16"), "text/plain", "vatrogasna"),
        (b"<p>one<script>two</script></p>three", "text/html", "one three"),
        (
            packed(word__document_xml="<d><p><t>fu</t><t>el</t></p><p><t>x</t></p></d>"),
            DOCX,
            "fuel x",
        ),
        (packed(content_xml="<d><p>a<span>b</span>c</p><h>d</h></d>"), ODT, "abc d"),
    ],
)
def test_that_words_are_found_in_each_format(
    reader: DocumentReader, content: bytes, media_type: str, words: str
) -> None:
    assert reader.read(content, media_type).words == words


@pytest.mark.parametrize(
    ("content", "media_type", "state"),
    [
        (b"%PDF-1.4 broken", "application/pdf", "failed"),
        (b"PK\x03\x04 broken", XLSX, "failed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOCX, "encrypted"),
        (packed(word__document_xml="0" * 30_000_000), DOCX, "too_large"),
        (b"\x89PNG", "image/png", "nothing"),
    ],
)
def test_that_a_file_that_gives_no_words_has_a_state(
    reader: DocumentReader, content: bytes, media_type: str, state: str
) -> None:
    assert reader.read(content, media_type).state == state


def test_that_no_entity_is_resolved(reader: DocumentReader) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "boom">]><d><p>&a;<t>left</t></p></d>'
    assert "boom" not in reader.read(packed(word__document_xml=bomb), DOCX).words


def test_that_a_child_that_ends_or_takes_too_long_is_a_state() -> None:
    dies = [sys.executable, "-c", READY_CHILD + "sys.exit(3)"]
    with closing(DocumentReader(command=dies)) as reader:
        assert reader.read(b"x", "text/plain").state == "failed"
    waits = [sys.executable, "-c", READY_CHILD + "import time; time.sleep(60)"]
    with closing(DocumentReader(0.2, waits)) as reader:
        assert reader.read(b"x", "text/plain").state == "too_large"


def test_that_index_finds_words_of_documents_and_problems(
    sample_file: Path, tmp_path: Path
) -> None:
    text = tmp_path / "protocol.txt"
    text.write_text("Ватрогасна цистерна", encoding="utf-8")
    with closing(Store.open(sample_file)) as store:
        first = store.ids(Filter(), Sort())[0]
        add_to_record(store, first, [attach(store, text)], who="A.K.")
        assert store.count(Filter(search="vatrogasna")) == 0
    told = list(index_lines(sample_file, documents=True, problems=True, told=lambda _words: None))
    assert told[0] == "1 document read."
    with closing(Store.open(sample_file)) as store:
        assert list(store.ids(Filter(search="vatrogasna"), Sort())) == [first]
        page = store.problems.page()
        assert store.judging.number() == len({found.record_id for found in page.problems})
        assert store.judging.left() == 0
        assert store.check() == ()
