"""The chain in which agreements follow one another: letter of intent → programme → protocol."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.vocabulary import Vocabulary

CHAINED = ("follows", "supersedes", "part_of")
"""The relations by which a later agreement names the earlier one."""

LONGEST = 40
"""The most steps that a chain is read and shown with."""


@dataclass(frozen=True, slots=True)
class Link:
    """That the record ``later`` says it follows, supersedes or is part of ``earlier`` (ids)."""

    type: str
    later: int
    earlier: int


@dataclass(frozen=True, slots=True)
class Step:
    """One agreement in a chain. ``links`` are those to earlier steps of it."""

    id: int
    reference: str
    title: str
    kind: str
    status: str
    period: Period = UNKNOWN
    signed: Period = UNKNOWN
    expires: Period = UNKNOWN
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from the first agreement to the last; ``more`` where it is longer than shown."""

    steps: tuple[Step, ...] = ()
    more: bool = False


NO_CHAIN = Chain()


def chained_kinds(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the kinds of record that stand in a chain: agreements, and programmes among them."""
    return (*vocabulary.agreements, "programme")


def in_order(steps: Mapping[int, Step], links: Collection[Link]) -> list[int]:
    """Return the ids of ``steps``, each after all that it links to, else the earlier first.

    Where links go round in a circle, the earliest of the steps in it comes first.
    """
    waiting = {
        key: {
            link.earlier
            for link in links
            if link.later == key and link.earlier in steps and link.earlier != key
        }
        for key in steps
    }
    ordered: list[int] = []
    while waiting:
        free = [key for key, before in waiting.items() if not before] or list(waiting)
        key = min(free, key=lambda key: (_begins(steps[key]), steps[key].reference, key))
        ordered.append(key)
        del waiting[key]
        for before in waiting.values():
            before.discard(key)
    return ordered


def _begins(step: Step) -> tuple[object, ...]:
    return (step.signed if not step.signed.unknown else step.period).sort_key
