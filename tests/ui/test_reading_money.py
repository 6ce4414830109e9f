"""Budget and transactions, with the totals of each type and currency."""

from coopdesk.catalogue.facets import Budget, Transaction
from tests.ui.record_pages import told


def test_that_a_budget_is_told_with_its_type_and_value_date() -> None:
    text = told(budget=(Budget("original", "2014", 250_000.0, "DKK", "2013-12-01"),))
    assert "Budget 2014 · Original value date 1 December 2013 250,000 DKK" in text
    assert "Total" not in text


def test_that_types_and_currencies_are_never_added_up() -> None:
    text = told(
        budget=(
            Budget("original", "2014", 5.0, "DKK"),
            Budget("revised", "2014", 6.0, "DKK"),
            Budget("revised", "2015", 7.25, "EUR"),
        )
    )
    assert "Total, original 5 DKK Total, revised 6 DKK 7.25 EUR" in text


def test_that_a_transaction_tells_from_whom_to_whom() -> None:
    text = told(
        transactions=(
            Transaction("disbursement", "2014-06-02", 10.5, "EUR", "2014-06-04", "A", "B", "Part"),
            Transaction("", "2015", 1.0, "", "2015", "A"),
            Transaction(receiver="B"),
        )
    )
    assert "2 June 2014 · Disbursement Part A → B value date 4 June 2014 10.50 EUR" in text
    assert "2015 from A 1" in text
    assert "to B" in text
    assert "Total, disbursement 10.50 EUR Total 1" in text
