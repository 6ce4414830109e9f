"""What many records come to: sums over the tables of items, budgets and transactions."""

import json
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, Connection, Integer, Table, func, or_, select
from sqlalchemy import cast as sql_cast

from coopdesk.catalogue.facets import Budget, Item, Transaction
from coopdesk.catalogue.money import added
from coopdesk.catalogue.totals import Sums, Totals
from coopdesk.storage.schema import FACET_TABLES

if TYPE_CHECKING:
    from pyroaring import BitMap

# So many records are sought one by one; for more the whole table is read, with a byte for each
# record that tells whether it counts.
_FEW = 20_000
_YES = b"\1"
# SQLite adds up whole numbers exactly, in 64 bits: amounts in the finest part of a currency, as
# long as 90 million of them fit. What is greater is rare, and added up here.
_PARTS = 10_000
_GREAT = 1e7
_EXACT = Context(prec=80)
_Key = tuple[str, ...]


def read_totals(connection: Connection, passing: "BitMap | None") -> Totals:
    """Return the totals of these records, None being all."""
    item, budget, paid = (FACET_TABLES[facet] for facet in (Item, Budget, Transaction))

    def summed(table: Table, number: str, *by: str) -> dict[_Key, Decimal]:
        narrowed = [] if passing is None else [_counts(table.c.record_id, passing)]
        columns = [table.c[name] for name in by]
        return _sums(connection, columns, table.c[number], narrowed)

    return Totals(
        items=_plain(summed(item, "value", "currency")),
        budgets=_by_type(summed(budget, "amount", "type", "currency")),
        transactions=_by_type(summed(paid, "amount", "type", "currency")),
        delivered=_plain(summed(item, "delivered", "unit")),
    )


def _counts(record_id: Column[int], passing: "BitMap") -> ColumnElement[bool]:
    if len(passing) <= _FEW:
        given = func.json_each(json.dumps(list(passing))).table_valued("value")
        return record_id.in_(select(given.c.value))
    flags = bytearray(passing.max() + 1)
    for one in passing:
        flags[one] = 1
    return func.substr(bytes(flags), record_id + 1, 1) == _YES


def _sums(
    connection: Connection,
    columns: Sequence[Column[Any]],
    number: Column[Any],
    narrowed: Sequence[ColumnElement[bool]],
) -> dict[_Key, Decimal]:
    parts = func.sum(sql_cast(func.round(number * _PARTS), Integer))
    # In one pass over the table: an index of the numbers would lead to each row for itself.
    stated = func.abs(number) < _GREAT
    small = select(*columns, parts).where(stated, *narrowed).group_by(*columns)
    sums = {
        tuple(key): _EXACT.divide(Decimal(total), Decimal(_PARTS))
        for *key, total in connection.execute(small)
    }
    great = select(*columns, number).where(or_(number >= _GREAT, number <= -_GREAT), *narrowed)
    for *key, amount in connection.execute(great):
        own = tuple(key)
        sums[own] = _EXACT.add(sums.get(own, Decimal(0)), added([(amount, "")])[""])
    return {key: sums[key] for key in sorted(sums, key=_stated_first)}


def _stated_first(key: _Key) -> tuple[tuple[bool, str], ...]:
    return tuple((not part, part) for part in key)


def _plain(sums: dict[_Key, Decimal]) -> Sums:
    return {key: amount for (key,), amount in sums.items()}


def _by_type(sums: dict[_Key, Decimal]) -> dict[str, Sums]:
    found: dict[str, dict[str, Decimal]] = {}
    for (kind, currency), amount in sums.items():
        found.setdefault(kind, {})[currency] = amount
    return dict(found)
