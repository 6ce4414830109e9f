"""What the filters offer is counted in one go, and said in words."""

from typing import cast

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.storage.store import Store
from coopdesk.ui.filter_choices import Choice, counted


class Counting:
    """Counts as a store does, and how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[Filter] = []

    def facets(self, wanted: Filter) -> dict[str, tuple[FacetCount, ...]]:
        self.asked.append(wanted)
        return {"tags": (FacetCount("air", 1_200),)}


def test_that_all_dimensions_are_counted_at_once() -> None:
    counting, wanted = Counting(), Filter(tags=("sea",))
    offered = counted(cast(Store, counting), wanted, list(DIMENSIONS), {})
    assert counting.asked == [wanted]
    assert list(offered) == [dimension.name for dimension in DIMENSIONS]
    assert offered["tags"].first == {"air": Choice("air", "air", "1,200")}
    assert not offered["kinds"].first
