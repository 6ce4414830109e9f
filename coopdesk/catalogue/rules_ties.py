"""The rules on ties to other records, and on the languages that a record is given in."""

from collections.abc import Iterator

from coopdesk.catalogue.errors import quoted
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import Context, Finding, RecordRule, Rule, Severity, blank, reads
from coopdesk.i18n import N_, _


def _without_reference(record: Record, _context: Context) -> Iterator[Finding]:
    for row, relation in enumerate(record.relations, start=1):
        if blank(relation.reference) and not blank(relation.type):
            message = _("Give the reference of the other record, or remove the row.")
            yield Finding("relations", message, row, "reference")


def _to_itself(record: Record, _context: Context) -> Iterator[Finding]:
    for row, relation in enumerate(record.relations, start=1):
        if record.reference and relation.reference.strip() == record.reference:
            message = _("It ties the record to itself: name another one, or remove the row.")
            yield Finding("relations", message, row, "reference")


def _to_nothing(record: Record, context: Context) -> Iterator[Finding]:
    if context.neighbours is None:
        return
    for row, relation in enumerate(record.relations, start=1):
        if (
            not blank(relation.reference)
            and context.neighbours.known(relation.reference.strip()) is None
        ):
            message = _(
                "The catalogue has no record {reference}: set the reference right, or remove "
                "the row."
            )
            said = message.format(reference=quoted(relation.reference))
            yield Finding("relations", said, row, "reference")


def _no_language(record: Record, _context: Context) -> Iterator[Finding]:
    for row, translation in enumerate(record.translations, start=1):
        if not translation.language and (
            translation.title or translation.summary or translation.description
        ):
            message = _("Choose the language of the translation, or remove the row.")
            yield Finding("translations", message, row, "language")


def _language_twice(record: Record, _context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for row, translation in enumerate(record.translations, start=1):
        if translation.language and translation.language in seen:
            message = _("There is a translation into that language already: remove one of the two.")
            yield Finding("translations", message, row, "language")
        seen.add(translation.language)


_ERROR, _WARNING, _RELATIONS = Severity.ERROR, Severity.WARNING, reads("relations")
RULES: tuple[Rule, ...] = (
    RecordRule(
        "relation-without-reference",
        _ERROR,
        N_("Relations without a reference"),
        _RELATIONS,
        _without_reference,
        within="relations",
    ),
    RecordRule(
        "relation-to-itself",
        _ERROR,
        N_("Relations of a record to itself"),
        _RELATIONS | {"reference"},
        _to_itself,
        within="relations",
    ),
    RecordRule(
        "relation-to-nothing",
        _WARNING,
        N_("Relations to records that are not there"),
        _RELATIONS,
        _to_nothing,
        within="relations",
        beyond=True,
    ),
    RecordRule(
        "translation-without-language",
        _WARNING,
        N_("Translations without a language"),
        reads("translations"),
        _no_language,
        within="translations",
    ),
    RecordRule(
        "language-twice",
        _WARNING,
        N_("Two translations into one language"),
        reads("translations"),
        _language_twice,
        within="translations",
    ),
)
