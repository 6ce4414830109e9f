"""Which rows of the search index a query may find, in the words of FTS5.

Folded words are letters and digits only, so nothing in them can be read as query syntax. See
https://www.sqlite.org/fts5.html, section 3.
"""

from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection

from coopdesk.catalogue.query import All, Either, Query, Text
from coopdesk.storage.derived import LONGEST_WORD
from coopdesk.storage.schema import search_words

# The index knows by heart what begins with up to so many letters. Of longer beginnings it is much
# quicker to ask for the words that begin so, unless they are many.
_KNOWN_LETTERS = 3
_MOST_WORDS = 40
_VOCABULARY = "temp.search_vocabulary"
_MAKE_VOCABULARY = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {_VOCABULARY} "
    f"USING fts5vocab('main', '{search_words.name}', 'row')"
)
_BEGINNING = f"SELECT term FROM {_VOCABULARY} WHERE term >= ? AND term < ? LIMIT ?"  # noqa: S608


Known: TypeAlias = dict[str, list[str]]
"""The words that begin as the keys do; none where they are too many to be asked for by name."""


@dataclass(frozen=True, slots=True)
class Match:
    """What to ask of the index, and whether just what it finds is what the query asks for."""

    text: str
    exact: bool


def match_of(
    query: Query, connection: Connection | None = None, known: Known | None = None
) -> Match | None:
    """Return what finds all that ``query`` may let through; None where the index cannot tell.

    With a connection the beginnings of words are exchanged for the words that begin so; which these
    are it keeps in ``known``, for other queries of the same state of the catalogue.
    """
    known = {} if known is None else known
    match query:
        case Text(words, whole, field):
            texts = [
                _word(word, connection, known, whole=whole or not last)
                for word, last in _with_last(words)
            ]
            return Match(" AND ".join(dict.fromkeys(texts)), len(words) == 1 and not field)
        case All(parts):
            found = [match_of(part, connection, known) for part in parts]
            told = [match for match in found if match]
            if not told:
                return None
            text = " AND ".join(dict.fromkeys(f"({match.text})" for match in told))
            return Match(text, len(told) == len(found) and all(m.exact for m in told))
        case Either(parts):
            found = [match_of(part, connection, known) for part in parts]
            told = [match for match in found if match]
            if len(told) < len(found):
                return None
            text = " OR ".join(dict.fromkeys(f"({match.text})" for match in told))
            return Match(text, all(match.exact for match in told))
    return None


def _with_last(words: tuple[str, ...]) -> list[tuple[str, bool]]:
    return [(word, place == len(words)) for place, word in enumerate(words, 1)]


def _word(word: str, connection: Connection | None, known: Known, *, whole: bool) -> str:
    word = word[:LONGEST_WORD]
    if whole:
        return f'"{word}"'
    if connection is not None and len(word) > _KNOWN_LETTERS:
        if word not in known:
            known[word] = _beginning(connection, word)
        if known[word]:
            return "(" + " OR ".join(f'"{one}"' for one in known[word]) + ")"
    return f'"{word}"*'


def _beginning(connection: Connection, word: str) -> list[str]:
    """Return the words of the index that begin so; none where they are too many, or none do."""
    # A table of this connection alone, also where the connection may write nothing.
    reads_only = connection.exec_driver_sql("PRAGMA query_only").scalar()
    if reads_only:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
    connection.exec_driver_sql(_MAKE_VOCABULARY)
    if reads_only:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    # No code point follows the last one that a word can have.
    asked = (word, word + chr(0x10FFFF), _MOST_WORDS + 1)
    rows = connection.exec_driver_sql(_BEGINNING, asked).cursor.fetchall()
    return [term for (term,) in rows] if len(rows) <= _MOST_WORDS else []
