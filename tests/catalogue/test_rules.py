import re
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.errors import InvalidRecord
from coopdesk.catalogue.facets import Item, Party, Place
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import RecordRule
from coopdesk.catalogue.rules import (
    RULES,
    Problem,
    Rule,
    Severity,
    problems_of,
    refuse_errors,
    rule_by_code,
)
from coopdesk.catalogue.vocabulary import Vocabulary
from tests.builders import a_full_record, a_varied_record
from tests.catalogue.rule_cases import ACCEPTED, ERRORS, WARNINGS
from tests.catalogue.rule_trial import CONTEXT, REFERENCE, Case, trial
from tests.catalogue.strategies import HOSTILE_TEXTS, listed_records, records

pytestmark = pytest.mark.slow

CASES = (*ERRORS, *WARNINGS)
EVERYTHING = {"uid", *(field.name for field in FIELDS)}
MENDS = re.compile(
    r"fill in|choose|shorten|remove|give|set .* right|write|leave .* empty|keep this|use one of|"
    r"name another|add it",
    re.IGNORECASE,
)


def found(**changes: Any) -> tuple[Problem, ...]:
    return problems_of(trial(**changes), CONTEXT)


def named(case: Case) -> str:
    return case.rule


@pytest.mark.parametrize("case", CASES, ids=named)
def test_that_each_rule_says_what_is_wrong_and_where(case: Case) -> None:
    blamed = [p for p in found(**case.changes) if p.rule == case.rule]
    assert [(p.field, p.row, p.part) for p in blamed] == [(case.field, case.row, case.part)]
    assert case.said in blamed[0].message
    severity = Severity.ERROR if case in ERRORS else Severity.WARNING
    assert blamed[0].severity is rule_by_code(case.rule).severity is severity


@pytest.mark.parametrize("case", ERRORS, ids=named)
def test_that_an_error_stops_a_save(case: Case) -> None:
    with pytest.raises(InvalidRecord) as refused:
        refuse_errors(trial(**case.changes), CONTEXT)
    assert case.said in str(refused.value)
    assert case.rule in {problem.rule for problem in refused.value.problems}  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", WARNINGS, ids=named)
def test_that_a_warning_stands_alone_and_stops_nothing(case: Case) -> None:
    assert [problem.rule for problem in found(**case.changes)] == [case.rule]
    refuse_errors(trial(**case.changes), CONTEXT)


@pytest.mark.parametrize("changes", ACCEPTED)
def test_that_what_is_right_is_let_through_in_silence(changes: dict[str, Any]) -> None:
    assert found(**changes) == ()


@pytest.mark.parametrize("case", CASES, ids=named)
def test_that_every_problem_is_one_short_line_that_says_how_to_mend_it(case: Case) -> None:
    for problem in found(**case.changes):
        assert MENDS.search(problem.message)
        assert len(problem.message) < 400
        assert problem.message.endswith(".")
        assert "\n" not in problem.message
        assert problem.message.encode()


def test_that_each_rule_has_a_code_of_its_own_words_and_cases() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert {case.rule for case in CASES} == set(codes)
    for rule in RULES:
        assert isinstance(rule, get_args(Rule))
        assert re.fullmatch("[a-z]+(-[a-z]+)*", rule.code)
        assert rule.title


def test_that_a_full_record_breaks_no_rule() -> None:
    full = a_full_record(status="implementation", relations=())
    assert [p.rule for p in problems_of(full, CONTEXT)] == ["over-yet-under-way"]
    assert problems_of(a_full_record(), replace(CONTEXT, neighbours=None)) == ()


# What a change can touch.


@pytest.mark.parametrize("case", CASES, ids=named)
def test_that_a_rule_names_every_field_that_it_reads(case: Case) -> None:
    """It runs where one of them is touched, and finds nothing where all of them are right."""
    rule, wrong, names = rule_by_code(case.rule), trial(**case.changes), case.changes.keys()
    for name in names & rule.reads:
        touched = {problem.rule for problem in problems_of(wrong, CONTEXT, touched=[name])}
        assert case.rule in touched or name != case.field
    others = EVERYTHING - rule.reads
    assert case.rule not in {p.rule for p in problems_of(wrong, CONTEXT, touched=others)}
    mended = {name: case.changes[name] for name in names - rule.reads}
    assert case.rule not in {problem.rule for problem in found(**mended)}


def test_that_what_no_change_touched_is_left_out() -> None:
    wrong = trial(title="", items=(Item("A", -1.0),), parties=(Party("A", "Denmark"),))
    assert {p.field for p in problems_of(wrong, CONTEXT)} == {"title", "items", "parties"}
    assert [p.field for p in problems_of(wrong, CONTEXT, touched=["tags", "items"])] == ["items"]
    assert problems_of(wrong, CONTEXT, touched=()) == ()
    assert problems_of(wrong, CONTEXT, touched=["kind"]) == (), "the title is not its business"
    refuse_errors(wrong, CONTEXT, touched=["tags"])
    with pytest.raises(InvalidRecord):
        refuse_errors(wrong, CONTEXT, touched=["parties"])


@given(records() | listed_records())
def test_that_touching_everything_finds_everything(record: Record) -> None:
    assert problems_of(record, CONTEXT, EVERYTHING) == problems_of(record, CONTEXT)


@given(records(), st.sets(st.sampled_from([field.name for field in FIELDS]), max_size=3))
def test_that_what_is_touched_is_judged_as_in_the_whole(record: Record, names: set[str]) -> None:
    whole = problems_of(record, CONTEXT)
    some = problems_of(record, CONTEXT, names)
    assert set(some) <= set(whole)
    assert {p for p in whole if p.field in names} <= set(some)


# Any record at all.


def test_that_the_builders_make_records_without_an_error() -> None:
    for number in range(200):
        refuse_errors(a_varied_record(number), CONTEXT)


@pytest.mark.parametrize(
    "text", [t for t in HOSTILE_TEXTS if t.replace("\r\n\t", "").isprintable()]
)
def test_that_text_that_looks_like_something_else_is_only_text(text: str) -> None:
    changes = {
        "description": text,
        "notes": text,
        "items": (Item(f"x{text[:400]}"),),
        "tags": (f"x{text[:400]}",),
        "title": f"x{text[:200]}",
    }
    assert found(**changes) == ()


@given(records())
def test_that_any_record_at_all_is_judged_in_words_that_can_be_shown(record: Record) -> None:
    for problem in problems_of(record, CONTEXT):
        assert problem.message.encode()
        assert MENDS.search(problem.message)
        assert problem.field in EVERYTHING
        assert problem.severity is rule_by_code(problem.rule).severity
        if problem.field != "uid":
            field = field_named(problem.field)
            assert (
                problem.row <= len(getattr(record, field.name)) if field.facet else not problem.row
            )
            if problem.part:
                assert field.facet is not None
                assert problem.part in {part.name for part in FACET_FIELDS[field.facet]}


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
    problems = found(kind=kind, status=status, period=Period.parse("2010"))
    assert [p.field for p in problems if p.severity is Severity.ERROR] == ["kind"]


FREE = (
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.REFERENCE,
    FieldType.ORGANISATION,
    FieldType.CONTACT,
)
TEXT_FIELDS = [f for f in FIELDS if f.type in FREE]
TEXT_PARTS = [
    (field, part)
    for field in FIELDS
    if field.facet
    for part in FACET_FIELDS[field.facet]
    if part.type in FREE
]


def too_long(**changes: Any) -> tuple[Problem, ...]:
    return tuple(problem for problem in found(**changes) if problem.rule == "too-long")


@pytest.mark.parametrize("field", TEXT_FIELDS, ids=lambda field: field.name)
def test_that_every_text_takes_what_its_declaration_says_and_no_more(field: Field) -> None:
    assert found(**{field.name: "x" * field.limit}) == ()
    (problem,) = found(**{field.name: "x" * (field.limit + 1)})
    assert f"it takes {field.limit} characters" in problem.message


@pytest.mark.parametrize(("field", "part"), TEXT_PARTS)
def test_that_every_part_takes_what_its_declaration_says_and_no_more(
    field: Field, part: Field
) -> None:
    assert field.facet is not None
    assert too_long(**{field.name: (field.facet(**{part.name: "x" * part.limit}),)}) == ()
    (problem,) = too_long(**{field.name: (field.facet(**{part.name: "x" * (part.limit + 1)}),)})
    assert (problem.field, problem.row, problem.part) == (field.name, 1, part.name)
    assert f"it takes {part.limit} characters" in problem.message


def test_that_a_catalogue_without_areas_says_that_one_must_be_added() -> None:
    (problem,) = problems_of(trial(), replace(CONTEXT, areas=()))
    assert problem.field == "area"
    assert "the catalogue has none yet: add it first" in problem.message


def test_that_a_code_that_the_catalogue_added_is_known() -> None:
    entries = (
        CodeEntry("kind", "compact", {"en": "Compact"}, traits={"agreement": True}),
        CodeEntry("status", "frozen", {"en": "Frozen"}, traits={"ended": True}),
    )
    ours = replace(CONTEXT, vocabulary=Vocabulary.of(entries))
    compact = trial(kind="compact", status="in_force", period=Period.parse("2004/2009"))
    assert problems_of(compact, CONTEXT)[0].rule == "unknown-code"
    assert [p.rule for p in problems_of(compact, ours)] == ["in-force-past-expiry"]
    frozen = trial(status="frozen", period=Period.parse("2004/.."))
    assert [p.rule for p in problems_of(frozen, ours)] == ["closed-without-end"]


def test_that_rules_on_other_records_are_silent_where_these_are_not_known() -> None:
    alone = replace(CONTEXT, neighbours=None)
    tied = [case for case in CASES if not problems_of(trial(**case.changes), alone)]
    assert {case.rule for case in tied} == {
        rule.code for rule in RULES if isinstance(rule, RecordRule) and rule.beyond
    }


def test_that_all_that_is_wrong_is_said_at_once_errors_first() -> None:
    problems = found(
        title="",
        area="SEA",
        status="implementation",
        period=Period.parse("2010"),
        items=(Item(), Item("A", -1.0)),
        places=(Place("Niš", latitude=91.0, longitude=0.0),),
    )
    assert {p.field for p in problems} == {"title", "area", "items", "places", "status"}
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
        refuse_errors(trial(**changes), CONTEXT)
    assert named in str(refused.value)
    assert str(refused.value).encode()
    assert len(str(refused.value)) < 600
