"""The short marking before each paragraph."""

import pytest

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.marking import storable_markings
from coopdesk.reports.options import Options
from coopdesk.reports.paragraph_marks import paragraph_mark, paragraph_marks_words
from tests.builders import a_full_record, a_record
from tests.reports.reading import bookmarks, text
from tests.reports.requests import a_request, pdf_of


def test_that_each_marking_has_a_short_form_of_its_own() -> None:
    marks = [paragraph_mark(marking) for marking in storable_markings()]
    assert marks == ["(UM)", "(U)", "(R)"]
    assert paragraph_mark("COSMIC") == "(COSMIC)"


def test_that_the_marks_in_a_report_are_explained_in_its_language_lowest_first() -> None:
    records = [a_record(marking="RESTRICTED"), a_record(), a_record(marking="RESTRICTED")]
    assert paragraph_marks_words(records, "sr") == "(UM) UNMARKED · (R) RESTRICTED / ИНТЕРНО"
    assert paragraph_marks_words([], "en") == ""


@pytest.mark.slow
@pytest.mark.parametrize("report", ["catalogue", "area", "visit-brief"])
def test_that_title_summary_and_description_have_their_mark(report: str) -> None:
    document = (Document("Annex", marking="RESTRICTED"),)
    record = a_full_record(title="Trucks", marking="UNCLASSIFIED", documents=document)
    made = pdf_of(a_request(record, options=Options(paragraph_marks=True)), report)
    told = text(made)
    for words in ("(U) Trucks", "(U) Fourteen trucks", "(U) Handed over", "(U) UNCLASSIFIED"):
        assert words in told
    assert "(U)\u00a0Trucks" in [title for _depth, title in bookmarks(made)]
    assert "(U)" not in text(pdf_of(a_request(record), report))
