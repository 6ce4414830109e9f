"""What an audience may not see leaves no trace in what it is given."""

from dataclasses import replace

import pytest

from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import AboveCeiling, Audience
from coopdesk.reports.released import released, told_filter
from tests.builders import NOON, a_full_record, a_record

SERBIA, PUBLIC = Audience("partner", "RS"), Audience("public")

open_one = a_full_record(
    reference="A/1", relations=(Relation("uses", "A/2"), Relation("uses", "A/3"))
)
for_serbia = a_record(reference="A/2", marking="RESTRICTED", releasable_to=("RS",))
own = a_record(reference="A/3", marking="RESTRICTED", tags=("hidden",), title="Hidden course")


def references(records: tuple[object, ...]) -> list[str]:
    return [getattr(record, "reference", "") for record in records]


def test_that_each_audience_gets_what_it_may_see_in_order() -> None:
    records = (own, for_serbia, open_one)
    assert references(released(records, Audience())) == ["A/3", "A/2", "A/1"]
    assert references(released(records, SERBIA)) == ["A/2", "A/1"]
    assert references(released(records, PUBLIC)) == ["A/1"]


def test_that_inside_the_house_records_are_whole() -> None:
    assert released((open_one, own), Audience()) == (open_one, own)


@pytest.mark.parametrize("audience", [SERBIA, PUBLIC])
def test_that_outside_nobody_reads_notes_or_who_worked_on_a_record(audience: Audience) -> None:
    worked = replace(
        open_one, created_by="Jens", created_at=NOON, changed_by="Mette", changed_at=NOON
    )
    (seen,) = released((worked,), audience)
    assert not any((seen.notes, seen.created_by, seen.created_at, seen.changed_by, seen.changed_at))
    assert seen.releasable_to == ()
    assert seen.title == open_one.title


def test_that_ties_to_what_is_withheld_are_dropped() -> None:
    (_restricted, seen) = released((for_serbia, open_one, own), SERBIA)[:2]
    assert seen.relations == (Relation("uses", "A/2"),)
    (alone,) = released((for_serbia, open_one, own), PUBLIC)
    assert alone.relations == ()


def test_that_a_tie_to_a_record_that_was_not_asked_for_is_dropped_too() -> None:
    (seen,) = released((open_one,), SERBIA)
    assert seen.relations == ()


def test_that_a_record_above_the_ceiling_is_refused() -> None:
    with pytest.raises(AboveCeiling):
        released((replace(own, marking="SECRET"),), Audience())


def test_that_outside_only_what_can_be_found_in_the_report_is_told_of_the_filter() -> None:
    seen = released((open_one, for_serbia), PUBLIC)
    wanted = Filter(areas=("AIR", "TRN"), tags=("vehicles", "hidden"), search="trucks")
    told, whole = told_filter(wanted, seen, PUBLIC)
    assert told == Filter(areas=("AIR",), tags=("vehicles",), search="trucks")
    assert not whole


@pytest.mark.parametrize(
    "wanted",
    [Filter(search="delivery note"), Filter(references=("A/3",)), Filter(years=(1999,))],
)
def test_that_words_of_the_notes_and_of_withheld_records_are_not_told(wanted: Filter) -> None:
    told, whole = told_filter(wanted, released((open_one,), PUBLIC), PUBLIC)
    assert told.empty
    assert not whole


def test_that_inside_the_filter_is_told_as_it_is() -> None:
    wanted = Filter(tags=("hidden",), search="nothing")
    assert told_filter(wanted, (), Audience()) == (wanted, True)
