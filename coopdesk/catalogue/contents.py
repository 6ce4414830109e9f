"""A whole catalogue as values: what an imported file holds, and what a new one starts with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.history import Entry
from coopdesk.catalogue.partnership import Partnership
from coopdesk.catalogue.record import Record


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a catalogue together: its name, areas, partnerships and records."""

    name: str = ""
    areas: tuple[Area, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueInfo:
    """What a catalogue says of itself; ``schema`` is the revision of its tables."""

    name: str
    uid: str
    path: Path
    created_at: datetime
    schema: str


@dataclass(frozen=True, slots=True)
class UndoState:
    """What undo and redo would do next; None where there is nothing."""

    undo: Entry | None = None
    redo: Entry | None = None
