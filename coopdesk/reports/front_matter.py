"""What stands before the records: what is printed, for whom, and the figures at a glance."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from coopdesk.catalogue.filter_words import SEPARATOR, filter_words
from coopdesk.catalogue.filters import Sort
from coopdesk.catalogue.marking import Audience, highest, marking_by_code
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import country_name, date_words, number_words
from coopdesk.reports.agreement_terms import is_agreement
from coopdesk.reports.options import Options
from coopdesk.reports.paragraph_marks import paragraph_marks_words
from coopdesk.reports.releasability import releasable_countries, release_words
from coopdesk.reports.released import told_contact, told_filter
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.wording import Wording


def scope_words(request: ReportRequest, seen: Sequence[Record], wording: Wording) -> str:
    """Return what is printed, in words: a saved filter's or an area's name, or all areas.

    An audience outside is told only of areas that ``seen``, the records in the report, are of; ""
    where that leaves nothing to be said.
    """
    inside = request.audience.name == "internal"
    if request.filter_name and inside:
        return request.filter_name
    if not request.scope:
        return wording.gettext("All areas")
    present = {record.area for record in seen}
    named = {area.code: area.name(wording.language) for area in request.areas}
    meant = (request.scope,) if request.scope in named else request.wanted.areas
    if inside or present.issuperset(meant):
        return named.get(request.scope, request.scope)
    return ", ".join(name for code, name in named.items() if code in meant and code in present)


def volume_words(request: ReportRequest, wording: Wording) -> str:
    """Return which volume of how many this is, in words, "" where there is one alone."""
    number, count = request.volume
    if count == 1:
        return ""
    return wording.gettext("Volume {number} of {count}").format(number=number, count=count)


def banner_words(records: Sequence[Record], wording: Wording, countries: Sequence[str] = ()) -> str:
    """Return the banner of every page: the highest marking of anything in the report.

    The national equivalent follows the language. Then come the ``countries`` that all of it may go
    to, as "RESTRICTED / TIL TJENESTEBRUG – REL TO DNK, SRB" (see `releasable_countries`).
    """
    marking = marking_by_code(highest(tuple(map(effective_marking, records))))
    told = marking.banner(wording.language), release_words(countries)
    return " – ".join(filter(None, told))


def selection_words(request: ReportRequest, seen: Sequence[Record], wording: Wording) -> str:
    """Return the filter in words, as far as the audience may know it."""
    wanted = request.wanted
    if wanted.areas == (request.scope,):
        wanted = replace(wanted, areas=())  # the title says it
    order = None if request.sort == Sort() else request.sort
    told, whole = told_filter(wanted, seen, request.audience)
    words = filter_words(told, request.areas, wording.language, order)
    if not whole:
        return SEPARATOR.join(filter(None, (wording.gettext("A selection of the records"), words)))
    if told.empty:
        return SEPARATOR.join(filter(None, (wording.gettext("All records"), words)))
    return words


def years_words(options: Options) -> str:
    """Return the years that the records are narrowed to, in words, "" for all."""
    first, last = options.first_year, options.last_year
    if first is None and last is None:
        return ""
    if first is not None and first == last:
        return str(first)
    return f"{first or '…'}–{last or '…'}"


def audience_words(audience: Audience, wording: Wording) -> str:
    """Return for whom the report is, in words."""
    if audience.name == "partner":
        country = country_name(audience.country, wording.language)
        return wording.gettext("Partner: {country}").format(country=country)
    return wording.gettext("Public") if audience.name == "public" else wording.gettext("Internal")


def particulars(
    request: ReportRequest,
    seen: Sequence[Record],
    wording: Wording,
    marked: Sequence[Record] | None = None,
) -> list[dict[str, Any]]:
    """Return the labelled lines under the title: who, what is printed, for whom, and when.

    They have the form of a record's rows (see `record_entry`). ``marked`` are the records by which
    the report is marked, None for those that are ``seen``.
    """
    marked = seen if marked is None else marked
    day = date_words(request.printed_at.date(), wording.language)
    countries = releasable_countries(request, marked)
    names = [country_name(code, wording.language) for code in countries]
    marks = paragraph_marks_words(seen, wording.language) if wording.marks else ""
    rows = [
        *about_partnerships(request, seen, wording),
        line(wording.gettext("Selection"), selection_words(request, seen, wording)),
        line(wording.gettext("Period"), years_words(request.options)),
        line(wording.gettext("Marking"), banner_words(marked, wording)),
        line(wording.gettext("Paragraph marks"), marks),
        line(wording.gettext("Releasable to"), ", ".join(names)),
        line(wording.gettext("Audience"), audience_words(request.audience, wording)),
        line(wording.gettext("Printed"), day),
    ]
    return [row for row in rows if row["values"]]


def line(label: str, *values: str, content: bool = False) -> dict[str, Any]:
    """Return a labelled line, in the form of a record's rows; empty values are left out."""
    return {
        "label": label,
        "form": "lines",
        "content": content,
        "values": [value for value in values if value],
    }


def nothing_words(request: ReportRequest, wording: Wording) -> tuple[str, str]:
    """Return what stands in place of the records where there are none, and why there are none."""
    if request.wanted.empty and request.audience.name == "internal":
        return wording.gettext("No records"), wording.gettext("Nothing has been recorded here yet.")
    return (
        wording.gettext("No records match"),
        wording.gettext("No record that may go into this report fits the selection."),
    )


def told_partnerships(request: ReportRequest, seen: Sequence[Record]) -> tuple[Partnership, ...]:
    """Return the partnerships that the report speaks of: those of the records in it.

    Inside the house, those of a report without records are all of the request's.
    """
    present = {record.partnership for record in seen}
    if not present and request.audience.name == "internal":
        return request.partnerships
    return tuple(partner for partner in request.partnerships if partner.code in present)


def about_partnerships(
    request: ReportRequest, seen: Sequence[Record], wording: Wording
) -> list[dict[str, Any]]:
    """Return the labelled lines about the partnerships that the report speaks of."""
    told = told_partnerships(request, seen)
    return [row for partner in told for row in _about(partner, wording) if row["values"]]


def _about(partnership: Partnership, wording: Wording) -> Iterator[dict[str, Any]]:
    countries = [country_name(code, wording.language) for code in partnership.countries]
    since = period_words(Period.parse(partnership.since), wording.language)
    since_words = wording.gettext("since {date}").format(date=since) if since else ""
    names = " – ".join(countries)
    yield line(wording.gettext("Partnership"), ", ".join(filter(None, (names, since_words))))
    purpose = ", ".join(partnership.purpose)
    yield line(wording.gettext("Purpose"), purpose, content=True)
    yield line(wording.gettext("Standing"), partnership.standing, content=True)


def contacts(
    request: ReportRequest, seen: Sequence[Record], wording: Wording
) -> list[dict[str, Any]]:
    """Return whom to call about the partnerships that the report speaks of."""
    known = [p.contact for p in told_partnerships(request, seen) if p.contact is not None]
    offices = (told_contact(contact, request.audience) for contact in dict.fromkeys(known))
    return [
        line(wording.gettext("Contact"), *_contact(office, wording))
        for office in offices
        if office is not None
    ]


def _contact(contact: Contact, wording: Wording) -> list[str]:
    country = country_name(contact.country, wording.language) if contact.country else ""
    numbers = (
        wording.gettext("Telephone {number}").format(number=contact.phone) if contact.phone else "",
        wording.gettext("Fax {number}").format(number=contact.fax) if contact.fax else "",
        contact.email,
    )
    lines = (
        contact.name,
        ", ".join(filter(None, (contact.address, country))),
        SEPARATOR.join(filter(None, numbers)),
    )
    return [line for line in lines if line]


def key_figures(seen: Sequence[Record], areas: int, wording: Wording) -> list[dict[str, str]]:
    """Return the figures at a glance, counted from the records in the report; none that is 0.

    ``areas`` is the number of areas that have records in it.
    """
    agreements = sum(map(is_agreement, seen))
    donations = sum(record.kind == "donation" for record in seen)
    under_way = sum(record.status in in_force().under_way for record in seen)
    counted = (
        (len(seen), wording.ngettext("Record", "Records", len(seen))),
        (areas, wording.ngettext("Area", "Areas", areas)),
        (under_way, wording.gettext("Under way")),
        (agreements, wording.ngettext("Agreement", "Agreements", agreements)),
        (donations, wording.ngettext("Donation", "Donations", donations)),
    )
    figures = [
        {"value": number_words(number, wording.language), "label": label}
        for number, label in counted
        if number
    ]
    years = [
        year
        for record in seen
        for year in (record.period.year_from, record.period.year_to)
        if year is not None
    ]
    if years:
        first, last = min(years), max(years)
        if any(record.period.open_end for record in seen):
            value = f"{first}–"
        else:
            value = f"{first}" if first == last else f"{first}–{last}"
        label = wording.gettext("Year") if value == f"{first}" else wording.gettext("Years")
        figures.append({"value": value, "label": label})
    return figures
