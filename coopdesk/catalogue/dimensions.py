"""The ways to narrow a list, declared once: filter, panel, query and command line read this."""

from dataclasses import dataclass

from coopdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to narrow a list: ``name`` is the attribute of `Filter`, ``option`` its word on the
    command line and in a query, ``label`` what a person reads."""

    name: str
    option: str
    label: str


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("areas", "area", N_("Area")),
    Dimension("kinds", "kind", N_("Kind")),
    Dimension("statuses", "status", N_("Status")),
    Dimension("partners", "partner", N_("Partner")),
    Dimension("party_roles", "role", N_("Partner and role")),
    Dimension("years", "year", N_("Year")),
    Dimension("organisations", "organisation", N_("Organisation")),
    Dimension("place_names", "place", N_("Place")),
    Dimension("contents", "has", N_("Contains")),
    Dimension("markings", "marking", N_("Marking")),
    Dimension("tags", "tag", N_("Tag")),
    Dimension("confidences", "confidence", N_("Confidence")),
    Dimension("problems", "problem", N_("Problems")),
)
