"""Values in words, as the editor tells them: side by side, or an entry of a list in one line."""

from collections.abc import Mapping
from typing import Any

from coopdesk.catalogue import value_words as catalogue
from coopdesk.catalogue.area import Area
from coopdesk.catalogue.documents import size_words
from coopdesk.catalogue.fields import FACET_FIELDS, Field, FieldType
from coopdesk.i18n import _, number_words
from coopdesk.ui.editor_layouts import main_names

_LONGEST = 1_500
_LONGEST_LINE = 300
_UNBROKEN = 24
# What follows a number without a mark between them: "14 vehicle", "1,000 DKK".
_UNITS = ("unit", "currency")
_WHOLE = 1e15
_TOLD_GIVEN = ("file_name", "size")


def value_words(field: Field, value: Any, areas: Mapping[str, Area]) -> str:
    """Return the value of a record's field as a person reads it, a very long one shortened."""
    names = {code: area.name() for code, area in areas.items()}
    if field.facet is not None:
        words = "\n".join(f"• {catalogue.entry_words(entry, names)}" for entry in value)
    elif field.type is FieldType.FLAG:
        words = _("Yes") if value else _("No")
    else:
        words = catalogue.value_words(field, value, names)
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def line_words(entry: Any) -> str:
    """Return an entry of a list in one line: what its form shows before anybody asks for more."""
    words, number = "", False
    facet: type = type(entry)
    shown = main_names(facet)
    for part in FACET_FIELDS[facet]:
        said = _short(part, getattr(entry, part.name)) if part.name in shown else ""
        if said and words:
            words += " " if number and part.name in _UNITS else " · "
        words += said
        if len(words) > _LONGEST_LINE:
            return words[:_LONGEST_LINE] + "…"
        number = bool(said) and part.type is FieldType.NUMBER
    return words


def given_words(entry: Any) -> str:
    """Return in one line what the program itself knows of an entry, such as a file's name."""
    given = (part for part in FACET_FIELDS[type(entry)] if part.given and part.name in _TOLD_GIVEN)
    return " · ".join(filter(None, (_given(part, getattr(entry, part.name)) for part in given)))


def _given(part: Field, value: Any) -> str:
    return size_words(value) if part.name == "size" and value else _short(part, value)


def _short(part: Field, value: Any) -> str:
    # Whole numbers need no CLDR, which takes a moment to load.
    if part.type is FieldType.NUMBER and value is not None and abs(value) < _WHOLE:
        return number_words(int(value) if value == int(value) else value)
    return catalogue.value_words(part, value, {})


def breakable(text: str) -> str:
    """Return ``text`` with invisible places to break a line in runs that have no blank.

    For labels alone, which else grow as wide as their longest word.
    """
    return " ".join(_broken(word) for word in text.split(" "))


def _broken(word: str) -> str:
    if len(word) <= _UNBROKEN:
        return word
    return "\u200b".join(word[at : at + _UNBROKEN] for at in range(0, len(word), _UNBROKEN))
