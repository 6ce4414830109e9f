"""A period as a person types it: "spring 2015", "17. maj 2014", "од 2006", "about 2010".

The words of all our languages are understood, whichever the interface speaks. Nothing is guessed:
what can mean two things is refused, and the refusal offers both. Refused are, besides 5/6/2014 in
English:

- "2014/15", "2014-15": both years, or the months of that school or budget year;
- "about 2004 to 2006": the beginning alone may be an estimate, or the end too;
- "winter 2014/15", "winter 2014 to 2015": in EDTF a season is of one year;
- "May/June 2014", all of it or one of them; "the 2000s", a decade or a century; "before 2010".

"2006-" goes on, as "since 2006" does. A quarter, a half year and a decade on their own are EDTF's
(2015-34, 2015-40, 199X). As the end of an interval EDTF has none of them here: a quarter or half
year counts by its first or last month, and for a decade the year is asked for.
"""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import lru_cache

from coopdesk.catalogue import period_refusals as refusals
from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.period_sides import Side, Typed
from coopdesk.catalogue.period_terms import terms
from coopdesk.i18n import language as interface_language

_LONGEST = 100  # as `Period.parse` has it
# All that EDTF can be, but for what begins with a day or month: the library is slow to refuse it.
_LIKE_EDTF = re.compile(r"(?![0-9]{1,3}(?![0-9X]))[0-9XYEST:Z+.,/\[\]{}~?%\s-]*")
_WINTER = 24

# On kinds, see `period_terms`. A date is not yet told from nonsense: that is its reader's.
_D = r"([a-z?~%(),]+)"
_ONE_DATE = (
    ("{}", re.compile(_D)),
    ("{}/..", re.compile(rf"S{_D}O?|{_D}O|S?{_D}-(?:f*N|\.)?|S?{_D}Uf*N")),
    ("../{}", re.compile(rf"(?:U|-|\.-){_D}")),
    ("{}/", re.compile(rf"S?{_D},E|S?{_D}-[E?]")),
    ("/{}", re.compile(rf"U{_D},B|[B?]-{_D}")),
)
_TWO_DATES = re.compile(rf"(?P<since>S?){_D}(?P<to>[-U/]){_D}")
_BESIDE_DATE = re.compile(rf"(?P<side>[PA]){_D}")
_SHORT_YEAR = re.compile("f*y[-/]d")
_ONE_WINTER = re.compile("f*sy[-/U][dy]")
_UNFINISHED = re.compile("[0-9]{4}-[0-9]{2}-")  # the day is still to come, perhaps
_UNDATED = re.compile("(?=.*[dmsqkhpj])[^yiex]*")


def read_period(text: str, language: str | None = None) -> Period:
    """Return the period that ``text`` says, in EDTF or in the words of any of our languages.

    Whatever `Period.parse` takes is what it says there. ``language`` (None: the interface's)
    decides only what can be taken in two ways: "5/6/2014" in English, "jul 2014" in Danish.

    Raises PeriodError for what is not understood, does not exist or can mean more than one thing.
    """
    return _read(text.strip(), language or interface_language())


@lru_cache(maxsize=1024)
def _read(text: str, language: str) -> Period:
    if len(text) > _LONGEST:
        raise refusals.unreadable(text)
    refused = None
    if _LIKE_EDTF.fullmatch(text):
        try:
            return Period.parse(text)
        except PeriodError as error:
            refused = error
    if not (text.isascii() and text.isprintable()):
        _check_characters(text)
    kinds, values = terms(text)
    if language == "da" and "jul" in text.casefold():  # "јул" is no feast
        kinds = kinds.replace("dj", "dm")
    else:
        kinds = kinds.replace("j", "m")
    if "!" not in kinds:
        period = _period(Typed(text, language, kinds, values))
        if period is not None:
            return period
        if _UNDATED.fullmatch(kinds):
            raise refusals.without_year(text)
    raise refused or refusals.unreadable(text)


def _check_characters(text: str) -> None:
    """Refuse what nobody sees, and figures that folding would take for others ("1²")."""
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category[0] in "CM" or (category[0] == "N" and not character.isascii()):
            raise refusals.strange_character(text)


def _period(typed: Typed) -> Period | None:
    """Return the period that the terms make, None if they make none."""
    typed.check_figures()
    _refuse_two_meanings(typed)
    for form, pattern in _ONE_DATE:
        if match := pattern.fullmatch(typed.kinds):
            return _one_date(typed, form, match)
    if match := _TWO_DATES.fullmatch(typed.kinds):
        return _two_dates(typed, match)
    if match := _BESIDE_DATE.fullmatch(typed.kinds):
        _refuse_beside(typed, match)
    return None


def _one_date(typed: Typed, form: str, match: re.Match[str]) -> Period | None:
    side = typed.side(*match.span(match.lastindex or 0))
    period = side.period() if side else None
    if side is None or period is None or form == "{}":
        return period
    edtf = form.format(side.bound(last=form.endswith("{}")).edtf())
    if side.decade:
        raise refusals.unclear(typed.text, edtf)
    return Period.parse(edtf)


def _two_dates(typed: Typed, match: re.Match[str]) -> Period | None:
    start, end = typed.side(*match.span(2)), typed.side(*match.span(4))
    if start is None or end is None:
        return None
    shared_year, own_part = not start.year, bool(start.part)
    if shared_year and start.day and end.day and not end.part:
        end = replace(end, part=start.part)  # "May 12-17, 2014"
    if shared_year and end.part and (own_part or end.day):
        start = replace(start, year=end.year, part=start.part or end.part)
    for side in (start, end):
        if not side.year or (side.day and not side.part):
            return None
        if side.day:
            typed.check_day(side.year, side.part, side.day)
    first, last = start.bound(last=False), end.bound(last=True)
    try:
        period = Period.parse(f"{first.edtf()}/{last.edtf()}")
    except PeriodError:
        if not (shared_year and own_part and first.year > 1):
            raise
        first = replace(first, year=first.year - 1)  # "November-February 2015"
        if first.day:
            typed.check_day(first.year, first.part, first.day)
        period = Period.parse(f"{first.edtf()}/{last.edtf()}")
        raise refusals.unclear(typed.text, period.edtf) from None
    if start.decade or end.decade:
        raise refusals.unclear(typed.text, period.edtf)
    _refuse_loose_marks(typed, first, last, since=bool(match["since"]))
    if match["to"] == "/":
        if max(first.part, last.part) > 12 or "i" in typed.kinds:
            raise refusals.unclear(typed.text, period.edtf)
        one_of = f"[{first.edtf()},{last.edtf()}]"
        raise refusals.either(typed.text, period.edtf, one_of)
    return period


def _refuse_loose_marks(typed: Typed, first: Side, last: Side, *, since: bool) -> None:
    """Refuse "about 2004 to 2006" and "2004 to 2006?": one date may be meant, or both."""
    ahead = not since and first.marks_before and not last.marks_before
    if ahead or (last.after and not first.after):
        mark = replace(first, after=first.after + last.before + last.after).qualifier
        one, both = f"{first.edtf()}/{last.edtf()}", f"{first.edtf(mark)}/{last.edtf(mark)}"
        if one != both:
            raise refusals.either(typed.text, one, both)


def _refuse_two_meanings(typed: Typed) -> None:
    """Refuse "-2010", "2014/15", "winter 2014/15" and the like, and "jul 2014" in Danish."""
    kinds = typed.kinds
    if kinds == "<y":  # in EDTF a year before our era
        raise refusals.unclear(typed.text, f"../{typed.values[1][0]:04}")
    if _UNFINISHED.fullmatch(typed.text):
        raise refusals.unclear(typed.text, f"{typed.text[:-1]}/..")
    if "j" in kinds and "y" in kinds:
        year = typed.values[kinds.index("y")][0]
        raise refusals.either(typed.text, f"{year:04}-07", f"{year:04}-12")
    short = _SHORT_YEAR.fullmatch(kinds)
    if not short and not _ONE_WINTER.fullmatch(kinds):
        return
    year, (number, figures) = typed.values[-3][0], typed.values[-1]
    second = number if kinds[-1] == "y" else year - year % 10**figures + number
    if not short:
        if typed.values[-4] == (_WINTER,) and second == year + 1:
            months = f"{year:04}-12/{second:04}-02"
            raise refusals.either(typed.text, months, f"{year:04}-{_WINTER}")
        return
    forms = [f"{year:04}-{number:02}"] if 1 <= number <= 12 else []
    forms += [f"{year:04}/{second:04}"] if second > year else []
    forms += [f"{year:04}-09/{second:04}-08"] if second == year + 1 else []
    if not forms:
        raise refusals.no_month(typed.text, number, f"{year:04}-12")
    if len(forms) == 1:
        raise refusals.unclear(typed.text, forms[0])
    raise refusals.either(typed.text, forms[0], forms[1])


def _refuse_beside(typed: Typed, match: re.Match[str]) -> None:
    """Refuse "before 2010" and "after 2010": whether 2010 is meant too is not said."""
    side = typed.side(*match.span(2))
    period = side.period() if side else None
    if side is None or period is None or not period.earliest or not period.latest:
        return
    if match["side"] == "P":
        form, day = "../{}", period.earliest.toordinal() - 1
    else:
        form, day = "{}/..", period.latest.toordinal() + 1
    with_it = form.format(side.bound(last=match["side"] == "P").edtf())
    if not 1 <= day <= date.max.toordinal():
        raise refusals.unclear(typed.text, with_it)
    raise refusals.either(typed.text, with_it, form.format(date.fromordinal(day).isoformat()))
