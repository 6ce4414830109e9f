"""A record as plain values (text, numbers, lists, dicts) and back: for JSON, history and files."""

import math
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.record import Record
from coopdesk.i18n import N_, _

_TEXTS = {
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.CODE,
    FieldType.AREA,
    FieldType.PARTNERSHIP,
    FieldType.COUNTRY,
    FieldType.MARKING,
    FieldType.REFERENCE,
    FieldType.CURRENCY,
    FieldType.LANGUAGE,
    FieldType.ORGANISATION,
    FieldType.CONTACT,
}
_TAKES = {
    FieldType.TAGS: N_("a list of texts"),
    FieldType.COUNTRIES: N_("a list of texts"),
    FieldType.FLAG: N_("true or false"),
    FieldType.MOMENT: N_("a moment such as 2024-05-17T09:05:00+00:00"),
    FieldType.NUMBER: N_("a number"),
    FieldType.INTEGER: N_("a whole number"),
    FieldType.FACET: N_("a list of tables"),
}
_PARTS = {facet: tuple(part.name for part in parts) for facet, parts in FACET_FIELDS.items()}
_LOCAL_YEARS = range(1971, 3000)  # what every system can show in local time


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
        parts = _PARTS[field.facet]
        return [{name: _part_to_plain(getattr(entry, name)) for name in parts} for entry in value]
    if field.type is FieldType.PERIOD:
        return value.edtf if isinstance(value, Period) else value
    if field.type in (FieldType.TAGS, FieldType.COUNTRIES):
        return list(value)
    if field.type is FieldType.MOMENT:
        return value.isoformat() if value else None
    return value


def _part_to_plain(value: Any) -> Any:
    return list(value) if value.__class__ is tuple else value


def from_plain(plain: Mapping[str, Any]) -> Record:
    """Return the record that ``plain`` describes; fields that it lacks have their defaults.

    Raises CatalogueError, with the field's name, for a name or value that no record can have.
    """
    _only_known(plain, ("uid", *(field.name for field in FIELDS)), _("a record"))
    values = {
        field.name: field_from_plain(field, plain[field.name])
        for field in FIELDS
        if field.name in plain
    }
    return Record(uid=_text("uid", plain.get("uid", "")), **values)


def field_from_plain(field: Field, value: Any) -> Any:
    """Return the value of a record's own field from its plain value.

    Raises CatalogueError, with the field's name, for a value that it cannot have.
    """
    if field.type is FieldType.FACET:
        return _facet_from_plain(field, value)
    if field.type is FieldType.PERIOD:
        return _period(field.name, value)
    if field.type in (FieldType.TAGS, FieldType.COUNTRIES):
        if not isinstance(value, list | tuple):
            raise _refused(field.name, field.type, value)
        return tuple(_text(field.name, entry) for entry in value)
    if field.type is FieldType.FLAG:
        if not isinstance(value, bool):
            raise _refused(field.name, field.type, value)
        return value
    if field.type is FieldType.MOMENT:
        return _moment(field.name, value)
    return _text(field.name, value)


def _facet_from_plain(field: Field, value: Any) -> tuple[Any, ...]:
    assert field.facet is not None
    if not isinstance(value, list | tuple):
        raise _refused(field.name, field.type, value)
    parts = {part.name: part for part in FACET_FIELDS[field.facet]}
    former = {part.formerly: part for part in parts.values() if part.formerly}
    entries = []
    for entry in value:
        if not isinstance(entry, Mapping):
            raise _refused(field.name, field.type, entry)
        _only_known(entry, {**parts, **former}, f"“{field.name}”")
        values: dict[str, Any] = {}
        for name, given in entry.items():
            part = former.get(name) or parts[name]
            if part.name in values:
                raise _given_twice(field, part)
            values[part.name] = _part(field, part, given)
        entries.append(field.facet(**values))
    return tuple(entries)


def _part(field: Field, part: Field, value: Any) -> Any:
    name = f"{field.name}.{part.name}"
    if part.type in _TEXTS:
        return _text(name, value)
    if part.type is FieldType.PERIOD:
        return _period(name, value).edtf
    if part.type is FieldType.TAGS:
        if not isinstance(value, list | tuple):
            raise _refused(name, part.type, value)
        return tuple(_text(name, text) for text in value)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(name, part.type, value)
    try:
        number = float(value)
    except OverflowError:
        raise _refused(name, part.type, value) from None
    if not math.isfinite(number):
        raise _refused(name, part.type, value)
    if part.type is FieldType.NUMBER:
        return number
    if int(value) != value:
        raise _refused(name, part.type, value)
    return int(value)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _refused(name, FieldType.TEXT, value)
    return value


def _period(name: str, value: Any) -> Period:
    try:
        return Period.parse(_text(name, value))
    except PeriodError as refused:
        raise PeriodError(_("{field}: {problem}").format(field=name, problem=refused)) from None


def _moment(name: str, value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise _refused(name, FieldType.MOMENT, value) from None
    if moment.year not in _LOCAL_YEARS:
        raise _refused(name, FieldType.MOMENT, value)
    return moment


def _only_known(plain: Mapping[Any, Any], known: Collection[str], what: str) -> None:
    for name in plain:
        if name not in known:
            raise CatalogueError(
                _("There is no field {name} in {what}; known are: {known}.").format(
                    name=quoted(name), what=what, known=", ".join(known)
                )
            )


def _given_twice(field: Field, part: Field) -> CatalogueError:
    return CatalogueError(
        _("“{name}” is given twice, as “{part}” and as “{former}”: leave one of them out.").format(
            name=field.name, part=part.name, former=part.formerly
        )
    )


def _refused(name: str, kind: FieldType, value: Any) -> CatalogueError:
    return CatalogueError(
        _("The field “{name}” takes {what}, not {value}.").format(
            name=name, what=_(_TAKES.get(kind, N_("text"))), value=quoted(value)
        )
    )
