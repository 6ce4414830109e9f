"""What a year of a plan costs."""

from decimal import Decimal

from coopdesk.catalogue.facets import Budget
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.reports.programme_budget import budget_in, sums
from tests.builders import a_record


def costing(*lines: Budget, period: str = "2027") -> Record:
    return a_record(period=Period.parse(period), budget=lines)


def test_that_currencies_are_added_up_apart() -> None:
    record = costing(
        Budget("original", "2027", 100.0, "DKK"),
        Budget("original", "2027-05", 0.1, "DKK"),
        Budget("original", "2027", 7.0, "EUR"),
        Budget("original", "2027", None, "EUR"),
    )
    assert sums(budget_in(record, 2027).year) == {"DKK": Decimal("100.1"), "EUR": Decimal(7)}


def test_that_a_revised_line_stands_in_place_of_the_original() -> None:
    record = costing(
        Budget("original", "2027", 100.0, "DKK"),
        Budget("revised", "2027-01/2027-12", 140.0, "DKK"),
        Budget("original", "2027", 9.0, "EUR"),
        Budget("original", "2027-05", 3.0, "DKK"),
    )
    assert sums(budget_in(record, 2027).year) == {"EUR": 9, "DKK": 143}


def test_that_a_revision_without_an_amount_replaces_nothing() -> None:
    record = costing(Budget("original", "2027", 5.0, "DKK"), Budget("revised", "2027", None, "DKK"))
    assert sums(budget_in(record, 2027).year) == {"DKK": 5}


def test_that_what_reaches_beyond_the_year_is_not_divided() -> None:
    longer = Budget("original", "2026/2028", 9.0, "DKK")
    record = costing(longer, Budget("original", "2026", 4.0, "DKK"), period="2026/2028")
    assert (budget_in(record, 2027).year, budget_in(record, 2027).beyond) == ((), (longer,))


def test_that_a_line_without_a_period_is_of_the_records_own() -> None:
    line = Budget("original", "", 9.0, "DKK")
    assert budget_in(costing(line), 2027).year == (line,)
    assert budget_in(costing(line, period="2027/.."), 2027).beyond == (line,)
