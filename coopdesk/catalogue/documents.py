"""Documents of a record: how large, what their names give away, and which could do harm."""

import re

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.file_names import suffix_of
from coopdesk.catalogue.marking import SCALE, highest
from coopdesk.catalogue.media_types import kind_of
from coopdesk.i18n import N_, _, ngettext, number_words

# The catalogue is one file, which is backed up, copied and checked as a whole.
LIMIT = 64 * 1024 * 1024
"""The most bytes that one document may have."""

_STEP = 1024
_UNITS = ("", N_("{number} kB"), N_("{number} MB"), N_("{number} GB"))

# What a computer runs, or may, when it is opened; the last line is of documents with macros.
_RUN_SUFFIXES = """
app appimage application bat bin cmd com command cpl deb desktop dll dmg elf exe gadget hta htm html
inf jar js jse ksh lnk mht mhtml msc msi msix msp mst pif pkg pl ps1 psm1 py pyc pyw rb reg rpm run
scf scr sh shb shs svg swf url vb vbe vbs webloc wsf wsh xhtml xht xll
docm dotm pptm potm ppsm ppam xlsm xlam xltm xlsb
"""
_RUN = frozenset(_RUN_SUFFIXES.split())
_PROGRAM_SIGNS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_WORDS = re.compile(r"[^\W\d_]+")


def refuse_size(size: int, name: str = "") -> None:
    """Raise CatalogueError where no document (called ``name``) may have ``size`` bytes."""
    shown = name or _("Document")
    if not size:
        raise CatalogueError(
            _("“{name}” is empty: attach it once there is something in it.").format(name=shown)
        )
    if size > LIMIT:
        raise CatalogueError(
            _(
                "“{name}” is larger than {limit}, the most that a document may have: "
                "keep it elsewhere and add a link to it."
            ).format(name=shown, limit=size_words(LIMIT))
        )


def size_words(size: int) -> str:
    """Return ``size`` in bytes as a person reads it, such as "4.2 MB"; 1 kB is 1024 bytes."""
    if size < _STEP:
        return ngettext("{number} byte", "{number} bytes", size).format(number=number_words(size))
    value, unit = float(size), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value /= _STEP
        unit += 1
    rounded = round(value, 1) if value < 10 else round(value)
    return _(_UNITS[unit]).format(number=number_words(rounded))


def type_words(document: Document) -> str:
    """Return what kind of file a document is, such as "PDF document", or that it is a link."""
    if is_link(document):
        return _("Link")
    return kind_of(document.media_type).words()


def is_link(document: Document) -> bool:
    """Tell whether a document is kept elsewhere, and only its address here."""
    return bool(document.link) and not document.digest


def name_of(document: Document) -> str:
    """Return what a document is called: its title, else its file name or its address."""
    return document.title or document.file_name or document.link or _("Document")


def runs_when_opened(file_name: str, head: bytes = b"") -> bool:
    """Tell whether to open the file that begins with ``head`` might run it, or something in it."""
    return suffix_of(file_name) in _RUN or head.startswith(_PROGRAM_SIGNS)


def is_web_address(link: str) -> bool:
    """Tell whether a link leads to a page or file on the web, and not to a file or program."""
    return link.lower().startswith(("https://", "http://"))


def named_marking(text: str) -> str:
    """Return the highest marking that a title or file name carries in capitals, "" for none.

    The national equivalents count as well.
    """
    words = f" {' '.join(_WORDS.findall(text))} "
    found = tuple(
        marking.code
        for marking in SCALE
        if any(f" {form} " in words for form in (marking.code, *dict(marking.national).values()))
    )
    return highest(found) if found else ""
