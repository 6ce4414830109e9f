"""A page of the reading pane as it is written: what is on it, and the parts that it is built of.

The HTML is the part of it that Qt's text browser knows. Text of the record only ever comes in
through `text_html`, which also marks what the query found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from typing import TypeVar

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.facets import Translation
from coopdesk.catalogue.fields import FACET_FIELDS, field
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.query import EVERYTHING, Query
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, country_name, number_words
from coopdesk.i18n import language as interface_language
from coopdesk.ui.crosslinks import CrossLink
from coopdesk.ui.reading import Reading
from coopdesk.ui.theme import Colours

ROWS_AT_FIRST = 20
"""How many entries of a list are written before somebody asks for all of them."""

ORIGINAL = "original"
SEPARATOR = " · "
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# The fields of a record that hold the one value which it has in a dimension.
_FIELDS = {"areas": "area", "kinds": "kind", "statuses": "status", "markings": "marking"}
# What is marked in the text of the page that this thread writes.
_sought: ContextVar[Query] = ContextVar("sought", default=EVERYTHING)

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Page:
    """A record that is being written in these colours.

    ``opened`` names the lists that are to be whole, ``language`` the one that is read in, which is
    the interface's unless somebody chose another, or ORIGINAL.
    """

    reading: Reading
    colours: Colours
    opened: frozenset[str] = frozenset()
    language: str = ""

    @property
    def record(self) -> Record:
        """The record."""
        return self.reading.record

    @property
    def area(self) -> Area:
        """Its area."""
        return self.reading.area

    @property
    def translation(self) -> Translation | None:
        """The translation that is read, None where it is the original."""
        wanted = self.language or interface_language()
        return next((one for one in self.record.translations if one.language == wanted), None)

    def first(self, key: str, entries: Sequence[_Entry]) -> tuple[Sequence[_Entry], str]:
        """Return what is written of a list, and the link that asks for more of it, "" if none.

        Each time that somebody asks there is ten times as much, so that no list, however long,
        holds up the window.
        """
        shown = ROWS_AT_FIRST
        while key in self.opened:
            key, shown = f"{key}+", 10 * shown
        # One or two more are no reason to ask.
        if len(entries) <= shown + 2:
            return entries, ""
        count = number_words(len(entries))
        words = _("Show all {count}").format(count=count)
        if len(entries) > 10 * shown:
            many = number_words(10 * shown)
            words = _("Show {number} of {count}").format(number=many, count=count)
        return entries[:shown], link(f"more:{key}", words)


def css(c: Colours) -> str:
    """Return the style sheet of the page."""
    return (
        f"body {{ color: {c.text}; }} a {{ color: {c.accent}; text-decoration: none; }}"
        f".quiet, .label, .th {{ color: {c.secondary}; }}"
        f".small {{ color: {c.secondary}; font-size: 8.5pt; }}"
        f".th {{ font-size: 8.5pt; padding-bottom: 2px; }}"
        f".warning {{ color: {c.warning}; }} .danger {{ color: {c.danger}; }}"
        f".good {{ color: {c.success}; }}"
        f".to {{ color: {c.text}; }} .to-quiet {{ color: {c.secondary}; }}"
        f".match {{ background-color: {c.match}; }}"
        f"h3 {{ color: {c.secondary}; font-size: 9pt; font-weight: 600;"
        " margin-top: 18px; margin-bottom: 3px; }"
        ".lead { font-size: 11pt; margin-top: 0px; margin-bottom: 10px; }"
        ".text { margin-top: 8px; margin-bottom: 0px; }"
        "td { padding-top: 3px; padding-bottom: 3px; }"
        f".line {{ border-top: 1px solid {c.border}; }}"
        ".number { padding-left: 10px; white-space: nowrap; } .under { padding-top: 0px; }"
        "p { line-height: 132%; }"
    )


@contextmanager
def marking(query: Query) -> Iterator[None]:
    """Mark what ``query`` finds in all text that this thread writes meanwhile."""
    before = _sought.set(query)
    try:
        yield
    finally:
        _sought.reset(before)


def text_html(text: str) -> str:
    """Return ``text`` as it is, escaped, its line breaks kept, and what the query found marked."""
    query = _sought.get()
    if query == EVERYTHING or not text:
        return _escaped(text)
    from coopdesk.catalogue.matching import marked_spans

    parts, at = [], 0
    for begin, end in marked_spans(text, query):
        parts += [_escaped(text[at:begin]), styled("match", _escaped(text[begin:end]))]
        at = end
    return "".join([*parts, _escaped(text[at:])])


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def link(target: str, words: str) -> str:
    """Return a link to what the pane itself shows or does; ``words`` are text."""
    return f'<a href="{escape(target)}">{text_html(words)}</a>'


def cross(page: Page, dimension: str, value: str, words: str = "", *, quiet: bool = False) -> str:
    """Return ``words`` (or the value itself) as a link to all records that have ``value`` there.

    They stay text where this record does not have it itself, as seen by that dimension's filter.
    ``quiet`` links look like small print.
    """
    html = text_html(words or value)
    record = page.record
    known = dimension in _FIELDS and getattr(record, _FIELDS[dimension]) == value
    if not value or not (known or (dimension not in _FIELDS and _has(record, dimension, value))):
        return html
    style = "to-quiet" if quiet else "to"
    return f'<a class="{style}" href="{escape(CrossLink(dimension, value).url)}">{html}</a>'


def _has(record: Record, dimension: str, value: str) -> bool:
    if dimension == "years":
        return record.period.overlaps_year(int(value))
    return value in getattr(record, dimension)


def years(page: Page, words: str) -> str:
    """Return words of a period, each year in them a link to what else falls into it."""
    parts, at = [], 0
    for found in _YEAR.finditer(words):
        parts += [text_html(words[at : found.start()]), cross(page, "years", found[0])]
        at = found.end()
    return "".join([*parts, text_html(words[at:])])


def styled(style: str, html: str) -> str:
    """Return ``html`` in one of the page's styles, "" where there is none."""
    return f'<span class="{style}">{html}</span>' if html else ""


def prose(text: str, style: str) -> str:
    """Return a paragraph of the record's own text."""
    return f'<p class="{style}">{text_html(text)}</p>' if text.strip() else ""


def section(name: str, body: str) -> str:
    """Return a field's label as a heading with ``body`` under it; "" where that is empty."""
    return headed(field(name).words(), body)


def headed(heading: str, body: str) -> str:
    """Return ``body`` under a heading; "" where it is empty."""
    return f"<h3>{escape(heading)}</h3>{body}" if body else ""


def lines(entries: Iterable[str], style: str = "") -> str:
    """Return each of ``entries``, which are HTML, as a line."""
    return "".join(
        f'<p class="{style}" style="margin-top:3px;margin-bottom:3px;line-height:116%">{entry}</p>'
        for entry in entries
        if entry
    )


def cell(html: str, *, style: str = "", width: str = "", right: bool = False, over: int = 1) -> str:
    """Return a cell of a table that is as wide as ``width`` says and spans ``over`` columns."""
    given = {
        "class": style,
        "width": width,
        "align": "right" if right else "",
        "colspan": str(over) if over > 1 else "",
    }
    attributes = "".join(f' {name}="{value}"' for name, value in given.items() if value)
    return f'<td valign="top"{attributes}>{html}</td>'


def table(rows: Iterable[str]) -> str:
    """Return a table of rows, each of them its cells."""
    body = "".join(f"<tr>{row}</tr>" for row in rows if row)
    if not body:
        return ""
    return f'<table cellspacing="0" cellpadding="0" width="100%">{body}</table>'


def label(facet: type, name: str) -> str:
    """Return the label of a facet's part as HTML."""
    return escape(next(part for part in FACET_FIELDS[facet] if part.name == name).words())


def together(*parts: str) -> str:
    """Return those of ``parts``, which are HTML, that say something, in one line."""
    return SEPARATOR.join(part for part in parts if part)


def joined(*parts: str) -> str:
    """Return those of ``parts``, which are text, that say something, in one line of HTML."""
    return text_html(SEPARATOR.join(part for part in parts if part.strip()))


def day(edtf: str) -> str:
    """Return a facet's date in words."""
    return period_words(Period.parse(edtf))


def country(code: str) -> str:
    """Return the name of a country, "" for none."""
    return country_name(code) if code else ""
