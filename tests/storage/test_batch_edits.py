"""A field written to many records: what hangs on it follows, and nothing else is asked for."""

from typing import Any

import pytest

from coopdesk.catalogue.bulk import AddEntries, BulkChange, ClearField, SetPart
from coopdesk.catalogue.facets import Party, Transaction
from coopdesk.catalogue.fields import CONTENTS
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage.batch_edits import beside
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record


def found(store: Store, **wanted: Any) -> tuple[int, ...]:
    return tuple(store.ids(Filter(**wanted), Sort()))


@pytest.mark.parametrize("name", ["tags", "status", "notes", "items", "documents", "sources"])
def test_that_a_field_is_written_without_the_others(name: str) -> None:
    assert beside({name}) == {name}


def test_that_fields_are_known_together_where_they_name_the_same_things() -> None:
    assert beside({"sessions"}) == {"sessions", "places"}
    assert beside({"transactions"}) == {"transactions", "parties"}


def test_that_what_a_record_contains_follows_each_of_its_lists(store: Store) -> None:
    full = store.add(a_full_record(), who="A.K.").ids
    everything = {entry.value for entry in store.facet("contents", Filter())}
    assert everything == set(CONTENTS)
    for name in CONTENTS:
        store.bulk.apply(full, ClearField(name), who="A.K.")
        assert {entry.value for entry in store.facet("contents", Filter())} == everything - {name}
        assert store.check() == ()
        store.undo(who="A.K.")
        assert found(store, contents=(name,)) == full
        assert store.check() == ()


PAID = AddEntries("transactions", (Transaction("expenditure", provider="Danish MoD"),))


@pytest.mark.parametrize(
    ("change", "dimension", "value"),
    [
        (PAID, "organisations", "Danish MoD"),
        (AddEntries("parties", (Party("NORDEFCO", "", "lead"),)), "organisations", "NORDEFCO"),
        (SetPart("sessions", "place", "Ørslev"), "place_names", "Ørslev"),
        (SetPart("places", "name", "Ørslev"), "place_names", "Ørslev"),
        (SetPart("sources", "confidence", "reported"), "confidences", "reported"),
    ],
    ids=["transactions", "parties", "sessions", "places", "sources"],
)
def test_that_a_record_is_found_by_what_it_was_given(
    store: Store, change: BulkChange, dimension: str, value: str
) -> None:
    full = store.add(a_full_record(transactions=()), who="A.K.").ids
    store.add(a_record(), who="A.K.")
    store.bulk.apply(full, change, who="A.K.")
    assert found(store, **{dimension: (value,)}) == full
    assert store.check() == ()
    store.undo(who="A.K.")
    assert found(store, **{dimension: (value,)}) == ()
    assert store.check() == ()
