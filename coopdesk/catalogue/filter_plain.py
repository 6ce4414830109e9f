"""Filters and orders as plain values, to be kept: what JSON knows, without what is as usual."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from coopdesk.catalogue.filters import SORTABLE, Filter, Sort


def filter_to_plain(wanted: Filter) -> dict[str, Any]:
    """Return the parts of ``wanted`` that narrow anything, as JSON knows them."""
    plain = {}
    for part in fields(wanted):
        value = getattr(wanted, part.name)
        if value:
            plain[part.name] = value if isinstance(value, str) else [_plain(one) for one in value]
    return plain


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def filter_from_plain(plain: Mapping[str, Any]) -> Filter:
    """Return the filter that `filter_to_plain` was given; unknown parts are left out."""
    known: dict[str, Any] = {}
    for part in fields(Filter):
        if part.name in plain:
            value = plain[part.name]
            known[part.name] = value if isinstance(value, str) else tuple(map(_value, value))
    return Filter(**known)


def _value(plain: Any) -> Any:
    return tuple(plain) if isinstance(plain, list) else plain


def sort_to_plain(sort: Sort) -> list[Any]:
    """Return an order as a list: field, whether descending, and so on for what ties go by."""
    plain: list[Any] = []
    one: Sort | None = sort
    while one is not None:
        plain += [one.field, one.descending]
        one = one.then
    return plain


def sort_from_plain(plain: object) -> Sort:
    """Return the order that `sort_to_plain` was given, the usual one for anything else."""
    if not isinstance(plain, list | tuple) or not plain or len(plain) % 2:
        return Sort()
    made: Sort | None = None
    for place in range(len(plain) - 2, -1, -2):
        if plain[place] not in SORTABLE:
            return Sort()
        made = Sort(plain[place], bool(plain[place + 1]), made)
    return made or Sort()
