"""Queries of all sorts for tests."""

from datetime import date

from hypothesis import strategies as st

from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.measures import MEASURES
from coopdesk.catalogue.query import All, Compared, Either, Named, Not, OneOf, Text, Years
from coopdesk.catalogue.query_text import query_text

WORDS = ("ovelse", "radio", "kurs", "t", "tr", "truck", "trucks", "first", "aid", "a", "99", "dk")


def words_text(typed: str) -> str:
    """Return the query for all words of what is typed, whatever signs stand between them."""
    return query_text(All(tuple(Text((word,)) for word in tokens(typed))))


_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple)
_numbers = [measure.name for measure in MEASURES if not measure.days]
_days = [measure.name for measure in MEASURES if measure.days]
_signs = st.sampled_from(("<", "<=", "=", ">=", ">"))
_leaves = st.one_of(
    st.builds(
        Text, _words, st.booleans(), st.sampled_from(("", "", "title", "items", "documents"))
    ),
    st.builds(OneOf, st.just("kinds"), st.just(("course", "donation"))),
    st.builds(OneOf, st.just("tags"), st.just(("air",))),
    st.builds(OneOf, st.just("years"), st.sampled_from([("2010",), ("2009", "2011")])),
    st.builds(OneOf, st.just("party_roles"), st.sampled_from([("RS/receiver",), ("DK/provider",)])),
    st.builds(Named, st.sampled_from(("organisations", "place_names", "tags")), _words),
    st.builds(Years, st.sampled_from((2004, 2009)), st.sampled_from((2010, 2015))),
    st.builds(Compared, st.sampled_from(_numbers), _signs, st.sampled_from((0.0, 10.0, 3.0))),
    st.builds(Compared, st.sampled_from(_numbers), st.just(">="), st.just(3.0), st.just(10.0)),
    st.builds(
        Compared,
        st.sampled_from(_days),
        _signs,
        st.sampled_from((date(2010, 1, 1), date(2024, 5, 17), date.max)),
    ),
)
trees = st.recursive(
    _leaves,
    lambda parts: (
        st.builds(Not, parts)
        | st.builds(All, st.lists(parts, max_size=3).map(tuple))
        | st.builds(Either, st.lists(parts, min_size=2, max_size=3).map(tuple))
    ),
    max_leaves=5,
)
