"""The training report: courses, exercises and visits by year and institution, and who came."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from coopdesk.catalogue.facets import Participant, Session
from coopdesk.catalogue.head_counts import Heads, counted_groups, heads_by_country, heads_of
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import country_name, number_words
from coopdesk.reports.activity_cells import (
    activity_cell,
    longest,
    places_cell,
    session_cell,
    stays_together,
)
from coopdesk.reports.frame import frame
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.printable import isolated
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.training_totals import (
    UNKNOWN,
    Counted,
    chart,
    count_words,
    country_totals,
    heads_words,
    institution_order,
    institution_totals,
    institution_words,
    seats_words,
    year_totals,
)
from coopdesk.reports.training_years import (
    CANCELLED,
    Stand,
    by_year,
    institution_of,
    is_training,
    runs_of,
    stands_of,
)
from coopdesk.reports.wording import Wording

_OVER_FOUR_PAGES = 80  # activities that surely take more than four pages
_IN_TWO_COLUMNS = 8  # years from which on the contents have two columns


def training_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out for ``request``: plain values, in its language.

    Which records are training says `training_years.is_training`. Each stands under its year and
    institution; a record whose sessions are of several years stands under each of these, and its
    people are counted under the first. What was cancelled is listed and not counted. A head count
    that nobody recorded is "–", never 0, and a sum that lacks one "≥"; no group counts twice (see
    `head_counts`). Raises UnknownCode for a language that the program does not speak, AboveCeiling
    for a record that is marked higher than it may hold.
    """
    prepared = prepare(request, linked=False)
    lists = in_force()
    prepared = replace(prepared, seen=tuple(r for r in prepared.seen if is_training(r, lists)))
    wording, options = prepared.wording, prepared.options
    stands = [stand for record in prepared.seen for stand in stands_of(record, options)]
    years = by_year(stands, newest_first=options.order == "-period")
    people = _people(prepared.seen)
    named = [(_year_words(year[0], wording, options.first_year), year) for year in years]
    counting = [(name, _counting(year, people)) for name, year in named]
    everything = [one for _name, counted in counting for one in counted]
    known = [
        (year[0].year, counted)
        for year, (_name, counted) in zip(years, counting, strict=True)
        if year[0].year is not None
    ]
    listed = [_institutions(year, people, prepared) for year in years]
    return {
        **frame(
            prepared,
            wording.gettext("Training"),
            figures=_figures(everything, wording),
            contents=_contents(len(prepared.seen), len(years)),
        ),
        "chart": chart(known, wording),
        "totals": _totals(counting, everything, wording),
        "notes": _notes(prepared.seen, everything, wording),
        "summary": wording.gettext("In figures"),
        "columns": _columns(wording),
        "shown": _shown(listed),
        "years": [
            {
                "key": f"year-{place}",
                "name": name,
                "count": wording.ngettext("{count} activity", "{count} activities", len(year)),
                "groups": groups,
            }
            for place, ((name, year), groups) in enumerate(zip(named, listed, strict=True), start=1)
        ],
    }


def _contents(activities: int, years: int) -> dict[str, Any]:
    """Return how the contents are listed (see `contents_list`): the years in two columns."""
    split = f"year-{(years + 2) // 2}" if years >= _IN_TWO_COLUMNS else ""
    return {"sure": activities > _OVER_FOUR_PAGES, "depth": 1, "split": split}


def _people(seen: Sequence[Record]) -> dict[int, tuple[Participant, ...]]:
    """Return the groups that count in each record, by its id()."""
    held = [record for record in seen if record.status != CANCELLED]
    return {id(record): groups for record, groups in zip(held, counted_groups(held), strict=True)}


def _counting(year: Iterable[Stand], people: dict[int, tuple[Participant, ...]]) -> list[Counted]:
    return [
        Counted(stand, people[id(stand.record)] if stand.first else ())
        for stand in year
        if id(stand.record) in people
    ]


def _year_words(stand: Stand, wording: Wording, first: int | None) -> str:
    if stand.year is not None:
        return str(stand.year)
    if stand.before:
        return wording.gettext("Before {year}").format(year=first)
    return wording.gettext("Year not known")


def _figures(everything: Sequence[Counted], wording: Wording) -> list[dict[str, str]]:
    say, language = wording.gettext, wording.language
    records = {id(one.stand.record): one.stand.record for one in everything}
    held = {institution_of(record) for record in records.values()}
    sessions = runs_of([session for one in everything for session in one.stand.sessions]) or 0
    heads = heads_of(group for one in everything for group in one.groups)
    holders = len({name for name, _country in held if name})
    countries = len({country for _name, country in held if country})
    counted = (
        (len(records), wording.ngettext("Activity", "Activities", len(records))),
        (sessions, wording.ngettext("Session", "Sessions", sessions)),
        (holders, wording.ngettext("Institution", "Institutions", holders)),
        (countries, wording.ngettext("Host country", "Host countries", countries)),
    )
    figures = [
        {"value": number_words(number, language), "label": label}
        for number, label in counted
        if number
    ]
    if heads.number:
        figures.insert(2, {"value": heads_words(heads, wording), "label": say("Participants")})
    return figures


def _totals(
    counting: Sequence[tuple[str, Sequence[Counted]]],
    everything: Sequence[Counted],
    wording: Wording,
) -> list[dict[str, Any]]:
    if not everything:
        return []
    years = [(name, counted) for name, counted in counting if counted]
    return [
        year_totals(years, wording),
        country_totals(everything, wording),
        institution_totals(everything, wording),
    ]


def _notes(seen: Sequence[Record], everything: Sequence[Counted], wording: Wording) -> list[str]:
    """Return how the figures are to be read, as far as there is something to say."""
    say = wording.gettext
    heads = heads_of(group for one in everything for group in one.groups)
    sessions = [session for one in everything for session in one.stand.sessions]
    unknown = (
        not heads.complete
        or heads.number is None
        or not sessions
        or any(session.seats is None for session in sessions)
    )
    over_years = len(everything) > len({id(one.stand.record) for one in everything})
    notes = (
        (unknown, say("– stands for what nobody recorded, ≥ for a sum that lacks such a figure.")),
        (
            over_years,
            say(
                "An activity with sessions in several years stands under each; "
                "its participants are counted in the first."
            ),
        ),
        (
            any(record.status == "pipeline" for record in seen),
            say("Training in the pipeline is counted as it is planned."),
        ),
        (
            any(record.status == CANCELLED for record in seen),
            say("Cancelled training is listed and not counted."),
        ),
    )
    return [words for told, words in notes if told]


def _columns(wording: Wording) -> list[dict[str, Any]]:
    say = wording.gettext
    columns = (
        (say("Activity"), 3.4, False),
        (say("When"), 1.9, False),
        (say("Place"), 1.9, False),
        (say("Sessions"), 1.0, True),
        (say("Seats"), 0.9, True),
        (say("Participants"), 1.9, False),
    )
    return [{"label": label, "width": width, "number": number} for label, width, number in columns]


def _shown(listed: Sequence[Sequence[dict[str, Any]]]) -> list[bool]:
    """Return for each column whether any row has something in it."""
    rows = [row for groups in listed for group in groups for row in group["rows"]]
    return [
        True,
        any(row["when"] for row in rows),
        any(row["places"] for row in rows),
        any(row["runs"] != UNKNOWN for row in rows),
        any(row["seats"] != UNKNOWN for row in rows),
        any(group != _NOBODY for row in rows for group in row["groups"]),
    ]


def _institutions(
    year: Sequence[Stand], people: dict[int, tuple[Participant, ...]], prepared: Prepared
) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], list[Stand]] = {}
    for stand in _in_order(year, prepared.options.order):
        groups.setdefault(institution_of(stand.record), []).append(stand)
    wording = prepared.wording
    return [
        {
            "name": institution_words(name, country, wording),
            "rows": [_row(stand, people, prepared) for stand in groups[name, country]],
        }
        for name, country in sorted(groups, key=lambda key: institution_order(key, wording))
    ]


def _in_order(year: Sequence[Stand], order: str) -> list[Stand]:
    """Return the stands of a year in the order of time, unless another was asked for."""
    if order in ("title", "reference"):
        return list(year)
    return sorted(year, key=lambda one: _period(one).sort_key, reverse=order == "-period")


def _period(stand: Stand) -> Period:
    """Return when a stand begins: with the first of its sessions that is dated."""
    dated = [period for one in stand.sessions if (period := Period.parse(one.period)).edtf]
    return min(dated, key=lambda period: period.sort_key, default=stand.record.period)


def _row(
    stand: Stand, people: dict[int, tuple[Participant, ...]], prepared: Prepared
) -> dict[str, Any]:
    wording, brief = prepared.wording, prepared.options.brief
    record, sessions = stand.record, stand.sessions
    alone = session_cell(sessions[0], wording) if len(sessions) == 1 else {}
    cell = activity_cell(record, wording)
    title = alone.get("title", "") if not brief else ""
    places = [alone["place"]] if alone.get("place") else places_cell(record, wording)
    groups = _groups(stand, people.get(id(record)), wording, brief=brief)
    texts = [[cell["title"], title], places, [g["label"] + g["who"] + g["note"] for g in groups]]
    return {
        **cell,
        "session": title,
        "when": alone.get("when") or period_words(record.period, wording.language),
        "places": places,
        "runs": count_words(runs_of(sessions), wording),
        "seats": seats_words([stand], wording),
        "groups": groups,
        "sessions": [_session(one, wording) for one in sessions]
        if len(sessions) > 1 and not brief
        else [],
        "together": stays_together(longest(texts)),
    }


def _session(session: Session, wording: Wording) -> dict[str, Any]:
    cell = session_cell(session, wording)
    return {
        "title": cell["title"],
        "when": cell["when"],
        "place": cell["place"],
        "runs": number_words(session.count or 1, wording.language),
        "seats": UNKNOWN
        if session.seats is None
        else number_words(session.seats * (session.count or 1), wording.language),
        "together": stays_together([cell["title"], cell["place"]]),
    }


def _groups(
    stand: Stand,
    counted: tuple[Participant, ...] | None,
    wording: Wording,
    *,
    brief: bool,
) -> list[dict[str, str]]:
    """Return who takes part, one entry a group, or a ``brief`` one a country."""
    record = stand.record
    if not stand.first:
        return [_group("", "", wording.gettext("counted in an earlier year"))]
    elsewhere = wording.gettext("counted elsewhere")
    if brief:
        own = record.participants if counted is None else counted
        if record.participants and not own:
            return [_group("", "", elsewhere)]
        told = [
            _group(_country(code, wording), heads_words(heads, wording))
            for code, heads in heads_by_country(own).items()
        ]
        return [group for group in told if group != _NOBODY] or [_NOBODY]
    left = list(counted or ())
    found = []
    for one in record.participants:
        counts = counted is None or one in left
        if one in left:
            left.remove(one)
        note = "" if counts else elsewhere
        words = heads_words(Heads(one.headcount), wording)
        found.append(_group(_country(one.country, wording), words, note, isolated(one.who)))
    return found or [_NOBODY]


def _group(label: str, heads: str, note: str = "", who: str = "") -> dict[str, str]:
    return {"label": label, "heads": heads, "who": who, "note": note}


_NOBODY = _group("", UNKNOWN)


def _country(code: str, wording: Wording) -> str:
    return country_name(code, wording.language) if code else ""
