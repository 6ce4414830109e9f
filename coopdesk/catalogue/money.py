"""Amounts of money: added up within each currency, and across two only at a rate that was given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from typing import TypeAlias

from coopdesk.catalogue.facets import Budget, Item, Transaction
from coopdesk.catalogue.rate import Rate
from coopdesk.i18n import babel_locale

Totals: TypeAlias = Mapping[str, Decimal]
"""Amounts by their ISO 4217 currency, "" where it was not stated."""

_EXACT = Context(prec=80)
_FINEST = Decimal("0.0001")  # the most decimals of a currency in ISO 4217


@dataclass(frozen=True, slots=True)
class Converted:
    """What ``totals`` come to in one ``currency``, with the rates used, and what is ``left``.

    ``left`` are the amounts for whose currency no rate was given.
    """

    amount: Decimal
    currency: str
    rates: tuple[Rate, ...]
    left: Totals


def added(amounts: Iterable[tuple[float | None, str]]) -> Totals:
    """Return the sum of (amount, currency) pairs in each currency, in the order of first mention.

    The sum is exact, whatever the order; an amount of None is not known and so not in it.
    """
    sums: dict[str, Decimal] = {}
    for amount, currency in amounts:
        if amount is not None:
            sums[currency] = _EXACT.add(sums.get(currency, Decimal(0)), _exact(amount))
    return sums


def several(amounts: Iterable[float | None]) -> bool:
    """Tell whether there is anything to add up: more than one amount that is known."""
    return sum(amount is not None for amount in amounts) > 1


def item_totals(items: Iterable[Item]) -> Totals:
    """Return the value of all items in each currency."""
    return added((item.value, item.currency) for item in items)


def totals_by_type(entries: Sequence[Budget] | Sequence[Transaction]) -> dict[str, Totals]:
    """Return the totals of each type of budget or transaction, in the order of first mention.

    Types are never added up: a revised budget stands in place of the original one, and what is
    disbursed was committed before.
    """
    return {
        kind: sums
        for kind in dict.fromkeys(entry.type for entry in entries)
        if (sums := added((one.amount, one.currency) for one in entries if one.type == kind))
    }


def converted(totals: Totals, into: str, rates: Sequence[Rate], day: date) -> Converted:
    """Return what ``totals`` come to in the currency ``into``.

    Of each pair of currencies the latest rate counts that is not after ``day``, whichever way
    round it was given; a way over a third currency is not looked for.
    """
    amount, used, left = Decimal(0), [], {}
    for currency, own in totals.items():
        if currency == into:
            amount = _EXACT.add(amount, own)
        elif rate := _rate_of(currency, into, rates, day):
            used.append(rate)
            amount = _EXACT.add(amount, _at(rate, currency, own))
        else:
            left[currency] = own
    return Converted(amount.quantize(_FINEST, context=_EXACT), into, tuple(used), left)


def together(totals: Totals, rates: Sequence[Rate], day: date) -> Converted | None:
    """Return ``totals`` in that of their currencies into which all can be converted, the first.

    None where there is one currency alone, or no such currency.
    """
    if len(totals) < 2:
        return None
    tried = (converted(totals, into, rates, day) for into in totals if into)
    return next((one for one in tried if not one.left), None)


def _rate_of(currency: str, into: str, rates: Sequence[Rate], day: date) -> Rate | None:
    given = [
        rate
        for rate in rates
        if {rate.currency, rate.per} == {currency, into} and date.fromisoformat(rate.day) <= day
    ]
    return max(given, key=lambda r: (date.fromisoformat(r.day), r.per == into), default=None)


def _at(rate: Rate, currency: str, amount: Decimal) -> Decimal:
    factor = Decimal(repr(rate.rate))
    if rate.currency == currency:
        return _EXACT.multiply(amount, factor)
    return _EXACT.divide(amount, factor)


def _exact(amount: float) -> Decimal:
    return Decimal(repr(float(amount))).quantize(_FINEST, context=_EXACT)


def money_words(amount: Decimal | float, currency: str, language: str | None = None) -> str:
    """Return an amount as a person writes it, e.g. "1,400,000 DKK" or "1,000.50 EUR".

    Hundredths are written where the amount is not whole. The code tells currencies apart that
    share a sign.
    """
    from babel.numbers import format_decimal

    exact = _exact(amount) if isinstance(amount, float | int) else amount
    form = "#,##0" if exact == exact.to_integral_value() else "#,##0.00"
    number = format_decimal(exact, format=form, locale=babel_locale(language))
    return f"{number}\N{NO-BREAK SPACE}{currency}" if currency else number


def totals_words(totals: Totals, language: str | None = None) -> list[str]:
    """Return each of ``totals`` in words."""
    return [money_words(amount, currency, language) for currency, amount in totals.items()]


def rate_words(rate: Rate, language: str | None = None) -> str:
    """Return a rate as an equation, with all its decimals: "1 EUR = 7.46038 DKK"."""
    from babel.numbers import format_decimal

    locale = babel_locale(language)
    number = format_decimal(Decimal(repr(rate.rate)), locale=locale, decimal_quantization=False)
    return f"1\N{NO-BREAK SPACE}{rate.currency} = {number}\N{NO-BREAK SPACE}{rate.per}"
