"""A record told in running text: its summary as a sentence, or its title where it has none."""

import re
from typing import Any

from coopdesk.catalogue.codes import Status
from coopdesk.catalogue.facets import Translation
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label, in_force
from coopdesk.reports.paragraph_marks import paragraph_mark
from coopdesk.reports.printable import isolated, shorten
from coopdesk.reports.record_entry import title_in
from coopdesk.reports.wording import CONTENT_LANGUAGE, Wording

LONGEST = 280
"""The most characters that a record takes in running text."""

_NOTHING = Translation()
_BLANK_LINE = re.compile(r"\n\s*\n")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])")
_END = re.compile(r"[.!?…]+[”“\"')\]]*$")


def is_own(record: Record, language: str) -> bool:
    """Tell whether the title of ``record`` is in ``language``, be it translated into it or not."""
    return language == CONTENT_LANGUAGE or bool(_read_in(record, language).title.strip())


def sentence(record: Record, wording: Wording) -> dict[str, Any]:
    """Return ``record`` as running text in the report's language, or its own where it lacks that.

    ``text`` is its summary without the sign at its ``end``; its title, with no ``end``, where it
    has no summary, or none in the report's language while the title is. ``note`` is what the text
    leaves open: the kind with a title, the years, and whether it goes on. ``own`` says whether the
    text is in the report's language; ``mark`` stands before it, "" for none (see
    `paragraph_marks`).
    """
    read, language = _read_in(record, wording.language), wording.language
    mark = paragraph_mark(record.marking) if wording.marks else ""
    summary = read.summary.strip() or ("" if read.title.strip() else record.summary.strip())
    if not summary:
        text = isolated(shorten(title_in(record, language), LONGEST))
        kind = code_label("kind", record.kind, language).lower()
        note = ", ".join(filter(None, (kind, *_state(record, text, wording))))
        own = is_own(record, language)
        return {"text": text, "end": "", "note": note, "own": own, "mark": mark}
    whole = first_sentences(summary)
    sign = _END.search(whole)
    text = whole[: sign.start()] if sign else whole
    return {
        "text": isolated(text),
        "end": sign[0] if sign else ".",
        "note": ", ".join(_state(record, text, wording)),
        "own": language == CONTENT_LANGUAGE or bool(read.summary.strip()),
        "mark": mark,
    }


def first_sentences(text: str) -> str:
    """Return the first paragraph of ``text``, or as many of its sentences as there is room for."""
    paragraph = " ".join(_BLANK_LINE.split(text.strip(), maxsplit=1)[0].split())
    told = ""
    for part in _NEXT_SENTENCE.split(paragraph):
        longer = f"{told} {part}".strip()
        if len(longer) > LONGEST:
            break
        told = longer
    return told or shorten(paragraph, LONGEST)


def _state(record: Record, text: str, wording: Wording) -> list[str]:
    """Return when it is, where ``text`` does not say so, and its state, where it is not over."""
    period = record.period
    years = {str(year) for year in (period.year_from, period.year_to) if year is not None}
    said = bool(years) and all(year in text for year in years)
    found = in_force().find("status", record.status)
    if isinstance(found, Status) and found.under_way and not found.agreement:
        status = wording.gettext("under way")
    elif record.status in ("", "closed"):
        status = ""
    else:
        status = code_label("status", record.status, wording.language).lower()
    return [
        part for part in ("" if said else period_words(period, wording.language), status) if part
    ]


def _read_in(record: Record, language: str) -> Translation:
    return next((one for one in record.translations if one.language == language), _NOTHING)
