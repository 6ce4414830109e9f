"""The value of any field in words, short enough to stand in a sentence."""

from collections.abc import Mapping
from typing import Any

from coopdesk.catalogue.fields import FACET_FIELDS, Field, FieldType
from coopdesk.catalogue.period import UNKNOWN, Period, PeriodError
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import country_name, language_name, moment_words, number_words, translator

# What a person does not read: the catalogue's own names for a file.
_UNTOLD = ("digest", "media_type", "size")


def value_words(
    field: Field, value: Any, areas: Mapping[str, str], language: str | None = None
) -> str:
    """Return the value of a record's field, or of a part of a facet, as a person reads it.

    Lists are joined by semicolons; "" where nothing is stated. ``areas`` give names by code, and
    ``language`` is that of the words (None: the interface's).
    """
    if field.facet is not None:
        return "; ".join(entry_words(entry, areas, language) for entry in value)
    if field.type is FieldType.FLAG:
        say = translator(language).gettext
        return say("yes") if value else say("no")
    if value in (None, "", (), UNKNOWN):
        return ""
    return _words(field, value, areas, language)


def entry_words(entry: Any, areas: Mapping[str, str], language: str | None = None) -> str:
    """Return an entry of a facet: the words of its parts, in their order."""
    parts = FACET_FIELDS[type(entry)]
    told = (
        value_words(part, getattr(entry, part.name), areas, language)
        for part in parts
        if part.name not in _UNTOLD
    )
    return ", ".join(filter(None, told))


def _words(field: Field, value: Any, areas: Mapping[str, str], language: str | None) -> str:
    words = str(value)
    match field.type:
        case FieldType.CODE:
            words = code_label(field.codes, value, language)
        case FieldType.AREA:
            words = areas.get(value, words)
        case FieldType.COUNTRY:
            words = country_name(value, language)
        case FieldType.COUNTRIES:
            words = ", ".join(country_name(code, language) for code in value)
        case FieldType.TAGS:
            known = field.name == "tags"
            words = ", ".join(
                code_label("tag", text, language) if known else text for text in value
            )
        case FieldType.PERIOD:
            words = _period(value, language)
        case FieldType.NUMBER | FieldType.INTEGER:
            words = number_words(value, language)
        case FieldType.LANGUAGE:
            words = language_name(value, language)
        case FieldType.MOMENT:
            words = moment_words(value, language)
    return words


def _period(value: Any, language: str | None) -> str:
    try:
        period = value if isinstance(value, Period) else Period.parse(value)
    except PeriodError:
        return str(value)
    return period_words(period, language) or str(value)
