"""What the filters offer: the values of a dimension, in words, those that a text narrows to.

For worker threads: CLDR loads slowly, and a catalogue may have tens of thousands of names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from coopdesk.catalogue.dimension_words import dimension_words
from coopdesk.catalogue.dimensions import DIMENSIONS, Dimension
from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.folding import tokens
from coopdesk.i18n import _, number_words

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

# So many values of a dimension are shown at once; a text narrows to the others.
MOST = 200
NONE = "0"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a dimension as it is shown."""

    value: str
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class Offered:
    """The values of a dimension: the first in words, all as they were counted."""

    first: dict[str, Choice]
    counts: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """The values that a text narrows to: the first in words, and how many there are."""

    first: tuple[Choice, ...]
    total: int


def counted(
    store: "Store", wanted: Filter, dimensions: list[Dimension], areas: Mapping[str, str]
) -> dict[str, Offered]:
    """Return what each of ``dimensions`` offers under ``wanted``."""
    facets = store.facets(wanted)
    return {d.name: offered(d, facets.get(d.name, ()), wanted, areas) for d in dimensions}


def offered(
    dimension: Dimension,
    counts: tuple[FacetCount, ...],
    wanted: Filter,
    areas: Mapping[str, str],
) -> Offered:
    """Return ``counts`` with the first values, and those that ``wanted`` names, in words."""
    asked = named(wanted, dimension.name)
    shown = dict.fromkeys(islice(counts, MOST))
    if asked:
        shown |= dict.fromkeys(c for c in islice(counts, MOST, None) if c.value in asked)
    return Offered({c.value: choice(dimension, c, areas) for c in shown}, counts)


def named(wanted: Filter, dimension: str) -> list[str]:
    """Return the values of a dimension that ``wanted`` asks for or excludes."""
    asked = [str(value) for value in getattr(wanted, dimension)]
    return asked + [value for name, value in wanted.excluded if name == dimension]


def choice(dimension: Dimension, counted: FacetCount, areas: Mapping[str, str]) -> Choice:
    """Return a value and its count in words."""
    words = value_words(dimension, counted.value, areas)
    return Choice(counted.value, words, number_words(counted.count))


def value_words(dimension: Dimension, value: str, areas: Mapping[str, str]) -> str:
    """Return a value of a dimension as the filters show it."""
    return dimension_words(dimension.name, value, areas) if value else _("Not stated")


def matches(
    dimension: Dimension, counts: tuple[FacetCount, ...], text: str, areas: Mapping[str, str]
) -> Matches:
    """Return the values in whose words each word of ``text`` begins one."""
    wanted = tokens(text)
    found = [
        one for one in counts if _begin(wanted, tokens(value_words(dimension, one.value, areas)))
    ]
    return Matches(tuple(choice(dimension, one, areas) for one in found[:MOST]), len(found))


def _begin(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return all(any(word.startswith(want) for word in words) for want in wanted)


def label_words(dimension: str) -> str:
    """Return what a dimension is called."""
    return next((_(d.label) for d in DIMENSIONS if d.name == dimension), dimension)
