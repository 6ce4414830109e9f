"""One record as JSON with what can be told of it beside its own fields."""

from decimal import Decimal
from typing import Any

from coopdesk.catalogue.money import Totals, item_totals, totals_by_type
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import Ties


def record_object(record: Record, ties: Ties) -> dict[str, Any]:
    """Return ``record`` keyed by field name, then ``related_by`` and ``totals``.

    ``related_by`` are the relations of other records that point at it (type, reference, title),
    ``totals`` the amounts in each currency: of the items' values, of each type of budget and of
    each type of transaction.
    """
    return to_plain(record) | {
        "related_by": [
            {"type": tie.type, "reference": tie.reference, "title": tie.title}
            for tie in ties.known
            if tie.inverse
        ],
        "totals": {
            "items": _plain(item_totals(record.items)),
            "budget": _by_type(totals_by_type(record.budget)),
            "transactions": _by_type(totals_by_type(record.transactions)),
        },
    }


def _by_type(totals: dict[str, Totals]) -> dict[str, dict[str, float]]:
    return {kind: _plain(sums) for kind, sums in totals.items()}


def _plain(totals: Totals) -> dict[str, float]:
    return {currency: _number(amount) for currency, amount in totals.items()}


def _number(amount: Decimal) -> float:
    whole = amount == amount.to_integral_value()
    return int(amount) if whole else float(amount)
