"""The programme: one year's plan of activities by quarter and area, to be signed or annotated."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Budget
from coopdesk.catalogue.filter_words import SEPARATOR
from coopdesk.catalogue.money import Totals, money_words, totals_words
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_quarters import months_edtf, quarter_edtf
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import _, country_name, number_words
from coopdesk.reports.activity_cells import (
    activity_cell,
    answering_cell,
    longest,
    places_cell,
    session_cell,
    stays_together,
)
from coopdesk.reports.catalogue_report import area_head, chapters_of
from coopdesk.reports.entry_rows import date_of
from coopdesk.reports.frame import frame
from coopdesk.reports.front_matter import scope_words, told_partnerships
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.printable import isolated, shorten
from coopdesk.reports.programme_budget import budget_in, sums
from coopdesk.reports.programme_plan import (
    WHOLE_YEAR,
    Due,
    Part,
    Planned,
    in_plan,
    plan_of,
    undated,
)
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.wording import Wording

_OVER_FOUR_PAGES = 60  # activities that surely take more than four pages
_LONGEST_AGAIN = 160  # characters


class YearRefused(CatalogueError):
    """A year of which there can be no plan."""


def programme_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for ``request``: plain values, in its language.

    The plan is of `Options.year`, or else of the year printed; what stands in it and where says
    `programme_plan.plan_of`. Budgets are told in their currencies and added up within each. Only
    what is in the plan gives it its marking and check sum. Raises YearRefused for a year that no
    date has, UnknownCode for a language that the program does not speak, AboveCeiling for a record
    that is marked higher than it may hold.
    """
    asked = request.options.year
    year = request.printed_at.year if asked is None else asked
    if not MINYEAR <= year < MAXYEAR:
        raise YearRefused(
            _("There is no plan of the year {year}: give one between {first} and {last}.").format(
                year=year, first=MINYEAR, last=MAXYEAR - 1
            )
        )
    heeded = replace(request.options, first_year=None, last_year=None, order="given")
    prepared = prepare(replace(request, options=heeded), linked=False)
    lists = in_force()
    parts = plan_of(prepared.seen, year, prepared.today, lists)
    undated_ones = undated(prepared.seen, lists) if prepared.internal else ()
    told = in_plan(parts)
    prepared = replace(prepared, seen=tuple(r for r in prepared.seen if id(r) in told))
    wording = prepared.wording
    say = wording.gettext
    framed = frame(
        prepared,
        say("Programme of activities"),
        scope=SEPARATOR.join(filter(None, (str(year), _narrower(prepared)))),
        figures=_figures(parts, prepared),
        contents={"sure": len(prepared.seen) > _OVER_FOUR_PAGES, "depth": 1, "split": ""},
    )
    budget = _budget(parts, year, prepared)
    return {
        **framed,
        "words": {**framed["words"], "nothing": _nothing(year, wording)},
        "parts": [_part(part, year, prepared, with_budget=bool(budget)) for part in parts],
        "budget": budget,
        "notes": _notes(parts, undated_ones, wording),
        "signing": _signing(prepared) if parts else {},
    }


def _narrower(prepared: Prepared) -> str:
    """Return what the plan is narrowed to, "" for the whole catalogue."""
    request = prepared.request
    narrowed = request.scope or request.filter_name
    return scope_words(request, prepared.seen, prepared.wording) if narrowed else ""


def _nothing(year: int, wording: Wording) -> tuple[str, str]:
    return (
        wording.gettext("No activities in {year}").format(year=year),
        wording.gettext("No record that may go into this report has a date in that year."),
    )


def _figures(parts: Sequence[Part], prepared: Prepared) -> list[dict[str, str]]:
    wording = prepared.wording
    planned = {id(one.record): one.record for part in parts for one in part.planned}
    sessions = sum(
        session.count or 1 for part in parts for one in part.planned for session in one.sessions
    )
    due = sum(len(part.due) for part in parts)
    areas = len(chapters_of(list(planned.values()), prepared.request.areas))
    counted = (
        (len(planned), wording.ngettext("Activity", "Activities", len(planned))),
        (areas, wording.ngettext("Area", "Areas", areas)),
        (sessions, wording.ngettext("Session", "Sessions", sessions)),
        (due, wording.ngettext("Milestone due", "Milestones due", due)),
    )
    return [
        {"value": number_words(number, wording.language), "label": label}
        for number, label in counted
        if number
    ]


def _part(part: Part, year: int, prepared: Prepared, *, with_budget: bool) -> dict[str, Any]:
    wording = prepared.wording
    say, language = wording.gettext, wording.language
    columns = [say("Activity"), say("When"), say("Place"), say("Responsible")]
    if with_budget:
        columns.append(say("Budget"))
    months = str(year)
    if part.quarter != WHOLE_YEAR:
        months = period_words(Period.parse(months_edtf(year, part.quarter)), language)
    own: dict[int, Planned] = {id(one.record): one for one in _in_order(part.planned)}
    chapters = chapters_of([one.record for one in own.values()], prepared.request.areas)
    return {
        "name": _part_name(part.quarter, year, wording),
        "months": months,
        "columns": columns,
        "areas": [
            {
                **_area(chapter.area, prepared),
                "rows": [_row(own[id(record)], year, prepared) for record in chapter.records],
            }
            for chapter in chapters
        ],
        "due": {
            "title": say("Milestones due"),
            "columns": [say("Milestone"), say("Activity"), say("Due"), say("Done")],
            "rows": [_due(one, wording) for one in part.due],
        },
    }


def _part_name(quarter: int, year: int, wording: Wording) -> str:
    if quarter == WHOLE_YEAR:
        return wording.gettext("Whole year or date open")
    return period_words(Period.parse(quarter_edtf(year, quarter)), wording.language)


def _in_order(planned: Iterable[Planned]) -> list[Planned]:
    """Return what a part has in the order of time: what goes on, then what begins."""

    def begins(one: Planned) -> tuple[bool, Any]:
        sessions = [Period.parse(session.period).sort_key for session in one.sessions]
        return not one.carried_over, min(sessions, default=one.record.period.sort_key)

    return sorted(planned, key=begins)


def _area(area: Area, prepared: Prepared) -> dict[str, Any]:
    head = area_head(area, 0, prepared)
    return {name: head[name] for name in ("name", "language", "colour")}


def _row(planned: Planned, year: int, prepared: Prepared) -> dict[str, Any]:
    record, wording = planned.record, prepared.wording
    cell = activity_cell(record, wording)
    if not planned.at_home:
        cell["title"] = _again(cell["title"])
    sessions = [session_cell(one, wording) for one in planned.sessions]
    places = places_cell(record, wording)
    answering = answering_cell(record, wording)
    texts = (
        [cell["title"]],
        places,
        [one["role"] + one["names"] for one in answering],
    )
    return {
        **cell,
        "when": period_words(record.period, wording.language),
        "places": places,
        "answering": answering,
        "amounts": _amounts(record, year, wording) if planned.at_home else [],
        "note": _elsewhere(planned, year, wording),
        "sessions": sessions,
        "together": stays_together(longest(texts)),
    }


def _elsewhere(planned: Planned, year: int, wording: Wording) -> str:
    if planned.at_home:
        return ""
    own = _part_name(planned.home, year, wording)
    return wording.gettext("see also: {part}").format(part=own)


def _amounts(record: Record, year: int, wording: Wording) -> list[dict[str, str]]:
    """Return what a record costs: the sums of the year, then each line that reaches beyond it."""
    budget = budget_in(record, year)
    told = [
        {"words": words, "period": ""}
        for words in totals_words(sums(budget.year), wording.language)
    ]
    return told + [_beyond(line, record, wording) for line in budget.beyond]


def _beyond(line: Budget, record: Record, wording: Wording) -> dict[str, str]:
    period = date_of(line.period, wording) or period_words(record.period, wording.language)
    words = money_words(line.amount or 0, line.currency, wording.language)
    return {"words": words, "period": period}


def _again(title: str) -> str:
    """Return a title that stands elsewhere in full, short enough for a line of a table."""
    return isolated(shorten(title, _LONGEST_AGAIN))


def _due(due: Due, wording: Wording) -> dict[str, Any]:
    one = due.milestone
    title = isolated(" ".join(one.title.split())) or "–"
    cell = activity_cell(due.record, wording)
    cell["title"] = _again(cell["title"])
    return {
        "milestone": title,
        "activity": {**cell, "small": []},
        "due": date_of(one.due, wording),
        "done": date_of(one.done, wording) or "–",
        "together": stays_together([title, cell["title"]]),
    }


def _budget(parts: Sequence[Part], year: int, prepared: Prepared) -> dict[str, Any]:
    """Return the table of the budget by area with its total in each currency, {} for none."""
    wording = prepared.wording
    say, language = wording.gettext, wording.language
    homes = [one.record for part in parts for one in part.planned if one.at_home]
    rows = []
    for chapter in chapters_of(homes, prepared.request.areas):
        of_year, beyond = _sums(chapter.records, year)
        if of_year or beyond:
            cells = [totals_words(of_year, language), totals_words(beyond, language)]
            rows.append({**_area(chapter.area, prepared), "cells": cells})
    if not rows:
        return {}
    of_year, beyond = _sums(homes, year)
    columns = [say("Area"), say("For {year}").format(year=year)]
    if beyond:
        columns.append(say("For longer periods, not divided"))
    return {
        "title": say("Budget"),
        "columns": columns,
        "rows": rows,
        "total": say("Total"),
        "totals": [totals_words(of_year, language), totals_words(beyond, language)],
        "note": say("Each currency is added up by itself; a revised amount replaces the original."),
    }


def _sums(records: Iterable[Record], year: int) -> tuple[Totals, Totals]:
    budgets = [budget_in(record, year) for record in records]
    return (
        sums(line for budget in budgets for line in budget.year),
        sums(line for budget in budgets for line in budget.beyond),
    )


def _notes(parts: Sequence[Part], undated_ones: Sequence[Record], wording: Wording) -> list[str]:
    """Return how the plan is to be read, and what could not go into it."""
    notes = []
    if parts:
        notes.append(
            wording.gettext(
                "An activity stands in the quarter in which it begins, "
                "a season in the quarter that has most of its months."
            )
        )
    if undated_ones:
        notes.append(
            wording.ngettext(
                "{count} activity under way has no date recorded and so is not in this plan.",
                "{count} activities under way have no date recorded and so are not in this plan.",
                len(undated_ones),
            )
        )
    return notes


def _signing(prepared: Prepared) -> dict[str, Any]:
    """Return who may sign: each country of the one partnership; {} for several, or the public."""
    say, request = prepared.wording.gettext, prepared.request
    partnerships = told_partnerships(request, prepared.seen)
    if len(partnerships) != 1 or request.audience.name == "public":
        return {}
    return {
        "title": say("Agreed"),
        "sides": [country_name(code, request.language) for code in partnerships[0].countries],
        "lines": [say("Name and title"), say("Place and date"), say("Signature")],
    }
