"""A report says to which countries all of it may go, and no more than its reader may know."""

import pytest

from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.record import Record
from coopdesk.i18n import country_codes
from coopdesk.reports.releasability import MOST_NAMED, alpha_3, releasable_countries, release_words
from coopdesk.reports.released import released
from tests.builders import a_partnership, a_record
from tests.reports.requests import a_request

INTERNAL, PUBLIC, SERBIA = Audience(), Audience("public"), Audience("partner", "RS")
SHARED = (a_partnership(), a_partnership("DK-UA"), a_partnership("RS-ME"))


def countries(*records: Record, audience: Audience = INTERNAL) -> tuple[str, ...]:
    request = a_request(*records, audience=audience, partnerships=SHARED)
    return releasable_countries(request, released(request.records, audience))


def restricted(*to: str, **changes: object) -> Record:
    return a_record(**{"marking": "RESTRICTED", "releasable_to": to, **changes})


def test_that_the_house_and_those_it_was_released_to_are_told() -> None:
    assert countries(restricted("RS")) == ("DK", "RS")
    assert countries(restricted("SE", "RS", "DE")) == ("DE", "DK", "RS", "SE")
    assert countries(restricted("RS", marking="UNCLASSIFIED")) == ("DK", "RS")


def test_that_only_what_all_records_have_in_common_is_told() -> None:
    assert countries(restricted("RS", "SE"), restricted("RS")) == ("DK", "RS")
    assert countries(restricted("RS"), restricted("SE")) == ()
    assert countries(restricted("RS"), restricted()) == ()
    assert countries(restricted("UA"), restricted("UA", "RS", partnership="DK-UA")) == ("DK", "UA")
    assert countries(restricted("RS"), restricted("DK", partnership="RS-ME")) == ("DK", "RS")


def test_that_nothing_is_told_where_nothing_is_marked_or_all_is_public() -> None:
    assert countries() == ()
    assert countries(restricted("RS", marking="UNMARKED")) == ()
    assert countries(restricted("RS", marking="UNCLASSIFIED", publish=True)) == ()
    assert countries(restricted()) == ()
    assert countries(restricted("DK")) == ()
    assert countries(restricted("DK", "RS"), restricted("DK", "SE")) == ()


def test_that_what_anybody_may_have_narrows_nothing() -> None:
    public = a_record(marking="UNCLASSIFIED", publish=True)
    assert countries(public, restricted("RS")) == ("DK", "RS")
    # Marked too high for the public, whatever it is cleared for.
    assert countries(restricted(publish=True), restricted("RS")) == ()


def test_that_a_partner_is_told_of_itself_and_the_house_alone() -> None:
    assert countries(restricted("RS", "SE"), audience=SERBIA) == ("DK", "RS")
    assert countries(restricted("SE"), restricted("RS"), audience=SERBIA) == ("DK", "RS")
    assert countries(a_record(marking="UNCLASSIFIED", publish=True), audience=SERBIA) == ()


def test_that_the_public_is_told_nothing() -> None:
    assert countries(a_record(marking="UNCLASSIFIED", publish=True), audience=PUBLIC) == ()


def test_that_a_record_of_an_unknown_partnership_has_no_house() -> None:
    assert countries(restricted("RS", partnership="XX-YY")) == ("RS",)


def test_that_the_words_have_the_three_letters_of_the_standard() -> None:
    assert release_words(("DK", "RS")) == "REL TO DNK, SRB"
    assert release_words(()) == ""
    assert release_words(("DK",) * MOST_NAMED).count("DNK") == MOST_NAMED
    assert release_words(("DK",) * (MOST_NAMED + 1)) == "REL TO 31 COUNTRIES"
    assert alpha_3("QQ1") == "QQ1"


@pytest.mark.parametrize(
    ("two", "three"),
    [
        ("DE", "DEU"), ("FR", "FRA"), ("ME", "MNE"), ("UA", "UKR"), ("RU", "RUS"), ("CD", "COD"),
        ("MM", "MMR"), ("YE", "YEM"), ("TL", "TLS"), ("SA", "SAU"), ("IQ", "IRQ"), ("GB", "GBR"),
    ],
)  # fmt: skip
def test_that_countries_that_followed_others_have_their_own_letters(two: str, three: str) -> None:
    assert alpha_3(two) == three


def test_that_no_two_countries_share_their_letters() -> None:
    codes = country_codes()
    assert len({alpha_3(code) for code in codes}) == len(codes)
