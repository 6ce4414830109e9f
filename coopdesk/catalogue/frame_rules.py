"""The rules that areas and partnerships keep to, wherever they come from."""

import re
from collections.abc import Iterator
from dataclasses import asdict

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.partnership import Partnership
from coopdesk.i18n import _

# Capital letters, so that no code is one of the program's own words for a tab.
_AREA_CODE = re.compile(r"[A-Z0-9_-]{1,12}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_PARTNERSHIP_CODE = re.compile(r"[A-Za-z0-9-]{1,40}")


def refuse_area(area: Area) -> None:
    """Raise CatalogueError where a catalogue cannot hold ``area``."""
    if not _AREA_CODE.fullmatch(area.code):
        raise CatalogueError(
            _(
                "The area code {code} cannot be used: write 1 to 12 capital letters A to Z, "
                "digits, hyphens or underscores."
            ).format(code=quoted(area.code))
        )
    where = _("area {code}").format(code=area.code)
    if not _COLOUR.fullmatch(area.colour):
        raise CatalogueError(
            _("{where}: {colour} is not a colour; write it as #5b6b7b.").format(
                where=where, colour=quoted(area.colour)
            )
        )
    _refuse_texts(where, area.names)


def refuse_partnership(partnership: Partnership) -> None:
    """Raise CatalogueError where a catalogue cannot hold ``partnership``."""
    if not _PARTNERSHIP_CODE.fullmatch(partnership.code):
        raise CatalogueError(
            _(
                "The partnership code {code} cannot be used: write 1 to 40 letters A to Z, "
                "digits or hyphens."
            ).format(code=quoted(partnership.code))
        )
    where = _("partnership {code}").format(code=partnership.code)
    for country in partnership.countries:
        if not _COUNTRY.fullmatch(country):
            raise CatalogueError(
                _(
                    "{where}: {country} is not a country; write the two capital letters of "
                    "ISO 3166-1, such as DK."
                ).format(where=where, country=quoted(country))
            )
    _refuse_texts(where, asdict(partnership))


def _refuse_texts(where: str, values: object) -> None:
    for text in _texts(values):
        if not _storable(text):
            raise CatalogueError(
                _(
                    "{where}: {text} contains characters that cannot be stored: "
                    "remove them or type it anew."
                ).format(where=where, text=quoted(text))
            )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from _texts(name)
            yield from _texts(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _texts(entry)


def _storable(text: str) -> bool:
    # Half a surrogate pair has no UTF-8, and SQLite ends a text at NUL.
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
