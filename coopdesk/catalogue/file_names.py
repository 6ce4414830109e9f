"""Names of files that came from elsewhere, made safe for any system that they may be written to.

What Windows refuses: https://learn.microsoft.com/windows/win32/fileio/naming-a-file.
"""

import re
import unicodedata

LONGEST = 255  # bytes of UTF-8: the least that the file systems in use hold
_LONGEST_SUFFIX = 32
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_PARTS = re.compile(r"[/\\]+")
_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])[ .]*(?:\.|$)", re.IGNORECASE
)
# Controls, what reorders or hides letters (U+202E makes "gpj.exe" of "exe.jpg"), half characters,
# and what ends a line.
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_NAMELESS = "document"


def safe_file_name(name: str) -> str:
    """Return ``name`` as one that every system takes, of at most 255 bytes and never empty.

    Only what stands after the last separator of a path is kept, and its suffix as long as it is a
    short one. What is safe already stays as it is.
    """
    last = _PARTS.split(name)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in _UNSEEN)
    # A long run of blanks pushes the real suffix out of sight.
    shown = " ".join(_FORBIDDEN.sub("_", seen).split())
    made = _shortened(shown.strip(" ."))
    if _RESERVED.match(made):
        made = _shortened(f"_{made}")
    return made or _NAMELESS


def suffix_of(name: str) -> str:
    """Return what stands after the last dot of a file name, in small letters; "" where none is."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem else ""


def stem_of(name: str) -> str:
    """Return a file name without its suffix."""
    suffix = suffix_of(name)
    return name[: -len(suffix) - 1] if suffix else name


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    suffix = suffix_of(name)
    end = f".{suffix}" if suffix and len(suffix.encode()) <= _LONGEST_SUFFIX else ""
    if end:
        end = name[-len(end) :]
    room = LONGEST - len(end.encode())
    stem = name[: len(name) - len(end)] if end else name
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + end
