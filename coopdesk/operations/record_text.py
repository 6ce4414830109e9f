"""A record as plain text, as a person would read it."""

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.codes import code_label
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, country_name, moment_words, number_words
from coopdesk.operations.text_table import columns_of, terminal_text


def record_lines(
    record: Record,
    areas: Sequence[Area],
    titles: Mapping[str, str] = MappingProxyType({}),
    width: int = 80,
) -> list[str]:
    """Return the lines that show ``record``: each field that has a value, with its label.

    ``titles`` are those of other records, by reference: a tie to one is shown with it. No line of
    running text is wider than ``width`` columns, unless a word is.
    """
    names = {area.code: f"{area.name()} ({area.code})" for area in areas}
    known = {reference: f"{reference} {title}" for reference, title in titles.items()}
    labelled = [
        (field.words(), paragraph, number == 0)
        for field in FIELDS
        for number, paragraph in enumerate(
            _paragraphs(field, getattr(record, field.name), names | known)
        )
    ]
    indent = max(columns_of(label) for label, _text, _first in labelled) + 2
    lines = []
    for label, text, first in labelled:
        head = label + " " * (indent - columns_of(label)) if first else " " * indent
        lines += textwrap.wrap(
            text,
            max(width, indent + 20),
            initial_indent=head,
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def _paragraphs(field: Field, value: Any, told: Mapping[str, str]) -> Iterator[str]:
    if field.type is FieldType.FACET:
        assert field.facet is not None
        for entry in value:
            yield _facet_words(entry, told)
    elif field.type is FieldType.LONG_TEXT:
        yield from filter(None, (terminal_text(line) for line in value.splitlines()))
    elif field.type is FieldType.AREA:
        yield terminal_text(told.get(value, value))
    elif words := terminal_text(_words(field, value)):
        yield words


def _facet_words(entry: object, told: Mapping[str, str]) -> str:
    parts = {part.name: part for part in FACET_FIELDS[type(entry)]}
    words = {
        name: terminal_text(_words(part, getattr(entry, name))) for name, part in parts.items()
    }
    if "reference" in words:
        words["reference"] = terminal_text(told.get(words["reference"], words["reference"]))
    if words.get("delivered"):
        words["delivered"] += " " + words.pop("unit")
    for name in ("headcount", "count"):
        if words.get(name):
            words[name] = f"{parts[name].words()}: {words[name]}"
    # What somebody or something is to the record comes first: "Provider: Denmark".
    head = words.pop("role", "") or words.pop("type", "")
    rest = ", ".join(word.strip() for word in words.values() if word)
    return f"{head}: {rest}" if head and rest else head or rest


_WORDS: dict[FieldType, Callable[[Any], str]] = {
    FieldType.PERIOD: lambda value: period_words(
        value if isinstance(value, Period) else Period.parse(value)
    ),
    FieldType.COUNTRY: country_name,
    FieldType.COUNTRIES: lambda codes: ", ".join(map(country_name, codes)),
    FieldType.TAGS: ", ".join,
    FieldType.FLAG: lambda value: _("yes") if value else _("no"),
    FieldType.MOMENT: moment_words,
    FieldType.NUMBER: number_words,
    FieldType.INTEGER: number_words,
}


def _words(field: Field, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field.type is FieldType.CODE:
        return code_label(field.codes, value)
    return _WORDS.get(field.type, str)(value)
