from itertools import chain

import pytest

from coopdesk.catalogue import period_terms
from coopdesk.catalogue.folding import fold
from coopdesk.catalogue.period_terms import terms


@pytest.mark.parametrize(
    ("text", "kinds", "values"),
    [
        ("17. maj 2014", "dmy", [(17, 2), (5,), (2014, 4)]),
        ("Пролеће 2015.", "sy", [(21,), (2015, 4)]),
        ("ca. 2010?", "ay?", [(), (2010, 4), ()]),
        ("17.05.2014", "e", [(17, 5, 2014)]),
        ("17/5-2014", "e", [(17, 5, 2014)]),
        ("2014-05-17", "i", [(2014, 5, 17)]),
        ("2014.5.7.", "i", [(2014, 5, 7)]),
        ("05/2014", "i", [(2014, 5)]),
        ("12.5. – 17.5.2014", "p-e", [(12, 5), (), (17, 5, 2014)]),
        ("17-May-2014", "dmy", [(17, 2), (5,), (2014, 4)]),
        ("2015-Q2", "yq", [(2015, 4), (34,)]),
        ("H2/2015", "qy", [(41,), (2015, 4)]),
        ("2. kvartal", "dk", [(2, 1), ()]),
        ("drugo polugodište", "rh", [(2,), ()]),
        ("1990's", "x", [(1990,)]),
        ("2006-2009", "y-y", [(2006, 4), (), (2009, 4)]),
        ("2006–09", "y-d", [(2006, 4), (), (9, 2)]),
        ("-2010", "<y", [(), (2010, 4)]),
        ("\N{MINUS SIGN}2010", "<y", [(), (2010, 4)]),
        ("\N{EN DASH}2010", "-y", [(), (2010, 4)]),
        ("2006 …", "y.", [(2006, 4), ()]),
        ("0000", "n", [(0, 4)]),
        ("20155", "n", [(20155, 5)]),
        ("fra og med maj", "Sm", [(), (5,)]),
        ("jul", "j", [(7,)]),
        ("jul.", "m", [(7,)]),
        ("H3", "!d", [(), (3, 1)]),
        ("ж + 1", "!!d", [(), (), (1, 1)]),
        ("", "", []),
    ],
)
def test_that_a_text_falls_into_terms(text: str, kinds: str, values: list[tuple[int, ...]]) -> None:
    assert terms(text) == (kinds, values)


def test_that_no_word_means_two_things() -> None:
    lines = chain(period_terms._WORDS.values(), *period_terms._NUMBERED.values())
    words = [word for line in lines for word in fold(line).split()]
    words += period_terms._PHRASES
    assert len(words) == len(set(words))


def test_that_phrases_are_written_as_text_is_folded() -> None:
    assert all(fold(phrase) == phrase for phrase in period_terms._PHRASES)
