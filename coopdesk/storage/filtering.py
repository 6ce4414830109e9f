"""A filter as conditions on table ``record``: what `Filter.matches` says, in SQL."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR

from sqlalchemy import Column, ColumnElement, Select, and_, false, or_, select

from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.folding import tokens
from coopdesk.storage.derived import MARKING_KEYS
from coopdesk.storage.schema import VALUES_TABLES, record
from coopdesk.storage.search import found

# The dimensions that are one column of a record, by their name in `Filter`.
COLUMN_OF = {
    "areas": record.c.area,
    "kinds": record.c.kind,
    "statuses": record.c.status,
    "markings": record.c.marking_key,
}


def conditions(wanted: Filter, *, without: str = "") -> list[ColumnElement[bool]]:
    """Return what must hold for ``wanted``, leaving out the dimension named ``without``."""
    return [*_on_columns(wanted, without), *_on_id(record.c.id, wanted, without)]


def conditions_on_id(
    record_id: Column[int], wanted: Filter, *, without: str = ""
) -> list[ColumnElement[bool]]:
    """Return what `conditions` returns, for another table, whose ``record_id`` names a record.

    Table ``record`` is asked only where the filter is about one of its columns.
    """
    others = _on_id(record_id, wanted, without)
    columns = _on_columns(wanted, without)
    return [record_id.in_(select(record.c.id).where(*columns)), *others] if columns else others


def _on_columns(wanted: Filter, without: str) -> list[ColumnElement[bool]]:
    return [condition for name, condition in _of_columns(wanted) if name != without]


def _on_id(record_id: Column[int], wanted: Filter, without: str) -> list[ColumnElement[bool]]:
    return [record_id.in_(ids) for name, ids in _ids(wanted) if name != without]


def _of_columns(wanted: Filter) -> Iterator[tuple[str, ColumnElement[bool]]]:
    for name, column in COLUMN_OF.items():
        values = getattr(wanted, name)
        if name == "markings":
            values = tuple(MARKING_KEYS.get(value, "") for value in values)
        if values:
            yield name, column == values[0] if len(values) == 1 else column.in_(values)
    if wanted.years:
        yield "years", or_(false(), *(_touches(*span) for span in _spans(wanted.years)))
    if wanted.references:
        yield "references", record.c.reference.in_(wanted.references)


def _ids(wanted: Filter) -> Iterator[tuple[str, Select[tuple[int]]]]:
    for name, table in VALUES_TABLES.items():
        values = getattr(wanted, name)
        if values:
            yield name, select(table.c.record_id).where(table.c.value.in_(values))
    if tokens(wanted.search):
        yield "search", found(wanted.search)


def _spans(years: tuple[int, ...]) -> list[tuple[int, int]]:
    # Runs of consecutive years, first and last; no period touches a year that no date can have.
    runs: list[tuple[int, int]] = []
    for year in sorted({year for year in years if MINYEAR <= year <= MAXYEAR}):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def _touches(first: int, last: int) -> ColumnElement[bool]:
    return and_(record.c.year_from <= last, record.c.year_to >= first)
