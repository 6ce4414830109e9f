"""The columns that a table may show, declared once."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from coopdesk.catalogue.fields import field
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.summary import Summary
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import N_, _, countries_loaded, country_name, date_words

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, its heading, its width in characters, and the text of a row.

    ``narrow`` is the width in a small window, ``wide`` the most that it grows to in a large one.
    ``text`` takes the row and the words of the areas by code.
    """

    name: str
    label: str
    narrow: int
    wide: int
    text: Callable[[Summary, dict[str, str]], str]

    def words(self) -> str:
        """Return the heading in the interface language."""
        return _(self.label)


PLACE = re.compile(r"(?:(?P<name>.*) \()?(?P<country>[A-Z]{2})\)?")


def _places(row: Summary, _areas: dict[str, str]) -> str:
    # Before CLDR is loaded, which the first painting does not wait for, countries stay codes.
    if not row.places or not countries_loaded():
        return row.places or NOTHING
    return "; ".join(_place_words(place) for place in row.places.split("; "))


def _place_words(place: str) -> str:
    match = PLACE.fullmatch(place)
    if match is None:
        return place
    country = country_name(match["country"])
    return f"{match['name']}, {country}" if match["name"] else country


def _countries(codes: str) -> str:
    if not codes or not countries_loaded():
        return codes or NOTHING
    return ", ".join(country_name(code) for code in codes.split(", "))


def _tags(tags: str) -> str:
    return "; ".join(code_label("tag", tag) for tag in tags.split("; "))


def _changed(row: Summary, _areas: dict[str, str]) -> str:
    return date_words(row.changed_at.astimezone().date()) if row.changed_at else NOTHING


COLUMNS: tuple[Column, ...] = (
    Column("title", field("title").label, 0, 0, lambda row, _a: row.title),
    Column("area", field("area").label, 12, 28, lambda row, areas: areas.get(row.area, row.area)),
    Column("kind", field("kind").label, 11, 19, lambda row, _a: code_label("kind", row.kind)),
    Column(
        "period",
        field("period").label,
        13,
        20,
        lambda row, _a: period_words(row.period) or NOTHING,
    ),
    Column(
        "status",
        field("status").label,
        16,
        18,
        lambda row, _a: code_label("status", row.status) if row.status else NOTHING,
    ),
    Column("places", field("places").label, 13, 28, _places),
    Column("providers", N_("Provider"), 9, 12, lambda row, _a: _countries(row.providers)),
    Column("receivers", N_("Receiver"), 9, 12, lambda row, _a: _countries(row.receivers)),
    Column(
        "organisations", N_("Organisations"), 20, 40, lambda row, _a: row.organisations or NOTHING
    ),
    Column("tags", field("tags").label, 16, 30, lambda row, _a: _tags(row.tags) or NOTHING),
    Column("marking", field("marking").label, 16, 18, lambda row, _a: row.marking),
    Column("reference", field("reference").label, 16, 19, lambda row, _a: row.reference),
    Column("changed_at", field("changed_at").label, 16, 18, _changed),
    Column(
        "changed_by", field("changed_by").label, 12, 24, lambda row, _a: row.changed_by or NOTHING
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}


def default_columns(tab: str) -> tuple[str, ...]:
    """Return the columns that a tab shows until the user chooses others."""
    if tab == "all":
        return ("title", "area", "kind", "period", "status")
    return ("title", "kind", "period", "status", "places")


def chosen_columns(kept: object, tab: str) -> tuple[Column, ...]:
    """Return the columns kept in the settings for ``tab``, else its defaults; the title always."""
    names = kept if isinstance(kept, list) else []
    known = [BY_NAME[name] for name in names if isinstance(name, str) and name in BY_NAME]
    if not any(column.name == "title" for column in known):
        return tuple(BY_NAME[name] for name in default_columns(tab))
    return tuple(dict.fromkeys(known))
