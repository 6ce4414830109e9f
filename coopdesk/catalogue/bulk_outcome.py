"""What a change of many records would do, and what it did."""

from dataclasses import dataclass
from typing import Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.history import Changed


@dataclass(frozen=True, slots=True)
class Example:
    """One record of many: its value of the field before and after, and what the rules say of it."""

    id: int
    reference: str
    title: str
    before: Any
    after: Any
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What a bulk change would do to ``records`` records.

    They are ``changing``, ``same`` (already so), ``refused`` by the rules, or ``gone`` meanwhile.
    ``reasons`` are what the rules say, each with the number of records, the most frequent first.
    ``entry`` is the newest of the history that it knows: what is to be applied carries it.
    """

    records: int
    changing: int
    same: int
    refused: int
    gone: int
    reasons: tuple[tuple[str, int], ...] = ()
    examples: tuple[Example, ...] = ()
    entry: int = 0


@dataclass(frozen=True, slots=True)
class BulkDone(Changed):
    """What a bulk change did, and of how many records it left its hands."""

    same: int = 0
    refused: int = 0
    gone: int = 0
    reasons: tuple[tuple[str, int], ...] = ()


class SelectionChanged(CatalogueError):
    """Records have been changed since a preview of what is to be done to them."""
