"""The report on an area in depth: one part for each area that is asked for."""

from typing import Any

from coopdesk.reports.area_figures import figure_rows, summary_sentences
from coopdesk.reports.catalogue_report import Chapter, area_head, chapters_of
from coopdesk.reports.chart_data import MOST_BARS, kind_bars, timeline, year_columns, years_of
from coopdesk.reports.contents_list import contents_list
from coopdesk.reports.frame import frame
from coopdesk.reports.front_matter import key_figures
from coopdesk.reports.organisations_involved import organisations_involved
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.record_entry import record_entry
from coopdesk.reports.request import ReportRequest

_NAMED_AREAS = 3


def area_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for ``request``: plain values, in its language.

    Areas without a record that the audience may see are left out. Raises UnknownCode for a
    language that the program does not speak, AboveCeiling for a record that is marked higher than
    it may hold.
    """
    prepared = prepare(request)
    wording = prepared.wording
    say = wording.gettext
    chapters = chapters_of(prepared.seen, request.areas)
    names = [chapter.area.name(wording.language) for chapter in chapters]
    listed = contents_list([(chapter.key, chapter.records) for chapter in chapters])
    framed = frame(
        prepared,
        say("Area in depth") if len(chapters) == 1 else say("Areas in depth"),
        scope=", ".join(names) if 0 < len(names) <= _NAMED_AREAS else None,
        figures=key_figures(prepared.seen, len(chapters), wording),
        # Records stand a step lower here, under a section of their area.
        contents=listed | {"depth": 3 if listed["depth"] == 2 else 1},
    )
    if len(chapters) > 1:
        framed["running"]["right"] = framed["kind"]  # there is no room for several names
    return {
        **framed,
        "areas": [_part(chapter, prepared) for chapter in chapters],
        "headings": {
            "timeline": say("Timeline"),
            "organisations": say("Organisations"),
            "figures": say("Figures"),
            "records": say("Records"),
        },
    }


def _part(chapter: Chapter, prepared: Prepared) -> dict[str, Any]:
    wording, today = prepared.wording, prepared.today
    records, brief = chapter.records, prepared.options.brief
    dated = sum(years_of(record.period, today) is not None for record in records)
    bars = 0 < dated <= MOST_BARS
    return {
        "key": chapter.key,
        **area_head(chapter.area, len(records), prepared),
        "summary": summary_sentences(records, today, wording),
        "timeline": timeline(records, today, wording) if bars else {},
        "years": {} if bars else year_columns(records, today, wording),
        "kinds": kind_bars(records, wording),
        "figures": figure_rows(records, wording),
        "organisations": organisations_involved(records, wording),
        "records": [
            record_entry(record, prepared.key(record), wording, brief=brief) for record in records
        ],
    }
