"""How the agreements of a report follow one another: the chains that they stand in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coopdesk.catalogue.chain import CHAINED, Link, Step, in_order
from coopdesk.catalogue.record import Record
from coopdesk.reports.agreement_terms import ends_at, signed_at

_PART = "part_of"
_DEEPEST = 5  # parts of parts that are indented; those beyond stand beside them


@dataclass(frozen=True, slots=True)
class Rung:
    """A record in a chain, the earlier ones that it names, and its parts with what follows them.

    ``links`` are the type of each relation with the record that it leads to.
    """

    record: Record
    links: tuple[tuple[str, Record], ...]
    parts: tuple["Rung", ...]


def chains(records: Sequence[Record]) -> tuple[tuple[Rung, ...], ...]:
    """Return the chains that ``records`` form, the oldest first; what is tied to none is in none.

    In a chain each stands after what it follows or supersedes, and among the parts of what it is
    part of. Relations to anything but ``records`` do not count. Of a circle the earliest comes
    first.
    """
    steps = {place: _step(place, record) for place, record in enumerate(records)}
    links = _links(records)
    found = [_chain(records, steps, links, group) for group in _groups(links)]
    return tuple(chain for _place, chain in sorted(found, key=lambda one: one[0]))


def rungs(chain: Iterable[Rung]) -> Iterable[Rung]:
    """Yield every rung of a chain, parts too, as they are read."""
    for rung in chain:
        yield rung
        yield from rungs(rung.parts)


def _step(place: int, record: Record) -> Step:
    return Step(
        place,
        record.reference,
        record.title,
        record.kind,
        record.status,
        record.period,
        signed_at(record),
        ends_at(record),
    )


def _links(records: Sequence[Record]) -> list[Link]:
    places = {record.reference: place for place, record in enumerate(records) if record.reference}
    found = (
        Link(tie.type, place, places[tie.reference])
        for place, record in enumerate(records)
        for tie in record.relations
        if tie.type in CHAINED and tie.reference in places
    )
    return [link for link in dict.fromkeys(found) if link.later != link.earlier]


def _groups(links: Iterable[Link]) -> list[set[int]]:
    """Return the places that are tied to one another, directly or by others."""
    group_of: dict[int, set[int]] = {}
    for link in links:
        one = group_of.setdefault(link.later, {link.later})
        other = group_of.setdefault(link.earlier, {link.earlier})
        if one is not other:
            small, large = sorted((one, other), key=len)
            large |= small
            group_of.update(dict.fromkeys(small, large))
    return list({id(group): group for group in group_of.values()}.values())


def _chain(
    records: Sequence[Record], steps: Mapping[int, Step], links: Sequence[Link], group: set[int]
) -> tuple[tuple[object, ...], tuple[Rung, ...]]:
    """Return by what the chain of a group is sorted among others, and the chain."""
    own = [link for link in links if link.later in group]
    order = in_order({place: steps[place] for place in sorted(group)}, own)
    rank = {place: number for number, place in enumerate(order)}
    links_of: dict[int, list[Link]] = {place: [] for place in order}
    for link in own:
        links_of[link.later].append(link)
    under: dict[int, list[Link]] = {place: [] for place in order}
    roots = []
    for place in order:
        before = [link for link in links_of[place] if rank[link.earlier] < rank[place]]
        if not before:
            roots.append(place)
            continue
        # What it is part of tells its place better than what it follows; else the latest does.
        leads = max(before, key=lambda link: (link.type == _PART, rank[link.earlier]))
        under[leads.earlier].append(leads)

    def sequence(starts: Iterable[int], depth: int) -> tuple[Rung, ...]:
        made: list[Rung] = []
        waiting = [*starts][::-1]
        while waiting:
            place = waiting.pop()
            parts = [link.later for link in under[place] if link.type == _PART]
            others = [link.later for link in under[place] if link.type != _PART]
            if depth == _DEEPEST:
                parts, others = [], [*parts, *others]
            said = tuple((link.type, records[link.earlier]) for link in links_of[place])
            made.append(Rung(records[place], said, sequence(parts, depth + 1)))
            waiting.extend(others[::-1])
        return tuple(made)

    first = steps[order[0]]
    begins = first.period if first.signed.unknown else first.signed
    return (begins.sort_key, first.reference, order[0]), sequence(roots, 0)
