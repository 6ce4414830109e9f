"""A record as plain text, as a person would read it."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.fields import FIELDS, Field, FieldType
from coopdesk.catalogue.money import (
    Totals,
    item_totals,
    several,
    totals_by_type,
    totals_words,
)
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import Tie, Ties
from coopdesk.catalogue.value_words import value_words
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _, number_words
from coopdesk.operations.facet_text import entry_lines
from coopdesk.operations.text_table import columns_of, terminal_text

_NO_CONTACTS: Mapping[str, Contact] = MappingProxyType({})


def record_lines(
    record: Record,
    areas: Sequence[Area],
    ties: Ties | None = None,
    contacts: Mapping[str, Contact] = _NO_CONTACTS,
    width: int = 80,
) -> list[str]:
    """Return the lines that show ``record``: each field that has a value, with its label.

    ``ties`` are those in both directions, with titles (None: its own alone), ``contacts`` those of
    the catalogue by their name. No line of running text is wider than ``width`` columns, unless a
    word is.
    """
    names = {area.code: f"{area.name()} ({area.code})" for area in areas}
    known = ties or Ties(tuple(Tie(tie.type, tie.reference) for tie in record.relations))
    labelled = []
    for field in FIELDS:
        texts = map(terminal_text, _paragraphs(field, record, names, known, contacts))
        for number, text in enumerate(filter(None, texts)):
            # Where an entry takes several lines, the next one stands out by its beginning.
            hang = "  " if field.type is FieldType.FACET else ""
            labelled.append((field.words(), text, number == 0, hang))
    indent = max(columns_of(label) for label, *_rest in labelled) + 2
    lines = []
    for label, text, first, hang in labelled:
        head = label + " " * (indent - columns_of(label)) if first else " " * indent
        lines += textwrap.wrap(
            text,
            max(width, indent + 20),
            initial_indent=head,
            subsequent_indent=" " * indent + hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def _paragraphs(
    field: Field,
    record: Record,
    areas: Mapping[str, str],
    ties: Ties,
    contacts: Mapping[str, Contact],
) -> Iterator[str]:
    value: Any = getattr(record, field.name)
    if field.name == "relations":
        yield from _ties(ties)
    elif field.type is FieldType.FACET:
        for entry in value:
            yield from entry_lines(entry, contacts)
        yield from _totals(field.name, record)
    elif field.type is FieldType.LONG_TEXT:
        yield from value.splitlines()
    else:
        yield value_words(field, value, areas)


def _ties(ties: Ties) -> Iterator[str]:
    for tie in ties.known:
        yield f"{tie.words()}: {tie.reference} {tie.title}"
    if ties.more:
        yield _("and {count} more").format(count=number_words(ties.more))


def _totals(name: str, record: Record) -> Iterator[str]:
    """Return the totals of a facet, each currency by itself, where there is anything to add."""
    if name == "items" and several(item.value for item in record.items):
        yield from _told("", item_totals(record.items))
    for facet, codes in (("budget", "budget_type"), ("transactions", "transaction_type")):
        entries = getattr(record, facet)
        if name == facet and several(entry.amount for entry in entries):
            for code, totals in totals_by_type(entries).items():
                yield from _told(code_label(codes, code) if code else "", totals)


def _told(what: str, totals: Totals) -> Iterator[str]:
    for amount in totals_words(totals):
        if what:
            yield _("Total, {what}: {amount}").format(what=what.lower(), amount=amount)
        else:
            yield _("Total: {amount}").format(amount=amount)
