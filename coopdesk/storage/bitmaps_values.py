"""Which records have each value of a dimension, in memory: sets of ids that take little room."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyroaring import BitMap

from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.storage.id_lists import IdList, id_list

# A bitmap of ids that lie far apart takes some 60 bytes for each: rare values stand in one list.
RARE = 256


@dataclass(frozen=True, slots=True)
class Rare:
    """Values that few records have: those of ``names[i]`` are ``ids[starts[i]:starts[i + 1]]``.

    What is in ``left`` counts no more: it stands elsewhere by now.
    """

    names: tuple[str, ...] = ()
    starts: IdList = field(default_factory=lambda: id_list([0]))
    ids: IdList = field(default_factory=id_list)
    left: frozenset[str] = frozenset()
    _places: dict[str, int] = field(default_factory=dict, compare=False)

    def __iter__(self) -> Iterator[str]:
        return iter([name for name in self.names if name not in self.left])

    def bits(self, name: str) -> BitMap | None:
        """Return the records that have a value; None where it is not among these."""
        ids = self.ids_of(name)
        return BitMap(ids) if ids else None

    def ids_of(self, name: str) -> IdList:
        """Return the ids of the records that have a value; none where it is not among these."""
        place = self.places().get(name)
        if place is None or name in self.left:
            return id_list()
        return self.ids[self.starts[place] : self.starts[place + 1]]

    def places(self) -> dict[str, int]:
        """Return where each name stands."""
        if not self._places:
            self._places.update((name, place) for place, name in enumerate(self.names))
        return self._places

    def counts(self, among: BitMap | None) -> dict[str, int]:
        """Return how many records have each, of those ``among`` or of all; at least one."""
        starts = self.starts
        if among is None:
            counted = {
                name: starts[place + 1] - starts[place] for place, name in enumerate(self.names)
            }
        else:
            hits = bytes(map(among.__contains__, self.ids))
            counted = {
                name: count
                for place, name in enumerate(self.names)
                if (count := hits.count(1, starts[place], starts[place + 1]))
            }
        for name in self.left:
            counted.pop(name, None)
        return counted

    def having(self, touched: BitMap) -> dict[str, BitMap]:
        """Return the values that one of the ``touched`` records has, each with all its records."""
        return {
            name: bits for name in self.counts(touched) if (bits := self.bits(name)) is not None
        }

    def without(self, names: Collection[str]) -> "Rare":
        """Return these values without some."""
        left = self.left.union(name for name in names if name in self.places())
        if left == self.left:
            return self
        return Rare(self.names, self.starts, self.ids, left, self._places)

    def tidied(self) -> "Rare":
        """Return the same, with nothing that counts no more."""
        if not self.left:
            return self
        names: list[str] = []
        starts, ids = id_list([0]), id_list()
        for place, name in enumerate(self.names):
            if name not in self.left:
                names.append(name)
                ids.extend(self.ids[self.starts[place] : self.starts[place + 1]])
                starts.append(len(ids))
        return Rare(tuple(names), starts, ids)


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one dimension, each with the records that have it; none has no record.

    Values never change, so that any thread may read them: `changed` makes others.
    """

    common: Mapping[str, BitMap]
    rare: Rare
    _order: list[str] = field(default_factory=list, compare=False)

    @classmethod
    def of(cls, found: Iterable[tuple[str, IdList]], rare: int = RARE) -> "Values":
        """Return values with their ids; those of fewer than ``rare`` records are kept apart."""
        common: dict[str, BitMap] = {}
        names: list[str] = []
        starts, flat = id_list([0]), id_list()
        for value, ids in found:
            if len(ids) < rare:
                names.append(value)
                flat.extend(ids)
                starts.append(len(flat))
            else:
                common[value] = small(BitMap(ids))
        return cls(common, Rare(tuple(names), starts, flat))

    def __iter__(self) -> Iterator[str]:
        yield from self.common
        yield from self.rare

    def bits(self, value: str) -> BitMap:
        """Return the ids of the records that have a value."""
        found = self.common.get(value)
        return found if found is not None else self.rare.bits(value) or BitMap()

    def union(self, values: Iterable[str]) -> BitMap:
        """Return the ids of the records that have one of ``values``."""
        common = []
        rare = id_list()
        for value in values:
            bits = self.common.get(value)
            if bits is None:
                rare.extend(self.rare.ids_of(value))
            else:
                common.append(bits)
        return BitMap.union(BitMap(rare), *common)

    def all(self) -> BitMap:
        """Return the ids of the records that have any value."""
        together = BitMap.union(BitMap(), *self.common.values())
        if not self.rare.left:
            return together | BitMap(self.rare.ids)
        return together | self.union(self.rare)

    def counts(self, among: BitMap | None) -> dict[str, int]:
        """Return how many records have each value, of those ``among`` or of all; at least one."""
        if among is None:
            counted = {value: len(bits) for value, bits in self.common.items()}
        else:
            counted = {
                value: count
                for value, bits in self.common.items()
                if (count := bits.intersection_cardinality(among))
            }
        counted.update(self.rare.counts(among))
        return counted

    def in_order(self) -> list[str]:
        """Return the values in the order of an alphabet."""
        if not self._order:
            # All at once: other threads may be at it too.
            self._order[:] = sorted(self, key=_alphabet)
        return self._order

    def changed(self, touched: BitMap, fresh: Mapping[str, BitMap]) -> "Values":
        """Return the values where the ``touched`` records have none but those of ``fresh``."""
        had = {v: bits for v, bits in self.common.items() if bits.intersect(touched)}
        had.update(self.rare.having(touched))
        common = dict(self.common)
        for value in {*had, *fresh}:
            bits = (self.bits(value) - touched) | fresh.get(value, BitMap())
            if bits:
                common[value] = small(bits)
            else:
                common.pop(value, None)
        rare = self.rare.without({*had, *fresh})
        return Values(common, rare, self._ordered_with(fresh.keys() - had.keys(), had, common))

    def _ordered_with(
        self, added: Iterable[str], had: Iterable[str], common: Mapping[str, BitMap]
    ) -> list[str]:
        """Return the values of before in order, with those ``added``, and without what is gone."""
        if not self._order:
            return []
        gone = {value for value in had if value not in common}
        order = [value for value in self._order if value not in gone] if gone else [*self._order]
        for value in added:
            place = bisect_left(order, _alphabet(value), key=_alphabet)
            if order[place : place + 1] != [value]:
                order.insert(place, value)
        return order


def _alphabet(value: str) -> tuple[str, str]:
    return folded_sort_key(value), value


def small(bits: BitMap) -> BitMap:
    """Return the same set in the least room."""
    bits.run_optimize()
    bits.shrink_to_fit()
    return bits
