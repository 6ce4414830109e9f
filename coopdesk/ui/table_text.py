"""Rows as a table for the clipboard: text with tabs, and HTML, for a spreadsheet to paste."""

from collections.abc import Iterable, Sequence
from html import escape

# What makes a spreadsheet reckon with a cell, or ask another program for its value.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOTHING = "–"
Cells = Sequence[str]


def cell_text(text: str) -> str:
    """Return a cell of a table with tabs.

    Where it holds a tab, a quote or the end of a line it stands in quotes, as in RFC 4180; what
    looks like a formula begins with an apostrophe, with which spreadsheets mark a text.
    """
    safe = f"'{text}" if text.startswith(_FORMULA) else text
    if any(sign in safe for sign in '\t"\n\r'):
        return '"' + safe.replace('"', '""') + '"'
    return safe


def tab_lines(rows: Iterable[Cells]) -> str:
    """Return rows as lines of cells with tabs between them."""
    return "".join("\t".join(map(cell_text, row)) + "\n" for row in rows)


def html_rows(rows: Iterable[Cells], tag: str = "td") -> str:
    """Return rows of an HTML table; every cell says that it is text, whatever it looks like."""
    return "".join(
        "<tr>" + "".join(_html_cell(cell, tag) for cell in row) + "</tr>\n" for row in rows
    )


def _html_cell(text: str, tag: str) -> str:
    words = escape(text).replace("\n", "<br>")
    return f'<{tag} style="mso-number-format:\'\\@\'" sdnum="1033;0;@">{words}</{tag}>'


def html_table(headings: Cells, body: str) -> str:
    """Return a whole HTML page with one table: its headings, over the rows of ``body``."""
    return (
        '<html><head><meta charset="utf-8"></head><body><table>\n'
        f"{html_rows([headings], 'th')}{body}</table></body></html>"
    )


def shown_cells(texts: Cells) -> list[str]:
    """Return the cells of a row; what is not stated is an empty cell, not a dash."""
    return ["" if text == _NOTHING else text for text in texts]
