"""The value of any field in words, short enough to stand in a sentence."""

from collections.abc import Mapping
from typing import Any

from coopdesk.catalogue.fields import FACET_FIELDS, Field, FieldType
from coopdesk.catalogue.period import UNKNOWN, Period, PeriodError
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _, country_name, language_name, moment_words, number_words

# What a person does not read: the catalogue's own names for a file.
_UNTOLD = ("digest", "media_type", "size")


def value_words(field: Field, value: Any, areas: Mapping[str, str]) -> str:
    """Return the value of a record's field, or of a part of a facet, as a person reads it.

    Lists are joined by semicolons; "" where nothing is stated. ``areas`` give names by code.
    """
    if field.facet is not None:
        return "; ".join(entry_words(entry, areas) for entry in value)
    if field.type is FieldType.FLAG:
        return _("yes") if value else _("no")
    if value in (None, "", (), UNKNOWN):
        return ""
    return _words(field, value, areas)


def entry_words(entry: Any, areas: Mapping[str, str]) -> str:
    """Return an entry of a facet: the words of its parts, in their order."""
    parts = FACET_FIELDS[type(entry)]
    told = (
        value_words(part, getattr(entry, part.name), areas)
        for part in parts
        if part.name not in _UNTOLD
    )
    return ", ".join(filter(None, told))


def _words(field: Field, value: Any, areas: Mapping[str, str]) -> str:
    words = str(value)
    match field.type:
        case FieldType.CODE:
            words = code_label(field.codes, value)
        case FieldType.AREA:
            words = areas.get(value, words)
        case FieldType.COUNTRY:
            words = country_name(value)
        case FieldType.COUNTRIES:
            words = ", ".join(map(country_name, value))
        case FieldType.TAGS:
            known = field.name == "tags"
            words = ", ".join(code_label("tag", text) if known else text for text in value)
        case FieldType.PERIOD:
            words = _period(value)
        case FieldType.NUMBER | FieldType.INTEGER:
            words = number_words(value)
        case FieldType.LANGUAGE:
            words = language_name(value)
        case FieldType.MOMENT:
            words = moment_words(value)
    return words


def _period(value: Any) -> str:
    try:
        period = value if isinstance(value, Period) else Period.parse(value)
    except PeriodError:
        return str(value)
    return period_words(period) or str(value)
