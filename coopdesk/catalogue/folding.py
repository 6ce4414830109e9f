"""Text as a search sees it: the same folding for what is sought and for what is searched.

Folding takes away what people leave out or write in another way:

- case, accents and other combining marks, compatibility forms (Unicode's NFKD), and characters
  that nobody sees (soft hyphens, marks of direction, joiners);
- letters that no mark can be taken from: æ→ae, ø→o, đ→d, ð→d, ł→l, œ→oe, þ→th …;
- Serbian Cyrillic, letter by letter as in Serbian Latin: Споразум→sporazum, Ђоковић→dokovic;
- the two spellings that stand for one letter where a keyboard lacks it: "dj" for đ and "aa" for å
  become "d" and "a". So "Djoković" is found as Đoković is, and Aarhus as Århus is.

The price: words apart only in these become one ("aar" finds what begins with "ar", "djibouti" is
kept as "dibouti"). Finding a little too much is cheaper than missing a name, and since the rule
holds for both sides, and each letter folds without regard to what follows, the beginning of a word
always finds the word. The reader's text is never changed.
"""

import re
import unicodedata

_LETTERS = (
    dict(zip("øđðɖłħŧŋı", "odddlhtni", strict=True))
    | dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgddezzijklmnoprstcufhccs", strict=True))
    | {"æ": "ae", "œ": "oe", "þ": "th", "љ": "lj", "њ": "nj", "џ": "dz"}
)
_UNSEEN = {"Mn", "Me", "Cf"}
_OUTSIDE_TEXT = {"Cc", "Cn", "Co", "Cs"}  # not in words; half a surrogate pair cannot be stored
_DJ = re.compile("dj+")
_AA = re.compile("aa+")
_WORD = re.compile(r"[^\W_]+")


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        before, after = "", chr(code)
        while after != before:
            before = after
            after = "".join(map(_folded_part, unicodedata.normalize("NFKD", before.casefold())))
        self[code] = after
        return after


def _folded_part(character: str) -> str:
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return ""
    return " " if category in _OUTSIDE_TEXT else _LETTERS.get(character, character)


_folded = _Folded()


def fold(text: str) -> str:
    """Return ``text`` as a search compares it; folding again changes nothing.

    Takes any text at all. Control characters and halves of surrogate pairs become blanks.
    """
    folded = text.translate(_folded)
    if "dj" in folded:
        folded = _DJ.sub("d", folded)
    if "aa" in folded:
        folded = _AA.sub("a", folded)
    return folded


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of ``text``, folded: runs of letters and digits, in their order.

    SQLite's tokenizer unicode61 splits folded text in the same places, but for characters that
    came to Unicode after its tables were made.
    """
    return tuple(_WORD.findall(fold(text)))


def folded_letters(text: str) -> tuple[str, list[int]]:
    """Return ``text`` folded, and for each of its letters and for its end the place in ``text``.

    What nobody sees belongs to the letter before it.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _folded[ord(character)]:
            # As `fold` does it: of "dj" and "aa", however long, the first letter stays.
            if letter in "ja" and _continues(letters, letter):
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), [*places, len(text)]


def folded_words(folded: str) -> list[tuple[str, int]]:
    """Return the words of text that is folded, each with the place where it begins."""
    return [(match[0], match.start()) for match in _WORD.finditer(folded)]


def _continues(letters: list[str], letter: str) -> bool:
    return bool(letters) and letters[-1] == ("d" if letter == "j" else letter)


def folded_sort_key(text: str) -> str:
    """Return ``text`` folded, with single blanks: what a sort column holds."""
    return " ".join(fold(text).split())
