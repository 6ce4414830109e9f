"""The rules that a record keeps to: an error stops a save, a warning does not."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from coopdesk.catalogue.codes import CODE_LISTS, UNDER_WAY, kind_of, statuses_for
from coopdesk.catalogue.errors import CatalogueError, InvalidRecord
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.marking import PUBLIC_LIMIT, rank, refuse_above_ceiling
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _


class Severity(Enum):
    """How grave a problem is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with which field, and how to mend it, in one sentence."""

    severity: Severity
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may need to know beside the record: the areas, partnerships and the day."""

    areas: Collection[str]
    partnerships: Collection[str]
    today: date


def _complete(record: Record, _context: Context) -> Iterator[Problem]:
    for field in FIELDS:
        if field.required and not str(getattr(record, field.name)).strip():
            yield Problem(
                Severity.ERROR, field.name, _("Fill in “{field}”.").format(field=field.words())
            )


def _known_codes(record: Record, context: Context) -> Iterator[Problem]:
    if record.kind and record.kind not in {entry.code for entry in CODE_LISTS["kind"]}:
        yield _unknown("kind", record.kind)
    elif record.kind and record.status:
        fitting = statuses_for(record.kind)
        if record.status not in {entry.code for entry in fitting}:
            words = ", ".join(entry.words() for entry in fitting)
            yield Problem(
                Severity.ERROR,
                "status",
                _("A record of this kind has one of these statuses: {words}.").format(words=words),
            )
    if record.area and record.area not in context.areas:
        yield _unknown("area", record.area)
    if record.partnership and record.partnership not in context.partnerships:
        yield _unknown("partnership", record.partnership)
    for field in FIELDS:
        if field.facet is None:
            continue
        for part in FACET_FIELDS[field.facet]:
            for entry in getattr(record, field.name):
                value = getattr(entry, part.name)
                if value and not _fits(part, value):
                    yield _unknown(field.name, str(value))
    for country in record.releasable_to:
        if not _is_country(country):
            yield _unknown("releasable_to", country)


def _fits(part: Field, value: object) -> bool:
    if part.type is FieldType.CODE:
        return value in {entry.code for entry in CODE_LISTS[part.codes]}
    return part.type is not FieldType.COUNTRY or _is_country(str(value))


def _is_country(code: str) -> bool:
    # ISO 3166-1 alpha-2 in form; that the code is assigned is left to who picks it from the list.
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()


def _unknown(field: str, value: str) -> Problem:
    return Problem(
        Severity.ERROR,
        field,
        _("“{value}” is not known here; choose one from the list.").format(value=value[:60]),
    )


def _lengths(record: Record, _context: Context) -> Iterator[Problem]:
    for field in FIELDS:
        if field.type in (FieldType.TEXT, FieldType.LONG_TEXT):
            length = len(getattr(record, field.name))
            if length > field.limit:
                yield Problem(
                    Severity.ERROR,
                    field.name,
                    _("Shorten “{field}”: it takes {limit} characters and has {length}.").format(
                        field=field.words(), limit=field.limit, length=length
                    ),
                )


def _marking(record: Record, _context: Context) -> Iterator[Problem]:
    try:
        refuse_above_ceiling(record.marking)
    except CatalogueError as refused:
        yield Problem(Severity.ERROR, "marking", str(refused))
        return
    if record.publish and rank(record.marking) > rank(PUBLIC_LIMIT):
        yield Problem(
            Severity.ERROR,
            "publish",
            _("Only what is {limit} or lower can be cleared for publication.").format(
                limit=PUBLIC_LIMIT
            ),
        )


def _ended(record: Record, context: Context) -> Iterator[Problem]:
    period = record.period
    if record.status in UNDER_WAY and period.latest and period.latest < context.today:
        if not kind_of(record.kind).agreement:
            yield Problem(
                Severity.WARNING,
                "status",
                _(
                    "The period is over, yet the status says that it goes on: set one of them right."
                ),
            )
    if record.status == "closed" and period.open_end:
        yield Problem(
            Severity.WARNING,
            "period",
            _("The record is closed, yet its period has no end: give the end."),
        )


def _parties(record: Record, _context: Context) -> Iterator[Problem]:
    providers, receivers = record.countries_as("provider"), record.countries_as("receiver")
    if len(providers) == 1 and providers == receivers:
        yield Problem(
            Severity.WARNING,
            "parties",
            _("The same country provides and receives: set one of the two roles right."),
        )


Rule = Callable[[Record, Context], Iterator[Problem]]
RULES: tuple[Rule, ...] = (_complete, _known_codes, _lengths, _marking, _ended, _parties)


def problems_of(record: Record, context: Context) -> tuple[Problem, ...]:
    """Return everything that the rules find in ``record``, errors first."""
    found = [problem for rule in RULES for problem in rule(record, context)]
    return tuple(sorted(found, key=lambda problem: problem.severity is Severity.WARNING))


def refuse_errors(record: Record, context: Context) -> None:
    """Raise InvalidRecord, with the problems, where a rule finds an error in ``record``."""
    errors = tuple(p for p in problems_of(record, context) if p.severity is Severity.ERROR)
    if errors:
        what = record.title or record.reference or _("the record")
        raise InvalidRecord(f"{what[:80]}: " + " ".join(p.message for p in errors), errors)
