"""What can be painted before the catalogue is fully open."""

from dataclasses import dataclass

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.summary import Summary
from coopdesk.ui.tab_strip import ALL


@dataclass(frozen=True, slots=True)
class FirstSight:
    """A catalogue's name, areas and counts of records, and the first rows of one tab."""

    name: str
    areas: tuple[Area, ...]
    counts: dict[str, int]
    tab: str
    rows: tuple[Summary, ...]

    @property
    def total(self) -> int:
        """How many records the tab has."""
        return sum(self.counts.values()) if self.tab == ALL else self.counts.get(self.tab, 0)
