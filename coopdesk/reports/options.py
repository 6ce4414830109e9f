"""What somebody may choose about a report beside its records, language and audience."""

from dataclasses import dataclass, field

from coopdesk.i18n import N_
from coopdesk.reports.visit import Visit

DETAILS: tuple[tuple[str, str], ...] = (
    ("full", N_("Everything recorded")),
    ("brief", N_("Titles and summaries")),
)
ORDERS: tuple[tuple[str, str], ...] = (
    ("given", N_("As in the list")),
    ("period", N_("Oldest first")),
    ("-period", N_("Newest first")),
    ("title", N_("By title")),
    ("reference", N_("By reference")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of a report; each report says which of them it heeds (`registry.Report`).

    ``first_year`` and ``last_year`` narrow the records to those whose period touches these years,
    ``areas`` to those of the areas with these codes; None and () narrow nothing. ``detail`` is one
    of `DETAILS`, ``order`` one of `ORDERS`. ``paragraph_marks`` puts its marking before each
    paragraph, ``history`` adds the history of a record inside the house. ``year`` is the year of a
    plan, None for the one in which it is printed.
    """

    first_year: int | None = None
    last_year: int | None = None
    areas: tuple[str, ...] = ()
    detail: str = "full"
    order: str = "given"
    paragraph_marks: bool = False
    history: bool = False
    year: int | None = None
    visit: Visit = field(default_factory=Visit)

    @property
    def brief(self) -> bool:
        """Whether titles and summaries are enough."""
        return self.detail == "brief"
