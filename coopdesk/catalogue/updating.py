"""How far a catalogue of an earlier version has come on its way to that of today."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Updating:
    """``backup`` is the name of the copy that was made before, "" while it is being written.

    ``done`` of ``of`` records are written anew; ``of`` is 0 while nobody knows how many there are.
    """

    backup: str = ""
    done: int = 0
    of: int = 0


Told: TypeAlias = Callable[[Updating], None]
"""Called with each step, on the thread that does the work."""


def untold(_step: Updating) -> None:
    """Tell nobody."""
