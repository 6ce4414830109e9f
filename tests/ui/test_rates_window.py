"""The exchange rates: added from a line in words, taken out, undone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.rate import Rate
from coopdesk.i18n import activate
from coopdesk.ui.desk import Desk
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.rates_window import RatesWindow


@pytest.fixture
def rates(desk: Desk, qtbot: QtBot) -> Iterator[RatesWindow]:
    made = RatesWindow(desk)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def write(window: RatesWindow, currency: str, rate: str, per: str, day: str) -> None:
    for name, text in zip(window.boxes, (currency, rate, per, day), strict=True):
        window.boxes[name].control.setText(text)  # type: ignore[attr-defined]


def listed(window: RatesWindow) -> list[str]:
    return [step.text.replace("\u00a0", " ") for step in window._model.steps]


def test_that_without_rates_it_says_what_that_means(rates: RatesWindow) -> None:
    assert not rates.list.isVisible()
    assert rates._empty.isVisible()
    assert not rates.remove.isEnabled()


def test_that_a_rate_is_added_by_keyboard_and_the_line_is_free_again(
    rates: RatesWindow, desk: Desk, qtbot: QtBot
) -> None:
    write(rates, "euro", "7.46038", "DKK", "2 January 2014")
    QTest.keyClick(rates.boxes["day"].control, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(rates) == ["1 EUR = 7.46038 DKK"])
    assert rates.list.key == Rate("EUR", "DKK", "2014-01-02", 7.46038)
    assert "Euro – Danish Krone" in rates._model.steps[0].detail
    assert [box.value for box in rates.boxes.values()] == ["", None, "", ""]
    qtbot.waitUntil(rates.boxes["currency"].control.hasFocus)


def test_that_the_latest_of_two_currencies_stands_first(
    rates: RatesWindow, desk: Desk, qtbot: QtBot
) -> None:
    for rate in (
        Rate("USD", "DKK", "2014-01-01", 5.0),
        Rate("EUR", "DKK", "2014-01-01", 7.0),
        Rate("EUR", "DKK", "2015-01-01", 8.0),
    ):
        desk.write(rates, lambda store, rate=rate: store.rates.give(rate, who="B"))  # type: ignore[misc]
    qtbot.waitUntil(lambda: listed(rates) == ["1 EUR = 8 DKK", "1 EUR = 7 DKK", "1 USD = 5 DKK"])


@pytest.mark.parametrize(
    ("written", "said", "field"),
    [
        (("", "7", "DKK", "2014-01-02"), "Fill in “One of this currency”.", "currency"),
        (("EUR", "", "DKK", "2014-01-02"), "Fill in “is worth”.", "rate"),
        (("EUR", "x", "DKK", "2014-01-02"), "x", "rate"),
        (("EUR", "7", "DKK", "May 2014"), "Write one day", "day"),
        (("EUR", "7", "DKK", "about 2 January 2014"), "Write one day", "day"),
        (("EUR", "7", "EUR", "2014-01-02"), "give two currencies", ""),
        (("EUR", "-7", "DKK", "2014-01-02"), "above zero", ""),
    ],
)
def test_that_what_is_no_rate_is_said_and_nothing_typed_is_lost(
    rates: RatesWindow,
    qtbot: QtBot,
    written: tuple[str, str, str, str],
    said: str,
    field: str,
) -> None:
    write(rates, *written)
    rates.add.click()
    assert said in rates.message.text()
    if field:
        qtbot.waitUntil(rates.boxes[field].control.hasFocus)
    assert rates.boxes["per"].value == written[2]
    assert listed(rates) == []


def test_that_a_rate_is_taken_out_by_keyboard_and_comes_back_with_undo(
    rates: RatesWindow, desk: Desk, qtbot: QtBot
) -> None:
    write(rates, "EUR", "7", "DKK", "2014-01-02")
    rates.add.click()
    qtbot.waitUntil(lambda: len(listed(rates)) == 1)
    rates.list.setFocus()
    qtbot.waitUntil(rates.list.hasFocus)
    QTest.keyClick(rates.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: listed(rates) == [])
    desk.write(rates, lambda store: store.undo(who="B"))
    qtbot.waitUntil(lambda: len(listed(rates)) == 1)


def test_that_a_decimal_comma_is_read_where_the_language_has_one(desk: Desk, qtbot: QtBot) -> None:
    activate("da")
    made = RatesWindow(desk)
    qtbot.addWidget(made)
    write(made, "EUR", "7,46", "DKK", "2014-01-02")
    made.add.click()
    qtbot.waitUntil(lambda: listed(made) == ["1 EUR = 7,46 DKK"])


def test_that_the_menu_opens_one_window(window: MainWindow, qtbot: QtBot) -> None:
    for _turn in range(2):
        window.actions_by_name["rates"].trigger()
    shown = window.findChildren(RatesWindow)
    assert len(shown) == 1
    qtbot.waitUntil(lambda: not window.desk.busy)
    shown[0].close()
