from coopdesk.catalogue.facets import ContactRole, Party, Transaction
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.register import united, with_contact, with_organisation
from tests.builders import a_record


def test_that_an_organisation_is_replaced_wherever_a_record_names_it() -> None:
    record = a_record(
        parties=(Party("Air Force", "DK", "provider"), Party("RDAF", "DK", "provider"), Party("X")),
        transactions=(Transaction(amount=1.0, currency="DKK", provider="RDAF", receiver="X"),),
    )
    changed = with_organisation(record, ("Air Force", "RDAF"), "Royal Danish Air Force")
    assert changed.parties == (Party("Royal Danish Air Force", "DK", "provider"), Party("X"))
    assert changed.transactions[0].provider == "Royal Danish Air Force"
    assert changed.transactions[0].receiver == "X"


def test_that_parties_which_were_alike_before_are_left_alone() -> None:
    twice = a_record(parties=(Party("X"), Party("X")))
    assert with_organisation(twice, ("Y",), "Z") == twice


def test_that_a_contact_is_replaced_and_stands_once() -> None:
    record = a_record(contacts=(ContactRole("A", "host"), ContactRole("B", "host")))
    assert with_contact(record, ("B",), "A").contacts == (ContactRole("A", "host"),)


def test_that_uniting_keeps_what_is_said_and_fills_what_is_not() -> None:
    kept = Organisation("Royal Danish Air Force", country="DK", aliases=("RDAF",))
    other = Organisation("Flyvevåbnet", "armed_forces", "SE", aliases=("Air Command", "RDAF"))
    assert united(kept, [other]) == Organisation(
        "Royal Danish Air Force", "armed_forces", "DK",
        aliases=("RDAF", "Air Command", "Flyvevåbnet"),
    )  # fmt: skip


def test_that_a_united_contact_has_no_aliases_to_keep() -> None:
    kept = united(Contact("Embassy"), [Contact("Embassy in Belgrade", phone="+381 11")])
    assert kept == Contact("Embassy", phone="+381 11")
