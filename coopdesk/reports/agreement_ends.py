"""What binds from when until when, and what of that ends next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coopdesk.catalogue.expiry import NEAR_MONTHS, distance_words, ends_within
from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.reports.agreement_terms import bound, ends_at, has_not_ended, is_past
from coopdesk.reports.chart_data import MOST_BARS, timeline
from coopdesk.reports.entry_rows import label
from coopdesk.reports.named_record import named_record
from coopdesk.reports.prepared import Prepared

_PAST, _NEAR, _LATER = "past", "near", "later"
_FEWEST_BARS = 3


def agreement_ends(agreements: Sequence[Record], prepared: Prepared) -> dict[str, Any]:
    """Return what ends when of that which has not ended by its status, the first end first.

    It comes in ``groups``: what is past and not closed, what is near, the rest. ``open`` says in
    words of how many no end is recorded, "" for none. Without remarks there is no column for them.
    ``chart`` shows what binds from when until when, {} where there are too few or too many for a
    picture.
    """
    wording = prepared.wording
    lasting = [(ends_at(one), one) for one in agreements if has_not_ended(one)]
    ending = [pair for pair in lasting if not pair[0].unknown]
    ending.sort(key=lambda pair: (pair[0].latest or date.max, pair[0].sort_key, pair[1].reference))
    groups: dict[str, list[dict[str, Any]]] = {_PAST: [], _NEAR: [], _LATER: []}
    for end, record in ending:
        group = when(end, prepared.today)
        groups[group].append(_entry(record, end, prepared, past=group == _PAST))
    titles = {
        _PAST: wording.gettext("Past their end, not closed"),
        _NEAR: wording.gettext("Within 12 months"),
        _LATER: wording.gettext("Later"),
    }
    without_end = len(lasting) - len(ending)
    without_words = wording.ngettext(
        "For {count} agreement that has not ended no end is recorded.",
        "For {count} agreements that have not ended no end is recorded.",
        without_end,
    )
    count = wording.ngettext("{count} agreement", "{count} agreements", len(ending))
    remarked = any(entry["cells"][-1] for entries in groups.values() for entry in entries)
    return {
        "title": wording.gettext("What ends when"),
        "count": count if ending else "",
        "chart": _chart(agreements, prepared),
        "columns": [
            label(Term, "expires", wording),
            wording.gettext("Agreement"),
            field("status").words(wording.language),
            *([wording.gettext("Remark")] if remarked else []),
        ],
        "groups": [
            {"title": titles[group], "grave": group == _PAST, "entries": entries}
            for group, entries in groups.items()
            if entries
        ],
        "open": without_words if without_end else "",
    }


def when(end: Period, today: date) -> str:
    """Return whether an end is "past", "near" (within a year, perhaps) or "later"."""
    if is_past(end, today):
        return _PAST
    return _NEAR if ends_within(end, today, NEAR_MONTHS) else _LATER


def _chart(agreements: Sequence[Record], prepared: Prepared) -> dict[str, Any]:
    binding = [replace(one, period=bound(one)) for one in agreements]
    dated = [one for one in binding if not one.period.unknown]
    if not _FEWEST_BARS <= len(dated) <= MOST_BARS:
        return {}
    wording = prepared.wording
    undated = len(binding) - len(dated)
    words = wording.ngettext(
        "{count} agreement without a date is not shown.",
        "{count} agreements without a date are not shown.",
        undated,
    )
    chart = timeline(dated, prepared.today, wording)
    notes = (chart["note"], words if undated else "")
    return {
        **chart,
        "title": wording.gettext("From when until when they bind"),
        "note": " ".join(filter(None, notes)),
    }


def _entry(record: Record, end: Period, prepared: Prepared, *, past: bool) -> dict[str, Any]:
    wording = prepared.wording
    status = code_label("status", record.status, wording.language) if record.status else ""
    remark = _away(end, prepared)
    if past:
        flag = wording.gettext("Expired, but not closed")
        remark = f"{flag} ({remark})" if remark else flag
    return {
        **named_record(record, prepared.key(record), wording),
        "cells": [period_words(end, wording.language), status, remark],
    }


def _away(end: Period, prepared: Prepared) -> str:
    if end.earliest == end.latest == prepared.today:
        return prepared.wording.gettext("today")
    return distance_words(end, prepared.today, prepared.wording.language)
