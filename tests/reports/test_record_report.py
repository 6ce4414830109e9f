"""One record as a document of its own, and what of its ties and history is told to whom."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from coopdesk.catalogue.facets import Document, Item, Relation, Term
from coopdesk.catalogue.history import Entry, FieldChange
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.catalogue_report import catalogue_data
from coopdesk.reports.options import Options
from coopdesk.reports.record_history import MOST_STEPS
from coopdesk.reports.record_report import record_data
from tests.builders import a_full_item, a_full_record, a_record, areas
from tests.reports.reading import bookmarks, pages, tags, text
from tests.reports.requests import a_request, courses, pdf_of

PARTNER, PUBLIC = Audience("partner", "RS"), Audience("public")
WITH_HISTORY = Options(history=True)


def an_agreement(reference: str, *relations: Relation, **changes: Any) -> Record:
    values = {"kind": "agreement", "status": "in_force", "title": f"Agreement {reference}"}
    return a_record(reference=reference, relations=relations, **{**values, **changes})


def an_entry(number: int = 7, *changes: FieldChange, **given: Any) -> Entry:
    values: dict[str, Any] = {
        "id": number,
        "at": datetime(2026, 5, 17, 12, 0, tzinfo=UTC),
        "who": "Mette",
        "why": "",
        "operation": "edited",
        "reverses": 0,
        "records": 1,
        "title": "Course",
        "changes": changes,
        **given,
    }
    return Entry(**values)


def a_change(field: str, before: Any, after: Any) -> FieldChange:
    return FieldChange("u", field, before, after)


def told(*entries: Entry, **changes: Any) -> dict[str, Any]:
    """Return the data of a report on a record with that history."""
    values: dict[str, Any] = {"options": WITH_HISTORY, "histories": {"u": entries}, **changes}
    return record_data(a_request(a_record(uid="u", **values.pop("record", {})), **values))


def test_that_the_report_of_one_record_has_its_title() -> None:
    made = record_data(a_request(a_full_record(reference="A/7")))
    assert made["single"]
    assert made["name"] == "Øvelse på Kopaonik: Đoković and the fuel trucks"
    assert made["document"]["title"].startswith(f"{made['name']} – Record: A/7")


def test_that_the_title_is_in_the_reports_language_where_the_record_has_it() -> None:
    made = record_data(a_request(a_full_record(), language="da"))
    (entry,) = made["records"]
    assert made["name"] == entry["title"] == "Øvelse på Kopaonik"
    assert entry["original"].endswith("the fuel trucks")


def test_that_every_part_of_a_record_is_told_once() -> None:
    (entry,) = record_data(a_request(a_full_record()))["records"]
    plain = [row["name"] for row in _all_rows(a_full_record())]
    parts = [entry["first"], entry["tables"], entry["behind"]]
    assert sorted(row["name"] for rows in parts for row in rows) == sorted(plain)
    assert entry["behind"][0]["name"] == "documents"


def _all_rows(record: Record) -> list[dict[str, Any]]:
    (area,) = catalogue_data(a_request(record))["areas"]
    rows: list[dict[str, Any]] = area["records"][0]["rows"]
    return rows


def test_that_a_record_at_a_glance_counts_what_it_states() -> None:
    figures = record_data(a_request(a_full_record()))["figures"]
    assert [(one["value"].replace("\u00a0", " "), one["label"]) for one in figures] == [
        ("2", "Items"),
        ("≥ 12", "Participants"),
        ("3", "Runs"),
        ("1,400,000 DKK", "Value of the items"),
    ]
    assert record_data(a_request(a_record()))["figures"] == []


def test_that_of_many_currencies_none_is_a_figure() -> None:
    items = tuple(a_full_item(currency=code) for code in ("DKK", "EUR", "RSD"))
    labels = [one["label"] for one in record_data(a_request(a_record(items=items)))["figures"]]
    assert labels == ["Items"]


def test_that_ties_name_records_beside_the_report_without_a_link() -> None:
    first, second = an_agreement("B/1"), an_agreement("B/2", Relation("follows", "A/1"))
    record = an_agreement("A/1", Relation("follows", "B/1"))
    (entry,) = record_data(a_request(record, beside=(first, second)))["records"]
    (ties,) = (row["values"] for row in entry["behind"] if row["name"] == "relations")
    assert [(tie["type"], tie["title"], tie["key"]) for tie in ties] == [
        ("Follows", "Agreement B/1", ""),
        ("Followed by", "Agreement B/2", ""),
    ]


def test_that_the_chain_is_told_from_its_beginning_with_the_record_in_it() -> None:
    terms = (Term("", "2010-03-01", expires="2027-04"),)
    first = an_agreement("B/1", terms=terms)
    second = an_agreement("B/2", Relation("supersedes", "A/1"))
    record = an_agreement("A/1", Relation("follows", "B/1"))
    (entry,) = record_data(a_request(record, beside=(second, first)))["records"]
    assert [(step["reference"], step["here"]) for step in entry["chain"]] == [
        ("B/1", False),
        ("A/1", True),
        ("B/2", False),
    ]
    assert (entry["chain"][0]["signed"], entry["chain"][0]["expires"]) == (
        "1 March 2010",
        "April 2027",
    )
    assert entry["chain"][2]["about"] == ["Agreement", "Supersedes: A/1"]


def test_that_an_agreement_alone_and_a_course_have_no_chain() -> None:
    course = a_record(reference="B/1", relations=(Relation("follows", "A/1"),))
    for record in (an_agreement("A/1"), a_record(reference="A/1")):
        (entry,) = record_data(a_request(record, beside=(course,)))["records"]
        assert entry["chain"] == []


@pytest.mark.parametrize("audience", [PARTNER, PUBLIC])
def test_that_outside_no_tie_names_what_is_withheld(audience: Audience) -> None:
    secret = an_agreement("Z/9", Relation("follows", "A/1"), title="Zanzibar", marking="RESTRICTED")
    open_one = an_agreement("B/1", publish=True, marking="UNCLASSIFIED")
    record = an_agreement(
        "A/1", Relation("follows", "B/1"), Relation("part_of", "Z/9"), publish=True
    )
    request = a_request(record, beside=(secret, open_one), audience=audience)
    made = record_data(request)
    assert "Agreement B/1" in json.dumps(made)
    for trace in ("Z/9", "Zanzibar", "RESTRICTED"):
        assert trace not in json.dumps(made)
    assert made == record_data(a_request(record, beside=(open_one,), audience=audience))


def test_that_what_only_a_withheld_record_is_tied_to_leaves_no_trace() -> None:
    secret = an_agreement("Z/9", Relation("follows", "B/1"))
    beside = an_agreement("B/1", publish=True, marking="UNCLASSIFIED")
    seen = an_agreement("A/1", publish=True)
    for records in ((secret, seen), (secret,)):
        made = record_data(a_request(*records, beside=(beside,), audience=PUBLIC))
        assert made == record_data(a_request(*records[1:], audience=PUBLIC))
        assert made["banner"]["text"] == "UNMARKED"


def test_that_what_a_tie_names_counts_in_the_marking() -> None:
    beside = an_agreement("B/1", marking="RESTRICTED", releasable_to=("RS",))
    record = an_agreement("A/1", Relation("follows", "B/1"), marking="UNCLASSIFIED")
    made = record_data(a_request(record, beside=(beside,)))
    assert made["banner"] == {"text": "RESTRICTED", "grave": True}
    assert made["records"][0]["marking"] == "UNCLASSIFIED"
    assert len(made["records"]) == 1


def test_that_the_check_sum_is_of_the_records_in_the_report_alone() -> None:
    record, beside = an_agreement("A/1"), an_agreement("B/1")
    one, other = (record_data(a_request(record, beside=b)) for b in ((), (beside,)))
    assert one["colophon"][-1] == other["colophon"][-1]


def test_that_the_history_is_told_as_the_window_tells_it() -> None:
    entries = (
        an_entry(9, a_change("status", "pipeline", "closed"), why="Talks are over"),
        an_entry(8, a_change("*", None, {}), operation="added", who="Jens"),
    )
    (entry,) = told(*entries)["records"]
    newest, oldest = entry["history"]
    assert (newest["who"], newest["what"], newest["why"]) == ("Mette", "Edited", "Talks are over")
    assert newest["lines"] == ["Status: Pipeline → Closed"]
    assert newest["when"].startswith("17 May 2026, ")
    assert (oldest["who"], oldest["what"], oldest["lines"]) == ("Jens", "Added", [])


def test_that_the_history_speaks_the_reports_language() -> None:
    step = an_entry(9, a_change("status", "pipeline", "closed"), a_change("area", "TRN", "AIR"))
    (entry,) = told(step, language="da")["records"]
    (only,) = entry["history"]
    assert only["when"].startswith("17. maj 2026, ")
    assert only["what"] == "Redigeret"
    assert only["lines"][0] == "Status: Planlagt → Afsluttet"


def test_that_the_history_is_told_only_where_it_was_asked_for_and_only_inside() -> None:
    step = an_entry(9, a_change("title", "Zanzibar", "Course"))
    public = {"publish": True, "releasable_to": ("RS",)}
    for changes in (
        {"options": Options()},
        {"audience": PARTNER, "record": public},
        {"audience": PUBLIC, "record": public},
    ):
        made = told(step, **changes)
        assert made["records"][0]["history"] == []
        assert "Zanzibar" not in json.dumps(made)


def test_that_a_report_with_history_is_marked_as_the_record_was_and_goes_nowhere_else() -> None:
    higher = a_change("marking", "RESTRICTED", "UNCLASSIFIED")
    record = {"marking": "UNCLASSIFIED", "releasable_to": ("RS",)}
    assert told(an_entry(9), record=record)["banner"]["text"] == "UNCLASSIFIED"
    assert told(an_entry(9, higher), record=record)["banner"]["text"] == "RESTRICTED"
    assert told(record=record)["banner"]["text"].startswith("UNCLASSIFIED – REL TO DNK, SRB")


def test_that_a_document_that_was_there_counts_in_the_marking_of_the_history() -> None:
    gone = a_change("documents", [{"title": "Annex", "marking": "RESTRICTED"}], [])
    assert told(an_entry(9, gone))["banner"]["grave"]


def test_that_of_a_very_long_history_the_newest_is_told_and_that_there_is_more() -> None:
    steps = [an_entry(number) for number in range(MOST_STEPS + 1, 0, -1)]
    (whole,) = told(*steps[1:])["records"]
    (cut,) = told(*steps)["records"]
    assert len(whole["history"]) == len(cut["history"]) == MOST_STEPS
    assert (whole["more"], cut["more"]) == (False, True)


def test_that_paragraph_marks_are_explained_on_the_first_page() -> None:
    record = a_full_record(marking="RESTRICTED", publish=False)
    request = a_request(record, options=Options(paragraph_marks=True), language="da")
    made = record_data(request)
    assert made["records"][0]["mark"] == "(R)"
    assert made["marks"][1] == "(R) RESTRICTED / TIL TJENESTEBRUG"
    assert record_data(a_request(record))["marks"] == []


def test_that_several_records_are_listed_and_none_says_so() -> None:
    made = record_data(a_request(*courses(3)))
    assert (made["single"], made["name"]) == (False, "Denmark–Serbia")
    assert [entry["title"] for entry in made["records"]] == ["Course 1", "Course 2", "Course 3"]
    assert not record_data(a_request())["records"]


@pytest.mark.slow
def test_that_each_of_several_records_begins_a_page_and_has_its_bookmark() -> None:
    made = pdf_of(a_request(*courses(3), a_full_record()), "record")
    found = pages(made)
    for number in (1, 2, 3):
        (page,) = [page for page in found if f"Course {number} DK-RS" in page]
        assert f"Training Course {number} DK-RS" in page
    titles = [title for depth, title in bookmarks(made) if depth == 1]
    assert titles[:3] == ["Course 1", "Course 2", "Course 3"]
    assert (2, "Items") in bookmarks(made)


@pytest.mark.slow
@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_that_a_full_record_with_chain_and_history_is_set_in_each_language(language: str) -> None:
    record = a_full_record(
        uid="u", reference="A/1", kind="agreement", relations=(Relation("follows", "B/1"),)
    )
    step = an_entry(9, a_change("title", "Trucks", "Fuel trucks"), why="Better name")
    request = a_request(
        record,
        beside=(an_agreement("B/1", title="Before it"),),
        language=language,
        options=Options(history=True, paragraph_marks=True),
        histories={"u": (step,)},
    )
    made = text(pdf_of(request, "record"))
    for words in ("(U) ", "Before it", "Trucks → Fuel trucks", "Better name", "A/1"):
        assert words in made
    assert ("(U) Fjorten lastbiler" in made) == (language == "da")


@pytest.mark.slow
def test_that_a_long_record_has_contents_and_headings_that_do_not_skip() -> None:
    items = tuple(Item(f"thing {number};", float(number)) for number in range(250))
    record = a_record(items=items, description="A sentence of some length. " * 400, notes="Notes")
    made = pdf_of(a_request(record), "record")
    found = pages(made)
    assert len(found) > 4
    assert "Contents" in found[0]
    kinds = [kind for kind, _language in tags(made) if kind.startswith("/H") and kind[2:].isdigit()]
    assert kinds[0] == "/H1"
    assert set(kinds[1:]) == {"/H2"}
    assert all(f"thing {number}; {number}" in " ".join(found) for number in range(250))


@pytest.mark.slow
@pytest.mark.parametrize("words", ["Donaudampfschifffahrt" * 24, "اتفاقية 🚑 עברית 中文 English"])
def test_that_words_that_no_line_holds_and_signs_that_no_font_has_are_set(words: str) -> None:
    record = a_full_record(
        uid="u",
        title=words,
        summary=words,
        kind="agreement",
        reference="A/1",
        items=(Item(words, 1.0),),
        documents=(Document(words, words),),
        relations=(Relation("follows", "B/1"),),
    )
    step = an_entry(9, a_change("title", words, "Course"), who=words, why=words)
    request = a_request(
        record,
        beside=(an_agreement("B/1", title=words),),
        options=Options(history=True, paragraph_marks=True),
        histories={"u": (step,)},
        areas=areas(),
    )
    assert len(pages(pdf_of(request, "record"))) >= 2


def test_that_the_contents_of_a_page_of_records_have_two_columns() -> None:
    splits = [record_data(a_request(*courses(n)))["contents"]["split"] for n in (19, 20, 41)]
    assert splits == ["", "record-11", ""]
