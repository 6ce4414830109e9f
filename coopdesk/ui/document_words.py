"""How a document is named in a list: its icon, its line of facts, and all of it in one sentence."""

from coopdesk.catalogue.documents import is_link, name_of, size_words, type_words
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.file_names import stem_of
from coopdesk.catalogue.marking import SCALE, marking_by_code
from coopdesk.catalogue.media_types import kind_of
from coopdesk.i18n import language

_ICONS = {
    "pdf": "file-pdf-line",
    "image": "image-line",
    "sheet": "file-excel-2-line",
    "mail": "mail-line",
    "program": "terminal-box-line",
    "document": "file-word-2-line",
    "slides": "file-ppt-2-line",
    "sound": "file-music-line",
    "film": "film-line",
    "archive": "file-zip-line",
    "text": "file-text-line",
    "file": "file-line",
}
_SEPARATOR = " · "


def document_icon(document: Document) -> str:
    """Return the name of the icon for a document."""
    if is_link(document):
        return "links-line"
    return _ICONS[kind_of(document.media_type).code]


def document_line(document: Document) -> str:
    """Return the facts on a document in one line: marking, kind, size, and file name or address.

    The marking comes first, since a line may be cut at its end.
    """
    facts = [marking_words(document), type_words(document)]
    if is_link(document):
        facts.append(document.link)
    else:
        facts.append(size_words(document.size) if document.size else "")
        facts.append("" if _says_as_much(document) else document.file_name)
    return _SEPARATOR.join(fact for fact in facts if fact)


def _says_as_much(document: Document) -> bool:
    """Tell whether a document's name says all that its file name would."""
    return name_of(document) in (document.file_name, stem_of(document.file_name))


def marking_words(document: Document) -> str:
    """Return a document's marking, as the interface's language has it; "" where it has none."""
    if document.marking in {step.code for step in SCALE}:
        return marking_by_code(document.marking).banner(language())
    return document.marking
