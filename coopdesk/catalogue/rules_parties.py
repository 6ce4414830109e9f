"""The rules on who and where: both sides, the names of those who take part, and the place."""

from collections.abc import Iterator

from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import (
    Context,
    Finding,
    RecordRule,
    Rule,
    Severity,
    blank,
    reads,
)
from coopdesk.i18n import N_, _

# Kinds at which people are taught or exercised: somewhere, or by somebody who can be named.
_TRAINING = ("course", "seminar", "exercise")


def _sides(record: Record, _context: Context) -> Iterator[Finding]:
    providers, receivers = record.countries_as("provider"), record.countries_as("receiver")
    if len(providers) == 1 and providers == receivers:
        yield Finding(
            "parties",
            _("The same country provides and receives: set one of the two roles right."),
        )


def _organisations(record: Record, _context: Context) -> Iterator[Finding]:
    given: dict[str, str] = {}
    for row, party in enumerate(record.parties, start=1):
        if party.role not in ("provider", "receiver") or blank(party.organisation):
            continue
        name = folded_sort_key(party.organisation)
        if given.setdefault(name, party.role) != party.role:
            message = _(
                "The same organisation provides and receives: set one of the two roles right."
            )
            yield Finding("parties", message, row, "role")


def _nameless(record: Record, _context: Context) -> Iterator[Finding]:
    for row, party in enumerate(record.parties, start=1):
        if party.role and not party.country and blank(party.organisation):
            message = _("It has a role and no name: give its organisation or its country.")
            yield Finding("parties", message, row, "organisation")


def _contact(record: Record, _context: Context) -> Iterator[Finding]:
    for row, contact in enumerate(record.contacts, start=1):
        if contact.role and blank(contact.contact):
            message = _("It has a role and no name: choose the contact, or remove the row.")
            yield Finding("contacts", message, row, "contact")


def _training(record: Record, _context: Context) -> Iterator[Finding]:
    if record.kind not in _TRAINING:
        return
    somewhere = (
        any(place.name or place.country for place in record.places)
        or any(session.place or session.country for session in record.sessions)
        or any(party.organisation for party in record.parties)
    )
    if not somewhere:
        yield Finding(
            "places",
            _("Give the place of the training, or the institution that holds it as a party."),
        )


_WARNING = Severity.WARNING
RULES: tuple[Rule, ...] = (
    RecordRule(
        "same-country-both-sides",
        _WARNING,
        N_("The same country on both sides"),
        reads("parties"),
        _sides,
        within="parties",
    ),
    RecordRule(
        "same-organisation-both-sides",
        _WARNING,
        N_("The same organisation on both sides"),
        reads("parties"),
        _organisations,
        within="parties",
    ),
    RecordRule(
        "party-without-name",
        _WARNING,
        N_("Parties without a name"),
        reads("parties"),
        _nameless,
        within="parties",
    ),
    RecordRule(
        "contact-without-name",
        _WARNING,
        N_("Contacts without a name"),
        reads("contacts"),
        _contact,
        within="contacts",
    ),
    RecordRule(
        "training-without-place",
        _WARNING,
        N_("Trainings without a place"),
        reads("kind", "places", "sessions", "parties"),
        _training,
        within="kind",
    ),
)
