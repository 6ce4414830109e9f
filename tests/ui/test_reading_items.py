"""Items as a table, with the numbers that anybody stated, and the rest in small print."""

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.rate import Rate
from tests.builders import a_full_item, a_record
from tests.ui.record_pages import page, told


def test_that_only_quantities_that_somebody_stated_have_a_column() -> None:
    text = told(items=(Item("pumps", 3.0, "piece", agreed=4.0), Item("tools")))
    assert "Items Agreed Delivered pumps (piece) 4 3 tools" in text
    assert "Requested" not in text
    plain = told(items=(Item("tools"), Item("tents")))
    assert "Items tools tents" in plain
    assert "Delivered" not in plain


def test_that_the_small_print_tells_the_rest_of_an_item() -> None:
    text = told(items=(a_full_item(),))
    assert "Requested Agreed Delivered fuel truck (vehicle) 20 14 14" in text
    assert "Vehicles · Serviceable · 1,400,000 DKK" in text
    assert "handed over 2 October 2014 · Batajnica · 204th Air Brigade" in text
    assert "NSN 2320-00-123-4567 · serial numbers A1, A2" in text


def test_that_a_handover_without_a_day_is_told() -> None:
    assert "handed over: Batajnica" in told(items=(Item("pump", handover_place="Batajnica"),))


def test_that_many_serial_numbers_are_one_click_away() -> None:
    record = a_record(items=(Item("radio", 30.0, serials=tuple(f"S{n}" for n in range(30))),))
    short = page(record)
    assert "S5 and 24 more" in short.words
    assert "S6" not in short.words
    assert short.links == ["more:serials-0"]
    whole = page(record, "serials-0")
    assert "S29" in whole.words
    assert whole.links == []


def test_that_a_long_list_shows_its_first_rows_and_all_when_asked() -> None:
    record = a_record(items=tuple(Item(f"thing {n}!", 1.0) for n in range(200)))
    short = page(record)
    assert "thing 19!" in short.words
    assert "thing 20!" not in short.words
    assert "Show all 200" in short.words
    assert short.links == ["more:items"]
    whole = page(record, "items")
    assert "thing 199!" in whole.words
    assert whole.links == []


def test_that_the_total_counts_what_is_not_shown_and_keeps_currencies_apart() -> None:
    items = [Item(f"thing {n}", 1.0, value=10.5, currency="DKK") for n in range(40)]
    text = told(items=(*items, Item("other", value=3.0, currency="EUR")))
    assert "Total 420 DKK 3 EUR" in text
    assert "together" not in text


def test_that_currencies_are_put_together_only_at_a_rate_given() -> None:
    items = (Item("a", value=10.0, currency="DKK"), Item("b", value=2.0, currency="EUR"))
    rates = (Rate("EUR", "DKK", "2014-01-02", 7.5), Rate("EUR", "DKK", "2030-01-01", 9.0))
    text = page(a_record(items=items), rates=rates).words
    assert "about 25 DKK together, at the rates of 2 January 2014" in text
