"""An entry of a list as it stands in the form, whether or not its fields are to be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coopdesk.catalogue.rule import Problem, Severity


@dataclass(slots=True, eq=False)
class Entry:
    """One entry: its ``value`` as last read, None where it is empty and did not come so.

    ``typed`` is what cannot be read, by part, and ``unreadable`` what is wrong with the first of
    that; ``problems`` are what the rules find in it.
    """

    value: Any
    typed: Mapping[str, str] = field(default_factory=dict)
    unreadable: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it, not even something that cannot be read."""
        return self.value is None and not self.typed

    @property
    def faulty(self) -> bool:
        """Whether something in it stops a save."""
        return bool(self.typed) or any(p.severity is Severity.ERROR for p in self.problems)
