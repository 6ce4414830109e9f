"""What stands in the heading of a group."""

from coopdesk.catalogue.filters import FacetCount
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import N_, _, number_words

# By what a list can be grouped, as a menu offers it.
GROUPING_LABELS: dict[str, str] = {
    "": N_("&No Groups"),
    "area": N_("&Area"),
    "year": N_("&Year"),
    "status": N_("&Status"),
}
_WITHOUT: dict[str, str] = {
    "area": N_("No area"),
    "year": N_("No date"),
    "status": N_("No status"),
}


def group_name(grouped: str, value: str, areas: dict[str, str]) -> str:
    """Return the words of a group: those of its area or status, or its year."""
    if not value:
        return _(_WITHOUT[grouped])
    if grouped == "area":
        return areas.get(value, value)
    return code_label("status", value) if grouped == "status" else value


def heading_words(grouped: str, heading: FacetCount, areas: dict[str, str]) -> str:
    """Return what a heading says: its group, and how many records that has."""
    return f"{group_name(grouped, heading.value, areas)} ({number_words(heading.count)})"
