"""What a person types as a filter is understood, or refused with what is known."""

import pytest

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.filters import DIMENSIONS, Filter
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.operations.filter_asked import FILTER_OPTIONS, audience_asked, filter_asked
from tests.builders import areas


def test_that_every_option_reaches_its_dimension() -> None:
    asked = {
        "area": ["AIR", "TRN"],
        "kind": ["course"],
        "status": ["closed"],
        "partner": ["RS"],
        "year": ["2015", "2014"],
        "organisation": ["Danish Air Force"],
        "place": ["Niš"],
        "has": ["items", "documents"],
        "tag": ["IT", "air"],
        "marking": ["RESTRICTED"],
        "confidence": ["official"],
        "search": ["fuel", "truck"],
    }
    assert filter_asked(areas(), BUILT_IN, asked) == Filter(
        areas=("AIR", "TRN"),
        kinds=("course",),
        statuses=("closed",),
        partners=("RS",),
        years=(2015, 2014),
        organisations=("Danish Air Force",),
        place_names=("Niš",),
        contents=("items", "documents"),
        tags=("IT", "air"),
        markings=("RESTRICTED",),
        confidences=("official",),
        search="fuel truck",
    )
    options = {dimension.option for dimension in DIMENSIONS} | {"search"}
    assert set(asked) == options == {option for option, _metavar, _help in FILTER_OPTIONS}


def test_that_nothing_asked_lets_everything_pass() -> None:
    assert filter_asked(areas(), BUILT_IN, {}).empty


@pytest.mark.parametrize(
    ("option", "typed", "dimension", "meant"),
    [
        ("area", "air", "areas", "AIR"),
        ("kind", "Exchange visit", "kinds", "exchange_visit"),
        ("kind", "exchange-visit", "kinds", "exchange_visit"),
        ("status", "In force", "statuses", "in_force"),
        ("partner", "rs", "partners", "RS"),
        ("marking", "restricted", "markings", "RESTRICTED"),
        ("has", "Documents", "contents", "documents"),
        ("confidence", "OFFICIAL", "confidences", "official"),
    ],
)
def test_that_case_and_blanks_do_not_matter(
    option: str, typed: str, dimension: str, meant: str
) -> None:
    assert getattr(filter_asked(areas(), BUILT_IN, {option: [typed]}), dimension) == (meant,)


@pytest.mark.parametrize(
    ("option", "typed", "told"),
    [
        ("area", "SEA", "GEN, TRN, AIR, REL"),
        ("kind", "bicycle", "exchange_visit"),
        ("status", "open", "in_force"),
        ("marking", "PRIVATE", "RESTRICTED"),
        ("has", "bicycles", "items, participants"),
        ("has", "title", "items, participants"),
        ("confidence", "sure", "official, reported, unconfirmed"),
        ("partner", "Serbia", "two letters"),
        ("partner", "R1", "two letters"),
        ("partner", "QQ", "two letters"),
        ("partner", "ZZ", "two letters"),
        ("partner", "ß", "two letters"),
        ("year", "soon", "2015"),
        ("year", "0", "2015"),
        ("year", "9" * 5000, "2015"),
    ],
)
def test_that_a_slip_is_refused_and_not_an_empty_list(option: str, typed: str, told: str) -> None:
    with pytest.raises(UnknownCode) as refused:
        filter_asked(areas(), BUILT_IN, {option: [typed]})
    assert told in str(refused.value)
    assert len(str(refused.value)) < 400


def test_that_an_audience_is_of_a_country_that_there_is() -> None:
    assert str(audience_asked("partner:rs")) == "partner:RS"
    assert str(audience_asked("public")) == "public"
    with pytest.raises(UnknownCode, match="QQ"):
        audience_asked("partner:QQ")
