"""What a file is: its first bytes decide where they are sure, then its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.media_types import FILE_KINDS, UNKNOWN, kind_of, media_type_of

OFFICE = "application/vnd.openxmlformats-officedocument."
ZIP, OLE = b"PK\x03\x04\x14\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"


@pytest.mark.parametrize(
    ("name", "head", "media_type"),
    [
        ("plan.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("plan.txt", b"%PDF-1.7\n", "application/pdf"),
        ("scan.pdf", b"\x89PNG\r\n\x1a\n\0", "image/png"),
        ("photo", b"\xff\xd8\xff\xe0\0", "image/jpeg"),
        ("photo.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ("sound.wav", b"RIFF\0\0\0\0WAVEfmt ", "audio/x-wav"),
        ("letter.docx", ZIP, f"{OFFICE}wordprocessingml.document"),
        ("table.ods", ZIP, "application/vnd.oasis.opendocument.spreadsheet"),
        ("letter.doc", OLE, "application/msword"),
        ("mail.msg", OLE, "application/vnd.ms-outlook"),
        ("parcel", ZIP, "application/zip"),
        ("letter.docx", b"\x7fELF\2\1\1\0", "application/x-executable"),
        ("invoice.pdf", b"MZ\x90\0\3\0", "application/vnd.microsoft.portable-executable"),
        ("MZT list", b"MZT members", "text/plain"),
        ("BMW", b"BMW and others", "text/plain"),
        ("run", b"#!/bin/sh\n", "text/x-script"),
        ("list.csv", b"a;b\n1;2\n", "text/csv"),
        ("list.csv", "æ;ø\n".encode("latin-1"), "text/csv"),
        ("list.csv", b"a\0b", UNKNOWN),
        ("list.csv", "\ufeffa;b".encode("utf-16-le"), "text/csv"),
        ("notes", "Ђоковић".encode(), "text/plain"),
        ("notes.unheardof", b"words", "text/plain"),
        ("data.unheardof", b"\0\1\2", UNKNOWN),
        ("drawing.svg", b"<svg/>", "image/svg+xml"),
    ],
)
def test_that_a_file_is_known_by_its_bytes_and_its_name(
    name: str, head: bytes, media_type: str
) -> None:
    assert media_type_of(name, head) == media_type


@pytest.mark.parametrize(
    ("media_type", "code", "shown"),
    [
        ("application/pdf", "pdf", "pdf"),
        ("image/jpeg", "image", "image"),
        ("image/svg+xml", "image", ""),
        ("text/plain", "text", "text"),
        ("text/html", "text", "text"),
        ("text/csv", "sheet", "text"),
        (f"{OFFICE}spreadsheetml.sheet", "sheet", ""),
        ("application/vnd.oasis.opendocument.text", "document", ""),
        ("application/vnd.ms-powerpoint", "slides", ""),
        ("application/x-executable", "program", ""),
        ("video/mp4", "film", ""),
        (UNKNOWN, "file", ""),
        ("", "file", ""),
    ],
)
def test_that_a_media_type_has_a_name_and_a_way_to_be_shown(
    media_type: str, code: str, shown: str
) -> None:
    assert (kind_of(media_type).code, kind_of(media_type).shown) == (code, shown)


def test_that_every_kind_has_words_and_one_catches_all() -> None:
    assert all(kind.words() for kind in FILE_KINDS)
    assert FILE_KINDS[-1].types == ("",)


@given(st.text(max_size=40), st.binary(max_size=64))
def test_that_whatever_there_is_has_a_type(name: str, head: bytes) -> None:
    media_type = media_type_of(name, head)
    assert "/" in media_type
    assert kind_of(media_type).words()
