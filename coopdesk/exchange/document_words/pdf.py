"""PDF documents, page by page."""

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from coopdesk.exchange.document_words.refusals import Protected

# A word that was broken at the end of a line; whether its hyphen belongs to it nobody can tell.
_BROKEN = re.compile(r"(\w+)[-\u00ad\u2010]\s*\n\s*(\w+)")


def pdf_texts(content: bytes) -> Iterator[str]:
    """Return the text of each page, and after it the words that lines broke, made whole.

    A page that cannot be read is left out, unless none can: then its error is raised.
    """
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        _unlock(reader)
    trouble: Exception | None = None
    given = 0
    for page in reader.pages:
        try:
            text = page.extract_text()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 (a damaged page can raise anything)
            trouble = error
            continue
        given += 1
        yield text
        yield " ".join(f"{start}{end}" for start, end in _BROKEN.findall(text))
    if trouble is not None and not given:
        raise trouble


def _unlock(reader: PdfReader) -> None:
    # Many files are locked against changes alone: those open without a password.
    try:
        opened = reader.decrypt("")
    except (DependencyError, FileNotDecryptedError, NotImplementedError) as error:
        raise Protected from error
    if opened is PasswordType.NOT_DECRYPTED:
        raise Protected
