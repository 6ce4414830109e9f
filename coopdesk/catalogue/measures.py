"""The numbers and days by which a query may compare records: `delivered>10`, `changed>=2026`."""

from dataclasses import dataclass

from coopdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Measure:
    """One that can be compared: its word in a query, and where a record states it.

    ``field`` is a field of the record; ``part`` the one of its facets' fields that holds the
    number, "" where the field itself holds it. ``days`` tells days from numbers. ``label`` is what
    a person reads.
    """

    name: str
    field: str
    part: str = ""
    days: bool = False
    label: str = ""


# Of the period the first day begins and the last day ends; an open side has none. Of a moment it is
# the day in UTC.
MEASURES: tuple[Measure, ...] = (
    Measure("delivered", "items", "delivered", label=N_("Delivered")),
    Measure("requested", "items", "requested", label=N_("Requested")),
    Measure("agreed", "items", "agreed", label=N_("Agreed")),
    Measure("value", "items", "value", label=N_("Value")),
    Measure("headcount", "participants", "headcount", label=N_("Head count")),
    Measure("seats", "sessions", "seats", label=N_("Seats")),
    Measure("budget", "budget", "amount", label=N_("Budget")),
    Measure("amount", "transactions", "amount", label=N_("Amount")),
    Measure("target", "results", "target", label=N_("Target")),
    Measure("actual", "results", "actual", label=N_("Actual")),
    Measure("begins", "period", days=True, label=N_("Begins")),
    Measure("ends", "period", days=True, label=N_("Ends")),
    Measure("created", "created_at", days=True, label=N_("Created")),
    Measure("changed", "changed_at", days=True, label=N_("Changed")),
)
