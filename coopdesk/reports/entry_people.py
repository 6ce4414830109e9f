"""Where a record takes place, and who has to do with it."""

from collections.abc import Iterable
from typing import Any

from coopdesk.catalogue.codes import ROLES
from coopdesk.catalogue.facets import ContactRole, Participant, Party, Place, Session
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import N_, number_words
from coopdesk.reports.entry_rows import country, date_of, joined, row, stated
from coopdesk.reports.wording import Wording


def people_rows(record: Record, wording: Wording) -> Iterable[dict[str, Any]]:
    """Return the rows of places, parties and contacts."""
    yield row("places", [_place(place, wording) for place in record.places], wording)
    yield from _parties(record.parties, wording)
    yield row("contacts", [_contact(one, wording) for one in record.contacts], wording)


def training_rows(record: Record, wording: Wording) -> Iterable[dict[str, Any]]:
    """Return the rows of participants and sessions."""
    yield row("participants", [_participant(p, wording) for p in record.participants], wording)
    yield row("sessions", [_session(session, wording) for session in record.sessions], wording)


def _place(place: Place, wording: Wording) -> str:
    return joined(place.name, country(place.country, wording), _degrees(place, wording))


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
        values = [joined(party.organisation, country(party.country, wording)) for party in own]
        if not any(party.organisation for party in own):
            values = [joined(*values)]
        made = row("parties", values, wording)
        if role:
            made["label"] = code_label("role", role, wording.language)
        yield made


def _place_in(known: list[str], role: str) -> int:
    return known.index(role) if role in known else len(known)


def _participant(one: Participant, wording: Wording) -> str:
    count = one.headcount
    return joined(
        one.who,
        country(one.country, wording),
        "" if count is None else wording.ngettext("{count} person", "{count} people", count),
        code_label("rank_group", one.rank_group, wording.language) if one.rank_group else "",
        one.role,
        stated(Participant, "outcome", one.outcome, wording),
    )


def _session(one: Session, wording: Wording) -> str:
    return joined(
        one.title,
        date_of(one.period, wording),
        "" if one.count is None else wording.ngettext("{count} run", "{count} runs", one.count),
        one.place,
        country(one.country, wording),
        "" if one.seats is None else wording.ngettext("{count} seat", "{count} seats", one.seats),
    )


def _contact(one: ContactRole, wording: Wording) -> str:
    known = wording.contacts.get(one.contact)
    if known is None:
        return joined(one.contact, one.role)
    phone, fax = wording.gettext("Telephone {number}"), wording.gettext("Fax {number}")
    return joined(
        one.contact,
        one.role,
        known.person,
        known.organisation,
        known.address,
        country(known.country, wording),
        phone.format(number=known.phone) if known.phone else "",
        fax.format(number=known.fax) if known.fax else "",
        known.email,
    )
