"""What a query means, and what is said of one that cannot be read."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.query import (
    EVERYTHING,
    All,
    Compared,
    Either,
    Named,
    Not,
    OneOf,
    Query,
    Text,
    Years,
)
from coopdesk.catalogue.query_error import QueryError
from coopdesk.catalogue.query_reading import MOST_CHARACTERS, MOST_PARTS, asked_query, read_query
from coopdesk.catalogue.query_text import query_text
from coopdesk.catalogue.vocabulary import BUILT_IN

AREAS = (
    Area("AIR", {"en": "Air forces", "da": "Flyvevåbnet", "sr": "Ваздухопловство"}),
    Area("TRN", {"en": "Training"}),
)
FUEL, TOOLS = Text(("fuel",)), Text(("tools",))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", EVERYTHING),
        (" \t\n ", EVERYTHING),
        ("Fuel", FUEL),
        ("fuel tools", All((FUEL, TOOLS))),
        ("fuel AND tools", All((FUEL, TOOLS))),
        ("fuel and", All((FUEL, Text(("and",))))),
        ('"Fuel truck"', Text(("fuel", "truck"), whole=True)),
        ("F-16", Text(("f", "16"))),
        ("DK-RS/2015/003", Text(("dk", "rs", "2015", "003"))),
        ("Ђоковић", Text(("dokovic",))),
        ("-tools", Not(TOOLS)),
        ("NOT tools", Not(TOOLS)),
        ('-"fuel truck"', Not(Text(("fuel", "truck"), whole=True))),
        ("-(fuel tools)", Not(All((FUEL, TOOLS)))),
        ("fuel OR tools", Either((FUEL, TOOLS))),
        ("fuel OR tools fuel", Either((FUEL, All((TOOLS, FUEL))))),
        ("(fuel OR tools) fuel", All((Either((FUEL, TOOLS)), FUEL))),
        ("kind:donation", OneOf("kinds", ("donation",))),
        ("kind=donation", OneOf("kinds", ("donation",))),
        ("KIND:donation,course", OneOf("kinds", ("donation", "course"))),
        ("kind:donation fuel kind:course", All((OneOf("kinds", ("donation", "course")), FUEL))),
        ("-kind:donation", Not(OneOf("kinds", ("donation",)))),
        ('status:""', OneOf("statuses", ("",))),
        ("role:RS/receiver", OneOf("party_roles", ("RS/receiver",))),
        ("organisation:police", Named("organisations", ("police",))),
        ('tag:"first aid"', Named("tags", ("first", "aid"), whole=True)),
        ('tag:"first aid",radio', Either((Named("tags", ("first", "aid"), whole=True),
                                          Named("tags", ("radio",))))),
        ("tag:a tag:b", Either((Named("tags", ("a",)), Named("tags", ("b",))))),
        ("title:radar", Text(("radar",), field="title")),
        ("year:2015", Years(2015, 2015)),
        ("year:2010..2015", Years(2010, 2015)),
        ("year:2010..", Years(2010, 9999)),
        ("year:..2015", Years(1, 2015)),
        ("year:2010,2012", Either((Years(2010, 2010), Years(2012, 2012)))),
        ("delivered>10", Compared("delivered", ">", 10.0)),
        ("delivered>=2,5", Compared("delivered", ">=", 2.5)),
        ("delivered:3", Compared("delivered", "=", 3.0)),
        ("value:10..20", Compared("value", ">=", 10.0, 20.0)),
        ("value:1.0625", Compared("value", "=", 1.0625)),
        ("tag:a AND tag:b", All((Named("tags", ("a",)), Named("tags", ("b",))))),
        ("(tag:a) (tag:b)", All((Named("tags", ("a",)), Named("tags", ("b",))))),
        ("kind:a kind:b AND kind:a", All((OneOf("kinds", ("a", "b")), OneOf("kinds", ("a",))))),
        ("fuel – tools", All((FUEL, TOOLS))),
        ("“fuel truck” »fuel«", All((Text(("fuel", "truck"), whole=True),
                                     Text(("fuel",), whole=True)))),
        ("year>2010", Years(2011, 9999)),
        ("year<=2010", Years(1, 2010)),
        ("value:10..", Compared("value", ">=", 10.0)),
        ("changed>=2026", Compared("changed", ">=", date(2026, 1, 1))),
        ("changed>2026-02", Compared("changed", ">", date(2026, 2, 28))),
        ("changed<2024-02-29", Compared("changed", "<", date(2024, 2, 29))),
        ("changed<=2024-02", Compared("changed", "<=", date(2024, 2, 29))),
        ("changed:2024-02-29", Compared("changed", "=", date(2024, 2, 29))),
        ("begins:2015", Compared("begins", ">=", date(2015, 1, 1), date(2015, 12, 31))),
        ("NEAR(fuel tools)", All((Text(("near",)), All((FUEL, TOOLS))))),
        ("fuel*", FUEL),
        ("^fuel", FUEL),
        ("fuel\0tools", Text(("fuel", "tools"))),
    ],
)  # fmt: skip
def test_that_a_query_means(typed: str, meant: Query) -> None:
    assert read_query(typed) == meant


@pytest.mark.parametrize(
    ("typed", "wrong", "said"),
    [
        ('fuel "truck', '"truck', "no other"),
        ("(fuel", "(fuel", "not closed"),
        ("fuel)", ")", "closes none"),
        (")", ")", "closes none"),
        ("()", "()", "Nothing"),
        ("fuel OR", "OR", "either side"),
        ("OR fuel", "OR", "either side"),
        ("fuel AND", "AND", "either side"),
        ("fuel AND OR tools", "AND", "either side"),
        ("- fuel", "-", "without a blank"),
        ("--fuel", "--", "once is enough"),
        ("NOT", "NOT", "left out"),
        ("!!!", "!!!", "no letter or digit"),
        ("fuel 😀", "😀", "no letter or digit"),
        ('""', '""', "no letter or digit"),
        ("knd:course", "knd:", "kind:"),
        ("http://x.dk", "http:", "Quoted text"),
        ("kind:", "", "right after kind:"),
        ("kind: course", "", "right after kind:"),
        ("kind:course,,", "", "right after kind:"),
        ("delivered > 10", ">", "without a blank"),
        ("kind>3", "kind>", "cannot be compared"),
        ("year:20x", "20x", "no year"),
        ("year:0", "0", "no year"),
        ("year:..", "..", "no year"),
        ("year:2015..2010", "2015..2010", "2010..2015"),
        ("delivered>ten", "ten", "no number"),
        ("delivered>1e999", "1e999", "no number"),
        ("delivered>1.000", "1.000", "1000"),
        ("kind!=donation", "kind!=", "-kind:"),
        ("delivered>", "", "right after delivered>"),
        ("–", "–", "no letter or digit"),
        ("value:20..10", "20..10", "backwards"),
        ("changed>2024-13", "2024-13", "no day"),
        ("changed>2023-02-29", "2023-02-29", "no day"),
        ("changed:..", "..", "begins or ends"),
    ],
)
def test_that_what_goes_wrong_is_told_at_its_place(typed: str, wrong: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_query(typed)
    assert typed[caught.value.start : caught.value.end] == wrong
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "typed",
    ["x" * (MOST_CHARACTERS + 1), "(" * 5_000, "-" * 5_000, "a " * (MOST_PARTS + 1), '"' * 4_001],
    ids=["long", "deep", "contrary", "many", "quotes"],
)
def test_that_too_much_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(QueryError):
        read_query(typed)


def test_that_ten_thousand_letters_are_one_word() -> None:
    assert read_query("x" * MOST_CHARACTERS) == Text(("x" * MOST_CHARACTERS,))


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("area:air", "area:AIR"),
        ('area:"Air forces"', "area:AIR"),
        ("area:flyvevåbnet", "area:AIR"),
        ("area:Vazduhoplovstvo", "area:AIR"),
        ("kind:DONATION", "kind:donation"),
        ("kind:exchange-visit", "kind:exchange_visit"),
        ('kind:"Exchange visit"', "kind:exchange_visit"),
        ("partner:rs", "partner:RS"),
        ("partner:serbien", "partner:RS"),
        ("role:serbia/receiver", "role:RS/receiver"),
        ("marking:unclassified", "marking:UNCLASSIFIED"),
        ("marking:interno", "marking:RESTRICTED"),
        ("has:items", "has:items"),
        ("problem:error", "problem:error"),
        ("fuel truck", "fuel truck"),
        ("delivered>10.50", "delivered>10.5"),
    ],
)
def test_that_words_of_lists_are_taken_in_any_language(typed: str, canonical: str) -> None:
    assert asked_query(typed, AREAS, BUILT_IN) == canonical


@pytest.mark.parametrize(
    ("typed", "wrong", "said"),
    [
        ("fuel kind:donatoin", "donatoin", "donation"),
        ("area:SEA", "SEA", "AIR"),
        ("partner:XX", "XX", "two letters"),
        ("role:receiver", "receiver", "role:RS/receiver"),
        ("role:RS/king", "RS/king", "king"),
        ("kind:!", "!", "!"),
    ],
)
def test_that_a_code_the_catalogue_lacks_is_told(typed: str, wrong: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        asked_query(typed, AREAS, BUILT_IN)
    assert typed[caught.value.start : caught.value.end] == wrong
    assert said in str(caught.value)


_bits = st.sampled_from(
    ["kind:", "year:", "delivered>", "tag:", "title:", "-", "NOT ", " OR ", " AND ", " ", "(", ")",
     '"', ",", "..", "2015", "10", "fuel", "truck", "donation", "Øvelse", "споразум", ":", "<=",
     "=", "2026-05", "*", "😀", "\0", "'", ";--", "NEAR(",
     "“", "»", " – ", "!", "1.125", "kind:a"]
)  # fmt: skip
_anything = st.one_of(st.text(max_size=40), st.lists(_bits, max_size=14).map("".join))


@settings(max_examples=400)
@given(_anything)
@example("-(-fuel)")
@example('tag:"a ""b"""')
def test_that_any_text_is_read_or_explained_and_comes_back_the_same(typed: str) -> None:
    read = _read_or_explained(typed)
    if read is None:
        return
    written = query_text(read)
    assert read_query(written) == read
    assert query_text(read_query(written)) == written


def _read_or_explained(typed: str) -> Query | None:
    try:
        return read_query(typed)
    except QueryError as error:
        caught = error
    assert 0 <= caught.start <= caught.end <= len(typed)
    assert str(caught).strip()
    return None
