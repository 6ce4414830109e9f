"""What is stored beside a record's own fields, worked out from them for lists and searches."""

import re
from datetime import MAXYEAR, MINYEAR
from typing import Any

from coopdesk.catalogue.facets import Place
from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.folding import folded_sort_key, tokens
from coopdesk.catalogue.marking import SCALE
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.searchable import SEARCHABLE, field_text

_NUMBER = re.compile(r"[0-9]+")
# FTS5 cuts a word at 32,768 bytes, be it within a letter; four bytes are the most that one takes.
_LONGEST_WORD = 8_000

# A marking's place in the scale, as text: the scale's order is no alphabet's.
MARKING_KEYS: dict[str, str] = {m.code: str(place) for place, m in enumerate(SCALE)}


def derived_columns(record: Record) -> dict[str, Any]:
    """Return the derived columns of table ``record``."""
    places = "; ".join(_place_text(place) for place in record.places)
    period = record.period
    return {
        "period_earliest": period.earliest.isoformat() if period.earliest else None,
        "period_latest": period.latest.isoformat() if period.latest else None,
        "places_text": places,
        "providers": ", ".join(record.countries_as("provider")),
        "receivers": ", ".join(record.countries_as("receiver")),
        "organisations_text": "; ".join(record.organisations),
        "year_from": None if period.unknown else period.year_from or MINYEAR,
        "year_to": None if period.unknown else period.year_to or MAXYEAR,
        "period_key": period_key(period),
        "title_key": folded_sort_key(record.title),
        "reference_key": reference_key(record.reference),
        "places_key": folded_sort_key(places),
        "marking_key": MARKING_KEYS[record.marking],
    }


def values_of(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the values of the dimensions in which a record can have several, each once."""
    return {
        "partners": record.partners,
        "organisations": record.organisations,
        "tags": tuple(dict.fromkeys(record.tags)),
    }


def text_row(record: Record) -> tuple[Any, ...]:
    """Return the row of table ``record_text``: the folded words of each searchable field."""
    return (
        record.id,
        *[field_words(field, getattr(record, field.name)) for field in SEARCHABLE],
    )


def field_words(field: Field, value: Any) -> str:
    """Return the folded words that a search finds in one field, each once, parted by blanks."""
    return " ".join(sought_words(field_text(field, value))) if value else ""


def sought_words(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``, each once, as the search index can hold them."""
    return tuple(dict.fromkeys([word[:_LONGEST_WORD] for word in tokens(text)]))


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
