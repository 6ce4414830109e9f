"""How one report speaks: its language, and what the records in it are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from coopdesk.catalogue.area import Area
from coopdesk.i18n import number_words, translator

CONTENT_LANGUAGE = "en"
"""The language that titles, summaries, descriptions and all other data are written in."""

_TYPESETTING = {"sr": ("sr", "cyrl"), "sr_Latn": ("sr", "latn")}


@dataclass(frozen=True, slots=True)
class Wording:
    """The language of a report, and whether it stays in the house.

    ``keys`` gives, for the reference of each record in the report, the key of its place in it and
    its title: what a tie to it can link to.
    """

    language: str
    internal: bool
    keys: Mapping[str, tuple[str, str]]

    def gettext(self, message: str) -> str:
        """Return ``message`` in the report's language."""
        return translator(self.language).gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form that ``number`` asks for, with the number in its place ``{count}``."""
        pattern = translator(self.language).ngettext(singular, plural, number)
        return pattern.format(count=number_words(number, self.language))


def typesetting(language: str) -> tuple[str, str]:
    """Return the ISO 639 language and ISO 15924 script that one of our languages is set in."""
    return _TYPESETTING.get(language, (language, "latn"))


def area_language(area: Area, language: str) -> str:
    """Return the language that the name of ``area`` is in, when ``language`` is asked for."""
    return language if area.names.get(language) else CONTENT_LANGUAGE
