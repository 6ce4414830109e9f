"""Where a text has the words that a query looks for, to mark them as they are written."""

from functools import lru_cache

from coopdesk.catalogue.folding import fold, folded_letters, folded_words
from coopdesk.catalogue.query import All, Either, Query, Text

_Sought = tuple[tuple[tuple[str, ...], bool], ...]
_LONGEST = 200_000


def marked_spans(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """Return which characters of ``text`` the words of ``query`` match, from … up to …, in order.

    What the query leaves out, and what it asks of fields other than text, marks nothing. Only the
    beginning of a very long text is looked at.
    """
    sought = _sought(query)
    text = text[:_LONGEST]
    if not sought or not text:
        return ()
    folded = fold(text)
    if not any(words[0] in folded for words, _whole in sought):
        return ()
    letters, places = folded_letters(text)
    held = folded_words(letters)
    found = [
        (places[begin], _after(places, end - 1))
        for words, whole in sought
        for run in _runs(words, whole, held)
        for begin, end in run
    ]
    return _joined(sorted(found))


def _runs(
    words: tuple[str, ...], whole: bool, held: list[tuple[str, int]]
) -> list[list[tuple[int, int]]]:
    """Return where the words stand one after the other in ``held``, each with its own span."""
    runs = []
    for start in range(len(held) - len(words) + 1):
        here = held[start : start + len(words)]
        said = [word for word, _begin in here]
        fits = said[-1] == words[-1] if whole else said[-1].startswith(words[-1])
        if fits and said[:-1] == list(words[:-1]):
            runs.append(
                [
                    (begin, begin + len(word))
                    for word, (_said, begin) in zip(words, here, strict=True)
                ]
            )
    return runs


def _after(places: list[int], last: int) -> int:
    """Return where the character ends that gave that letter: one character may give several."""
    return next(place for place in places[last:] if place > places[last])


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


@lru_cache(maxsize=64)
def _sought(query: Query) -> _Sought:
    match query:
        case Text(words, whole):
            return ((words, whole),)
        case All(parts) | Either(parts):
            return tuple(dict.fromkeys(one for part in parts for one in _sought(part)))
    return ()
