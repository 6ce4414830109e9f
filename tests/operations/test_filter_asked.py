"""What a person types as a filter is understood, or refused with what is known."""

import pytest

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.operations.filter_asked import FILTER_OPTIONS, audience_asked, filter_asked
from coopdesk.operations.search_asked import UnreadableSearch
from tests.builders import areas


def test_that_every_option_reaches_its_dimension() -> None:
    asked = {
        "area": ["AIR", "TRN"],
        "kind": ["course"],
        "status": ["closed"],
        "partner": ["RS"],
        "role": ["rs/Receiver"],
        "year": ["2015", "2014"],
        "organisation": ["Danish Air Force"],
        "place": ["Niš"],
        "has": ["items", "documents"],
        "tag": ["IT", "air"],
        "marking": ["RESTRICTED"],
        "confidence": ["official"],
        "problem": ["Error"],
        "exclude": ["kind:donation", "Year:2013", "role:DK/provider"],
        "search": ["fuel", "truck"],
    }
    assert filter_asked(areas(), BUILT_IN, asked) == Filter(
        areas=("AIR", "TRN"),
        kinds=("course",),
        statuses=("closed",),
        partners=("RS",),
        party_roles=("RS/receiver",),
        years=(2015, 2014),
        organisations=("Danish Air Force",),
        place_names=("Niš",),
        contents=("items", "documents"),
        tags=("IT", "air"),
        markings=("RESTRICTED",),
        confidences=("official",),
        problems=("error",),
        excluded=(("kinds", "donation"), ("years", "2013"), ("party_roles", "DK/provider")),
        search="fuel truck",
    )
    options = {dimension.option for dimension in DIMENSIONS} | {"search", "exclude"}
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
        ("role", "RS", "RS/receiver"),
        ("role", "RS/king", "receiver"),
        ("role", "Serbia/receiver", "two letters"),
        ("problem", "trouble", "error, warning"),
        ("exclude", "kind", "kind:donation"),
        ("exclude", "colour:red", "area, kind"),
        ("exclude", "kind:bicycle", "exchange_visit"),
        ("exclude", "search:fuel", "area, kind"),
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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["Fuel  TRUCK"], "fuel truck"),
        (["Kind:Donation", "-Tools"], "kind:donation -tools"),
        (["truck OR bus", "fuel"], "(truck OR bus) fuel"),
        (["fuel truck", "year:2015"], "fuel truck year:2015"),
        ([""], ""),
        (["", "fuel"], "fuel"),
    ],
)
def test_that_all_searches_must_hold(typed: list[str], meant: str) -> None:
    assert filter_asked(areas(), BUILT_IN, {"search": typed}).search == meant


def unreadable(*typed: str) -> UnreadableSearch:
    with pytest.raises(UnreadableSearch) as refused:
        filter_asked(areas(), BUILT_IN, {"search": typed})
    return refused.value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fuel kynd:donation", "kynd:"),
        ("kind:bicycle fuel", "bicycle"),
        ("truck\nkynd:donation", "kynd:"),
        ("трак 車 kynd:donation", "kynd:"),
        ("a\x1b\x00b kynd:x", "kynd:"),
        ("x " * 90 + "year:soon" + " y" * 500, "soon"),
    ],
)
def test_that_an_unreadable_search_shows_its_place(typed: str, meant: str) -> None:
    shown, carets = unreadable(typed).lines
    assert carets.strip() == "^" * len(meant)
    before = shown[: shown.index(meant)]
    # A letter of East Asia takes two columns of a terminal.
    assert len(carets) - len(meant) == len(before) + before.count("車")
    assert shown.isprintable()
    assert len(shown) < 130


def test_that_a_place_at_the_end_has_a_caret() -> None:
    assert unreadable("fuel kind:").lines == ("fuel kind:", " " * 10 + "^")


def test_that_the_search_that_is_shown_is_the_wrong_one_of_several() -> None:
    assert unreadable("fuel", "(truck").lines[0] == "(truck"
