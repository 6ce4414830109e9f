"""Import a file: its contents as values, and these into a catalogue, in one step of the history."""

from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk.catalogue.contents import Contents

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.storage.store import Store


def read_contents(path: Path) -> Contents:
    """Return what the file at ``path`` holds, in the format that its suffix names.

    Raises CatalogueError, naming the place in the file, for what no catalogue can hold.
    """
    from coopdesk.exchange.formats import format_of

    return format_of(path).read(path)


def import_file(path: Path, store: "Store", *, who: str) -> "Changed":
    """Add what the file at ``path`` holds to the catalogue; return what that changed.

    Areas and partnerships that the catalogue lacks come along. All of it goes in, as one step that
    undo takes back, or, where anything is refused with a CatalogueError, nothing does.
    """
    return store.load(read_contents(path), who=who, why=path.name, operation="imported")
