"""Rows copied from a spreadsheet: cells parted by tabs, quoted where they hold breaks."""

import csv
import io
from dataclasses import dataclass

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _, ngettext

MOST_ROWS = 5_000
_LONGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class PastedTable:
    """Cells by row and column; every row is as wide as the widest, short ones filled with "".

    ``ragged`` are the rows (from 0) that had another number of cells than the first.
    """

    rows: tuple[tuple[str, ...], ...]
    ragged: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


def read_pasted(text: str) -> PastedTable:
    """Return the cells of ``text`` as spreadsheets put them on the clipboard.

    Columns are parted by tabs; where there is no tab, by semicolons or commas, whichever the first
    line has more of. Empty lines are left out.

    Raises CatalogueError where there is nothing, or more than MOST_ROWS rows.
    """
    if len(text) > _LONGEST:
        raise CatalogueError(_("That is too much to paste at once: copy fewer rows."))
    cleaned = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    sign = _separator(cleaned)
    # A quotation mark within a cell that is not quoted is a mark like any other.
    found = _lenient(cleaned, sign)
    rows = [row for row in found if any(cell.strip() for cell in row)]
    if not rows:
        raise CatalogueError(
            _("There are no rows to paste: copy some cells in the spreadsheet first.")
        )
    if len(rows) > MOST_ROWS:
        raise CatalogueError(
            ngettext(
                "That is {n} row; paste at most {most} at once.",
                "That are {n} rows; paste at most {most} at once.",
                len(rows),
            ).format(n=len(rows), most=MOST_ROWS)
        )
    width = max(map(len, rows))
    ragged = tuple(n for n, row in enumerate(rows) if len(row) != len(rows[0]))
    return PastedTable(tuple((*row, *[""] * (width - len(row))) for row in rows), ragged)


def _separator(text: str) -> str:
    if "\t" in text:
        return "\t"
    first = text.partition("\n")[0]
    return max(";,", key=first.count) if any(sign in first for sign in ";,") else "\t"


def _lenient(text: str, sign: str) -> list[list[str]]:
    limit = csv.field_size_limit(_LONGEST)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
    except csv.Error:
        # Quotation marks that do not match: each line is taken as it stands.
        return [line.split(sign) for line in text.split("\n")]
    finally:
        csv.field_size_limit(limit)
