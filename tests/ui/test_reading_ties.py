"""Documents to open, relations from both sides, and where the facts come from."""

from coopdesk.catalogue.facets import Document, Source
from coopdesk.catalogue.ties import Tie, Ties
from tests.builders import a_record
from tests.ui.record_pages import page, told

NOTE = Document(
    "Delivery note", "note.pdf", "application/pdf", 4_200, "a" * 64, "", "da", "2014-10",
    "UNCLASSIFIED", "signed",
)  # fmt: skip


def test_that_a_document_is_a_link_by_its_place_and_says_what_it_is() -> None:
    record = a_record(
        documents=(NOTE, Document("", "x.png", "image/png"), Document(link="https://example.org"))
    )
    shown = page(record)
    assert (
        "Delivery note PDF document · 4.1 kB · note.pdf · Danish · October 2014 · UNCLASSIFIED · "
        "signed x.png Image https://example.org Link"
    ) in shown.words
    assert shown.links == ["document:0", "document:1", "document:2"]


def test_that_relations_are_told_from_both_sides() -> None:
    ties = Ties(
        (
            Tie("supersedes", "A/1", False, 3, "Letter"),
            Tie("uses", "Z/9"),
            Tie("part_of", "A/2", True, 4, ""),
        ),
        more=1200,
    )
    shown = page(a_record(), ties=ties)
    assert (
        "Relations Supersedes Letter Uses Z/9 not here Has part A/2 and 1,200 more"
    ) in shown.words
    assert shown.links == ["record:3", "record:4"]


def test_that_very_many_relations_are_one_click_away() -> None:
    ties = Ties(tuple(Tie("uses", f"A/{n}", True, n, f"<{n}>") for n in range(1, 61)), more=5)
    short = page(a_record(), ties=ties)
    assert "<20> Show all 60" in short.words
    assert "<21>" not in short.words
    assert "<60> and 5 more" in page(a_record(), "relations", ties=ties).words


def test_that_a_source_tells_where_when_and_how_sure() -> None:
    text = told(sources=(Source("Page", "Air forces", "2024-05-17", "official"), Source("Letter")))
    assert "Page · Air forces · seen 17 May 2024 · official Letter" in text
