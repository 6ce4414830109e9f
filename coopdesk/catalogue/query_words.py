"""A query as a person reads it: "Kind: Donation or Course · Delivered > 10 · not “tools”"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from coopdesk.catalogue.dimension_words import any_of, dimension_words
from coopdesk.catalogue.query import All, Compared, Either, Named, Not, OneOf, Query, Text, Years
from coopdesk.catalogue.query_fields import QUERY_FIELDS
from coopdesk.i18n import N_, date_words, number_words, translator

_PART = N_("{label}: {values}")
_SEARCH = N_("Search: “{text}”")
_QUOTED = N_("“{text}”")
_EXACTLY = N_("exactly “{text}”")
_NAMED = N_("with “{text}”")
_NOT = N_("not {value}")
_NOT_STATED = N_("not stated")
_STATED = N_("stated")
_AND = N_("{first} and {last}")
_FROM, _UNTIL = N_("{year} or later"), N_("{year} or earlier")
_SIGNS = {"<=": "≤", ">=": "≥"}
_FIELDS = {(field.target, field.use.name == "TEXT"): field for field in QUERY_FIELDS}
_Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Said:
    """What one part says, and of what; ``bound`` where it needs no parentheses."""

    label: str
    values: str
    bound: bool = True


def query_words(query: Query, areas: Mapping[str, str], language: str) -> tuple[str, ...]:
    """Return what ``query`` asks for in ``language``, part by part: all of them must hold.

    ``areas`` are the areas' names by their codes. Words that are sought anywhere are one part.
    """
    say = translator(language).gettext
    words = _Words(say, areas, language)
    parts = query.parts if isinstance(query, All) else (query,)
    plain = [part for part in parts if _is_plain(part)]
    told = [words.whole(part) for part in parts if part not in plain]
    if plain:
        text = " ".join("-".join(part.words) for part in plain if isinstance(part, Text))
        told.insert(0, say(_SEARCH).format(text=text))
    return tuple(told)


def _is_plain(part: Query) -> bool:
    return isinstance(part, Text) and not part.whole and not part.field


@dataclass(frozen=True, slots=True)
class _Words:
    say: _Say
    areas: Mapping[str, str]
    language: str

    def whole(self, query: Query) -> str:
        said = self.said(query)
        if not said.label:
            return said.values
        return self.say(_PART).format(label=said.label, values=said.values)

    def said(self, query: Query) -> _Said:  # noqa: PLR0911
        match query:
            case Text(words, whole, field):
                text = " ".join(words) if whole else "-".join(words)
                said = self.say(_EXACTLY if whole else _QUOTED).format(text=text)
                return _Said(self.label(field, text=True) if field else "", said)
            case OneOf(dimension, values):
                named = [self.value(dimension, value) for value in values]
                return _Said(self.label(dimension), any_of(named, self.language))
            case Named(dimension, words, whole):
                text = " ".join(words)
                return _Said(
                    self.label(dimension), self.say(_EXACTLY if whole else _NAMED).format(text=text)
                )
            case Years(first, last):
                return _Said(self.label("years"), self.years(first, last))
            case Compared(measure, _sign, amount, until) if until is not None:
                both = f"{self.amount(amount)}–{self.amount(until)}"
                return _Said(self.label(measure), both)
            case Compared(measure, operator, amount):
                sign = _SIGNS.get(operator, operator)
                return _Said("", f"{self.label(measure)} {sign} {self.amount(amount)}")
            case Not(OneOf(dimension, ("",))):
                return _Said(self.label(dimension), self.say(_STATED))
            case Not(part):
                inner = self.said(part)
                left_out = inner.values if inner.bound else f"({inner.values})"
                return _Said(inner.label, self.say(_NOT).format(value=left_out))
            case Either(parts):
                return self.joined(parts, lambda said: any_of(said, self.language))
            case All(parts):
                return self.joined(parts, self.together)

    def joined(self, parts: tuple[Query, ...], join: Callable[[list[str]], str]) -> _Said:
        """Join what the parts say, under one label where they share it."""
        said = [self.said(part) for part in parts]
        labels = {one.label for one in said}
        if len(labels) == 1 and all(one.bound for one in said):
            return _Said(labels.pop(), join([one.values for one in said]), bound=False)
        wholes = [
            self.whole(part) if one.bound else f"({self.whole(part)})"
            for part, one in zip(parts, said, strict=True)
        ]
        return _Said("", join(wholes), bound=False)

    def together(self, words: list[str]) -> str:
        *others, last = words
        return self.say(_AND).format(first=", ".join(others), last=last) if others else last

    def label(self, target: str, *, text: bool = False) -> str:
        field = _FIELDS.get((target, text))
        return field.words(self.language) if field else target

    def value(self, dimension: str, value: str) -> str:
        if not value:
            return self.say(_NOT_STATED)
        return dimension_words(dimension, value, self.areas, self.language)

    def years(self, first: int, last: int) -> str:
        if first == last:
            return str(first)
        if first == MINYEAR:
            return self.say(_UNTIL).format(year=last)
        return self.say(_FROM).format(year=first) if last == MAXYEAR else f"{first}–{last}"

    def amount(self, value: float | date) -> str:
        if isinstance(value, date):
            return date_words(value, self.language)
        return number_words(int(value) if value == int(value) else value, self.language)
