"""What somebody is about to write in a query: the name of a field, or a value of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from coopdesk.catalogue.query_fields import QUERY_FIELDS, QueryField, Use, field_asked, folded_word

_PLAIN = frozenset("./+-_")


@dataclass(frozen=True, slots=True)
class Place:
    """What is being written, from ``start`` up to ``end`` of the text.

    ``field`` is the one whose value it is, None where it may be a field's name; ``text`` what is
    there so far, without quotation marks.
    """

    field: QueryField | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing to choose: ``words`` are what a person reads, ``text`` what is then written."""

    words: str
    text: str


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value of a field, what a person reads for it, and both folded."""

    value: str
    words: str
    folded: tuple[str, str]


def known_value(value: str, words: str) -> KnownValue:
    """Return a value ready to be sought among many."""
    return KnownValue(value, words, (folded_word(words), folded_word(value)))


def place_at(text: str, at: int) -> Place | None:
    """Return what is being written where the cursor stands; None where nothing can be offered."""
    start, quoted = _word_start(text, at)
    word = text[start:at]
    signs = [place for place, letter in enumerate(word) if letter in "<>=:"]
    if '"' in (word[: signs[0]] if signs else word):
        return None
    if not signs:
        start += word.startswith("-")
        return Place(None, text[start:at], start, _end(text, at, quoted=False, signs=True))
    name = word[: signs[0]].removeprefix("-")
    field = field_asked(name)
    if field is None or word[signs[0]] not in ":=":
        return None
    begin = start + signs[0] + 1 + _last_value(word[signs[0] + 1 :])
    typed = text[begin:at]
    return Place(field, typed.strip('"'), begin, _end(text, at, quoted=quoted, signs=False))


def fields_offered(typed: str) -> tuple[Completion, ...]:
    """Return the fields whose word or label begins with what is ``typed``, as they are declared."""
    sought = folded_word(typed)
    found = []
    for field in QUERY_FIELDS:
        label = field.words()
        if folded_word(field.word).startswith(sought) or folded_word(label).startswith(sought):
            sign = ">" if field.use in (Use.NUMBER, Use.DAY) else ":"
            found.append(Completion(_said(label, f"{field.word}{sign}"), f"{field.word}{sign}"))
    return tuple(found)


def values_offered(place: Place, known: Iterable[KnownValue], most: int) -> tuple[Completion, ...]:
    """Return of the ``known`` values those that fit what is being written, ``most`` at most.

    Those that begin so come first.
    """
    sought = folded_word(place.text)
    begun, within = [], []
    for one in known:
        said, code = one.folded
        if said.startswith(sought) or code.startswith(sought):
            begun.append(one)
        elif sought in said or sought in code:
            within.append(one)
    return tuple(
        Completion(_said(one.words, one.value), written_value(one.value))
        for one in (*begun, *within)[:most]
    )


def written_value(value: str) -> str:
    """Return a value as a query writes it: in quotation marks where it is not one plain word."""
    if value and all(letter.isalnum() or letter in _PLAIN for letter in value):
        return value
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def _said(words: str, code: str) -> str:
    return words if words == code else f"{words}  ({code})"


def _word_start(text: str, at: int) -> tuple[int, bool]:
    start, quoted = 0, False
    for place, letter in enumerate(text[:at]):
        if letter == '"':
            quoted = not quoted
        elif not quoted and (letter.isspace() or letter in "()"):
            start = place + 1
    return start, quoted


def _last_value(values: str) -> int:
    begin, quoted = 0, False
    for place, letter in enumerate(values):
        if letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            begin = place + 1
    return begin


def _end(text: str, at: int, *, quoted: bool, signs: bool) -> int:
    if quoted:
        closing = text.find('"', at)
        # Without another, what follows is no part of it as yet.
        return at if closing < 0 else closing + 1
    while at < len(text) and not text[at].isspace() and text[at] not in '(),"':
        at += 1
        if signs and text[at - 1] in "<>=:":
            break
    return at
