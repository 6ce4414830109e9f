"""What may be done to a field of many records at once."""

from coopdesk.catalogue.fields import Field, FieldType, editable_fields
from coopdesk.i18n import N_
from coopdesk.ui.editor_layouts import fields_of

SET, CLEAR, ADD, REMOVE, REPLACE = "set", "clear", "add", "remove", "replace"
SET_PART, CLEAR_PART = "set_part", "clear_part"
ACTS: tuple[tuple[str, str], ...] = (
    (SET, N_("Give it this value")),
    (ADD, N_("Add to the list")),
    (REMOVE, N_("Remove from the list")),
    (REPLACE, N_("Replace text")),
    (SET_PART, N_("Give a part of each entry this value")),
    (CLEAR_PART, N_("Leave a part of each entry empty")),
    (CLEAR, N_("Leave it empty")),
)

_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_PART_TEXTS = (*_TEXTS, FieldType.ORGANISATION, FieldType.CONTACT)


def bulk_fields() -> tuple[Field, ...]:
    """Return the fields that can be changed in many records, in the order of the form."""
    return editable_fields()


def acts_for(field: Field) -> tuple[str, ...]:
    """Return what may be done to ``field``, what is done most often first."""
    match field.type:
        case FieldType.FACET:
            text = (REPLACE,) if text_parts(field) else ()
            return (ADD, REMOVE, *text, SET_PART, CLEAR_PART, CLEAR)
        case FieldType.TAGS:
            return (ADD, REMOVE, REPLACE, SET, CLEAR)
        case FieldType.COUNTRIES:
            return (ADD, REMOVE, SET, CLEAR)
        case FieldType.FLAG:
            return (SET,)
        case _one_value:
            texts = (REPLACE,) if field.type in _TEXTS else ()
            return (SET, *texts) if field.required else (SET, *texts, CLEAR)


def text_parts(field: Field) -> tuple[Field, ...]:
    """Return the parts of a list's entries in which a text can be replaced."""
    assert field.facet is not None
    return tuple(part for part in fields_of(field.facet) if part.type in _PART_TEXTS)
