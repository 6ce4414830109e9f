"""The value of any field in words, to be compared with another."""

from collections.abc import Mapping
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.codes import code_label
from coopdesk.catalogue.fields import FACET_FIELDS, Field, FieldType
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.i18n import _, country_name, number_words

_LONGEST = 1_500
_UNBROKEN = 24


def value_words(field: Field, value: Any, areas: Mapping[str, Area]) -> str:
    """Return the value of a record's field as a person reads it, a very long one shortened."""
    if field.facet is not None:
        parts = FACET_FIELDS[field.facet]
        entries = (
            ", ".join(
                words
                for part in parts
                if (words := value_words(part, getattr(entry, part.name), areas))
            )
            for entry in value
        )
        words = "\n".join(f"• {entry}" for entry in entries)
    else:
        words = _words(field, value, areas)
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def _words(field: Field, value: Any, areas: Mapping[str, Area]) -> str:
    words = str(value)
    match field.type:
        case FieldType.FLAG:
            words = _("Yes") if value else _("No")
        case _type if value in (None, "", ()):
            words = ""
        case FieldType.CODE:
            words = code_label(field.codes, value)
        case FieldType.AREA:
            words = areas[value].name() if value in areas else words
        case FieldType.COUNTRY:
            words = country_name(value)
        case FieldType.COUNTRIES:
            words = ", ".join(map(country_name, value))
        case FieldType.TAGS:
            words = ", ".join(value)
        case FieldType.PERIOD:
            words = period_words(value if isinstance(value, Period) else Period.parse(value))
        case FieldType.NUMBER | FieldType.INTEGER:
            words = number_words(value)
    return words


def breakable(text: str) -> str:
    """Return ``text`` with invisible places to break a line in runs that have no blank.

    For labels alone, which else grow as wide as their longest word.
    """
    return " ".join(_broken(word) for word in text.split(" "))


def _broken(word: str) -> str:
    if len(word) <= _UNBROKEN:
        return word
    return "\u200b".join(word[at : at + _UNBROKEN] for at in range(0, len(word), _UNBROKEN))
