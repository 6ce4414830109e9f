"""What of a document the window can show, made ready off the GUI thread; else a sentence."""

import codecs
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from coopdesk.catalogue.media_types import HEAD, kind_of, media_type_of
from coopdesk.i18n import _, number_words

# An image that has more dots than this in a direction is shown smaller; one with more in all is
# not even tried, and none may take more memory than that while it is read.
_MOST_ACROSS = 4_000
_MOST_DOTS = 400_000_000
_MEGABYTES = 256
_MOST_LETTERS = 400_000
_LONGEST_LINE = 4_000  # a text view lays out a line as a whole


@dataclass(frozen=True, slots=True)
class Shown:
    """One of ``pdf``, ``image`` and ``text``, or the ``sentence`` that stands in its place.

    ``part`` tells that the text is only the beginning of it, ``textless`` that it was read for
    searches and has no words.
    """

    pdf: bytes = b""
    image: QImage | None = None
    text: str | None = None
    sentence: str = ""
    part: bool = False
    textless: bool = False


def made_ready(content: bytes, file_name: str) -> Shown:
    """Return what there is to see of a document; never raises for what is in it."""
    kind = kind_of(media_type_of(file_name, content[:HEAD]))
    match kind.shown:
        case "pdf":
            return Shown(pdf=content)
        case "image":
            return _image(content)
        case "text":
            return _text(content)
        case _other:
            return Shown(
                sentence=_(
                    "A file of this kind ({kind}) cannot be shown here: "
                    "save it, or open it with another program."
                ).format(kind=kind.words())
            )


def _image(content: bytes) -> Shown:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MEGABYTES)
    reader = QImageReader(buffer)
    try:
        return _read(reader)
    finally:
        del reader  # before the buffer that it reads to its last moment


def _read(reader: QImageReader) -> Shown:
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.width() * whole.height() > _MOST_DOTS:
        return _too_large(whole)
    if max(whole.width(), whole.height()) > _MOST_ACROSS:
        smaller = QSize(_MOST_ACROSS, _MOST_ACROSS)
        reader.setScaledSize(whole.scaled(smaller, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if not image.isNull():
        return Shown(image=image)
    if whole.width() * whole.height() * 4 > _MEGABYTES * 1024 * 1024:
        return _too_large(whole)
    return Shown(
        sentence=_(
            "This image is damaged and cannot be shown: attach it again, "
            "or open it with another program that may mend it."
        )
    )


def _too_large(size: QSize) -> Shown:
    return Shown(
        sentence=_(
            "This image is too large to be shown here ({width} × {height} dots): "
            "save it, or open it with another program."
        ).format(width=number_words(size.width()), height=number_words(size.height()))
    )


def _text(content: bytes) -> Shown:
    text = _decoded(content[: 4 * _MOST_LETTERS])
    part = len(content) > 4 * _MOST_LETTERS or len(text) > _MOST_LETTERS
    lines = text[:_MOST_LETTERS].splitlines()
    if any(len(line) > _LONGEST_LINE for line in lines):
        lines = [
            line[start : start + _LONGEST_LINE]
            for line in lines
            for start in range(0, len(line) or 1, _LONGEST_LINE)
        ]
    return Shown(text="\n".join(lines), part=part)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        # What is cut off may end in half a letter.
        return codecs.getincrementaldecoder("utf-8-sig")().decode(content)
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
