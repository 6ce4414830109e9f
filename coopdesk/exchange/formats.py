"""The file formats that a catalogue is read from, in one list."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.exchange.toml_catalogue import read_toml
from coopdesk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its code, the word a person reads, its file suffixes, and how to read it."""

    code: str
    label: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], Contents]


FORMATS: tuple[Format, ...] = (
    Format("toml", N_("Catalogue in text form (TOML)"), (".toml",), read_toml),
)


def format_of(path: Path) -> Format:
    """Return the format that the suffix of ``path`` names; CatalogueError for any other."""
    suffix = path.suffix.lower()
    for entry in FORMATS:
        if suffix in entry.suffixes:
            return entry
    raise CatalogueError(
        _("CoopDesk does not import “{name}”; it reads files that end in {known}.").format(
            name=path.name, known=", ".join(s for entry in FORMATS for s in entry.suffixes)
        )
    )
