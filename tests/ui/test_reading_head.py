"""The head of a page: words in the language of the reader, facts, and the small print."""

from dataclasses import replace

from coopdesk.catalogue.facets import Document, Party, Place, Translation
from coopdesk.i18n import activate
from tests.builders import a_record
from tests.ui.record_pages import page

DANISH = Translation("da", "Tankbiler", "Fjorten biler", "I tre dele.")
SERBIAN = Translation("sr", "Цистерне")
RECORD = a_record(
    title="Fuel trucks",
    summary="Fourteen trucks",
    description="In three parts.",
    parties=(),
    translations=(DANISH, SERBIAN, Translation("de", "Tankwagen")),
)


def test_that_a_record_is_read_in_the_language_of_the_window_with_the_original_beneath() -> None:
    activate("da")
    text = page(RECORD).words
    places = [
        text.index(word) for word in ("Tankbiler", "Fuel trucks", "Fjorten biler", "Fourteen")
    ]
    assert places == sorted(places)
    assert "I tre dele." in text
    assert "In three parts." not in text


def test_that_without_a_translation_the_original_is_read() -> None:
    shown = page(RECORD)
    assert "Tankbiler" not in shown.words
    assert shown.words.count("Fuel trucks") == 1
    assert "Read in: Dansk · Српски (ћирилица) · German" in shown.words
    assert shown.links == ["language:da", "language:sr", "language:de"]


def test_that_another_language_can_be_chosen_and_the_original() -> None:
    serbian = page(RECORD, language="sr")
    assert "Цистерне Fuel trucks" in serbian.words
    assert "Fourteen trucks" in serbian.words  # what is not translated is there all the same
    assert serbian.links == ["language:original", "language:da", "language:de"]
    activate("da")
    assert "Tankbiler" not in page(RECORD, language="original").words


def test_that_a_record_in_one_language_offers_no_other() -> None:
    assert "Read in" not in page(replace(RECORD, translations=())).words


def test_that_places_and_parties_tell_what_is_known() -> None:
    text = page(
        a_record(
            places=(Place("Kruševac", "RS", 43.58, 21.33), Place("", "DK"), Place("Tartu")),
            parties=(Party("Air Force", "DK", "provider"), Party("", "RS", "own role"), Party("A")),
        )
    ).words
    assert "Places Kruševac, Serbia (43.5800, 21.3300) Denmark Tartu" in text
    assert "Involved A Provider Air Force Denmark own role Serbia" in text


def test_that_a_document_marked_higher_counts_for_its_record() -> None:
    record = a_record(marking="UNCLASSIFIED", documents=(Document("Annex", marking="RESTRICTED"),))
    assert "UNCLASSIFIED · RESTRICTED with its documents" in page(record).words
    assert "with its documents" not in page(replace(record, marking="RESTRICTED")).words
