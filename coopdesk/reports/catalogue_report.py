"""The catalogue report: all records that are asked for, area by area."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.filter_words import SEPARATOR
from coopdesk.catalogue.marking import PUBLIC_LIMIT, highest, rank
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.i18n import LANGUAGES, _, date_words
from coopdesk.reports.contents_list import contents_list
from coopdesk.reports.front_matter import (
    audience_words,
    banner_words,
    contacts,
    key_figures,
    nothing_words,
    particulars,
    scope_words,
)
from coopdesk.reports.printable import REPLACEMENT, shorten
from coopdesk.reports.record_entry import record_entry, title_in
from coopdesk.reports.released import released, told_contacts
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.wording import CONTENT_LANGUAGE, Wording, area_language, typesetting

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def catalogue_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for ``request``: plain values, in its language.

    Whatever the audience may not see is left out before anything is counted or named. Raises
    UnknownCode for a language that the program does not speak, AboveCeiling for a record that is
    marked higher than it may hold.
    """
    _check_language(request.language)
    seen = released(request.records, request.audience, request.contacts)
    chapters = _chapters(seen, request.areas)
    wording = Wording(
        request.language,
        request.audience.name == "internal",
        _keys(chapters, request.language),
        _pointing(seen),
        told_contacts(request.contacts, request.audience),
    )
    language, script = typesetting(request.language)
    return {
        "language": language,
        "script": script,
        "content_language": CONTENT_LANGUAGE,
        **_headings(request, seen, wording),
        "particulars": particulars(request, seen, wording),
        "contacts": contacts(request, seen, wording),
        "figures": key_figures(seen, len(chapters), wording),
        "areas": [_chapter(chapter, wording) for chapter in chapters],
        "contents": contents_list([(c.key, list(c.records.values())) for c in chapters]),
        "words": _words(request, wording),
    }


@dataclass(frozen=True, slots=True)
class _Chapter:
    """An area with its records, and the keys that links go to."""

    key: str
    area: Area
    records: dict[str, Record]


def _chapters(records: Sequence[Record], areas: Sequence[Area]) -> list[_Chapter]:
    known = {area.code: area for area in sorted(areas, key=lambda area: area.position)}
    by_code: dict[str, list[Record]] = {code: [] for code in known}
    for record in records:
        by_code.setdefault(record.area, []).append(record)
    filled = [(known.get(code, Area(code)), own) for code, own in by_code.items() if own]
    numbers = count(1)
    return [
        _Chapter(f"area-{place}", area, {f"record-{next(numbers)}": record for record in own})
        for place, (area, own) in enumerate(filled, start=1)
    ]


def _keys(chapters: list[_Chapter], language: str) -> dict[str, tuple[str, str]]:
    return {
        record.reference: (key, title_in(record, language))
        for chapter in chapters
        for key, record in chapter.records.items()
    }


def _pointing(records: Sequence[Record]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        for tie in record.relations:
            found.setdefault(tie.reference, []).append((tie.type, record.reference))
    return found


def _chapter(chapter: _Chapter, wording: Wording) -> dict[str, Any]:
    area = chapter.area
    return {
        "key": chapter.key,
        "name": area.name(wording.language),
        "language": typesetting(area_language(area, wording.language)),
        "colour": area.colour if _COLOUR.fullmatch(area.colour) else Area("").colour,
        "count": wording.ngettext("{count} record", "{count} records", len(chapter.records)),
        "records": [record_entry(record, key, wording) for key, record in chapter.records.items()],
    }


def _headings(request: ReportRequest, seen: Sequence[Record], wording: Wording) -> dict[str, Any]:
    name, kind, scope = (
        request.catalogue_name,
        wording.gettext("Catalogue"),
        scope_words(request, wording),
    )
    audience, banner = audience_words(request.audience, wording), banner_words(seen, wording)
    day = date_words(request.printed_at.date(), wording.language)
    marking = highest(tuple(map(effective_marking, seen)))
    return {
        "document": {
            "title": shorten(f"{name} – {kind}: {scope}", 200),
            "author": shorten(name, 200),
            "description": f"{banner}. {audience}. {day}.",
            "keywords": [kind, banner, audience],
        },
        "banner": {"text": banner, "grave": rank(marking) > rank(PUBLIC_LIMIT)},
        "running": {"left": shorten(name, 60), "right": shorten(f"{kind}: {scope}", 50)},
        "kind": kind,
        "name": name,
        "scope": scope,
    }


def _words(request: ReportRequest, wording: Wording) -> dict[str, Any]:
    say = wording.gettext
    day = date_words(request.printed_at.date(), wording.language)
    program = f"CoopDesk {request.release}".strip()
    return {
        "contents": say("Contents"),
        "page": say("Page {page} of {pages}"),
        "printed": f"{say('Printed {date}').format(date=day)}{SEPARATOR}{program}",
        "nothing": nothing_words(request, wording),
        "mended": say(
            "Characters that the fonts of this report do not have are printed as {sign}."
        ).format(sign=REPLACEMENT),
    }


def _check_language(language: str) -> None:
    known = [code for code, _name in LANGUAGES]
    if language not in known:
        raise UnknownCode(
            _("There are no reports in the language “{language}”; known are: {known}.").format(
                language=language, known=", ".join(known)
            )
        )
