"""A record as plain values (text, numbers, lists, dicts) and back: for JSON, history and files."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _

_TEXTS = {
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.CODE,
    FieldType.AREA,
    FieldType.PARTNERSHIP,
    FieldType.COUNTRY,
    FieldType.MARKING,
    FieldType.REFERENCE,
}


def to_plain(record: Record) -> dict[str, Any]:
    """Return all declared fields of ``record``, keyed by name, with ``uid`` first.

    Periods are EDTF, moments ISO 8601, facets lists of dicts.
    """
    plain: dict[str, Any] = {"uid": record.uid}
    for field in FIELDS:
        plain[field.name] = field_to_plain(field, getattr(record, field.name))
    return plain


def field_to_plain(field: Field, value: Any) -> Any:
    """Return one field's value as JSON knows it."""
    if field.type is FieldType.FACET:
        assert field.facet is not None
        parts = FACET_FIELDS[field.facet]
        return [{part.name: getattr(entry, part.name) for part in parts} for entry in value]
    if field.type is FieldType.PERIOD:
        return value.edtf if isinstance(value, Period) else value
    if field.type in (FieldType.TAGS, FieldType.COUNTRIES):
        return list(value)
    if field.type is FieldType.MOMENT:
        return value.isoformat() if value else None
    return value


def from_plain(plain: Mapping[str, Any]) -> Record:
    """Return the record that ``plain`` describes; fields that it lacks have their defaults.

    Raises CatalogueError, with the field's name, for a name or value that no record can have.
    """
    known = {field.name for field in FIELDS} | {"uid"}
    for name in plain:
        if name not in known:
            raise CatalogueError(_("“{name}” is not a field of a record.").format(name=name))
    values = {
        field.name: field_from_plain(field, plain[field.name])
        for field in FIELDS
        if field.name in plain
    }
    return Record(uid=_text("uid", plain.get("uid", "")), **values)


def field_from_plain(field: Field, value: Any) -> Any:
    """Return the value of a record's own field from plain values; CatalogueError if it cannot be."""
    if field.type is FieldType.FACET:
        return _facet_from_plain(field, value)
    if field.type is FieldType.PERIOD:
        return Period.parse(_text(field.name, value))
    if field.type in (FieldType.TAGS, FieldType.COUNTRIES):
        if not isinstance(value, list | tuple):
            raise _refused(field.name, value)
        return tuple(_text(field.name, entry) for entry in value)
    if field.type is FieldType.FLAG:
        if not isinstance(value, bool):
            raise _refused(field.name, value)
        return value
    if field.type is FieldType.MOMENT:
        return _moment(field.name, value)
    return _text(field.name, value)


def _facet_from_plain(field: Field, value: Any) -> tuple[Any, ...]:
    assert field.facet is not None
    if not isinstance(value, list | tuple):
        raise _refused(field.name, value)
    parts = {part.name: part for part in FACET_FIELDS[field.facet]}
    entries = []
    for entry in value:
        if not isinstance(entry, Mapping) or not entry.keys() <= parts.keys():
            raise _refused(field.name, entry)
        entries.append(
            field.facet(**{name: _part(field, parts[name], entry[name]) for name in entry})
        )
    return tuple(entries)


def _part(field: Field, part: Field, value: Any) -> Any:
    name = f"{field.name}.{part.name}"
    if part.type in _TEXTS:
        return _text(name, value)
    if part.type is FieldType.PERIOD:
        return Period.parse(_text(name, value)).edtf
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(name, value)
    if part.type is FieldType.INTEGER:
        if int(value) != value:
            raise _refused(name, value)
        return int(value)
    return float(value)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _refused(name, value)
    return value


def _moment(name: str, value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise _refused(name, value) from None


def _refused(name: str, value: Any) -> CatalogueError:
    shown = repr(value)[:60]
    return CatalogueError(
        _("The field “{name}” cannot hold {value}.").format(name=name, value=shown)
    )
