"""A whole catalogue as values: what an imported file holds, and what a new one starts with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.history import Entry
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.record import Record


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a catalogue together: its name, records, and what they stand in."""

    name: str = ""
    areas: tuple[Area, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    records: tuple[Record, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    codes: tuple[CodeEntry, ...] = ()
    rates: tuple[Rate, ...] = ()


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
