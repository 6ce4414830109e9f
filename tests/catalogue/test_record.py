from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given

from coopdesk.catalogue.facets import Party
from coopdesk.catalogue.period import UNKNOWN
from coopdesk.catalogue.record import Record
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


@given(listed_records())
def test_that_nothing_empty_and_nothing_twice_is_named(record: Record) -> None:
    for named in (record.partners, record.organisations, record.countries_as("")):
        assert "" not in named
        assert len(set(named)) == len(named)
    assert {party.country for party in record.parties} - {""} <= set(record.partners)
