"""What a report is made from: everything it may say, chosen by whoever asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.history import Entry
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.record import Record
from coopdesk.reports.options import Options

_INSIDE = Audience()
_EVERYTHING = Filter()
_PLAIN = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """One report that is asked for.

    ``records`` are those that the filter lets through, in the order in which they shall stand;
    what ``audience`` may not see is left out of the report, not here. ``scope`` is the code of the
    area whose tab is printed, or any other words for what is printed, "" for the whole catalogue.
    ``wanted`` and ``sort`` are only told in words. ``filter_name`` is the name of the saved filter
    that is printed, "" for none; outside it is not told, for it may say what was left out.
    ``printed_at`` is aware; its own day is the one printed. ``release`` is the version of the
    program. ``contacts`` are those of the catalogue: of them, too, the report tells only what
    ``audience`` may know. ``options`` are what the report heeds of them.

    ``histories`` are the entries that touched a record, the newest first, by its uid: only where
    ``options`` ask for them, and only inside the house. ``beside`` are records outside the report
    that those in it are tied to, as far as they were read: a report may name what of them
    ``audience`` may see. ``volume`` is which of how many this is (see `volumes`).
    """

    catalogue_name: str
    records: tuple[Record, ...]
    areas: tuple[Area, ...]
    partnerships: tuple[Partnership, ...]
    printed_at: datetime
    language: str = "en"
    audience: Audience = _INSIDE
    wanted: Filter = _EVERYTHING
    sort: Sort | None = None
    scope: str = ""
    filter_name: str = ""
    release: str = ""
    contacts: tuple[Contact, ...] = ()
    options: Options = _PLAIN
    histories: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    beside: tuple[Record, ...] = ()
    volume: tuple[int, int] = (1, 1)
