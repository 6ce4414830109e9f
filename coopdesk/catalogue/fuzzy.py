"""What somebody may have meant who typed a few letters of it, best first.

Both sides are folded as a search folds them. Each word that was typed must be found in the text,
its letters in their order: "ed sel", "edsel" and "esr" all find "Edit Selected Records".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from coopdesk.catalogue.folding import fold

Span = tuple[int, int]
_T = TypeVar("_T")

LONGEST = 200
"""So many characters of a text are looked at, and half as many of what was typed."""

# What letters are worth: at the beginning of a word, and next to the one before.
_BEGINS, _FOLLOWS, _FIRST, _GAP = 8, 6, 6, 1
_NEVER = -(10**9)

BEGINNINGS, TOGETHER, SCATTERED = 2, 1, 0
"""How a text was found: by beginnings of its words, by letters side by side, by letters anywhere"""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """How well a text was found: ``strength`` is one of the three ways, ``score`` tells apart what
    was found in the same way. ``spans`` are the places of the letters in the text (begin, end)."""

    strength: int
    score: int
    spans: tuple[Span, ...] = ()


EVERYTHING = Fuzzy(BEGINNINGS, 0)
"""How any text is found by somebody who typed nothing."""


def fuzzy(typed: str, text: str) -> Fuzzy | None:
    """Return how ``typed`` finds ``text``, None where it does not."""
    words = fold(typed[: LONGEST // 2]).split()
    if not words:
        return EVERYTHING
    letters, places = _folded(text[:LONGEST])
    strength, score, taken = BEGINNINGS, 0, set[int]()
    for word in words:
        found = _aligned(word, letters)
        if found is None:
            return None
        strength = min(strength, _strength(found, letters))
        score += _score(found, letters)
        taken.update(places[at] for at in found)
    return Fuzzy(strength, score - len(letters) // 16, _spans(sorted(taken), text))


def ranked(
    typed: str, things: Iterable[_T], words: Callable[[_T], str], recent: Iterable[_T] = ()
) -> list[tuple[_T, Fuzzy]]:
    """Return those of ``things`` that ``typed`` finds in their ``words``, best first.

    What is found in the same way stands as ``recent`` has it, newest first, then by how well, then
    in the order given. ``things`` can be keys of a dictionary.
    """
    lately = {thing: number for number, thing in enumerate(dict.fromkeys(recent))}
    found = [(thing, how) for thing in things if (how := fuzzy(typed, words(thing))) is not None]

    def order(one: tuple[_T, Fuzzy]) -> tuple[int, int, int]:
        thing, how = one
        return -how.strength, lately.get(thing, len(lately)), -how.score

    return sorted(found, key=order)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> tuple[str, list[int]]:
    """Return ``text`` folded, with the place in ``text`` that each letter comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in fold(character):
            # Two spellings of one letter, as `fold` has them across characters.
            if letters and (letters[-1], letter) in (("d", "j"), ("a", "a")):
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _begins(letters: str, at: int) -> bool:
    return letters[at].isalnum() and (at == 0 or not letters[at - 1].isalnum())


def _aligned(word: str, letters: str) -> list[int] | None:
    """Return where in ``letters`` the letters of ``word`` are best seen, None where they are not.

    The dearest way through all of them, as one aligns two sequences, with a row for each letter.
    """
    at = -1
    for letter in word:
        at = letters.find(letter, at + 1)
        if at < 0:
            return None
    rows: list[list[int]] = []
    scores: list[int] = []
    for number, letter in enumerate(word):
        came: list[int] = [-1] * len(letters)
        now = [_NEVER] * len(letters)
        best, best_at = (0, -1) if number == 0 else (_NEVER, -1)
        for at, other in enumerate(letters):
            if number and at:
                best -= _GAP
                if scores[at - 1] > best:
                    best, best_at = scores[at - 1], at - 1
            if other != letter or best <= _NEVER // 2:
                continue
            now[at], came[at] = best, best_at
            if number and at and scores[at - 1] + _FOLLOWS > best:
                now[at], came[at] = scores[at - 1] + _FOLLOWS, at - 1
            if _begins(letters, at):
                now[at] += _BEGINS + (_FIRST if at == 0 else 0)
        rows.append(came)
        scores = now
    at = max(range(len(letters)), key=scores.__getitem__)
    found = [at]
    for came in reversed(rows[1:]):
        at = came[at]
        found.append(at)
    return found[::-1]


def _strength(found: list[int], letters: str) -> int:
    runs = [at for n, at in enumerate(found) if n == 0 or at != found[n - 1] + 1]
    if all(_begins(letters, at) for at in runs):
        return BEGINNINGS
    return TOGETHER if len(runs) == 1 else SCATTERED


def _score(found: list[int], letters: str) -> int:
    followed = sum(after == before + 1 for before, after in pairwise(found))
    begun = sum(_begins(letters, at) for at in found)
    wide = found[-1] - found[0] + 1 - len(found)
    return _FOLLOWS * followed + _BEGINS * begun - _GAP * wide + (_FIRST if not found[0] else 0)


def _spans(places: list[int], text: str) -> tuple[Span, ...]:
    """Return the places as spans; what combines with a letter belongs to it."""
    spans: list[Span] = []
    for place in places:
        end = place + 1
        while end < len(text) and not fold(text[end]) and not text[end].isspace():
            end += 1
        if spans and spans[-1][1] >= place:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((place, end))
    return tuple(spans)
