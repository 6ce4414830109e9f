"""The rules on text: that it is there, fits, and can be stored, read and shown."""

import re
from collections.abc import Iterator

from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import (
    Context,
    Finding,
    RecordRule,
    Rule,
    Said,
    Severity,
    ValueRule,
    blank,
    reads,
)
from coopdesk.i18n import N_, _

_NAMES = frozenset({FieldType.ORGANISATION, FieldType.CONTACT})
_FREE = _NAMES | {FieldType.TEXT, FieldType.TAGS, FieldType.REFERENCE, FieldType.LANGUAGE}
_LONG = frozenset({FieldType.LONG_TEXT})
# What else is held as text: a control character there is as bad.
_CODED = frozenset(
    {
        FieldType.CODE,
        FieldType.AREA,
        FieldType.PARTNERSHIP,
        FieldType.PERIOD,
        FieldType.COUNTRY,
        FieldType.COUNTRIES,
        FieldType.CURRENCY,
        FieldType.MARKING,
    }
)
# Half a surrogate pair has no UTF-8, and SQLite ends a text at NUL.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\1-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_BREAK = re.compile("[\t\n\r\x85\u2028\u2029]")
_REQUIRED = tuple(field for field in FIELDS if field.required)
_FACETS = tuple(
    (field, tuple(part.name for part in FACET_FIELDS[field.facet]))
    for field in FIELDS
    if field.facet is not None
)


def _required(record: Record, _context: Context) -> Iterator[Finding]:
    for field in _REQUIRED:
        value = getattr(record, field.name)
        if not value or value.isspace():
            yield Finding(field.name, _("Fill in “{field}”.").format(field=field.words()))


def _empty_rows(record: Record, _context: Context) -> Iterator[Finding]:
    for field, names in _FACETS:
        for row, entry in enumerate(getattr(record, field.name), start=1):
            for name in names:
                if not blank(getattr(entry, name)):
                    break
            else:
                said = _("Fill in or remove the empty row {row} of “{field}”.")
                message = said.format(row=row, field=field.words())
                yield Finding(field.name, message, row)


def _empty_tags(record: Record, _context: Context) -> Iterator[Finding]:
    if any(blank(tag) for tag in record.tags):
        yield Finding("tags", _("Fill in or remove the empty tag."))


def _blank_name(value: str, _field: Field, _context: Context) -> Said | None:
    if value.isspace():
        return _("Give a name in “{field}”, or leave it empty."), {}
    return None


def _too_long(value: str, field: Field, _context: Context) -> Said | None:
    if len(value) > field.limit:
        said = _("Shorten “{field}”: it takes {limit} characters and has {length}.")
        return said, {"limit": field.limit, "length": len(value)}
    return None


def _unstorable(value: object, _field: Field, _context: Context) -> Said | None:
    if isinstance(value, str) and not value.isprintable() and _UNSTORABLE.search(value):
        said = _(
            "“{field}” contains characters that cannot be stored: remove them or type it anew."
        )
        return said, {}
    return None


def _unstorable_uid(record: Record, context: Context) -> Iterator[Finding]:
    said = _unstorable(record.uid, _REQUIRED[0], context)
    if said:
        yield Finding("uid", said[0].format(field="uid"))


def _control(value: object, _field: Field, _context: Context) -> Said | None:
    if isinstance(value, str) and not value.isprintable():
        found = _CONTROL.search(value)
        if found:
            said = _(
                "“{field}” contains a control character ({character}) at place {place}: "
                "remove it or type the text anew."
            )
            return said, {"character": f"U+{ord(found[0]):04X}", "place": found.start() + 1}
    return None


def _line_break(value: str, _field: Field, _context: Context) -> Said | None:
    if not value.isprintable() and _LINE_BREAK.search(value):
        return _("Write “{field}” in one line: it contains a line break or a tab."), {}
    return None


_ERROR = Severity.ERROR
_ALL = _FREE | _LONG | _CODED
RULES: tuple[Rule, ...] = (
    RecordRule(
        "required",
        _ERROR,
        N_("Something required is missing"),
        reads(*[field.name for field in _REQUIRED]),
        _required,
        apart=True,
    ),
    ValueRule("too-long", _ERROR, N_("Text too long"), _FREE | _LONG, _too_long, of_form=True),
    ValueRule(
        "unstorable-text",
        _ERROR,
        N_("Characters that cannot be stored"),
        _ALL,
        _unstorable,
        of_form=True,
    ),
    RecordRule(
        "unstorable-uid",
        _ERROR,
        N_("Characters that cannot be stored"),
        reads("uid"),
        _unstorable_uid,
    ),
    ValueRule("control-character", _ERROR, N_("Control characters"), _ALL, _control, of_form=True),
    ValueRule(
        "line-break",
        _ERROR,
        N_("Line breaks in a text of one line"),
        _FREE,
        _line_break,
        of_form=True,
    ),
    ValueRule("blank-name", _ERROR, N_("Names of blanks alone"), _NAMES, _blank_name, of_form=True),
    RecordRule("empty-tag", _ERROR, N_("Empty tags"), reads("tags"), _empty_tags, within="tags"),
    RecordRule(
        "empty-row",
        _ERROR,
        N_("Empty rows"),
        reads(*[field.name for field, _names in _FACETS]),
        _empty_rows,
        apart=True,
    ),
)
