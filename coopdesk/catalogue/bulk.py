"""One change that many records take alike: what it makes of the value of one field."""

import re
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, TypeAlias

from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.fields import FACET_FIELDS, Field, FieldType
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.plain import field_from_plain, field_to_plain
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _

_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_TEXT_PARTS = (*_TEXTS, FieldType.ORGANISATION, FieldType.CONTACT)
_LISTS = (FieldType.TAGS, FieldType.COUNTRIES, FieldType.FACET)
_DEFAULTS = {made.name: made.default for made in fields(Record) if made.default is not MISSING}


@dataclass(frozen=True, slots=True)
class SetField:
    """Give ``field`` this value, of the type that `Record` has there."""

    field: str
    value: Any

    def applied(self, _value: Any) -> Any:
        """Return what becomes of a value of the field."""
        return self.value

    def refuse(self) -> None:
        """Raise CatalogueError where the change can be made in no record."""
        _refuse_value(_editable(self.field), self.value)


@dataclass(frozen=True, slots=True)
class ClearField:
    """Leave ``field`` empty."""

    field: str

    def applied(self, _value: Any) -> Any:
        """Return what becomes of a value of the field."""
        return _DEFAULTS[self.field]

    def refuse(self) -> None:
        """Raise CatalogueError where the change can be made in no record."""
        declared = _editable(self.field)
        if declared.required:
            raise CatalogueError(
                _("No record can be without “{field}”: give it another value instead.").format(
                    field=declared.words()
                )
            )


@dataclass(frozen=True, slots=True)
class AddEntries:
    """Add to a list (tags, countries, parties…) those of ``entries`` that it lacks, at its end."""

    field: str
    entries: tuple[Any, ...]

    def applied(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return what becomes of a value of the field."""
        lacking = [entry for entry in dict.fromkeys(self.entries) if entry not in value]
        return (*value, *lacking) if lacking else value

    def refuse(self) -> None:
        """Raise CatalogueError where the change can be made in no record."""
        _refuse_entries(_list_field(self.field), self.entries)


@dataclass(frozen=True, slots=True)
class RemoveEntries:
    """Take out of a list what is like one of ``entries``: equal in all that this one states.

    Party(organisation="X") takes out every party of that organisation, whatever its role.
    """

    field: str
    entries: tuple[Any, ...]

    def applied(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return what becomes of a value of the field."""
        left = [held for held in value if not any(_is_like(held, entry) for entry in self.entries)]
        return value if len(left) == len(value) else tuple(left)

    def refuse(self) -> None:
        """Raise CatalogueError where the change can be made in no record."""
        declared = _list_field(self.field)
        _refuse_entries(declared, self.entries)
        if declared.facet and any(entry == declared.facet() for entry in self.entries):
            raise CatalogueError(_("Say by at least one value which entries are to be removed."))


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Put ``put`` wherever ``find`` stands in a text, in each tag, or in one ``part`` of a list.

    A tag of which nothing is left goes, and so does one that becomes another of the same record.
    """

    field: str
    find: str
    put: str
    part: str = ""
    match_case: bool = True
    whole_words: bool = False

    def applied(self, value: Any) -> Any:
        """Return what becomes of a value of the field."""
        if isinstance(value, str):
            return self._replaced(value)
        if not self.part:
            tags = (self._replaced(tag).strip() for tag in value)
            return tuple(dict.fromkeys(filter(None, tags)))
        return tuple(
            replace(entry, **{self.part: self._replaced(getattr(entry, self.part))})
            for entry in value
        )

    def refuse(self) -> None:
        """Raise CatalogueError where the change can be made in no record."""
        declared = _editable(self.field)
        if declared.facet is not None:
            declared = _part(declared, self.part)
        takes = _TEXT_PARTS if self.part else (*_TEXTS, FieldType.TAGS)
        if declared.type not in takes:
            raise CatalogueError(
                _("“{field}” holds no text in which something could be replaced.").format(
                    field=declared.words()
                )
            )
        if not self.find:
            raise CatalogueError(_("Say which text is to be replaced."))

    def _replaced(self, text: str) -> str:
        # Most texts do not hold it: they need no pattern.
        if self.match_case and self.find not in text:
            return text
        pattern = re.escape(self.find)
        if self.whole_words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        flags = re.NOFLAG if self.match_case else re.IGNORECASE
        return re.sub(pattern, lambda _found: self.put, text, flags=flags)


@dataclass(frozen=True, slots=True)
class SetPart:
    """Give one ``part`` of the entries of a list this value; with ``like`` only of those like it.

    "" and None leave the part empty. A record without such entries stays as it is.
    """

    field: str
    part: str
    value: Any
    like: Any = None

    def applied(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return what becomes of a value of the field."""
        return tuple(
            replace(entry, **{self.part: self.value})
            if self.like is None or _is_like(entry, self.like)
            else entry
            for entry in value
        )

    def refuse(self) -> None:
        """Raise CatalogueError where the change can be made in no record."""
        declared = _editable(self.field)
        _part(declared, self.part)
        assert declared.facet is not None
        _refuse_value(declared, (declared.facet(**{self.part: self.value}),))
        if self.like is not None:
            _refuse_entries(declared, (self.like,))


BulkChange: TypeAlias = SetField | ClearField | AddEntries | RemoveEntries | ReplaceText | SetPart
"""``field`` is what it changes, ``applied`` what it makes of a value, ``refuse`` its check."""


def _editable(name: str) -> Field:
    declared = field_named(name)
    if declared.given:
        raise _not_editable(declared)
    return declared


def _not_editable(declared: Field) -> CatalogueError:
    return CatalogueError(
        _("“{field}” is given by the program and cannot be changed.").format(field=declared.words())
    )


def _list_field(name: str) -> Field:
    declared = _editable(name)
    if declared.type not in _LISTS:
        raise CatalogueError(
            _("“{field}” is no list: set its value instead.").format(field=declared.words())
        )
    return declared


def _part(declared: Field, name: str) -> Field:
    parts = FACET_FIELDS[declared.facet] if declared.facet else ()
    for part in parts:
        if part.name == name:
            if part.given:
                raise _not_editable(part)
            return part
    raise CatalogueError(
        _("“{field}” has no part called {name}; choose one of: {known}.").format(
            field=declared.words(), name=quoted(name), known=", ".join(p.name for p in parts)
        )
    )


def _refuse_entries(declared: Field, entries: tuple[Any, ...]) -> None:
    if not entries:
        raise CatalogueError(
            _("Say which entries of “{field}” are meant.").format(field=declared.words())
        )
    _refuse_value(declared, entries)


def _refuse_value(declared: Field, value: Any) -> None:
    """Raise CatalogueError where no record can have ``value``, TypeError for a wrong type."""
    if field_from_plain(declared, field_to_plain(declared, value)) != value:
        raise TypeError(f"{declared.name}: {type(value).__name__}")


def _is_like(held: Any, entry: Any) -> bool:
    if isinstance(held, str):
        return bool(held == entry)
    return all(
        getattr(held, part.name) == stated
        for part in FACET_FIELDS[type(entry)]
        if (stated := getattr(entry, part.name)) not in ("", None, ())
    )
