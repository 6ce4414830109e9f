"""The words that a query knows before a colon or a comparison: `kind:`, `notes:`, `delivered>`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.measures import MEASURES
from coopdesk.catalogue.searchable import SEARCHABLE
from coopdesk.i18n import LANGUAGES, language, translator

NAMES = ("organisations", "place_names", "tags")
"""The dimensions that a query looks into by words; of the others it names values."""


class Use(Enum):
    """What stands after the word."""

    CODES = "codes"
    NAMES = "names"
    YEARS = "years"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class QueryField:
    """One such word; ``target`` names the dimension, the searchable field or the measure.

    ``label`` is the English label, by whose translations the word may be called too.
    """

    word: str
    use: Use
    target: str
    label: str

    def words(self, language: str | None = None) -> str:
        """Return the label in ``language`` (None: the interface's)."""
        return translator(language).gettext(self.label)


def _use(dimension: str) -> Use:
    if dimension in NAMES:
        return Use.NAMES
    return Use.YEARS if dimension == "years" else Use.CODES


QUERY_FIELDS: tuple[QueryField, ...] = (
    *(QueryField(one.option, _use(one.name), one.name, one.label) for one in DIMENSIONS),
    *(
        QueryField(one.name, Use.DAY if one.days else Use.NUMBER, one.name, one.label)
        for one in MEASURES
    ),
    *(QueryField(one.name, Use.TEXT, one.name, one.label) for one in SEARCHABLE),
)
_BY_WORD = {field.word: field for field in QUERY_FIELDS}
WORD_OF: dict[str, str] = {one.name: one.option for one in DIMENSIONS}
"""The word of each dimension, by its name."""


def folded_word(text: str) -> str:
    """Return ``text`` as words of lists are compared: folded, without what parts its words."""
    return "".join(tokens(text))


def field_called(word: str) -> QueryField | None:
    """Return the field of that name, in either case; None where there is none."""
    return _BY_WORD.get(word.lower())


def field_asked(word: str) -> QueryField | None:
    """Return the field of that name, or of that label in any language of the interface.

    Where languages share a word, English comes first and then the interface's own.
    """
    return field_called(word) or _labelled(language()).get(folded_word(word))


@lru_cache(maxsize=8)
def _labelled(own: str) -> dict[str, QueryField]:
    named: dict[str, QueryField] = {}
    for tongue in ("en", own, *(code for code, _name in LANGUAGES)):
        for field in QUERY_FIELDS:
            named.setdefault(folded_word(field.words(tongue)), field)
    return named


def nearest_words(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return those of the ``known`` words that ``word`` may be meant for, the nearest first."""
    from difflib import get_close_matches

    by_folded = {folded_word(one): one for one in known}
    sought = folded_word(word)[:60]
    begun = [one for one in by_folded if sought and one.startswith(sought)]
    close = get_close_matches(sought, by_folded, n=3, cutoff=0.6)
    return tuple(by_folded[one] for one in dict.fromkeys([*begun[:3], *close]))[:3]
