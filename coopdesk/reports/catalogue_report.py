"""The catalogue report: all records that are asked for, area by area."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.record import Record
from coopdesk.reports.contents_list import contents_list
from coopdesk.reports.frame import frame
from coopdesk.reports.front_matter import key_figures
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.record_entry import record_entry
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.wording import area_language, typesetting

# Up to so many records, areas follow one another on a page; of more, each begins a page of its own.
# The compiler lays out what page breaks part on all processors at once.
_TOGETHER = 200
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def catalogue_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for ``request``: plain values, in its language.

    Whatever the audience may not see is left out before anything is counted or named. Raises
    UnknownCode for a language that the program does not speak, AboveCeiling for a record that is
    marked higher than it may hold.
    """
    # What is in the other volumes is named, and so it counts in the marking.
    in_volumes = request.volume[1] > 1
    prepared = prepare(request, beside=request.beside if in_volumes else ())
    chapters = chapters_of(prepared.seen, request.areas)
    wording = prepared.wording
    return {
        **frame(
            prepared,
            wording.gettext("Catalogue"),
            figures=key_figures(prepared.seen, len(chapters), wording),
            contents=contents_list([(c.key, c.records) for c in chapters]),
            marked=(*prepared.seen, *prepared.beside),
        ),
        "apart": len(prepared.seen) > _TOGETHER,
        "areas": [_chapter(chapter, prepared) for chapter in chapters],
    }


@dataclass(frozen=True, slots=True)
class Chapter:
    """An area with its records, and the key that links go to."""

    key: str
    area: Area
    records: tuple[Record, ...]


def chapters_of(records: Sequence[Record], areas: Sequence[Area]) -> list[Chapter]:
    """Return the areas that ``records`` are of, in their order, each with its records."""
    known = {area.code: area for area in sorted(areas, key=lambda area: area.position)}
    by_code: dict[str, list[Record]] = {code: [] for code in known}
    for record in records:
        by_code.setdefault(record.area, []).append(record)
    filled = [(known.get(code, Area(code)), own) for code, own in by_code.items() if own]
    return [
        Chapter(f"area-{place}", area, tuple(own))
        for place, (area, own) in enumerate(filled, start=1)
    ]


def area_head(area: Area, count: int, prepared: Prepared) -> dict[str, Any]:
    """Return the name of ``area``, its language and colour, and how many records it has."""
    wording = prepared.wording
    return {
        "name": area.name(wording.language),
        "language": typesetting(area_language(area, wording.language)),
        "colour": area.colour if _COLOUR.fullmatch(area.colour) else Area("").colour,
        "count": wording.ngettext("{count} record", "{count} records", count),
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
