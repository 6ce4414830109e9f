"""What a new record begins with."""

from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.ui.desk import Desk

# What most records of a catalogue are.
NEW_KIND = "project"


def new_record(desk: Desk, tab: str) -> Record:
    """Return an empty record of the tab's area, else of the first area that is in use."""
    areas = [area.code for area in desk.areas if not area.retired]
    kinds = [kind.code for kind in in_force().offered("kind")]
    return Record(
        kind=NEW_KIND if NEW_KIND in kinds else next(iter(kinds), ""),
        area=tab if tab in areas else next(iter(areas), ""),
        partnership=desk.partnerships[0].code if desk.partnerships else "",
        marking="UNCLASSIFIED",
    )
