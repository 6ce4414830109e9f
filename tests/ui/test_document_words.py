"""How a document is named in a list."""

import pytest

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.media_types import FILE_KINDS, FileKind
from coopdesk.i18n import activate
from coopdesk.resources import resource
from coopdesk.ui.document_words import document_icon, document_line, marking_words
from coopdesk.ui.icons import icon

NOTE = Document("Note", "følgeseddel.pdf", "application/pdf", 4_200, "0" * 64)


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (NOTE, "PDF document · 4.1 kB · følgeseddel.pdf"),
        (Document("plan", "plan.pdf", "application/pdf", 1, "0"), "PDF document · 1 byte"),
        (Document("", "plan.pdf", "application/pdf", 1, "0"), "PDF document · 1 byte"),
        (Document("a", "a", "", None, "0", marking="RESTRICTED"), "RESTRICTED · File"),
        (Document("Page", link="https://example.org"), "Link · https://example.org"),
    ],
)
def test_that_a_line_tells_the_facts_and_nothing_twice(document: Document, line: str) -> None:
    assert document_line(document) == line


def test_that_a_marking_is_told_in_the_national_words_too() -> None:
    activate("da", resource("translations"))
    assert marking_words(Document(marking="RESTRICTED")) == "RESTRICTED / TIL TJENESTEBRUG"
    assert marking_words(Document(marking="of another scale")) == "of another scale"
    assert marking_words(Document()) == ""


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.code)
def test_that_each_kind_of_file_has_an_icon(kind: FileKind) -> None:
    assert not icon(document_icon(Document("a", "a", kind.types[0], 1, "0"))).isNull()


def test_that_a_link_has_an_icon() -> None:
    assert document_icon(Document(link="https://example.org")) == "links-line"
