"""Names that the catalogue knows, offered as one types; new ones are allowed and said to be new."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Budget, ContactRole, Document, Party
from coopdesk.catalogue.fields import FACET_FIELDS, Field, FieldType, field
from coopdesk.i18n import activate
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_code_names import CodeNameBox, Currencies, Languages
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.editor_names import KnownTagsBox, NameBox
from tests.builders import a_record

Key = Qt.Key


def part(facet: type, name: str) -> Field:
    return next(p for p in FACET_FIELDS[facet] if p.name == name)


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Callable[[Field], Any]:
    """Shows the box of a field on a catalogue that knows some names."""
    known = a_record(
        area="TRN",
        parties=(Party("Ørslev Barracks"), Party("Danish Air Force"), Party("Đoković fond")),
        contacts=(ContactRole("Embassy of Denmark"),),
        tags=("search, rescue", "servo motors", "service"),
    )

    def job(store: Store) -> Any:
        return store.add(known, who="B.L.")

    desk.write(desk, job)
    qtbot.waitUntil(lambda: not desk.busy)
    maker = BoxMaker(desk)

    def show(declared: Field) -> Any:
        box = maker.box(declared)
        qtbot.addWidget(box)
        with qtbot.waitExposed(box):
            box.show()
        box.activateWindow()
        box.fill(() if declared.type is FieldType.TAGS else "")
        box.control.setFocus()
        names = maker.names.get(declared.type)
        qtbot.waitUntil(lambda: names is None or names.known is not None)
        return box

    return show


def popup() -> Any:
    return QApplication.activePopupWidget()


def test_that_a_name_is_found_by_a_part_of_it_in_any_spelling(
    shown: Callable[[Field], NameBox], qtbot: QtBot
) -> None:
    box = shown(part(Party, "organisation"))
    QTest.keyClicks(box.line, "orsl")
    assert box.offers.words == ("Ørslev Barracks",)
    assert box.offers.is_open
    QTest.keyClick(popup(), Key.Key_Down)
    QTest.keyClick(popup(), Key.Key_Return)
    assert (box.value, box.note) == ("Ørslev Barracks", "")
    box.line.clear()
    box.offers.open("ђоков")
    assert box.offers.words == ("Đoković fond",)
    QTest.keyClick(popup(), Key.Key_Escape)
    assert not box.offers.is_open


def test_that_a_new_name_is_said_to_be_new(shown: Callable[[Field], NameBox]) -> None:
    box = shown(part(ContactRole, "contact"))
    QTest.keyClicks(box.line, "Liaison office")
    assert (box.value, box.note) == ("Liaison office", "New: will be catalogued.")
    assert not box.faulty
    box.line.setText("embassy of  Denmark")
    assert box.note == "The catalogue has “Embassy of Denmark”: choose it from the list."
    box.line.setText("Embassy of Denmark")
    assert box.note == ""


def test_that_a_name_that_came_with_the_record_is_not_new(
    shown: Callable[[Field], NameBox],
) -> None:
    box = shown(part(Party, "organisation"))
    box.fill("Nobody knows it")
    assert box.note == ""


def test_that_the_names_are_read_anew_after_an_edit(
    shown: Callable[[Field], NameBox], desk: Desk, qtbot: QtBot
) -> None:
    box = shown(part(Party, "organisation"))
    desk.write(
        desk,
        lambda store: store.add(a_record(area="TRN", parties=(Party("Garda"),)), who="B.L."),
    )
    qtbot.waitUntil(lambda: not desk.busy)
    box.clearFocus()
    box.control.clearFocus()
    box.control.setFocus()
    qtbot.waitUntil(lambda: not desk.busy)
    QTest.keyClicks(box.line, "gard")
    assert "Garda" in box.offers.words


def test_that_down_shows_the_list_and_choosing_replaces_what_was_typed(
    shown: Callable[[Field], NameBox],
) -> None:
    box = shown(part(Party, "organisation"))
    QTest.keyClick(box.line, Key.Key_Down)
    assert box.offers.is_open
    assert "Danish Air Force" in box.offers.words
    QTest.keyClick(popup(), Key.Key_Escape)


def test_that_the_tag_at_the_cursor_is_sought_and_completed(
    shown: Callable[[Field], KnownTagsBox],
) -> None:
    box = shown(field("tags"))
    QTest.keyClicks(box.line, "air, serv")
    assert set(box.offers.words) == {"servo motors", "service"}
    QTest.keyClick(popup(), Key.Key_Down)
    QTest.keyClick(popup(), Key.Key_Return)
    assert box.value == ("air", "service")
    QTest.keyClicks(box.line, ", serv")
    assert box.offers.words == ("servo motors",)
    QTest.keyClick(popup(), Key.Key_Escape)
    box.line.setCursorPosition(2)
    box.offers.chosen.emit("search, rescue")
    assert box.line.text() == "search, rescue, service, serv"


CURRENCY = part(Budget, "currency")
LANGUAGE = part(Document, "language")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("dkk", "DKK"),
        ("danska kruna", "DKK"),
        ("srpski dinar", "RSD"),
        ("€", "EUR"),
        (" ", ""),
        ("CSD", "CSD"),
    ],
)
def test_that_a_currency_is_read_by_code_name_and_sign(qtbot: QtBot, typed: str, code: str) -> None:
    activate("sr")
    box = CodeNameBox(CURRENCY, Currencies())
    qtbot.addWidget(box)
    box.fill("SEK")
    box.line.setText(typed)
    assert box.value == code
    box.leave()
    assert box.line.text() == code


def test_that_the_currencies_of_the_partnership_come_first(qtbot: QtBot) -> None:
    currencies = Currencies()
    currencies.put_first(("DK", "RS"))
    words = [offer.words for offer in currencies.find("")]
    assert words[:4] == ["DKK  Danish Krone", "RSD  Serbian Dinar", "EUR  Euro", "USD  US Dollar"]
    assert [offer.text for offer in currencies.find("krone")][:2] == ["DKK", "NOK"]
    currencies.put_first(())
    assert currencies.find("")[0].text == "ADP"


def test_that_an_unknown_currency_is_told_when_left_and_nothing_is_lost(qtbot: QtBot) -> None:
    box = CodeNameBox(CURRENCY, Currencies())
    qtbot.addWidget(box)
    box.fill("DKK")
    box.line.setText("KR")
    assert (box.value, box.note) == ("DKK", "")
    box.leave()
    assert box.note == "“KR” is not a currency; choose one from the list."
    assert (box.typed, box.line.text()) == ("KR", "KR")


def test_that_a_code_that_nobody_knows_is_kept_as_it_came(qtbot: QtBot) -> None:
    for declared, names in ((CURRENCY, Currencies()), (LANGUAGE, Languages())):
        box = CodeNameBox(declared, names)
        qtbot.addWidget(box)
        box.fill("Qqq")
        box.leave()
        assert (box.value, box.line.text(), box.note) == ("Qqq", "Qqq", "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("dansk", "da"),
        ("DA", "da"),
        ("serbisk (latinsk)", "sr_Latn"),
        ("serbisk (kyrillisk)", "sr"),
        ("tysk", "de"),
        ("fr", "fr"),
    ],
)
def test_that_a_language_is_read_by_its_name_in_the_users_own(
    qtbot: QtBot, typed: str, code: str
) -> None:
    activate("da")
    box = CodeNameBox(LANGUAGE, Languages())
    qtbot.addWidget(box)
    box.fill("en")
    assert box.line.text() == "engelsk"
    box.line.setText(typed)
    assert box.value == code


def test_that_our_own_languages_come_first() -> None:
    assert [offer.words for offer in Languages().find("")][:4] == [
        "English",
        "Danish",
        "Serbian (Cyrillic)",
        "Serbian (Latin)",
    ]


def test_that_a_marking_within_a_list_may_be_left_open(qtbot: QtBot, desk: Desk) -> None:
    box: Any = BoxMaker(desk).box(part(Document, "marking"))
    qtbot.addWidget(box)
    box.fill("")
    assert box.combo.itemText(0) == "Not stated"
    box.combo.setCurrentText("RESTRICTED")
    assert box.value == "RESTRICTED"
