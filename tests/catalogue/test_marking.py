import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.marking import (
    AUDIENCE_LABELS,
    CEILING,
    PUBLIC_LIMIT,
    SCALE,
    AboveCeiling,
    Audience,
    highest,
    marking_by_code,
    rank,
    refuse_above_ceiling,
    storable_markings,
)

CODES = [marking.code for marking in SCALE]
ABOVE = CODES[CODES.index(CEILING) + 1 :]
COUNTRY_CODES = st.sampled_from(["DK", "RS", "EE", "SE"])
AUDIENCES = st.one_of(
    st.sampled_from([Audience(), Audience("public")]),
    st.builds(Audience, st.just("partner"), COUNTRY_CODES),
)
RELEASES = st.lists(COUNTRY_CODES, max_size=3).map(tuple)
NOT_MARKINGS = ["", "restricted", "RESTRICTED ", "NATO", "%s", "\ud800", "X" * 10_000]


def test_that_the_scale_ascends_from_unmarked_through_the_ceiling() -> None:
    assert CODES[:3] == ["UNMARKED", "UNCLASSIFIED", "RESTRICTED"]
    assert [rank(code) for code in CODES] == list(range(len(CODES)))
    assert ABOVE


def test_that_markings_up_to_the_ceiling_can_be_stored() -> None:
    assert storable_markings() == ("UNMARKED", "UNCLASSIFIED", "RESTRICTED")
    for code in storable_markings():
        refuse_above_ceiling(code)


@pytest.mark.parametrize("code", ABOVE)
def test_that_a_marking_above_the_ceiling_is_refused_with_the_reason(code: str) -> None:
    with pytest.raises(AboveCeiling, match="not accredited for") as refused:
        refuse_above_ceiling(code)
    message = str(refused.value)
    assert code in message
    assert CEILING in message
    assert "Keep this one in a system that is accredited for it." in message


@pytest.mark.parametrize("code", NOT_MARKINGS)
def test_that_an_unknown_marking_is_refused_with_the_known_ones(code: str) -> None:
    for refusing in (rank, marking_by_code, refuse_above_ceiling):
        with pytest.raises(UnknownCode, match="UNMARKED, UNCLASSIFIED, RESTRICTED") as refused:
            refusing(code)
        assert len(str(refused.value).encode()) < 200
    with pytest.raises(UnknownCode):
        highest(("UNMARKED", code))


@pytest.mark.parametrize("code", CODES)
def test_that_a_marking_is_found_by_its_code(code: str) -> None:
    assert marking_by_code(code).code == code


@pytest.mark.parametrize(
    ("language", "banner"),
    [
        ("en", "RESTRICTED"),
        ("da", "RESTRICTED / TIL TJENESTEBRUG"),
        ("sr_Latn", "RESTRICTED / INTERNO"),
        ("sr", "RESTRICTED / ИНТЕРНО"),
    ],
)
def test_that_a_page_bears_the_national_equivalent_too(language: str, banner: str) -> None:
    assert marking_by_code("RESTRICTED").banner(language) == banner
    assert marking_by_code("UNCLASSIFIED").banner(language) == "UNCLASSIFIED"


@given(st.lists(st.sampled_from(CODES)))
def test_that_the_highest_is_one_of_them_and_no_other_is_higher(codes: list[str]) -> None:
    top = highest(tuple(codes))
    assert top in (codes or ["UNMARKED"])
    assert all(rank(code) <= rank(top) for code in codes)


@given(st.lists(st.sampled_from(CODES)), st.lists(st.sampled_from(CODES)))
def test_that_the_highest_of_two_heaps_is_the_higher_of_both(a: list[str], b: list[str]) -> None:
    one, other = highest(tuple(a)), highest(tuple(b))
    assert highest((*a, *b)) == highest((one, other))
    assert rank(highest((*a, *b))) >= rank(one)


@given(AUDIENCES)
def test_that_an_audience_is_read_as_it_is_written(audience: Audience) -> None:
    assert Audience.parse(str(audience)) == audience
    assert Audience.parse(str(audience).replace("RS", "rs")) == audience


@pytest.mark.parametrize(
    "text",
    [
        "",
        "partner",
        "partner:",
        "partner:SRB",
        "partner:R",
        "partner:Р1",
        "partner:ß",
        "partner:dı",
        "partner:РС",
        "partner:RS:DK",
        "partner: RS",
        "Public",
        "public:RS",
        "internal:DK",
        "internal:",
        "everyone",
        "%s{0}",
        "x" * 10_000,
    ],
)
def test_that_an_unknown_audience_is_refused_with_the_known_ones(text: str) -> None:
    with pytest.raises(
        UnknownCode, match=r"use internal, partner:RS \(a country\) or public"
    ) as told:
        Audience.parse(text)
    assert len(str(told.value)) < 200


@given(AUDIENCES, st.sampled_from(CODES), RELEASES, st.booleans())
def test_that_internal_sees_all_that_any_audience_sees(
    audience: Audience, marking: str, releasable_to: tuple[str, ...], publish: bool
) -> None:
    assert Audience().may_see(marking, releasable_to, publish)
    if audience.may_see(marking, releasable_to, publish):
        assert Audience("internal").may_see(marking, releasable_to, publish)


@given(AUDIENCES, st.sampled_from(CODES), RELEASES, COUNTRY_CODES, st.booleans())
def test_that_releasing_more_never_hides_what_was_seen(
    audience: Audience, marking: str, releasable_to: tuple[str, ...], more: str, publish: bool
) -> None:
    if audience.may_see(marking, releasable_to, publish):
        assert audience.may_see(marking, (*releasable_to, more), publish)
        assert audience.may_see(marking, releasable_to, publish=True)


@given(AUDIENCES, st.sampled_from(CODES), st.sampled_from(CODES), RELEASES, st.booleans())
def test_that_raising_a_marking_never_shows_what_was_hidden(
    audience: Audience, one: str, other: str, releasable_to: tuple[str, ...], publish: bool
) -> None:
    if not audience.may_see(one, releasable_to, publish):
        assert not audience.may_see(highest((one, other)), releasable_to, publish)


@given(st.sampled_from(CODES), RELEASES, st.booleans())
def test_that_a_partner_sees_what_is_released_to_its_country_or_public(
    marking: str, releasable_to: tuple[str, ...], publish: bool
) -> None:
    seen = Audience("partner", "RS").may_see(marking, releasable_to, publish)
    public = Audience("public").may_see(marking, releasable_to, publish)
    assert seen == ("RS" in releasable_to or public)


@given(st.sampled_from(CODES), RELEASES, st.booleans())
def test_that_the_public_sees_what_is_cleared_and_unclassified(
    marking: str, releasable_to: tuple[str, ...], publish: bool
) -> None:
    seen = Audience("public").may_see(marking, releasable_to, publish)
    assert seen == (publish and rank(marking) <= rank(PUBLIC_LIMIT))


def test_that_what_is_public_reaches_a_partner_that_no_release_names() -> None:
    assert Audience("partner", "RS").may_see("UNCLASSIFIED", ("DK",), publish=True)
    assert not Audience("partner", "RS").may_see("UNCLASSIFIED", ("DK",), publish=False)
    assert not Audience("partner", "RS").may_see("RESTRICTED", ("DK",), publish=True)


def test_that_every_audience_has_its_words() -> None:
    assert [name for name, _words in AUDIENCE_LABELS] == ["internal", "partner", "public"]
