"""The first look at a catalogue, for the first paint: no SQL library, one short read."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filters import Sort
from coopdesk.catalogue.summary import Summary
from coopdesk.i18n import _
from coopdesk.storage import revisions
from coopdesk.storage.errors import Outdated, plain_errors
from coopdesk.storage.inspection import open_inspected
from coopdesk.storage.summary_rows import SORT_COLUMNS, SUMMARY_COLUMNS, summary_from_row


@dataclass(frozen=True, slots=True)
class Glance:
    """What the window needs to show itself: the catalogue's name, its areas in order, the number
    of records in each and in all, the number in the list, and the list's first rows."""

    name: str
    areas: tuple[Area, ...]
    counts: dict[str, int]
    records: int
    total: int
    rows: tuple[Summary, ...]


def glance(path: Path, *, area: str | None, sort: Sort, limit: int) -> Glance:
    """Return the first ``limit`` rows of an area (None: of all), with what stands around them.

    The rows are those of `Store.first_page`. Raises a StorageError as `Store.open` does, and
    Outdated where `Store.open` would first bring the file up to date.
    """
    connection, revision = open_inspected(path)
    try:
        if revision != revisions.HEAD:
            raise Outdated(
                _("“{path}” is of an earlier version: open it to bring it up to date.").format(
                    path=path
                )
            )
        with plain_errors(path):
            connection.execute("BEGIN")
            return _read(connection, area, sort, limit)
    finally:
        connection.close()


def _read(connection: Any, area: str | None, sort: Sort, limit: int) -> Glance:
    (name,) = connection.execute("SELECT name FROM catalogue").fetchone()
    areas = tuple(
        Area(code, json.loads(names), colour, position)
        for code, names, colour, position in connection.execute(
            "SELECT code, names, colour, position FROM area ORDER BY position, code"
        )
    )
    counted = dict(connection.execute("SELECT area, count(*) FROM record GROUP BY area"))
    counts = {entry.code: counted.get(entry.code, 0) for entry in areas}
    records = sum(counts.values())
    return Glance(
        name=name,
        areas=areas,
        counts=counts,
        records=records,
        total=records if area is None else counts.get(area, 0),
        rows=tuple(map(summary_from_row, _rows(connection, area, sort, limit))),
    )


def _rows(connection: Any, area: str | None, sort: Sort, limit: int) -> list[tuple[Any, ...]]:
    key = SORT_COLUMNS[sort.field]
    direction = "DESC" if sort.descending else "ASC"
    narrowed, values = ("area = ? AND", [area]) if area is not None else ("", [])
    ids: list[int] = []
    # As in `listing`: those with a value in order, then those without.
    for having in (f"{key} > '' ORDER BY {key} {direction}, id", f"{key} = '' ORDER BY id"):
        found = connection.execute(
            f"SELECT id FROM record WHERE {narrowed} {having} LIMIT ?",  # noqa: S608
            [*values, limit - len(ids)],
        )
        ids += [record_id for (record_id,) in found]
    columns, places = ", ".join(SUMMARY_COLUMNS), ", ".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT {columns} FROM record WHERE id IN ({places})",  # noqa: S608
        ids,
    )
    by_id = {row[0]: row for row in rows}
    return [by_id[record_id] for record_id in ids]
