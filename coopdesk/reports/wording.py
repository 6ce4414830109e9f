"""How one report speaks: its language, and what the records in it are called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.partnership import Contact
from coopdesk.i18n import number_words, translator

CONTENT_LANGUAGE = "en"
"""The language that titles, summaries, descriptions and all other data are written in."""

_TONGUE = re.compile("[a-z]{2,3}")
_TYPESETTING = {"sr": ("sr", "cyrl"), "sr_Latn": ("sr", "latn")}


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wording:
    """The language of a report, whether it stays in the house, and what its records refer to.

    ``keys`` gives, for the reference of each record in the report, the key of its place in it and
    its title: what a tie to it can link to. ``pointing`` gives, for the same, the type and the
    reference of each tie by which another record in the report points at it. ``contacts`` are what
    may be told of the catalogue's contacts, by their names. ``marks`` says that each paragraph
    shows its marking.
    """

    language: str
    internal: bool
    keys: Mapping[str, tuple[str, str]]
    pointing: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=_nothing)
    contacts: Mapping[str, Contact] = field(default_factory=_nothing)
    marks: bool = False

    def gettext(self, message: str) -> str:
        """Return ``message`` in the report's language."""
        return translator(self.language).gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form that ``number`` asks for, with the number in its place ``{count}``."""
        pattern = translator(self.language).ngettext(singular, plural, number)
        return pattern.format(count=number_words(number, self.language))


def typesetting(language: str) -> tuple[str, str]:
    """Return the ISO 639 language and ISO 15924 script that a language is set in."""
    if language in _TYPESETTING:
        return _TYPESETTING[language]
    # Others as the rules let them be written: "de", "pt_BR", "uz_Cyrl".
    tongue, *parts = language.split("_")
    if not _TONGUE.fullmatch(tongue):
        return CONTENT_LANGUAGE, "latn"
    return tongue, next((part.lower() for part in parts if len(part) == 4), "latn")


def area_language(area: Area, language: str) -> str:
    """Return the language that the name of ``area`` is in, when ``language`` is asked for."""
    return language if area.names.get(language) else CONTENT_LANGUAGE
