"""Rows as an aligned table of plain text, and text made safe for a terminal."""

import unicodedata
from collections.abc import Sequence

GAP = "  "
_TITLE = 28  # what the last column keeps before those in the middle are cut


def terminal_text(text: str) -> str:
    """Return ``text`` on one line, with control characters shown instead of obeyed.

    A title could hold the escape sequences that recolour or rewrite a terminal.
    """
    return "".join(_shown(character) for character in " ".join(text.split()))


def _shown(character: str) -> str:
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cs") else character


def columns_of(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` columns, ended by "…" where some is left out."""
    if columns_of(text) <= width:
        return text
    kept, room = [], width - 1
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def text_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None
) -> list[str]:
    """Return the lines of a table with aligned columns, ``header`` first.

    With a ``width`` no line is wider: the last column is cut, then the widest of those in the
    middle; the first one, which names the row, stays whole as long as it can. Without a width
    nothing is cut.
    """
    cells = [[terminal_text(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(columns_of, column)) for column in zip(*cells, strict=True)]
    if width is not None:
        _narrow(widths, width)
    return [_line(row, widths) for row in cells]


def _narrow(widths: list[int], width: int) -> None:
    excess = sum(widths) + len(GAP) * (len(widths) - 1) - width
    first, *between, last = range(len(widths)) if len(widths) > 1 else (0, 0)
    for columns, least in (([last], _TITLE), (between, 4), ([last], 8), ([first, last], 1)):
        while excess > 0 and columns:
            widest = max(columns, key=lambda place: widths[place])
            if widths[widest] <= least:
                break
            widths[widest] -= 1
            excess -= 1


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    shown = (cut(cell, width) for cell, width in zip(row, widths, strict=True))
    padded = (
        cell + " " * (width - columns_of(cell)) for cell, width in zip(shown, widths, strict=True)
    )
    return GAP.join(padded).rstrip()
