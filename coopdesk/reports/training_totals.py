"""What training comes to: by year, by country and by institution, and the picture of it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from coopdesk.catalogue.facets import Participant
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.head_counts import Heads, heads_by_country, heads_of
from coopdesk.i18n import country_name, number_words
from coopdesk.reports.printable import isolated
from coopdesk.reports.training_years import Stand, institution_of, runs_of
from coopdesk.reports.wording import Wording

UNKNOWN = "–"
"""What stands where nobody counted."""

_AT_LEAST = "≥\N{NO-BREAK SPACE}"
_MOST_COLUMNS = 40
_Column = tuple[str, float, bool]  # its label, its width in fractions, whether it is of numbers
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counted:
    """A record under a year that counts, and the groups of it that are counted there."""

    stand: Stand
    groups: tuple[Participant, ...]


def heads_words(heads: Heads, wording: Wording) -> str:
    """Return a head count as a cell has it: "–" where it is not known, "≥ 12" for a part of it."""
    if heads.number is None:
        return UNKNOWN
    return at_least(number_words(heads.number, wording.language), complete=heads.complete)


def at_least(words: str, *, complete: bool) -> str:
    """Return a sum in ``words`` as it is told: with "≥" before it where it is not ``complete``."""
    return words if complete else _AT_LEAST + words


def count_words(number: int | None, wording: Wording) -> str:
    """Return a count as a cell has it, "–" where it is not known."""
    return UNKNOWN if number is None else number_words(number, wording.language)


def seats_words(stands: Iterable[Stand], wording: Wording) -> str:
    """Return how many seats all sessions of ``stands`` have, as a head count is told."""
    sessions = [session for stand in stands for session in stand.sessions]
    known = [(one.seats, one.count or 1) for one in sessions if one.seats is not None]
    total = sum(seats * runs for seats, runs in known) if known else None
    return heads_words(Heads(total, len(known) == len(sessions)), wording)


def year_totals(years: Sequence[tuple[str, Sequence[Counted]]], wording: Wording) -> dict[str, Any]:
    """Return the table of what each year comes to, the first row being all of them."""
    say = wording.gettext
    rows = [_total(name, counted, wording) for name, counted in years]
    everything = [one for _name, counted in years for one in counted]
    if len(rows) > 1:
        rows.insert(0, _total(say("All years"), everything, wording) | {"total": True})
    return _table(say("By year"), _columns(say("Year"), wording), rows)


def institution_totals(everything: Sequence[Counted], wording: Wording) -> dict[str, Any]:
    """Return the table of what each institution comes to; where none is named stands last."""
    say = wording.gettext
    groups = _grouped(everything, lambda one: institution_of(one.stand.record))
    rows = [
        _total(institution_words(name, country, wording), groups[name, country], wording)
        for name, country in sorted(groups, key=lambda key: institution_order(key, wording))
    ]
    return _table(say("By institution"), _columns(say("Institution"), wording), rows)


def country_totals(everything: Sequence[Counted], wording: Wording) -> dict[str, Any]:
    """Return the table of the countries: what is held in each, and who takes part from it."""
    say, language = wording.gettext, wording.language
    held = _grouped(everything, lambda one: institution_of(one.stand.record)[1])
    heads = heads_by_country(group for one in everything for group in one.groups)
    codes = sorted(
        {*held, *heads},
        key=lambda code: (not code, folded_sort_key(country_name(code, language) if code else "")),
    )
    rows = [
        _row(
            country_name(code, language) if code else say("Country not stated"),
            number_words(_records(held.get(code, ())), language),
            heads_words(heads[code], wording) if code in heads else "",
        )
        for code in codes
    ]
    columns = (
        (say("Country"), 3.0, False),
        (say("Held there"), 1.5, True),
        (say("Participants from there"), 1.5, True),
    )
    return _table(say("By country"), columns if heads else columns[:-1], rows, empty=("",))


def chart(years: Sequence[tuple[int, Sequence[Counted]]], wording: Wording) -> dict[str, Any]:
    """Return the chart of head counts by year, or of sessions where no heads were counted.

    ``years`` are those known, in any order. {} where there are fewer than two years with
    something to show, or more than a chart has room for.
    """
    say = wording.gettext
    people = {
        year: heads_of(group for one in counted for group in one.groups) for year, counted in years
    }
    drawn = {year: heads.number for year, heads in people.items()}
    told = {year: heads_words(heads, wording) for year, heads in people.items()}
    title = say("Participants by year")
    if not any(drawn.values()):
        drawn = {year: _runs(counted) for year, counted in years}
        told = {year: count_words(number, wording) for year, number in drawn.items()}
        title = say("Sessions by year")
    shown = [year for year, number in drawn.items() if number]
    if len(shown) < 2 or max(drawn) - min(drawn) >= _MOST_COLUMNS:
        return {}
    span = range(min(drawn), max(drawn) + 1)
    listed = "; ".join(f"{year}: {told[year]}" for year in span if year in told)
    return {
        "title": title,
        "alt": f"{title}. {listed}.",
        "entries": [
            {"label": str(year), "value": drawn.get(year) or 0, "words": told.get(year, "")}
            for year in span
        ],
    }


def institution_words(name: str, country: str, wording: Wording) -> str:
    """Return an institution and its country in words."""
    place = country_name(country, wording.language) if country else ""
    holder = isolated(name) or wording.gettext("Institution not stated")
    return ", ".join(filter(None, (holder, place)))


def institution_order(key: tuple[str, str], wording: Wording) -> tuple[bool, str, str]:
    """Return by what institutions are sorted: their names, those not named last."""
    name, country = key
    place = country_name(country, wording.language) if country else ""
    return not name, folded_sort_key(name), folded_sort_key(place)


def _total(name: str, counted: Sequence[Counted], wording: Wording) -> dict[str, Any]:
    groups = [group for one in counted for group in one.groups]
    unstated = wording.gettext("not stated")
    countries = [
        f"{country_name(code, wording.language) if code else unstated}\N{NO-BREAK SPACE}{words}"
        for code, heads in heads_by_country(groups).items()
        if (words := heads_words(heads, wording)) != UNKNOWN
    ]
    return _row(
        name,
        number_words(_records(counted), wording.language),
        count_words(_runs(counted), wording),
        seats_words((one.stand for one in counted), wording),
        heads_words(heads_of(groups), wording),
        ", ".join(countries),
    )


def _row(*cells: str) -> dict[str, Any]:
    return {"cells": list(cells), "total": False}


def _columns(first: str, wording: Wording) -> tuple[_Column, ...]:
    say = wording.gettext
    return (
        (first, 2.6, False),
        (say("Activities"), 1.2, True),
        (say("Sessions"), 1.2, True),
        (say("Seats"), 1.0, True),
        (say("Participants"), 1.3, True),
        (say("From"), 2.4, False),
    )


def _table(
    title: str,
    columns: Sequence[_Column],
    rows: Sequence[dict[str, Any]],
    empty: Sequence[str] = ("", UNKNOWN),
) -> dict[str, Any]:
    """Return a table without the columns in which all cells are ``empty``."""
    kept = [
        place
        for place in range(len(columns))
        if any(row["cells"][place] not in empty for row in rows)
    ]
    labelled = [dict(zip(("label", "width", "number"), columns[p], strict=True)) for p in kept]
    return {
        "title": title,
        "columns": [column | {"content": False} for column in labelled],
        "rows": [row | {"cells": [row["cells"][place] for place in kept]} for row in rows],
    }


def _records(counted: Iterable[Counted]) -> int:
    return len({id(one.stand.record) for one in counted})


def _runs(counted: Iterable[Counted]) -> int | None:
    return runs_of([session for one in counted for session in one.stand.sessions])


def _grouped(
    everything: Iterable[Counted], key: Callable[[Counted], _K]
) -> dict[_K, list[Counted]]:
    found: dict[_K, list[Counted]] = {}
    for one in everything:
        found.setdefault(key(one), []).append(one)
    return found
