"""A catalogue's own lists over those of the program: order, words, colours, what is retired."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.codes import (
    ACTIVITY_STATUSES,
    AGREEMENT_STATUSES,
    CODE_LISTS,
    KINDS,
    ORGANISATION_TYPES,
    STATUSES,
    Code,
    Kind,
)
from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.vocabulary import (
    BUILT_IN,
    CHANGEABLE,
    UNPLACED,
    Vocabulary,
    code_label,
    in_force,
    use,
)


def an_entry(code: str = "course", list_name: str = "kind", **changes: Any) -> CodeEntry:
    own = [entry.code for entry in CODE_LISTS.get(list_name, ())]
    position = own.index(code) if code in own else len(own)
    return replace(CodeEntry(list_name, code, position=position), **changes)


def codes(entries: tuple[Code, ...]) -> list[str]:
    return [entry.code for entry in entries]


def test_that_a_catalogue_that_says_nothing_has_the_lists_of_the_program() -> None:
    assert Vocabulary.of(()) == BUILT_IN
    assert BUILT_IN.kinds == KINDS
    assert BUILT_IN.statuses == STATUSES
    assert BUILT_IN.organisation_types == ORGANISATION_TYPES
    assert not BUILT_IN.tags
    for name, entries in CODE_LISTS.items():
        assert BUILT_IN.entries(name) == BUILT_IN.offered(name) == entries


@pytest.mark.parametrize("name", CODE_LISTS)
def test_that_an_entry_that_changes_nothing_leaves_the_lists_as_they_are(name: str) -> None:
    said = [an_entry(entry.code, name) for entry in CODE_LISTS[name]]
    assert Vocabulary.of(said) == BUILT_IN


def test_that_an_entry_names_colours_and_retires_a_code_of_the_program() -> None:
    said = an_entry(names={"da": "Uddannelse", "en": " "}, colour="#102030", retired=True)
    made = Vocabulary.of([said])
    course = made.kind("course")
    assert course.words("da") == "Uddannelse"
    assert course.words("en") == "Course"
    assert (course.colour, course.retired, course.built_in) == ("#102030", True, True)
    assert course.first == BUILT_IN.kind("course").first
    assert codes(made.kinds) == codes(KINDS)
    assert "course" not in codes(made.offered("kind"))
    assert len(made.offered("kind")) == len(KINDS) - 1


def test_that_a_catalogue_adds_codes_of_its_own() -> None:
    made = Vocabulary.of(
        [
            an_entry("tabletop", names={"en": "Table-top exercise"}, traits={"first": ["places"]}),
            an_entry("ratified", "status", traits={"agreement": True, "under_way": True}),
            an_entry("think_tank", "organisation_type", names={"en": "Think tank"}),
            an_entry("floods", "tag", colour="#0000ff", position=UNPLACED),
        ]
    )
    assert made.kinds == (
        *KINDS,
        Kind("tabletop", "", ("places",), names=(("en", "Table-top exercise"),)),
    )
    assert made.under_way == (*BUILT_IN.under_way, "ratified")
    assert made.statuses_for("agreement")[-1].code == "ratified"
    assert made.label("organisation_type", "think_tank") == "Think tank"
    assert made.label("tag", "floods") == "floods"
    assert made.label("tag", "Floods") == "Floods"
    assert codes(made.tags) == ["floods"]


@pytest.mark.parametrize("touched", [(), ("course",), ("programme", "course")])
def test_that_where_two_meet_the_one_of_the_catalogue_stands_first(
    touched: tuple[str, ...],
) -> None:
    said = [an_entry(code, colour="#102030") for code in touched]
    made = Vocabulary.of([*said, an_entry("zzz", position=3)])
    assert codes(made.kinds)[2:5] == ["project", "zzz", "course"]


def test_that_a_kind_may_be_made_an_agreement_and_its_statuses_follow() -> None:
    made = Vocabulary.of([an_entry("programme", traits={"agreement": True, "first": []})])
    assert made.agreements == ("agreement", "programme")
    assert made.statuses_for("programme") == AGREEMENT_STATUSES
    assert made.statuses_for("project") == ACTIVITY_STATUSES
    assert made.kind("programme").first == ()


def test_that_what_is_under_way_and_what_has_ended_is_for_the_catalogue_to_say() -> None:
    made = Vocabulary.of(
        [
            an_entry("finalisation", "status", traits={"under_way": False}),
            an_entry("suspended", "status", traits={"ended": True}),
        ]
    )
    assert made.under_way == ("implementation", "in_force")
    assert made.ended == ("closed", "cancelled", "suspended", "expired", "superseded", "terminated")


def test_that_what_a_later_version_says_is_passed_over() -> None:
    said = [
        CodeEntry("weather", "sunny"),
        an_entry(traits={"agreement": "no", "first": "items", "smell": True}),
        an_entry("closed", "status", traits={"first": ["items"], "ended": 0}),
    ]
    assert Vocabulary.of(said) == BUILT_IN


@pytest.mark.parametrize("code", ["", "Course", "course ", "closed", "%s", "x" * 10_000])
def test_that_an_unknown_kind_is_refused_with_the_known_ones(code: str) -> None:
    for refusing in (BUILT_IN.kind, BUILT_IN.statuses_for):
        with pytest.raises(UnknownCode) as refused:
            refusing(code)
        for kind in KINDS:
            assert kind.code in str(refused.value)
        assert code[:30] in str(refused.value)
        assert len(str(refused.value)) < 400


@pytest.mark.parametrize("name", CODE_LISTS)
def test_that_a_code_is_shown_as_its_word_and_an_unknown_one_as_it_is(name: str) -> None:
    for entry in CODE_LISTS[name]:
        assert code_label(name, entry.code) == entry.label
    assert code_label(name, "of another program") == "of another program"
    assert BUILT_IN.find(name, "of another program") is None


def test_that_words_come_from_the_vocabulary_in_force() -> None:
    use(Vocabulary.of([an_entry(names={"en": "Training course", "da": "Uddannelse"})]))
    assert code_label("kind", "course") == "Training course"
    assert code_label("kind", "course", "da") == "Uddannelse"
    assert code_label("role", "host") == "Host"
    assert in_force().kind("course").built_in
    use(BUILT_IN)
    assert code_label("kind", "course") == "Course"
    assert in_force() is BUILT_IN


@given(
    st.lists(
        st.builds(
            CodeEntry,
            st.sampled_from(CHANGEABLE),
            st.sampled_from(["course", "closed", "draft", "ngo", "aa", "Ab", "b"]),
            position=st.integers(0, 20) | st.just(UNPLACED),
            retired=st.booleans(),
        ),
        unique_by=lambda entry: (entry.list, entry.code),
    )
)
def test_that_each_list_holds_each_code_once_in_the_order_of_positions(
    said: list[CodeEntry],
) -> None:
    made = Vocabulary.of(said)
    assert made == Vocabulary.of(reversed(said))
    for name in CHANGEABLE:
        own = {entry.code: place for place, entry in enumerate(CODE_LISTS.get(name, ()))}
        positions = own | {entry.code: entry.position for entry in said if entry.list == name}
        listed = codes(made.entries(name))
        assert sorted(listed) == sorted(positions)
        assert [positions[code] for code in listed] == sorted(positions.values())
        untouched = [c for c in listed if c in own and positions[c] == own[c]]
        assert untouched == [c for c in own if c in untouched]
        retired = {entry.code for entry in said if entry.list == name and entry.retired}
        assert codes(made.offered(name)) == [code for code in listed if code not in retired]
