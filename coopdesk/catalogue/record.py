"""The record: what two or more countries do together, once, in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coopdesk.catalogue.facets import (
    Budget,
    ContactRole,
    Deployment,
    Document,
    Item,
    Milestone,
    Participant,
    Party,
    Place,
    Relation,
    Result,
    Session,
    Source,
    Term,
    Transaction,
    Translation,
)
from coopdesk.catalogue.fields import CONTENTS
from coopdesk.catalogue.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record with all its facets.

    ``id`` is the store's key, 0 before it is stored; ``uid`` (a UUID) stays the same in every copy
    of the catalogue. ``partnership`` is a partnership's code. An empty text means: not stated.
    ``version`` is the one that was read; a save over a newer one is refused.
    """

    id: int = 0
    uid: str = ""
    reference: str = ""
    partnership: str = ""
    kind: str = ""
    area: str = ""
    title: str = ""
    summary: str = ""
    description: str = ""
    status: str = ""
    period: Period = Period()
    places: tuple[Place, ...] = ()
    parties: tuple[Party, ...] = ()
    items: tuple[Item, ...] = ()
    participants: tuple[Participant, ...] = ()
    sessions: tuple[Session, ...] = ()
    deployments: tuple[Deployment, ...] = ()
    terms: tuple[Term, ...] = ()
    budget: tuple[Budget, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    results: tuple[Result, ...] = ()
    documents: tuple[Document, ...] = ()
    contacts: tuple[ContactRole, ...] = ()
    translations: tuple[Translation, ...] = ()
    relations: tuple[Relation, ...] = ()
    sources: tuple[Source, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
    marking: str = "UNMARKED"
    releasable_to: tuple[str, ...] = ()
    publish: bool = False
    created_at: datetime | None = None
    created_by: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""
    version: int = 0

    def countries_as(self, role: str) -> tuple[str, ...]:
        """Return the countries that take part in that role, in order, each once."""
        return _each_once(p.country for p in self.parties if p.role == role)

    @property
    def partners(self) -> tuple[str, ...]:
        """The countries of the partnership and of all parties, each once."""
        own = self.partnership.split("-") if self.partnership else []
        return _each_once([*own, *(party.country for party in self.parties)])

    @property
    def party_roles(self) -> tuple[str, ...]:
        """The countries of the parties with the role of each, as "RS/receiver", each once.

        A party that lacks one of the two says nothing here.
        """
        told = (party for party in self.parties if party.country and party.role)
        return _each_once(f"{party.country}/{party.role}" for party in told)

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations among the parties, and then those of the transactions, each once."""
        paying = [name for entry in self.transactions for name in (entry.provider, entry.receiver)]
        return _each_once([*(party.organisation for party in self.parties), *paying])

    @property
    def place_names(self) -> tuple[str, ...]:
        """The names of the places, and then those of the sessions' places, each once."""
        sessions = (session.place for session in self.sessions)
        return _each_once([*(place.name for place in self.places), *sessions])

    @property
    def contents(self) -> tuple[str, ...]:
        """The names of the lists in which the record has entries, in the order of the fields."""
        return tuple(name for name in CONTENTS if getattr(self, name))

    @property
    def confidences(self) -> tuple[str, ...]:
        """How sure the sources are, as far as that is stated, each once."""
        return _each_once(source.confidence for source in self.sources)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
