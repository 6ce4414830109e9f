"""Totals in words: what there is nothing of is left out, in the line and in the panel."""

from decimal import Decimal

from coopdesk.catalogue.totals import Totals
from coopdesk.ui.totals_words import totals_line, totals_sections


def test_that_nothing_is_said_of_nothing() -> None:
    assert totals_line(Totals()) == ""
    assert totals_sections(Totals()) == ()


def test_that_each_currency_and_unit_is_said() -> None:
    some = Totals(
        items={"DKK": Decimal(1_400_000), "EUR": Decimal("0.50")}, delivered={"piece": Decimal(12)}
    )
    (value, money), (delivered, units) = totals_sections(some)
    assert value == "Value of items"
    assert money == (
        ("", "1,400,000\N{NO-BREAK SPACE}DKK"),
        ("", "0.50\N{NO-BREAK SPACE}EUR"),
    )
    assert delivered == "Delivered"
    assert [amount for _unit, amount in units] == ["12"]
    line = totals_line(some).replace("\N{NO-BREAK SPACE}", " ")
    assert line.startswith("Value of items: 1,400,000 DKK, 0.50 EUR  ·  Delivered: 12 ")


def test_that_types_of_budgets_and_transactions_are_never_added_up() -> None:
    some = Totals(
        budgets={"original": {"EUR": Decimal(5)}, "revised": {"EUR": Decimal(7)}},
        transactions={"disbursement": {"EUR": Decimal(4)}, "": {"": Decimal(3)}},
    )
    assert [heading for heading, _lines in totals_sections(some)] == [
        "Budgets, original",
        "Budgets, revised",
        "Transactions, disbursement",
        "Transactions",
    ]
    assert "Transactions: 3" in totals_line(some)
