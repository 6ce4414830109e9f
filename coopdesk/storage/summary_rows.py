"""A list's row, as it stands in the table: which columns, in which order, and what they become.

Knows no SQL library, so that the first paint can use it before one is imported.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.summary import Summary

SUMMARY_COLUMNS: tuple[str, ...] = (
    "id",
    "reference",
    "title",
    "kind",
    "area",
    "status",
    "period",
    "period_earliest",
    "period_latest",
    "places_text",
    "providers",
    "receivers",
    "organisations_text",
    "tags",
    "marking",
    "changed_at",
    "changed_by",
)

# What a list is ordered by, for each sortable field; "" in it means: no value.
SORT_COLUMNS: dict[str, str] = {
    "period": "period_key",
    "title": "title_key",
    "reference": "reference_key",
    "kind": "kind",
    "area": "area",
    "status": "status",
    "places": "places_key",
    "marking": "marking_key",
    "changed_at": "changed_at",
}


def summary_from_row(row: Sequence[Any]) -> Summary:
    """Return what the SUMMARY_COLUMNS of one record say."""
    return Summary(
        id=row[0],
        reference=row[1],
        title=row[2],
        kind=row[3],
        area=row[4],
        status=row[5],
        period=stored_period(row[6], row[7], row[8]),
        places=row[9],
        providers=row[10],
        receivers=row[11],
        organisations=row[12],
        tags=_tags_text(row[13]),
        marking=row[14],
        changed_at=datetime.fromisoformat(row[15]),
        changed_by=row[16],
    )


@lru_cache(maxsize=4096)
def stored_period(edtf: str, earliest: str | None, latest: str | None) -> Period:
    """Return a period from its columns, without reading its EDTF again."""
    if not edtf:
        return UNKNOWN
    return Period(
        edtf,
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
    )


@lru_cache(maxsize=4096)
def _tags_text(tags: str) -> str:
    return "; ".join(json.loads(tags))
