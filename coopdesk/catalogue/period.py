"""When something happened, as exactly as it is known and no more.

A period is text of the Extended Date/Time Format (EDTF, ISO 8601-2:2019) and the first and last
day that it may touch. The plain forms (days, months, years, seasons, each with ~ ? or %, and the
intervals of these) are read here, because a catalogue is full of them and the `edtf` library takes
0.3 s to import and 6 to 10 ms a text; that library reads the rest, and is the measure of our own
reading. We differ from it in two places: it refuses a qualifier on a season that stands alone
("2015-21~"), and it ends "2006/" ten years later, where we leave the unknown end unknown.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _

PLAIN_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<qualifier>[~?%]?)"
)
"""A day, month, season or year with its qualifier; "month" is 21 to 41 for a season."""

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
"""First and last month of spring, summer, autumn and winter (see `Period.parse` on winter)."""

_LONGEST = 100  # characters: what a person writes is shorter, and the library slows with length
_OTHER_SEASONS = range(25, 42)
_BLANKS = re.compile(r"\s*([/,])\s*")
_ALPHABET = re.compile(r"[0-9XYEST:Z+.,/\[\]{}~?%-]+")
_BEYOND_PLAIN = re.compile(r"[XYT\[{]|S[0-9]|[~?%][0-9-]|-(?:2[5-9]|3[0-9]|4[01])(?![0-9])")
# On these (half a month, an open side next to no date) the library fails and prints to our output.
_BREAKS_LIBRARY = re.compile(r"[0-9X]{4}-[~?%]?(?:[0-9]X|X[0-9])|^/\.\.|^\.\./(?![0-9]{4})")
_HUGE_YEAR = re.compile(r"Y-?[0-9]+E[0-9]{2}")  # the library would compute 10 ** 999999999


class PeriodError(CatalogueError):
    """A text that is not a period; says which and how periods are written."""


@dataclass(frozen=True, slots=True)
class Period:
    """A date or interval: ``edtf`` as written, and the first and last day that it may touch.

    ``edtf`` is "" when nothing is known. ``earliest`` and ``latest`` are inclusive; one of them is
    None where that side is open ("2006/..") or unknown ("2006/"), both only when nothing is known.
    """

    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Return the period that ``text`` writes in EDTF; blanks around it do not count.

        Seasons are those of the northern hemisphere and stay within the year that they name, as in
        the library: "2015-24", winter 2015, is December 2015, since ISO 8601-2 does not say to
        which year January belongs, and spring to winter of a year sort in that order. Of a time of
        day the date counts.

        Raises PeriodError for what is not EDTF, a date that does not exist, an interval that ends
        before it begins or has neither end, and years outside 1 to 9999.
        """
        text = text.strip()
        if len(text) > _LONGEST:
            raise _unreadable(text)
        return _parse(text) if text else UNKNOWN

    @property
    def unknown(self) -> bool:
        """Whether nothing is known."""
        return not self.edtf

    @property
    def open_start(self) -> bool:
        """Whether it has no beginning ("../2010"); one that is merely unknown does not count."""
        return not self.unknown and self.earliest is None and not self.edtf.startswith("/")

    @property
    def open_end(self) -> bool:
        """Whether it goes on ("2006/.."); an end that is merely unknown does not count."""
        return not self.unknown and self.latest is None and not self.edtf.endswith("/")

    @property
    def approximate(self) -> bool:
        """Whether any part is an estimate (~ or %)."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def uncertain(self) -> bool:
        """Whether any part is doubted (? or %)."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def year_from(self) -> int | None:
        """The first year, None where there is none."""
        return self.earliest.year if self.earliest else None

    @property
    def year_to(self) -> int | None:
        """The last year, None where there is none."""
        return self.latest.year if self.latest else None

    @property
    def sort_key(self) -> tuple[bool, date, date]:
        """A key for ascending order by earliest and then latest day, the unknown last."""
        return self.unknown, self.earliest or date.min, self.latest or date.max

    def overlaps(self, first: date, last: date) -> bool:
        """Tell whether it may touch a day from ``first`` to ``last``, both included.

        An open or unknown side reaches any day; a period of which nothing is known touches none.
        """
        _unknown, earliest, latest = self.sort_key
        return not self.unknown and earliest <= last and first <= latest

    def overlaps_year(self, year: int) -> bool:
        """Tell whether it may touch a day of ``year``, as `overlaps` does; any number will do."""
        known = not self.unknown
        return known and (self.year_from or MINYEAR) <= year <= (self.year_to or MAXYEAR)


UNKNOWN = Period()
"""The period of which nothing is known."""


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    edtf = _BLANKS.sub(r"\1", text)
    earliest, latest = _bounds(edtf)
    if earliest is None and latest is None:
        raise PeriodError(
            _(
                "“{text}” has neither a beginning nor an end; "
                "leave the period empty if nothing is known."
            ).format(text=_shown(text))
        )
    if earliest and latest and earliest > latest:
        raise PeriodError(
            _(
                "“{text}” ends before it begins; "
                "write the earlier date first, for example 2006/2010."
            ).format(text=_shown(text))
        )
    return Period(edtf, earliest, latest)


def _bounds(edtf: str) -> tuple[date | None, date | None]:
    start, slash, end = edtf.partition("/")
    first = _side(start, of_interval=bool(slash))
    last = _side(end, of_interval=True) if slash else first
    if first is None or last is None:
        return _bounds_by_library(edtf)
    return first[0], last[1]


def _side(text: str, *, of_interval: bool) -> tuple[date, date] | tuple[None, None] | None:
    """Return the first and last day of a plain form, None for anything else."""
    if of_interval and text in ("", ".."):
        return None, None
    match = PLAIN_DATE.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    try:
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return day, day
        if month in _OTHER_SEASONS:
            return None
        begins, ends = SEASONS.get(month, (month, month)) if month is not None else (1, 12)
        return date(year, begins, 1), date(year, ends, monthrange(year, ends)[1])
    except ValueError:
        raise _nonexistent(text) from None


def _bounds_by_library(edtf: str) -> tuple[date | None, date | None]:
    if _HUGE_YEAR.match(edtf):
        raise _nonexistent(edtf)
    if (
        not _ALPHABET.fullmatch(edtf)
        or not _BEYOND_PLAIN.search(edtf)
        or _BREAKS_LIBRARY.search(edtf)
    ):
        raise _unreadable(edtf)
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(edtf)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, AttributeError, TypeError, ValueError):
        # Besides its own error the library answers some texts, e.g. "{..2015,2016}", with others.
        raise _unreadable(edtf) from None
    try:
        return (
            None if lower == float("-inf") or edtf.startswith("/") else date(*lower[:3]),
            None if upper == float("inf") or edtf.endswith("/") else date(*upper[:3]),
        )
    except (OverflowError, ValueError):
        raise _nonexistent(edtf) from None


def _unreadable(text: str) -> PeriodError:
    return PeriodError(
        _(
            "“{text}” cannot be read as a date or a period; write for example 2015, 2014-05, "
            "2014-05-17, 2015-21 (spring 2015), 2006/.. (since 2006) or 2010~ (about 2010)."
        ).format(text=_shown(text))
    )


def _nonexistent(text: str) -> PeriodError:
    return PeriodError(
        _(
            "“{text}” names a day, month or year that does not exist between the years 1 and 9999; "
            "write for example 2015, 2014-05, 2014-05-17 or 2015-21 (spring 2015)."
        ).format(text=_shown(text))
    )


def _shown(text: str) -> str:
    """Return enough of ``text`` to recognise it, on one line."""
    line = " ".join(text[:200].split())
    return line if len(line) <= 40 else line[:39] + "…"
