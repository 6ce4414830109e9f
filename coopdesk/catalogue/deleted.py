"""Records that are gone from a catalogue: what a list of them shows."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deleted:
    """One record that is gone: ``entry`` of the history took it, by ``operation``.

    ``id`` and ``uid`` are those that it had; it comes back under them.
    """

    id: int
    uid: str
    reference: str
    title: str
    kind: str
    area: str
    entry: int
    operation: str
    at: datetime
    who: str
    why: str = ""
