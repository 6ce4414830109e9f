"""What stands around every report: its front, the head and foot of its pages, and its last page."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from coopdesk.catalogue.filter_words import SEPARATOR
from coopdesk.catalogue.marking import PUBLIC_LIMIT, highest, rank
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.i18n import date_words
from coopdesk.reports.front_matter import (
    audience_words,
    banner_words,
    contacts,
    line,
    nothing_words,
    particulars,
    scope_words,
    volume_words,
)
from coopdesk.reports.prepared import Prepared
from coopdesk.reports.printable import REPLACEMENT, shorten
from coopdesk.reports.releasability import releasable_countries
from coopdesk.reports.wording import CONTENT_LANGUAGE, typesetting

_NO_CONTENTS = {"sure": False, "depth": 1, "split": ""}
_CHECK_SUM = 32  # hexadecimal digits that are printed of a SHA-256
_GROUP = 4


def frame(
    prepared: Prepared,
    kind: str,
    *,
    scope: str | None = None,
    name: str = "",
    figures: Sequence[dict[str, str]] = (),
    contents: dict[str, Any] | None = None,
    marked: Sequence[Record] | None = None,
) -> dict[str, Any]:
    """Return what house.typ sets around a report that is called ``kind`` in its language.

    ``scope`` says what it is about, None for what the request says; ``name`` stands as its title,
    the catalogue's by default. ``figures`` are values with labels; ``contents`` tells how the
    contents are listed (see `contents_list`), None that there are none. ``marked`` are the records
    by which the report is marked, where more is told than those that are seen.
    """
    request, seen, wording = prepared.request, prepared.seen, prepared.wording
    language, script = typesetting(request.language)
    name = name or request.catalogue_name
    scope = scope_words(request, seen, wording) if scope is None else scope
    audience = audience_words(request.audience, wording)
    marked = seen if marked is None else marked
    banner = banner_words(marked, wording, releasable_countries(request, marked))
    marking = highest(tuple(map(effective_marking, marked)))
    titled, volume = f"{kind}: {scope}" if scope else kind, volume_words(request, wording)
    return {
        "language": language,
        "script": script,
        "content_language": CONTENT_LANGUAGE,
        "document": {
            "title": joined(shorten(f"{name} – {titled}", 200), volume),
            "author": shorten(request.catalogue_name, 200),
            "description": f"{banner}. {audience}. {date_words(prepared.today, wording.language)}.",
            "keywords": [kind, banner, audience],
        },
        "banner": {"text": banner, "grave": rank(marking) > rank(PUBLIC_LIMIT)},
        "running": {"left": shorten(name, 60), "right": joined(shorten(titled, 50), volume)},
        "told_records": len(seen),
        "kind": kind,
        "name": name,
        "scope": scope,
        "volume": volume,
        "particulars": particulars(request, seen, wording, marked),
        "contacts": contacts(request, seen, wording),
        "figures": list(figures),
        "contents": contents or _NO_CONTENTS,
        "colophon": _colophon(prepared),
        "words": _words(prepared),
    }


def joined(*parts: str) -> str:
    """Return those of ``parts`` that say something, one after the other."""
    return SEPARATOR.join(filter(None, parts))


def check_sum(seen: Sequence[Record]) -> str:
    """Return the first half of the SHA-256 of what records the report was made from, in groups.

    It is of what its reader may see, so that it says nothing of what was withheld.
    """
    summed = sha256()
    # One after the other: all at once, no other thread could run meanwhile.
    for place, record in enumerate(seen):
        plain = json.dumps(to_plain(record), sort_keys=True)
        summed.update((f", {plain}" if place else f"[{plain}").encode())
    summed.update(b"]" if seen else b"[]")
    digits = summed.hexdigest()[:_CHECK_SUM]
    return " ".join(digits[at : at + _GROUP] for at in range(0, _CHECK_SUM, _GROUP))


def _colophon(prepared: Prepared) -> list[dict[str, Any]]:
    say, request = prepared.wording.gettext, prepared.request
    day = date_words(prepared.today, request.language)
    return [
        line(say("Catalogue"), request.catalogue_name, content=True),
        line(say("As of"), day),
        line(say("Check sum"), check_sum(prepared.seen)),
    ]


def _words(prepared: Prepared) -> dict[str, Any]:
    request, wording = prepared.request, prepared.wording
    say = wording.gettext
    day = date_words(prepared.today, wording.language)
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
