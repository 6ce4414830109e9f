"""A record as JSON tells who points at it, and what it comes to in each currency."""

import json

from coopdesk.catalogue.facets import Budget, Item, Transaction
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.ties import Tie, Ties
from coopdesk.operations.record_json import record_object
from tests.builders import a_full_record, a_record


def test_that_all_fields_are_there_and_ties_and_totals_beside_them() -> None:
    record = a_full_record()
    made = record_object(record, Ties((Tie("uses", "A/1"), Tie("uses", "A/2", True, 4, "Course"))))
    assert list(made)[: len(to_plain(record))] == list(to_plain(record))
    assert {key: made[key] for key in to_plain(record)} == to_plain(record)
    assert made["related_by"] == [{"type": "uses", "reference": "A/2", "title": "Course"}]
    assert json.loads(json.dumps(made)) == made


def test_that_totals_are_kept_apart_by_type_and_currency() -> None:
    record = a_record(
        items=(Item("a", value=1.5, currency="DKK"), Item("b", value=2.0, currency="EUR")),
        budget=(Budget("original", amount=5.0, currency="DKK"),),
        transactions=(
            Transaction("disbursement", amount=1.25, currency="EUR"),
            Transaction("disbursement", amount=2.0, currency="EUR"),
            Transaction("expenditure", amount=7.0),
        ),
    )
    assert record_object(record, Ties())["totals"] == {
        "items": {"DKK": 1.5, "EUR": 2},
        "budget": {"original": {"DKK": 5}},
        "transactions": {"disbursement": {"EUR": 3.25}, "expenditure": {"": 7}},
    }
