"""A cell edited in the table: opened, checked while one types, saved, left, gone on from."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from coopdesk.ui.inline_cell import InlineCell
from coopdesk.ui.inline_editing import InlineEditing
from coopdesk.ui.inline_fields import INLINE
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle

pytestmark = pytest.mark.slow

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
LOGEX, REFERENCE = "LOGEX15", "DK-RS/2015/001"


def inline(window: MainWindow) -> InlineEditing:
    made = window.editing._inline
    assert made is not None
    return made


def cell(window: MainWindow) -> InlineCell:
    found = inline(window).cell
    assert found is not None
    return found


def is_open(window: MainWindow) -> bool:
    return window.editing._inline is not None and inline(window).cell is not None


def titles(window: MainWindow) -> list[str]:
    model = window.browse.model
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def place(window: MainWindow, name: str) -> int:
    names = [column.name for column in window.browse.model.columns]
    if name not in names:
        window.browse.columns.show(name, True)
        names = [column.name for column in window.browse.model.columns]
    return names.index(name)


def open_cell(window: MainWindow, qtbot: QtBot, name: str, title: str = LOGEX) -> Any:
    """Press Shift+F2 in that record's cell, and return the control that opens."""
    column = place(window, name)
    table = window.browse.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(titles(window).index(title), column))
    qtbot.keyClick(table, Key.Key_F2, SHIFT)
    qtbot.waitUntil(lambda: is_open(window))
    control = cell(window).control
    qtbot.waitUntil(control.hasFocus)
    return control


def stored(window: MainWindow) -> Record:
    store = Store.open(window.desk.path, read_only=True)
    found = store.record_by_reference(REFERENCE)
    store.close()
    return found


def changed_elsewhere(window: MainWindow, **values: Any) -> None:
    store = Store.open(window.desk.path)
    store.save(replace(store.record_by_reference(REFERENCE), **values), who="B.L.")
    store.close()


def choose(combo: QComboBox, words: str) -> None:
    combo.setCurrentIndex(combo.findText(words))


def test_that_a_title_is_edited_in_its_cell_and_saved_by_enter(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    line = open_cell(window, qtbot, "title")
    assert isinstance(line, QLineEdit)
    assert line.selectedText() == LOGEX
    assert line.accessibleName() == f"Title: {LOGEX}"
    index = window.browse.table.currentIndex()
    assert cell(window).geometry().top() == window.browse.table.visualRect(index).top()
    qtbot.keyClicks(line, "LOGEX15 manoeuvre")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(line, Key.Key_Return)
    assert not is_open(window)
    assert window.browse.table.hasFocus()
    assert stored(window).title == "LOGEX15 manoeuvre"
    qtbot.waitUntil(lambda: "LOGEX15 manoeuvre" in titles(window))
    settle(qtbot, program)
    assert "LOGEX15 manoeuvre" in window.notice.text
    assert window.browse.table.currentIndex().row() == titles(window).index("LOGEX15 manoeuvre")


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("status", "Cancelled", "cancelled"),
        ("kind", "Seminar", "seminar"),
        ("area", "Air forces", "AIR"),
        ("marking", "RESTRICTED / TIL TJENESTEBRUG / INTERNO", "RESTRICTED"),
    ],
)
def test_that_a_choice_is_offered_in_words_and_stored_as_its_code(
    window: MainWindow, qtbot: QtBot, program: Program, name: str, words: str, value: str
) -> None:
    changed_elsewhere(window, publish=False)
    combo = open_cell(window, qtbot, name)
    assert isinstance(combo, QComboBox)
    offered = [combo.itemText(place) for place in range(combo.count())]
    chosen = next(text for text in offered if text.split(" ")[0] == words.split(" ", maxsplit=1)[0])
    choose(combo, chosen)
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(combo, Key.Key_Return)
    assert getattr(stored(window), name) == value
    settle(qtbot, program)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("period", "spring 2016", "2016-21"),
        ("period", "2006–", "2006/.."),
        ("tags", "air, land, air", ("air", "land")),
    ],
)
def test_that_a_period_in_words_and_tags_are_read(
    window: MainWindow, qtbot: QtBot, program: Program, name: str, typed: str, value: object
) -> None:
    line = open_cell(window, qtbot, name)
    line.setText(typed)
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(line, Key.Key_Enter)
    found = getattr(stored(window), name)
    assert getattr(found, "edtf", found) == value
    settle(qtbot, program)


def test_that_a_status_is_offered_as_the_kind_has_it(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    def offered(title: str) -> set[str]:
        combo = open_cell(window, qtbot, "status", title)
        found = {combo.itemText(place) for place in range(combo.count())}
        qtbot.keyClick(combo, Key.Key_Escape)
        return found

    assert "In force" in offered("Letter of Intent on defence cooperation")
    assert "In force" not in offered(LOGEX)


def test_that_escape_leaves_what_was_typed_unsaved(window: MainWindow, qtbot: QtBot) -> None:
    line = open_cell(window, qtbot, "title")
    qtbot.keyClicks(line, "something else")
    assert window.editing.unsaved
    qtbot.keyClick(line, Key.Key_Escape)
    assert not is_open(window)
    assert not window.editing.unsaved
    assert window.browse.table.hasFocus()
    assert stored(window).title == LOGEX


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [("period", "31 April 2015", "April"), ("title", "  ", "Title"), ("period", "soon", "soon")],
)
def test_that_a_refused_value_stays_as_typed_and_is_said_why(
    window: MainWindow, qtbot: QtBot, name: str, typed: str, said: str
) -> None:
    line = open_cell(window, qtbot, name)
    line.setText(typed)
    note = cell(window).note
    assert said in note.text()
    assert note.property("role") == "problem"
    assert note.isVisible()
    for key in (Key.Key_Return, Key.Key_Tab):
        qtbot.keyClick(line, key)
        assert is_open(window)
        assert line.text() == typed
        assert not cell(window).busy
    qtbot.keyClick(line, Key.Key_Escape)


def test_that_what_is_understood_is_said_while_one_types(window: MainWindow, qtbot: QtBot) -> None:
    line = open_cell(window, qtbot, "period")
    line.setText("about 2010")
    note = cell(window).note
    assert "2010" in note.text()
    assert note.property("role") == "secondary"
    assert note.geometry().top() >= cell(window).geometry().bottom()
    qtbot.keyClick(line, Key.Key_Escape)


def test_that_a_warning_is_told_and_stops_nothing(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    combo = open_cell(window, qtbot, "status")
    choose(combo, "Implementation")
    assert cell(window).note.property("role") == "warning"
    assert cell(window).note.text()
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(combo, Key.Key_Return)
    assert stored(window).status == "implementation"
    settle(qtbot, program)


def test_that_the_note_stands_above_a_cell_at_the_bottom(window: MainWindow, qtbot: QtBot) -> None:
    last = titles(window)[-1]
    line = open_cell(window, qtbot, "period", last)
    line.setText("soon")
    lower = cell(window)
    assert lower.note.geometry().bottom() <= lower.geometry().top()
    assert lower.note.geometry().top() >= 0
    qtbot.keyClick(line, Key.Key_Escape)


def test_that_tab_goes_from_cell_to_cell_and_from_row_to_row(
    window: MainWindow, qtbot: QtBot
) -> None:
    line = open_cell(window, qtbot, "title")
    qtbot.keyClick(line, Key.Key_Tab)
    seen = []
    for _step in range(4):
        qtbot.waitUntil(lambda: is_open(window) and cell(window).control.hasFocus())
        seen.append(cell(window).box.field.name)
        qtbot.keyClick(cell(window).control, Key.Key_Tab)
    assert seen == ["area", "kind", "period", "status"]
    following = titles(window)[titles(window).index(LOGEX) + 1]
    qtbot.waitUntil(lambda: cell(window).box.field.name == "title")
    assert cell(window).box.value == following
    qtbot.keyClick(cell(window).control, Key.Key_Backtab)
    qtbot.waitUntil(lambda: cell(window).box.field.name == "status")
    assert inline(window)._record.title == LOGEX
    qtbot.keyClick(cell(window).control, Key.Key_Escape)


def test_that_tab_saves_and_loses_no_key_pressed_meanwhile(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    line = open_cell(window, qtbot, "title")
    qtbot.keyClicks(line, "LOGEX15 renamed")
    for _step in range(3):
        qtbot.keyClick(line, Key.Key_Tab)
    for letter in "2016":
        QApplication.sendEvent(
            line,
            QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter),
        )
    qtbot.waitUntil(lambda: is_open(window) and cell(window).box.field.name == "period")
    assert cell(window).control.text() == "2016"  # type: ignore[attr-defined]
    assert stored(window).title == "LOGEX15 renamed"
    settle(qtbot, program)
    # The list was read anew meanwhile; the cell is still where its record is.
    index = window.browse.table.currentIndex()
    assert titles(window)[index.row()] == "LOGEX15 renamed"
    assert cell(window).geometry().top() == window.browse.table.visualRect(index).top()
    qtbot.keyClick(cell(window).control, Key.Key_Escape)
    assert stored(window).period.edtf == "2015-21"


def test_that_a_stale_save_says_so_and_enter_then_puts_mine_in_place(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    line = open_cell(window, qtbot, "title")
    changed_elsewhere(window, title="LOGEX15 theirs", summary="Theirs too")
    qtbot.keyClicks(line, "LOGEX15 mine")
    qtbot.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(lambda: "B.L." in cell(window).note.text())
    assert "LOGEX15 theirs" in cell(window).note.text()
    assert line.text() == "LOGEX15 mine"
    assert stored(window).title == "LOGEX15 theirs"
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(line, Key.Key_Return)
    assert (stored(window).title, stored(window).summary) == ("LOGEX15 mine", "Theirs too")
    settle(qtbot, program)


def test_that_leaving_the_cell_by_the_mouse_saves_it(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    line = open_cell(window, qtbot, "title")
    qtbot.keyClicks(line, "LOGEX15 left")
    with qtbot.waitSignal(window.desk.changed):
        window.search.setFocus(Qt.FocusReason.MouseFocusReason)
    assert window.search.hasFocus()
    assert not is_open(window)
    assert stored(window).title == "LOGEX15 left"
    settle(qtbot, program)


def test_that_the_focus_comes_back_to_a_value_that_is_refused(
    window: MainWindow, qtbot: QtBot
) -> None:
    line = open_cell(window, qtbot, "period")
    line.setText("soon")
    window.search.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(line.hasFocus)
    assert line.text() == "soon"
    qtbot.keyClick(line, Key.Key_Escape)


def test_that_nothing_typed_is_lost_where_the_list_loses_the_record(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    line = open_cell(window, qtbot, "period")
    line.setText("soon")
    window.browse.set_search("floods")
    settle(qtbot, program)
    assert is_open(window)
    assert "not in this list" in cell(window).note.text()
    line.setText("2019")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(line, Key.Key_Return)
    assert stored(window).period.edtf == "2019"
    settle(qtbot, program)


def test_that_a_cell_untouched_goes_with_its_record(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    open_cell(window, qtbot, "period")
    window.browse.set_search("floods")
    settle(qtbot, program)
    assert not is_open(window)


def test_that_an_unsaved_cell_holds_the_tab_and_undo(window: MainWindow, qtbot: QtBot) -> None:
    line = open_cell(window, qtbot, "title")
    line.setText("")
    window.tabs.show_key("AIR")
    assert window.tabs.key() == "all"
    assert "Enter" in window.notice.text
    window.editing.undo()
    assert line.text() == ""
    assert is_open(window)
    qtbot.keyClick(line, Key.Key_Escape)
    window.tabs.show_key("AIR")
    assert window.tabs.key() == "AIR"


def test_that_the_editor_opens_in_place_of_a_clean_cell_and_not_of_another(
    window: MainWindow, qtbot: QtBot
) -> None:
    line = open_cell(window, qtbot, "title")
    line.setText("x")
    window.actions_by_name["edit_record"].trigger()
    assert not window.editing.is_open
    line.setText(LOGEX)
    window.actions_by_name["edit_record"].trigger()
    assert window.editing.is_open
    assert not is_open(window)


def test_that_a_field_of_many_parts_is_not_edited_in_a_cell(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert "places" not in INLINE
    table = window.browse.table
    table.setCurrentIndex(table.rows.index(0, place(window, "places")))
    qtbot.keyClick(table, Key.Key_F2, SHIFT)
    assert "F2" in window.notice.text
    assert not is_open(window)


def test_that_a_catalogue_for_reading_only_opens_no_cell(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.read_only = True
    window.editing.edit_cell()
    assert window.editing._inline is None


def test_that_a_choice_in_the_open_list_is_saved_at_once(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    combo = open_cell(window, qtbot, "status")
    combo.showPopup()
    view = combo.view()
    qtbot.waitUntil(view.isVisible)
    model: QAbstractItemModel = view.model()
    row = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == "Suspended")
    view.setCurrentIndex(model.index(row, 0))
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(view, Key.Key_Return)
    assert stored(window).status == "suspended"
    settle(qtbot, program)


def test_that_the_arrows_in_a_closed_list_save_nothing_yet(
    window: MainWindow, qtbot: QtBot
) -> None:
    combo = open_cell(window, qtbot, "status")
    before = combo.currentIndex()
    qtbot.keyClick(combo, Key.Key_Up)
    assert combo.currentIndex() == before - 1
    assert is_open(window)
    assert not cell(window).busy
    qtbot.keyClick(combo, Key.Key_Escape)
