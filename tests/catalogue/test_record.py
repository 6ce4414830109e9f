from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given

from coopdesk.catalogue.facets import Document, Item, Party, Place, Session, Source, Transaction
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.period import UNKNOWN
from coopdesk.catalogue.record import Record
from tests.builders import a_full_record
from tests.catalogue.strategies import listed_records

DENMARK_GIVES = Party("Danish Air Force", "DK", "provider")
SERBIA_RECEIVES = Party("", "RS", "receiver")
COLLEGE = Party("Baltic Defence College", "", "host")


def test_that_a_record_starts_unmarked_undated_and_not_for_publication() -> None:
    record = Record()
    assert record.marking == "UNMARKED"
    assert record.period == UNKNOWN
    assert record.status == ""
    assert not record.publish
    assert not record.releasable_to


def test_that_a_record_is_a_value_that_nobody_can_change() -> None:
    record = Record(title="A")
    assert record == Record(title="A")
    assert hash(record) == hash(Record(title="A"))
    with pytest.raises(FrozenInstanceError):
        record.title = "B"  # type: ignore[misc]


def test_that_countries_are_found_by_their_role_in_order_and_once() -> None:
    parties = (
        SERBIA_RECEIVES,
        Party("Ministry", "SE", "provider"),
        DENMARK_GIVES,
        Party("Forsvaret", "DK", "provider"),
        COLLEGE,
    )
    record = Record(parties=parties)
    assert record.countries_as("provider") == ("SE", "DK")
    assert record.countries_as("receiver") == ("RS",)
    assert record.countries_as("host") == ()
    assert record.countries_as("observer") == ()


def test_that_partners_are_the_partnership_s_countries_and_then_the_parties() -> None:
    parties = (Party("", "EE", "host"), SERBIA_RECEIVES, COLLEGE)
    assert Record(partnership="DK-RS", parties=parties).partners == ("DK", "RS", "EE")
    assert Record(parties=parties).partners == ("EE", "RS")
    assert Record(partnership="DK-RS").partners == ("DK", "RS")
    assert Record().partners == ()


def test_that_organisations_are_named_in_order_and_once() -> None:
    parties = (COLLEGE, SERBIA_RECEIVES, DENMARK_GIVES, COLLEGE)
    expected = ("Baltic Defence College", "Danish Air Force")
    assert Record(parties=parties).organisations == expected
    paid = Transaction(provider="Danish MoD", receiver="Danish Air Force")
    record = Record(parties=parties, transactions=(Transaction(), paid))
    assert record.organisations == (*expected, "Danish MoD")


def test_that_places_are_those_of_the_record_and_of_its_sessions() -> None:
    sessions = (Session(place="Tartu"), Session(), Session(place="Niš"))
    record = Record(places=(Place("Niš", "RS"), Place("", "DK")), sessions=sessions)
    assert record.place_names == ("Niš", "Tartu")


def test_that_a_record_contains_the_lists_that_have_entries() -> None:
    assert Record(tags=("air",), notes="Ask", title="A").contents == ()
    record = Record(documents=(Document("A letter"),), items=(Item(), Item("tools")))
    assert record.contents == ("items", "documents")
    assert set(a_full_record().contents) == {f.name for f in FIELDS if f.facet is not None}


def test_that_confidences_are_those_that_sources_state() -> None:
    stated = ("reported", "", "official", "reported")
    sources = tuple(Source("Page", confidence=confidence) for confidence in stated)
    assert Record(sources=sources).confidences == ("reported", "official")


@given(listed_records())
def test_that_nothing_empty_and_nothing_twice_is_named(record: Record) -> None:
    for named in (
        record.partners,
        record.organisations,
        record.place_names,
        record.contents,
        record.confidences,
        record.countries_as(""),
    ):
        assert "" not in named
        assert len(set(named)) == len(named)
    assert {party.country for party in record.parties} - {""} <= set(record.partners)
