"""What a catalogue says of a code of one of its lists, in place of or beside the program's own."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code of ``list`` ("kind", "status", "tag", "organisation_type").

    ``names`` are by language; where there is none the program's own word stands, or the code.
    ``colour`` is ``#rrggbb`` or "". A ``retired`` code stays where it is used and is offered no
    more. ``traits`` hold what else the list says of its codes, as JSON knows it; of a kind
    "agreement" (bool) and "first" (a list of facets), of a status "agreement" and "under_way".
    """

    list: str
    code: str
    names: dict[str, str] = field(default_factory=dict)
    colour: str = ""
    position: int = 0
    retired: bool = False
    traits: dict[str, Any] = field(default_factory=dict)
