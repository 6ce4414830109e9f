"""Money is added up within a currency; across two only at a rate that somebody gave."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Budget, Item, Transaction
from coopdesk.catalogue.money import (
    added,
    converted,
    item_totals,
    money_words,
    rate_words,
    together,
    totals_by_type,
    totals_words,
)
from coopdesk.catalogue.rate import Rate

CURRENCIES = st.sampled_from(["DKK", "EUR", "RSD", "USD", ""])
SUMS = st.floats(-1e12, 1e12).map(lambda amount: round(amount, 2))
AMOUNTS = st.lists(st.tuples(st.none() | SUMS, CURRENCIES))
RATES = st.lists(
    st.builds(
        Rate,
        st.sampled_from(["DKK", "EUR"]),
        st.sampled_from(["RSD", "USD"]),
        st.dates(date(2010, 1, 1), date(2020, 12, 31)).map(date.isoformat),
        st.floats(0.01, 1000),
    )
)
DAY = date(2015, 6, 1)
Amounts = list[tuple[float | None, str]]


@given(AMOUNTS, st.randoms())
def test_that_a_sum_is_the_same_in_whatever_order(amounts: Amounts, chance: object) -> None:
    mixed = list(amounts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert dict(added(mixed)) == dict(added(amounts))


@given(AMOUNTS, AMOUNTS)
def test_that_a_sum_of_two_lists_is_that_of_their_sums(one: Amounts, other: Amounts) -> None:
    whole, first, second = added([*one, *other]), added(one), added(other)
    assert whole == {
        currency: first.get(currency, Decimal(0)) + second.get(currency, Decimal(0))
        for currency in whole
    }


@given(AMOUNTS)
def test_that_no_currency_is_added_to_another(amounts: Amounts) -> None:
    sums = added(amounts)
    for currency, total in sums.items():
        own = [amount for amount, other in amounts if other == currency and amount is not None]
        assert total == sum(Decimal(repr(amount)) for amount in own)
    assert set(sums) == {currency for amount, currency in amounts if amount is not None}


def test_that_small_sums_are_exact() -> None:
    assert added([(0.1, "EUR")] * 10) == {"EUR": Decimal(1)}


@given(AMOUNTS, RATES, st.sampled_from(["DKK", "RSD"]))
def test_that_nothing_is_lost_in_a_conversion(
    amounts: Amounts, rates: Sequence[Rate], into: str
) -> None:
    sums = added(amounts)
    got = converted(sums, into, rates, DAY)
    used = {rate.currency if rate.per == into else rate.per for rate in got.rates}
    assert used | set(got.left) | ({into} & set(sums)) == set(sums)
    assert not used & set(got.left)
    assert all(date.fromisoformat(rate.day) <= DAY for rate in got.rates)
    if not got.rates:
        assert got.amount == sums.get(into, Decimal(0))


def test_that_the_latest_rate_not_after_the_day_counts() -> None:
    rates = [
        Rate("EUR", "DKK", "2014-01-01", 7.0),
        Rate("EUR", "DKK", "2015-01-01", 7.5),
        Rate("EUR", "DKK", "2016-01-01", 8.0),
        Rate("EUR", "USD", "2015-01-01", 1.1),
    ]
    sums = added([(2.0, "EUR"), (1.0, "DKK"), (5.0, "USD")])
    got = converted(sums, "DKK", rates, DAY)
    assert (got.amount, got.rates) == (Decimal(16), (rates[1],))
    assert got.left == {"USD": Decimal(5)}
    assert converted(sums, "DKK", rates, date(2016, 1, 1)).amount == Decimal(17)
    early = converted(sums, "DKK", rates, date(2013, 12, 31))
    assert (early.amount, early.left) == (Decimal(1), {"EUR": Decimal(2), "USD": Decimal(5)})


def test_that_a_rate_serves_both_ways_and_no_further() -> None:
    rates = [Rate("EUR", "DKK", "2014-01-01", 8.0), Rate("EUR", "USD", "2014-01-01", 2.0)]
    assert converted(added([(16.0, "DKK")]), "EUR", rates, DAY).amount == Decimal(2)
    over_a_third = converted(added([(16.0, "DKK")]), "USD", rates, DAY)
    assert (over_a_third.amount, over_a_third.left) == (Decimal(0), {"DKK": Decimal(16)})


def test_that_amounts_without_a_currency_stay_apart() -> None:
    got = converted(added([(3.0, ""), (4.0, "DKK")]), "DKK", [], DAY)
    assert (got.amount, got.left) == (Decimal(4), {"": Decimal(3)})


def test_that_all_is_put_together_only_where_all_can_be() -> None:
    rates = [Rate("EUR", "DKK", "2014-01-01", 7.5)]
    sums = added([(10.0, "DKK"), (2.0, "EUR")])
    got = together(sums, rates, DAY)
    assert got is not None
    assert (got.amount, got.currency) == (Decimal(25), "DKK")
    assert together(added([(10.0, "DKK")]), rates, DAY) is None
    assert together(sums, [], DAY) is None
    assert together({**sums, "USD": Decimal(1)}, rates, DAY) is None


def test_that_items_budget_and_transactions_are_summed_each_type_by_itself() -> None:
    items = (Item("a", value=1.5, currency="DKK"), Item("b"), Item("c", value=2.0, currency="EUR"))
    assert item_totals(items) == {"DKK": Decimal("1.5"), "EUR": Decimal(2)}
    budget = (Budget("original", "2014", 5.0, "DKK"), Budget("revised", "2014", 6.0, "DKK"))
    assert totals_by_type(budget) == {
        "original": {"DKK": Decimal(5)},
        "revised": {"DKK": Decimal(6)},
    }
    paid = (
        Transaction("disbursement", "2014", 10.0, "DKK"),
        Transaction("reimbursement"),
        Transaction("disbursement", "2015", -4.0, "DKK"),
    )
    assert totals_by_type(paid) == {"disbursement": {"DKK": Decimal(6)}}


@pytest.mark.parametrize(
    ("language", "whole", "broken"),
    [
        ("en", "1,400,000 DKK", "-1,000.50 EUR"),
        ("da", "1.400.000 DKK", "-1.000,50 EUR"),
        ("sr", "1.400.000 DKK", "-1.000,50 EUR"),
        ("sr_Latn", "1.400.000 DKK", "-1.000,50 EUR"),
    ],
)
def test_that_an_amount_is_written_as_the_language_does(
    language: str, whole: str, broken: str
) -> None:
    def said(amount: float, currency: str) -> str:
        return money_words(amount, currency, language).replace("\u00a0", " ").replace("−", "-")

    assert said(1_400_000.0, "DKK") == whole
    assert said(-1000.5, "EUR") == broken
    assert said(12.0, "") == "12"


def test_that_a_rate_is_told_with_all_its_decimals() -> None:
    small = Rate("RSD", "EUR", "2015-01-02", 0.008541)
    assert rate_words(small, "en") == "1\u00a0RSD = 0.008541\u00a0EUR"
    assert rate_words(small, "da") == "1\u00a0RSD = 0,008541\u00a0EUR"


def test_that_each_total_is_said_by_itself() -> None:
    said = totals_words(added([(1.0, "DKK"), (2.0, "EUR")]), "en")
    assert said == ["1\u00a0DKK", "2\u00a0EUR"]
