"""The pieces of a query as it is typed, each with its place: words, quoted text, parentheses."""

from collections.abc import Iterator
from dataclasses import dataclass

from coopdesk.catalogue.query_error import QueryError
from coopdesk.i18n import _

# As keyboards and word processors write them; only the plain one can be doubled.
QUOTES = '"“”„‟«»'
_ENDS_WORD = "()" + QUOTES


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece, from ``start`` up to ``end`` of the query.

    ``sort`` is "(", ")", "word", or "quoted", of which ``text`` is what stands between the
    quotation marks. ``joined``: no blank stands before it.
    """

    sort: str
    text: str
    start: int
    end: int
    joined: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of ``text``; QueryError where a quotation mark has no other."""
    at = 0
    blank = True
    while at < len(text):
        letter = text[at]
        if letter.isspace():
            blank = True
            at += 1
            continue
        piece = _piece(text, at, joined=not blank)
        yield piece
        blank = False
        at = piece.end


def _piece(text: str, start: int, *, joined: bool) -> Piece:
    letter = text[start]
    if letter in QUOTES:
        return _quoted(text, start, joined=joined)
    if letter in "()":
        return Piece(letter, letter, start, start + 1, joined)
    end = start
    while end < len(text) and not text[end].isspace() and text[end] not in _ENDS_WORD:
        end += 1
    return Piece("word", text[start:end], start, end, joined)


def _quoted(text: str, start: int, *, joined: bool) -> Piece:
    at = start + 1
    # Within plain ones, the others are text like any other.
    closing = '"' if text[start] == '"' else QUOTES
    held: list[str] = []
    while True:
        end = next((n for n in range(at, len(text)) if text[n] in closing), -1)
        if end < 0:
            raise QueryError(
                start,
                len(text),
                _("This quotation mark has no other: write one where the words end."),
            )
        held.append(text[at:end])
        # Two of them stand for one that is meant.
        if text[end : end + 2] != '""':
            return Piece("quoted", '"'.join(held), start, end + 1, joined)
        at = end + 2
