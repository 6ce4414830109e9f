"""Rows pasted from a spreadsheet: shown as what they become, mended, added; nothing is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.new_record import new_record
from coopdesk.ui.paste_window import PasteWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle
from tests.ui.test_accessibility import nameless

pytestmark = pytest.mark.slow

Key = Qt.Key
Role = Qt.ItemDataRole
HEAD = "Title\tArea\tKind\tPeriod\tColour\n"
GOOD = "Radio sets\tAir forces\tDonation\tMay 2014\tgreen\n"
BAD = "Broken\tNowhere\tspaceship\t2015-13\t\n"
KNOWN = "LOGEX15\tMilitary logistics\tExercise\tspring 2015\t\n"


@pytest.fixture
def pasted(desk: Desk, qtbot: QtBot) -> Iterator[PasteWindow]:
    QGuiApplication.clipboard().clear()
    made = PasteWindow(desk, new_record(desk, "AIR"))
    qtbot.addWidget(made, before_close_func=forget)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def forget(window: PasteWindow) -> None:
    window._mended = False


def take(window: PasteWindow, qtbot: QtBot, text: str) -> None:
    with qtbot.waitSignal(window.read):
        window.take(text)


def cell(window: PasteWindow, row: int, column: int) -> QModelIndex:
    return window.model.index(row, column)


def text(window: PasteWindow, row: int, column: int) -> str:
    return str(cell(window, row, column).data())


def mend(window: PasteWindow, qtbot: QtBot, row: int, column: int, typed: str) -> None:
    with qtbot.waitSignal(window.read):
        window.model.setData(cell(window, row, column), typed)


def stored(desk: Desk, search: str) -> tuple[Record, ...]:
    store = Store.open(desk.path, read_only=True)
    found = store.records(store.ids(Filter(search=search), Sort("title")))
    store.close()
    return found


def answer(words: str) -> None:
    def press() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QMessageBox)
        next(b for b in asked.findChildren(QPushButton) if b.text() == words).click()

    QTimer.singleShot(0, press)


def test_that_rows_are_shown_as_what_they_become(pasted: PasteWindow, qtbot: QtBot) -> None:
    take(pasted, qtbot, HEAD + GOOD + BAD + KNOWN)
    QAbstractItemModelTester(pasted.model)
    assert pasted.header.isChecked()
    assert pasted.heads.targets == ("title", "area", "kind", "period", "")
    assert pasted.model.headerData(1, Qt.Orientation.Horizontal) == "Title"
    assert [text(pasted, row, 0) for row in range(3)] == [
        "New record",
        "Cannot be added yet",
        "There already? DK-RS/2015/001",
    ]
    assert pasted.add.text() == "&Add 1 Record"
    assert "1 row will be added" in pasted.counted.text()
    assert "1 cannot be added yet" in pasted.counted.text()


def test_that_a_good_row_is_added_and_the_others_stay_to_be_mended(
    pasted: PasteWindow, qtbot: QtBot, desk: Desk
) -> None:
    take(pasted, qtbot, HEAD + GOOD + BAD)
    with qtbot.waitSignals([desk.changed, pasted.read]):
        pasted.add.click()
    (record,) = stored(desk, "radio sets")
    assert (record.area, record.kind, record.period.edtf) == ("AIR", "donation", "2014-05")
    assert (record.partnership, record.marking) == ("DK-RS", "UNCLASSIFIED")
    assert pasted.isVisible()
    assert pasted.model.rows == (tuple(BAD.rstrip("\n").split("\t")),)
    assert "1 record was added" in pasted.counted.text()
    assert not pasted.add.isEnabled()
    mend(pasted, qtbot, 0, 2, "Air forces")
    mend(pasted, qtbot, 0, 3, "Course")
    assert not pasted.add.isEnabled()
    mend(pasted, qtbot, 0, 4, "2015")
    assert text(pasted, 0, 0) == "New record"
    with qtbot.waitSignal(pasted.accepted):
        pasted.add.click()
    assert len(stored(desk, "broken")) == 1
    assert not pasted.isVisible()


def test_that_a_paste_is_one_step_to_undo(pasted: PasteWindow, qtbot: QtBot, desk: Desk) -> None:
    take(pasted, qtbot, HEAD + GOOD + GOOD.replace("Radio sets", "Radio masts"))
    with qtbot.waitSignal(pasted.accepted):
        pasted.add.click()
    assert len(stored(desk, "radio")) == 2
    store = Store.open(desk.path)
    store.undo(who="A.K.")
    store.close()
    assert stored(desk, "radio") == ()


def test_that_a_reason_is_asked_for_where_the_setting_wants_one(desk: Desk, qtbot: QtBot) -> None:
    desk.settings.set("ask_reason", True)
    QGuiApplication.clipboard().setText(HEAD + GOOD)
    window = PasteWindow(desk, new_record(desk, "AIR"))
    qtbot.addWidget(window, before_close_func=forget)
    window.show()
    qtbot.waitUntil(window.add.isEnabled)
    window.reason.setText("From the old list")
    with qtbot.waitSignal(window.accepted):
        window.add.click()
    store = Store.open(desk.path, read_only=True)
    assert store.history(limit=1)[0].why == "From the old list"
    store.close()


def test_that_what_is_wrong_is_said_at_its_cell(pasted: PasteWindow, qtbot: QtBot) -> None:
    take(pasted, qtbot, HEAD + GOOD + BAD)
    pasted.table.setCurrentIndex(cell(pasted, 1, 4))
    assert "2015-13" in pasted.said.text()
    assert pasted.said.property("role") == "problem"
    assert "2015-13" in str(cell(pasted, 1, 4).data(Role.AccessibleDescriptionRole))
    assert not cell(pasted, 1, 1).data(Role.ToolTipRole)
    pasted.table.setCurrentIndex(cell(pasted, 0, 1))
    assert pasted.said.text() == ""


def test_that_next_problem_goes_from_cell_to_cell_and_round(
    pasted: PasteWindow, qtbot: QtBot
) -> None:
    take(pasted, qtbot, HEAD + GOOD + BAD)
    seen = []
    for _step in range(4):
        pasted.next.click()
        index = pasted.table.currentIndex()
        seen.append((index.row(), index.column()))
    assert seen == [(1, 2), (1, 3), (1, 4), (1, 2)]


def test_that_a_column_becomes_what_is_chosen_over_it(
    pasted: PasteWindow, qtbot: QtBot, desk: Desk
) -> None:
    take(pasted, qtbot, HEAD + GOOD)
    colour = pasted.heads.boxes[4]
    with qtbot.waitSignal(pasted.read):
        colour.setCurrentIndex(colour.findData("tags"))
    with qtbot.waitSignal(pasted.accepted):
        pasted.add.click()
    assert stored(desk, "radio sets")[0].tags == ("green",)


def test_that_a_field_of_one_value_takes_one_column(pasted: PasteWindow, qtbot: QtBot) -> None:
    take(pasted, qtbot, HEAD + GOOD)
    for target, first in (("title", ""), ("organisation", "organisation")):
        boxes = pasted.heads.boxes
        boxes[0].setCurrentIndex(boxes[0].findData(target))
        with qtbot.waitSignal(pasted.read):
            boxes[4].setCurrentIndex(boxes[4].findData(target))
        assert pasted.heads.targets[0] == first
        assert pasted.heads.targets[4] == target


def test_that_headings_can_be_taken_for_a_row_and_back(pasted: PasteWindow, qtbot: QtBot) -> None:
    take(pasted, qtbot, HEAD + GOOD)
    with qtbot.waitSignal(pasted.read):
        pasted.header.setChecked(False)
    assert pasted.model.rowCount() == 2
    assert text(pasted, 0, 1) == "Title"
    assert pasted.model.headerData(2, Qt.Orientation.Horizontal) == "Column B"
    assert pasted.heads.targets[:2] == ("title", "area")
    with qtbot.waitSignal(pasted.read):
        pasted.header.setChecked(True)
    assert pasted.model.rowCount() == 1
    assert pasted.model.headerData(2, Qt.Orientation.Horizontal) == "Area"


def test_that_rows_begin_as_chosen_above(pasted: PasteWindow, qtbot: QtBot, desk: Desk) -> None:
    take(pasted, qtbot, "Radio sets\nRadio masts")
    kind = pasted.start.boxes["kind"].combo
    with qtbot.waitSignal(pasted.read):
        kind.setCurrentIndex(kind.findText("Donation"))
    with qtbot.waitSignal(pasted.accepted):
        pasted.add.click()
    assert {record.kind for record in stored(desk, "radio")} == {"donation"}
    assert {record.area for record in stored(desk, "radio")} == {"AIR"}


def test_that_a_row_is_left_out_or_taken_by_its_box(
    pasted: PasteWindow, qtbot: QtBot, desk: Desk
) -> None:
    take(pasted, qtbot, HEAD + GOOD + KNOWN + BAD)
    model = pasted.model
    model.setData(cell(pasted, 0, 0), Qt.CheckState.Unchecked.value, Role.CheckStateRole)
    assert not pasted.add.isEnabled()
    assert cell(pasted, 2, 0).data(Role.CheckStateRole) is None
    pasted.table.setCurrentIndex(cell(pasted, 1, 0))
    qtbot.keyClick(pasted.table, Key.Key_Space)
    assert pasted.add.text() == "&Add 1 Record"
    with qtbot.waitSignal(desk.changed):
        pasted.add.click()
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert sum(record.title == "LOGEX15" for record in stored(desk, "logex15")) == 2


def test_that_ragged_rows_are_told(pasted: PasteWindow, qtbot: QtBot) -> None:
    take(pasted, qtbot, HEAD + GOOD + "Short\tAir forces\n")
    assert "1 row had more or fewer cells" in pasted.counted.text()
    assert "more or fewer cells" in str(cell(pasted, 1, 0).data(Role.ToolTipRole))
    assert pasted.add.text() == "&Add 2 Records"


@pytest.mark.parametrize("words", ["", "\n\t\n", "x\n" * 5_001])
def test_that_an_empty_or_endless_clipboard_says_what_to_do(
    pasted: PasteWindow, qtbot: QtBot, words: str
) -> None:
    pasted.take(words)
    assert pasted._pages.currentIndex() == 1
    assert "Paste Anew" in pasted._empty.text()
    assert not pasted.add.isEnabled()
    assert pasted.again.hasFocus()
    QGuiApplication.clipboard().setText(HEAD + GOOD)
    with qtbot.waitSignal(pasted.read):
        pasted.again.click()
    assert pasted._pages.currentIndex() == 0
    assert pasted.model.rowCount() == 1


def test_that_a_cell_is_typed_in_or_chosen_from_the_words_of_its_column(
    pasted: PasteWindow, qtbot: QtBot
) -> None:
    take(pasted, qtbot, HEAD + GOOD + BAD)
    pasted.table.setCurrentIndex(cell(pasted, 1, 2))
    qtbot.keyClick(pasted.table, Key.Key_F2)
    editor = pasted.table.viewport().findChild(QComboBox)
    assert isinstance(editor, QComboBox)
    assert editor.currentText() == "Nowhere"
    assert "Disaster relief" in [editor.itemText(n) for n in range(editor.count())]
    line = editor.lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "Disaster relief")
    with qtbot.waitSignal(pasted.read):
        qtbot.keyClick(editor, Key.Key_Return)
    assert text(pasted, 1, 2) == "Disaster relief"
    pasted.table.setCurrentIndex(cell(pasted, 1, 4))
    qtbot.keyClick(pasted.table, Key.Key_F2)
    typed = pasted.table.viewport().findChild(QLineEdit)
    assert isinstance(typed, QLineEdit)
    typed.setText("2016")
    with qtbot.waitSignal(pasted.read):
        qtbot.keyClick(typed, Key.Key_Return)
    assert text(pasted, 1, 4) == "2016"


@pytest.mark.usefixtures("no_dialog_waits_for_ever")
def test_that_closing_asks_before_mended_rows_are_lost(pasted: PasteWindow, qtbot: QtBot) -> None:
    take(pasted, qtbot, HEAD + BAD)
    mend(pasted, qtbot, 0, 1, "Half mended")
    answer("Keep Working")
    pasted.close_button.click()
    assert pasted.isVisible()
    assert text(pasted, 0, 1) == "Half mended"
    answer("Keep Working")
    pasted.again.click()
    assert text(pasted, 0, 1) == "Half mended"
    answer("Drop Them")
    pasted.close_button.click()
    assert not pasted.isVisible()


def test_that_rows_nobody_touched_go_without_a_question(pasted: PasteWindow, qtbot: QtBot) -> None:
    take(pasted, qtbot, HEAD + BAD)
    pasted.close_button.click()
    assert not pasted.isVisible()


def test_that_a_record_added_meanwhile_is_seen(
    pasted: PasteWindow, qtbot: QtBot, desk: Desk
) -> None:
    take(pasted, qtbot, HEAD + GOOD)
    other = Record(
        title="RADIO SETS", kind="donation", area="AIR", partnership="DK-RS", marking="UNCLASSIFIED"
    )
    with qtbot.waitSignals([desk.changed, pasted.read]):
        desk.write(desk, lambda store: store.add(other, who="B.L."))
    assert text(pasted, 0, 0).startswith("There already?")
    assert not pasted.add.isEnabled()


def test_that_a_refusal_while_adding_keeps_the_rows(
    pasted: PasteWindow, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coopdesk.catalogue.errors import InvalidRecord
    from coopdesk.ui import paste_window

    def refuse(*_any: object, **_more: object) -> None:
        raise InvalidRecord("The rules have changed.")

    take(pasted, qtbot, HEAD + GOOD)
    monkeypatch.setattr(paste_window, "add_rows", refuse)
    pasted.add.click()
    qtbot.waitUntil(lambda: pasted.said.text() == "The rules have changed.")
    assert pasted.model.rowCount() == 1
    assert pasted.add.isEnabled()


def test_that_everything_has_a_name_and_tab_goes_from_top_to_bottom(
    pasted: PasteWindow, qtbot: QtBot
) -> None:
    take(pasted, qtbot, HEAD + GOOD + BAD)
    assert nameless(pasted) == []
    assert pasted.heads.boxes[1].accessibleName() == "“Area” becomes"
    first = pasted.start.controls[0]
    first.setFocus()
    seen = [first]
    while len(seen) < 14:
        qtbot.keyClick(seen[-1], Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
    assert seen[4:11] == [pasted.header, *pasted.heads.boxes, pasted.table]
    assert seen[11:] == [pasted.next, pasted.again, pasted.close_button]


def test_that_the_list_over_a_column_out_of_sight_is_brought_into_view(
    pasted: PasteWindow, qtbot: QtBot
) -> None:
    pasted.resize(500, 500)
    take(pasted, qtbot, HEAD + GOOD)
    last = pasted.heads.boxes[-1]
    assert last.geometry().right() > pasted.heads.viewport().width()
    last.setFocus()
    qtbot.waitUntil(lambda: last.geometry().right() <= pasted.heads.viewport().width() + 8)


def test_that_many_columns_have_letters_as_in_a_spreadsheet(
    pasted: PasteWindow, qtbot: QtBot
) -> None:
    take(pasted, qtbot, "\t".join(str(number) for number in range(30)))
    model: QAbstractItemModel = pasted.model
    heads = [model.headerData(place, Qt.Orientation.Horizontal) for place in (1, 26, 27, 30)]
    assert heads == ["Column A", "Column Z", "Column AA", "Column AD"]


@pytest.mark.parametrize("way", ["menu", "table"])
def test_that_it_opens_by_menu_and_by_paste_in_the_table(
    window: MainWindow, qtbot: QtBot, program: Program, way: str
) -> None:
    QGuiApplication.clipboard().setText(HEAD + GOOD)
    if way == "menu":
        window.actions_by_name["paste_rows"].trigger()
    else:
        qtbot.keyClick(window.browse.table, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened = window.findChild(PasteWindow)
    assert isinstance(opened, PasteWindow)
    qtbot.waitUntil(lambda: opened.model.rowCount() == 1)
    settle(qtbot, program)
    with qtbot.waitSignal(opened.accepted):
        opened.add.click()
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 39)
    settle(qtbot, program)
    assert "Imported" in window.notice.text


@pytest.mark.usefixtures("no_dialog_waits_for_ever")
def test_that_mended_rows_hold_the_main_window_open(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    QGuiApplication.clipboard().setText(HEAD + BAD)
    window.actions_by_name["paste_rows"].trigger()
    opened = window.findChild(PasteWindow)
    assert isinstance(opened, PasteWindow)
    qtbot.waitUntil(lambda: opened.model.rowCount() == 1)
    settle(qtbot, program)
    mend(opened, qtbot, 0, 1, "Half mended")
    answer("Keep Working")
    window.close()
    assert window.isVisible()
    assert opened.isVisible()
    answer("Keep Working")
    window.set_language("da")
    assert opened.isVisible()
    answer("Drop Them")
    opened.close()
    settle(qtbot, program)
