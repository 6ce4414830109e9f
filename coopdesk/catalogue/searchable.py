"""Which text of a record a search looks at."""

from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, FieldType
from coopdesk.catalogue.record import Record

_PART_TYPES = (FieldType.TEXT, FieldType.COUNTRY)


def searchable_text(record: Record) -> str:
    """Return the text of all searchable fields and of their facets, as it was written."""
    found: list[str] = []
    for field in FIELDS:
        if not field.searchable:
            continue
        value = getattr(record, field.name)
        if field.type is FieldType.FACET:
            assert field.facet is not None
            names = [p.name for p in FACET_FIELDS[field.facet] if p.type in _PART_TYPES]
            found.extend(getattr(entry, name) for entry in value for name in names)
        elif field.type is FieldType.TAGS:
            found.extend(value)
        else:
            found.append(value)
    return "\n".join(text for text in found if text)
