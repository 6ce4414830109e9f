"""What every report begins with."""

import pytest

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.marking import AboveCeiling, Audience
from coopdesk.catalogue.period import Period
from coopdesk.reports.options import Options
from coopdesk.reports.prepared import prepare
from tests.builders import a_record
from tests.reports.requests import a_request

PUBLIC = Audience("public")


def test_that_nothing_withheld_is_among_what_may_be_told() -> None:
    secret = a_record(title="Kept back", reference="DK-RS/2010/009")
    told = a_record(
        title="Told",
        publish=True,
        reference="DK-RS/2010/001",
        relations=(Relation(type="uses", reference=secret.reference),),
    )
    prepared = prepare(a_request(secret, told, audience=PUBLIC))
    assert [record.title for record in prepared.seen] == ["Told"]
    assert list(prepared.wording.keys) == [told.reference]
    assert not prepared.wording.pointing
    assert not prepared.internal


def test_that_records_have_places_only_where_they_are_set() -> None:
    request = a_request(a_record(title="One"), a_record(title="Two"))
    prepared = prepare(request)
    assert [prepared.key(record) for record in prepared.seen] == ["record-1", "record-2"]
    keys = dict(prepare(request, linked=False).wording.keys)
    assert [key for key, _title in keys.values()] == ["", ""]


def test_that_the_options_choose_before_anything_is_counted() -> None:
    request = a_request(
        a_record(title="Early", period=Period.parse("2005")),
        a_record(title="Late", period=Period.parse("2015")),
        a_record(title="Later", period=Period.parse("2016")),
        options=Options(first_year=2010, order="-period"),
    )
    prepared = prepare(request)
    assert [record.title for record in prepared.seen] == ["Later", "Late"]
    assert [record.title for record in prepared.request.records] == ["Later", "Late"]


def test_that_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownCode, match=r"“xx”.*en, da"):
        prepare(a_request(language="xx"))


def test_that_what_is_marked_too_high_is_refused() -> None:
    with pytest.raises(AboveCeiling, match="DK-RS/2026/001"):
        prepare(a_request(a_record(marking="SECRET")))
