"""To which countries a report may go: what its banner says behind the marking.

The countries are those that everything in the report may go to. A record may go to the house,
which is the first country that its partnership names, and to those that it was released to; one
that is cleared for publication may go anywhere and narrows nothing. So nothing is said of a report
that is unmarked or all public, and nothing where no country but the house is left.

A partner is told of the house and of itself alone: to whom else something may go is not its
business, and is not in the records that it is given.
"""

from collections.abc import Sequence
from functools import lru_cache

from coopdesk.catalogue.marking import PUBLIC_LIMIT, SCALE, highest, rank
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.reports.request import ReportRequest

MOST_NAMED = 30
"""The most countries that a banner names."""

# ISO 3166-3: the letters of countries that are no more, which CLDR gives to what came after them.
_WITHDRAWN = frozenset(
    ["ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"]
)


def releasable_countries(request: ReportRequest, seen: Sequence[Record]) -> tuple[str, ...]:
    """Return the countries (ISO 3166-1 alpha-2) to which all of ``seen`` may go, by their letters.

    ``seen`` are the records of the report as its audience may see them. None are returned where
    nothing is to be said.
    """
    audience = request.audience
    if audience.name == "public" or highest(tuple(map(effective_marking, seen))) == SCALE[0].code:
        return ()
    houses = {
        partnership.code: partnership.countries[0]
        for partnership in request.partnerships
        if partnership.countries
    }
    common: set[str] | None = None
    released: set[str] = set()
    for record in seen:
        if record.publish and rank(effective_marking(record)) <= rank(PUBLIC_LIMIT):
            continue
        told = (audience.country,) if audience.name == "partner" else record.releasable_to
        house = set(filter(None, (houses.get(record.partnership),)))
        released.update(set(told) - house)
        own = house.union(told)
        common = own if common is None else common & own
    left = common or set()
    return tuple(sorted(left, key=alpha_3)) if left & released else ()


def release_words(countries: Sequence[str]) -> str:
    """Return what a banner says of these countries, "REL TO DNK, SRB", "" for none.

    It is a term of the marking, and so the same in every language. More than `MOST_NAMED` would
    not find room on every page: of these it gives the number, and the particulars the names.
    """
    if len(countries) > MOST_NAMED:
        return f"REL TO {len(countries)} COUNTRIES"
    return f"REL TO {', '.join(map(alpha_3, countries))}" if countries else ""


def alpha_3(code: str) -> str:
    """Return the three letters of ISO 3166-1 for the two of ``code``, these where it has none."""
    return _letters().get(code, code)


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    from babel.core import get_global

    found: dict[str, str] = {}
    for three, twos in get_global("territory_aliases").items():
        if len(three) == 3 and three.isalpha() and three not in _WITHDRAWN:
            found.update(dict.fromkeys(twos, three))
    return found
