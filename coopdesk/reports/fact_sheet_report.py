"""The fact sheet of a partnership: on two pages, what a visitor wants to know of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coopdesk.catalogue.head_counts import heads_of
from coopdesk.catalogue.partnership import Partnership
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import babel_locale, country_name, number_words
from coopdesk.reports.area_figures import took_part
from coopdesk.reports.area_paragraph import area_paragraph
from coopdesk.reports.beginnings import beginning, beginnings
from coopdesk.reports.catalogue_report import chapters_of
from coopdesk.reports.chart_data import year_columns
from coopdesk.reports.frame import frame
from coopdesk.reports.front_matter import about_partnerships, key_figures, line, told_partnerships
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.training_totals import heads_words
from coopdesk.reports.wording import Wording

_MOST_AREAS = 16
_MOST_FIGURES = 6


def fact_sheet_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for ``request``: plain values, in its language.

    Of several partnerships it is about the one with the most records. Raises UnknownCode for a
    language that the program does not speak, AboveCeiling for a record that is marked higher than
    it may hold.
    """
    prepared = _of_one(prepare(request, linked=False))
    seen, wording = prepared.seen, prepared.wording
    say = wording.gettext
    partners = told_partnerships(prepared.request, seen)
    begun = beginnings(seen)
    chapters = chapters_of(seen, request.areas)
    told = sorted(chapters, key=lambda chapter: -len(chapter.records))[:_MOST_AREAS]
    told.sort(key=chapters.index)
    framed = frame(
        prepared,
        say("Fact sheet"),
        scope="",
        name=_names(partners[0], wording) if len(partners) == 1 else "",
        figures=_figures(seen, len(chapters), wording),
    )
    return {
        **framed,
        "contacts": [office for office in framed["contacts"] if office["values"]],
        "particulars": _without_partnership(framed["particulars"], prepared),
        "about": _about(partners[0], wording) if len(partners) == 1 else _NOT_TOLD,
        "begun": [beginning(record, wording) for record in begun],
        "years": year_columns(_activities(seen), prepared.today, wording),
        "areas": [area_paragraph(chapter, begun, prepared) for chapter in told],
        "more_areas": _more_areas(len(chapters) - len(told), wording),
        "headings": {
            "begun": say("How it began"),
            "areas": say("Main areas"),
            "years": say("Activities by year"),
            "contact": say("Contact"),
        },
    }


_NOT_TOLD: dict[str, Any] = {"lead": "", "standing": "", "rows": []}


def _of_one(prepared: Prepared) -> Prepared:
    """Return ``prepared`` for the partnership that most of what may be seen belongs to.

    Where there is one alone, what names none belongs to it.
    """
    partners = told_partnerships(prepared.request, prepared.seen)
    if not partners or not prepared.seen:
        return prepared
    codes = [record.partnership for record in prepared.seen]
    chosen = max(partners, key=lambda partner: codes.count(partner.code))
    own = (chosen.code, "") if len(partners) == 1 else (chosen.code,)
    return replace(
        prepared,
        request=replace(prepared.request, partnerships=(chosen,)),
        seen=tuple(record for record in prepared.seen if record.partnership in own),
    )


def _names(partnership: Partnership, wording: Wording) -> str:
    return " – ".join(country_name(code, wording.language) for code in partnership.countries)


def _about(partnership: Partnership, wording: Wording) -> dict[str, Any]:
    """Return since when the countries work together, to what end, and how they stand."""
    from babel.lists import format_list

    say = wording.gettext
    names = [country_name(code, wording.language) for code in partnership.countries]
    since = Period.parse(partnership.since)
    lead, row = "", ""
    if since.year_from is None or since.approximate or since.uncertain:
        row = period_words(since, wording.language)
    else:
        # The year alone: other dates would need another case in some languages.
        said = say("{countries} have worked together since {year}.")
        joined = format_list(names, locale=babel_locale(wording.language))
        lead = said.format(countries=joined, year=since.year_from)
    rows = [
        line(say("Since"), row),
        line(say("Purpose"), ", ".join(partnership.purpose), content=True),
        line(say("Region"), partnership.region, content=True),
    ]
    return {
        "lead": lead,
        "standing": partnership.standing.strip(),
        "rows": [row for row in rows if row["values"]],
    }


def _without_partnership(rows: list[dict[str, Any]], prepared: Prepared) -> list[dict[str, Any]]:
    """Return ``rows`` without what the sheet itself says of the partnership, and of the day."""
    wording = prepared.wording
    said = about_partnerships(prepared.request, prepared.seen, wording)
    day = wording.gettext("Printed")
    return [row for row in rows if row not in said and row["label"] != day]


def _figures(seen: Sequence[Record], areas: int, wording: Wording) -> list[dict[str, str]]:
    """Return the key figures, with the activities for the records and the people who came."""
    if not seen:
        return []
    people = heads_of(took_part(seen))
    heads = people.number or 0
    activities = len(_activities(seen))
    _records, *others = key_figures(seen, areas, wording)
    counted = (
        (
            activities,
            number_words(activities, wording.language),
            wording.ngettext("Activity", "Activities", activities),
        ),
        (
            heads,
            heads_words(people, wording),
            wording.ngettext("Participant", "Participants", heads),
        ),
    )
    first, participants = (
        [{"value": words, "label": label}] if number else [] for number, words, label in counted
    )
    figures = [*first, *others[:-1], *participants, *others[-1:]]
    if len(figures) > _MOST_FIGURES:
        del figures[1]  # the areas, which are listed anyway
    return figures


def _activities(seen: Sequence[Record]) -> list[Record]:
    agreements = in_force().agreements
    return [record for record in seen if record.kind not in agreements]


def _more_areas(number: int, wording: Wording) -> str:
    if not number:
        return ""
    return wording.ngettext("And {count} more area.", "And {count} more areas.", number)
