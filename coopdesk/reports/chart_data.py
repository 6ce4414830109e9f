"""What the charts of a report show: plain figures, and the same figures in words.

Each chart is a dictionary for charts.typ. Its ``alt`` says all that is drawn, for who cannot see
it; {} stands for a chart that would show nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import accumulate, groupby
from typing import Any

from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import number_words
from coopdesk.reports.chosen import ordered
from coopdesk.reports.paragraph_marks import paragraph_mark
from coopdesk.reports.printable import isolated, shorten
from coopdesk.reports.record_entry import title_in
from coopdesk.reports.record_sentence import is_own
from coopdesk.reports.wording import Wording

MOST_BARS = 26
"""The most records that a timeline has room for on one page."""

_MOST_COLUMNS = 60
_MOST_TICKS = 9
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_LONGEST_LABEL = 90
_TICK_ROOM = 0.94  # a label that begins further right than this would stand out of the chart


@dataclass(frozen=True, slots=True)
class Years:
    """How many records touch each of the years from ``first`` to ``last``.

    Where ``step`` is more than 1, a count is of as many years together, from the last before
    ``first`` that it divides.
    """

    first: int
    last: int
    counts: tuple[int, ...]
    step: int = 1

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The first and last year of each count."""
        start = self.first - self.first % self.step
        return [
            (max(start + at * self.step, 1), start + (at + 1) * self.step - 1)
            for at in range(len(self.counts))
        ]


def years_of(period: Period, today: date) -> tuple[int, int] | None:
    """Return the first and last year that a period is known to touch, None for none.

    One that goes on reaches to the year of ``today``. A side that is open or unknown otherwise
    adds nothing to the other: nobody said how far it goes.
    """
    first, last = period.year_from, period.year_to
    if first is not None and period.open_end:
        return first, max(first, today.year)
    if first is None or last is None:
        known = first if last is None else last
        return None if known is None else (known, known)
    return first, last


def counted_years(records: Iterable[Record], today: date, most: int = MAXYEAR) -> Years | None:
    """Return how many of ``records`` touch each year, None where none has a date.

    There are no more than ``most`` counts: more years than that are counted in steps.
    """
    spans = [span for record in records if (span := years_of(record.period, today)) is not None]
    if not spans:
        return None
    begin, end = min(first for first, _last in spans), max(last for _first, last in spans)
    step = next(step for step in _STEPS if end // step - begin // step < most)
    start = begin // step
    changes = [0] * (end // step - start + 2)
    for first, last in spans:
        changes[first // step - start] += 1
        changes[last // step - start + 1] -= 1
    return Years(begin, end, tuple(accumulate(changes[:-1])), step)


def year_columns(records: Sequence[Record], today: date, wording: Wording) -> dict[str, Any]:
    """Return the chart of how many of ``records`` each year has, {} for fewer than two years.

    Where there are too many years for one column each, a column stands for several; ``note`` says
    so, and how many records have no date.
    """
    years = counted_years(records, today, _MOST_COLUMNS)
    if years is None or years.first == years.last:
        return {}
    language = wording.language
    notes = []
    if years.step > 1:
        notes.append(
            wording.ngettext(
                "Each column stands for {count} year.",
                "Each column stands for {count} years.",
                years.step,
            )
        )
    spans = [years_of(record.period, today) for record in records]
    if any(span is not None and span[0] < span[1] for span in spans):
        notes.append(wording.gettext("What goes on over several years counts in each of them."))
    undated = spans.count(None)
    if undated:
        notes.append(
            wording.ngettext(
                "{count} record without a date is not shown.",
                "{count} records without a date are not shown.",
                undated,
            )
        )
    said = wording.gettext("Records in each year, {years}.")
    head = said.format(years=_span(years.first, years.last))
    told = "; ".join(_runs(years, wording))
    return {
        "entries": [
            {"label": str(first), "value": count, "words": number_words(count, language)}
            for (first, _last), count in zip(years.spans, years.counts, strict=True)
        ],
        "alt": " ".join((head, f"{told}.", *notes)),
        "note": " ".join(notes),
    }


def timeline(records: Sequence[Record], today: date, wording: Wording) -> dict[str, Any]:
    """Return the chart of when each of ``records`` took place, oldest first; {} for no dates.

    ``begins`` and ``ends`` of a bar are parts of the whole width, from 0 to 1; ``vague`` says that
    its period is an estimate or in doubt, ``opens`` and ``goes_on`` that it has no beginning or
    no end.
    """
    dated = [r for r in ordered(records, "period") if years_of(r.period, today) is not None]
    years = counted_years(dated, today)
    if years is None:
        return {}
    entries = [_bar(record, years, wording) for record in dated]
    say = wording.gettext
    told = "; ".join(f"{entry['label']} ({entry['words']})" for entry in entries)
    head = say("When it took place, {years}.").format(years=_span(years.first, years.last))
    vague = any(entry["vague"] for entry in entries)
    note = say("An outlined bar is an estimate or in doubt.") if vague else ""
    return {"entries": entries, "ticks": _ticks(years), "alt": f"{head} {told}.", "note": note}


def kind_bars(records: Sequence[Record], wording: Wording) -> dict[str, Any]:
    """Return the chart of how many of ``records`` are of each kind, most first.

    {} for a single kind, and where no kind has more than one.
    """
    language = wording.language
    known = {kind.code: kind.words(language) for kind in in_force().kinds}
    counts = dict.fromkeys(known, 0)
    for record in records:
        counts[record.kind] = counts.get(record.kind, 0) + 1
    filled = [(known.get(code, code) or "–", count) for code, count in counts.items() if count]
    if len(filled) < 2 or len(filled) == len(records):
        return {}
    filled.sort(key=lambda pair: -pair[1])
    entries = [
        {"label": label, "value": count, "words": number_words(count, language)}
        for label, count in filled
    ]
    told = "; ".join(f"{entry['label']}: {entry['words']}" for entry in entries)
    return {"entries": entries, "alt": f"{wording.gettext('Records by kind.')} {told}.", "note": ""}


def _runs(years: Years, wording: Wording) -> Iterable[str]:
    """Yield the counts in words, years with the same count together."""
    each = wording.gettext("{years}: {count} in each year")
    counted = zip(years.spans, years.counts, strict=True)
    for count, run in groupby(counted, key=lambda pair: pair[1]):
        spans = [span for span, _count in run]
        told = _span(spans[0][0], spans[-1][1])
        words = number_words(count, wording.language)
        if years.step == 1 and len(spans) > 1:
            yield each.format(years=told, count=words)
        elif count:
            yield from (f"{_span(*span)}: {words}" for span in spans)
        else:
            yield f"{told}: {words}"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _bar(record: Record, years: Years, wording: Wording) -> dict[str, Any]:
    period = record.period
    earliest, latest = period.earliest, period.latest
    begins = _place(earliest, years) if earliest else (0.0 if period.open_start else None)
    ends = _place(latest, years, after=True) if latest else (1.0 if period.open_end else None)
    begins = begins if begins is not None else ends
    ends = ends if ends is not None else begins
    return {
        "label": isolated(shorten(title_in(record, wording.language), _LONGEST_LABEL)),
        "own": is_own(record, wording.language),
        "mark": paragraph_mark(record.marking) if wording.marks else "",
        "words": period_words(period, wording.language),
        "begins": begins,
        "ends": ends,
        "opens": period.open_start,
        "goes_on": period.open_end,
        "vague": period.approximate or period.uncertain,
    }


def _place(day: date, years: Years, *, after: bool = False) -> float:
    """Return where ``day`` begins, or ends, between the first and the last day of ``years``."""
    start = date(years.first, 1, 1).toordinal()
    end = date(years.last, 12, 31).toordinal() + 1
    return round((day.toordinal() + after - start) / (end - start), 4)


def _ticks(years: Years) -> list[dict[str, Any]]:
    """Return the years at which a timeline has a line, no more than can be told apart."""
    step = next(step for step in _STEPS if (years.last - years.first) / step < _MOST_TICKS)
    first = years.first + -years.first % step
    ticks = []
    for year in range(first, min(years.last, MAXYEAR) + 1, step):
        at = _place(date(year, 1, 1), years)
        ticks.append({"at": at, "label": str(year) if at <= _TICK_ROOM else ""})
    return ticks
