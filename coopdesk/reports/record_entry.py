"""One record as an entry of a report: plain values, in the report's language, ready to be set."""

import re
from collections.abc import Iterable
from typing import Any

from coopdesk.catalogue.facets import Translation
from coopdesk.catalogue.marking import PUBLIC_LIMIT, marking_by_code, rank
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.reports.entry_people import people_rows, training_rows
from coopdesk.reports.entry_rows import height, row, text_height
from coopdesk.reports.entry_tables import progress_rows, table_rows
from coopdesk.reports.entry_ties import document_row, handling_row, tie_rows, translation_row
from coopdesk.reports.paragraph_marks import paragraph_mark
from coopdesk.reports.wording import Wording

_BLANK_LINE = re.compile(r"\n\s*\n")
_TOGETHER = 18  # an entry of up to so many lines, under half a page, stays on one page
_NO_TRANSLATION = Translation()


def record_entry(
    record: Record, key: str, wording: Wording, *, brief: bool = False
) -> dict[str, Any]:
    """Return what the template sets for ``record``; ``key`` is what ties to it link to.

    Title, summary and description are in the report's language where the record has them in it;
    ``translated`` says of each whether it is. The ``original`` title is "" where it is the title.
    ``mark`` stands before each of these paragraphs, "" for none (see `paragraph_marks`).
    ``rows`` are the labelled parts, empty ones left out: each has the ``name`` of its field, a
    ``label``, a ``form`` ("lines", "table", "ties", "translations" or "handling"), and
    ``content``, whether its words are the data's own (and so in its language) or the report's. A
    ``brief`` entry has none, and no description.
    """
    read = _read_in(record, wording.language)
    told = read or _NO_TRANSLATION
    rows = [made for made in _rows(record, read, wording) if made["values"]] if not brief else []
    summary = _paragraphs(told.summary) or _paragraphs(record.summary)
    description = _paragraphs(told.description) or _paragraphs(record.description)
    if brief:
        description = []
    title = title_in(record, wording.language)
    original = _title(record.title, record.reference)
    marking = effective_marking(record)
    return {
        "key": key,
        "title": title,
        "original": original if original != title else "",
        "translated": {
            "title": bool(told.title.strip()),
            "summary": bool(told.summary.strip()),
            "description": bool(told.description.strip()),
        },
        "meta": [
            text
            for text in (
                record.reference,
                code_label("kind", record.kind, wording.language),
                code_label("status", record.status, wording.language),
                period_words(record.period, wording.language),
            )
            if text
        ],
        "marking": marking_by_code(marking).banner(wording.language),
        "grave": rank(marking) > rank(PUBLIC_LIMIT),
        "mark": paragraph_mark(record.marking) if wording.marks else "",
        "summary": summary,
        "description": description,
        "rows": rows,
        "together": _height(summary + description, rows) <= _TOGETHER,
    }


def title_in(record: Record, language: str) -> str:
    """Return the title in ``language`` where the record has it, else as it is; on one line."""
    read = _read_in(record, language)
    return _title(read.title if read and read.title.strip() else record.title, record.reference)


def _title(text: str, reference: str) -> str:
    return " ".join(text.split()) or reference or "–"


def _read_in(record: Record, language: str) -> Translation | None:
    return next((one for one in record.translations if one.language == language), None)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _BLANK_LINE.split(text) if part.strip()]


def _height(paragraphs: list[str], rows: list[dict[str, Any]]) -> int:
    return sum(map(text_height, paragraphs)) + sum(map(height, rows))


def _rows(record: Record, read: Translation | None, wording: Wording) -> Iterable[dict[str, Any]]:
    yield from people_rows(record, wording)
    yield from table_rows(record, wording)
    yield from training_rows(record, wording)
    yield from progress_rows(record, wording)
    yield document_row(record, wording)
    yield row("notes", _paragraphs(record.notes), wording, content=True)
    yield from tie_rows(record, wording)
    tags = ", ".join(code_label("tag", tag, wording.language) for tag in record.tags)
    yield row("tags", [tags], wording, content=True)
    yield translation_row(record, read, wording)
    if wording.internal:
        yield handling_row(record, wording)
