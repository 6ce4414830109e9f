"""What a list of records comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Sums = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Totals:
    """The value of items by currency, budgets and transactions by type and in it by currency, and
    what was delivered by unit; "" for what is not stated, each in the order of an alphabet.

    Types are apart as `money.totals_by_type` has them: one stands in place of another.
    """

    items: Sums = field(default_factory=dict)
    budgets: Mapping[str, Sums] = field(default_factory=dict)
    transactions: Mapping[str, Sums] = field(default_factory=dict)
    delivered: Sums = field(default_factory=dict)
