"""The rules that a record keeps to: an error stops a save, a warning does not."""

from collections.abc import Callable, Collection
from functools import cache
from typing import Any, TypeAlias

from coopdesk.catalogue import (
    rules_agreement,
    rules_codes,
    rules_dates,
    rules_items,
    rules_money,
    rules_numbers,
    rules_parties,
    rules_release,
    rules_text,
    rules_ties,
)
from coopdesk.catalogue.errors import InvalidRecord, quoted
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import (
    Context,
    Finding,
    Neighbour,
    Neighbours,
    Problem,
    RecordRule,
    Rule,
    Said,
    Severity,
    ValueRule,
    plain,
)
from coopdesk.i18n import _

__all__ = [
    "RULES",
    "Context",
    "Neighbour",
    "Neighbours",
    "Problem",
    "Rule",
    "Severity",
    "fields_judged",
    "problems_of",
    "refuse_errors",
    "rule_by_code",
]

RULES: tuple[Rule, ...] = (
    *rules_text.RULES,
    *rules_codes.RULES,
    *rules_numbers.RULES,
    *rules_dates.RULES,
    *rules_agreement.RULES,
    *rules_items.RULES,
    *rules_money.RULES,
    *rules_parties.RULES,
    *rules_ties.RULES,
    *rules_release.RULES,
)

_BY_CODE = {rule.code: rule for rule in RULES}


def rule_by_code(code: str) -> Rule:
    """Return the rule with that code; KeyError where there is none."""
    return _BY_CODE[code]


def problems_of(
    record: Record, context: Context, touched: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """Return everything that the rules find in ``record``, errors first.

    With ``touched``, names of fields, only what a change of these fields can make or mend: what is
    wrong in other fields alone is left out.
    """
    value_plan, record_plan = _plan(None if touched is None else frozenset(touched))
    found: list[Problem] = []
    for field, judges, parts in value_plan:
        value = getattr(record, field.name)
        if not value:
            continue
        if not parts:
            for rule, said in _judged(value, field, judges, context):
                found.append(_told(rule, said, field, field.name, 0))
            continue
        for row, entry in enumerate(value, start=1):
            for part, judges_of_part in parts:
                held = getattr(entry, part.name)
                if held and (judges_of_part[1] or type(held) is not str or not plain(held, part)):
                    for rule, said in _judged(held, part, judges_of_part, context):
                        found.append(_told(rule, said, part, field.name, row))
    for needed, finders in record_plan:
        if not needed or getattr(record, needed):
            for finder in finders:
                found += [
                    _problem(finder, finding)
                    for finding in finder.find(record, context)
                    if touched is None or not finder.apart or finding.field in touched
                ]
    if len(found) > 1:
        found.sort(key=_gravity)
    return tuple(found)


def refuse_errors(record: Record, context: Context, touched: Collection[str] | None = None) -> None:
    """Raise InvalidRecord, with the problems, where a rule finds an error in ``record``.

    With ``touched``, names of fields, only for what a change of these can have made wrong.
    """
    errors = tuple(p for p in problems_of(record, context, touched) if p.severity is Severity.ERROR)
    if errors:
        what = record.title or record.reference or _("the record")
        raise InvalidRecord(f"{quoted(what, 80)}: " + " ".join(p.message for p in errors), errors)


def fields_judged(touched: Collection[str]) -> frozenset[str]:
    """Return what must be known of a record to tell which errors a change of these fields makes."""
    names = frozenset(touched)
    judging = (
        rule
        for rule in RULES
        if isinstance(rule, RecordRule) and rule.severity is Severity.ERROR and rule.reads & names
    )
    # What such a rule finds it finds in each field apart from the others.
    return names.union(*[rule.reads & names if rule.apart else rule.reads for rule in judging])


def _gravity(problem: Problem) -> bool:
    return problem.severity is Severity.WARNING


_Judge: TypeAlias = tuple[ValueRule, Callable[[Any, Field, Context], Said | None]]
# All that judge a field, and those among them that have a word to say on a plain text.
_Judges: TypeAlias = tuple[tuple[_Judge, ...], tuple[_Judge, ...]]
_ValuePlan: TypeAlias = tuple[tuple[Field, _Judges, tuple[tuple[Field, _Judges], ...]], ...]
_RecordPlan: TypeAlias = tuple[tuple[str, tuple[RecordRule, ...]], ...]


@cache
def _plan(touched: frozenset[str] | None) -> tuple[_ValuePlan, _RecordPlan]:
    """Return what is to be judged: values field by field, and rules by the field they need.

    A record in which most fields are empty is so judged by few of the rules.
    """
    fields = [field for field in FIELDS if touched is None or field.name in touched]
    values = [
        (
            field,
            _judges_of(field),
            tuple((p, _judges_of(p)) for p in FACET_FIELDS[field.facet]) if field.facet else (),
        )
        for field in fields
    ]
    rules = [
        rule
        for rule in RULES
        if isinstance(rule, RecordRule) and (touched is None or rule.reads & touched)
    ]
    needed = dict.fromkeys(rule.within for rule in rules)
    return (
        tuple(plan for plan in values if any(plan[1]) or plan[2]),
        tuple((name, tuple(rule for rule in rules if rule.within == name)) for name in needed),
    )


def _judges_of(field: Field) -> _Judges:
    rules = [rule for rule in RULES if isinstance(rule, ValueRule) and rule.judges(field)]
    return (
        tuple((rule, rule.judge) for rule in rules),
        tuple((rule, rule.judge) for rule in rules if not rule.of_form),
    )


def _judged(
    held: Any, field: Field, judges: _Judges, context: Context
) -> list[tuple[ValueRule, Said]]:
    found = []
    for value in held if type(held) is tuple else (held,):
        for rule, judge in judges[type(value) is str and plain(value, field)]:
            said = judge(value, field, context)
            if said is not None:
                found.append((rule, said))
    return found


def _told(rule: ValueRule, said: Said, field: Field, name: str, row: int) -> Problem:
    label = _row_words(name, row, field.words()) if row else field.words()
    message = said[0].format(field=label, **said[1])
    return Problem(rule.severity, name, message, rule.code, row, field.name if row else "")


def _problem(rule: RecordRule, finding: Finding) -> Problem:
    message = finding.message
    if finding.part:
        message = _row_words(finding.field, finding.row, message)
    return Problem(rule.severity, finding.field, message, rule.code, finding.row, finding.part)


def _row_words(name: str, row: int, words: str) -> str:
    return _("{list}, row {row}: {field}").format(
        list=field_named(name).words(), row=row, field=words
    )
