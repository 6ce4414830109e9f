"""What a table of activities says in one cell: the activity itself, where it is, who answers."""

from collections.abc import Iterable, Sequence
from typing import Any

from coopdesk.catalogue.codes import ROLES
from coopdesk.catalogue.facets import Place, Session
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.reports.entry_rows import country, date_of, joined
from coopdesk.reports.paragraph_marks import paragraph_mark
from coopdesk.reports.printable import isolated
from coopdesk.reports.record_entry import title_in
from coopdesk.reports.record_sentence import is_own
from coopdesk.reports.wording import Wording

LONGEST_TOGETHER = 700
"""Characters in a cell up to which its row stays on one page."""

# Who answers for an activity, the one in charge first; who merely looks on does not.
_ANSWERING = ("lead", "host", "provider", "implementer", "funder", "receiver")


def activity_cell(record: Record, wording: Wording) -> dict[str, Any]:
    """Return the title of ``record``, whether that is in the report's ``own`` language, its
    portion ``mark`` ("" for none), and the ``small`` print: kind, status and reference."""
    language = wording.language
    return {
        "title": isolated(title_in(record, language)),
        "own": is_own(record, language),
        "mark": paragraph_mark(record.marking) if wording.marks else "",
        "small": [
            text
            for text in (
                code_label("kind", record.kind, language),
                code_label("status", record.status, language) if record.status else "",
                isolated(record.reference),
            )
            if text
        ],
    }


def session_cell(session: Session, wording: Wording) -> dict[str, str]:
    """Return a session: its title, when it is and where, and in words how many ``runs`` it stands
    for, where there are several, and the ``seats`` of each; "" for what is not stated."""
    runs, seats = session.count or 1, session.seats
    return {
        "title": isolated(" ".join(session.title.split())),
        "when": date_of(session.period, wording),
        "place": joined(session.place, country(session.country, wording)),
        "runs": wording.ngettext("{count} run", "{count} runs", runs) if runs > 1 else "",
        "seats": "" if seats is None else wording.ngettext("{count} seat", "{count} seats", seats),
    }


def places_cell(record: Record, wording: Wording) -> list[str]:
    """Return the places of ``record``, a line each; what only names a country joins the others."""
    named = [one for one in record.places if one.name.strip()]
    lines = [joined(one.name, country(one.country, wording)) for one in named]
    told = {one.country for one in named}
    plain = dict.fromkeys(one.country for one in record.places if _is_new_country(one, told))
    return [*dict.fromkeys(lines), *filter(None, [joined(*(country(c, wording) for c in plain))])]


def answering_cell(record: Record, wording: Wording) -> list[dict[str, str]]:
    """Return who answers for ``record``: a ``role`` in words and the ``names`` of who has it.

    Parties without a role stand alone, and only where nobody has one.
    """
    known = {role.code for role in ROLES}
    roles = [*_ANSWERING, *dict.fromkeys(p.role for p in record.parties if p.role not in known)]
    told = [
        {"role": code_label("role", role, wording.language), "names": names}
        for role in roles
        if role and (names := _names(record, role, wording))
    ]
    if told or not (names := _names(record, "", wording)):
        return told
    return [{"role": "", "names": names}]


def stays_together(texts: Iterable[str]) -> bool:
    """Tell whether a row with these texts in its fullest cell is short enough for one page."""
    return sum(map(len, texts)) <= LONGEST_TOGETHER


def longest(cells: Sequence[Sequence[str]]) -> list[str]:
    """Return the cell that has most to say."""
    return list(max(cells, key=lambda texts: sum(map(len, texts)), default=()))


def _is_new_country(place: Place, told: set[str]) -> bool:
    return not place.name.strip() and bool(place.country) and place.country not in told


def _names(record: Record, role: str, wording: Wording) -> str:
    own = [one for one in record.parties if one.role == role]
    names = [joined(one.organisation, country(one.country, wording)) for one in own]
    return "; ".join(name for name in dict.fromkeys(names) if name)
