"""What a report reads from the terms of an agreement: since when it binds, and until when."""

from datetime import date

from coopdesk.catalogue.expiry import expiry
from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force


def is_agreement(record: Record) -> bool:
    """Tell whether reports count ``record`` as an agreement.

    It is of a kind that the catalogue counts among agreements, or has terms.
    """
    return record.kind in in_force().agreements or bool(record.terms)


def signed_at(record: Record) -> Period:
    """Return when the agreement was signed, unknown where its terms do not say."""
    return Period.parse(next((term.signed for term in record.terms if term.signed), ""))


def ends_at(record: Record) -> Period:
    """Return when the agreement ends, unknown where that is not said (see `expiry`)."""
    return expiry(record.terms, record.period)


def has_not_ended(record: Record) -> bool:
    """Tell whether its status leaves open that the agreement binds still."""
    return record.status not in in_force().ended


def is_past(end: Period, today: date) -> bool:
    """Tell whether an end is certainly before ``today``."""
    return end.latest is not None and end.latest < today


def bound(record: Record) -> Period:
    """Return from when until when the agreement binds, as far as its terms or its period say."""
    terms = record.terms
    begins = next((start for term in terms if (start := term.in_force or term.signed)), "")
    under_way = record.status in in_force().under_way
    ends = ends_at(record).edtf or (".." if under_way else "")
    if not begins or "/" in begins + ends:
        return record.period
    try:
        return Period.parse(f"{begins}/{ends}" if ends else begins)
    except PeriodError:  # it ends before it begins: what began is told all the same
        return Period.parse(begins)
