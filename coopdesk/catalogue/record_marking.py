"""How a record is marked together with its documents: what counts when it leaves the catalogue."""

from coopdesk.catalogue.documents import named_marking
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.marking import highest
from coopdesk.catalogue.record import Record


def document_marking(document: Document) -> str:
    """Return the marking of a document, UNMARKED where it has none.

    It is the highest of its own and of what its title and file name give away.
    """
    given = (
        document.marking,
        named_marking(document.title),
        named_marking(document.file_name),
    )
    return highest(tuple(filter(None, given)))


def effective_marking(record: Record) -> str:
    """Return the highest marking of a record and its documents."""
    return highest((record.marking, *map(document_marking, record.documents)))
