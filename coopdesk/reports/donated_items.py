"""The items of a register of donations: one line each, and what they come to."""

from collections.abc import Iterable, Sequence
from typing import Any

from coopdesk.catalogue.codes import ITEM_CATEGORIES
from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.money import Totals, added, item_totals, money_words, several, totals_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import number_words
from coopdesk.reports.entry_rows import SEPARATOR, amount, date_of, joined, label, stated
from coopdesk.reports.wording import Wording

_QUANTITIES = ("requested", "agreed", "delivered")
_PEOPLE = "personnel"  # the category of items that are people
_COLUMNS = (*_QUANTITIES, "handed_over", "value")
_LONGEST_IN_COLUMN = 90  # characters of serial numbers that stand under the item
_LONGEST_TOGETHER = 1_500  # characters of a line that is not broken over two pages


def given_items(record: Record) -> tuple[Item, ...]:
    """Return what of the items of ``record`` can be given and signed for: people cannot."""
    return tuple(item for item in record.items if item.category != _PEOPLE)


def item_columns(items: Iterable[Item]) -> tuple[str, ...]:
    """Return which columns a register of ``items`` has beside the item: those that say anything."""
    stated_in = {"handed_over": ("handed_over", "handover_place", "receiving_unit")}
    filled: set[str] = set()
    for item in items:
        for name in _COLUMNS:
            parts = stated_in.get(name, (name,))
            if any(getattr(item, part) not in ("", None) for part in parts):
                filled.add(name)
    return tuple(name for name in _COLUMNS if name in filled)


def column_heads(columns: Sequence[str], wording: Wording) -> list[dict[str, Any]]:
    """Return the heads of these columns, after that of the item: their labels, and their names."""
    heads = [{"name": "item", "label": wording.gettext("Item")}]
    return heads + [{"name": name, "label": label(Item, name, wording)} for name in columns]


def item_line(
    item: Item, columns: Sequence[str], wording: Wording, *, brief: bool = False
) -> dict[str, Any]:
    """Return one item as a line of the register.

    ``data`` is what it is, with its unit, and ``where`` it was handed over and to which unit, in
    the language of the data; ``small`` is the small print under it, ``long`` what of that takes the
    whole width, and ``cells`` the other columns, in the report's language. A ``brief`` line has
    neither small print nor ``where``.
    """
    description = " ".join(item.description.split()) or "–"
    said = f"{description} ({' '.join(item.unit.split())})" if item.unit.strip() else description
    small = () if brief else _small_print(item, wording)
    serials = "" if brief else stated(Item, "serials", joined(*item.serials), wording)
    wide = len(serials) > _LONGEST_IN_COLUMN
    where = "" if brief else joined(item.handover_place, item.receiving_unit)
    return {
        "data": said,
        "small": SEPARATOR.join(filter(None, (*small, "" if wide else serials))),
        "long": serials if wide else "",
        "cells": [_cell(item, name, wording) for name in columns],
        "where": where,
        "together": sum(map(len, (said, where, *small))) <= _LONGEST_TOGETHER,
    }


def value_words(items: Sequence[Item], wording: Wording) -> list[str]:
    """Return what several ``items`` are worth in each currency, nothing where one alone has a
    value."""
    if not several(item.value for item in items):
        return []
    return totals_words(item_totals(items), wording.language)


def by_category(items: Sequence[Item], wording: Wording) -> dict[str, Any]:
    """Return the items of each category, summed up: how many, what was delivered, what it is worth.

    ``rows`` are empty for a single item; the last of them is the total. Like them, ``columns``
    leave out what is not known of any.
    """
    if len(items) < 2:
        return {"columns": [], "rows": []}
    known = {code.code: place for place, code in enumerate(ITEM_CATEGORIES, start=1)}
    last = len(known) + 1
    found = sorted(
        {item.category for item in items},
        key=lambda code: (not code, known.get(code, last), code),
    )
    rows = [
        _summed(
            code_label("item_category", code, wording.language) or wording.gettext("Not stated"),
            [item for item in items if item.category == code],
            wording,
        )
        for code in found
    ]
    if len(rows) > 1:
        rows.append({**_summed(wording.gettext("Total"), items, wording), "total": True})
    columns = [
        {"name": "category", "label": label(Item, "category", wording)},
        {"name": "lines", "label": field("items").words(wording.language)},
        {"name": "delivered", "label": label(Item, "delivered", wording)},
        {"name": "value", "label": label(Item, "value", wording)},
    ]
    return {
        "columns": [one for one in columns if any(row[one["name"]] for row in rows)],
        "rows": rows,
    }


def _summed(name: str, items: Sequence[Item], wording: Wording) -> dict[str, Any]:
    delivered = added((item.delivered, " ".join(item.unit.split())) for item in items)
    return {
        "category": [name],
        "lines": [number_words(len(items), wording.language)],
        "delivered": _by_unit(delivered, wording),
        "value": totals_words(item_totals(items), wording.language),
        "total": False,
    }


def _by_unit(delivered: Totals, wording: Wording) -> list[str]:
    counted = (
        (money_words(count, "", wording.language), unit) for unit, count in delivered.items()
    )
    return [f"{count} × {unit}" if unit else count for count, unit in counted]


def _cell(item: Item, name: str, wording: Wording) -> str:
    if name == "handed_over":
        return date_of(item.handed_over, wording)
    if name == "value":
        known = item.value is not None
        return money_words(item.value or 0, item.currency, wording.language) if known else ""
    return amount(getattr(item, name), wording)


def _small_print(item: Item, wording: Wording) -> tuple[str, ...]:
    category, condition = (
        code_label(name, code, wording.language) if code else ""
        for name, code in (("item_category", item.category), ("condition", item.condition))
    )
    return (
        category,
        condition,
        stated(Item, "stock_number", item.stock_number, wording),
    )
