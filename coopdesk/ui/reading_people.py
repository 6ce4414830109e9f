"""Who took part in a record and whom to call: participants, sessions and contacts."""

import re

from coopdesk.catalogue.facets import ContactRole, Participant, Session
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.reading_page import (
    Page,
    country,
    cross,
    day,
    joined,
    lines,
    link,
    section,
    styled,
    text_html,
    together,
)

_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def participants(page: Page) -> str:
    """Return the groups and people that take part, with how many they are."""
    shown, more = page.first("participants", page.record.participants)
    return section("participants", lines([*(_participant(page, one) for one in shown), more]))


def _participant(page: Page, one: Participant) -> str:
    count = "" if one.headcount is None else f" ({number_words(one.headcount)})"
    where = cross(page, "partners", one.country, country(one.country), quiet=True)
    first = f"{text_html(one.who + count)} {styled('quiet', where)}"
    ranks = code_label("rank_group", one.rank_group) if one.rank_group else ""
    return _with_small(first.strip(), joined(one.role, ranks, one.outcome))


def sessions(page: Page) -> str:
    """Return the runs, with when, where and how many seats."""
    shown, more = page.first("sessions", page.record.sessions)
    return section("sessions", lines([*(_session(page, one) for one in shown), more]))


def _session(page: Page, one: Session) -> str:
    runs = ngettext("{n} session", "{n} sessions", one.count or 0).format(n=one.count)
    seats = ngettext("{n} seat", "{n} seats", one.seats or 0).format(n=one.seats)
    places = (
        cross(page, "place_names", one.place, quiet=True),
        cross(page, "partners", one.country, country(one.country), quiet=True),
    )
    return _with_small(
        joined(one.title, day(one.period), "" if one.count is None else runs),
        together(", ".join(filter(None, places)), "" if one.seats is None else text_html(seats)),
    )


def contacts(page: Page) -> str:
    """Return whom to call, with what the catalogue knows of each."""
    shown, more = page.first("contacts", page.record.contacts)
    told = (_contact(page, one, page.reading.contacts.get(one.contact)) for one in shown)
    return section("contacts", lines([*told, more]))


def _contact(page: Page, role: ContactRole, known: Contact | None) -> str:
    first = f"{text_html(role.contact)} {styled('quiet', text_html(role.role))}".strip()
    if known is None:
        return first
    numbers = [
        _("Telephone {number}").format(number=known.phone) if known.phone else "",
        _("Fax {number}").format(number=known.fax) if known.fax else "",
    ]
    mail = text_html(known.email)
    if _MAIL.fullmatch(known.email):
        mail = link(f"mailto:{known.email}", known.email)
    reached = (joined(*numbers), mail)
    person = known.person if known.person != role.contact else ""
    where = ", ".join(filter(None, (known.address, country(known.country))))
    office = cross(page, "organisations", known.organisation, quiet=True)
    below = (together(joined(person), office), together(*reached), joined(where))
    return _with_small(first, "<br>".join(filter(None, below)))


def _with_small(first: str, below: str) -> str:
    return f"{first}<br>{styled('small', below)}" if first and below else first or below
