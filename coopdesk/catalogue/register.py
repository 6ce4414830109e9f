"""Organisations and contacts, each known once: how records name them, and how names are united."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias, TypeVar

from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.record import Record
from coopdesk.i18n import N_

Named: TypeAlias = Organisation | Contact
T = FieldType
NAMED_FIELDS: dict[type, tuple[Field, ...]] = {
    Organisation: (
        Field("name", T.TEXT, N_("Name"), N_("As records name it"), required=True, limit=300),
        Field("type", T.CODE, N_("Type"), codes="organisation_type"),
        Field("country", T.COUNTRY, N_("Country")),
        Field("aliases", T.TAGS, N_("Also known as"), N_("Separated by commas")),
        Field("identifier", T.TEXT, N_("Identifier"), N_("As in IATI, such as DK-CVR-12345678"),
              limit=100),
        Field("website", T.TEXT, N_("Web site"), N_("https://…"), limit=2_000),
        Field("notes", T.LONG_TEXT, N_("Notes"), limit=100_000),
    ),
    Contact: (
        Field("name", T.TEXT, N_("Office"), N_("By which records name the contact"),
              required=True, limit=300),
        Field("person", T.TEXT, N_("Person"), N_("Only where the work needs it"), limit=300),
        Field("organisation", T.ORGANISATION, N_("Organisation"), limit=300),
        Field("address", T.TEXT, N_("Address")),
        Field("country", T.COUNTRY, N_("Country")),
        Field("phone", T.TEXT, N_("Phone"), limit=100),
        Field("fax", T.TEXT, N_("Fax"), limit=100),
        Field("email", T.TEXT, N_("E-mail"), limit=300),
        Field("notes", T.LONG_TEXT, N_("Notes"), limit=100_000),
    ),
}  # fmt: skip
_N = TypeVar("_N", bound=Named)


@dataclass(frozen=True, slots=True)
class NameUse:
    """An organisation or a contact: what is said of it, and how many records name it.

    ``described`` tells whether the catalogue says more of it than its name.
    """

    thing: Named
    records: int
    described: bool


def with_organisation(record: Record, names: Collection[str], to: str) -> Record:
    """Return ``record`` with each of ``names`` replaced by ``to`` wherever it names one.

    Parties that thereby become alike become one.
    """
    parties = tuple(
        replace(party, organisation=to) if party.organisation in names else party
        for party in record.parties
    )
    transactions = tuple(
        replace(
            entry,
            provider=to if entry.provider in names else entry.provider,
            receiver=to if entry.receiver in names else entry.receiver,
        )
        for entry in record.transactions
    )
    if parties != record.parties:
        parties = tuple(dict.fromkeys(parties))
    return replace(record, parties=parties, transactions=transactions)


def with_contact(record: Record, names: Collection[str], to: str) -> Record:
    """Return ``record`` with each of ``names`` replaced by ``to`` among its contacts."""
    contacts = tuple(
        replace(role, contact=to) if role.contact in names else role for role in record.contacts
    )
    if contacts != record.contacts:
        contacts = tuple(dict.fromkeys(contacts))
    return replace(record, contacts=contacts)


def united(kept: _N, others: Sequence[_N]) -> _N:
    """Return ``kept`` with what it does not say taken from ``others``, in their order.

    Of organisations the other names become aliases.
    """
    values: dict[str, Any] = {}
    for field in fields(kept):
        said = [getattr(thing, field.name) for thing in (kept, *others)]
        values[field.name] = next(filter(None, said), said[0])
    if isinstance(kept, Organisation):
        every = [alias for thing in (kept, *others) for alias in getattr(thing, "aliases", ())]
        names = dict.fromkeys([*every, *(thing.name for thing in others)])
        values["aliases"] = tuple(name for name in names if name != kept.name)
    return replace(kept, **values)
