"""A query that has been read: what must hold of a record, as a tree.

The leaves say it, `All`, `Either` and `Not` join them. `query_reading` makes a tree of what a
person typed, `query_text` writes it down again.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Words that follow one another within one searchable field.

    ``words`` are folded, at least one. The last may be the beginning of a word, unless ``whole``.
    ``field`` names the only field that is looked at, "" for any.
    """

    words: tuple[str, ...]
    whole: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The record has one of the ``values`` in a dimension of `filters.DIMENSIONS`, by its name."""

    dimension: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A value that the record has in that dimension of names contains the words, as `Text` does."""

    dimension: str
    words: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """The record's period touches a year from ``first`` to ``last``, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A number or a day that the record states stands so to ``value``.

    ``measure`` names one of `measures.MEASURES`; ``operator`` is "<", "<=", "=", ">=" or ">". With
    ``until``, after ">=", it is no more than that either. Of several numbers that a record states
    one suffices.
    """

    measure: str
    operator: str
    value: float | date
    until: float | date | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """``part`` does not hold."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class All:
    """Each of ``parts`` holds; without any, everything passes."""

    parts: tuple["Query", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One of ``parts`` holds, of which there are at least two."""

    parts: tuple["Query", ...]


Query: TypeAlias = Text | OneOf | Named | Years | Compared | Not | All | Either
EVERYTHING = All()
