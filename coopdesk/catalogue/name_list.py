"""Names that a catalogue knows, found by any part of them whatever its case, accents and script."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from coopdesk.catalogue.folding import fold


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name, and what else it is known as: aliases, or words in other languages."""

    name: str
    also: tuple[str, ...] = ()


class NameList:
    """Names in their order, each once; made to be asked with every key that is typed."""

    def __init__(self, names: Iterable[KnownName | str] = ()) -> None:
        each = (KnownName(name) if isinstance(name, str) else name for name in names)
        self.names = tuple({known.name: known for known in each}.values())
        # At once, for whoever makes the list has the time, and whoever types has not.
        self._folded = tuple(
            "".join("\n " + _even(text) for text in (known.name, *known.also))
            for known in self.names
        )

    def find(self, text: str, limit: int) -> tuple[KnownName, ...]:
        """Return at most ``limit`` names in which ``text`` stands, in them or what they also are.

        First come those that begin with it, then those of which a word does, then the others. Of
        blanks come the first names.
        """
        sought = _even(text)
        if not sought:
            return self.names[:limit]
        ranked: tuple[list[KnownName], ...] = ([], [], [])
        for folded, known in zip(self._folded, self.names, strict=True):
            # Each of a name's spellings begins with a line break, each of its words with a blank.
            if sought in folded:
                begins = f"\n {sought}" in folded
                ranked[0 if begins else 1 if f" {sought}" in folded else 2].append(known)
        return tuple(known for found in ranked for known in found)[:limit]

    def has(self, name: str) -> bool:
        """Tell whether ``name`` is one of them, letter by letter."""
        return name in self._names

    def like(self, name: str) -> str:
        """Return the name that differs from ``name`` in no more than folding takes away, or that
        has it among what it also is; "" where there is none."""
        return self._by_folded.get(_even(name), "")

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(known.name for known in self.names)

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for known in self.names:
            found.setdefault(_even(known.name), known.name)
        for known in self.names:
            for text in known.also:
                found.setdefault(_even(text), known.name)
        return found


def _even(text: str) -> str:
    return " ".join(fold(text).split())
