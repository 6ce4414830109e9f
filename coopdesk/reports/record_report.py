"""The record report: each record that is asked for as a document, or a page, of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.head_counts import counted_groups, heads_of
from coopdesk.catalogue.history import Entry
from coopdesk.catalogue.marking import highest
from coopdesk.catalogue.money import item_totals, totals_words
from coopdesk.catalogue.record import Record
from coopdesk.i18n import number_words
from coopdesk.reports.catalogue_report import area_head
from coopdesk.reports.frame import frame
from coopdesk.reports.front_matter import audience_words, key_figures
from coopdesk.reports.paragraph_marks import paragraph_marks_words
from coopdesk.reports.prepared import Prepared, prepare
from coopdesk.reports.record_chain import Chains, chain_rows, chains_of
from coopdesk.reports.record_entry import record_entry, title_in
from coopdesk.reports.record_history import MOST_STEPS, history_marking, history_rows
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.training_totals import heads_words
from coopdesk.reports.training_years import runs_of
from coopdesk.reports.wording import Wording

# Rows that come before the tables; what is in none of the two lists stands behind them.
_FIRST = ("places", "parties", "contacts", "participants", "sessions")
_IN_TWO_COLUMNS, _ON_ONE_PAGE = 20, 40  # records whose contents have two columns
_LONG_TEXT = 3_000  # characters, about a page: from here the text has a heading
_MOST_SUMS = 2  # currencies that are figures at a glance; more are told under the items alone


def record_data(request: ReportRequest) -> dict[str, Any]:
    """Return what the template lays out: of one record a document that has its title, of several
    one with a page or more for each.

    Ties and the chain of an agreement name what ``request.beside`` has of them and the audience
    may see; what they name counts in the marking. The history is told inside the house alone,
    where it was asked for: then the report goes to nobody else, and is marked as high as the
    record was in the time that is told. Raises UnknownCode for a language that the program does not
    speak, AboveCeiling for a record that is marked higher than it may hold.
    """
    prepared = prepare(request, beside=request.beside)
    wording, seen = prepared.wording, prepared.seen
    say, chains = wording.gettext, chains_of((*seen, *prepared.beside))
    marked = _marked(prepared, _named(prepared, chains))
    if len(seen) != 1:
        areas = len({record.area for record in seen})
        around = frame(
            prepared,
            say("Records"),
            scope=None if request.scope or request.filter_name else "",
            figures=key_figures(seen, areas, wording),
            contents={"sure": len(seen) > 4, "depth": 1, "split": _split(prepared)},
            marked=marked,
        )
        return {
            **around,
            "headings": _headings(wording),
            "single": False,
            "records": [_entry(record, prepared, chains) for record in seen],
        }
    (record,) = seen
    around = frame(
        prepared,
        say("Record"),
        scope=record.reference,
        name=title_in(record, wording.language),
        figures=record_figures(record, wording),
        contents={"sure": False, "depth": 1, "split": ""},
        marked=marked,
    )
    marks = paragraph_marks_words(seen, wording.language) if wording.marks else ""
    return {
        **around,
        "headings": _headings(wording),
        "single": True,
        "audience": audience_words(request.audience, wording),
        "marks": [say("Paragraph marks"), marks] if marks else [],
        # They would keep the record from the first page; the last has room for them.
        "particulars": [],
        "colophon": [*around["particulars"], *around["colophon"]],
        "records": [_entry(record, prepared, chains)],
    }


def _split(prepared: Prepared) -> str:
    """Return the key of the record that begins the second column of the contents, "" for one."""
    seen = prepared.seen
    if not _IN_TWO_COLUMNS <= len(seen) <= _ON_ONE_PAGE:
        return ""
    return prepared.key(seen[(len(seen) + 1) // 2])


def record_figures(record: Record, wording: Wording) -> list[dict[str, str]]:
    """Return what a record comes to, at a glance; nothing that is not stated."""
    say, language = wording.gettext, wording.language
    sums = totals_words(item_totals(record.items), language)
    (groups,) = counted_groups((record,))
    people = heads_of(groups)
    heads, runs = people.number or 0, runs_of(record.sessions) or 0
    counted = (
        (len(record.items), "", wording.ngettext("Item", "Items", len(record.items))),
        (
            heads,
            heads_words(people, wording),
            wording.ngettext("Participant", "Participants", heads),
        ),
        (runs, "", wording.ngettext("Run", "Runs", runs)),
    )
    figures = [
        {"value": words or number_words(number, language), "label": label}
        for number, words, label in counted
        if number
    ]
    if len(sums) <= _MOST_SUMS:
        figures += [{"value": amount, "label": say("Value of the items")} for amount in sums]
    return figures


def _headings(wording: Wording) -> dict[str, Any]:
    say = wording.gettext
    return {
        "chain": say("Succession of agreements"),
        "chain_columns": [say("Agreement"), say("Signed"), say("Status"), say("Expires")],
        "behind": say("Documents, ties and sources"),
        "history": say("History"),
        "text": say("Description"),
        "history_columns": [say("When"), say("Who"), say("What")],
        "reason": say("Reason: {why}"),
        "more": say("Earlier steps are left out."),
    }


def _named(prepared: Prepared, chains: Chains) -> list[Record]:
    """Return those beside the report that it names: not what only a withheld record is tied to."""
    own = {record.reference for record in prepared.seen}
    tied = {tie.reference for record in prepared.seen for tie in record.relations}
    steps = {id(step.record) for one in prepared.seen for step in chains.get(id(one), ())}
    return [
        record
        for record in prepared.beside
        if record.reference in tied
        or id(record) in steps
        or any(tie.reference in own for tie in record.relations)
    ]


def _marked(prepared: Prepared, named: Sequence[Record]) -> list[Record]:
    """Return the records by which the report is marked: each with a history as it was once."""
    told = (*named, *prepared.seen)
    histories = {record.uid: _history(record, prepared) for record in prepared.seen}
    if not any(histories.values()):
        return list(told)
    return [
        replace(
            record,
            marking=highest((record.marking, history_marking(histories.get(record.uid, ())))),
            releasable_to=(),
            publish=False,
        )
        for record in told
    ]


def _history(record: Record, prepared: Prepared) -> tuple[Entry, ...]:
    if not prepared.options.history or not prepared.internal:
        return ()
    return prepared.request.histories.get(record.uid, ())


def _entry(record: Record, prepared: Prepared, chains: Chains) -> dict[str, Any]:
    """Return the entry of one record, its rows put in groups, with its chain and history."""
    wording = prepared.wording
    made = record_entry(record, prepared.key(record), wording)
    rows = made.pop("rows")
    areas = {area.code: area for area in prepared.request.areas}
    names = {code: area.name(wording.language) for code, area in areas.items()}
    entries = _history(record, prepared)
    return {
        **made,
        "area": area_head(areas.get(record.area, Area(record.area)), 1, prepared),
        "long": sum(map(len, (*made["summary"], *made["description"]))) > _LONG_TEXT,
        "first": [row for row in rows if _is_first(row)],
        "tables": [row for row in rows if row["form"] == "table"],
        "behind": [row for row in rows if row["form"] != "table" and not _is_first(row)],
        "chain": chain_rows(record, chains, wording),
        "history": history_rows(entries, names, wording),
        "more": len(entries) > MOST_STEPS,
    }


def _is_first(row: dict[str, Any]) -> bool:
    return row["form"] != "table" and row["name"] in _FIRST
