"""Records that may be the same one, entered twice: alike in title, in one area, at one time.

Not every record is compared with every other. Records of one folded title stand together at once;
of other titles only those are compared that share one of their rarer words and all their numbers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from coopdesk.i18n import N_

ALIKE = 0.75
"""The least share of the words of two titles that both have, for these to be near-identical."""

REASONS: dict[str, str] = {
    "same-title": N_("The same title"),
    "like-title": N_("Nearly the same title"),
}

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_STEM = 5  # letters: what is left of a word without most endings of our languages
# Folded words that tell nothing apart: articles and prepositions of English, Danish and Serbian.
_FILLERS = frozenset(
    [
        *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"),
        *("af", "den", "det", "en", "et", "fra", "i", "med", "og", "pa", "som", "til", "ved"),
        *("do", "iz", "k", "kod", "na", "o", "od", "po", "s", "sa", "u", "uz", "za"),
    ]
)
# A word of more titles than this tells too little to compare them for it.
_COMMON = 400
_OTHER_PARTNERSHIP = 0.8
_TIME_UNKNOWN = 0.9

Asked = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a record. ``title`` is folded as `folding.folded_sort_key` does.

    ``first`` and ``last`` are the days (ISO 8601) that its period may touch, "" for the unknown.
    """

    id: int
    title: str
    partnership: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Records that may be one: their ids as they came, a code of REASONS, and how sure (to 1)."""

    ids: tuple[int, ...]
    reason: str
    score: float


def likenesses(sketches: Iterable[Sketch], unwanted: Asked = lambda: False) -> tuple[Likeness, ...]:
    """Return which records of one area may be the same, the surest first.

    Records belong together where their periods overlap, one with the next; a record whose period
    is unknown belongs to those of its title where these are of one time. ``unwanted`` is asked
    now and then: where it tells so, what was found by then is returned.
    """
    by_title: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in sketches:
        if sketch.title:
            by_title[sketch.title].append(sketch)
    found = [
        _likeness(together, "same-title", 1.0)
        for alike in by_title.values()
        if len(alike) > 1
        for together in _of_one_time(alike)
    ]
    for one, other, share in _like_titles(list(by_title), unwanted):
        found += [
            _likeness(together, "like-title", share)
            for together in _of_one_time([*by_title[one], *by_title[other]])
            if len({sketch.title for sketch in together}) > 1
        ]
    return tuple(sorted(found, key=lambda likeness: (-likeness.score, likeness.ids)))


def _of_one_time(alike: Sequence[Sketch]) -> Iterator[tuple[Sketch, ...]]:
    """Yield the groups of two and more whose periods overlap, one with the next."""
    dated = sorted((s for s in alike if s.first), key=lambda s: (s.first, s.last, s.id))
    groups: list[list[Sketch]] = []
    last = ""
    for sketch in dated:
        if not groups or sketch.first > last:
            groups.append([])
            last = ""
        groups[-1].append(sketch)
        last = max(last, sketch.last)
    timeless = [sketch for sketch in alike if not sketch.first]
    if len(groups) == 1:
        groups[0] += timeless
    else:
        groups.append(timeless)
    for group in groups:
        if len(group) > 1:
            yield tuple(sorted(group, key=lambda sketch: sketch.id))


def _likeness(together: Sequence[Sketch], reason: str, score: float) -> Likeness:
    if any(not sketch.first for sketch in together):
        score *= _TIME_UNKNOWN
    if len({sketch.partnership for sketch in together}) > 1:
        score *= _OTHER_PARTNERSHIP
    return Likeness(tuple(sketch.id for sketch in together), reason, round(score, 3))


def _like_titles(titles: Sequence[str], unwanted: Asked) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs of titles that are near-identical, and the share of words that they share.

    Of two such titles at least one of the rarest words of the one is among the rarest of the
    other (the prefix filter of set joins), so that only titles with such a word are compared.
    """
    words: dict[str, frozenset[str]] = {}
    by_numbers: dict[frozenset[str], list[str]] = defaultdict(list)
    for title in titles:
        words[title], numbered = _told_apart(title)
        if len(words[title]) > 1:
            by_numbers[numbered].append(title)
    for group in by_numbers.values():
        if len(group) < 2:
            continue
        often = Counter(stem for title in group for stem in words[title])
        known: dict[str, list[str]] = defaultdict(list)
        for title in group:
            if unwanted():
                return
            own = words[title]
            rarest = sorted(own, key=lambda stem: (often[stem], stem))
            rarest = rarest[: len(own) - ceil(ALIKE * len(own)) + 1]
            met: dict[str, None] = {}
            for stem in rarest:
                if often[stem] <= _COMMON:
                    met.update(dict.fromkeys(known[stem]))
                known[stem].append(title)
            for other in met:
                share = len(own & words[other]) / len(own | words[other])
                if share >= ALIKE:
                    yield other, title, share


def _told_apart(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the beginnings of the words that tell a title apart, and those with a digit.

    "Part 1" is never like "Part 2".
    """
    words = _WORD.findall(title)
    numbered = frozenset(word for word in words if _DIGIT.search(word))
    stems = frozenset(word[:_STEM] for word in words if word not in _FILLERS) - numbered
    return stems, numbered
