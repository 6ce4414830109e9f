"""The rules that a record keeps to: an error stops a save, a warning does not."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from coopdesk.catalogue.codes import CODE_LISTS, KINDS, UNDER_WAY, statuses_for
from coopdesk.catalogue.errors import CatalogueError, InvalidRecord, quoted
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.marking import PUBLIC_LIMIT, rank, refuse_above_ceiling, storable_markings
from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, number_words

_LIMITED = (
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.TAGS,
    FieldType.REFERENCE,
    FieldType.ORGANISATION,
    FieldType.CONTACT,
    FieldType.LANGUAGE,
)
_CURRENCY = re.compile(r"[A-Z]{3}")
_NUMBERS = (FieldType.NUMBER, FieldType.INTEGER)


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
    if record.kind and record.kind not in _codes("kind"):
        yield _unknown("kind", field_named("kind").words(), record.kind, _codes("kind"))
    elif record.kind and record.status:
        fitting = statuses_for(record.kind)
        if record.status not in {entry.code for entry in fitting}:
            words = ", ".join(entry.words() for entry in fitting)
            yield Problem(
                Severity.ERROR,
                "status",
                _("Choose a status that fits the kind of the record: {words}.").format(words=words),
            )
    for name, known in (("area", context.areas), ("partnership", context.partnerships)):
        code = getattr(record, name)
        if code and code not in known:
            yield _unknown(name, field_named(name).words(), code, sorted(known))
    for country in record.releasable_to:
        if not _is_country(country):
            yield _no_country("releasable_to", field_named("releasable_to").words(), country)


@cache
def _codes(list_name: str) -> tuple[str, ...]:
    return tuple(entry.code for entry in CODE_LISTS[list_name])


def _is_country(code: str) -> bool:
    # ISO 3166-1 alpha-2 in form; that the code is assigned is left to who picks it from the list.
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()


def _unknown(field: str, label: str, value: str, known: Collection[str]) -> Problem:
    if known:
        message = _("{value} is not known as “{field}”; choose one of: {known}.")
    else:
        message = _("{value} is not known as “{field}”; the catalogue has none yet: add it first.")
    said = message.format(value=quoted(value), field=label, known=", ".join(known))
    return Problem(Severity.ERROR, field, said)


def _no_country(field: str, label: str, value: str) -> Problem:
    message = _(
        "{value} is not a country in “{field}”; write the two capital letters of ISO 3166-1, "
        "such as DK."
    )
    return Problem(Severity.ERROR, field, message.format(value=quoted(value), field=label))


def _texts(record: Record, _context: Context) -> Iterator[Problem]:
    if not _storable(record.uid):
        yield _not_storable("uid", "uid")
    for field in FIELDS:
        value = getattr(record, field.name)
        if isinstance(value, str):
            yield from _text_problems(field.name, field, value)
        elif field.type is FieldType.TAGS:
            for tag in value:
                yield from _text_problems(field.name, field, tag)
            if any(_blank(tag) for tag in value):
                yield Problem(Severity.ERROR, field.name, _("Fill in or remove the empty tag."))


def _text_problems(name: str, field: Field, text: str, row: int = 0) -> Iterator[Problem]:
    if not _storable(text):
        yield _not_storable(name, _label(name, field, row))
    if len(text) > field.limit and field.type in _LIMITED:
        yield Problem(
            Severity.ERROR,
            name,
            _("Shorten “{field}”: it takes {limit} characters and has {length}.").format(
                field=_label(name, field, row), limit=field.limit, length=len(text)
            ),
        )


def _label(name: str, field: Field, row: int) -> str:
    if not row:
        return field.words()
    return _("{list}, row {row}: {field}").format(
        list=field_named(name).words(), row=row, field=field.words()
    )


def _storable(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        text.encode()  # half a surrogate pair has no UTF-8
    except UnicodeEncodeError:
        return False
    return True


def _not_storable(name: str, label: str) -> Problem:
    message = _("“{field}” contains characters that cannot be stored: remove them or type it anew.")
    return Problem(Severity.ERROR, name, message.format(field=label))


def _blank(value: object) -> bool:
    return not value.strip() if isinstance(value, str) else value is None or value == ()


def _rows(record: Record, _context: Context) -> Iterator[Problem]:
    for field in FIELDS:
        if field.facet is None:
            continue
        parts = FACET_FIELDS[field.facet]
        for row, entry in enumerate(getattr(record, field.name), start=1):
            values = [getattr(entry, part.name) for part in parts]
            if all(map(_blank, values)):
                yield Problem(
                    Severity.ERROR,
                    field.name,
                    _("Fill in or remove the empty row {row} of “{field}”.").format(
                        row=row, field=field.words()
                    ),
                )
                continue
            for part, value in zip(parts, values, strict=True):
                yield from _part_problems(field.name, part, value, row)


def _part_problems(name: str, part: Field, value: Any, row: int) -> Iterator[Problem]:
    if isinstance(value, str):
        yield from _text_problems(name, part, value, row)
    if not value:
        return
    if part.type is FieldType.TAGS:
        for text in value:
            yield from _text_problems(name, part, text, row)
    if part.type is FieldType.CODE and value not in _codes(part.codes):
        yield _unknown(name, _label(name, part, row), value, _codes(part.codes))
    elif part.type is FieldType.COUNTRY and not _is_country(value):
        yield _no_country(name, _label(name, part, row), value)
    elif part.type is FieldType.CURRENCY and not _CURRENCY.fullmatch(value):
        message = _("{value} is not a currency in “{field}”; write the three letters of ISO 4217.")
        label = _label(name, part, row)
        yield Problem(Severity.ERROR, name, message.format(value=quoted(value), field=label))
    elif part.type is FieldType.MARKING and value not in storable_markings():
        yield _unknown(name, _label(name, part, row), value, storable_markings())
    elif part.type is FieldType.PERIOD and _storable(value):
        try:
            Period.parse(value)
        except PeriodError as refused:
            message = _("{field}: {problem}").format(field=_label(name, part, row), problem=refused)
            yield Problem(Severity.ERROR, name, message)
    elif part.type in _NUMBERS and not part.lowest <= value <= part.highest:
        message = _("Give “{field}” a number from {lowest} to {highest}, or leave it empty.")
        span = {"lowest": number_words(part.lowest), "highest": number_words(part.highest)}
        yield Problem(Severity.ERROR, name, message.format(field=_label(name, part, row), **span))


def _relations(record: Record, _context: Context) -> Iterator[Problem]:
    for row, relation in enumerate(record.relations, start=1):
        if _blank(relation.reference) and not _blank(relation.type):
            message = _("Give the reference of the other record in row {row}, or remove the row.")
        elif record.reference and relation.reference.strip() == record.reference:
            message = _("Row {row} ties the record to itself: name another one, or remove the row.")
        else:
            continue
        yield Problem(Severity.ERROR, "relations", message.format(row=row))


def _marking(record: Record, _context: Context) -> Iterator[Problem]:
    if _blank(record.marking):
        return
    try:
        refuse_above_ceiling(record.marking)
    except CatalogueError as refused:
        yield Problem(Severity.ERROR, "marking", str(refused))
        return
    if record.publish and rank(record.marking) > rank(PUBLIC_LIMIT):
        yield Problem(
            Severity.ERROR,
            "publish",
            _(
                "Only what is {limit} or lower can be cleared for publication: "
                "set the marking or the clearance right."
            ).format(limit=PUBLIC_LIMIT),
        )


def _ended(record: Record, context: Context) -> Iterator[Problem]:
    period = record.period
    agreement = any(kind.code == record.kind and kind.agreement for kind in KINDS)
    over = period.latest is not None and period.latest < context.today
    if record.status in UNDER_WAY and over and not agreement:
        yield Problem(
            Severity.WARNING,
            "status",
            _("The period is over, yet the status says that it goes on: set one of them right."),
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
RULES: tuple[Rule, ...] = (
    _complete,
    _known_codes,
    _texts,
    _rows,
    _relations,
    _marking,
    _ended,
    _parties,
)


def problems_of(record: Record, context: Context) -> tuple[Problem, ...]:
    """Return everything that the rules find in ``record``, errors first."""
    found = [problem for rule in RULES for problem in rule(record, context)]
    return tuple(sorted(found, key=lambda problem: problem.severity is Severity.WARNING))


def refuse_errors(record: Record, context: Context) -> None:
    """Raise InvalidRecord, with the problems, where a rule finds an error in ``record``."""
    errors = tuple(p for p in problems_of(record, context) if p.severity is Severity.ERROR)
    if errors:
        what = record.title or record.reference or _("the record")
        raise InvalidRecord(f"{quoted(what, 80)}: " + " ".join(p.message for p in errors), errors)
