"""Plain text, in whichever encoding it was written, and text between the tags of HTML and XML."""

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})")
_HEAD = 4_096
# Letters by their byte where the two encodings differ. In cp1252: À Å Ð Ò Ø à å è ê ð ò ø;
# in cp1250 Č č Đ đ Ć ć, where cp1252 has È è Ð ð Æ æ.
_WESTERN, _CENTRAL = b"\xc0\xc5\xd2\xd8\xe0\xe5\xea\xf2\xf8", b"\xc8\xe8\xd0\xf0"
_EITHER = b"\xc6\xe6"
_PIECE = 64 * 1024


def plain_texts(content: bytes) -> Iterator[str]:
    """Return a text, in pieces that end where a line does, or are long."""
    yield from _pieces(decoded(content))


def markup_texts(content: bytes) -> Iterator[str]:
    """Return the text between the tags, without what scripts and styles say."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    text = decoded(content)
    # A declaration of the encoding is for bytes, and these were decoded.
    text = re.sub(r"^\s*<[?]xml[^>]*>", "", text)
    if not text.strip():
        return
    for element in etree.fromstring(text, parser).iter(etree.Element):
        if element.tag not in ("script", "style"):
            yield element.text or ""
        yield element.tail or ""


def decoded(content: bytes) -> str:
    """Return the text that ``content`` is, by its mark or declaration, or by what is likely.

    That is UTF-16 where every other byte is 0, else UTF-8 where it can be, else the encoding of
    Windows whose letters occur: Cyrillic, Central European or Western.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    head = content[:_HEAD]
    if head.count(0) > len(head) // 4:
        little = head[1::2].count(0) >= head[::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_declared(head) or _likely(content), "replace")


def _declared(head: bytes) -> str:
    found = _DECLARED.search(head)
    if found is None:
        return ""
    name = found[1].decode("ascii")
    try:
        # Some codecs are of bytes to bytes, others unknown.
        b"".decode(name)
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    return "" if known == "utf-8" else known  # that was tried


def _likely(content: bytes) -> str:
    letters = re.sub(rb"[^A-Za-z\x80-\xff]", b"", content[: 16 * _PIECE])
    high = sum(byte >= 0xC0 for byte in letters)
    if high > 0.6 * len(letters):
        return "cp1251"
    western = sum(letters.count(byte) for byte in _WESTERN)
    central = sum(letters.count(byte) for byte in _CENTRAL)
    if not western and not central:
        # Ć and Æ share their place: š and ž, the same in both, tell a Serbian text.
        central = min(sum(letters.count(byte) for byte in b"\x8a\x8e\x9a\x9e"), 1)
    return "cp1250" if central > western else "cp1252"


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE)
        # In a text without lines a word may be cut: one in a hundred thousand letters.
        cut = end + 1 if 0 <= end < start + 2 * _PIECE else start + 2 * _PIECE
        yield text[start:cut]
        start = cut
