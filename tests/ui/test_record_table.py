"""The table: keys, columns and their widths, what is drawn and what is read aloud."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage.store import Store
from coopdesk.ui import record_model
from coopdesk.ui.columns import chosen_columns
from coopdesk.ui.desk import Desk
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.theme import LIGHT
from tests.builders import a_record
from tests.ui.conftest import settle

Key = Qt.Key


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> Iterator[RecordTable]:
    model = RecordModel(desk, chosen_columns(None, "all"))
    made = RecordTable(model, desk)
    model.setParent(made)
    made.lay_out({})
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(model.complete):
        model.show(Filter(), Sort("title"))
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def widths(table: RecordTable) -> dict[str, int]:
    header = table.horizontalHeader()
    return {c.name: header.sectionSize(n) for n, c in enumerate(table.rows.columns)}


def point(table: RecordTable, index: QModelIndex) -> None:
    """Let the mouse rest on that cell."""
    where = table.visualRect(index).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, where, table.viewport().mapToGlobal(where))
    QApplication.sendEvent(table.viewport(), event)


def image(table: RecordTable) -> QImage:
    return table.viewport().grab().toImage()


def test_that_keys_ask_for_editing_and_deleting(table: RecordTable, qtbot: QtBot) -> None:
    table.choose_row(2)
    for key in (Key.Key_Return, Key.Key_Enter):
        with qtbot.waitSignal(table.edit_asked):
            qtbot.keyClick(table, key)
    with qtbot.waitSignal(table.delete_asked):
        qtbot.keyClick(table, Key.Key_Delete)


def test_that_a_double_click_asks_for_editing_once(table: RecordTable, qtbot: QtBot) -> None:
    asked: list[bool] = []
    table.edit_asked.connect(lambda: asked.append(True))
    where = table.visualRect(table.rows.index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked == [True]


def test_that_moving_the_cursor_tells_which_record_is_chosen(
    table: RecordTable, qtbot: QtBot
) -> None:
    table.choose_row(0)
    for key, row in ((Key.Key_Down, 1), (Key.Key_End, 37), (Key.Key_Home, 0)):
        with qtbot.waitSignal(table.record_chosen) as told:
            if key == Key.Key_Down:
                qtbot.keyClick(table, key)
            else:
                qtbot.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
        assert told.args == [table.rows.id_at(row)]


def test_that_several_rows_are_chosen_in_the_order_of_the_list(
    table: RecordTable, qtbot: QtBot
) -> None:
    table.choose_row(4)
    for _step in range(2):
        qtbot.keyClick(table, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen_ids() == tuple(table.rows.id_at(row) for row in (2, 3, 4))
    table.selectAll()
    assert len(table.chosen_ids()) == 38


def test_that_tab_leaves_the_table(table: RecordTable, qtbot: QtBot) -> None:
    table.choose_row(3)
    qtbot.keyClick(table, Key.Key_Tab)
    assert table.currentIndex().row() == 3
    assert table.currentIndex().column() == 0


def test_that_columns_grow_with_the_window_and_leave_the_title_its_room(
    table: RecordTable, qtbot: QtBot
) -> None:
    qtbot.waitUntil(table.verticalScrollBar().isVisible)
    small = widths(table)
    table.resize(1_400, 500)
    large = widths(table)
    assert all(large[name] > small[name] for name in large)
    table.resize(700, 500)
    assert widths(table) == small
    assert sum(small.values()) == table.viewport().width()


def test_that_a_width_the_user_chose_stays(table: RecordTable) -> None:
    assert table.own_widths == {}
    table.horizontalHeader().resizeSection(1, 150)
    table.resize(1_400, 500)
    assert widths(table)["area"] == 150
    assert table.own_widths == {"area": 150}
    table.lay_out({"kind": 133, "area": 0})
    assert table.own_widths == {"kind": 133}
    assert widths(table)["kind"] == 133


def test_that_columns_moved_in_one_tab_stand_in_their_places_in_another(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    header = window.browse.table.horizontalHeader()

    def seen() -> list[str]:
        columns = window.browse.model.columns
        order = sorted(range(header.count()), key=header.visualIndex)
        return [columns[place].name for place in order]

    header.moveSection(header.visualIndex(1), 4)
    moved = ["title", "kind", "period", "status", "area"]
    assert seen() == moved
    window.tabs.show_key("AIR")
    settle(qtbot, program)
    assert seen() == ["title", "kind", "period", "status", "places"]
    window.tabs.show_key("all")
    settle(qtbot, program)
    assert seen() == moved
    window.keep()
    assert [name for name, _width in window.desk.settings.get("columns")["all"]] == moved
    assert {width for _name, width in window.desk.settings.get("columns")["all"]} == {0}


def test_that_a_column_that_cannot_be_sorted_leaves_order_and_mark_as_they_were(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.browse.columns.show("tags", True)
    settle(qtbot, program)
    header = window.browse.table.horizontalHeader()
    before = header.sortIndicatorSection()
    names = [column.name for column in window.browse.model.columns]
    header.sectionClicked.emit(names.index("tags"))
    assert header.sortIndicatorSection() == before == names.index("period")
    assert window.browse.state.sort == Sort()


def test_that_a_selected_row_an_area_and_what_is_under_way_are_drawn(table: RecordTable) -> None:
    def colours(row: int, column: int, shown: QImage) -> set[str]:
        rect = table.visualRect(table.rows.index(row, column))
        return {
            shown.pixelColor(x, y).name()
            for x in range(rect.left(), rect.left() + 22)
            for y in range(rect.top() + 2, rect.bottom() - 2)
        }

    table.choose_row(0)
    rows = [table.rows.data(table.rows.index(row, 0), Qt.ItemDataRole.UserRole) for row in range(9)]
    area = next(a for a in table.cells._desk.areas if a.code == rows[1].area)
    shown = image(table)
    assert colours(0, 0, shown) & {LIGHT.selection, LIGHT.inactive_selection}
    assert not colours(1, 0, shown) & {LIGHT.selection, LIGHT.inactive_selection}
    assert area.colour in colours(1, 0, shown)
    table.cells.show_dots = False
    table.viewport().update()
    assert area.colour not in colours(1, 0, image(table))
    under_way = [r.status == "implementation" for r in rows].index(True)
    assert LIGHT.success in colours(under_way, 4, image(table))


def test_that_rows_not_read_yet_are_drawn_empty(table: RecordTable) -> None:
    before = image(table)
    table.rows.pages.begin(())
    assert image(table) != before
    assert table.rows.data(table.rows.index(0, 0)) is None


@pytest.mark.parametrize("text", ["<b>bold</b> " * 30, "a & b " * 40, "x" * 10_000])
def test_that_the_whole_of_a_cut_text_is_told_as_it_is(
    table: RecordTable, qtbot: QtBot, desk: Desk, text: str
) -> None:
    store = Store.open(desk.path)
    store.add(a_record(title=" 0" + text[:250], area="AIR"), who="x")
    store.close()
    with qtbot.waitSignal(table.rows.complete):
        table.rows.show(Filter(), Sort("title"))
    index = table.rows.index(0, 0)
    assert index.data().strip() == ("0" + text[:250]).strip()
    point(table, index)
    told = QToolTip.text()
    assert told.startswith("<p>")
    assert "<b>" not in told
    assert table.tell_whole(index.data(), 100, QPoint(5, 5))
    assert not table.tell_whole(index.data(), 100_000, QPoint(5, 5))


def test_that_a_short_text_needs_no_telling(table: RecordTable) -> None:
    index = table.rows.index(0, 2)
    assert not table.tell_whole(index.data(), table.visualRect(index).width(), QPoint(5, 5))


def test_that_what_a_search_found_is_marked_in_its_place(table: RecordTable) -> None:
    def marked(row: int) -> list[int]:
        """The places across a row's first cell that have the ground of a mark."""
        shown = image(table)
        rect = table.visualRect(table.rows.index(row, 0))
        line = range(rect.left(), rect.right())
        return [x for x in line if shown.pixelColor(x, rect.center().y() + 7).name() == LIGHT.match]

    assert not marked(3)
    text = str(table.rows.index(3, 0).data())
    table.cells.mark(lambda found: ((0, 3),) if found == text else ())
    table.viewport().update()
    begins = marked(3)
    assert begins
    assert not marked(4)
    table.cells.mark(lambda found: ((3, 6),) if found == text else ())
    table.viewport().update()
    assert marked(3)[0] > begins[0]
    table.choose_row(3)
    assert marked(3)  # on a selected row too
    table.cells.mark(None)
    table.viewport().update()
    assert not marked(3)


def test_that_a_key_which_is_held_has_only_the_record_read_where_it_rests(
    table: RecordTable, qtbot: QtBot
) -> None:
    table.choose_row(0)
    told: list[object] = []
    table.record_chosen.connect(told.append)
    for _press in range(5):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_Down, Qt.KeyboardModifier.NoModifier, "", autorep=True
        )
        QApplication.sendEvent(table, held)
    assert not told
    qtbot.waitUntil(lambda: bool(told))
    assert told == [table.rows.id_at(5)]


def test_that_selecting_all_before_they_are_counted_selects_all(
    table: RecordTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_model, "FIRST", 10)
    with qtbot.waitSignal(table.rows.complete):
        table.rows.show(Filter(), Sort("title"))
        qtbot.waitSignal(table.rows.shown).wait()
        assert table.rows.rowCount() == 10
        table.selectAll()
    assert len(table.chosen_ids()) == 38


def test_that_rows_that_are_counted_later_leave_selection_and_place_alone(
    table: RecordTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_model, "FIRST", 30)
    resets: list[bool] = []
    with qtbot.waitSignal(table.rows.complete):
        table.rows.show(Filter(), Sort("title"))
        qtbot.waitSignal(table.rows.shown).wait()
        table.rows.modelReset.connect(lambda: resets.append(True))
        table.choose_row(25)
        seen = table.rowAt(0)
        assert seen > 0
    assert table.rows.number == table.rows.rowCount() == 38
    assert not resets
    assert table.currentIndex().row() == 25
    assert table.chosen_number == 1
    assert table.rowAt(0) == seen


@pytest.mark.parametrize(
    ("key", "row"), [(Key.Key_End, 37), (Key.Key_Home, 0), (Key.Key_Up, 2), (Key.Key_Down, 4)]
)
def test_that_what_is_read_is_what_is_selected_however_one_goes_there(
    table: RecordTable, qtbot: QtBot, key: Qt.Key, row: int
) -> None:
    table.choose_row(3)
    qtbot.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
    assert table.currentIndex().row() == row
    assert table.chosen_ids() == (table.rows.id_at(row),)
