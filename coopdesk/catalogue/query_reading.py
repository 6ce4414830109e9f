"""A query read: `fuel -training kind:donation year:2010..2015 (partner:RS OR delivered>10)`.

What stands side by side must all hold, OR lets one of two suffice, and - or NOT turns what follows
into its contrary. Of a field of lists or names that is asked for twice side by side, one value
suffices; AND between them, or parentheses, ask for both.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import quoted
from coopdesk.catalogue.query import EVERYTHING, All, Either, Named, Not, OneOf, Query
from coopdesk.catalogue.query_codes import code_meant
from coopdesk.catalogue.query_error import QueryError
from coopdesk.catalogue.query_fields import (
    QUERY_FIELDS,
    QueryField,
    Use,
    field_asked,
    field_called,
    nearest_words,
)
from coopdesk.catalogue.query_pieces import Piece, pieces
from coopdesk.catalogue.query_text import merge_key, query_text
from coopdesk.catalogue.query_values import (
    OPERATORS,
    Value,
    days_compared,
    number_compared,
    words_of,
    years_of,
)
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.i18n import _

MOST_CHARACTERS = 10_000
MOST_PARTS = 100
_DEEPEST = 30
# Between words of a title that was pasted; a - of its own is told to be no more than that.
_DASHES = ("–", "—")
_NAME = re.compile(r"[\w-]+")
_Meant = Callable[[QueryField, Value], str]


@lru_cache(maxsize=256)
def read_query(text: str) -> Query:
    """Return what a query in the form of `query_text` asks for; "" lets everything through.

    Codes are taken as they are. Raises QueryError where it cannot be read.
    """
    return _Reading(text, field_called, lambda _field, value: value.text).whole()


def asked_query(text: str, areas: Sequence[Area], vocabulary: Vocabulary) -> str:
    """Return what a person typed in the form of `query_text`.

    Words of lists, and labels of fields, may be in any language of the interface. Raises QueryError
    where the query cannot be read, or asks for a code that the catalogue does not have.
    """

    def meant(field: QueryField, value: Value) -> str:
        return code_meant(field, value, areas, vocabulary)

    return query_text(_Reading(text, field_asked, meant).whole())


class _Reading:
    """One query while it is read, piece by piece."""

    def __init__(
        self, text: str, field_of: Callable[[str], QueryField | None], meant: _Meant
    ) -> None:
        if len(text) > MOST_CHARACTERS:
            raise QueryError(
                MOST_CHARACTERS,
                len(text),
                _("This is too long to search for: at most {n} characters can be read.").format(
                    n=MOST_CHARACTERS
                ),
            )
        self._field_of = field_of
        self._meant = meant
        self._pieces = list(pieces(text))
        self._at = 0
        self._leaves = 0
        self._end = len(text)

    def whole(self) -> Query:
        if not self._pieces:
            return EVERYTHING
        found = self._either(0)
        left = self._next()
        if left is not None:
            raise QueryError(left.start, left.end, _("This parenthesis closes none."))
        return found

    def _next(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _is_word(self, word: str) -> bool:
        piece = self._next()
        return piece is not None and piece.sort == "word" and piece.text == word

    def _either(self, depth: int) -> Query:
        parts = [self._all(depth)]
        while self._is_word("OR"):
            self._at += 1
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self, depth: int) -> Query:
        parts: list[Query] = []
        # Those that stand side by side, and whether others of their field go with them.
        beside: list[tuple[Query, bool]] = []
        while True:
            piece = self._next()
            if piece is None or piece.sort == ")" or self._is_word("OR"):
                break
            if self._is_word("AND"):
                self._at += 1
                if not parts and not beside:
                    raise self._lonely(piece)
                self._refuse_end(piece)
                parts += _merged(beside)
                beside = []
                continue
            if piece.sort == "word" and piece.text in _DASHES:
                self._at += 1
                continue
            beside.append((self._term(depth), piece.sort != "("))
        parts += _merged(beside)
        if not parts:
            raise self._missing()
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _refuse_end(self, before: Piece) -> None:
        piece = self._next()
        if piece is None or piece.sort == ")" or piece.text in ("OR", "AND"):
            raise self._lonely(before)

    def _missing(self) -> QueryError:
        before = self._pieces[self._at - 1] if self._at else None
        after = self._next()
        if before is not None and before.text in _DASHES:
            words_of(Value(before.text, False, before.start, before.end))
        for piece in (before, after):
            if piece is not None and piece.text == "OR":
                return self._lonely(piece)
        if before is not None and before.sort == "(":
            end = after.end if after else before.end
            return QueryError(
                before.start, end, _("Nothing stands in these parentheses.")
                if after else _("This parenthesis is not closed: write ) where it ends."),
            )  # fmt: skip
        place = after.start if after else self._end
        return QueryError(place, after.end if after else place, _("This parenthesis closes none."))

    def _lonely(self, piece: Piece) -> QueryError:
        return QueryError(
            piece.start,
            piece.end,
            _(
                "{word} needs something on either side: to look for the word itself, "
                "write it in small letters."
            ).format(word=piece.text),
        )

    def _term(self, depth: int) -> Query:
        piece = self._next()
        assert piece is not None
        if self._is_word("NOT"):
            self._at += 1
            return self._contrary(piece, depth, piece.end)
        if piece.sort == "word" and piece.text.startswith("-"):
            rest = Piece("word", piece.text[1:], piece.start + 1, piece.end, joined=True)
            if rest.text:
                self._pieces[self._at] = rest
            else:
                self._at += 1
                following = self._next()
                if following is None or not following.joined:
                    raise QueryError(
                        piece.start,
                        piece.end,
                        _("A - leaves out what follows it: write both without a blank."),
                    )
            return self._contrary(piece, depth, piece.start + 1)
        return self._positive(depth)

    def _contrary(self, sign: Piece, depth: int, end: int) -> Query:
        piece = self._next()
        if piece is None or piece.sort == ")" or piece.text in ("OR", "AND"):
            raise QueryError(sign.start, sign.end, _("Write what is to be left out after it."))
        if piece.text == "NOT" or (piece.sort == "word" and piece.text.startswith("-")):
            raise QueryError(
                sign.start, max(piece.start + 1, end), _("This is left out twice: once is enough.")
            )
        return Not(self._positive(depth))

    def _positive(self, depth: int) -> Query:
        piece = self._next()
        assert piece is not None
        if piece.sort == "(":
            return self._parenthesis(piece, depth)
        self._leaves += 1
        if self._leaves > MOST_PARTS:
            raise QueryError(
                piece.start,
                self._end,
                _("This is too much at once: a search may have {n} parts.").format(n=MOST_PARTS),
            )
        self._at += 1
        if piece.sort == "quoted":
            return words_of(Value(piece.text, True, piece.start, piece.end))
        place, operator = _operator_in(piece.text)
        if not operator:
            return words_of(Value(piece.text, False, piece.start, piece.end))
        return self._of_field(piece, place, operator)

    def _parenthesis(self, opening: Piece, depth: int) -> Query:
        if depth >= _DEEPEST:
            raise QueryError(
                opening.start, self._end, _("There are too many parentheses within one another.")
            )
        self._at += 1
        found = self._either(depth + 1)
        closing = self._next()
        if closing is None:
            raise QueryError(
                opening.start,
                self._end,
                _("This parenthesis is not closed: write ) where it ends."),
            )
        self._at += 1
        return found

    def _of_field(self, piece: Piece, place: int, operator: str) -> Query:
        name = piece.text[:place]
        field = self._field_of(name) if _NAME.fullmatch(name) else None
        end = piece.start + place + len(operator)
        if field is None:
            raise _unknown_field(name, operator, piece, end)
        values = self._values(field, operator, piece.text[place + len(operator) :], end)
        if field.use in (Use.NUMBER, Use.DAY):
            compared = number_compared if field.use is Use.NUMBER else days_compared
            found = [
                compared(field.target, "=" if operator == ":" else operator, value)
                for value in values
            ]
            return found[0] if len(found) == 1 else Either(tuple(found))
        if field.use is Use.YEARS:
            years = list(dict.fromkeys(years_of(value, operator) for value in values))
            return years[0] if len(years) == 1 else Either(tuple(years))
        if operator not in (":", "="):
            raise QueryError(
                piece.start,
                end,
                _("{field} cannot be compared: write {field}: and what you look for.").format(
                    field=field.word
                ),
            )
        return self._told(field, values)

    def _told(self, field: QueryField, values: list[Value]) -> Query:
        held: list[Query]
        match field.use:
            case Use.CODES:
                codes = tuple(dict.fromkeys(self._meant(field, value) for value in values))
                return OneOf(field.target, codes)
            case Use.NAMES:
                texts = [words_of(value) for value in values]
                held = [Named(field.target, text.words, text.whole) for text in texts]
            case _:
                held = [words_of(value, field.target) for value in values]
        return held[0] if len(held) == 1 else Either(tuple(held))

    def _values(self, field: QueryField, operator: str, text: str, start: int) -> list[Value]:
        """Return what stands after the operator, parted by commas; the quoted follow at once."""
        # A comma within a number parts nothing.
        parted = [text] if field.use is Use.NUMBER else text.split(",")
        values = []
        for part in parted:
            values.append(Value(part, False, start, start + len(part)))
            start += len(part) + 1
        while (piece := self._next()) is not None and piece.joined and not values[-1].text:
            if piece.sort != "quoted":
                break
            values[-1] = Value(piece.text, True, piece.start, piece.end)
            self._at += 1
            following = self._next()
            if following and following.joined and following.text.startswith(","):
                self._at += 1
                begin = following.start + 1
                for part in following.text[1:].split(","):
                    values.append(Value(part, False, begin, begin + len(part)))
                    begin += len(part) + 1
        for value in values:
            if not value.text and not (value.whole and field.target == "statuses"):
                raise QueryError(
                    min(value.start, self._end),
                    min(value.end, self._end),
                    _("Write what you look for right after {field}, without a blank.").format(
                        field=f"{field.word}{operator}"
                    ),
                )
        return values


def _operator_in(text: str) -> tuple[int, str]:
    """Return where the first operator stands, and which; "" where there is none."""
    places = [place for place, letter in enumerate(text) if letter in "<>=:"]
    if not places:
        return 0, ""
    place = places[0]
    return place, next(one for one in OPERATORS if text.startswith(one, place))


def _merged(beside: list[tuple[Query, bool]]) -> list[Query]:
    """Return the parts, those that ask for values of one field as one: any of them suffices."""
    places: dict[tuple[type, str], int] = {}
    merged: list[Query] = []
    for part, goes_with in beside:
        key = _key(part) if goes_with else None
        if key is None or key not in places:
            if key is not None:
                places[key] = len(merged)
            merged.append(part)
            continue
        place = places[key]
        merged[place] = _either_of(merged[place], part)
    return merged


def _key(part: Query) -> tuple[type, str] | None:
    """Return which field's values a part asks for, if it does nothing else."""
    if isinstance(part, Either):
        keys = {merge_key(one) for one in part.parts}
        return keys.pop() if len(keys) == 1 else None
    return merge_key(part)


def _either_of(one: Query, other: Query) -> Query:
    if isinstance(one, OneOf) and isinstance(other, OneOf):
        return OneOf(one.dimension, tuple(dict.fromkeys((*one.values, *other.values))))
    held: list[Query] = []
    for part in (one, other):
        held += part.parts if isinstance(part, Either) else (part,)
    held = list(dict.fromkeys(held))
    return held[0] if len(held) == 1 else Either(tuple(held))


def _unknown_field(name: str, operator: str, piece: Piece, end: int) -> QueryError:
    if not name:
        alone = _("Write field and value without a blank, such as kind:course or delivered>10.")
        return QueryError(piece.start, piece.start + len(operator), alone)
    if name.endswith("!") and operator == "=":
        return QueryError(
            piece.start,
            end,
            _("To leave a value out, write -{name}: and the value.").format(name=name[:-1]),
        )
    near = nearest_words(name, (field.word for field in QUERY_FIELDS))
    meant = (
        _("did you mean {words}?").format(words=_(" or ").join(f"{word}:" for word in near))
        if near
        else _("known are for example area:, kind:, year: and partner:.")
    )
    return QueryError(
        piece.start,
        end,
        _("There is no field called {name}; {meant} Quoted text is searched as it is.").format(
            name=quoted(name), meant=meant
        ),
    )
