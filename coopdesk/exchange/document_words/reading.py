"""Which files are read for their words, and what each gives: by its media type, in one list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coopdesk.catalogue.document_text import (
    ENCRYPTED,
    FAILED,
    NOTHING,
    READ,
    TOO_LARGE,
    DocumentText,
)
from coopdesk.catalogue.folding import tokens
from coopdesk.exchange.document_words.refusals import Protected, TooMuch

VERSION = 1
"""Raised where a reader finds more than before: what an earlier version read is read again."""

MOST_LETTERS = 2_000_000
"""So many letters of a document can be found, about a thousand pages; the rest is left out."""

_LONGEST_WORD = 1_000  # what is longer is no word: pictures that are written as letters
_Texts = Callable[[bytes], Iterator[str]]
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files whose media type begins with one of ``types``; ``load`` imports what it needs."""

    types: tuple[str, ...]
    load: Callable[[], _Texts]


def _pdf() -> _Texts:
    from coopdesk.exchange.document_words.pdf import pdf_texts

    return pdf_texts


def _open_xml() -> _Texts:
    from coopdesk.exchange.document_words.office import open_xml_texts

    return open_xml_texts


def _open_document() -> _Texts:
    from coopdesk.exchange.document_words.office import open_document_texts

    return open_document_texts


def _sheet() -> _Texts:
    from coopdesk.exchange.document_words.sheets import sheet_texts

    return sheet_texts


def _markup() -> _Texts:
    from coopdesk.exchange.document_words.plain_texts import markup_texts

    return markup_texts


def _plain() -> _Texts:
    from coopdesk.exchange.document_words.plain_texts import plain_texts

    return plain_texts


# The first that fits counts.
READERS: tuple[Reader, ...] = (
    Reader(("application/pdf",), _pdf),
    Reader((f"{_OFFICE}wordprocessingml.", f"{_OFFICE}presentationml."), _open_xml),
    Reader((f"{_OPEN}text", f"{_OPEN}presentation"), _open_document),
    Reader((f"{_OFFICE}spreadsheetml.", f"{_OPEN}spreadsheet", "application/vnd.ms-excel"), _sheet),
    Reader(("text/html", "application/xhtml+xml", "application/xml", "text/xml"), _markup),
    Reader(("text/", "application/json", "message/rfc822"), _plain),
)


def reader_of(media_type: str) -> Reader | None:
    """Return what reads files of that media type, None where nothing does."""
    found = (reader for reader in READERS if media_type.startswith(reader.types))
    return next(found, None)


def read_text(content: bytes, media_type: str) -> DocumentText:
    """Return the words in ``content``, a file of that media type; never raises for what it holds.

    What a file does to the process by its size (memory, time) is for the child to bear.
    """
    reader = reader_of(media_type)
    if reader is None:
        return DocumentText(NOTHING)
    texts = reader.load()
    try:
        words = _words(texts(content))
    except Protected:
        return DocumentText(ENCRYPTED)
    except (TooMuch, MemoryError):
        return DocumentText(TOO_LARGE)
    except Exception:  # noqa: BLE001 (a damaged file can make its library raise anything)
        return DocumentText(FAILED)
    return DocumentText(READ, words) if words else DocumentText(NOTHING)


def _words(texts: Iterator[str]) -> str:
    found: list[str] = []
    room = MOST_LETTERS
    for text in texts:
        for word in tokens(text[: room + _LONGEST_WORD]):
            room -= len(word) + 1
            if room < 0:
                return " ".join(found)
            if len(word) <= _LONGEST_WORD:
                found.append(word)
    return " ".join(found)
