"""How large a document may be, what its name gives away, and which could do harm."""

import pytest

from coopdesk.catalogue.documents import (
    LIMIT,
    is_link,
    is_web_address,
    name_of,
    named_marking,
    refuse_size,
    runs_when_opened,
    size_words,
    type_words,
)
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.i18n import activate
from coopdesk.resources import resource

FILE = Document("Delivery note", "note.pdf", "application/pdf", 4_200, "a" * 64)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 byte"),
        (1_023, "1,023 bytes"),
        (1_024, "1 kB"),
        (4_200, "4.1 kB"),
        (700_000, "684 kB"),
        (LIMIT, "64 MB"),
        (2**31, "2 GB"),
        (2**43, "8,192 GB"),
    ],
)
def test_that_a_size_is_said_as_people_say_it(size: int, words: str) -> None:
    assert size_words(size) == words


def test_that_a_size_has_the_separators_of_the_language() -> None:
    activate("da", resource("translations"))
    assert size_words(4_200).startswith("4,1 ")


def test_that_the_largest_document_may_be_held() -> None:
    refuse_size(1)
    refuse_size(LIMIT)


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (0, "“plan.pdf” is empty"),
        (LIMIT + 1, "“plan.pdf” is larger than 64 MB"),
        (2**31, "larger than 64 MB, .* add a link"),
    ],
)
def test_that_an_empty_or_too_large_document_is_refused(size: int, sentence: str) -> None:
    with pytest.raises(CatalogueError, match=sentence):
        refuse_size(size, "plan.pdf")


@pytest.mark.parametrize(
    ("name", "head", "runs"),
    [
        ("plan.pdf", b"%PDF-", False),
        ("letter.docx", b"PK\x03\x04", False),
        ("letter.docm", b"PK\x03\x04", True),
        ("SETUP.EXE", b"", True),
        ("plan.pdf", b"MZ\x90", True),
        ("plan.pdf", b"\x7fELF", True),
        ("notes", b"#!/bin/sh", True),
        ("page.html", b"<html>", True),
        ("way in.lnk", b"L\0\0\0", True),
        ("office.desktop", b"[Desktop Entry]", True),
        ("exe", b"words", False),
    ],
)
def test_that_what_runs_when_opened_is_known(name: str, head: bytes, runs: bool) -> None:
    assert runs_when_opened(name, head) is runs


@pytest.mark.parametrize(
    ("name", "marking"),
    [
        ("Visit programme 2015", ""),
        ("RESTRICTED visit programme", "RESTRICTED"),
        ("visit_RESTRICTED_v2", "RESTRICTED"),
        ("TIL TJENESTEBRUG - plan", "RESTRICTED"),
        ("план ИНТЕРНО", "RESTRICTED"),
        ("UNCLASSIFIED plan", "UNCLASSIFIED"),
        ("TOP-SECRET", "TOP SECRET"),
        ("Secretary of state", ""),
        ("SECRETARIAT", ""),
        ("restricted area map", ""),
        ("UNCLASSIFIED extract of a SECRET plan", "SECRET"),
    ],
)
def test_that_a_name_gives_a_marking_away_in_capitals(name: str, marking: str) -> None:
    assert named_marking(name) == marking


def test_that_a_document_is_a_file_or_a_link_and_always_has_a_name() -> None:
    link = Document(link="https://www.example.org/trucks")
    assert is_link(link)
    assert not is_link(FILE)
    assert (type_words(FILE), type_words(link)) == ("PDF document", "Link")
    assert name_of(FILE) == "Delivery note"
    assert name_of(Document(file_name="note.pdf", digest="a")) == "note.pdf"
    assert name_of(link) == "https://www.example.org/trucks"
    assert name_of(Document()) == "Document"


@pytest.mark.parametrize(
    ("link", "web"),
    [
        ("https://www.fmn.dk/plan", True),
        ("HTTP://example.org", True),
        ("file:///bin/sh", False),
        ("\\\\share\\plan.exe", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_that_only_an_address_on_the_web_is_one(link: str, web: bool) -> None:
    assert is_web_address(link) is web
