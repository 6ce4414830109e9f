"""The rules that areas, partnerships, code lists, contacts… keep to, wherever they come from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.fields import FIELDS, field
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.saved_filter import ICONS, LONGEST_NAME, SavedFilter, definition
from coopdesk.catalogue.vocabulary import BUILT_IN, CHANGEABLE, UNPLACED
from coopdesk.i18n import _

# Capital letters, so that no code is one of the program's own words for a tab.
_AREA_CODE = re.compile(r"[A-Z0-9_-]{1,12}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TAGS = field("tags")
_FACETS = tuple(declared.name for declared in FIELDS if declared.facet is not None)
_PARTNERSHIP_CODE = re.compile(r"[A-Za-z0-9-]{1,40}")


def framing_name(thing: object) -> str:
    """Return what a person calls an area, a partnership, an organisation…, in English."""
    match thing:
        case Area():
            return thing.names.get("en") or thing.code
        case CodeEntry():
            own = thing.list in CHANGEABLE and BUILT_IN.label(thing.list, thing.code, "en")
            return thing.names.get("en") or own or thing.code
        case Organisation() | Contact() | SavedFilter():
            return thing.name
        case Partnership():
            return thing.code
        case Rate():
            return f"{thing.currency}/{thing.per} {thing.day}"
        case _other:
            raise TypeError(type(thing))


def refuse_framing(thing: object) -> None:
    """Raise CatalogueError where a catalogue cannot hold ``thing``."""
    match thing:
        case Area():
            refuse_area(thing)
        case Partnership():
            refuse_partnership(thing)
        case CodeEntry():
            refuse_code(thing)
        case Organisation() | Contact():
            refuse_named(thing)
        case Rate():
            refuse_rate(thing)
        case SavedFilter():
            refuse_saved_filter(thing)
        case _other:
            raise TypeError(type(thing))


def refuse_code(entry: CodeEntry) -> None:
    """Raise CatalogueError where a code list cannot hold ``entry``."""
    if entry.list not in CHANGEABLE:
        raise CatalogueError(
            _("There is no list {name} to change; there are: {known}.").format(
                name=quoted(entry.list), known=", ".join(CHANGEABLE)
            )
        )
    # A tag's code is its text.
    most = _TAGS.limit if entry.list == "tag" else 100
    if not entry.code.strip() or len(entry.code) > most:
        raise CatalogueError(
            _("The code {code} cannot be used: write 1 to {most} characters.").format(
                code=quoted(entry.code), most=most
            )
        )
    where = _("code {code}").format(code=quoted(entry.code))
    if entry.colour:
        _refuse_colour(where, entry.colour)
    _refuse_texts(where, asdict(entry))
    if not 0 <= entry.position <= UNPLACED:
        raise CatalogueError(
            _("{where}: the position must be a number from 0 to {most}.").format(
                where=where, most=UNPLACED
            )
        )
    _refuse_traits(where, entry.traits)


def _refuse_traits(where: str, traits: Mapping[str, Any]) -> None:
    for name in ("agreement", "under_way", "ended"):
        if not isinstance(traits.get(name, False), bool):
            raise CatalogueError(
                _("{where}: “{name}” must be true or false.").format(where=where, name=name)
            )
    first = traits.get("first", ())
    if not isinstance(first, list | tuple) or not all(facet in _FACETS for facet in first):
        raise CatalogueError(
            _("{where}: “first” must be a list of these: {known}.").format(
                where=where, known=", ".join(_FACETS)
            )
        )
    if traits.get("under_way") and traits.get("ended"):
        raise CatalogueError(
            _("{where}: work cannot be under way and ended at once; choose one.").format(
                where=where
            )
        )


def refuse_named(thing: Organisation | Contact) -> None:
    """Raise CatalogueError where a catalogue cannot hold an organisation or a contact."""
    if not thing.name.strip() or len(thing.name) > 300:
        raise CatalogueError(
            _("The name {name} cannot be used: write 1 to 300 characters.").format(
                name=quoted(thing.name)
            )
        )
    where = quoted(thing.name)
    if thing.country:
        _refuse_country(where, thing.country)
    _refuse_texts(where, asdict(thing))


def refuse_rate(rate: Rate) -> None:
    """Raise CatalogueError for what is no exchange rate of a day."""
    where = _("rate {currency}/{per}").format(currency=rate.currency, per=rate.per)
    for currency in (rate.currency, rate.per):
        if not _CURRENCY.fullmatch(currency):
            raise CatalogueError(
                _(
                    "{where}: {currency} is not a currency; write the three capital letters of "
                    "ISO 4217, such as DKK."
                ).format(where=where, currency=quoted(currency))
            )
    try:
        date.fromisoformat(rate.day)
    except ValueError:
        raise CatalogueError(
            _("{where}: {day} is not a day; write it as 2024-05-17.").format(
                where=where, day=quoted(rate.day)
            )
        ) from None
    if rate.currency == rate.per or not 0 < rate.rate < float("inf"):
        raise CatalogueError(
            _("{where}: give two currencies and a rate above zero.").format(where=where)
        )


def refuse_saved_filter(saved: SavedFilter) -> None:
    """Raise CatalogueError where a catalogue cannot hold a filter so named, or its icon."""
    name = saved.name
    if name != " ".join(name.split()) or not 0 < len(name) <= LONGEST_NAME:
        raise CatalogueError(
            _(
                "The name {name} cannot be used: write 1 to {most} characters on one line, "
                "without blanks around them."
            ).format(name=quoted(name), most=LONGEST_NAME)
        )
    where = quoted(name)
    if saved.icon not in ICONS:
        raise CatalogueError(
            _("{where}: there is no icon {icon}; choose one that is offered.").format(
                where=where, icon=quoted(saved.icon)
            )
        )
    _refuse_texts(where, [name, definition(saved)])


def _refuse_colour(where: str, colour: str) -> None:
    if not _COLOUR.fullmatch(colour):
        raise CatalogueError(
            _("{where}: {colour} is not a colour; write it as #5b6b7b.").format(
                where=where, colour=quoted(colour)
            )
        )


def _refuse_country(where: str, country: str) -> None:
    if not _COUNTRY.fullmatch(country):
        raise CatalogueError(
            _(
                "{where}: {country} is not a country; write the two capital letters of "
                "ISO 3166-1, such as DK."
            ).format(where=where, country=quoted(country))
        )


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
    _refuse_colour(where, area.colour)
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
        _refuse_country(where, country)
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
