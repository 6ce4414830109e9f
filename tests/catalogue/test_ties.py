"""A relation is worded from both sides."""

from dataclasses import replace

import pytest

from coopdesk.catalogue.codes import RELATION_TYPES
from coopdesk.catalogue.ties import Tie, each_once, relation_words


@pytest.mark.parametrize(
    ("code", "own", "other"),
    [
        ("part_of", "Part of", "Has part"),
        ("follows", "Follows", "Followed by"),
        ("supersedes", "Supersedes", "Superseded by"),
        ("prepares", "Prepares", "Prepared by"),
        ("uses", "Uses", "Used by"),
        ("related", "Related to", "Related to"),
        ("", "Related to", "Related to"),
    ],
)
def test_that_each_type_has_words_from_both_sides(code: str, own: str, other: str) -> None:
    tie = Tie(code, "DK-RS/2015/001")
    assert (tie.words(), replace(tie, inverse=True).words()) == (own, other)


def test_that_no_type_of_relation_is_without_an_inverse() -> None:
    for entry in RELATION_TYPES:
        own = relation_words(entry.code, inverse=False)
        other = relation_words(entry.code, inverse=True)
        assert (own == other) is (entry.code == "related")


def test_that_what_both_say_is_said_once() -> None:
    ties = (
        Tie("related", "A"),
        Tie("uses", "B"),
        Tie("related", "A", inverse=True),
        Tie("uses", "B", inverse=True),
    )
    assert each_once(ties) == (ties[0], ties[1], ties[3])
