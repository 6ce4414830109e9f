"""A catalogue in figures: what the overview opens with, counted from the records."""

from dataclasses import dataclass

from coopdesk.catalogue.filters import FacetCount


@dataclass(frozen=True, slots=True)
class Donated:
    """How much of one thing was donated: the sum over all donations, in one unit.

    ``quantity`` is None where none of them says how many; ``donations`` counts the records.
    """

    description: str
    unit: str
    quantity: float | None
    donations: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The key figures. ``by_kind`` is in the order of the kinds, without those of no record;
    ``first_year`` is None where no period has a beginning; ``countries`` and ``organisations``
    count those of all records; ``donated`` is sorted by description and unit."""

    records: int
    areas: int
    areas_with_records: int
    under_way: int
    by_kind: tuple[FacetCount, ...]
    first_year: int | None
    countries: int
    organisations: int
    donated: tuple[Donated, ...]
