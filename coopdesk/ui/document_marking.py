"""A document's own marking counts for its record: the form keeps up with it, and says so."""

from coopdesk.catalogue.documents import name_of
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.marking import rank, storable_markings
from coopdesk.i18n import _
from coopdesk.ui.field_widgets import ChoiceBox


def keep_marking_up(box: ChoiceBox, documents: tuple[Document, ...]) -> str:
    """Raise the record's marking in ``box`` to the highest of its ``documents``, with a remark.

    Nothing is ever lowered. Returns what to say beside the documents, "" where nothing was raised.
    """
    known = storable_markings()
    marked = [document for document in documents if document.marking in known]
    if not marked or box.value not in known:
        return ""
    highest = max(marked, key=lambda document: rank(document.marking))
    if rank(highest.marking) > rank(box.value):
        box.choose(highest.marking)
        box.remark(
            _("Raised to {marking}, the marking of the document “{name}”.").format(
                marking=highest.marking, name=name_of(highest)
            )
        )
        return _("The record is marked {marking} now, as its document is.").format(
            marking=highest.marking
        )
    return ""
