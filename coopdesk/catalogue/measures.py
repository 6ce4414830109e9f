"""The numbers and days by which a query may compare records: `delivered>10`, `changed>=2026`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One that can be compared: its word in a query, and where a record states it.

    ``field`` is a field of the record; ``part`` the one of its facets' fields that holds the
    number, "" where the field itself holds it. ``days`` tells days from numbers.
    """

    name: str
    field: str
    part: str = ""
    days: bool = False


# Of the period the first day begins and the last day ends; an open side has none.
MEASURES: tuple[Measure, ...] = (
    Measure("delivered", "items", "delivered"),
    Measure("requested", "items", "requested"),
    Measure("agreed", "items", "agreed"),
    Measure("value", "items", "value"),
    Measure("headcount", "participants", "headcount"),
    Measure("seats", "sessions", "seats"),
    Measure("budget", "budget", "amount"),
    Measure("amount", "transactions", "amount"),
    Measure("target", "results", "target"),
    Measure("actual", "results", "actual"),
    Measure("begins", "period", days=True),
    Measure("ends", "period", days=True),
    Measure("created", "created_at", days=True),
    Measure("changed", "changed_at", days=True),
)
