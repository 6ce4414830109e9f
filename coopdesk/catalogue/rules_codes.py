"""The rules on what is chosen from a list: kinds, statuses, countries, currencies, languages."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from coopdesk.catalogue.codes import Kind, Status
from coopdesk.catalogue.errors import quoted
from coopdesk.catalogue.fields import Field, FieldType
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

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:_[A-Z][a-z]{3})?(?:_[A-Z]{2})?")
# The languages and currencies that most catalogues name: for these no list has to be read.
_USUAL_LANGUAGES = frozenset({"en", "da", "sr", "sr_Latn"})
_USUAL_CURRENCIES = frozenset({"CHF", "DKK", "EUR", "GBP", "NOK", "RSD", "SEK", "USD"})
_LINK = re.compile(r"(?i:https?://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+)")


def _code(value: str, field: Field, context: Context) -> Said | None:
    # A status is judged beside the kind.
    if field.codes == "status" or context.vocabulary.find(field.codes, value) is not None:
        return None
    return _unknown(value, [entry.code for entry in context.vocabulary.entries(field.codes)])


def _unknown(value: str, known: Collection[str]) -> Said:
    if known:
        said = _("{value} is not known as “{field}”; choose one of: {known}.")
    else:
        said = _("{value} is not known as “{field}”; the catalogue has none yet: add it first.")
    return said, {"value": quoted(value), "known": ", ".join(known)}


def _area(value: str, _field: Field, context: Context) -> Said | None:
    return None if value in context.areas else _unknown(value, sorted(context.areas))


def _partnership(value: str, _field: Field, context: Context) -> Said | None:
    return None if value in context.partnerships else _unknown(value, sorted(context.partnerships))


def _status(record: Record, context: Context) -> Iterator[Finding]:
    kind = context.vocabulary.find("kind", record.kind)
    status = context.vocabulary.find("status", record.status)
    if not isinstance(kind, Kind):
        return
    if not isinstance(status, Status) or status.agreement != kind.agreement:
        said = _("Choose a status that fits the kind of the record: {words}.")
        fitting = context.vocabulary.statuses_for(record.kind)
        words = ", ".join(entry.words() for entry in fitting if not entry.retired)
        yield Finding("status", said.format(words=words))


def _country(value: str, _field: Field, _context: Context) -> Said | None:
    # ISO 3166-1 alpha-2 in form; that the code is assigned is left to who picks it from the list.
    if len(value) == 2 and value.isascii() and value.isalpha() and value.isupper():
        return None
    said = _(
        "{value} is not a country in “{field}”; write the two capital letters of ISO 3166-1, "
        "such as DK."
    )
    return said, {"value": quoted(value)}


def _currency(value: str, _field: Field, _context: Context) -> Said | None:
    if value in _USUAL_CURRENCIES or value in _currencies():
        return None
    said = _(
        "{value} is not a currency in “{field}”; write the three capital letters of ISO 4217, "
        "such as DKK."
    )
    return said, {"value": quoted(value)}


@cache
def _currencies() -> frozenset[str]:
    """Return the currencies of ISO 4217, those of former years too."""
    from babel.core import get_global

    return frozenset(get_global("all_currencies"))


def _language(value: str, _field: Field, _context: Context) -> Said | None:
    if value in _USUAL_LANGUAGES:
        return None
    match = _LANGUAGE.fullmatch(value)
    if match and match[1] in _languages():
        return None
    said = _("{value} is not a language in “{field}”; write its code, such as en, da or sr_Latn.")
    return said, {"value": quoted(value)}


@cache
def _languages() -> frozenset[str]:
    """Return the codes of ISO 639 that CLDR has a name for."""
    from babel import Locale

    return frozenset(Locale.parse("en").languages)


def _link(value: str, _field: Field, _context: Context) -> Said | None:
    if _LINK.fullmatch(value):
        return None
    said = _(
        "{value} is not a link in “{field}”; write one that begins with https://, http:// or "
        "mailto:, without blanks."
    )
    return said, {"value": quoted(value)}


_ERROR, _T = Severity.ERROR, FieldType
RULES: tuple[Rule, ...] = (
    ValueRule("unknown-code", _ERROR, N_("Unknown codes"), frozenset({_T.CODE}), _code),
    ValueRule("unknown-area", _ERROR, N_("Unknown areas"), frozenset({_T.AREA}), _area),
    ValueRule(
        "unknown-partnership",
        _ERROR,
        N_("Unknown partnerships"),
        frozenset({_T.PARTNERSHIP}),
        _partnership,
    ),
    RecordRule(
        "status-unfit",
        _ERROR,
        N_("A status that does not fit the kind"),
        reads("kind", "status"),
        _status,
        within="status",
    ),
    ValueRule(
        "unknown-country",
        _ERROR,
        N_("Unknown countries"),
        frozenset({_T.COUNTRY, _T.COUNTRIES}),
        _country,
    ),
    ValueRule(
        "unknown-currency", _ERROR, N_("Unknown currencies"), frozenset({_T.CURRENCY}), _currency
    ),
    ValueRule(
        "unknown-language", _ERROR, N_("Unknown languages"), frozenset({_T.LANGUAGE}), _language
    ),
    ValueRule(
        "link-form",
        _ERROR,
        N_("Links that lead nowhere"),
        frozenset({_T.TEXT}),
        _link,
        only=frozenset({"link"}),
    ),
)
