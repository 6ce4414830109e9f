import pytest

from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.catalogue.facets import ContactRole, Party, Transaction
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.register import NameUse
from coopdesk.storage.store import Store
from tests.builders import a_record

RDAF = "Royal Danish Air Force"


@pytest.fixture
def filled(store: Store) -> Store:
    paid = Transaction("disbursement", "2014", 1.0, "DKK", "", "RDAF", RDAF)
    for parties, transactions in (
        ((Party("RDAF", "DK", "provider"), Party("", "RS", "receiver")), (paid,)),
        ((Party(RDAF, "DK", "provider"),), ()),
        ((Party("Logistics School"),), ()),
    ):
        store.add(
            a_record(
                parties=parties,
                transactions=transactions,
                contacts=(ContactRole("Attaché", "host"),),
            ),
            who="A.K.",
        )
    return store


def names(uses: tuple[NameUse, ...]) -> dict[str, int]:
    return {use.thing.name: use.records for use in uses}


def test_that_every_organisation_is_listed_with_its_records(filled: Store) -> None:
    filled.put(Organisation("Baltic Defence College", country="EE"), who="A.K.")
    found = filled.register.organisations()
    assert names(found) == {
        "Baltic Defence College": 0, "Logistics School": 1, "RDAF": 1, RDAF: 2,
    }  # fmt: skip
    assert [use.described for use in found] == [True, False, False, False]


def test_that_where_used_names_each_record_once(filled: Store) -> None:
    assert len(filled.register.where_used(Organisation(RDAF))) == 2
    assert len(filled.register.where_used(Contact("Attaché"))) == 3
    assert filled.register.where_used(Organisation("nobody")) == ()


def test_that_a_new_name_is_taken_over_by_all_records_in_one_step(filled: Store) -> None:
    before = len(filled.history())
    new = Organisation("Danish Air Force", country="DK")
    changed = filled.register.change(Organisation(RDAF), new, who="A.K.")
    assert len(changed.ids) == 2
    assert names(filled.register.organisations())["Danish Air Force"] == 2
    assert filled.frame(Organisation) == (new,)
    assert filled.count(Filter(organisations=("Danish Air Force",))) == 2
    assert filled.count(Filter(search="danish air force")) == 2
    assert len(filled.history()) == before + 1
    assert filled.check() == ()
    filled.undo(who="A.K.")
    assert names(filled.register.organisations())[RDAF] == 2
    assert filled.frame(Organisation) == ()
    assert filled.check() == ()


def test_that_a_name_which_is_taken_is_refused(filled: Store) -> None:
    with pytest.raises(CatalogueError, match="unite"):
        filled.register.change(Organisation("RDAF"), Organisation(RDAF), who="A.K.")


def test_that_one_stands_for_those_that_are_united_with_it(filled: Store) -> None:
    filled.put(Organisation("RDAF", "military", "DK"), who="A.K.")
    changed = filled.register.unite(
        Organisation(RDAF), [Organisation("RDAF", country="DK")], who=""
    )
    assert changed.operation == "merged"
    assert names(filled.register.organisations()) == {"Logistics School": 1, RDAF: 2}
    (kept,) = filled.frame(Organisation)
    assert kept == Organisation(RDAF, "military", "DK", aliases=("RDAF",))
    assert filled.check() == ()
    filled.undo(who="A.K.")
    assert names(filled.register.organisations())["RDAF"] == 1
    assert filled.frame(Organisation) == (Organisation("RDAF", "military", "DK"),)
    filled.redo(who="A.K.")
    assert names(filled.register.organisations()) == {"Logistics School": 1, RDAF: 2}
    assert filled.check() == ()


def test_that_what_is_gone_is_not_united(filled: Store) -> None:
    with pytest.raises(NotFound, match="look at the list"):
        filled.register.unite(Organisation(RDAF), [Organisation("gone")], who="A.K.")


def test_that_the_contact_of_a_partnership_follows_its_new_name(store: Store) -> None:
    (contact,) = [p.contact for p in store.partnerships() if p.contact]
    store.register.change(contact, Contact("Embassy, Belgrade", contact.address), who="A.K.")
    (renamed,) = [p.contact for p in store.partnerships() if p.contact]
    assert renamed.name == "Embassy, Belgrade"
    assert [c.name for c in store.frame(Contact)] == ["Embassy, Belgrade"]
    store.undo(who="A.K.")
    assert [p.contact for p in store.partnerships() if p.contact] == [contact]
    assert store.frame(Contact) == (contact,)


def test_that_only_what_nobody_names_can_be_taken_out(filled: Store) -> None:
    contact = next(p.contact for p in filled.partnerships() if p.contact)
    filled.put(Organisation("RDAF"), who="A.K.")
    filled.put(Organisation("Unused"), who="A.K.")
    for thing, why in ((Organisation("RDAF"), "1 record"), (contact, "partnership")):
        with pytest.raises(CatalogueError, match=why):
            filled.register.remove(thing, who="A.K.")
    filled.register.remove(Organisation("Unused"), who="A.K.")
    assert [o.name for o in filled.frame(Organisation)] == ["RDAF"]
