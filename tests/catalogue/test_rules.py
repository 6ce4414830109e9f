import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.errors import InvalidRecord
from coopdesk.catalogue.facets import Item, Participant, Party, Place, Relation, Session, Source
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import (
    RULES,
    Context,
    Problem,
    Severity,
    problems_of,
    refuse_errors,
)
from tests.builders import a_full_record, a_record, a_varied_record, contents
from tests.catalogue.strategies import HOSTILE_TEXTS, listed_records, records

CONTEXT = Context(
    areas=tuple(area.code for area in contents().areas),
    partnerships=("DK-RS", "DK-UA"),
    today=date(2024, 5, 17),
)
REFERENCE = "DK-RS/2015/001"
MENDS = re.compile(
    r"fill in|choose|shorten|remove|give|set .* right|write|leave .* empty|keep this|use one of|"
    r"name another|add it",
    re.IGNORECASE,
)

# What is changed in a record that is right, the field that is blamed, and what is said of it.
ERRORS: list[tuple[dict[str, Any], str, str]] = [
    ({"title": ""}, "title", "Fill in “Title”."),
    ({"title": " \t\n"}, "title", "Fill in “Title”."),
    ({"kind": ""}, "kind", "Fill in “Kind”."),
    ({"area": ""}, "area", "Fill in “Area”."),
    ({"partnership": ""}, "partnership", "Fill in “Partnership”."),
    ({"marking": ""}, "marking", "Fill in “Marking”."),
    ({"kind": "party"}, "kind", "“party” is not known as “Kind”; choose one of: agreement, prog"),
    ({"area": "SEA"}, "area", "“SEA” is not known as “Area”; choose one of: AIR, GEN, REL, TRN."),
    ({"partnership": "DK"}, "partnership", "choose one of: DK-RS, DK-UA."),
    ({"status": "signed"}, "status", "Choose a status that fits the kind of the record: Pipeline,"),
    ({"status": "begun"}, "status", "Choose a status"),
    ({"kind": "agreement", "status": "closed"}, "status", "of the record: Draft, Signed, In force"),
    ({"releasable_to": ("RS", "rs")}, "releasable_to", "“rs” is not a country in “Releasable to”;"),
    ({"releasable_to": ("",)}, "releasable_to", "two capital letters of ISO 3166-1, such as DK"),
    ({"title": "x" * 301}, "title", "Shorten “Title”: it takes 300 characters and has 301."),
    ({"summary": "x" * 2_001}, "summary", "Shorten “Summary”: it takes 2000 characters"),
    ({"notes": "x" * 100_001}, "notes", "Shorten “Notes”"),
    ({"tags": ("fine", "x" * 501)}, "tags", "Shorten “Tags”: it takes 500 characters and has 501."),
    ({"tags": ("fine", " ")}, "tags", "Fill in or remove the empty tag."),
    ({"title": "a\0b"}, "title", "“Title” contains characters that cannot be stored: remove them"),
    ({"description": "a\ud800"}, "description", "“Description” contains characters"),
    ({"tags": ("\udfff",)}, "tags", "“Tags” contains characters that cannot be stored"),
    ({"reference": "R\0"}, "reference", "“Reference” contains characters"),
    ({"created_by": "\udc80"}, "created_by", "“Created by” contains characters"),
    ({"uid": "u\ud800"}, "uid", "“uid” contains characters"),
    ({"marking": "NATO"}, "marking", "“NATO” is not a marking; use one of UNMARKED, UNCLASSIFIED"),
    ({"marking": "CONFIDENTIAL"}, "marking", "CoopDesk is not accredited for CONFIDENTIAL: it "),
    ({"marking": "TOP SECRET"}, "marking", "Keep this one in a system that is accredited for it."),
    (
        {"marking": "RESTRICTED", "publish": True},
        "publish",
        "Only what is UNCLASSIFIED or lower can be cleared for publication: set the marking or",
    ),
    ({"parties": (Party(), Party())}, "parties", "remove the empty row 2 of “Parties”."),
    ({"places": (Place(" ", ""),)}, "places", "Fill in or remove the empty row 1 of “Places”."),
    ({"items": (Item("x"), Item())}, "items", "remove the empty row 2 of “Items”."),
    ({"participants": (Participant(),)}, "participants", "the empty row 1 of “Participants”."),
    ({"sessions": (Session(),)}, "sessions", "the empty row 1 of “Sessions”."),
    ({"relations": (Relation(),)}, "relations", "the empty row 1 of “Relations”."),
    ({"sources": (Source(),)}, "sources", "the empty row 1 of “Sources”."),
    (
        {"parties": (Party("A"), Party("B", "Denmark"))},
        "parties",
        "“Denmark” is not a country in “Parties, row 2: Country”; write the two capital letters",
    ),
    ({"places": (Place("Niš", "rs"),)}, "places", "“rs” is not a country"),
    ({"places": (Place("Niš", "Р1"),)}, "places", "“Р1” is not a country"),
    ({"participants": (Participant("A", "D"),)}, "participants", "“D” is not a country"),
    ({"parties": (Party("A", role="boss"),)}, "parties", "choose one of: provider, receiver, host"),
    (
        {"relations": (Relation("near", "R"),)},
        "relations",
        "“near” is not known as “Relations, row",
    ),
    ({"sources": (Source("A", confidence="sure"),)}, "sources", "one of: official, reported, un"),
    ({"parties": (Party("x" * 301),)}, "parties", "Shorten “Parties, row 1: Organisation”: it ta"),
    ({"items": (Item("trucks", unit="x" * 61),)}, "items", "row 1: Unit”: it takes 60 characters"),
    ({"relations": (Relation("uses", "x" * 501),)}, "relations", "Shorten “Relations, row 1: Ref"),
    ({"items": (Item("a\0"),)}, "items", "“Items, row 1: Description” contains characters"),
    ({"sources": (Source("A", "\ud83d"),)}, "sources", "“Sources, row 1: Where in it” contains"),
    ({"sessions": (Session(period="2015\0"),)}, "sessions", "row 1: Period” contains characters"),
    (
        {"sessions": (Session(period="2015-13"),)},
        "sessions",
        "Sessions, row 1: Period: “2015-13” n",
    ),
    ({"sessions": (Session(period="last week"),)}, "sessions", "write for example 2015, 2014-05"),
    (
        {"sources": (Source("A", seen="May"),)},
        "sources",
        "Sources, row 1: Seen: “May” cannot be re",
    ),
    ({"items": (Item("A", -1.0),)}, "items", "Give “Items, row 1: Quantity” a number from 0 to 1,"),
    ({"items": (Item("A", math.nan),)}, "items", "or leave it empty."),
    ({"items": (Item("A", math.inf),)}, "items", "Give “Items, row 1: Quantity” a number from 0"),
    ({"items": (Item("A", -math.inf),)}, "items", "Give “Items, row 1: Quantity” a number from 0"),
    (
        {"participants": (Participant("A", headcount=-1),)},
        "participants",
        "Give “Participants, row",
    ),
    ({"participants": (Participant("A", headcount=2**63),)}, "participants", "1,000,000,000,000"),
    (
        {"sessions": (Session("A", count=-3),)},
        "sessions",
        "“Sessions, row 1: Number of runs” a num",
    ),
    ({"sessions": (Session("A", count=10**400),)}, "sessions", "or leave it empty"),
    ({"places": (Place("Niš", latitude=90.1),)}, "places", "Latitude” a number from -90 to 90"),
    ({"places": (Place("Niš", latitude=-91.0),)}, "places", "Latitude” a number from -90 to 90"),
    (
        {"places": (Place("Niš", longitude=180.5),)},
        "places",
        "Longitude” a number from -180 to 180",
    ),
    ({"places": (Place("Niš", longitude=math.nan),)}, "places", "Longitude” a number"),
    (
        {"reference": REFERENCE, "relations": (Relation("uses", REFERENCE),)},
        "relations",
        "Row 1 ties the record to itself: name another one, or remove the row.",
    ),
    (
        {"relations": (Relation("uses", "R"), Relation("uses", ""))},
        "relations",
        "Give the reference of the other record in row 2, or remove the row.",
    ),
]
WARNINGS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"status": "implementation", "period": Period.parse("2024-05-16")},
        "status",
        "The period is over, yet the status says that it goes on: set one of them right.",
    ),
    ({"status": "finalisation", "period": Period.parse("../2010")}, "status", "The period is over"),
    (
        {"status": "closed", "period": Period.parse("2006/..")},
        "period",
        "The record is closed, yet its period has no end: give the end.",
    ),
    (
        {"parties": (Party("A", "DK", "provider"), Party("B", "DK", "receiver"))},
        "parties",
        "The same country provides and receives: set one of the two roles right.",
    ),
]
# What is unusual and yet right.
ACCEPTED: list[dict[str, Any]] = [
    {},
    {"title": "x" * 300, "summary": "x" * 2_000, "description": "x" * 100_000},
    {"status": "", "period": Period()},
    {"status": "implementation", "period": Period.parse("2024-05-17")},
    {"status": "implementation", "period": Period.parse("2006/..")},
    {"status": "implementation", "period": Period()},
    {"kind": "agreement", "status": "in_force", "period": Period.parse("2006")},
    {"status": "closed", "period": Period.parse("2006/")},
    {"status": "closed", "period": Period()},
    {"marking": "RESTRICTED"},
    {"marking": "UNMARKED", "publish": True},
    {"marking": "UNCLASSIFIED", "publish": True, "releasable_to": ("RS", "US")},
    {"parties": (Party("A", "DK", "provider"), Party("B", "DK", "host"), Party("", "RS"))},
    {
        "parties": (
            Party("", "DK", "provider"),
            Party("", "RS", "provider"),
            Party("", "RS", "receiver"),
        )
    },
    {"parties": (Party("", "", "observer"),)},
    {"places": (Place(latitude=-90.0, longitude=180.0), Place("Niš", "RS", 0.0, -180.0))},
    {"items": (Item(delivered=0.0), Item("A", 0.5, "t"), Item("A", 1e12))},
    {"participants": (Participant(headcount=0), Participant("A", "DK", 10**12))},
    {"sessions": (Session(period="2015-21"), Session(count=3), Session(period="2006/.."))},
    {"sources": (Source(seen="2024-05~"), Source(confidence="official"))},
    {"reference": REFERENCE, "relations": (Relation("uses", "DK-RS/2015/002"), Relation("", "R"))},
    {"relations": (Relation("uses", "R"),)},
]


def found(changes: dict[str, Any]) -> tuple[Problem, ...]:
    return problems_of(a_record(**changes), CONTEXT)


@pytest.mark.parametrize(("changes", "field", "said"), ERRORS)
def test_that_what_is_wrong_is_an_error_beside_its_field(
    changes: dict[str, Any], field: str, said: str
) -> None:
    blamed = [p for p in found(changes) if said in p.message]
    assert [(p.severity, p.field) for p in blamed] == [(Severity.ERROR, field)]
    with pytest.raises(InvalidRecord) as refused:
        refuse_errors(a_record(**changes), CONTEXT)
    assert said in str(refused.value)
    assert blamed[0] in refused.value.problems


@pytest.mark.parametrize(("changes", "field", "said"), WARNINGS)
def test_that_what_is_odd_is_a_warning_and_stops_nothing(
    changes: dict[str, Any], field: str, said: str
) -> None:
    (problem,) = found(changes)
    assert (problem.severity, problem.field) == (Severity.WARNING, field)
    assert said in problem.message
    refuse_errors(a_record(**changes), CONTEXT)


@pytest.mark.parametrize("changes", ACCEPTED)
def test_that_what_is_right_is_let_through_in_silence(changes: dict[str, Any]) -> None:
    assert found(changes) == ()


@pytest.mark.parametrize("changes", [case[0] for case in (*ERRORS, *WARNINGS)])
def test_that_every_problem_is_one_short_line_that_says_how_to_mend_it(
    changes: dict[str, Any],
) -> None:
    for problem in found(changes):
        assert MENDS.search(problem.message)
        assert len(problem.message) < 400
        assert problem.message.endswith(".")
        assert "\n" not in problem.message
        assert problem.message.encode()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_that_each_rule_is_tried_here_both_ways(rule: Callable[..., Any]) -> None:
    assert not list(rule(a_full_record(), CONTEXT))
    cases = [changes for changes, _field, _said in (*ERRORS, *WARNINGS)]
    assert any(list(rule(a_record(**changes), CONTEXT)) for changes in cases)


def test_that_the_builders_make_records_without_an_error() -> None:
    for number in range(200):
        refuse_errors(a_varied_record(number), CONTEXT)


@pytest.mark.parametrize("text", [t for t in HOSTILE_TEXTS if t not in ("\x00", "\ud800")])
def test_that_text_that_looks_like_something_else_is_only_text(text: str) -> None:
    changes = {
        "description": text,
        "notes": text,
        "items": (Item(f"x{text[:400]}"),),
        "tags": (f"x{text[:400]}",),
        "title": f"x{text[:200]}",
    }
    assert found(changes) == ()


@given(records())
def test_that_any_record_at_all_is_judged_in_words_that_can_be_shown(record: Record) -> None:
    for problem in problems_of(record, CONTEXT):
        assert problem.message.encode()
        assert MENDS.search(problem.message)
        assert problem.field in {"uid", *(field.name for field in FIELDS)}


@given(records() | listed_records())
def test_that_a_record_is_refused_exactly_for_its_errors(record: Record) -> None:
    problems = problems_of(record, CONTEXT)
    errors = tuple(p for p in problems if p.severity is Severity.ERROR)
    assert problems[: len(errors)] == errors
    try:
        refuse_errors(record, CONTEXT)
    except InvalidRecord as refused:
        told = refused.problems
    else:
        told = ()
    assert told == errors


@given(st.sampled_from(["", "party"]), st.sampled_from(["implementation", "in_force", "closed"]))
def test_that_a_record_without_a_known_kind_is_judged_all_the_same(kind: str, status: str) -> None:
    problems = found({"kind": kind, "status": status, "period": Period.parse("2010")})
    assert [p.field for p in problems if p.severity is Severity.ERROR] == ["kind"]


TEXT_FIELDS = [f for f in FIELDS if f.type in (FieldType.TEXT, FieldType.LONG_TEXT)]
TEXT_PARTS = [
    (field, part)
    for field in FIELDS
    if field.facet
    for part in FACET_FIELDS[field.facet]
    if part.type in (FieldType.TEXT, FieldType.REFERENCE)
]


@pytest.mark.parametrize("field", TEXT_FIELDS, ids=lambda field: field.name)
def test_that_every_text_takes_what_its_declaration_says_and_no_more(field: Field) -> None:
    assert found({field.name: "x" * field.limit}) == ()
    (problem,) = found({field.name: "x" * (field.limit + 1)})
    assert f"it takes {field.limit} characters" in problem.message


@pytest.mark.parametrize(("field", "part"), TEXT_PARTS)
def test_that_every_part_takes_what_its_declaration_says_and_no_more(
    field: Field, part: Field
) -> None:
    assert field.facet is not None
    assert found({field.name: (field.facet(**{part.name: "x" * part.limit}),)}) == ()
    (problem,) = found({field.name: (field.facet(**{part.name: "x" * (part.limit + 1)}),)})
    assert problem.field == field.name
    assert f"it takes {part.limit} characters" in problem.message


def test_that_a_catalogue_without_areas_says_that_one_must_be_added() -> None:
    (problem,) = problems_of(a_record(), replace(CONTEXT, areas=()))
    assert problem.field == "area"
    assert "the catalogue has none yet: add it first" in problem.message


def test_that_all_that_is_wrong_is_said_at_once_errors_first() -> None:
    problems = found(
        {
            "title": "",
            "area": "SEA",
            "status": "implementation",
            "period": Period.parse("2010"),
            "items": (Item(), Item("A", -1.0)),
        }
    )
    assert [p.field for p in problems] == ["title", "area", "items", "items", "status"]
    assert [p.severity for p in problems[-2:]] == [Severity.ERROR, Severity.WARNING]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"title": "Staff course", "area": "SEA"}, "“Staff course”: “SEA”"),
        ({"title": "", "reference": REFERENCE}, "“DK-RS/2015/001”: Fill in"),
        ({"title": ""}, "“the record”: Fill in"),
        ({"title": "\ud800\n" + "x" * 10_000}, "xxx…”: "),
    ],
)
def test_that_a_refusal_names_the_record(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        refuse_errors(a_record(**changes), CONTEXT)
    assert named in str(refused.value)
    assert str(refused.value).encode()
    assert len(str(refused.value)) < 500
