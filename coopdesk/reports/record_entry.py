"""One record as an entry of a report: plain values, in the report's language, ready to be set."""

import re
from collections.abc import Iterable
from typing import Any

from coopdesk.catalogue.codes import ROLES, code_label
from coopdesk.catalogue.facets import Item, Participant, Party, Place, Relation, Session, Source
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.marking import PUBLIC_LIMIT, marking_by_code, rank
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.i18n import N_, country_name, date_words, number_words
from coopdesk.reports.printable import isolated
from coopdesk.reports.wording import Wording

_SEPARATOR = " · "
_BLANK_LINE = re.compile(r"\n\s*\n")
_LINE_LENGTH = 80  # characters that a line of text takes at the least
_TOGETHER = 18  # an entry of up to so many lines, under half a page, stays on one page
_WIDEST_UNIT = 24  # characters; a longer one runs over several lines


def record_entry(record: Record, key: str, wording: Wording) -> dict[str, Any]:
    """Return what the template sets for ``record``; ``key`` is what ties to it link to.

    ``rows`` are the labelled parts, empty ones left out: each has a ``label``, a ``form``
    ("lines", "items", "ties" or "handling"), and ``content``, whether its words are the data's own
    (and so in its language) or the report's.
    """
    rows = [row for row in _rows(record, wording) if row["values"]]
    summary = _paragraphs(record.summary)
    description = _paragraphs(record.description)
    marking = marking_by_code(record.marking)
    return {
        "key": key,
        "title": _title(record),
        "meta": [
            text
            for text in (
                record.reference,
                code_label("kind", record.kind, wording.language),
                code_label("status", record.status, wording.language),
                period_words(record.period, wording.language),
            )
            if text
        ],
        "marking": marking.banner(wording.language),
        "grave": rank(record.marking) > rank(PUBLIC_LIMIT),
        "summary": summary,
        "description": description,
        "rows": rows,
        "together": _lines(summary + description, rows) <= _TOGETHER,
    }


def _title(record: Record) -> str:
    return " ".join(record.title.split()) or record.reference or "–"


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _BLANK_LINE.split(text) if part.strip()]


def _lines(paragraphs: list[str], rows: list[dict[str, Any]]) -> int:
    values = (str(value) for row in rows for value in row["values"])
    return sum(len(text) // _LINE_LENGTH + text.count("\n") + 1 for text in (*paragraphs, *values))


def _rows(record: Record, wording: Wording) -> Iterable[dict[str, Any]]:
    yield _row("places", [_place(place, wording) for place in record.places], wording)
    yield from _parties(record.parties, wording)
    yield _items(record.items, wording)
    yield _row("participants", [_participant(p, wording) for p in record.participants], wording)
    yield _row("sessions", [_session(session, wording) for session in record.sessions], wording)
    yield _row("notes", _paragraphs(record.notes), wording, content=True)
    ties = [_tie(relation, wording) for relation in record.relations]
    yield _row("relations", ties, wording, form="ties")
    yield _row("sources", [_source(source, wording) for source in record.sources], wording)
    yield _row("tags", [", ".join(record.tags)] if record.tags else [], wording, content=True)
    if wording.internal:
        handling = _SEPARATOR.join(_handling(record, wording))
        row = _row("changed_at", [handling], wording, form="handling")
        yield row | {"label": wording.gettext("Record")}


def _row(
    name: str,
    values: list[Any],
    wording: Wording,
    *,
    form: str = "lines",
    content: bool = False,
) -> dict[str, Any]:
    return {
        "label": field(name).words(wording.language),
        "form": form,
        "content": content,
        "values": [value for value in values if value],
    }


def _joined(*parts: str) -> str:
    return ", ".join(isolated(part) for part in parts if part)


def _place(place: Place, wording: Wording) -> str:
    return _joined(
        place.name,
        country_name(place.country, wording.language) if place.country else "",
        _degrees(place, wording),
    )


def _degrees(place: Place, wording: Wording) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    north = N_("{degrees}° N") if place.latitude >= 0 else N_("{degrees}° S")
    east = N_("{degrees}° E") if place.longitude >= 0 else N_("{degrees}° W")
    return " ".join(
        wording.gettext(pattern).format(degrees=number_words(abs(angle), wording.language))
        for pattern, angle in ((north, place.latitude), (east, place.longitude))
    )


def _parties(parties: tuple[Party, ...], wording: Wording) -> Iterable[dict[str, Any]]:
    known = [role.code for role in ROLES]
    for role in sorted(dict.fromkeys(p.role for p in parties), key=lambda r: _place_in(known, r)):
        own = [party for party in parties if party.role == role]
        values = [_party(party, wording) for party in own]
        if not any(party.organisation for party in own):
            values = [_joined(*values)]
        row = _row("parties", values, wording)
        if role:
            row["label"] = code_label("role", role, wording.language)
        yield row


def _place_in(known: list[str], role: str) -> int:
    return known.index(role) if role in known else len(known)


def _party(party: Party, wording: Wording) -> str:
    country = country_name(party.country, wording.language) if party.country else ""
    return _joined(party.organisation, country)


def _items(items: tuple[Item, ...], wording: Wording) -> dict[str, Any]:
    if not any(item.delivered is not None for item in items):
        values = [_joined(item.description, item.unit) for item in items]
        return _row("items", values, wording, content=True)
    counted = [
        {
            "quantity": ""
            if item.delivered is None
            else number_words(item.delivered, wording.language),
            "unit": " ".join(item.unit.split()),
            "description": item.description,
        }
        for item in items
    ]
    return _row("items", counted, wording, form="items", content=True) | {
        "quantity_width": max(len(line["quantity"]) for line in counted),
        "unit_width": min(max(len(line["unit"]) for line in counted), _WIDEST_UNIT),
    }


def _participant(participant: Participant, wording: Wording) -> str:
    count = participant.headcount
    return _joined(
        participant.who,
        country_name(participant.country, wording.language) if participant.country else "",
        "" if count is None else wording.ngettext("{count} person", "{count} people", count),
    )


def _session(session: Session, wording: Wording) -> str:
    return _joined(
        session.title,
        period_words(Period.parse(session.period), wording.language),
        ""
        if session.count is None
        else wording.ngettext("{count} run", "{count} runs", session.count),
    )


def _tie(relation: Relation, wording: Wording) -> dict[str, str]:
    key, title = wording.keys.get(relation.reference, ("", ""))
    return {
        "type": code_label("relation", relation.type, wording.language) if relation.type else "",
        "title": isolated(title),
        "reference": isolated(relation.reference),
        "key": key,
    }


def _source(source: Source, wording: Wording) -> str:
    seen = period_words(Period.parse(source.seen), wording.language)
    return _joined(
        source.title,
        source.locator,
        wording.gettext("seen: {date}").format(date=seen) if seen else "",
        code_label("confidence", source.confidence, wording.language).lower()
        if source.confidence
        else "",
    )


def _handling(record: Record, wording: Wording) -> Iterable[str]:
    if record.releasable_to:
        countries = (country_name(code, wording.language) for code in record.releasable_to)
        yield wording.gettext("releasable to {countries}").format(countries=_joined(*countries))
    if record.publish:
        yield wording.gettext("cleared for publication")
    if record.changed_at is not None:
        day = date_words(record.changed_at.astimezone().date(), wording.language)
        yield wording.gettext("changed: {date}").format(date=_joined(day, record.changed_by))
