"""What the table asks for: copying rows, going on by letters, and what the footer says of it."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage.store import Store
from coopdesk.ui import table_copy, table_seek
from coopdesk.ui.columns import chosen_columns
from coopdesk.ui.desk import Desk
from coopdesk.ui.filter_panel import FilterPanel
from coopdesk.ui.list_acts import ListActs
from coopdesk.ui.list_frame import ListFrame
from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.record_table import RecordTable
from tests.builders import a_record

Key = Qt.Key


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> Iterator[RecordTable]:
    """The sample's list by title, in its frame, with all that the table can ask for."""
    model = RecordModel(desk, chosen_columns(None, "all"))
    made = RecordTable(model, desk)
    model.setParent(made)
    frame = ListFrame(made)
    qtbot.addWidget(frame)
    frame.resize(900, 500)
    panel = FilterPanel(desk, frame)
    panel.hide()
    made.acts = ListActs(desk, made, frame, panel)  # type: ignore[attr-defined]
    made.frame = frame  # type: ignore[attr-defined]
    made.lay_out({})
    with qtbot.waitExposed(frame):
        frame.show()
    with qtbot.waitSignal(model.complete):
        model.show(Filter(), Sort("title"))
    made.setFocus()
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def said(table: RecordTable) -> str:
    frame = table.frame  # type: ignore[attr-defined]
    assert isinstance(frame, ListFrame)
    return frame.chosen_text


def copied() -> list[list[str]]:
    text = QGuiApplication.clipboard().text()
    return list(csv.reader(StringIO(text, newline=""), delimiter="\t"))


def copy(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.acts.copying.told):  # type: ignore[attr-defined]
        qtbot.keyClick(table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_that_the_selected_rows_are_copied_with_the_columns_shown(
    table: RecordTable, qtbot: QtBot
) -> None:
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(2), 1)  # the kind before the area
    table.choose_row(3)
    qtbot.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    copy(table, qtbot)
    heads, *rows = copied()
    assert heads == ["Title", "Kind", "Area", "Period", "Status"]
    texts = [[str(table.rows.index(n, at).data()) for at in (0, 2, 1, 3, 4)] for n in (3, 4)]
    assert rows == [["" if text == "–" else text for text in row] for row in texts]
    html = QGuiApplication.clipboard().mimeData().html()
    assert html.count("<tr>") == 3
    assert said(table) == "2 rows copied."


def test_that_many_rows_are_copied_piece_by_piece_in_their_order(
    table: RecordTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_copy, "PIECE", 10)
    told: list[tuple[int, int]] = []
    table.acts.copying.progress.connect(lambda *now: told.append(now))  # type: ignore[attr-defined]
    table.selectAll()
    copy(table, qtbot)
    titles = [row[0] for row in copied()[1:]]
    assert titles == [table.rows.index(n, 0).data() for n in range(38)]
    assert told == [(10, 38), (20, 38), (30, 38), (38, 38)]


def test_that_escape_gives_up_a_copy_and_leaves_the_clipboard(
    table: RecordTable, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_copy, "PIECE", 1)
    QGuiApplication.clipboard().setText("before")
    table.selectAll()
    qtbot.keyClick(table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Key.Key_Escape)
    qtbot.waitUntil(lambda: not desk.busy)
    assert QGuiApplication.clipboard().text() == "before"
    assert said(table) == "Nothing was copied."


def test_that_more_than_a_clipboard_should_hold_is_refused(
    table: RecordTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_copy, "MOST_ROWS", 37)
    QGuiApplication.clipboard().setText("before")
    table.selectAll()
    qtbot.keyClick(table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert said(table).startswith("38 rows are too many for the clipboard")
    assert QGuiApplication.clipboard().text() == "before"


def test_that_the_footer_says_how_many_are_selected(table: RecordTable, qtbot: QtBot) -> None:
    table.choose_row(0)
    assert said(table) == ""
    qtbot.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert said(table) == "2 selected"
    table.selectAll()
    assert said(table) == "38 selected"


def typed(table: RecordTable, qtbot: QtBot, letters: str) -> str:
    """Type into the table; return the title where one stands then."""
    for letter in letters:
        if letter == " ":
            qtbot.keyClick(table, Key.Key_Space)
        else:
            table.keyboardSearch(letter)
    qtbot.waitUntil(lambda: not table.cells._desk.busy)
    return str(table.rows.index(table.currentIndex().row(), 0).data())


def pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every letter begin anew."""
    monkeypatch.setattr(table_seek, "PAUSE_MS", -1)


def test_that_letters_go_to_the_next_title_that_begins_with_them(
    table: RecordTable, qtbot: QtBot
) -> None:
    table.choose_row(0)
    assert typed(table, qtbot, "logex") == "LOGEX15"
    assert table.chosen_number == 1


def test_that_a_blank_belongs_to_what_is_typed(table: RecordTable, qtbot: QtBot) -> None:
    table.choose_row(0)
    assert typed(table, qtbot, "fuel t").startswith("Fuel trucks")
    assert table.chosen_number == 1


def test_that_the_same_letter_again_goes_on_and_begins_again_at_the_end(
    table: RecordTable, qtbot: QtBot
) -> None:
    titles = [str(table.rows.index(n, 0).data()) for n in range(38)]
    with_c = [title for title in titles if title.casefold().startswith("c")]
    assert len(with_c) > 1
    table.choose_row(0)
    found = [typed(table, qtbot, "c") for _press in range(len(with_c) + 1)]
    assert found == [*with_c, with_c[0]]


def test_that_what_nothing_begins_with_is_said_and_the_row_stays(
    table: RecordTable, qtbot: QtBot
) -> None:
    table.choose_row(5)
    typed(table, qtbot, "qq")
    assert table.currentIndex().row() == 5
    assert "“q" in said(table)


def test_that_letters_are_folded_and_only_the_list_is_looked_at(
    table: RecordTable, qtbot: QtBot, desk: Desk
) -> None:
    store = Store.open(desk.path)
    store.add(a_record(title="Žalba", area="AIR"), who="x")
    store.add(a_record(title="Zastava", area="AIR"), who="x")
    store.close()
    with qtbot.waitSignal(table.rows.complete):
        table.rows.show(Filter(), Sort("title"))
    table.choose_row(0)
    assert typed(table, qtbot, "zal") == "Žalba"
    with qtbot.waitSignal(table.rows.complete):
        table.rows.show(Filter(areas=("CEM",)), Sort("title"))
    table.choose_row(0)
    before = table.currentIndex().row()
    typed(table, qtbot, "z")
    assert table.currentIndex().row() == before


def test_that_the_footer_tells_what_the_list_comes_to(table: RecordTable, qtbot: QtBot) -> None:
    totals = table.frame.totals  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "Delivered:" in totals.text())
    table.rows.show(Filter(search="zzz"), Sort("title"))
    qtbot.waitUntil(lambda: not totals.text())
