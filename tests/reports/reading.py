"""A PDF as a reader gets it: its text, its tags, and every string that is anywhere in it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    StreamObject,
    TextStringObject,
)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, blanks and line ends as one blank."""
    return [" ".join(page.extract_text().split()) for page in reader(pdf).pages]


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def root(pdf: bytes) -> Any:
    """Return the document's own dictionary."""
    return reader(pdf).trailer["/Root"]


def xmp(pdf: bytes) -> str:
    return str(root(pdf)["/Metadata"].get_object().get_data().decode())


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """Return the depth and title of each bookmark, in their order."""

    def walk(outline: list[Any], depth: int) -> Iterator[tuple[int, str]]:
        for entry in outline:
            if isinstance(entry, list):
                yield from walk(entry, depth + 1)
            else:
                yield depth, entry["/Title"]

    return list(walk(reader(pdf).outline, 1))


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Return the type and the language ("" if its parent's) of each element, in reading order."""

    def walk(element: Any) -> Iterator[tuple[str, str]]:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, ArrayObject):
            for child in element:
                yield from walk(child)
        elif isinstance(element, DictionaryObject) and "/S" in element:
            yield str(element["/S"]), str(element.get("/Lang", ""))
            yield from walk(element.get("/K", ArrayObject()))

    return list(walk(root(pdf)["/StructTreeRoot"]["/K"]))


def elements(pdf: bytes) -> list[tuple[str, Any]]:
    """Return the type and the dictionary of each element of the structure, in reading order."""

    def walk(element: Any) -> Iterator[tuple[str, Any]]:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, ArrayObject):
            for child in element:
                yield from walk(child)
        elif isinstance(element, DictionaryObject) and "/S" in element:
            yield str(element["/S"]), element
            yield from walk(element.get("/K", ArrayObject()))

    return list(walk(root(pdf)["/StructTreeRoot"]["/K"]))


def everything(pdf: bytes) -> str:
    """Return the text of all pages, and every string and decompressed stream of every object."""
    whole = reader(pdf)
    found = [page.extract_text() for page in whole.pages]
    size: Any = whole.trailer["/Size"]
    for number in range(1, size):
        found.extend(_strings(whole.get_object(number)))
    found.extend(_strings(whole.trailer))
    return "\n".join(found)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield bytes(value).decode("latin-1")
    elif isinstance(value, DictionaryObject):
        if isinstance(value, StreamObject):
            yield value.get_data().decode("utf-8", errors="replace")
        for key, entry in value.items():
            yield str(key)
            yield from _strings(entry)
    elif isinstance(value, ArrayObject):
        for entry in value:
            yield from _strings(entry)
