"""Exchange rates are given, changed and taken out, each a step that can be undone."""

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.rate import Rate
from coopdesk.storage.store import Store

FIRST = Rate("EUR", "DKK", "2014-01-02", 7.46)


def test_that_a_rate_is_known_until_it_is_taken_out(store: Store) -> None:
    later = Rate("EUR", "DKK", "2015-01-02", 7.44)
    for rate in (later, FIRST):
        store.rates.give(rate, who="A.K.")
    assert store.rates.known() == (FIRST, later)
    assert store.rates.remove(FIRST, who="A.K.").entry
    assert store.rates.known() == (later,)
    assert store.rates.remove(FIRST, who="A.K.").entry == 0
    store.undo(who="A.K.")
    assert store.rates.known() == (FIRST, later)


def test_that_a_day_has_one_rate_for_two_currencies(store: Store) -> None:
    store.rates.give(FIRST, who="A.K.")
    other = Rate("EUR", "DKK", "2014-01-02", 7.5)
    assert store.rates.give(other, who="A.K.").operation == "edited"
    assert store.rates.known() == (other,)


@pytest.mark.parametrize(
    "wrong",
    [
        Rate("EUR", "EUR", "2014-01-02", 1.0),
        Rate("EUR", "DKK", "2014-01", 1.0),
        Rate("EUR", "DKK", "2014-01-02", 0.0),
        Rate("euro", "DKK", "2014-01-02", 1.0),
    ],
)
def test_that_what_is_no_rate_is_refused(store: Store, wrong: Rate) -> None:
    with pytest.raises(CatalogueError):
        store.rates.give(wrong, who="A.K.")
    assert store.rates.known() == ()
