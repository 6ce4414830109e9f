"""One record, or what happened to it, as the command line shows it."""

from typing import Any

from coopdesk.catalogue.history_words import entry_sentence
from coopdesk.catalogue.partnership import Contact
from coopdesk.operations.listing import history_table, record_asked
from coopdesk.operations.text_table import terminal_text
from coopdesk.storage.store import Store


def record_told(store: Store, reference: str, width: int) -> list[str]:
    """Return the lines that show a record; NotFound where there is none of that reference."""
    from coopdesk.operations.record_text import record_lines

    record = record_asked(store, reference)
    contacts = {contact.name: contact for contact in store.frame(Contact)}
    return record_lines(record, store.areas(), store.ties.of(record.id), contacts, width)


def record_shown(store: Store, reference: str) -> dict[str, Any]:
    """Return a record for JSON; NotFound where there is none of that reference."""
    from coopdesk.operations.record_json import record_object

    record = record_asked(store, reference)
    return record_object(record, store.ties.of(record.id))


def history_told(store: Store, reference: str | None, limit: int, width: int | None) -> list[str]:
    """Return the newest entries: of all records as a table, of one as sentences.

    Raises NotFound where no record has that reference.
    """
    if reference is None:
        entries = store.history(limit=limit)
        return history_table(entries, width) if entries else []
    record = record_asked(store, reference)
    areas = {area.code: area.name() for area in store.areas()}
    told = store.past.versions(record.uid, limit=limit)
    return [terminal_text(entry_sentence(entry, areas)) for entry in told]
