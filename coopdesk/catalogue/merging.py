"""Two records that are one: what each field of the kept one becomes."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.fields import Field, FieldType, editable_fields
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.marking import highest
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _

_LISTS = (FieldType.TAGS, FieldType.FACET)
# What tells who may read: of two records the stricter holds.
_RELEASE = ("marking", "releasable_to", "publish")


class Choice(Enum):
    """Whose value a field takes over: the kept record's, the other's, or what both say."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"


def choices_for(field: Field) -> tuple[Choice, ...]:
    """Return the choices that there are in a field."""
    both = field.type in (*_LISTS, FieldType.LONG_TEXT) or field.name in _RELEASE
    return tuple(Choice) if both else (Choice.KEPT, Choice.OTHER)


def suggested(kept: Record, other: Record) -> dict[str, Choice]:
    """Return a choice for each field in which the two differ, in the order of the form.

    Nothing is lost where both can be had: lists are united, and of two values the one that is
    stated is taken, the kept record's where both are. Of two markings the higher holds, and what
    only one of them releases is not released.
    """
    return {
        field.name: _suggestion(field, getattr(kept, field.name), getattr(other, field.name))
        for field in editable_fields()
        if getattr(kept, field.name) != getattr(other, field.name)
    }


def merged(kept: Record, other: Record, choices: Mapping[str, Choice]) -> Record:
    """Return ``kept`` with what ``choices`` take over from ``other``; without one a field stays.

    Lists are united without doubles, translations by their language; long texts stand one after
    the other; of marking, releasability and clearance what both allow. Ties between the two are
    left out. Raises CatalogueError for a choice that a field does not have.
    """
    values: dict[str, Any] = {}
    for name, choice in choices.items():
        field = field_named(name)
        if field.given or choice not in choices_for(field):
            raise CatalogueError(
                _("“{field}” cannot be taken from both records: choose one of them.").format(
                    field=field.words()
                )
            )
        values[name] = _taken(field, choice, getattr(kept, name), getattr(other, name))
    own = {kept.reference, other.reference}
    relations: tuple[Relation, ...] = values.get("relations", kept.relations)
    values["relations"] = tuple(tie for tie in relations if tie.reference not in own)
    return replace(kept, **values)


def _suggestion(field: Field, kept: Any, other: Any) -> Choice:
    if field.name in _RELEASE or (field.type in _LISTS and kept and other):
        return Choice.BOTH
    empty = getattr(Record(), field.name)
    return Choice.OTHER if kept == empty else Choice.KEPT


def _taken(field: Field, choice: Choice, kept: Any, other: Any) -> Any:
    if choice is not Choice.BOTH:
        return kept if choice is Choice.KEPT else other
    match field.name:
        case "marking":
            return highest((kept, other))
        case "releasable_to":
            return tuple(country for country in kept if country in other)
        case "publish":
            return kept and other
        case _list if field.type in _LISTS:
            return _united(field, kept, other)
        case _text:
            return kept if other in kept else "\n\n".join(filter(None, (kept, other)))


def _united(field: Field, kept: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    if field.name == "translations":
        # One into each language: where both have it, that of the record that stays.
        known = {translation.language for translation in kept}
        other = tuple(one for one in other if one.language not in known)
    return tuple(dict.fromkeys((*kept, *other)))
