"""The search field: what is sought, what cannot be read, what is offered, what is remembered."""

from collections.abc import Iterator
from dataclasses import replace
from time import process_time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.query_examples import EXAMPLES
from coopdesk.ui import search_field, search_note
from coopdesk.ui.desk import Desk
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.search_completion import prepare_words
from coopdesk.ui.search_field import RECENT, SearchField
from tests.ui.conftest import settle
from tests.ui.record_editors import NEW, stored

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[SearchField]:
    made = SearchField(desk)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


@pytest.fixture
def asked(field: SearchField) -> list[str]:
    """The queries that the field has told of."""
    told: list[str] = []
    field.query_changed.connect(told.append)
    return told


def popup() -> QWidget:
    shown = QApplication.activePopupWidget()
    assert shown is not None
    return shown


def type_(field: SearchField, text: str) -> None:
    """Type as a person does: into the list's window where it is open."""
    for letter in text:
        QTest.keyClicks(QApplication.activePopupWidget() or field, letter)


def test_that_each_letter_asks_anew(field: SearchField, asked: list[str]) -> None:
    type_(field, "Fu -T")
    assert asked == ["f", "fu", "fu -t"]
    field.clear()
    assert asked[-1] == ""


def test_that_only_what_means_something_else_is_told(field: SearchField, asked: list[str]) -> None:
    for text in ("Fuel", "fuel ", " FUEL", "kind:donation", "Kind:Donation", "Art:Donation"):
        field.setText(text)
    assert asked == ["fuel", "kind:donation"]
    assert field.query == "kind:donation"


def test_that_what_cannot_be_read_is_explained_at_its_place(
    field: SearchField, asked: list[str]
) -> None:
    field.setText("fuel")
    field.setText("kynd:donation fuel")
    assert asked == ["fuel"]
    assert field.explained
    assert "kind:" in field.note.text()
    assert field.accessibleDescription() == field.note.text()
    spoken = QAccessible.queryAccessibleInterface(field)
    assert spoken is not None
    assert field.note.text() in spoken.text(QAccessible.Text.Description)
    field.setText("kind:donation fuel")
    assert not field.explained
    assert field.accessibleDescription() == ""
    assert asked == ["fuel", "kind:donation fuel"]


def test_that_the_wrong_piece_is_underlined_and_nothing_else_changes(field: SearchField) -> None:
    field.setText("fuel truck")
    plain = field.grab().toImage()
    before = field.isUndoAvailable()
    field.setText("fuel kynd:x truck")
    wrong = field.grab().toImage()
    field._underline(0, 0)
    assert field.grab().toImage() != wrong
    assert field.text() == "fuel kynd:x truck"
    field.setText("fuel truck")
    assert field.grab().toImage() == plain
    assert field.isUndoAvailable() == before


def test_that_what_is_being_written_is_not_explained_at_once(
    field: SearchField, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    field._patience.setInterval(1)
    field.setText('fuel "truck')
    assert not field.explained
    qtbot.waitUntil(lambda: field.explained)
    assert search_field.PATIENCE_MS >= 1000


def test_that_nothing_is_explained_while_values_are_offered(
    field: SearchField, qtbot: QtBot
) -> None:
    field._patience.setInterval(1)
    type_(field, "kind:")
    assert field.completion.is_open
    qtbot.waitUntil(lambda: not field._patience.isActive())
    assert not field.explained
    QTest.keyClick(popup(), Key.Key_Escape)
    qtbot.waitUntil(lambda: field.explained)
    assert field.text() == "kind:"


def test_that_enter_explains_at_once_and_goes_on_only_from_what_can_be_read(
    field: SearchField,
) -> None:
    accepted: list[bool] = []
    field.accepted.connect(lambda: accepted.append(True))
    field.setText("year:soon")
    assert not field.explained
    QTest.keyClick(field, Key.Key_Return)
    assert field.explained
    assert not accepted
    field.setText("year:2015")
    QTest.keyClick(field, Key.Key_Return)
    assert accepted


def test_that_kinds_are_offered_by_word_and_code_and_tab_takes_one(
    field: SearchField, asked: list[str]
) -> None:
    type_(field, "fuel kind:")
    assert "Exchange visit  (exchange_visit)" in field.completion.words
    type_(field, "dona")
    assert field.completion.words == ("Donation  (donation)",)
    QTest.keyClick(popup(), Key.Key_Tab)
    assert field.text() == "fuel kind:donation "
    assert asked[-1] == "fuel kind:donation"
    assert not field.completion.is_open
    assert field.hasFocus()


def test_that_a_word_is_sought_no_longer_once_it_names_a_field(
    field: SearchField, asked: list[str]
) -> None:
    type_(field, "fuel delivered")
    assert asked[-1] == "fuel delivered"
    type_(field, ">")
    assert asked[-1] == "fuel"
    type_(field, "1")
    assert asked[-1] == "fuel delivered>1"
    field.setText("truck")
    field.setText("kind:")
    field.setText("colour")
    type_(field, ":")
    assert asked[-1] == "colour"


def test_that_what_is_typed_is_never_replaced_unasked(field: SearchField) -> None:
    type_(field, "kind:dona")
    assert field.text() == "kind:dona"
    QTest.keyClick(popup(), Key.Key_Escape)
    type_(field, "tion fuel")
    assert field.text() == "kind:donation fuel"


@pytest.mark.parametrize(
    ("typed", "offered", "taken"),
    [
        ("partner:ser", "Serbia  (RS)", "partner:RS "),
        ("role:rs/rec", "Serbia – Receiver  (RS/receiver)", "role:RS/receiver "),
        ("area:air", "Air forces  (AIR)", "area:AIR "),
        ("has:it", "Items  (items)", "has:items "),
        ("organisation:danish", "", ""),
        ("year:201", "2014", ""),
        ("marking:unc", "UNCLASSIFIED", "marking:UNCLASSIFIED "),
        ("problem:e", "Error  (error)", "problem:error "),
        ("status:cl", "Closed  (closed)", "status:closed "),
    ],
)
def test_that_values_of_each_field_are_offered_as_they_exist(
    field: SearchField, qtbot: QtBot, typed: str, offered: str, taken: str
) -> None:
    type_(field, typed)
    qtbot.waitUntil(lambda: field.completion.is_open)
    if offered:
        assert offered in field.completion.words
    if taken:
        QTest.keyClick(popup(), Key.Key_Tab)
        assert field.text() == taken
    field.completion.close()


def test_that_values_are_read_anew_after_an_edit(
    field: SearchField, desk: Desk, qtbot: QtBot
) -> None:
    type_(field, "tag:")
    qtbot.waitUntil(lambda: field.completion.is_open)
    assert "zebra crossings" not in field.completion.words
    field.completion.close()
    stored(desk, qtbot, replace(NEW, title="x", tags=("zebra crossings",)))
    type_(field, "z")
    qtbot.waitUntil(lambda: field.completion.is_open)
    assert field.completion.words == ("zebra crossings",)
    QTest.keyClick(popup(), Key.Key_Tab)
    assert field.text() == 'tag:"zebra crossings" '


def test_that_a_name_is_taken_in_quotation_marks_and_enter_alone_takes_none(
    field: SearchField, qtbot: QtBot, asked: list[str]
) -> None:
    type_(field, "organisation:danish")
    qtbot.waitUntil(lambda: field.completion.is_open)
    first = field.completion.words[0]
    QTest.keyClick(popup(), Key.Key_Return)
    assert field.text() == "organisation:danish"
    type_(field, " ")
    field.setText("")
    type_(field, "organisation:danish")
    assert field.completion.is_open
    QTest.keyClick(popup(), Key.Key_Tab)
    assert field.text() == f'organisation:"{first}" '
    assert asked[-1].startswith('organisation:"danish ')


def test_that_fields_are_offered_at_ctrl_and_space_alone(field: SearchField) -> None:
    type_(field, "ki")
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(field, Key.Key_Space, CTRL)
    assert field.completion.words == ("Kind  (kind:)",)
    QTest.keyClick(popup(), Key.Key_Return)
    assert field.text() == "kind:"
    assert "Donation  (donation)" in field.completion.words
    field.completion.close()


def test_that_searches_are_remembered_and_can_be_forgotten(field: SearchField, desk: Desk) -> None:
    for number in range(RECENT + 5):
        field.setText(f"Fuel {number}")
        QTest.keyClick(field, Key.Key_Return)
    for refused in ("kind:bicycle", "", "  "):
        field.setText(refused)
        QTest.keyClick(field, Key.Key_Return)
    recent = desk.settings.get("recent_searches")
    assert (len(recent), recent[0]) == (RECENT, f"Fuel {RECENT + 4}")
    field.setText("Fuel 10")
    QTest.keyClick(field, Key.Key_Return)
    assert desk.settings.get("recent_searches").count("Fuel 10") == 1

    field.clear()
    QTest.keyClick(field, Key.Key_Down)
    assert field.completion.words[0] == "Fuel 10"
    QTest.keyClick(popup(), Key.Key_Down)
    QTest.keyClick(popup(), Key.Key_Return)
    assert field.text() == f"Fuel {RECENT + 4}"

    field.clear()
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(popup(), Key.Key_End, CTRL)
    QTest.keyClick(popup(), Key.Key_Return)
    assert desk.settings.get("recent_searches") == []
    QTest.keyClick(field, Key.Key_Down)
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "fuel " * 2_000,
        '"' * 10_000,
        "(" * 10_000,
        "kind:" * 2_000,
        "kind:" + "donation," * 1_100,
        "partner:" + "Serbia," * 1_400,
        "role:" + "RS/receiver," * 800,
        "č" * 20_000,
        "-" * 10_000,
        "a OR " * 2_000,
        "\0🚚 NEAR(* ^" * 900,
    ],
    ids=range(12),
)
def test_that_a_long_text_freezes_nothing(
    field: SearchField, qapp: QApplication, text: str
) -> None:
    prepare_words()
    qapp.clipboard().setText(text)
    began = process_time()
    field.paste()
    qapp.processEvents()
    assert process_time() - began < 1
    field.clear()


def test_that_a_query_that_is_shown_is_not_asked_again(
    field: SearchField, asked: list[str]
) -> None:
    field.setText("Kind:Donation ")
    field.show_query("kind:donation")
    assert field.text() == "Kind:Donation "
    field.show_query("kind:course")
    assert (field.text(), field.query) == ("kind:course", "kind:course")
    field.setText("kind:course x:y z")
    assert field.explained
    field.show_query("kind:course")
    assert field.explained
    field.show_query("", anew=True)
    assert (field.text(), field.explained) == ("", False)
    assert asked == ["kind:donation"]


def test_that_the_list_stays_while_a_query_cannot_be_read(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.search.setText("kind:donation")
    settle(qtbot, program)
    rows = window.browse.model.rowCount()
    assert 0 < rows < 38
    window.search.setText("kind:donation colour:red fuel")
    settle(qtbot, program)
    assert window.browse.model.rowCount() == rows
    assert window.browse.wanted() == Filter(search="kind:donation")
    assert window.bar.search.note.isVisible()
    window.clear_filters()
    settle(qtbot, program)
    assert (window.search.text(), window.browse.model.rowCount()) == ("", 38)
    assert not window.bar.search.note.isVisible()


def test_that_what_is_typed_over_the_overview_stays_in_the_field(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.tabs.show_key("overview")
    settle(qtbot, program)
    window.search.setText("Kind:Donation")
    settle(qtbot, program)
    assert not window.going.on_overview
    assert window.search.text() == "Kind:Donation"
    assert window.browse.wanted() == Filter(search="kind:donation")


def test_that_the_examples_of_the_help_can_be_tried(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    for place, (example, _words) in enumerate(EXAMPLES):
        QTest.mouseClick(window.bar.help, Qt.MouseButton.LeftButton)
        panel = window.bar._help
        assert panel is not None
        assert panel.isVisible()
        QTest.mouseClick(panel.examples[place], Qt.MouseButton.LeftButton)
        assert not panel.isVisible()
        assert window.search.text() == example
        assert not window.search.explained
        QTest.keyClick(window.search, Key.Key_Return)
        assert not window.search.explained
    settle(qtbot, program)


def test_that_what_is_wrong_hangs_from_the_field_and_moves_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    field = window.search
    field.setFocus()
    places = [window.tabs.mapTo(window, QPoint()), window.browse.mapTo(window, QPoint())]
    field.setText("kynd:donation fuel " * 3)
    note = field.note
    assert note.isVisible()
    qtbot.wait(1)
    assert [window.tabs.mapTo(window, QPoint()), window.browse.mapTo(window, QPoint())] == places
    said, typed = spot(note, window), spot(field, window)
    assert said.top() > typed.bottom()
    assert said.left() == typed.left()
    assert note.childAt(note.rect().center()) is not None
    window.resize(700, 500)
    qtbot.waitUntil(lambda: spot(note, window).top() > spot(field, window).bottom())
    assert window.rect().contains(spot(note, window))
    field.setText("kind:donation")
    assert not note.isVisible()


def spot(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def test_that_what_is_wrong_makes_room_and_comes_back_with_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    field = window.search
    field.setFocus()
    field.setText("kynd:donation fuel")
    QTest.keyClick(field, Key.Key_Escape)
    assert not field.note.isVisible()
    assert field.explained
    assert "kind:" in field.accessibleDescription()
    field.note._left.setInterval(1)
    window.browse.table.setFocus()
    assert field.note.isVisible()
    qtbot.waitUntil(lambda: not field.note.isVisible())
    field.setFocus()
    assert field.note.isVisible()
    qtbot.mouseClick(field.note, Qt.MouseButton.LeftButton)
    assert not field.note.isVisible()
    assert search_note.LEFT_MS >= 5000


def test_that_what_is_wrong_is_told_to_a_screen_reader_once(
    field: SearchField, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        search_field, "QAccessibleAnnouncementEvent", lambda _field, words: told.append(words)
    )
    monkeypatch.setattr(
        search_field, "QAccessible", SimpleNamespace(updateAccessibility=lambda _event: None)
    )
    field.setText("kynd:donation fuel")
    QTest.keyClick(field, Key.Key_Return)
    assert told == [field.note.text()]
