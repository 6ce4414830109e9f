"""The rules on agreements and on what is done under them: in which order, and until when."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from coopdesk.catalogue.codes import Status
from coopdesk.catalogue.expiry import expiry
from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import Context, Finding, RecordRule, Rule, Severity, reads
from coopdesk.catalogue.rules_dates import days, surely_before
from coopdesk.i18n import N_, _, date_words

_STEPS = ("requested", "offered", "arrived", "departed")
# What a record is done under may be what it is part of, or what it follows.
_UNDER = ("part_of", "follows")


def _expiry_order(record: Record, _context: Context) -> Iterator[Finding]:
    for row, term in enumerate(record.terms, start=1):
        if term.expires and any(
            surely_before(days(term.expires), days(begun))
            for begun in (term.signed, term.in_force)
            if begun
        ):
            message = _("It expires before it is signed or in force: set the dates right.")
            yield Finding("terms", message, row, "expires")


def _force_order(record: Record, _context: Context) -> Iterator[Finding]:
    for row, term in enumerate(record.terms, start=1):
        if term.in_force and surely_before(days(term.in_force), days(term.signed)):
            message = _("It is in force before it is signed: set one of the dates right.")
            yield Finding("terms", message, row, "in_force")


def _left_before_arrival(record: Record, _context: Context) -> Iterator[Finding]:
    for row, sent in enumerate(record.deployments, start=1):
        if sent.departed and surely_before(days(sent.departed), days(sent.arrived)):
            message = _("The departure is before the arrival: set one of the dates right.")
            yield Finding("deployments", message, row, "departed")


def _steps(record: Record, _context: Context) -> Iterator[Finding]:
    for row, sent in enumerate(record.deployments, start=1):
        stated = [(step, days(text)) for step in _STEPS if (text := getattr(sent, step))]
        for (earlier, before), (later, after) in pairwise(stated):
            if surely_before(after, before) and (earlier, later) != ("arrived", "departed"):
                message = _(
                    "Request, offer, arrival and departure do not follow one another: "
                    "set the dates right."
                )
                yield Finding("deployments", message, row, later)
                break


def _in_force(code: str, context: Context) -> bool:
    status = context.vocabulary.find("status", code)
    return isinstance(status, Status) and status.agreement and status.under_way


def _expired(record: Record, context: Context) -> Iterator[Finding]:
    if not _in_force(record.status, context):
        return
    last, field = _last_day(record)
    if last is not None and last < context.today:
        message = _(
            "The agreement is in force, yet it expired on {day}: set its status right, or enter "
            "its renewal with the new expiry."
        )
        yield Finding(field, message.format(day=date_words(last)))


def _last_day(record: Record) -> tuple[date | None, str]:
    """Return the last day of an agreement, None where there is none, and the field that says so."""
    field = "terms" if any(term.expires for term in record.terms) else "period"
    try:
        return expiry(record.terms, record.period).latest, field
    except PeriodError:
        return None, field


def _handover(record: Record, context: Context) -> Iterator[Finding]:
    signed: Period | None = None
    for row, item in enumerate(record.items, start=1):
        if not item.handed_over:
            continue
        signed = signed or _agreed(record, context)
        if surely_before(days(item.handed_over), signed):
            message = _(
                "It was handed over before the agreement was signed: set one of the dates right."
            )
            yield Finding("items", message, row, "handed_over")


def _agreed(record: Record, context: Context) -> Period:
    """Return when the agreement was signed: the record's own, else the one that it is tied to."""
    texts = [term.signed for term in record.terms if term.signed]
    if not texts and context.neighbours is not None:
        for relation in record.relations:
            if relation.type in _UNDER:
                tied = context.neighbours.known(relation.reference)
                texts += [tied.signed] if tied and tied.signed else []
    return min((days(text) for text in texts), key=lambda p: p.sort_key, default=Period())


def _superseded(record: Record, context: Context) -> Iterator[Finding]:
    if record.status != "superseded" or context.neighbours is None or not record.reference:
        return
    if context.neighbours.successor(record.reference) is None:
        message = _(
            "The agreement is superseded, yet no record says that it supersedes it: "
            "give its successor the relation “{supersedes}”, or set the status right."
        )
        supersedes = context.vocabulary.label("relation", "supersedes")
        yield Finding("status", message.format(supersedes=supersedes))


def _succeeded(record: Record, context: Context) -> Iterator[Finding]:
    if not _in_force(record.status, context) or context.neighbours is None or not record.reference:
        return
    successor = context.neighbours.successor(record.reference)
    if successor is not None and _in_force(successor.status, context):
        message = _(
            "The agreement is in force, yet {reference} supersedes it and is in force: "
            "set the status right."
        )
        yield Finding("status", message.format(reference=successor.reference))


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
RULES: tuple[Rule, ...] = (
    RecordRule(
        "expiry-order",
        _ERROR,
        N_("Expired before signed or in force"),
        reads("terms"),
        _expiry_order,
        within="terms",
    ),
    RecordRule(
        "in-force-before-signed",
        _WARNING,
        N_("In force before signed"),
        reads("terms"),
        _force_order,
        within="terms",
    ),
    RecordRule(
        "in-force-past-expiry",
        _WARNING,
        N_("In force past the expiry"),
        reads("status", "terms", "period"),
        _expired,
        within="status",
    ),
    RecordRule(
        "superseded-without-successor",
        _WARNING,
        N_("Superseded without a successor"),
        reads("status", "reference"),
        _superseded,
        within="status",
        beyond=True,
    ),
    RecordRule(
        "in-force-yet-superseded",
        _WARNING,
        N_("In force, yet superseded"),
        reads("status", "reference"),
        _succeeded,
        within="status",
        beyond=True,
    ),
    RecordRule(
        "departure-before-arrival",
        _ERROR,
        N_("Departure before arrival"),
        reads("deployments"),
        _left_before_arrival,
        within="deployments",
    ),
    RecordRule(
        "deployment-order",
        _WARNING,
        N_("A deployment out of order"),
        reads("deployments"),
        _steps,
        within="deployments",
    ),
    RecordRule(
        "handover-before-agreement",
        _WARNING,
        N_("Handover before the agreement"),
        reads("items", "terms", "relations"),
        _handover,
        within="items",
        beyond=True,
    ),
)
