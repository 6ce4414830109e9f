"""What the records of an area come to: in sentences, and in labelled sums."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from coopdesk.catalogue.facets import Item, Participant
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.head_counts import counted_groups, heads_by_country, heads_of
from coopdesk.catalogue.money import added, item_totals, totals_by_type, totals_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label, in_force
from coopdesk.i18n import country_name, number_words
from coopdesk.reports.chart_data import counted_years, years_of
from coopdesk.reports.entry_rows import joined, row
from coopdesk.reports.printable import isolated, shorten
from coopdesk.reports.training_totals import at_least
from coopdesk.reports.training_years import runs_of
from coopdesk.reports.wording import Wording

_MOST_ITEMS = 12
_LONGEST_ITEM = 120
_NOT_HELD = ("pipeline", "cancelled")


def summary_sentences(records: Sequence[Record], today: date, wording: Wording) -> list[str]:
    """Return sentences that tell how many records there are, of when, and who took part."""
    told = [
        wording.ngettext(
            "This area has {count} record.", "This area has {count} records.", len(records)
        ),
        _years(records, today, wording),
    ]
    if len(records) > 1:
        told += _of_them(records, today, wording)
    heads = heads_of(took_part(records))
    if heads.number and heads.complete:
        told.append(
            wording.ngettext("{count} person took part.", "{count} people took part.", heads.number)
        )
    elif heads.number:
        told.append(
            wording.ngettext(
                "At least {count} person took part.",
                "At least {count} people took part.",
                heads.number,
            )
        )
    organisations = len({name for record in records for name in record.organisations})
    if organisations:
        told.append(
            wording.ngettext(
                "{count} organisation is involved.",
                "{count} organisations are involved.",
                organisations,
            )
        )
    return [sentence for sentence in told if sentence]


def _years(records: Sequence[Record], today: date, wording: Wording) -> str:
    years = counted_years(records, today)
    if years is None:
        return ""
    if years.first == years.last:
        return wording.gettext("The dated records are from {year}.").format(year=years.first)
    said = wording.gettext("The dated records run from {first} to {last}.")
    return said.format(first=years.first, last=years.last)


def _of_them(records: Sequence[Record], today: date, wording: Wording) -> Iterable[str]:
    lists = in_force()
    under_way = sum(record.status in lists.under_way for record in records)
    undated = sum(years_of(record.period, today) is None for record in records)
    if under_way:
        yield wording.ngettext(
            "{count} record is under way.", "{count} records are under way.", under_way
        )
    if undated == len(records):
        yield wording.gettext("None of them has a date.")
    elif undated:
        yield wording.ngettext(
            "{count} record has no date.", "{count} records have no date.", undated
        )


def figure_rows(records: Sequence[Record], wording: Wording) -> list[dict[str, Any]]:
    """Return the sums of ``records`` as labelled rows (see `record_entry`), empty ones left out.

    People of each country, runs of courses, what was delivered, and money in each currency. What
    nobody counted is in no sum; of people and seats a sum that lacks some says "≥".
    """
    items = [item for record in records for item in record.items]
    budget = [entry for record in records for entry in record.budget]
    transactions = [entry for record in records for entry in record.transactions]
    value = row("items", totals_words(item_totals(items), wording.language), wording)
    made = [
        row("participants", _people(records, wording), wording),
        row("sessions", _runs(records, wording), wording),
        row("items", _delivered(items, wording), wording, content=True),
        value | {"label": wording.gettext("Value of the items")},
        row("budget", _money(totals_by_type(budget), "budget_type", wording), wording),
        row(
            "transactions",
            _money(totals_by_type(transactions), "transaction_type", wording),
            wording,
        ),
    ]
    return [one for one in made if one["values"]]


def took_part(records: Sequence[Record]) -> tuple[Participant, ...]:
    """Return who took part in what went on, each group once; nobody did in what did not."""
    held = [record for record in records if record.status not in _NOT_HELD]
    return tuple(chain.from_iterable(counted_groups(held)))


def _people(records: Sequence[Record], wording: Wording) -> list[str]:
    told = []
    for country, heads in heads_by_country(took_part(records)).items():
        if heads.number:
            count = wording.ngettext("{count} person", "{count} people", heads.number)
            name = country_name(country, wording.language) if country else ""
            count = at_least(count, complete=heads.complete)
            told.append(f"{name}: {count}" if name else count)
    return told


def _runs(records: Sequence[Record], wording: Wording) -> list[str]:
    sessions = [session for record in records for session in record.sessions]
    if not sessions:
        return []
    runs = runs_of(sessions) or 0
    seats = sum((one.seats or 0) * (one.count or 1) for one in sessions)
    told = wording.ngettext("{count} run", "{count} runs", runs)
    if seats:
        complete = all(one.seats is not None for one in sessions)
        words = wording.ngettext("{count} seat", "{count} seats", seats)
        told = joined(told, at_least(words, complete=complete))
    return [told]


def _delivered(items: Sequence[Item], wording: Wording) -> list[str]:
    """Return how much was delivered of each thing, those with the most first."""
    sums: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        sums.setdefault((folded_sort_key(item.description), item.unit), []).append(item)
    counted = [
        (own[0], number)
        for own in sums.values()
        if (number := added((item.delivered, "") for item in own).get(""))
    ]
    counted.sort(key=lambda pair: -pair[1])
    lines = [_line(item, float(number), wording) for item, number in counted[:_MOST_ITEMS]]
    left = len(counted) - len(lines)
    more = wording.ngettext("And {count} more.", "And {count} more.", left) if left else ""
    return [*lines, *filter(None, [more])]


def _line(item: Item, number: float, wording: Wording) -> str:
    name = isolated(shorten(item.description, _LONGEST_ITEM))
    words = number_words(int(number) if number.is_integer() else number, wording.language)
    unit = f" ({isolated(item.unit)})" if item.unit else ""
    return f"{name}{unit}: {words}"


def _money(totals: dict[str, Any], code_list: str, wording: Wording) -> list[str]:
    return [
        f"{code_label(code_list, kind, wording.language)}: {amount}" if kind else amount
        for kind, sums in totals.items()
        for amount in totals_words(sums, wording.language)
    ]
