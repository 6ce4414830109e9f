"""When an agreement ends, and how far away that is."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date

from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.i18n import _, babel_locale

NEAR_MONTHS = 12
"""How far ahead an end is said to be near."""

_EXACT_DAYS = 31  # a date that may be any day of more than a month is no "in 4 months"


@dataclass(frozen=True, slots=True)
class Expiring:
    """An agreement in force that ends soon, or may."""

    id: int
    reference: str
    title: str
    area: str
    expires: Period


def expiry(terms: Sequence[Term], period: Period) -> Period:
    """Return when an agreement with these terms and this period ends, unknown where it is not said.

    The last term that states an end counts, since an amendment or renewal comes after what it
    changes; without one, the end of the period where that is an interval ("2010/2015").
    """
    for term in reversed(terms):
        if term.expires:
            return Period.parse(term.expires)
    _start, slash, end = period.edtf.partition("/")
    return Period.parse(end) if slash and end not in ("", "..") else UNKNOWN


def in_force_statuses(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the statuses under which an agreement binds."""
    return tuple(one.code for one in vocabulary.statuses if one.agreement and one.under_way)


def ends_within(expires: Period, today: date, months: int = NEAR_MONTHS) -> bool:
    """Tell whether that end may be a day from ``today`` to so many months after it."""
    return expires.overlaps(today, months_after(today, months))


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, MAXYEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def distance_words(period: Period, today: date, language: str | None = None) -> str:
    """Return how far away a date is, e.g. "in 4 months", "3 days ago"; "" where it is too vague."""
    first, last = period.earliest, period.latest
    if first is None or last is None or (last - first).days > _EXACT_DAYS:
        return ""
    if first <= today <= last:
        return _("today") if first == last else ""
    from babel.dates import format_timedelta

    return format_timedelta(
        (last if last < today else first) - today,
        threshold=1,
        add_direction=True,
        locale=babel_locale(language),
    )
