"""Tools > Lists: seen, edited by keyboard and mouse, refused beside what is wrong, undone."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QColorDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.code_use import LISTS
from coopdesk.catalogue.codes import Code, Kind, Status
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.lists_colours import COLOURS
from coopdesk.ui.lists_page import ListPage
from coopdesk.ui.lists_traits import KindTraits, StatusTraits
from coopdesk.ui.lists_window import ListsWindow
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle
from tests.ui.test_accessibility import nameless

pytestmark = pytest.mark.slow

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def lists(desk: Desk, qtbot: QtBot) -> Iterator[ListsWindow]:
    """The window on the sample catalogue, shown and read."""
    made = ListsWindow(desk)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    idle(qtbot, desk)
    yield made
    made.close()
    idle(qtbot, desk)


def idle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.busy, timeout=10_000)


def turned(lists: ListsWindow, name: str, code: str = "") -> ListPage:
    lists.turn_to(name)
    if code:
        lists.page.entries.choose(code)
        assert lists.page.panel.code == code
    return lists.page


def codes(page: ListPage) -> list[str]:
    return [use.entry.code for use in page.entries.uses]


def asked(desk: Desk, qtbot: QtBot, question: Callable[[Store], object]) -> object:
    found: list[object] = []
    desk.read(desk, question, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def entry(desk: Desk, qtbot: QtBot, name: str, code: str) -> Code:
    uses = asked(desk, qtbot, lambda store: store.lists.entries(name))
    assert isinstance(uses, tuple)
    found = next(use.entry for use in uses if use.entry.code == code)
    assert isinstance(found, Code)
    return found


def type_in(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def test_that_each_list_has_a_page_with_names_and_numbers_of_uses(lists: ListsWindow) -> None:
    words = [lists.headings.item(row).text() for row in range(lists.headings.count())]
    assert words == ["Kinds", "Areas", "Statuses", "Tags", "Organisation types"]
    for name, _heading in LISTS:
        page = turned(lists, name)
        assert page.list_name == name
        assert page.entries.count() == len(page.entries.uses) > 8
        assert page.panel.code == page.entries.uses[0].entry.code
    kinds = turned(lists, "kind", "course").entries
    assert kinds.currentItem().text() == "Course"
    spoken = kinds.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Course, used 8 times"


def test_that_everything_in_the_window_has_a_name(lists: ListsWindow) -> None:
    QAccessible.setActive(True)
    for name, _heading in LISTS:
        page = turned(lists, name)
        assert nameless(lists) == []
        page.begin_new()
        assert nameless(lists) == []
    QAccessible.setActive(False)


def test_that_an_entry_is_added_by_keyboard_alone(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "kind")
    page.add.setFocus()
    qtbot.keyClick(page.add, Key.Key_Space)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "Table-top exercise")
    qtbot.keyClick(line, Key.Key_Tab)
    danish = QApplication.focusWidget()
    assert isinstance(danish, QLineEdit)
    qtbot.keyClicks(danish, "Skrivebordsøvelse")
    qtbot.keyClick(danish, Key.Key_Return)
    idle(qtbot, desk)
    assert not page.is_adding
    assert page.entries.code == "table_top_exercise"
    assert page.entries.hasFocus()
    assert lists.message == "Added: “Table-top exercise”"
    assert entry(desk, qtbot, "kind", "table_top_exercise").words("da") == "Skrivebordsøvelse"
    page.begin_new()
    assert page.new.names.names == {}


def test_that_what_cannot_be_added_is_said_beside_it_and_nothing_typed_is_lost(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "status")
    page.begin_new()
    line = page.new.names.boxes["en"].line
    type_in(qtbot, line, "closed")
    page.new.add.click()
    idle(qtbot, desk)
    assert page.is_adding
    assert "already" in page.new.names.problem
    assert line.text() == "closed"
    assert line.property("invalid")
    assert not page.new.names.boxes["da"].line.property("invalid")
    qtbot.keyClicks(line, " for good")
    assert not page.new.names.problem
    page.entries.choose("draft")
    assert not page.is_adding
    page.begin_new()
    assert line.text() == "closed for good"
    page.new.cancel.click()
    assert not page.is_adding
    page.begin_new()
    page.new.add.click()
    idle(qtbot, desk)
    assert "one language" in page.new.names.problem


def test_that_names_are_stored_when_the_user_goes_elsewhere(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "kind", "course")
    boxes = page.panel.names.boxes
    assert boxes["da"].line.placeholderText() == "Kursus"
    assert boxes["da"].line.text() == ""
    type_in(qtbot, boxes["da"].line, "Uddannelse")
    type_in(qtbot, boxes["en"].line, "Training course")
    idle(qtbot, desk)
    assert entry(desk, qtbot, "kind", "course").names == ()
    page.entries.setFocus()
    page.entries.choose("seminar")
    idle(qtbot, desk)
    assert dict(entry(desk, qtbot, "kind", "course").names) == {
        "da": "Uddannelse",
        "en": "Training course",
    }
    assert page.panel.code == "seminar"
    assert code_label("kind", "course") == "Training course"
    page.entries.choose("course")
    assert page.entries.currentItem().text() == "Training course"
    history = asked(desk, qtbot, lambda store: store.history(limit=2))
    assert isinstance(history, tuple)
    assert [one.operation for one in history] == ["edited", "founded"]


def test_that_a_name_that_is_refused_comes_back_with_what_is_wrong(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "area", "AIR")
    line = page.panel.names.boxes["en"].line
    type_in(qtbot, line, "IT support")
    page.entries.setFocus()
    page.entries.choose("LOG")
    idle(qtbot, desk)
    assert page.panel.code == "AIR"
    assert line.text() == "IT support"
    assert "“IT support” is in the list already" in page.panel.names.problem
    line.setFocus()
    qtbot.keyClick(line, Key.Key_Escape)
    assert line.text() == "Air forces"
    assert not page.panel.names.problem
    assert lists.isVisible()


def test_that_entries_are_moved_by_keyboard_and_buttons(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "kind", "project")
    before = codes(page)
    qtbot.keyClick(page.entries, Key.Key_Down, Alt)
    qtbot.keyClick(page.entries, Key.Key_Down, Alt)
    page.up.click()
    page.up.click()
    page.up.click()
    idle(qtbot, desk)
    assert codes(page) == ["agreement", "project", "programme", *before[3:]]
    assert page.entries.code == "project"
    vocabulary = asked(desk, qtbot, lambda store: [k.code for k in store.vocabulary().kinds])
    assert vocabulary == codes(page)
    page.entries.choose("agreement")
    assert not page.up.isEnabled()
    qtbot.keyClick(page.entries, Key.Key_Up, Alt)
    page.entries.choose(before[-1])
    assert not page.down.isEnabled()
    qtbot.keyClick(page.entries, Key.Key_Down, Alt)
    idle(qtbot, desk)
    assert codes(page) == vocabulary


def test_that_a_colour_is_picked_from_the_menu(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    button = turned(lists, "tag", "IT").panel.colour
    assert button.text() == "No colour"
    button.menu().aboutToShow.emit()
    actions = button.menu().actions()
    assert [action.text() for action in actions if action.isChecked()] == ["No colour"]
    actions[1].trigger()
    idle(qtbot, desk)
    assert entry(desk, qtbot, "tag", "IT").colour == COLOURS[0][0]
    assert button.text() == COLOURS[0][1]
    assert button.accessibleName() == "Colour: Blue"
    area = turned(lists, "area", "AIR").panel.colour
    area.menu().aboutToShow.emit()
    assert "No colour" not in [action.text() for action in area.menu().actions()]


def test_that_any_other_colour_can_be_chosen(lists: ListsWindow, desk: Desk, qtbot: QtBot) -> None:
    button = turned(lists, "area", "AIR").panel.colour
    button.choose_another()
    dialog = lists.findChild(QColorDialog)
    assert dialog is not None
    dialog.setCurrentColor("#123456")
    dialog.accept()
    idle(qtbot, desk)
    assert entry(desk, qtbot, "area", "AIR").colour == "#123456"
    assert button.text() == "#123456"


def test_that_an_entry_is_retired_and_offered_again(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "kind", "membership")
    page.panel.offered.click()
    idle(qtbot, desk)
    assert entry(desk, qtbot, "kind", "membership").retired
    spoken = page.entries.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Membership, retired, used 1 time"
    page.panel.offered.click()
    idle(qtbot, desk)
    assert not entry(desk, qtbot, "kind", "membership").retired


def test_that_what_cannot_be_removed_stays_and_the_reason_is_said(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "area", "AIR")
    qtbot.keyClick(page.entries, Key.Key_Delete)
    idle(qtbot, desk)
    assert "“Air forces” is used by 10 records: retire it" in page.panel.problem
    page.entries.choose("LOG")
    assert not page.panel.problem
    page = turned(lists, "kind", "course")
    page.remove.click()
    idle(qtbot, desk)
    assert "belongs to the program" in page.panel.problem
    assert "course" in codes(page)


def test_that_what_is_not_used_is_removed_and_undo_brings_it_back(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.write(desk, lambda store: store.lists.add("area", {"en": "Navy"}, who="A.K."))
    idle(qtbot, desk)
    page = turned(lists, "area", "NAVY")
    page.remove.click()
    idle(qtbot, desk)
    assert "NAVY" not in codes(page)
    assert lists.message == "Deleted: “Navy”"
    assert page.panel.code == codes(page)[-1]
    qtbot.keyClick(page.entries, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot, desk)
    assert codes(page)[-1] == "NAVY"
    assert lists.message == "Undone: “Navy”"
    lists.redo_button.click()
    idle(qtbot, desk)
    assert "NAVY" not in codes(page)
    for _time in range(3):
        lists.undo_button.click()
    idle(qtbot, desk)
    assert lists.message == "There is nothing to undo."


def test_that_undo_yields_to_a_name_that_is_being_typed(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "kind", "course")
    page.panel.offered.click()
    idle(qtbot, desk)
    line = page.panel.names.boxes["en"].line
    type_in(qtbot, line, "Training")
    qtbot.keyClick(line, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot, desk)
    assert line.text() == ""
    assert entry(desk, qtbot, "kind", "course").retired


def test_that_a_kind_says_which_parts_come_first_and_whether_it_is_an_agreement(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "kind", "seminar")
    traits = page.panel.traits
    assert isinstance(traits, KindTraits)
    assert traits.first == ["places", "sessions", "participants"]
    traits.facets.setCurrentRow(2)
    traits.up.click()
    idle(qtbot, desk)
    assert traits.first == ["places", "participants", "sessions"]
    assert traits.facets.currentRow() == 1
    traits.facets.setCurrentRow(0)
    qtbot.keyClick(traits.facets, Key.Key_Space)
    idle(qtbot, desk)
    kind = entry(desk, qtbot, "kind", "seminar")
    assert isinstance(kind, Kind)
    assert kind.first == ("participants", "sessions")
    page.entries.choose("programme")
    traits.agreement.click()
    idle(qtbot, desk)
    assert "status that would no longer fit" in page.panel.problem
    assert not traits.agreement.isChecked()
    page.entries.choose("event")
    traits.agreement.click()
    idle(qtbot, desk)
    assert not page.panel.problem
    kind = entry(desk, qtbot, "kind", "event")
    assert isinstance(kind, Kind)
    assert kind.agreement


def test_that_a_status_says_what_it_is_for_and_how_far_the_work_is(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "status", "suspended")
    traits = page.panel.traits
    assert isinstance(traits, StatusTraits)
    assert traits.sort.currentText() == "All other kinds"
    assert traits.stage.currentText() == "Not under way"
    for combo in (traits.sort, traits.stage):
        combo.setFocus()
        qtbot.keyClick(combo, Key.Key_Up if combo is traits.sort else Key.Key_Down)
    idle(qtbot, desk)
    status = entry(desk, qtbot, "status", "suspended")
    assert isinstance(status, Status)
    assert (status.agreement, status.under_way, status.ended) == (True, True, False)
    page.entries.choose("closed")
    assert traits.stage.currentText() == "Ended"


def test_that_a_tag_is_rewritten_in_all_records(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "tag", "search and rescue")
    assert page.panel.text is not None
    line = page.panel.text.boxes[""].line
    type_in(qtbot, line, "IT")
    qtbot.keyClick(line, Key.Key_Return)
    idle(qtbot, desk)
    assert "merge the two" in page.panel.text.problem
    type_in(qtbot, line, "SAR")
    qtbot.keyClick(line, Key.Key_Return)
    idle(qtbot, desk)
    assert page.panel.code == "SAR"
    assert asked(desk, qtbot, lambda store: store.count(Filter(tags=("SAR",)))) == 5
    lists.undo()
    idle(qtbot, desk)
    assert asked(desk, qtbot, lambda store: store.count(Filter(tags=("SAR",)))) == 0


def test_that_two_tags_are_merged(lists: ListsWindow, desk: Desk, qtbot: QtBot) -> None:
    page = turned(lists, "tag", "helicopters")
    merging = page.panel.merging
    assert merging is not None
    assert not merging.button.isEnabled()
    assert merging.into.findData("helicopters") == -1
    merging.into.setCurrentIndex(merging.into.findData("search and rescue"))
    merging.button.click()
    idle(qtbot, desk)
    assert "helicopters" not in codes(page)
    assert page.panel.code == "search and rescue"
    assert lists.message == "Merged: “search and rescue”"


def test_that_an_edit_elsewhere_is_shown_and_leaves_what_is_typed(
    lists: ListsWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = turned(lists, "kind", "course")
    line = page.panel.names.boxes["en"].line
    type_in(qtbot, line, "Train")
    desk.write(desk, lambda store: store.lists.set_colour("kind", "course", "#188040", who="B.C."))
    idle(qtbot, desk)
    assert page.panel.colour.text() == "Green"
    assert line.text() == "Train"
    assert line.hasFocus()


def test_that_what_is_typed_is_stored_when_the_window_is_closed(desk: Desk, qtbot: QtBot) -> None:
    made = ListsWindow(desk)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    with qtbot.waitExposed(made):
        made.show()
    idle(qtbot, desk)
    turned(made, "kind", "course")
    made.page.panel.names.boxes["en"].line.setText("Training")
    told: list[object] = []
    desk.failed.connect(told.append)
    made.close()
    idle(qtbot, desk)
    assert entry(desk, qtbot, "kind", "course").words() == "Training"
    assert not told


def test_that_a_catalogue_for_reading_only_is_shown_and_not_edited(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.read_only = True
    made = ListsWindow(desk)
    qtbot.addWidget(made)
    made.show()
    idle(qtbot, desk)
    page = turned(made, "kind", "course")
    editing: tuple[QWidget, ...] = (
        page.add,
        page.up,
        page.down,
        page.remove,
        page.panel.offered,
        page.panel.names.boxes["en"].line,
        made.undo_button,
    )
    assert not [widget for widget in editing if widget.isEnabled()]
    qtbot.keyClick(page.entries, Key.Key_Delete)
    qtbot.keyClick(page.entries, Key.Key_Down, Alt)
    page.begin_new()
    idle(qtbot, desk)
    assert not page.is_adding
    assert not page.panel.problem


def test_that_the_main_window_speaks_and_counts_by_the_new_lists(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.tools.lists()
    lists = window.findChild(ListsWindow)
    assert lists is not None
    settle(qtbot, program)
    page = turned(lists, "kind", "project")
    page.panel.names.boxes["en"].line.setText("Undertaking")
    page.leave()
    page.panel.colour.picked.emit("#ff00ff")
    page = turned(lists, "area", "AIR")
    page.panel.names.boxes["en"].line.setText("Air power")
    page.leave()
    settle(qtbot, program)
    cells = {
        window.browse.model.index(row, column).data()
        for row in range(window.browse.model.rowCount())
        for column in range(window.browse.model.columnCount())
    }
    assert {"Undertaking", "Air power"} <= cells
    assert not {"Project", "Air forces"} & cells
    assert any("Air power" in window.tabs.tabText(place) for place in range(window.tabs.count()))
    assert window.notice.text == "Edited: “Air power”"
    lists.close()
    seen = window.browse.table.viewport().grab().toImage()
    dots = {seen.pixelColor(x, y).name() for x in range(seen.width()) for y in range(0, 300, 2)}
    assert "#ff00ff" in dots
    for _time in range(3):
        window.editing.undo()
    settle(qtbot, program)
    assert code_label("kind", "project") == "Project"
