"""A query that was typed on the command line: read, or shown with the place where it goes wrong."""

from collections.abc import Sequence

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.operations.text_table import columns_of, terminal_text

_AROUND = 60


class UnreadableSearch(CatalogueError):
    """A query that cannot be read; ``lines`` show it, with carets under what is meant."""

    def __init__(self, text: str, start: int, end: int, message: str) -> None:
        super().__init__(message)
        self.lines = _place_shown(text, start, end)


def search_asked(texts: Sequence[str], areas: Sequence[Area], vocabulary: Vocabulary) -> str:
    """Return as one query, as `query_text` writes it, what all of ``texts`` ask for.

    Raises UnreadableSearch for the first that cannot be read.
    """
    from coopdesk.catalogue.query import All, Query
    from coopdesk.catalogue.query_error import QueryError
    from coopdesk.catalogue.query_reading import asked_query, read_query
    from coopdesk.catalogue.query_text import query_text

    parts: list[Query] = []
    for text in texts:
        try:
            query = read_query(asked_query(text, areas, vocabulary))
        except QueryError as error:
            raise UnreadableSearch(text, error.start, error.end, str(error)) from None
        parts += query.parts if isinstance(query, All) else (query,)
    return query_text(parts[0] if len(parts) == 1 else All(tuple(parts)))


def _place_shown(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what of ``text`` is near the place, and carets that stand under it."""
    # A line break, or what a terminal would obey, takes one column as everything else does.
    plain = "".join(" " if letter.isspace() else terminal_text(letter) for letter in text)
    first, last = max(start - _AROUND, 0), min(start + _AROUND, len(plain))
    before, meant = plain[first:start], plain[start : min(end, last)]
    opening, closing = "…" if first else "", "…" if last < len(plain) else ""
    gap = columns_of(opening + before)
    return (
        f"{opening}{plain[first:last]}{closing}",
        " " * gap + "^" * max(columns_of(meant), 1),
    )
