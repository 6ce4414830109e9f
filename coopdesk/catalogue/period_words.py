"""A period as a person reads it: "spring 2015", "since 2006", "about May 2014"."""

import re
from datetime import date

from coopdesk.catalogue.period import PLAIN_DATE, Period
from coopdesk.i18n import N_, date_words, month_words, translator
from coopdesk.i18n import language as interface_language

_YEAR = N_("{year}")
_SEASONS = {
    21: N_("spring {year}"),
    22: N_("summer {year}"),
    23: N_("autumn {year}"),
    24: N_("winter {year}"),
}
# EDTF's other divisions of a year, and decades, which stand on their own.
_DIVISION = re.compile(r"(?P<year>[0-9]{4})-(?P<part>3[3-6]|4[01])")
_DECADE = re.compile(r"(?P<decade>[0-9]{3})X")
_QUARTER = N_("Q{number} {year}")
_HALVES = {40: N_("first half of {year}"), 41: N_("second half of {year}")}
_TEN_YEARS = N_("the {year}s")
# Translators: {date} comes as "2004", "May 2014", "17 May 2014" or "spring 2015", in the
# nominative; choose words that do not ask for another case.
_QUALIFIED = {
    "~": N_("about {date}"),
    "?": N_("{date} (uncertain)"),
    "%": N_("about {date} (uncertain)"),
}
_WITHOUT_END = {"..": N_("since {date}"), "": N_("from {date}, end not known")}
_WITHOUT_START = {"..": N_("until {date}"), "": N_("until {date}, beginning not known")}
_YEARS = N_("{start}\N{EN DASH}{end}")
_DATES = N_("{start} \N{EN DASH} {end}")


def period_words(period: Period, language: str | None = None) -> str:
    """Return ``period`` in the words of ``language`` (None: the interface's), "" if unknown.

    Months and days are named and ordered as CLDR has it for the language. Rarer forms of
    EDTF come back as their EDTF text.
    """
    code = language or interface_language()
    start, slash, end = period.edtf.partition("/")
    if not slash:
        words = _date(start, code) or _division(start, code)
    elif end in _WITHOUT_END:
        words = _around(_WITHOUT_END[end], _date(start, code), code)
    elif start in _WITHOUT_START:
        words = _around(_WITHOUT_START[start], _date(end, code), code)
    else:
        words = _between(start, end, code)
    return period.edtf if words is None else words


def _between(start: str, end: str, code: str) -> str | None:
    if start.isdecimal() and end.isdecimal():
        return translator(code).gettext(_YEARS).format(start=int(start), end=int(end))
    first, last = _date(start, code), _date(end, code)
    if first is None or last is None:
        return None
    return translator(code).gettext(_DATES).format(start=first, end=last)


def _date(text: str, code: str) -> str | None:
    """Return one plain date in words, None for any other form."""
    match = PLAIN_DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.group("year", "month", "day"))
    if day:
        words = date_words(date(year, month, day), code)
    elif not month or month in _SEASONS:
        words = translator(code).gettext(_SEASONS.get(month, _YEAR)).format(year=year)
    elif month <= 12:
        words = month_words(date(year, month, 1), code)
    else:
        return None
    qualifier = match["qualifier"]
    return _around(_QUALIFIED[qualifier], words, code) if qualifier else words


def _division(text: str, code: str) -> str | None:
    say = translator(code).gettext
    if match := _DECADE.fullmatch(text):
        first = int(match["decade"]) * 10
        if first % 100:
            return say(_TEN_YEARS).format(year=first)
        # "The 2000s" would be taken for the century.
        return say(_YEARS).format(start=first, end=first + 9)
    match = _DIVISION.fullmatch(text)
    if match is None:
        return None
    part, year = int(match["part"]), int(match["year"])
    if part in _HALVES:
        return say(_HALVES[part]).format(year=year)
    return say(_QUARTER).format(number=part - 32, year=year)


def _around(pattern: str, words: str | None, code: str) -> str | None:
    return None if words is None else translator(code).gettext(pattern).format(date=words)
