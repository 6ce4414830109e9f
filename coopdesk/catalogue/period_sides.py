"""One date of a typed period: what a run of its terms says, as exactly as it says it."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from coopdesk.catalogue import period_refusals as refusals
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_terms import HALVES_FROM, QUARTERS_FROM, Value

_EDTF_SEASONS = range(21, 42)
_MONTHS_OF = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}

# On kinds, see `period_terms`.
_YEARLESS = "do?m|md?|s|q|[dr][kh]"
_DATE = rf"(?:{_YEARLESS})o?,?yg?|y,?(?:md?|s|q)|yg?|d,yg?|[iex]|{_YEARLESS}|[dp]"
_SIDE = re.compile(rf"(?P<before>[fau~]*)(?:{_DATE})(?P<after>(?:[?~%u]|\([au?]\))*)")


@dataclass(frozen=True, slots=True)
class Side:
    """A date as typed: a year (0: not said), its part as EDTF numbers it, and a day (0: none).

    ``before`` and ``after`` are the kinds of the terms around it, which qualify it.
    """

    year: int = 0
    part: int = 0
    day: int = 0
    decade: bool = False
    before: str = ""
    after: str = ""

    @property
    def marks_before(self) -> str:
        """What qualifies it from in front."""
        return self.before.replace("f", "")

    @property
    def qualifier(self) -> str:
        """What EDTF writes for "about" and "perhaps"."""
        marks = {*self.before, *self.after}
        estimated, doubted = not marks.isdisjoint("a~%"), not marks.isdisjoint("u?%")
        return ("", "?", "~", "%")[2 * estimated + doubted]

    def edtf(self, qualifier: str | None = None) -> str:
        """Return the date in EDTF with ``qualifier`` (None: its own)."""
        text = f"{self.year // 10:03}X" if self.decade else f"{self.year:04}"
        text += f"-{self.part:02}" if self.part else ""
        text += f"-{self.day:02}" if self.day else ""
        return text + (self.qualifier if qualifier is None else qualifier)

    def bound(self, *, last: bool) -> "Side":
        """Return what stands for it as the first or ``last`` date of an interval."""
        if self.decade:
            return replace(self, year=self.year + 9 * last, decade=False)
        return replace(self, part=_MONTHS_OF.get(self.part, (self.part, self.part))[last])

    def period(self) -> Period | None:
        """Return the period that it is on its own, None if it lacks the year or month."""
        if not self.year or (self.day and not self.part):
            return None
        if not self.decade and self.part not in _MONTHS_OF:
            return Period.parse(self.edtf())
        first, last = self.bound(last=False), self.bound(last=True)
        if self.qualifier and not self.decade:
            return Period.parse(f"{first.edtf()}/{last.edtf()}")  # EDTF has no "2015-34~"
        days = Period.parse(f"{first.edtf('')}/{last.edtf('')}")
        # What `Period.parse` returns, without the library.
        return Period(self.edtf(), days.earliest, days.latest)


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, the language in which ambiguous figures are taken, and the text's terms."""

    text: str
    language: str
    kinds: str
    values: list[Value]

    def check_figures(self) -> None:
        """Raise PeriodError if a number or a date with the year first cannot be one."""
        for kind, value in zip(self.kinds, self.values, strict=True):
            if kind == "n" or (kind == "i" and not value[0]) or (kind == "e" and not value[2]):
                raise refusals.no_year(self.text)
            if kind == "i":
                self._check_year_first(*value)

    def check_day(self, year: int, month: int, day: int, *forms: str) -> None:
        """Raise PeriodError if there is no such day; ``forms`` mend a month that does not exist."""
        if not 1 <= month <= 12:
            raise refusals.no_month(self.text, month, *forms)
        if not _exists(year, month, day):
            raise refusals.no_day(self.text, year, month)

    def side(self, start: int, end: int) -> Side | None:
        """Return the date that the terms from ``start`` to ``end`` make, None if they make none.

        Raises PeriodError if it does not exist or can be taken in two ways.
        """
        kinds = self.kinds[start:end]
        found = _SIDE.fullmatch(kinds)
        if found is None:
            return None
        value = dict(zip(kinds, self.values[start:end], strict=True))
        year = part = day = 0
        if "e" in value:
            first, second, year = value["e"]
            part, day = self._month_and_day(first, second, year)
        elif "p" in value:
            if "e" not in self.kinds:
                return None
            first, second = value["p"]
            year_named = self.values[self.kinds.index("e")][2]
            part, day = self._month_and_day(first, second, year_named)
        elif "i" in value:
            year, part, day = (*value["i"], 0)[:3]
        elif "x" in value:
            year = self._decade(value["x"][0])
        elif "k" in value or "h" in value:
            year, part = _year_of(value), _quarter_or_half(value)
            if not part:
                return None
        else:
            year = _year_of(value)
            part = next((value[kind][0] for kind in "msq" if kind in value), 0)
            day = value["d"][0] if "d" in value else 0
            if "d" in value and part and year:
                self.check_day(year, part, day)
            elif "d" in value and not day:
                return None
        return Side(year, part, day, "x" in value, found["before"], found["after"])

    def _check_year_first(self, year: int, month: int, day: int | None = None) -> None:
        if day is not None:
            turned = date(year, day, month).isoformat() if _exists(year, day, month) else ""
            self.check_day(year, month, day, turned or f"{year:04}-12-31")
        elif month not in _EDTF_SEASONS:
            both = year // 100 * 100 + month
            years = (f"{year:04}/{both:04}",) if both > year else ()
            self.check_day(year, month, 1, f"{year:04}-12", *years)

    def _month_and_day(self, first: int, second: int, year: int) -> tuple[int, int]:
        """Return month and day of two figures; in English the month may be the first of them."""
        pairs = [value for kind, value in zip(self.kinds, self.values, strict=True) if kind in "ep"]
        day_leads = self.language != "en" or any(pair[0] > 12 for pair in pairs)
        month_leads = not day_leads and any(pair[1] > 12 for pair in pairs)
        month, day = (first, second) if month_leads else (second, first)
        turned = date(year, day, month).isoformat() if _exists(year, day, month) else ""
        self.check_day(year, month, day, turned or f"{year:04}-12-31")
        if turned and day != month and not day_leads and not month_leads:
            raise refusals.either(self.text, date(year, month, day).isoformat(), turned)
        return month, day

    def _decade(self, year: int) -> int:
        if not year:
            raise refusals.no_year(self.text)
        if year % 100 == 0:
            raise refusals.either(self.text, f"{year // 10:03}X", f"{year // 100:02}XX")
        return year


def _year_of(value: dict[str, Value]) -> int:
    return value["y"][0] if "y" in value else 0


def _quarter_or_half(value: dict[str, Value]) -> int:
    """Return EDTF's number of a quarter or half year, 0 if there is no such one."""
    number = (value["r"] if "r" in value else value["d"])[0]
    first, most = (QUARTERS_FROM, 4) if "k" in value else (HALVES_FROM, 2)
    return first + number if 1 <= number <= most else 0


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
