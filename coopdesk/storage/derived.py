"""What is stored beside a record's own fields, worked out from them for lists and searches."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from typing import Any

from coopdesk.catalogue.facets import Place
from coopdesk.catalogue.fields import CONTENTS, Field
from coopdesk.catalogue.folding import folded_sort_key, tokens
from coopdesk.catalogue.marking import SCALE
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.searchable import SEARCHABLE, field_text
from coopdesk.storage.places import place

_NUMBER = re.compile(r"[0-9]+")
# FTS5 cuts a word at 32,768 bytes, be it within a letter; four bytes are the most that one takes.
LONGEST_WORD = 8_000

# A marking's place in the scale, as text: the scale's order is no alphabet's.
MARKING_KEYS: dict[str, str] = {m.code: str(place) for place, m in enumerate(SCALE)}


def derived_columns(record: Record) -> dict[str, Any]:
    """Return the derived columns of table ``record``."""
    columns: dict[str, Any] = {}
    for derive in _COLUMNS_FROM.values():
        columns.update(derive(record))
    return columns


def columns_from(field_name: str, record: Record) -> dict[str, Any]:
    """Return those of the derived columns that come from one field.

    Of the record are read this field and those from which `VALUES` come together with it.
    """
    derive = _COLUMNS_FROM.get(field_name)
    return derive(record) if derive else {}


def _from_period(record: Record) -> dict[str, Any]:
    period = record.period
    return {
        "period_earliest": period.earliest.isoformat() if period.earliest else None,
        "period_latest": period.latest.isoformat() if period.latest else None,
        "year_from": None if period.unknown else period.year_from or MINYEAR,
        "year_to": None if period.unknown else period.year_to or MAXYEAR,
        "period_key": period_key(period),
    }


def _from_places(record: Record) -> dict[str, Any]:
    places = "; ".join(_place_text(place) for place in record.places)
    return {"places_text": places, "places_key": folded_sort_key(places)}


def _from_parties(record: Record) -> dict[str, Any]:
    return {
        "providers": ", ".join(record.countries_as("provider")),
        "receivers": ", ".join(record.countries_as("receiver")),
        **_from_payments(record),
    }


def _from_payments(record: Record) -> dict[str, Any]:
    return {"organisations_text": "; ".join(record.organisations)}


_COLUMNS_FROM: dict[str, Callable[[Record], dict[str, Any]]] = {
    "reference": lambda record: {"reference_key": reference_key(record.reference)},
    "title": lambda record: {"title_key": folded_sort_key(record.title)},
    "period": _from_period,
    "places": _from_places,
    "parties": _from_parties,
    "transactions": _from_payments,
    "marking": lambda record: {"marking_key": MARKING_KEYS[record.marking]},
}


@dataclass(frozen=True, slots=True)
class Values:
    """Values of a dimension in which a record can have several, and the ``fields`` they come from.

    They are all values that a record has there, or else ``only`` that one, if it has it.
    """

    dimension: str
    fields: tuple[str, ...]
    only: str = ""

    def of(self, record: Record) -> tuple[str, ...]:
        """Return those that the record has, each once; only the fields they come from are read."""
        if self.only:
            return (self.only,) if self.only in getattr(record, self.dimension) else ()
        return tuple(dict.fromkeys(getattr(record, self.dimension)))


# Each list in a record is told for itself, so that one can be written and the others not known.
VALUES: tuple[Values, ...] = (
    Values("partners", ("partnership", "parties")),
    Values("party_roles", ("parties",)),
    Values("organisations", ("parties", "transactions")),
    Values("place_names", ("places", "sessions")),
    *(Values("contents", (name,), only=name) for name in CONTENTS),
    Values("tags", ("tags",)),
    Values("confidences", ("sources",)),
)
# The dimensions of `schema.VALUES_TABLES` whose values come from the record itself.
DERIVED_VALUES: tuple[str, ...] = tuple(dict.fromkeys(values.dimension for values in VALUES))


def values_of(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the values of the dimensions in which a record can have several, each once."""
    return {
        dimension: tuple(dict.fromkeys(getattr(record, dimension))) for dimension in DERIVED_VALUES
    }


def text_row(record: Record) -> tuple[Any, ...]:
    """Return the row of table ``record_text``: the folded words of each searchable field."""
    return (
        record.id,
        *[field_words(field, getattr(record, field.name)) for field in SEARCHABLE],
        place(record.period, record.id),
    )


def field_words(field: Field, value: Any) -> str:
    """Return the folded words that a search finds in one field, in order, parted by blanks."""
    return " ".join(sought_words(field_text(field, value))) if value else ""


def sought_words(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text`` in their order, as the search index can hold them."""
    return tuple([word[:LONGEST_WORD] for word in tokens(text)])


def period_key(period: Period) -> str:
    """Return text that sorts as `Period.sort_key` does, "" for the unknown."""
    unknown, earliest, latest = period.sort_key
    return "" if unknown else f"{earliest.isoformat()}/{latest.isoformat()}"


def reference_key(reference: str) -> str:
    """Return text by which references sort as numbers: …/999 before …/1000."""
    return _NUMBER.sub(lambda number: number[0].zfill(8), reference)


def _place_text(place: Place) -> str:
    if place.name and place.country:
        return f"{place.name} ({place.country})"
    return place.name or place.country
