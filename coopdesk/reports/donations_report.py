"""The register of what was donated: every item, by who gave to whom, and a page to sign for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.marking import PUBLIC_LIMIT, marking_by_code, rank
from coopdesk.catalogue.money import item_totals, totals_words
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import number_words
from coopdesk.reports.contents_list import contents_list
from coopdesk.reports.donated_items import (
    by_category,
    column_heads,
    given_items,
    item_columns,
    item_line,
    value_words,
)
from coopdesk.reports.entry_rows import SEPARATOR, country, joined
from coopdesk.reports.frame import frame
from coopdesk.reports.front_matter import line
from coopdesk.reports.handover_block import handover_block
from coopdesk.reports.handover_years import handover_years
from coopdesk.reports.named_record import named_record
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.uses import Use, use_words, uses_of
from coopdesk.reports.wording import Wording

_SIDES = ("provider", "receiver")
_SURELY_LONG = 200  # items that take more than four pages, however little is known of them
_LISTED = 24  # records that the contents name
_LONGEST_FIGURES = 26  # characters of values that stand among the figures at a glance


def donations_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for ``request``: plain values, in its language.

    Told are all records that have items which can be given (see `given_items`), and by name those
    that they use or are used by. Raises
    UnknownCode for a language that the program does not speak, AboveCeiling for a record that is
    marked higher than it may hold.
    """
    prepared = prepare(request)
    donations = [record for record in prepared.seen if given_items(record)]
    ties = uses_of(prepared.seen)
    named = {prepared.key(one.other) for record in donations for one in ties.get(id(record), ())}
    named |= {prepared.key(record) for record in donations}
    # Of what the report does not tell, nothing must count: neither its marking nor its partners.
    prepared = replace(
        prepared, seen=tuple(one for one in prepared.seen if prepared.key(one) in named)
    )
    wording = prepared.wording
    items = [item for record in donations for item in given_items(record)]
    chapters = _chapters(donations)
    columns = item_columns(items)
    data = {
        **frame(
            prepared,
            wording.gettext("Register of donations"),
            figures=_figures(donations, items, wording),
            contents=_contents(chapters, len(items)),
        ),
        "summary": {
            "title": wording.gettext("At a glance"),
            "count": _count(items, wording),
            **by_category(items, wording),
        },
        "chart": handover_years(items, wording),
        "columns": column_heads(columns, wording),
        "chapters": [_chapter(chapter, columns, ties, prepared) for chapter in chapters],
        "handover": _handover(chapters, prepared),
    }
    if not donations:
        data["words"]["nothing"] = (
            wording.gettext("No items"),
            wording.gettext(
                "No record that may go into this report and fits the selection has items."
            ),
        )
    return data


@dataclass(frozen=True, slots=True)
class _Chapter:
    """What some countries gave to some others: the records with items of it."""

    key: str
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    records: tuple[Record, ...]


def _chapters(donations: Iterable[Record]) -> list[_Chapter]:
    """Return the records by the countries that gave and received; those that do not say go last."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Record]] = {}
    for record in donations:
        giver, receiver = (record.countries_as(side) for side in _SIDES)
        found.setdefault((giver, receiver), []).append(record)
    ordered = sorted(found.items(), key=lambda pair: not any(pair[0]))
    return [
        _Chapter(f"chapter-{place}", sides, tuple(own))
        for place, (sides, own) in enumerate(ordered, start=1)
    ]


def _contents(chapters: Sequence[_Chapter], items: int) -> dict[str, Any]:
    """Return how the contents are listed: the records too where they leave room for the front."""
    records = sum(len(chapter.records) for chapter in chapters)
    if records > _LISTED:
        return {"sure": items > _SURELY_LONG, "depth": 1, "split": ""}
    contents = contents_list([(one.key, one.records) for one in chapters])
    return {**contents, "sure": items > _SURELY_LONG}


def _figures(
    donations: Sequence[Record], items: Sequence[Item], wording: Wording
) -> list[dict[str, str]]:
    handed_over = sum(bool(item.handed_over) for item in items)
    counted = (
        (len(donations), wording.ngettext("Record", "Records", len(donations))),
        (len(items), wording.ngettext("Item", "Items", len(items))),
        (handed_over, wording.gettext("Handed over")),
    )
    figures = [
        {"value": number_words(number, wording.language), "label": words}
        for number, words in counted
        if number
    ]
    values = totals_words(item_totals(items), wording.language)
    if sum(map(len, values)) <= _LONGEST_FIGURES:
        figures += [{"value": words, "label": wording.gettext("Total value")} for words in values]
    return figures


def _chapter(
    chapter: _Chapter,
    columns: Sequence[str],
    ties: Mapping[int, Sequence[Use]],
    prepared: Prepared,
) -> dict[str, Any]:
    wording = prepared.wording
    items = tuple(chain.from_iterable(map(given_items, chapter.records)))
    return {
        "key": chapter.key,
        "name": _sides_words(chapter.sides, wording),
        "count": _count(items, wording),
        "records": [
            _donation(record, columns, ties.get(id(record), ()), prepared)
            for record in chapter.records
        ],
    }


def _sides_words(sides: Sequence[Sequence[str]], wording: Wording) -> str:
    told = (
        f"{code_label('role', side, wording.language)}: "
        f"{', '.join(country(code, wording) for code in codes)}"
        for side, codes in zip(_SIDES, sides, strict=True)
        if codes
    )
    return SEPARATOR.join(told) or wording.gettext("Provider and receiver not stated")


def _count(items: Sequence[Item], wording: Wording) -> str:
    return wording.ngettext("{count} item", "{count} items", len(items))


def _donation(
    record: Record,
    columns: Sequence[str],
    ties: Sequence[Use],
    prepared: Prepared,
) -> dict[str, Any]:
    wording = prepared.wording
    marking = effective_marking(record)
    meta = (
        record.reference,
        code_label("kind", record.kind, wording.language),
        code_label("status", record.status, wording.language) if record.status else "",
        period_words(record.period, wording.language),
    )
    return {
        **named_record(record, prepared.key(record), wording),
        "meta": SEPARATOR.join(filter(None, meta)),
        "marking": marking_by_code(marking).banner(wording.language),
        "grave": rank(marking) > rank(PUBLIC_LIMIT),
        "parties": [row for side in _SIDES if (row := _party(record, side, wording))["values"]],
        "lines": [
            item_line(item, columns, wording, brief=prepared.options.brief)
            for item in given_items(record)
        ],
        "total": value_words(given_items(record), wording),
        "total_words": wording.gettext("Total"),
        "ties": use_words(ties, wording),
    }


def _party(record: Record, side: str, wording: Wording) -> dict[str, Any]:
    """Return the organisations on one side; the countries alone stand in the chapter's heading."""
    named = [
        joined(one.organisation, country(one.country, wording))
        for one in record.parties
        if one.role == side and one.organisation.strip()
    ]
    return line(code_label("role", side, wording.language), *dict.fromkeys(named))


def _handover(chapters: Sequence[_Chapter], prepared: Prepared) -> dict[str, Any]:
    """Return the block to sign, {} where there is nothing, and for the public, which signs nothing.

    It names who gives and who receives where that is the same for all.
    """
    if not chapters or prepared.request.audience.name == "public":
        return {}
    giver, receiver = chapters[0].sides if len(chapters) == 1 else ((), ())
    return handover_block(giver, receiver, prepared.wording)
