"""What an audience may not see leaves no trace in what it is given."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.facets import ContactRole, Document, Relation
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import AboveCeiling, Audience
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.record import Record
from coopdesk.reports.released import (
    REASONS,
    documents_withheld,
    reason_words,
    released,
    told_contact,
    told_filter,
    withheld,
)
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


def test_that_a_record_above_the_ceiling_is_refused_by_its_name() -> None:
    with pytest.raises(AboveCeiling, match="A/3 Hidden course: CoopDesk is not accredited"):
        released((replace(own, marking="SECRET"),), Audience())
    with pytest.raises(AboveCeiling, match="SECRET"):
        released((replace(own, documents=(Document("SECRET plan"),)),), Audience())


def with_documents(*markings: str, **changes: Any) -> Record:
    documents = tuple(Document(f"No. {n}", marking=code) for n, code in enumerate(markings))
    return a_full_record(documents=documents, **changes)


def seen_documents(record: Record, audience: Audience) -> list[str] | None:
    """Return the markings of the documents that the audience gets, None without the record."""
    found = released((record,), audience)
    return [document.marking for document in found[0].documents] if found else None


def test_that_the_public_gets_a_record_whose_documents_are_all_for_it() -> None:
    assert seen_documents(with_documents("", "UNCLASSIFIED"), PUBLIC) == ["", "UNCLASSIFIED"]
    assert seen_documents(with_documents("", "RESTRICTED"), PUBLIC) is None
    unmarked = with_documents("UNCLASSIFIED", marking="UNMARKED")
    assert seen_documents(unmarked, PUBLIC) == ["UNCLASSIFIED"]


def test_that_a_partner_gets_the_documents_up_to_the_marking_of_the_record() -> None:
    record = with_documents("", "UNCLASSIFIED", "RESTRICTED")
    assert seen_documents(record, SERBIA) == ["", "UNCLASSIFIED"]
    restricted = replace(record, marking="RESTRICTED", publish=False)
    assert seen_documents(restricted, SERBIA) == ["", "UNCLASSIFIED", "RESTRICTED"]
    assert seen_documents(restricted, Audience("partner", "SE")) is None
    unmarked = replace(with_documents("", "UNCLASSIFIED"), marking="UNMARKED", publish=False)
    assert seen_documents(unmarked, SERBIA) == [""]
    assert seen_documents(replace(unmarked, publish=True), SERBIA) == ["", "UNCLASSIFIED"]
    # To another partner the record is no more than public.
    assert seen_documents(record, Audience("partner", "SE")) is None


def test_that_what_is_withheld_has_a_reason() -> None:
    not_cleared = a_record(reference="A/4", marking="RESTRICTED")
    above = replace(not_cleared, reference="A/5", publish=True)
    document = with_documents("RESTRICTED", reference="A/6")
    records = (open_one, for_serbia, above, document)

    def reasons(audience: Audience) -> dict[str, str]:
        return {record.reference: reason for record, reason in withheld(records, audience)}

    assert reasons(Audience()) == {}
    assert reasons(SERBIA) == {"A/5": "not-released"}
    assert reasons(PUBLIC) == {"A/2": "not-cleared", "A/5": "marked-above", "A/6": "document-above"}


shapes = st.builds(
    with_documents,
    st.sampled_from(["", "UNCLASSIFIED", "RESTRICTED"]),
    marking=st.sampled_from(["UNMARKED", "UNCLASSIFIED", "RESTRICTED"]),
    releasable_to=st.sampled_from([(), ("RS",), ("SE",), ("RS", "SE")]),
    publish=st.booleans(),
)


@given(st.lists(shapes, max_size=5), st.sampled_from([Audience(), SERBIA, PUBLIC]))
def test_that_each_record_is_either_released_or_withheld(
    records: list[Record], audience: Audience
) -> None:
    numbered = tuple(replace(one, reference=f"A/{place}") for place, one in enumerate(records))
    seen = released(numbered, audience)
    hidden = [record for record, _reason in withheld(numbered, audience)]
    assert sorted(references((*seen, *hidden))) == references(numbered)
    left_out = {
        record.reference: len(gone) for record, gone in documents_withheld(numbered, audience)
    }
    for record in seen:
        whole = next(one for one in numbered if one.reference == record.reference)
        assert len(record.documents) + left_out.get(record.reference, 0) == len(whole.documents)
    assert not set(left_out) & set(references(tuple(hidden)))


def test_that_documents_that_a_partner_does_not_get_are_told() -> None:
    record = with_documents("", "RESTRICTED")
    assert documents_withheld((record,), SERBIA) == ((record, record.documents[1:]),)
    assert documents_withheld((record,), Audience()) == ()


def test_that_reasons_have_words_and_others_stay_as_they_are() -> None:
    assert all(reason_words(code) == words for code, words in REASONS)
    assert reason_words("of-later") == "of-later"


def test_that_inside_all_documents_are_there() -> None:
    record = with_documents("", "RESTRICTED")
    assert released((record,), Audience()) == (record,)


@pytest.mark.parametrize("audience", [SERBIA, PUBLIC])
def test_that_outside_nobody_reads_notes_on_parts_of_a_record(audience: Audience) -> None:
    record = a_full_record(documents=(Document("Note", digest="a" * 64, note="signed"),))
    (seen,) = released((record,), audience)
    (document,), (milestone,), (result,) = seen.documents, seen.milestones, seen.results
    assert (document.note, milestone.note, result.note) == ("", "", "")
    assert document.digest == ""


OFFICE = Contact("Embassy", "Street 9", "RS", "+381", "+382", "a@b.dk", "", "UM", "calls back")
PERSON = replace(OFFICE, person="Jens Hansen")


@pytest.mark.parametrize("audience", [SERBIA, PUBLIC])
def test_that_outside_of_a_contact_the_office_is_told(audience: Audience) -> None:
    assert told_contact(OFFICE, audience) == replace(OFFICE, notes="")
    assert told_contact(PERSON, audience) == Contact("Embassy", "Street 9", "RS", organisation="UM")
    for name in ("Jens Hansen", "Lt. Col. HANSEN", "Embassy, Jens' desk"):
        assert told_contact(replace(PERSON, name=name), audience) is None


def test_that_inside_a_contact_is_whole() -> None:
    assert told_contact(PERSON, Audience()) == PERSON


def test_that_outside_a_record_names_no_contact_that_may_be_a_person() -> None:
    roles = tuple(ContactRole(name) for name in ("Embassy", "Jens Hansen", "Anybody"))
    record = a_full_record(contacts=roles)
    known = (PERSON, replace(PERSON, name="Jens Hansen"))
    (seen,) = released((record,), PUBLIC, known)
    assert seen.contacts == roles[:1]
    assert released((record,), PUBLIC)[0].contacts == ()
    assert released((record,), Audience())[0].contacts == roles


def test_that_outside_only_what_can_be_found_in_the_report_is_told_of_the_filter() -> None:
    seen = released((open_one, for_serbia), PUBLIC)
    wanted = Filter(areas=("AIR", "TRN"), tags=("vehicles", "hidden"), search="trucks")
    told, whole = told_filter(wanted, seen, PUBLIC)
    assert told == Filter(areas=("AIR",), tags=("vehicles",), search="trucks")
    assert not whole


@pytest.mark.parametrize(
    "wanted",
    [Filter(search="ask for"), Filter(references=("A/3",)), Filter(years=(1999,))],
)
def test_that_words_of_the_notes_and_of_withheld_records_are_not_told(wanted: Filter) -> None:
    told, whole = told_filter(wanted, released((open_one,), PUBLIC), PUBLIC)
    assert told.empty
    assert not whole


def test_that_inside_the_filter_is_told_as_it_is() -> None:
    wanted = Filter(tags=("hidden",), search="nothing")
    assert told_filter(wanted, (), Audience()) == (wanted, True)


def test_that_outside_what_is_excluded_and_what_is_wrong_is_not_told() -> None:
    wanted = Filter(
        areas=("AIR",), problems=("error",), excluded=(("tags", "hidden"), ("kinds", "course"))
    )
    told, whole = told_filter(wanted, released((open_one,), PUBLIC), PUBLIC)
    assert told == Filter(areas=("AIR",))
    assert not whole


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("trucks", "trucks"),
        ("trucks area:AIR", "trucks area:AIR"),
        ("trucks hidden", ""),
        ("trucks -hidden", ""),
        ("-hidden", ""),
        ("trucks OR hidden", ""),
        ("trucks problem:error", ""),
        ("trucks tag:hidden", ""),
        ("trucks tag:vehicles,hidden", ""),
        ("(trucks -hidden) OR hidden", ""),
        ('trucks "unclosed', ""),
    ],
)
def test_that_outside_a_search_is_told_where_its_every_word_is_in_the_report(
    search: str, told: str
) -> None:
    seen = released((open_one, own), PUBLIC)
    shown, whole = told_filter(Filter(search=search), seen, PUBLIC)
    assert shown == Filter(search=told)
    assert whole == (search == told)
