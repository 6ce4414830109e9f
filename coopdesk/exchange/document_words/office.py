"""Text documents and presentations, of Office Open XML (ECMA-376) and OpenDocument."""

import re
from collections.abc import Iterator

from coopdesk.exchange.document_words.packed import Packed
from coopdesk.exchange.document_words.refusals import Protected
from coopdesk.exchange.document_words.xml_texts import paragraph_texts, run_texts

_STORIES = re.compile(
    r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes|comments)[.]xml"
    r"|ppt/(?:slides/slide|notesSlides/notesSlide)[0-9]+[.]xml"
)
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"


def open_xml_texts(content: bytes) -> Iterator[str]:
    """Return the paragraphs of a .docx or .pptx: body, head and foot, notes, comments, slides."""
    packed = Packed(content)
    stories = [name for name in packed.names if _STORIES.fullmatch(name)]
    if not stories:
        raise ValueError("no story in it")
    for name in stories:
        with packed.open(name) as stream:
            yield from run_texts(stream)


def open_document_texts(content: bytes) -> Iterator[str]:
    """Return the paragraphs of an .odt or .odp."""
    packed = Packed(content)
    if _MANIFEST in packed.names:
        with packed.open(_MANIFEST) as manifest:
            if b"encryption-data" in manifest.read():
                raise Protected
    with packed.open(_CONTENT) as stream:
        yield from paragraph_texts(stream)
