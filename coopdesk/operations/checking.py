"""Check a catalogue: that its file is sound and its history unbroken."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coopdesk.catalogue.filters import Filter
from coopdesk.operations.opening import open_catalogue


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: a sentence for each thing that is wrong, none where all is well."""

    records: int
    problems: tuple[str, ...]


def check_catalogue(path: Path) -> Checked:
    """Check the catalogue at ``path`` without changing it; CatalogueError if it does not open."""
    with closing(open_catalogue(path, read_only=True)) as store:
        return Checked(store.count(Filter()), store.check())
