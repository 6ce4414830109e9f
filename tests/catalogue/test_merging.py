from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Party, Relation, Translation
from coopdesk.catalogue.fields import editable_fields, field
from coopdesk.catalogue.marking import highest, storable_markings
from coopdesk.catalogue.merging import Choice, choices_for, merged, suggested
from coopdesk.catalogue.record import Record
from tests.builders import a_full_record, a_record

from .strategies import listed_records

KEPT = a_record(id=1, uid="one", reference="DK-RS/2015/001", tags=("air", "fuel"), notes="first")
OTHER = a_full_record(id=2, uid="two", reference="DK-RS/2015/002", version=4)


def one_choice(name: str, choice: Choice) -> Any:
    return getattr(merged(KEPT, OTHER, {name: choice}), name)


def test_that_without_choices_the_kept_record_stays_as_it_is() -> None:
    assert merged(KEPT, OTHER, {}) == KEPT


@pytest.mark.parametrize("name", [declared.name for declared in editable_fields()])
def test_that_each_field_can_be_taken_from_either(name: str) -> None:
    assert one_choice(name, Choice.KEPT) == getattr(KEPT, name)
    assert one_choice(name, Choice.OTHER) == getattr(OTHER, name)


def test_that_the_kept_record_stays_itself() -> None:
    after = merged(KEPT, OTHER, suggested(KEPT, OTHER))
    own = ("id", "uid", "reference", "created_at", "created_by", "version")
    assert all(getattr(after, name) == getattr(KEPT, name) for name in own)


def test_that_lists_are_united_without_doubles() -> None:
    assert merged(KEPT, replace(OTHER, tags=("fuel", "x")), {"tags": Choice.BOTH}).tags == (
        "air", "fuel", "x",
    )  # fmt: skip
    assert one_choice("parties", Choice.BOTH) == (
        *KEPT.parties,
        Party("Danish Air Force", "DK", "provider"),
        Party("Baltic Defence College", "", ""),
    )


def test_that_long_texts_stand_one_after_the_other() -> None:
    assert one_choice("notes", Choice.BOTH) == "first\n\nAsk for the delivery note"
    longer = replace(OTHER, notes="first, and more")
    assert merged(longer, KEPT, {"notes": Choice.BOTH}).notes == "first, and more"
    assert merged(replace(KEPT, notes=""), OTHER, {"notes": Choice.BOTH}).notes == OTHER.notes


def test_that_of_two_releases_the_stricter_holds() -> None:
    kept = replace(KEPT, marking="RESTRICTED", releasable_to=("RS", "SE"), publish=False)
    choices = dict.fromkeys(("marking", "releasable_to", "publish"), Choice.BOTH)
    assert suggested(kept, OTHER).items() >= choices.items()
    after = merged(kept, OTHER, choices)
    assert (after.marking, after.releasable_to, after.publish) == ("RESTRICTED", ("RS",), False)
    assert merged(OTHER, kept, choices).marking == "RESTRICTED"


def test_that_ties_between_the_two_are_left_out() -> None:
    kept = replace(KEPT, relations=(Relation("follows", OTHER.reference), Relation("uses", "X")))
    other = replace(OTHER, relations=(Relation("part_of", KEPT.reference), Relation("uses", "Y")))
    assert merged(kept, other, {}).relations == (Relation("uses", "X"),)
    assert merged(kept, other, {"relations": Choice.BOTH}).relations == (
        Relation("uses", "X"), Relation("uses", "Y"),
    )  # fmt: skip


def test_that_what_only_one_states_is_suggested() -> None:
    choices = suggested(KEPT, OTHER)
    assert choices["description"] is Choice.OTHER
    assert choices["title"] is Choice.KEPT
    assert choices["items"] is Choice.OTHER
    assert choices["tags"] is Choice.BOTH
    assert "partnership" not in choices


@pytest.mark.parametrize("name", ["title", "kind", "status", "period", "area"])
def test_that_of_single_values_one_must_be_chosen(name: str) -> None:
    assert choices_for(field(name)) == (Choice.KEPT, Choice.OTHER)
    with pytest.raises(CatalogueError, match="choose one of them"):
        merged(KEPT, OTHER, {name: Choice.BOTH})


def test_that_what_the_program_gives_is_never_taken_over() -> None:
    with pytest.raises(CatalogueError, match="Reference"):
        merged(KEPT, OTHER, {"reference": Choice.OTHER})


@given(listed_records(), listed_records())
def test_that_what_is_suggested_loses_no_entry_and_releases_nothing(
    kept: Record, other: Record
) -> None:
    after = merged(kept, other, suggested(kept, other))
    for name in ("parties", "items", "tags"):
        assert {*getattr(kept, name), *getattr(other, name)} <= {*getattr(after, name)}
    assert after.marking == highest((kept.marking, other.marking))
    assert after.publish <= (kept.publish and other.publish)
    assert set(after.releasable_to) <= {*kept.releasable_to} & {*other.releasable_to} or (
        kept.releasable_to == other.releasable_to == after.releasable_to
    )


@given(st.sampled_from(storable_markings()), st.sampled_from(storable_markings()))
def test_that_a_record_merged_with_its_double_stays_as_it_is(one: str, two: str) -> None:
    record = replace(OTHER, marking=one, publish=False)
    assert merged(record, record, suggested(record, record)) == record
    assert merged(record, replace(record, marking=two), suggested(
        record, replace(record, marking=two)
    )).marking == highest((one, two))  # fmt: skip


def test_that_a_united_record_has_one_translation_into_each_language() -> None:
    kept = a_record(translations=(Translation("da", "Kursus"),))
    other = a_record(translations=(Translation("da", "Et kursus"), Translation("sr", "Курс")))
    one = merged(kept, other, {"translations": Choice.BOTH})
    assert one.translations == (Translation("da", "Kursus"), Translation("sr", "Курс"))
