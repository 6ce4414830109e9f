"""Names that are found by any part of them, and told from others that look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.folding import fold
from coopdesk.catalogue.name_list import KnownName, NameList

NAMES = NameList(
    (
        KnownName("Beredskabsstyrelsen", ("DEMA", "Danish Emergency Management Agency")),
        "Danish Air Force",
        "Baltic Defence College",
        "Ђоковић фонд",
        "Air Transport Wing Aalborg",
        "Danish Air Force",
    )
)


def found(text: str, limit: int = 9) -> tuple[str, ...]:
    return tuple(known.name for known in NAMES.find(text, limit))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("air", ("Air Transport Wing Aalborg", "Danish Air Force")),
        ("lborg", ("Air Transport Wing Aalborg",)),
        ("DANISH  a", ("Danish Air Force",)),
        ("dema", ("Beredskabsstyrelsen",)),
        ("emergency", ("Beredskabsstyrelsen",)),
        ("djokovic", ("Ђоковић фонд",)),
        ("ålborg", ("Air Transport Wing Aalborg",)),
        ("nobody", ()),
    ],
)
def test_that_a_name_is_found_by_a_part_of_it_or_of_what_it_also_is(
    typed: str, names: tuple[str, ...]
) -> None:
    assert found(typed) == names


def test_that_names_that_begin_so_come_before_words_that_do_and_those_before_the_rest() -> None:
    names = NameList(("Rescue Force", "Force Nord", "Reinforcement"))
    assert [known.name for known in names.find("force", 9)] == [
        "Force Nord",
        "Rescue Force",
        "Reinforcement",
    ]


def test_that_each_name_is_there_once_and_nothing_typed_finds_the_first() -> None:
    assert len(NAMES.names) == 5
    assert found(" ", 2) == ("Beredskabsstyrelsen", "Danish Air Force")
    assert found("a", 1) == ("Air Transport Wing Aalborg",)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("danish air  force", "Danish Air Force"),
        ("Dema", "Beredskabsstyrelsen"),
        ("Danish Air", ""),
        ("", ""),
    ],
)
def test_that_a_name_written_in_another_way_is_known_again(typed: str, name: str) -> None:
    assert NAMES.like(typed) == name
    assert not NAMES.has(typed)
    assert NAMES.has("Danish Air Force")


@given(names=st.lists(st.text(min_size=1)), sought=st.text())
def test_that_what_is_found_has_what_is_sought_in_it(names: list[str], sought: str) -> None:
    wanted = " ".join(fold(sought).split())
    folded = {name: " ".join(fold(name).split()) for name in names}
    expected = {name for name in names if wanted in folded[name]}
    assert {known.name for known in NameList(names).find(sought, len(names) + 1)} == expected
