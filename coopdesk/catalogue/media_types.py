"""What a file is: its media type (RFC 6838), by its first bytes and its name; what can be shown."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from coopdesk.catalogue.file_names import suffix_of
from coopdesk.i18n import N_, _

if TYPE_CHECKING:
    from mimetypes import MimeTypes

UNKNOWN = "application/octet-stream"
HEAD = 2_048
"""How many bytes of a file's beginning `media_type_of` looks at."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a user calls files of some media types; a type ending in / or + stands for many.

    ``shown`` says how the window can show them: "pdf", "image", "text" or "" for not at all.
    """

    code: str
    label: str
    types: tuple[str, ...]
    shown: str = ""

    def words(self) -> str:
        """Return the label in the interface's language."""
        return _(self.label)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_PICTURES = tuple(f"image/{name}" for name in ("png", "jpeg", "gif", "bmp", "webp", "tiff"))
# The first that fits counts.
FILE_KINDS: tuple[FileKind, ...] = (
    FileKind("pdf", N_("PDF document"), ("application/pdf",), "pdf"),
    FileKind("image", N_("Image"), _PICTURES, "image"),
    FileKind("image", N_("Image"), ("image/",)),
    FileKind("sheet", N_("Spreadsheet"), ("text/csv", "text/tab-separated-values"), "text"),
    FileKind("mail", N_("E-mail"), ("message/rfc822",), "text"),
    FileKind("mail", N_("E-mail"), ("application/vnd.ms-outlook",)),
    FileKind("program", N_("Program"), ("text/x-script", "application/javascript"), "text"),
    FileKind(
        "program",
        N_("Program"),
        ("application/x-executable", "application/vnd.microsoft.portable-executable"),
    ),
    FileKind(
        "document",
        N_("Text document"),
        ("application/msword", "application/rtf", f"{_OFFICE}wordprocessingml.", f"{_OPEN}text"),
    ),
    FileKind(
        "sheet",
        N_("Spreadsheet"),
        ("application/vnd.ms-excel", f"{_OFFICE}spreadsheetml.", f"{_OPEN}spreadsheet"),
    ),
    FileKind(
        "slides",
        N_("Presentation"),
        ("application/vnd.ms-powerpoint", f"{_OFFICE}presentationml.", f"{_OPEN}presentation"),
    ),
    FileKind("sound", N_("Sound"), ("audio/",)),
    FileKind("film", N_("Film"), ("video/",)),
    FileKind(
        "archive",
        N_("Archive"),
        (
            "application/zip",
            "application/gzip",
            "application/x-tar",
            "application/x-7z-compressed",
            "application/vnd.rar",
        ),
    ),
    FileKind("text", N_("Text"), ("text/", "application/json", "application/xml"), "text"),
    FileKind("file", N_("File"), ("",)),
)

_BY_SUFFIX = {
    "7z": "application/x-7z-compressed",
    "csv": "text/csv",
    "doc": "application/msword",
    "docm": f"{_OFFICE}wordprocessingml.document",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "eml": "message/rfc822",
    "gz": "application/gzip",
    "heic": "image/heic",
    "json": "application/json",
    "log": "text/plain",
    "md": "text/markdown",
    "msg": "application/vnd.ms-outlook",
    "odp": f"{_OPEN}presentation",
    "ods": f"{_OPEN}spreadsheet",
    "odt": f"{_OPEN}text",
    "ppt": "application/vnd.ms-powerpoint",
    "pptm": f"{_OFFICE}presentationml.presentation",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "rar": "application/vnd.rar",
    "rtf": "application/rtf",
    "tar": "application/x-tar",
    "toml": "text/plain",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsm": f"{_OFFICE}spreadsheetml.sheet",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "xml": "application/xml",
    "yaml": "text/plain",
    "yml": "text/plain",
    "zip": "application/zip",
}
# Only what is sure from its first bytes. A type in _WRAPPERS holds others, which the name tells.
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-executable"),
    (b"\xca\xfe\xba\xbe", "application/x-executable"),
    (b"#!", "text/x-script"),
)
_WRAPPERS = ("application/zip", "application/x-ole-storage", "application/gzip")


def media_type_of(file_name: str, head: bytes) -> str:
    """Return the media type of the file that begins with ``head`` and has that name.

    Its bytes decide where they are sure, then its name; what is neither is text or UNKNOWN.
    """
    found = _by_sign(head)
    named = _by_name(file_name)
    if found and (found not in _WRAPPERS or not named):
        return found
    if named and not (_is_binary(head) and kind_of(named).shown == "text"):
        return named
    return found or (UNKNOWN if _is_binary(head) else "text/plain")


def kind_of(media_type: str) -> FileKind:
    """Return what a user calls a file of that media type."""
    return next(kind for kind in FILE_KINDS if any(map(media_type.startswith, kind.types)))


def _by_sign(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    # Short signs that a text may begin with as well.
    if head[:2] == b"MZ" and _is_binary(head):
        return "application/vnd.microsoft.portable-executable"
    if head[:2] == b"BM" and _is_binary(head):
        return "image/bmp"
    return next((type_ for sign, type_ in _SIGNS if head.startswith(sign)), "")


def _by_name(file_name: str) -> str:
    suffix = suffix_of(file_name)
    if not suffix:
        return ""
    return _BY_SUFFIX.get(suffix) or _known_types().guess_type(f"a.{suffix}")[0] or ""


@cache
def _known_types() -> "MimeTypes":
    # Of its own: what the computer's tables say differs from one to the next.
    from mimetypes import MimeTypes

    return MimeTypes()


def _is_binary(head: bytes) -> bool:
    """Tell whether no text begins so: UTF-8, or any encoding of one byte a letter, or UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return any(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in head[:HEAD])
