"""The names that a catalogue knows, whether it says something of them or a record names them."""

from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.facets import ContactRole, Party, Transaction
from coopdesk.catalogue.name_list import KnownName
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact
from coopdesk.storage.store import Store
from tests.builders import a_record


def test_that_organisations_are_those_of_records_and_those_described(store: Store) -> None:
    store.put(Organisation("Beredskabsstyrelsen", aliases=("DEMA",)), who="Ann")
    store.add(
        a_record(
            parties=(Party("Ørslev Barracks"), Party("Beredskabsstyrelsen"), Party("", "DK")),
            transactions=(Transaction(provider="Danish MoD", receiver="Ørslev Barracks"),),
        ),
        who="Ann",
    )
    assert store.names.organisations() == (
        KnownName("Beredskabsstyrelsen", ("DEMA",)),
        KnownName("Danish MoD"),
        KnownName("Ørslev Barracks"),
    )


def test_that_contacts_are_found_by_their_person_too(store: Store) -> None:
    store.put(Contact("Defence section", "", "RS", "", person="Maj. Petrović"), who="Ann")
    store.add(a_record(contacts=(ContactRole("Liaison office", "host"),)), who="Ann")
    contacts = store.names.contacts()
    assert KnownName("Defence section", ("Maj. Petrović",)) in contacts
    assert KnownName("Liaison office") in contacts


def test_that_tags_are_offered_with_their_words_but_not_when_retired(store: Store) -> None:
    store.put(CodeEntry("tag", "vehicles", {"en": "vehicles", "da": "køretøjer"}), who="Ann")
    store.put(CodeEntry("tag", "old", {"en": "Old"}, retired=True), who="Ann")
    store.add(a_record(tags=("old", "search, rescue", "vehicles")), who="Ann")
    assert store.names.tags() == (
        KnownName("search, rescue"),
        KnownName("vehicles", ("køretøjer",)),
    )
