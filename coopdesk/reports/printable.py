"""Text as a page can show it: whatever somebody wrote, the report comes out.

PDF/A and PDF/UA forbid a character without a glyph, and the fonts in the compiler cover European
scripts well, Arabic, Hebrew and symbols in part, and no Chinese or emoji. What they lack is printed
as U+FFFD, which every one has. Control characters are printed so too; direction marks stay, and are
closed where the text ends, so that they turn nothing but their own text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

REPLACEMENT = "\ufffd"

# What the fonts show in all styles: no need to ask for these.
_EVERYDAY = re.compile(
    r"[\n\x20-\x7e\xa0-\xac\xae-\u024f\u0386\u0388-\u038a\u038c\u038e-\u03a1"
    r"\u03a3-\u03ce\u0400-\u045f\u0490\u0491\u10d0-\u10f6\u1e02-\u1eff"
    r"\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030"
    r"\u2032\u2033\u2039\u203a\u2044\u20a0-\u20bf\u2116\u2122\u2190-\u2193\u2200-\u22ff\ufffd]*"
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_NOT_TEXT = {"Cc", "Cs", "Co", "Cn"}
_JOINERS = "\u200c\u200d"
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
# Hebrew, Arabic and their kin, and the characters that say which way to write.
_TURNING = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LONG = 32
_LONG_STRETCH = re.compile(r"(?<!\S)\S{32,}")
# What JSON has of a text in a form that hides it: any escape but those of a quotation mark, of the
# sign of escapes and of a line's end.
_ESCAPED = re.compile(r'\\[^"\\n]')
_AFTER_SEPARATOR = re.compile(r"(?<=[/.,;:?&=+_\-)\]])(?=\w)")
_PIECE = 8


def printable(data: Any, shows: Callable[[list[str]], set[str]]) -> tuple[Any, int]:
    """Return ``data`` (as JSON knows it) with all texts printable, and how many lost something.

    ``shows`` tells which of some clusters (a character with the marks on it) the fonts have.
    """
    odd = {text for text in _texts(data) if not _EVERYDAY.fullmatch(text)}
    unusual = sorted({cluster for text in odd for cluster in _unusual(clean(text))})
    lacking = set(unusual) - shows(unusual) if unusual else set()
    mended = 0

    def mend(text: str) -> str:
        nonlocal mended
        if text not in odd:
            return text
        better = _without(clean(text), lacking)
        mended += better.count(REPLACEMENT) > text.count(REPLACEMENT)
        return better

    return _each_text(data, mend), mended


def is_everyday(text: str) -> bool:
    """Tell whether `printable` would surely change nothing in JSON ``text``.

    It looks at the whole at once, and so hundreds of times as fast. The JSON must have its
    characters as they are.
    """
    return _EVERYDAY.fullmatch(text) is not None and _ESCAPED.search(text) is None


def is_broken(text: str) -> bool:
    """Tell whether `breakable` would surely change nothing in JSON ``text``.

    The JSON must have its characters as they are, and a blank after each comma and colon.
    """
    return _LONG_STRETCH.search(text) is None


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), with one kind of line end, no tabs, and no other controls."""
    if _EVERYDAY.fullmatch(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _closed(
        "".join(
            REPLACEMENT if unicodedata.category(char) in _NOT_TEXT and char != "\n" else char
            for char in text
        )
    )


def shorten(text: str, most: int) -> str:
    """Return ``text`` on one line and in no more than ``most`` characters, "…" where it is cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def isolated(text: str) -> str:
    """Return ``text`` so that its direction of writing turns nothing of what it is joined to."""
    if text.isascii() or not _TURNING.search(text):
        return text
    return f"\u2068{clean(text)}\u2069"


def breakable(data: Any) -> Any:
    """Return ``data`` with each text that has a long stretch without a space cut into pieces.

    Such a text becomes a list of texts, between which a line may be broken; joined they are what
    they were.
    """
    return _each_text(data, _pieces, _LONG)


def _pieces(text: str) -> str | list[str]:
    if not _LONG_STRETCH.search(text):
        return text
    pieces: list[str] = []
    place = 0
    for stretch in _LONG_STRETCH.finditer(text):
        pieces.append(text[place : stretch.start()])
        for part in _AFTER_SEPARATOR.split(stretch[0]):
            clusters = list(_clusters(part))
            pieces.extend(
                "".join(clusters[start : start + _PIECE])
                for start in range(0, len(clusters), _PIECE)
            )
        place = stretch.end()
    pieces.append(text[place:])
    return [piece for piece in pieces if piece]


def _closed(text: str) -> str:
    """Return ``text`` with every embedding, override and isolate in it closed at its end."""
    waiting: list[str] = []
    for char in text:
        if char in _CLOSED_BY:
            waiting.append(_CLOSED_BY[char])
        elif waiting and char == waiting[-1]:
            waiting.pop()
    return text + "".join(reversed(waiting))


def _clusters(text: str) -> Iterator[str]:
    """Yield each character together with the marks, joiners and variation selectors after it."""
    cluster = ""
    for char in text:
        if cluster and (unicodedata.category(char)[0] == "M" or char in _JOINERS):
            cluster += char
        else:
            if cluster:
                yield cluster
            cluster = char
    if cluster:
        yield cluster


def _unusual(text: str) -> Iterator[str]:
    if not _EVERYDAY.fullmatch(text):
        for cluster in _clusters(text):
            if not _EVERYDAY.fullmatch(cluster):
                yield cluster


def _without(text: str, lacking: set[str]) -> str:
    if not lacking or _EVERYDAY.fullmatch(text):
        return text
    return "".join(_nearest(part) if part in lacking else part for part in _clusters(text))


def _nearest(cluster: str) -> str:
    """Return what stands for a cluster that no font has: its letter, if only the marks lack."""
    plain = cluster[0] if _EVERYDAY.fullmatch(cluster[0]) else ""
    return plain + REPLACEMENT


def _each_text(data: Any, change: Callable[[str], Any], shortest: int = 0) -> Any:
    """Return ``data`` with each text changed that has at least ``shortest`` characters.

    Data has tens of thousands of texts, and most are short: no call more than needed for these.
    """
    if isinstance(data, dict):
        return {
            key: (change(value) if len(value) >= shortest else value)
            if type(value) is str
            else (value if type(value) is bool else _each_text(value, change, shortest))
            for key, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [
            (change(value) if len(value) >= shortest else value)
            if type(value) is str
            else _each_text(value, change, shortest)
            for value in data
        ]
    return change(data) if isinstance(data, str) else data


def _texts(data: Any) -> Iterator[str]:
    boxes: list[Any] = [[data]]
    while boxes:
        box = boxes.pop()
        for value in box.values() if isinstance(box, dict) else box:
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict | list | tuple):
                boxes.append(value)
