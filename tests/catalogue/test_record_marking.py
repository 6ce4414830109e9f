"""A record is marked as high as its highest document."""

import pytest

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.record_marking import document_marking, effective_marking
from tests.builders import a_record


@pytest.mark.parametrize(
    ("document", "marking"),
    [
        (Document("Note"), "UNMARKED"),
        (Document("Note", marking="UNCLASSIFIED"), "UNCLASSIFIED"),
        (Document("RESTRICTED annex", marking="UNCLASSIFIED"), "RESTRICTED"),
        (Document("Annex", "TIL TJENESTEBRUG.pdf"), "RESTRICTED"),
        (Document("restricted movement"), "UNMARKED"),
    ],
)
def test_that_a_document_is_marked_as_its_name_says(document: Document, marking: str) -> None:
    assert document_marking(document) == marking


def test_that_the_highest_of_record_and_documents_counts() -> None:
    higher = (Document("Note"), Document("Annex", marking="RESTRICTED"))
    assert effective_marking(a_record(marking="UNCLASSIFIED")) == "UNCLASSIFIED"
    assert effective_marking(a_record(marking="UNCLASSIFIED", documents=higher)) == "RESTRICTED"
    assert effective_marking(a_record(marking="RESTRICTED", documents=higher[:1])) == "RESTRICTED"
