"""What stands before the records: the right names, figures and words, and no more than may."""

from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.reports.agreements_report import agreements_data
from coopdesk.reports.front_matter import (
    audience_words,
    banner_words,
    contacts,
    key_figures,
    nothing_words,
    particulars,
    scope_words,
    selection_words,
)
from coopdesk.reports.released import released
from coopdesk.reports.wording import Wording
from tests.builders import a_partnership, a_record
from tests.reports.requests import a_request

EN = Wording("en", True, {})
PUBLIC = Audience("public")


def rows(given: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {row["label"]: row["values"] for row in given}


def figures(*records: Any) -> dict[str, str]:
    return {f["label"]: f["value"] for f in key_figures(records, 1, EN)}


def test_that_agreements_are_those_of_the_register() -> None:
    records = (
        a_record(kind="agreement"),
        a_record(kind="programme", terms=(Term(signed="2006"),)),
        a_record(kind="programme"),
    )
    register = agreements_data(a_request(*records))
    (told,) = [one for one in register["figures"] if one["label"] == "Agreements"]
    assert figures(*records)["Agreements"] == told["value"] == "2"


def test_that_the_figures_are_counted_from_the_records_and_none_is_zero() -> None:
    assert figures(
        a_record(kind="agreement", status="in_force", period=Period.parse("2004")),
        a_record(kind="donation", period=Period()),
        a_record(status="implementation", period=Period.parse("2015-21/2016")),
    ) == {
        "Records": "3", "Area": "1", "Under way": "2", "Agreement": "1", "Donation": "1",
        "Years": "2004–2016",
    }  # fmt: skip
    going_on = figures(a_record(period=Period.parse("2006/..")), a_record(period=UNKNOWN))
    assert going_on["Years"] == "2006–"
    assert figures(a_record(period=Period.parse("2014-05"))) == {
        "Record": "1", "Area": "1", "Year": "2014"
    }  # fmt: skip


def test_that_the_scope_is_an_areas_name_or_words_or_everything() -> None:
    danish = Wording("da", True, {})
    assert scope_words(a_request(scope="AIR"), (), EN) == "Air forces"
    assert scope_words(a_request(scope="Air and sea"), (), EN) == "Air and sea"
    assert scope_words(a_request(), (), EN) == "All areas"
    assert scope_words(a_request(), (), danish) != "All areas"


def test_that_a_saved_filter_gives_its_name_inside_the_house_alone() -> None:
    # One that is called as an area's code is no area.
    for name in ("Open donations", "AIR"):
        request = a_request(filter_name=name)
        assert scope_words(request, (), EN) == name
        for audience in (PUBLIC, Audience("partner", "RS")):
            assert scope_words(replace(request, audience=audience), (), EN) == "All areas"


def test_that_outside_only_the_areas_of_what_is_in_the_report_are_named() -> None:
    seen = (a_record(area="AIR"),)
    both = a_request(scope="Training, Air forces", wanted=Filter(areas=("TRN", "AIR")))
    assert scope_words(both, seen, EN) == "Training, Air forces"
    for audience in (PUBLIC, Audience("partner", "RS")):
        outside = replace(both, audience=audience)
        assert scope_words(outside, seen, EN) == "Air forces"
        assert scope_words(replace(outside, scope="TRN"), seen, EN) == ""
        assert scope_words(replace(outside, scope="AIR"), seen, EN) == "Air forces"
        assert scope_words(replace(outside, scope="Visit", wanted=Filter()), seen, EN) == "Visit"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "All records"),
        ({"sort": Sort()}, "All records"),
        ({"sort": Sort("title")}, "All records · Sorted by: Title"),
        ({"wanted": Filter(kinds=("course",))}, "Kind: Course"),
        ({"wanted": Filter(areas=("AIR",)), "scope": "AIR"}, "All records"),
        ({"wanted": Filter(areas=("AIR",))}, "Area: Air forces"),
    ],
)
def test_that_the_selection_is_told_in_words(changes: dict[str, Any], words: str) -> None:
    assert selection_words(a_request(**changes), (), EN) == words


def test_that_outside_a_filter_that_found_only_secrets_is_a_selection_and_no_more() -> None:
    hidden = a_record(tags=("hidden",), reference="A/1")
    request = a_request(hidden, wanted=Filter(tags=("hidden",)), audience=PUBLIC)
    seen = released(request.records, PUBLIC)
    assert selection_words(request, seen, EN) == "A selection of the records"


def test_that_the_banner_is_the_highest_marking_in_words_of_the_language() -> None:
    records = (a_record(marking="UNCLASSIFIED"), a_record(marking="RESTRICTED"), a_record())
    assert banner_words(records, Wording("da", True, {})) == "RESTRICTED / TIL TJENESTEBRUG"
    assert banner_words((), EN) == "UNMARKED"
    for language, own in (("sr", "ИНТЕРНО"), ("sr_Latn", "INTERNO")):
        banner = banner_words(records, Wording(language, True, {}), ("DK", "RS"))
        assert banner == f"RESTRICTED / {own} – REL TO DNK, SRB"


def test_that_the_countries_are_told_in_words_too() -> None:
    record = a_record(marking="RESTRICTED", releasable_to=("RS",))
    told = rows(particulars(a_request(record), (record,), EN))
    assert told["Marking"] == ["RESTRICTED"]
    assert told["Releasable to"] == ["Denmark, Serbia"]
    assert "Releasable to" not in rows(particulars(a_request(), (), EN))


def test_that_the_audience_is_named() -> None:
    assert audience_words(Audience(), EN) == "Internal"
    assert audience_words(Audience("partner", "RS"), EN) == "Partner: Serbia"
    assert audience_words(PUBLIC, EN) == "Public"


def test_that_the_particulars_tell_who_what_for_whom_and_when() -> None:
    record = a_record()
    request = a_request(record, partnerships=(a_partnership(standing="The biggest partner"),))
    assert rows(particulars(request, request.records, EN)) == {
        "Partnership": ["Denmark – Serbia, since 2004"],
        "Purpose": ["capacity building, regional cooperation"],
        "Standing": ["The biggest partner"],
        "Selection": ["All records"],
        "Marking": ["UNMARKED"],
        "Audience": ["Internal"],
        "Printed": ["23 November 2026"],
    }


def test_that_only_the_partnerships_of_the_records_are_named() -> None:
    both = (a_partnership(), a_partnership("DK-UA"))
    request = a_request(a_record(), partnerships=both)
    told = [row["values"] for row in particulars(request, request.records, EN)]
    assert ["Denmark – Serbia, since 2004"] in told
    assert not any("Ukraine" in str(values) for values in told)


def test_that_an_empty_report_names_all_partnerships_inside_and_none_outside() -> None:
    inside = a_request()
    outside = a_request(audience=PUBLIC)
    assert "Partnership" in rows(particulars(inside, (), EN))
    assert "Partnership" not in rows(particulars(outside, (), EN))
    assert contacts(outside, (), EN) == []


def test_that_the_office_to_call_is_named_once() -> None:
    twice = (a_partnership(), a_partnership("DK-UA"))
    request = a_request(partnerships=twice)
    (row,) = contacts(request, (), EN)
    assert row["values"] == [
        "Embassy of Denmark",
        "Neznanog Junaka 9 A, Serbia",
        "Telephone +381 11 36 79 500",
    ]


def test_that_a_report_without_records_says_why() -> None:
    assert nothing_words(a_request(), EN)[0] == "No records"
    assert nothing_words(a_request(wanted=Filter(search="x")), EN)[0] == "No records match"
    assert nothing_words(a_request(audience=PUBLIC), EN)[0] == "No records match"
