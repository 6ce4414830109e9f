"""The items of a record as a table: what, how many of it, its value, and how it was handed over."""

from html import escape

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.money import item_totals, money_words, several
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _, number_words
from coopdesk.ui.reading_money import totals
from coopdesk.ui.reading_page import (
    Page,
    cell,
    day,
    joined,
    label,
    lines,
    link,
    section,
    styled,
    table,
    text_html,
)

_QUANTITIES = ("requested", "agreed", "delivered")
_NUMBER_WIDTH = "15%"
_SERIALS_AT_FIRST = 6


def items(page: Page) -> str:
    """Return the items, those quantities in columns that any of them has."""
    record = page.record
    columns = [
        name
        for name in _QUANTITIES
        if any(getattr(item, name) is not None for item in record.items)
    ]
    shown, more = page.first("items", record.items)
    heads = [
        cell(label(Item, name), style="th number", width=_NUMBER_WIDTH, right=True)
        for name in columns
    ]
    rows = ["".join([cell("", style="th"), *heads])] if columns else []
    for number, item in enumerate(shown):
        rows += [_row(item, columns), _small_print(page, number, item, len(columns) + 1)]
    sums = item_totals(record.items) if several(item.value for item in record.items) else {}
    return section("items", table(rows) + lines([more]) + totals(page, sums))


def _row(item: Item, columns: list[str]) -> str:
    unit = f" ({item.unit})" if item.unit.strip() else ""
    first = text_html(item.description) + styled("quiet", text_html(unit))
    amounts = (getattr(item, name) for name in columns)
    return cell(first, style="line") + "".join(
        cell(_amount(amount), style="line number", width=_NUMBER_WIDTH, right=True)
        for amount in amounts
    )


def _small_print(page: Page, number: int, item: Item, columns: int) -> str:
    """Return what else there is to say of an item, under it and as wide as the table."""
    below = [
        line
        for line in (
            joined(
                code_label("item_category", item.category) if item.category else "",
                code_label("condition", item.condition) if item.condition else "",
                "" if item.value is None else money_words(item.value, item.currency),
            ),
            _handover(item),
            _numbers(page, number, item),
        )
        if line
    ]
    return cell("<br>".join(below), style="small under", over=columns) if below else ""


def _amount(amount: float | None) -> str:
    return "" if amount is None else escape(number_words(amount))


def _handover(item: Item) -> str:
    told = joined(item.handover_place, item.receiving_unit)
    if item.handed_over:
        when = _("handed over {date}").format(date=day(item.handed_over))
        return joined(when, item.handover_place, item.receiving_unit)
    return told and _("handed over: {where}").format(where=told)


def _numbers(page: Page, number: int, item: Item) -> str:
    """Return the stock number and the serial numbers, of very many the first and a link."""
    key = f"serials-{number}"
    serials = item.serials if key in page.opened else item.serials[:_SERIALS_AT_FIRST]
    hidden = len(item.serials) - len(serials)
    more = ""
    if hidden:
        words = _("and {count} more").format(count=number_words(hidden))
        more = " " + link(f"more:{key}", words)
    stock = _("NSN {number}").format(number=item.stock_number) if item.stock_number else ""
    told = _("serial numbers {numbers}").format(numbers=", ".join(serials)) if serials else ""
    return joined(stock, told) + more
