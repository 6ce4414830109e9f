"""Which text of a record a search looks at."""

from collections.abc import Iterator
from typing import Any

from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.record import Record

_PART_TYPES = (
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.COUNTRY,
    FieldType.ORGANISATION,
    FieldType.CONTACT,
    FieldType.TAGS,
)
# What no one types who looks for a document.
_UNSOUGHT = ("digest", "media_type")
SEARCHABLE: tuple[Field, ...] = tuple(field for field in FIELDS if field.searchable)
_PARTS = {
    facet: tuple(p.name for p in parts if p.type in _PART_TYPES and p.name not in _UNSOUGHT)
    for facet, parts in FACET_FIELDS.items()
}


def searchable_text(record: Record) -> str:
    """Return the text of all searchable fields and of their facets, as it was written."""
    texts = (field_text(field, getattr(record, field.name)) for field in SEARCHABLE)
    return "\n".join(filter(None, texts))


def field_text(field: Field, value: Any) -> str:
    """Return the text that a search looks at in the value of one searchable field."""
    if not value:
        return ""
    if field.facet is not None:
        return "\n".join(_entry_texts(value, _PARTS[field.facet]))
    return "\n".join(value) if field.type is FieldType.TAGS else str(value)


def _entry_texts(entries: tuple[Any, ...], names: tuple[str, ...]) -> Iterator[str]:
    for entry in entries:
        for name in names:
            text = getattr(entry, name)
            if text:
                yield text if isinstance(text, str) else "\n".join(text)
