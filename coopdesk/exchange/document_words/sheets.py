"""Spreadsheets: .xlsx, .xls and .ods, cell by cell."""

from collections.abc import Iterator
from datetime import date, time
from io import BytesIO

from python_calamine import CalamineWorkbook, PasswordError

from coopdesk.exchange.document_words.packed import Packed
from coopdesk.exchange.document_words.refusals import Protected

_ARCHIVE = b"PK\x03\x04"


def sheet_texts(content: bytes) -> Iterator[str]:
    """Return the name of each sheet, and each row with what its cells hold."""
    if content.startswith(_ARCHIVE):
        Packed(content)  # raises where it is encrypted, or too much once unpacked
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError as error:
        raise Protected from error
    for name in book.sheet_names:
        yield name
        for row in book.get_sheet_by_name(name).iter_rows():
            yield " ".join(filter(None, map(_cell_text, row)))


def _cell_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.12g}"
    # A truth is no word that anybody looks for.
    return value.isoformat() if isinstance(value, date | time) else ""
