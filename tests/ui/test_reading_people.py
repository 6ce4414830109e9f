"""Who took part, and whom to call."""

from coopdesk.catalogue.facets import ContactRole, Participant, Session
from coopdesk.catalogue.partnership import Contact
from tests.builders import a_record
from tests.ui.record_pages import page, told

EMBASSY = Contact(
    "Embassy", "Neznanog Junaka 9 A", "RS", "+381 1", "+381 2", "a.b@um.dk", "Jens Hansen", "UM"
)


def test_that_participants_tell_country_number_and_role() -> None:
    one = Participant("drivers", "RS", 1200, "enlisted", "student", "licensed")
    assert "drivers (1,200) Serbia student · Enlisted · licensed" in told(participants=(one,))
    assert "Participants Serbia" in told(participants=(Participant("", "RS"),))


def test_that_sessions_tell_when_where_and_how_many_seats() -> None:
    text = told(sessions=(Session("First run", "2014-05", 1, "Niš", "RS", 20), Session("Other")))
    assert "First run · May 2014 · 1 session Niš, Serbia · 20 seats Other" in text


def test_that_a_contact_of_the_catalogue_comes_with_its_numbers() -> None:
    record = a_record(contacts=(ContactRole("Embassy", "to be asked"), ContactRole("Unknown")))
    shown = page(record, contacts={"Embassy": EMBASSY})
    assert (
        "Embassy to be asked Jens Hansen · UM Telephone +381 1 · Fax +381 2 · a.b@um.dk "
        "Neznanog Junaka 9 A, Serbia Unknown"
    ) in shown.words
    assert shown.links == ["mailto:a.b@um.dk"]


def test_that_what_is_no_address_is_no_link() -> None:
    for mail in ("javascript:alert(1)", "a@b", "a@b.dk?bcc=c@d.dk", "a@b.dk\nSubject: x"):
        contact = Contact("Embassy", email=mail)
        shown = page(a_record(contacts=(ContactRole("Embassy"),)), contacts={"Embassy": contact})
        assert shown.links == []
        assert " ".join(mail.split()) in shown.words
