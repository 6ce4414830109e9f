"""How many people took part: each group counted once, and what nobody counted left unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopdesk.catalogue.facets import Participant
from coopdesk.catalogue.folding import fold
from coopdesk.catalogue.record import Record

_WHOLE = "part_of"


@dataclass(frozen=True, slots=True)
class Heads:
    """A head count: the ``number`` that is known, None for none, and whether that is all of it."""

    number: int | None = None
    complete: bool = True


def heads_of(groups: Iterable[Participant]) -> Heads:
    """Return how many people ``groups`` are together."""
    counts = [group.headcount for group in groups]
    known = [count for count in counts if count is not None]
    return Heads(sum(known) if known else None, len(known) == len(counts))


def heads_by_country(groups: Iterable[Participant]) -> dict[str, Heads]:
    """Return how many people of each country ``groups`` are, in the order of first mention."""
    return {country: heads_of(own) for country, own in _by_country(groups).items()}


def counted_groups(records: Sequence[Record]) -> tuple[tuple[Participant, ...], ...]:
    """Return for each of ``records`` those of its groups that are counted there.

    A group that a record names twice counts once: the same name, country, ranks and role, and no
    other head count. Those who take part in a part of something take part in the whole: of each
    country the whole's groups are counted or those of its parts, whichever know of more people;
    and a group that several parts name counts in the one that has most of it. So the sum over all
    records has nobody twice.
    """
    parts = _parts(records)
    counted: dict[int, list[_Placed]] = {}
    for place in _from_parts_to_wholes(parts):
        own = [(place, group) for group in _each_once(records[place].participants)]
        below = [one for part in parts[place] for one in counted.pop(part, ())]
        counted[place] = _of_whole_or_parts(own, _each_named_once(below))
    found: list[list[Participant]] = [[] for _record in records]
    for groups in counted.values():
        for place, group in groups:
            found[place].append(group)
    return tuple(map(tuple, found))


_Placed = tuple[int, Participant]


def _parts(records: Sequence[Record]) -> list[list[int]]:
    """Return for each record the places of its parts; none is a part of two, or of its own part."""
    places = {record.reference: place for place, record in enumerate(records) if record.reference}
    parts: list[list[int]] = [[] for _record in records]
    wholes: dict[int, int] = {}
    for place, record in enumerate(records):
        for tie in record.relations:
            whole = places.get(tie.reference) if tie.type == _WHOLE else None
            if whole is not None and not _is_under(whole, place, wholes):
                wholes[place] = whole
                parts[whole].append(place)
                break
    return parts


def _is_under(place: int | None, whole: int, wholes: dict[int, int]) -> bool:
    while place is not None:
        if place == whole:
            return True
        place = wholes.get(place)
    return False


def _from_parts_to_wholes(parts: Sequence[Sequence[int]]) -> list[int]:
    inner = {part for own in parts for part in own}
    waiting = [place for place in range(len(parts)) if place not in inner]
    order: list[int] = []
    while waiting:
        place = waiting.pop()
        order.append(place)
        waiting.extend(parts[place])
    return order[::-1]


def _of_whole_or_parts(own: list[_Placed], below: list[_Placed]) -> list[_Placed]:
    if not below:
        return own
    chosen: list[_Placed] = []
    for country in dict.fromkeys(group.country for _place, group in (*own, *below)):
        whole = [one for one in own if one[1].country == country]
        parts = [one for one in below if one[1].country == country]
        chosen.extend(whole if whole and _known(whole) >= _known(parts) else parts or whole)
    return chosen


def _known(groups: Iterable[_Placed]) -> int:
    return sum(group.headcount or 0 for _place, group in groups)


def _each_once(groups: Sequence[Participant]) -> list[Participant]:
    """Return ``groups`` without those that were named before; unnamed ones cannot be told apart."""
    counts: dict[tuple[str, ...], set[int | None]] = {}
    for group in groups:
        counts.setdefault(_identity(group), set()).add(group.headcount)
    kept: list[Participant] = []
    told: set[tuple[tuple[str, ...], int | None]] = set()
    for group in groups:
        identity = _identity(group)
        known_elsewhere = group.headcount is None and counts[identity] != {None}
        if group.who.strip() and (known_elsewhere or (identity, group.headcount) in told):
            continue
        told.add((identity, group.headcount))
        kept.append(group)
    return kept


def _each_named_once(placed: Sequence[_Placed]) -> list[_Placed]:
    """Return the groups of several parts, each named one only where most of it is."""
    heads: dict[tuple[str, str], dict[int, int]] = {}
    for place, group in placed:
        own = heads.setdefault(_name(group), {})
        own[place] = own.get(place, 0) + (group.headcount or 0)
    largest = {name: max(own, key=own.__getitem__) for name, own in heads.items() if name[0]}
    return [(place, group) for place, group in placed if largest.get(_name(group), place) == place]


def _name(group: Participant) -> tuple[str, str]:
    return fold(group.who).strip(), group.country


def _identity(group: Participant) -> tuple[str, ...]:
    return (*_name(group), group.rank_group, fold(group.role).strip())


def _by_country(groups: Iterable[Participant]) -> dict[str, list[Participant]]:
    found: dict[str, list[Participant]] = {}
    for group in groups:
        found.setdefault(group.country, []).append(group)
    return found
