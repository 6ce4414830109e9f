"""The register of agreements: what binds, what followed what, what ends when, and no more."""

from dataclasses import replace
from typing import Any

import pytest

from coopdesk.catalogue.facets import Party, Relation, Term, Translation
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.reports.agreements_report import agreements_data
from coopdesk.reports.compiling import compile_pdf
from coopdesk.reports.options import Options
from coopdesk.reports.request import ReportRequest
from tests.builders import a_record
from tests.reports.reading import bookmarks, everything, pages, tags, text
from tests.reports.requests import a_request, courses

PARTNER = Audience("partner", "RS")
RELEASED = {"marking": "UNCLASSIFIED", "releasable_to": ("RS",)}


def agreement(number: int, *terms: Term, **changes: Any) -> Record:
    values: dict[str, Any] = {
        "reference": f"DK-RS/2010/{number:03}",
        "kind": "agreement",
        "title": f"Protocol {number}",
        "status": "in_force",
        "period": Period(),
        "terms": terms,
        **RELEASED,
        **changes,
    }
    return a_record(**values)


def entries(data: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(entry["title"], entry["cells"]) for entry in data["register"]["entries"]]


def groups(data: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    return {
        group["title"]: [(entry["title"], entry["cells"][-1]) for entry in group["entries"]]
        for group in data["ends"]["groups"]
    }


def pdf_of(request: ReportRequest) -> bytes:
    return compile_pdf("agreements.typ", agreements_data(request), request.printed_at)


def test_that_the_register_holds_the_agreements_and_whatever_has_terms() -> None:
    data = agreements_data(
        a_request(
            *courses(2),
            agreement(1, Term("", "2010-03-01", "2010-06", "2099"), title="Letter"),
            a_record(title="First programme", kind="programme", terms=(Term(signed="2006"),)),
            a_record(title="Without terms", kind="programme"),
        )
    )
    assert data["register"]["columns"] == [
        "Agreement", "Signed", "In force since", "Expires", "Status",
    ]  # fmt: skip
    assert entries(data) == [
        ("Letter", ["1 March 2010", "June 2010", "2099", "In force"]),
        ("First programme", ["2006", "", "", ""]),
    ]
    assert data["register"]["count"] == "2 agreements"


def test_that_columns_that_say_nothing_are_left_out() -> None:
    data = agreements_data(a_request(agreement(1, Term(signed="2004"))))
    assert data["register"]["columns"] == ["Agreement", "Signed", "Status"]
    assert entries(data) == [("Protocol 1", ["2004", "In force"])]


def test_that_amendments_stand_under_their_agreement_which_ends_as_the_last_of_them_says() -> None:
    record = agreement(
        1,
        Term("", "2010", "", "2015", "tacitly", ("DK MoD", "RS MoD")),
        Term("Amendment A", "2014", "", "2030"),
        Term("", "2016"),
    )
    entry = agreements_data(a_request(record))["register"]["entries"][0]
    assert entry["cells"] == ["2010", "2030", "In force"]
    assert entry["small"] == ["Renewal: tacitly", "Signatories: DK MoD, RS MoD"]
    assert [(one["title"], one["own"], one["cells"]) for one in entry["changes"]] == [
        ("Amendment A", False, ["2014", "2030", ""]),
        ("Amendment", True, ["2016", "", ""]),
    ]


def test_that_a_brief_register_has_neither_amendments_nor_small_print() -> None:
    record = agreement(1, Term(signed="2010", renewal="tacitly"), Term("Amendment"))
    data = agreements_data(a_request(record, options=Options(detail="brief")))
    entry = data["register"]["entries"][0]
    assert entry["small"] == []
    assert entry["changes"] == []


def test_that_the_parties_are_told_and_without_any_the_partners() -> None:
    named = (
        Party("Ministry of Defence", "DK", "lead"),
        Party("", "RS", "receiver"),
        Party("Ministry of Defence", "DK", "funder"),
    )
    data = agreements_data(a_request(agreement(1, parties=named), agreement(2, parties=())))
    assert [entry["parties"] for entry in data["register"]["entries"]] == [
        "Ministry of Defence, Denmark · Serbia",
        "Denmark · Serbia",
    ]


def test_that_the_period_is_told_where_no_terms_say_when() -> None:
    data = agreements_data(a_request(agreement(1, period=Period.parse("2010/2015"))))
    assert data["register"]["entries"][0]["meta"] == "DK-RS/2010/001 · Agreement · 2010–2015"


def test_that_chains_say_in_words_what_each_step_leads_on_from() -> None:
    programme = a_record(
        reference="P/1",
        title="Programme",
        kind="programme",
        relations=(Relation("follows", "DK-RS/2010/001"),),
        translations=(Translation("da", "Programmet"),),
        **RELEASED,
    )
    protocol = agreement(2, Term(signed="2011"), relations=(Relation("part_of", "P/1"),))
    first = agreement(1, Term(signed="2004", expires="2030"))
    data = agreements_data(a_request(protocol, programme, first, language="da"))
    (chain,) = data["chains"]["chains"]
    assert [rung["title"] for rung in chain] == ["Protocol 1", "Programmet"]
    assert chain[0]["stands"].startswith("DK-RS/2010/001 · Aftale · ")
    assert chain[1]["own"]
    assert chain[1]["key"] == ""  # a step that is not in the register
    assert chain[1]["ties"][0]["title"] == "Protocol 1"
    assert chain[1]["ties"][0]["key"] == "record-3"
    assert [part["title"] for part in chain[1]["parts"]] == ["Protocol 2"]


def test_that_programmes_without_an_agreement_are_no_chain_of_agreements() -> None:
    earlier = a_record(reference="P/1", kind="programme")
    later = a_record(kind="programme", relations=(Relation("follows", "P/1"),))
    data = agreements_data(a_request(earlier, later, agreement(1)))
    assert data["chains"]["chains"] == []


def test_that_ends_are_told_by_date_and_those_past_and_not_closed_are_flagged_in_words() -> None:
    ended = agreement(7, Term(expires="2020"), status="terminated")
    data = agreements_data(
        a_request(  # printed on 23 November 2026
            agreement(1, Term(expires="2030-05-01")),
            agreement(2, Term(expires="2027-03-23")),
            agreement(3, Term(expires="2026-10-23")),
            agreement(4, Term(expires="2019")),
            agreement(5, Term(expires="2026-11-23")),
            agreement(6),
            ended,
        )
    )
    assert groups(data) == {
        "Past their end, not closed": [
            ("Protocol 4", "Expired, but not closed"),
            ("Protocol 3", "Expired, but not closed (1 month ago)"),
        ],
        "Within 12 months": [("Protocol 5", "today"), ("Protocol 2", "in 4 months")],
        "Later": [("Protocol 1", "in 3 years")],
    }
    assert data["ends"]["open"] == "For 1 agreement that has not ended no end is recorded."
    assert {one["label"]: one["value"] for one in data["figures"]} == {
        "Agreements": "7",
        "In force": "6",
        "Ending within 12 months": "2",
        "Past their end, not closed": "2",
    }


def test_that_without_remarks_there_is_no_column_for_them() -> None:
    def columns(*expiries: str) -> list[str]:
        made = (agreement(n, Term(expires=day)) for n, day in enumerate(expiries, start=1))
        named: list[str] = agreements_data(a_request(*made))["ends"]["columns"]
        return named

    assert columns("2099") == ["Expires", "Agreement", "Status"]
    assert columns("2099", "2031-05") == ["Expires", "Agreement", "Status", "Remark"]


def test_that_a_picture_shows_from_when_until_when_agreements_bind() -> None:
    few = [agreement(1, Term(signed="2010", in_force="2011", expires="2020")), agreement(2)]
    assert agreements_data(a_request(*few))["ends"]["chart"] == {}
    more = [agreement(3, Term(signed="2012")), agreement(4, period=Period.parse("2015/2016"))]
    chart = agreements_data(a_request(*few, *more))["ends"]["chart"]
    assert [(bar["label"], bar["words"]) for bar in chart["entries"]] == [
        ("Protocol 1", "2011–2020"),
        ("Protocol 3", "since 2012"),
        ("Protocol 4", "2015–2016"),
    ]
    assert "1 agreement without a date is not shown." in chart["note"]


def test_that_an_end_before_the_beginning_hides_no_beginning() -> None:
    wrong = [agreement(number, Term(signed="2012", expires="2010")) for number in range(3)]
    chart = agreements_data(a_request(*wrong))["ends"]["chart"]
    assert [bar["words"] for bar in chart["entries"]] == ["2012"] * 3


def test_that_nothing_but_what_is_told_counts_for_the_marking_and_the_check_sum() -> None:
    alone = agreements_data(a_request(agreement(1)))
    beside = agreements_data(a_request(agreement(1), a_record(marking="RESTRICTED")))
    assert beside["banner"] == alone["banner"]
    assert beside["colophon"] == alone["colophon"]
    step = a_record(
        kind="programme", marking="RESTRICTED", relations=(Relation("follows", "DK-RS/2010/001"),)
    )
    assert "RESTRICTED" in agreements_data(a_request(agreement(1), step))["banner"]["text"]


def test_that_paragraphs_are_marked_where_that_is_wanted() -> None:
    marked = a_request(agreement(1), options=Options(paragraph_marks=True))
    assert agreements_data(marked)["register"]["entries"][0]["mark"] == "(U)"
    assert agreements_data(a_request(agreement(1)))["register"]["entries"][0]["mark"] == ""


def test_that_without_agreements_that_is_said() -> None:
    assert agreements_data(a_request(*courses(2)))["words"]["nothing"][0] == "No agreements"


@pytest.mark.slow
def test_that_a_withheld_agreement_leaves_no_trace_in_any_part() -> None:
    planted = "Zanzibar"
    withheld = agreement(
        9,
        Term(f"{planted} annex", "2005", "2006", "2027-01-17", f"{planted} tacitly", (planted,)),
        title=f"{planted} protocol",
        reference=f"DK-RS/{planted}/009",
        releasable_to=(),
        relations=(Relation("supersedes", "DK-RS/2010/001"),),
    )
    known = agreement(1, Term(signed="2004"))
    later = agreement(
        2,
        Term(signed="2007"),
        relations=(Relation("follows", withheld.reference), Relation("follows", known.reference)),
    )
    with_it = pdf_of(a_request(withheld, known, later, audience=PARTNER))
    assert planted not in everything(with_it)
    assert "17 January 2027" not in everything(with_it)
    bare = replace(later, relations=(Relation("follows", known.reference),))
    assert with_it == pdf_of(a_request(known, bare, audience=PARTNER))


@pytest.mark.slow
def test_that_a_reader_finds_the_parts_and_the_chain_is_a_list_in_a_list() -> None:
    terms = (Term("", "2010-03-01", "2010-06", "2030", "tacitly", ("A", "B")), Term("Amendment"))
    first, later, part = (agreement(number, *terms) for number in (1, 2, 3))
    tied = (
        first,
        replace(later, relations=(Relation("supersedes", first.reference),)),
        replace(part, relations=(Relation("part_of", later.reference),)),
    )
    alone = pdf_of(a_request(first, later, part, language="da"))
    made = pdf_of(a_request(*tied, language="da"))
    assert [depth for depth, _title in bookmarks(alone)] == [1, 1, 2]
    assert [depth for depth, _title in bookmarks(made)] == [1, 1, 1, 2]
    before, after = ([kind for kind, _language in tags(pdf)] for pdf in (alone, made))
    assert after.count("/L") - before.count("/L") == 2
    assert after.count("/LI") - before.count("/LI") == 3
    assert "/Figure" in after
    assert "Protocol 2" in text(made)


@pytest.mark.slow
def test_that_the_head_of_the_register_comes_again_on_each_page() -> None:
    many = [agreement(number, Term(signed=f"{1950 + number}")) for number in range(60)]
    made = pages(pdf_of(a_request(*many)))
    assert sum("Agreement Signed Status" in page for page in made) >= 3


@pytest.mark.slow
def test_that_very_long_texts_are_set_and_nothing_stops_the_report() -> None:
    long = "word " * 4_000
    made = pdf_of(
        a_request(
            agreement(1, Term(long, "2010", "", "2030", long, (long,)), title="x" * 900),
            agreement(2, Term("", "2010"), Term(long, signatories=("y" * 900,))),
        )
    )
    assert len(pages(made)) > 4
