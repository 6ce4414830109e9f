"""The rules on markings: up to the ceiling, as high as what is in the record, none published."""

from collections.abc import Iterator

from coopdesk.catalogue.documents import named_marking
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.catalogue.marking import (
    PUBLIC_LIMIT,
    SCALE,
    rank,
    refuse_above_ceiling,
    storable_markings,
)
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import (
    Context,
    Finding,
    RecordRule,
    Rule,
    Said,
    Severity,
    ValueRule,
    reads,
)
from coopdesk.i18n import N_, _

_STORABLE = frozenset(storable_markings())
_KNOWN = frozenset(marking.code for marking in SCALE)


def _marking(value: str, _field: Field, _context: Context) -> Said | None:
    if value in _STORABLE:
        return None
    try:
        refuse_above_ceiling(value)
    except CatalogueError as refused:
        return "{problem}", {"problem": refused}
    raise AssertionError(value)


def _publish(record: Record, _context: Context) -> Iterator[Finding]:
    if record.marking in _KNOWN and rank(record.marking) > rank(PUBLIC_LIMIT):
        yield Finding(
            "publish",
            _(
                "Only what is {limit} or lower can be cleared for publication: "
                "set the marking or the clearance right."
            ).format(limit=PUBLIC_LIMIT),
        )


def _document(record: Record, _context: Context) -> Iterator[Finding]:
    if record.marking not in _KNOWN:
        return
    for row, document in enumerate(record.documents, start=1):
        marking = document.marking
        if marking in _KNOWN and rank(marking) > rank(record.marking):
            message = _(
                "The document is marked {marking}, higher than its record ({lower}): set the "
                "record's marking to {marking}, or the document's right."
            )
            said = message.format(marking=marking, lower=record.marking)
            yield Finding("documents", said, row, "marking")


def _document_name(record: Record, _context: Context) -> Iterator[Finding]:
    if record.marking not in _KNOWN:
        return
    for row, document in enumerate(record.documents, start=1):
        for part, text in (("title", document.title), ("file_name", document.file_name)):
            named = named_marking(text)
            if named and rank(named) > max(rank(record.marking), _rank(document.marking)):
                message = _(
                    "The document is named as {marking}, higher than its record is marked "
                    "({lower}): set the marking right, or the name."
                )
                yield Finding(
                    "documents", message.format(marking=named, lower=record.marking), row, part
                )
                break


def _rank(marking: str) -> int:
    return rank(marking) if marking in _KNOWN else 0


_ERROR = Severity.ERROR
RULES: tuple[Rule, ...] = (
    ValueRule(
        "marking-not-storable",
        _ERROR,
        N_("Markings that cannot be stored"),
        frozenset({FieldType.MARKING}),
        _marking,
    ),
    RecordRule(
        "published-above-limit",
        _ERROR,
        N_("Cleared for publication, yet marked too high"),
        reads("marking", "publish"),
        _publish,
        within="publish",
    ),
    RecordRule(
        "marked-below-document",
        _ERROR,
        N_("Marked lower than a document"),
        reads("marking", "documents"),
        _document,
        within="documents",
    ),
    RecordRule(
        "document-named-higher",
        Severity.WARNING,
        N_("Documents whose names give away a higher marking"),
        reads("marking", "documents"),
        _document_name,
        within="documents",
    ),
)
