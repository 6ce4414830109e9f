"""The chart of what was handed over in which year."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.money import item_totals, money_words
from coopdesk.catalogue.period import Period
from coopdesk.i18n import babel_locale, number_words
from coopdesk.reports.wording import Wording

_FEWEST, _MOST = 3, 24  # years: fewer are read as quickly in words, more have no room


def handover_years(items: Sequence[Item], wording: Wording) -> dict[str, Any]:
    """Return the chart of handovers by year for charts.typ, {} where it would say little.

    It shows the value where all that has a year and a value is in one currency, else the number of
    items. ``note`` tells what it leaves out.
    """
    dated = [(year, item) for item in items if (year := _year(item)) is not None]
    years = [year for year, _item in dated]
    if len(set(years)) < _FEWEST or max(years) - min(years) >= _MOST:
        return {}
    span = range(min(years), max(years) + 1)
    own = {year: [item for at, item in dated if at == year] for year in span}
    totals = item_totals([item for _year, item in dated])
    undated = len(items) - len(dated)
    note = wording.ngettext(
        "{count} item without a year of handover is not shown.",
        "{count} items without a year of handover are not shown.",
        undated,
    )
    worth = len(totals) == 1 and all(item.value is not None for _year, item in dated)
    currency = next(iter(totals)) if worth else ""
    language = wording.language
    entries, told = [], []
    for year in span:
        if worth:
            value = item_totals(own[year]).get(currency, Decimal(0))
            shown, said = _compact(value, language), money_words(value, currency, language)
        else:
            value = Decimal(len(own[year]))
            shown = said = number_words(len(own[year]), language)
        entries.append({"label": str(year), "value": float(value), "words": shown if value else ""})
        if value:
            told.append(f"{year}: {said}")
    title = (
        wording.gettext("Value handed over in each year, {currency}").format(currency=currency)
        if currency
        else wording.gettext("Value handed over in each year")
        if worth
        else wording.gettext("Items handed over in each year")
    )
    return {
        "title": title,
        "entries": entries,
        "alt": f"{title}: {'; '.join(told)}.",
        "note": note if undated else "",
    }


def _year(item: Item) -> int | None:
    """Return the year of the handover, None where it is not one alone."""
    handed_over = Period.parse(item.handed_over)
    first, last = handed_over.year_from, handed_over.year_to
    return first if first == last else None


def _compact(value: Decimal, language: str) -> str:
    from babel.numbers import format_compact_decimal

    return format_compact_decimal(value, locale=babel_locale(language), fraction_digits=1)
