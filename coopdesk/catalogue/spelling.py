"""Words of a search as somebody wrote them: a query holds them folded."""

from dataclasses import replace

from coopdesk.catalogue.folding import folded_letters, folded_words, tokens
from coopdesk.catalogue.query import All, Either, Named, Not, Query, Text

# So many words are remembered at most; the oldest go first.
MOST = 2_000


class Spelling:
    """Remembers how words were written last, by what they are folded."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}

    def learn(self, text: str) -> None:
        """Remember the words of ``text``."""
        folded, places = folded_letters(text)
        for word, start in folded_words(folded):
            written = text[places[start] : places[start + len(word)]]
            # Where one character stands for several words, none of them was written.
            if tokens(written) == (word,):
                self._written.pop(word, None)
                self._written[word] = written
        while len(self._written) > MOST:
            del self._written[next(iter(self._written))]

    def spelt(self, query: Query) -> Query:
        """Return ``query`` for a reader: with its words as they were written, as far as known."""
        match query:
            case Text(words) | Named(_, words):
                return replace(query, words=tuple(self._written.get(w, w) for w in words))
            case Not(part):
                return Not(self.spelt(part))
            case All(parts):
                return All(tuple(map(self.spelt, parts)))
            case Either(parts):
                return Either(tuple(map(self.spelt, parts)))
            case _:
                return query
