"""A code of a list with how often it is used: what a page of the lists shows of it."""

from dataclasses import dataclass

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.codes import Code
from coopdesk.i18n import N_

# The lists that a user may change, with what they are called, in the order of their pages.
LISTS: tuple[tuple[str, str], ...] = (
    ("kind", N_("Kinds")),
    ("area", N_("Areas")),
    ("status", N_("Statuses")),
    ("tag", N_("Tags")),
    ("organisation_type", N_("Organisation types")),
)


@dataclass(frozen=True, slots=True)
class CodeUse:
    """One entry of a list; ``used`` counts the records, or organisations, that have it."""

    entry: Code
    used: int


def area_entry(area: Area) -> Code:
    """Return ``area`` as an entry of a list."""
    return Code(
        area.code,
        "",
        names=tuple(area.names.items()),
        colour=area.colour,
        retired=area.retired,
    )
