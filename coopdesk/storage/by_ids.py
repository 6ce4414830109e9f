"""Statements on the rows of many records by their ids: compiled once, and sent as one text each.

However many ids there are they stand in one parameter, as JSON.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    bindparam,
    delete,
    func,
    select,
)

_Columns = tuple[Column[Any], ...]


def read_by_ids(
    connection: Connection, columns: _Columns, key: Column[int], ids: Sequence[int], *order: Any
) -> Sequence[tuple[Any, ...]]:
    """Return ``columns`` of the rows whose ``key`` is one of the ids, ordered by ``order``."""
    text = _read_text(columns, key, order, connection.dialect)
    return connection.exec_driver_sql(text, (json.dumps(list(ids)),)).cursor.fetchall()


def delete_by_ids(connection: Connection, key: Column[int], ids: Sequence[int]) -> None:
    """Delete the rows whose ``key`` is one of the ids."""
    connection.exec_driver_sql(_delete_text(key, connection.dialect), (json.dumps(list(ids)),))


@cache
def _read_text(columns: _Columns, key: Column[int], order: _Columns, dialect: Dialect) -> str:
    statement = select(*columns).where(_among(key)).order_by(*order)
    return str(statement.compile(dialect=dialect))


@cache
def _delete_text(key: Column[int], dialect: Dialect) -> str:
    return str(delete(key.table).where(_among(key)).compile(dialect=dialect))


def among(key: ColumnElement[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """Return that ``key`` is one of the ids, for a statement that stands for itself."""
    return _in(key, bindparam("ids", json.dumps(list(ids)), unique=True))


def _among(key: Column[int]) -> ColumnElement[bool]:
    return _in(key, bindparam("ids"))


def _in(key: ColumnElement[int], ids: BindParameter[Any]) -> ColumnElement[bool]:
    given = func.json_each(ids).table_valued("value")
    return key.in_(select(given.c.value))
