"""What the reading pane knows of a record: read from the store off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.chain import NO_CHAIN, Chain
from coopdesk.catalogue.facets import Budget, Item, Transaction
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import NO_TIES, Ties

if TYPE_CHECKING:
    from coopdesk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Reading:
    """A record with what is needed to read it.

    ``contacts`` are those of the catalogue that it names, ``rates`` what a user gave to add up its
    amounts, ``today`` the day from which "in 4 months" counts.
    """

    record: Record
    area: Area
    today: date
    ties: Ties = NO_TIES
    chain: Chain = NO_CHAIN
    contacts: Mapping[str, Contact] = field(default_factory=lambda: MappingProxyType({}))
    rates: tuple[Rate, ...] = ()


def read_reading(store: "Store", record_id: int, areas: Mapping[str, Area]) -> Reading:
    """Read a record and all that its page tells; NotFound where it is gone."""
    record = store.record(record_id)
    named = {role.contact for role in record.contacts}
    lists: tuple[tuple[Item | Budget | Transaction, ...], ...]
    lists = (record.items, record.budget, record.transactions)
    currencies = {entry.currency for entries in lists for entry in entries} - {""}
    return Reading(
        record,
        areas.get(record.area, Area(record.area)),
        store.today,
        store.ties.of(record_id),
        store.ties.chain(record_id),
        {one.name: one for one in store.frame(Contact) if one.name in named} if named else {},
        store.frame(Rate) if len(currencies) > 1 else (),
    )
