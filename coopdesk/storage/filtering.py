"""A filter as conditions on table ``record``: what `Filter.matches` says, in SQL."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, not_, select

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.query import All, OneOf, Query
from coopdesk.storage import query_sql
from coopdesk.storage.query_sql import one_of
from coopdesk.storage.schema import VALUES_TABLES, record


def query_of(wanted: Filter) -> Query:
    """Return what the search of ``wanted`` asks for, read."""
    return wanted.query


def asked_of(wanted: Filter, *, without: str = "") -> tuple[OneOf, ...]:
    """Return what ``wanted`` asks for in its dimensions, but for the one named ``without``."""
    return tuple(
        OneOf(dimension.name, tuple(map(str, getattr(wanted, dimension.name))))
        for dimension in DIMENSIONS
        if dimension.name != without and getattr(wanted, dimension.name)
    )


def conditions(
    wanted: Filter, *, without: str = "", by_row: bool = False, search: bool = True
) -> list[ColumnElement[bool]]:
    """Return what must hold for ``wanted``, leaving out the dimension named ``without``.

    Without ``search`` its query is left out too. ``by_row`` see `query_sql`.
    """
    found: list[ColumnElement[bool]] = [
        one_of(asked.dimension, asked.values, by_row=by_row)
        for asked in asked_of(wanted, without=without)
    ]
    if wanted.references:
        found.append(record.c.reference.in_(wanted.references))
    found += [
        not_(one_of(name, (value,), by_row=by_row))
        for name, value in wanted.excluded
        if name != without
    ]
    query = query_of(wanted)
    if search and query != All():
        found.append(query_sql.condition(query, by_row=by_row))
    return found


def conditions_on_id(
    record_id: Column[int], wanted: Filter, *, without: str = ""
) -> list[ColumnElement[bool]]:
    """Return what `conditions` returns, for another table, whose ``record_id`` names a record.

    Table ``record`` is asked only where the filter is about more than values.
    """
    simple: list[ColumnElement[bool]] = [
        record_id.in_(ids) for name, ids in _ids(wanted) if name != without
    ]
    other = _beside_values(wanted)
    narrowed = conditions(other, without=without)
    return [record_id.in_(select(record.c.id).where(*narrowed)), *simple] if narrowed else simple


def _ids(wanted: Filter) -> Iterator[tuple[str, Select[tuple[int]]]]:
    for name, table in VALUES_TABLES.items():
        values = getattr(wanted, name)
        if values:
            yield name, select(table.c.record_id).where(table.c.value.in_(values))


def _beside_values(wanted: Filter) -> Filter:
    nothing: dict[str, Any] = dict.fromkeys(VALUES_TABLES, ())
    return replace(wanted, **nothing)
