"""A record that is right, what it is judged beside, and the parts by which it is made wrong."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coopdesk.catalogue.facets import (
    Deployment,
    Document,
    Item,
    Place,
    Source,
    Term,
)
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context, Neighbour
from tests.builders import a_record, contents

REFERENCE = "DK-RS/2015/001"


@dataclass(frozen=True, slots=True)
class Others:
    """The other records of a catalogue, as the rules are told of them."""

    records: tuple[Neighbour, ...] = ()
    successors: dict[str, Neighbour] = field(default_factory=dict)

    def known(self, reference: str) -> Neighbour | None:
        return next((tied for tied in self.records if tied.reference == reference), None)

    def successor(self, reference: str) -> Neighbour | None:
        return self.successors.get(reference)


OTHERS = Others(
    records=(
        Neighbour("DK-RS/2010/001", "in_force", "2014-03"),
        Neighbour("DK-RS/2010/002", "draft"),
    ),
    successors={
        "DK-RS/2004/001": Neighbour("DK-RS/2010/001", "in_force", "2014-03"),
        "DK-RS/2004/002": Neighbour("DK-RS/2010/002", "draft"),
    },
)
CONTEXT = Context(
    areas=tuple(area.code for area in contents().areas),
    partnerships=("DK-RS", "DK-UA"),
    today=date(2024, 5, 17),
    neighbours=OTHERS,
)


def trial(**changes: Any) -> Record:
    """Return a record in which the rules find nothing but what ``changes`` bring."""
    return a_record(**{"places": (Place("Niš", "RS"),), **changes})


@dataclass(frozen=True, slots=True)
class Case:
    """What is changed, where the rule finds it (field, row, part), and what it says of it."""

    rule: str
    changes: dict[str, Any]
    field: str
    said: str
    row: int = 0
    part: str = ""


def holding(*items: Item) -> dict[str, Any]:
    return {"items": items}


def an_agreement(status: str, **changes: Any) -> dict[str, Any]:
    return {"kind": "agreement", "status": status, **changes}


def bound_by(*terms: Term) -> dict[str, Any]:
    return {"kind": "agreement", "terms": terms}


def a_deployment(**days: Any) -> dict[str, Any]:
    return {"deployments": (Deployment("Floods", **days),)}


def a_document(**parts: Any) -> dict[str, Any]:
    return {"documents": (Document("Note", **parts),)}


def seen_on(seen: str) -> dict[str, Any]:
    return {"sources": (Source("A"), Source("B", seen=seen))}
