"""A filter is told in words, in the language that is asked for."""

import pytest

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filter_words import filter_words
from coopdesk.catalogue.filters import Filter, Sort

AREAS = (Area("AIR", {"en": "Air forces", "da": "Luftstyrker"}), Area("TRN", {"en": "Training"}))


def test_that_a_filter_that_lets_everything_through_has_no_words() -> None:
    assert filter_words(Filter(), AREAS) == ""
    assert filter_words(Filter(search="   "), AREAS) == ""


def test_that_each_dimension_is_named_with_its_values_in_words() -> None:
    wanted = Filter(
        areas=("AIR",), statuses=("implementation", "closed"), search=" truck ", years=(2015,)
    )
    assert filter_words(wanted, AREAS) == (
        "Area: Air forces · Status: Implementation or Closed · Year: 2015 · Search: “truck”"
    )


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.name)
def test_that_no_dimension_is_passed_over(dimension: object) -> None:
    name = str(getattr(dimension, "name", ""))
    value = 2015 if name == "years" else "UNMARKED" if name == "markings" else "x{0}%s"
    words = filter_words(Filter(**{name: (value,)}), AREAS)  # type: ignore[arg-type]
    assert words == f"{getattr(dimension, 'label', '')}: {value}"


def test_that_of_many_values_the_last_is_joined_by_or() -> None:
    wanted = Filter(kinds=("course", "exchange_visit", "event"))
    assert filter_words(wanted, AREAS) == "Kind: Course, Exchange visit or Event"


def test_that_what_is_empty_is_called_not_stated() -> None:
    assert filter_words(Filter(statuses=("",)), AREAS) == "Status: not stated"


def test_that_an_area_that_is_not_known_keeps_its_code() -> None:
    assert filter_words(Filter(areas=("NAV", "TRN")), AREAS) == "Area: NAV or Training"


def test_that_lists_and_confidences_have_names() -> None:
    wanted = Filter(contents=("documents", "contacts"), confidences=("unconfirmed",))
    told = "Contains: Documents or Contacts · Confidence: Unconfirmed"
    assert filter_words(wanted, AREAS) == told


def test_that_countries_have_names() -> None:
    assert filter_words(Filter(partners=("RS", "DK")), AREAS) == "Partner: Serbia or Denmark"


def test_that_few_references_are_named_and_many_are_counted() -> None:
    assert filter_words(Filter(references=("A/1", "A/2")), AREAS) == "Reference: A/1 or A/2"
    many = Filter(references=tuple(f"A/{number}" for number in range(12)))
    assert filter_words(many, AREAS) == "12 chosen records"


def test_that_text_that_looks_like_a_format_string_stays_as_it_is() -> None:
    wanted = Filter(tags=("{values}",), search="{text} %s …")
    assert filter_words(wanted, AREAS) == "Tag: {values} · Search: “{text} %s …”"


def test_that_the_order_is_told_after_the_filter() -> None:
    assert filter_words(Filter(), AREAS, sort=Sort("title")) == "Sorted by: Title"
    assert filter_words(Filter(years=(2014,)), AREAS, sort=Sort("period", True)) == (
        "Year: 2014 · Sorted by: Period, descending"
    )


@pytest.mark.parametrize(
    ("language", "country", "area"),
    [
        ("da", "Serbien", "Luftstyrker"),
        ("sr", "Србија", "Air forces"),
        ("sr_Latn", "Srbija", "Air forces"),
    ],
)
def test_that_the_words_are_those_of_the_language_asked_for(
    language: str, country: str, area: str
) -> None:
    wanted = Filter(areas=("AIR",), partners=("RS",), search="kurs")
    words = filter_words(wanted, AREAS, language)
    assert country in words
    assert area in words
    assert "Search" not in words
    assert "kurs" in words


def test_that_what_is_excluded_is_told_beside_what_is_asked_for() -> None:
    wanted = Filter(
        kinds=("donation",),
        excluded=(("kinds", "course"), ("statuses", ""), ("kinds", "event"), ("years", "2015")),
    )
    assert filter_words(wanted, AREAS) == (
        "Kind: Donation · Kind: not Course, not Event · Status: stated · Year: not 2015"
    )


def test_that_a_role_and_a_problem_have_words() -> None:
    wanted = Filter(party_roles=("RS/receiver", "DK/"), problems=("error",))
    told = "Partner and role: Serbia – Receiver or Denmark · Problems: Error"
    assert filter_words(wanted, AREAS) == told


def test_that_each_further_order_is_told() -> None:
    sort = Sort("area", then=Sort("title", True))
    told = "Sorted by: Area · then by: Title, descending"
    assert filter_words(Filter(), AREAS, sort=sort) == told


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("fuel f-16", "Search: “fuel f-16”"),
        ('fuel "fuel truck" -tools', "Search: “fuel” · exactly “fuel truck” · not “tools”"),
        ("notes:visit", "Notes: “visit”"),
        ("kind:donation,course", "Kind: Donation or Course"),
        ("-kind:donation area:AIR", "Kind: not Donation · Area: Air forces"),
        ('status:""', "Status: not stated"),
        ('-status:""', "Status: stated"),
        ("role:RS/receiver", "Partner and role: Serbia – Receiver"),
        ("place:nis", "Place: with “nis”"),
        ("year:2010..2015", "Year: 2010–2015"),
        ("year:2010..", "Year: 2010 or later"),
        ("year:..2015", "Year: 2015 or earlier"),
        ("year:2010 year:2012", "Year: 2010 or 2012"),
        ("delivered>1000", "Delivered > 1,000"),
        ("changed>=2026-01-02", "Changed ≥ 2 January 2026"),
        ("partner:RS OR delivered>10", "Partner: Serbia or Delivered > 10"),
        ("truck OR bus", "“truck” or “bus”"),
        ("-(truck OR bus)", "not (“truck” or “bus”)"),
        ("fuel (truck OR (bus year:2015))", "Search: “fuel” · “truck” or (“bus” and Year: 2015)"),
    ],
)
def test_that_a_query_is_told_part_by_part(search: str, told: str) -> None:
    assert filter_words(Filter(search=search), AREAS) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [("da", "Partner: Serbien"), ("sr", "Србија"), ("sr_Latn", "Srbija")],
)
def test_that_a_query_is_told_in_the_language_asked_for(language: str, told: str) -> None:
    words = filter_words(Filter(search="partner:RS changed>=2026-05-01"), AREAS, language)
    assert told in words
    assert {"da": "maj", "sr": "мај", "sr_Latn": "maj"}[language] in words
