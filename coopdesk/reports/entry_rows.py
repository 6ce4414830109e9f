"""The rows of a record's entry: labelled values, or a labelled table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from coopdesk.catalogue.fields import FACET_FIELDS, Field, field
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.i18n import country_name, number_words
from coopdesk.reports.printable import isolated
from coopdesk.reports.wording import Wording

SEPARATOR = " · "
_LONGEST_TOGETHER = 1_500  # characters of a table's row that is not broken over two pages
_LINE_LENGTH = 80  # characters that a line of text takes at the least


def row(
    name: str,
    values: Iterable[Any],
    wording: Wording,
    *,
    form: str = "lines",
    content: bool = False,
) -> dict[str, Any]:
    """Return the row of a field; empty values are left out.

    ``content`` says that its words are the data's own, and so in the data's language.
    """
    return {
        "name": name,
        "label": field(name).words(wording.language),
        "form": form,
        "content": content,
        "values": [value for value in values if value],
    }


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its label, whether it is of numbers, and whether its words are data."""

    label: str
    number: bool = False
    content: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells, in what unit it counts, and the small print under it."""

    cells: tuple[str, ...]
    small: tuple[str, ...] = ()
    unit: str = ""


def table_row(
    name: str,
    columns: Sequence[Column],
    lines: Sequence[Line],
    wording: Wording,
    totals: Sequence[tuple[str, Sequence[str]]] = (),
) -> dict[str, Any]:
    """Return a field as a table, without the columns in which no line has anything.

    ``totals`` are labels with one amount for each currency. The first column is always there; what
    has no other, and no small print, is no table but lines.
    """
    kept = [
        place
        for place in range(len(columns))
        if place == 0 or any(line.cells[place].strip() for line in lines)
    ]
    if len(kept) == 1 and not any(text for line in lines for text in line.small):
        plain = [joined(line.cells[0], line.unit) for line in lines]
        return row(name, plain, wording, content=True)
    return row(name, (), wording, form="table") | {
        "columns": [
            {
                "label": columns[place].label,
                "number": columns[place].number,
                "content": columns[place].content,
            }
            for place in kept
        ],
        "values": [
            {
                "cells": [line.cells[place] for place in kept],
                "unit": " ".join(line.unit.split()),
                "small": [text for text in line.small if text],
                "together": sum(map(len, (*line.cells, *line.small))) <= _LONGEST_TOGETHER,
            }
            for line in lines
        ],
        "totals": [{"label": label, "amounts": list(amounts)} for label, amounts in totals],
    }


def height(made: dict[str, Any]) -> int:
    """Return about how many lines a row takes on the page."""
    if made["form"] == "table":
        lines = 1 + len(made["totals"])
        for value in made["values"]:
            lines += 1 + len(value["cells"][0]) // (_LINE_LENGTH // 2) + len(value["small"])
        return lines
    return sum(text_height(str(value)) for value in made["values"])


def text_height(text: str) -> int:
    """Return about how many lines a text takes on the page."""
    return len(text) // _LINE_LENGTH + text.count("\n") + 1


def joined(*parts: str) -> str:
    """Return those of ``parts`` that say something, separated by commas."""
    return ", ".join(isolated(part) for part in parts if part.strip())


def label(facet: type, name: str, wording: Wording) -> str:
    """Return the label of a facet's part."""
    return _part(facet, name).words(wording.language)


@cache
def _part(facet: type, name: str) -> Field:
    return next(part for part in FACET_FIELDS[facet] if part.name == name)


def stated(facet: type, name: str, words: str, wording: Wording) -> str:
    """Return ``words`` with what they are, "" where there are none."""
    return f"{label(facet, name, wording)}: {isolated(words)}" if words.strip() else ""


def date_of(edtf: str, wording: Wording) -> str:
    """Return a facet's date in words."""
    return period_words(Period.parse(edtf), wording.language)


def country(code: str, wording: Wording) -> str:
    """Return the name of a country, "" for none."""
    return country_name(code, wording.language) if code else ""


def amount(number: float | None, wording: Wording) -> str:
    """Return a number in words, "" for none."""
    return "" if number is None else number_words(number, wording.language)
