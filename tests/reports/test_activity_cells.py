"""What a table of activities says in one cell."""

from coopdesk.catalogue.facets import Party, Place, Session, Translation
from coopdesk.reports.activity_cells import (
    activity_cell,
    answering_cell,
    longest,
    places_cell,
    session_cell,
    stays_together,
)
from coopdesk.reports.wording import Wording
from tests.builders import a_record

ENGLISH = Wording("en", internal=True, keys={})
DANISH = Wording("da", internal=True, keys={}, marks=True)


def test_that_a_title_says_whether_it_is_in_the_reports_language() -> None:
    record = a_record(translations=(Translation("da", "Stabskursus"),), marking="RESTRICTED")
    cell = activity_cell(record, DANISH)
    assert (cell["title"], cell["own"], cell["mark"]) == ("Stabskursus", True, "(R)")
    untold = activity_cell(a_record(), DANISH)
    assert (untold["title"], untold["own"]) == ("Staff officers' course", False)


def test_that_the_small_print_has_no_empty_pieces() -> None:
    assert activity_cell(a_record(), ENGLISH)["small"] == ["Course"]
    full = a_record(status="closed", reference="DK-RS/2015/001")
    assert activity_cell(full, ENGLISH)["small"] == ["Course", "Closed", "DK-RS/2015/001"]


def test_that_a_session_says_when_where_how_often_and_for_how_many() -> None:
    session = Session("First", "2015-21", 2, "Niš", "RS", 20)
    assert session_cell(session, ENGLISH) == {
        "title": "First",
        "when": "spring 2015",
        "place": "Niš, Serbia",
        "runs": "2 runs",
        "seats": "20 seats",
    }
    assert set(session_cell(Session(count=1), ENGLISH).values()) == {""}


def test_that_a_country_is_named_once_and_countries_alone_share_a_line() -> None:
    places = (Place("", "RS"), Place("Niš", "RS"), Place("", "DK"), Place("", "EE"), Place("Skive"))
    assert places_cell(a_record(places=places), ENGLISH) == [
        "Niš, Serbia",
        "Skive",
        "Denmark, Estonia",
    ]


def test_that_who_leads_stands_first_and_who_observes_answers_for_nothing() -> None:
    parties = (
        Party("", "RS", "receiver"),
        Party("School", "", "lead"),
        Party("Staff", "DK", "lead"),
        Party("", "SE", "observer"),
        Party("Bystander", "NO"),
    )
    assert answering_cell(a_record(parties=parties), ENGLISH) == [
        {"role": "Lead", "names": "School; Staff, Denmark"},
        {"role": "Receiver", "names": "Serbia"},
    ]


def test_that_a_row_is_kept_together_by_its_fullest_cell() -> None:
    assert longest([["a"], ["bb", "c"], []]) == ["bb", "c"]
    assert longest([]) == []
    assert stays_together(["a" * 700])
    assert not stays_together(["a" * 700, "b"])
