"""What the overview says, in words: read from the store and worded off the GUI thread."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.expiry import Expiring, distance_words
from coopdesk.catalogue.figures import Donated, Figures
from coopdesk.catalogue.filters import FacetCount
from coopdesk.catalogue.history import Entry
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.summary import Summary
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import (
    N_,
    _,
    babel_locale,
    country_name,
    date_words,
    ngettext,
    number_words,
)
from coopdesk.ui.crosslinks import CrossLink

if TYPE_CHECKING:
    from coopdesk.storage.store import Store
    from coopdesk.ui.linked_words import Part

CHANGES_SHOWN = 8
UNDER_WAY_SHOWN = 12
EXPIRING_SHOWN = 6
DONATED_SHOWN = 2

_ONE = {
    "added": N_("{date}, {who}: added {title}"),
    "edited": N_("{date}, {who}: edited {title}"),
    "deleted": N_("{date}, {who}: deleted {title}"),
    "imported": N_("{date}, {who}: imported {title}"),
    "bulk": N_("{date}, {who}: edited {title}"),
    "merged": N_("{date}, {who}: merged records into {title}"),
    "restored": N_("{date}, {who}: restored {title}"),
    "reverted": N_("{date}, {who}: brought back an earlier version of {title}"),
    "undone": N_("{date}, {who}: undid a change to {title}"),
    "redone": N_("{date}, {who}: redid a change to {title}"),
}
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_TURNS = {"R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: the number as it is written, and what it counts."""

    number: str
    caption: str


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area, its name in the interface language, its colour and its count of records.

    ``spoken`` is the whole line for a screen reader.
    """

    code: str
    name: str
    colour: str
    count: str
    spoken: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record: its key, its title, the colour of its area, and its period or when it ends."""

    id: int
    title: str
    colour: str
    period: str
    spoken: str


@dataclass(frozen=True, slots=True)
class PartnershipLines:
    """A partnership in words; ``linked`` are its countries with the links to their records.

    ``contact`` holds (label, value) pairs, the office's name first.
    """

    code: str
    countries: str
    linked: tuple["Part", ...]
    since: str
    region: str
    standing: str
    purpose: str
    contact: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OverviewContent:
    """Everything that the overview shows."""

    name: str
    partnerships: tuple[PartnershipLines, ...]
    records: int
    figures: tuple[Figure, ...]
    kinds: tuple["Part", ...]
    areas: tuple[AreaLine, ...]
    under_way: tuple[RecordLine, ...]
    under_way_more: str
    expiring: tuple[RecordLine, ...]
    expiring_more: str
    changes: tuple[str, ...]


def read_overview(store: "Store") -> OverviewContent:
    """Read and word the overview of ``store``; for a worker thread."""
    areas = {area.code: area for area in store.areas()}
    counts = store.area_counts()
    figures = store.figures()
    rows = store.under_way(UNDER_WAY_SHOWN)
    ending = store.ties.expiring()
    return OverviewContent(
        name=store.info().name,
        partnerships=tuple(partnership_lines(one) for one in store.partnerships()),
        records=figures.records,
        figures=key_figures(figures),
        kinds=kinds_line(figures.by_kind),
        areas=tuple(
            area_line(area, counts.get(area.code, 0))
            for area in areas.values()
            if not area.retired or counts.get(area.code)
        ),
        under_way=tuple(record_line(row, areas.get(row.area)) for row in rows),
        under_way_more=_more(figures.under_way - len(rows)),
        expiring=tuple(
            expiring_line(one, areas.get(one.area), store.today) for one in ending[:EXPIRING_SHOWN]
        ),
        expiring_more=_more(len(ending) - EXPIRING_SHOWN),
        changes=tuple(change_sentence(entry) for entry in store.history(limit=CHANGES_SHOWN)),
    )


def key_figures(figures: Figures) -> tuple[Figure, ...]:
    """Return the figures that say something: none that is 0, and of donations the most frequent."""
    all_areas = figures.areas_with_records == figures.areas
    counted = (
        (figures.records, ngettext("record", "records", figures.records)),
        (
            figures.areas_with_records,
            ngettext("area", "areas", figures.areas)
            if all_areas
            else ngettext("area with records", "areas with records", figures.areas_with_records),
        ),
        (figures.under_way, _("under way")),
        (figures.countries, ngettext("country", "countries", figures.countries)),
        (figures.organisations, ngettext("organisation", "organisations", figures.organisations)),
    )
    shown = [Figure(number_words(number), words) for number, words in counted if number]
    if figures.first_year is not None:
        shown.insert(3, Figure(str(figures.first_year), _("first year on record")))
    given = [one for one in figures.donated if one.quantity]
    given.sort(key=lambda one: one.donations, reverse=True)
    return (*shown, *(_donated(one) for one in given[:DONATED_SHOWN]))


def kinds_line(counts: tuple[FacetCount, ...]) -> tuple["Part", ...]:
    """Return the kinds with their counts, most first; a kind and its count stay on one line."""
    parts: list[Part] = []
    for kind in sorted(counts, key=lambda kind: -kind.count):
        if parts:
            parts.append((" · ", None))
        words = f"{code_label('kind', kind.value)} {number_words(kind.count)}"
        parts.append((words.replace(" ", "\u00a0"), CrossLink("kinds", kind.value)))
    return tuple(parts)


def _donated(one: Donated) -> Figure:
    what = f"{one.description} ({one.unit})" if one.unit else one.description
    return Figure(number_words(one.quantity or 0), _("donated: {what}").format(what=isolated(what)))


def area_line(area: Area, count: int) -> AreaLine:
    """Return the line of ``area`` and its ``count`` of records."""
    number = number_words(count)
    spoken = ngettext("{area}, {count} record", "{area}, {count} records", count)
    return AreaLine(
        area.code, area.name(), area.colour, number, spoken.format(area=area.name(), count=number)
    )


def record_line(row: Summary, area: Area | None) -> RecordLine:
    """Return the line of a record; ``area`` is None where the catalogue lacks its area."""
    period = period_words(row.period)
    spoken = ", ".join(filter(None, (row.title, area.name() if area else row.area, period)))
    return RecordLine(row.id, row.title, area.colour if area else "", period, spoken)


def expiring_line(agreement: Expiring, area: Area | None, today: date) -> RecordLine:
    """Return the line of an agreement that ends soon, with the day and how far away it is."""
    told = (period_words(agreement.expires), distance_words(agreement.expires, today))
    when = " · ".join(filter(None, told))
    spoken = ", ".join(filter(None, (agreement.title, *told)))
    return RecordLine(agreement.id, agreement.title, area.colour if area else "", when, spoken)


def _more(count: int) -> str:
    if count < 1:
        return ""
    return ngettext("and {count} more", "and {count} more", count).format(count=number_words(count))


def partnership_lines(partnership: Partnership) -> PartnershipLines:
    """Return ``partnership`` in the interface language."""
    from babel.lists import format_list

    names = [country_name(code) for code in partnership.countries]
    countries = format_list(names, locale=babel_locale()) if names else partnership.code
    since = ""
    if partnership.since:
        words = period_words(Period.parse(partnership.since))
        since = _("Partners since {date}").format(date=words)
    return PartnershipLines(
        partnership.code,
        countries,
        _linked(countries, dict(zip(names, partnership.countries, strict=True))),
        since,
        partnership.region,
        partnership.standing,
        ", ".join(partnership.purpose),
        _contact_lines(partnership.contact) if partnership.contact else (),
    )


def _linked(words: str, countries: dict[str, str]) -> tuple["Part", ...]:
    """Return ``words`` with each of the names in them a link to the country that it names."""
    longest_first = sorted(filter(None, countries), key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    parts = re.split(f"({names})", words) if names else [words]
    return tuple(
        (part, CrossLink("partners", countries[part]) if part in countries else None)
        for part in parts
        if part
    )


def _contact_lines(contact: Contact) -> tuple[tuple[str, str], ...]:
    lines = (
        (_("Office"), contact.name),
        (_("Address"), contact.address),
        (_("Country"), country_name(contact.country) if contact.country else ""),
        (_("Phone"), contact.phone),
        (_("Fax"), contact.fax),
        (_("E-mail"), contact.email),
    )
    return tuple((label, value) for label, value in lines if value)


def change_sentence(entry: Entry) -> str:
    """Return one entry of the history as a sentence, its day in local time."""
    words = {
        "date": date_words(entry.at.astimezone().date()),
        "who": isolated(entry.who),
        "title": isolated(_("“{title}”").format(title=entry.title)),
        "count": number_words(entry.records),
    }
    if entry.operation == "founded":
        if not entry.records:
            return _("{date}, {who}: created this catalogue").format(**words)
        return ngettext(
            "{date}, {who}: created this catalogue with {count} record",
            "{date}, {who}: created this catalogue with {count} records",
            entry.records,
        ).format(**words)
    sentence = _(_ONE[entry.operation]).format(**words)
    others = entry.records - 1
    if others < 1:
        return sentence
    return ngettext(
        "{sentence} and {count} other record", "{sentence} and {count} other records", others
    ).format(sentence=sentence, count=number_words(others))


def isolated(text: str) -> str:
    """Return ``text`` so that its writing direction cannot turn the sentence around it.

    Unicode Standard Annex 9: first strong isolate and its end, only where the text may turn.
    """
    if any(unicodedata.bidirectional(character) in _TURNS for character in text):
        text = text.replace(_POP_ISOLATE, "")
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text
