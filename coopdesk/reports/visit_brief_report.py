"""The visit brief: what to know before a visit, on paper for whoever goes or receives."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coopdesk.catalogue.expiry import distance_words, ends_within, in_force_statuses
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.vocabulary import code_label, in_force
from coopdesk.reports.agreement_terms import ends_at
from coopdesk.reports.catalogue_report import Chapter, area_head, chapters_of
from coopdesk.reports.contents_list import contents_list
from coopdesk.reports.frame import frame
from coopdesk.reports.front_matter import about_partnerships, key_figures, line, told_partnerships
from coopdesk.reports.named_record import named_record
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.record_entry import record_entry
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.visit import AgendaItem, Visit, told_visit
from coopdesk.reports.wording import Wording

_MOST_UNDER_WAY = 12  # that are named at a glance; the records themselves follow


def visit_brief_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for the visit in the options of ``request``.

    Its records stand by area, brief or in full as the options say. What of the visit is for the
    house alone is left out for any other audience (see `visit.told_visit`); a brief that tells of
    it goes to no other country, whatever its records may do. Raises UnknownCode for a language
    that the program does not speak, AboveCeiling for a record that is marked higher than it may
    hold, PeriodError for the date of the visit where it is none.
    """
    prepared = prepare(request)
    wording, seen = prepared.wording, prepared.seen
    visit = told_visit(request.options.visit, request.audience)
    chapters = chapters_of(seen, request.areas)
    around = frame(
        prepared,
        wording.gettext("Visit brief"),
        scope="",
        name=" ".join(visit.name.split()),
        contents=contents_list([(chapter.key, chapter.records) for chapter in chapters]),
        marked=[replace(one, releasable_to=()) for one in seen] if _inside(visit) else None,
    )
    partnerships = about_partnerships(request, seen, wording)
    others = [row for row in around["particulars"] if row not in partnerships]
    named = bool(visit.name.strip())
    return {
        **around,
        # Without a name it is called what it is, of the catalogue that it is made from.
        "kind": around["kind"] if named else request.catalogue_name,
        "name": around["name"] if named else around["kind"],
        "particulars": [*_cover(visit, wording), *others],
        "headings": _headings(wording, len(told_partnerships(request, seen))),
        "partnerships": partnerships,
        "glance": key_figures(seen, len(chapters), wording),
        "under_way": _under_way(prepared),
        "expiring": _expiring(prepared),
        "agenda": _agenda(visit.agenda, wording),
        "talking_points": list(visit.talking_points),
        "areas": [_chapter(chapter, prepared) for chapter in chapters],
    }


def _inside(visit: Visit) -> bool:
    return bool(visit.purpose.strip() or visit.participants or visit.talking_points)


def _headings(wording: Wording, partnerships: int) -> dict[str, Any]:
    say = wording.gettext
    return {
        "glance": wording.ngettext(
            "The partnership at a glance", "The partnerships at a glance", partnerships
        ),
        "under_way": say("Under way"),
        "under_way_columns": [say("What"), say("Area"), say("Period")],
        "expiring": say("Expiring within 12 months"),
        "expiring_columns": [say("Agreement"), say("Expires")],
        "agenda": say("Agenda"),
        "talking_points": say("Talking points"),
    }


def _cover(visit: Visit, wording: Wording) -> list[dict[str, Any]]:
    say = wording.gettext
    rows = [
        line(say("Date"), period_words(Period.parse(visit.date.strip()), wording.language)),
        line(say("Place"), visit.place.strip()),
        line(say("Purpose"), visit.purpose.strip()),
        line(say("Participants"), *visit.participants),
    ]
    return [row for row in rows if row["values"]]


def _under_way(prepared: Prepared) -> dict[str, Any]:
    """Return those under way that began last, and how many more there are."""
    wording, statuses = prepared.wording, in_force().under_way
    names = {area.code: area for area in prepared.request.areas}
    found = [record for record in prepared.seen if record.status in statuses]
    found.sort(key=lambda one: one.period.sort_key[1], reverse=True)
    more = len(found) - _MOST_UNDER_WAY
    return {
        "rows": [
            {
                **named_record(record, prepared.key(record), wording),
                "kind": code_label("kind", record.kind, wording.language),
                "area": names[record.area].name(wording.language)
                if record.area in names
                else record.area,
                "period": period_words(record.period, wording.language),
            }
            for record in found[:_MOST_UNDER_WAY]
        ],
        "more": wording.ngettext("and {count} more", "and {count} more", more) if more > 0 else "",
    }


def _expiring(prepared: Prepared) -> list[dict[str, Any]]:
    """Return the agreements in force that end within twelve months, the first to end first."""
    wording, today = prepared.wording, prepared.today
    binding = in_force_statuses(in_force())
    found = [
        (end, record)
        for record in prepared.seen
        if record.status in binding and ends_within(end := ends_at(record), today)
    ]
    found.sort(key=lambda one: (one[0].sort_key, one[1].reference))
    return [
        {
            **named_record(record, prepared.key(record), wording),
            "kind": code_label("kind", record.kind, wording.language),
            "expires": period_words(end, wording.language),
            "distance": distance_words(end, today, wording.language),
        }
        for end, record in found
    ]


def _agenda(points: Sequence[AgendaItem], wording: Wording) -> dict[str, Any]:
    """Return the agenda as a register without the columns in which no point has anything."""
    say = wording.gettext
    columns = {"time": say("Time"), "title": say("What"), "lead": say("Led by")}
    kept = [name for name in columns if any(getattr(one, name).strip() for one in points)]
    return {
        "columns": [
            {
                "label": columns[name],
                "width": 3 if name == "title" else 2 if name == "lead" else "auto",
                "number": False,
                "content": False,
            }
            for name in kept
        ],
        "rows": [{"cells": [getattr(one, name).strip() for name in kept]} for one in points],
    }


def _chapter(chapter: Chapter, prepared: Prepared) -> dict[str, Any]:
    wording, brief = prepared.wording, prepared.options.brief
    return {
        "key": chapter.key,
        **area_head(chapter.area, len(chapter.records), prepared),
        "records": [
            record_entry(record, prepared.key(record), wording, brief=brief)
            for record in chapter.records
        ],
    }
