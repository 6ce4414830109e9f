"""The parts of a file that is a ZIP archive, such as office documents are, and never too much."""

from io import BytesIO
from typing import IO
from zipfile import ZipFile

from coopdesk.exchange.document_words.refusals import Protected, TooMuch

MOST_BYTES = 256 * 1024 * 1024
"""The most that all parts together may have, unpacked."""

_MOST_PARTS = 20_000
# Text packs to a tenth, tables to a fiftieth; what packs much better is meant to do harm.
_MOST_RATIO, _HARMLESS = 250, 16 * 1024 * 1024
# How a file begins that is an office document inside an encrypted envelope ([MS-OFFCRYPTO]).
_ENVELOPE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_FLAG = 0x1


class Packed:
    """The archive that ``content`` is.

    Raises Protected where it is encrypted, TooMuch where it unpacks to too much, and what zipfile
    raises where it is none. The sizes that it states hold: a part is never read beyond its own.
    """

    def __init__(self, content: bytes) -> None:
        if content.startswith(_ENVELOPE):
            raise Protected
        self._archive = ZipFile(BytesIO(content))
        parts = self._archive.infolist()
        size = sum(part.file_size for part in parts)
        too_dense = size > _HARMLESS and size > _MOST_RATIO * len(content)
        if len(parts) > _MOST_PARTS or size > MOST_BYTES or too_dense:
            raise TooMuch
        if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
            raise Protected
        self.names: tuple[str, ...] = tuple(part.filename for part in parts)

    def open(self, name: str) -> IO[bytes]:
        """Return a stream on one part."""
        return self._archive.open(name)
