"""Lists as tables of plain text: records, and the entries of the history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.history import OPERATIONS, Entry
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.summary import Summary
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _, moment_words, ngettext
from coopdesk.operations.text_table import text_table

if TYPE_CHECKING:
    from coopdesk.catalogue.record import Record
    from coopdesk.storage.store import Store

_CHUNK = 1000


def summary_table(rows: Sequence[Summary], width: int | None) -> list[str]:
    """Return a table of records, one a line, at most ``width`` columns wide (None: not cut)."""
    names = ("reference", "period", "area", "kind", "status", "title")
    cells = [
        (
            row.reference,
            period_words(row.period),
            row.area,
            code_label("kind", row.kind),
            code_label("status", row.status),
            row.title,
        )
        for row in rows
    ]
    return text_table([field(name).words() for name in names], cells, width)


def history_table(entries: Sequence[Entry], width: int | None) -> list[str]:
    """Return a table of history entries, one a line, at most ``width`` columns wide."""
    header = (_("No."), _("When"), _("Who"), _("What"), _("Records"), _("Title"))
    cells = [
        (
            str(entry.id),
            moment_words(entry.at),
            entry.who,
            operation_words(entry.operation),
            str(entry.records),
            entry.title if not entry.why else f"{entry.title} ({entry.why})",
        )
        for entry in entries
    ]
    return text_table(header, cells, width)


def records_words(number: int) -> str:
    """Return how many records there are, in words."""
    return ngettext("{count} record", "{count} records", number).format(count=number)


def operation_words(code: str) -> str:
    """Return the word for what a history entry did."""
    return next((entry.words() for entry in OPERATIONS if entry.code == code), code)


def record_asked(store: "Store", reference: str) -> "Record":
    """Return the record with that reference, in either case where none has it as it is written.

    Raises NotFound where there is none.
    """
    try:
        return store.record_by_reference(reference)
    except NotFound:
        wanted = reference.strip().casefold()
        ids = store.ids(Filter(), Sort())
        for start in range(0, len(ids), _CHUNK):
            for row in store.page(ids[start : start + _CHUNK]):
                if row.reference.casefold() == wanted:
                    return store.record(row.id)
        raise
