"""The day that the program is for: start, filter, search, edit, undo, export, read it back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage.store import Store
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def titles(window: MainWindow) -> list[str]:
    model = window.browse.model
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def choose(window: MainWindow, qtbot: QtBot, title: str) -> None:
    window.browse.table.choose_row(titles(window).index(title))
    qtbot.waitUntil(lambda: title in window.browse.reader.text())


def tick(window: MainWindow, qtbot: QtBot, dimension: str, words: str) -> None:
    panel = window.browse.filters
    section = panel._sections[dimension]
    section.setExpanded(True)
    children = [section.child(n) for n in range(section.childCount())]
    item = next(child for child in children if child is not None and child.text(0) == words)
    panel.scrollToItem(item)
    where = panel.visualItemRect(item).center()
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_that_all_nine_areas_are_tabs_with_their_counts(window: MainWindow) -> None:
    shown = [window.tabs.tabText(n) for n in range(window.tabs.count())]
    assert shown[:2] == ["Overview", "All (38)"]
    assert shown[4] == "Air forces (10)"
    assert len(shown) == 11


def test_that_an_area_tab_shows_its_records_only(window: MainWindow, qtbot: QtBot) -> None:
    window.tabs.show_key("AIR")
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 10)
    assert "Fuel trucks for the Serbian Air Force" in titles(window)
    assert "LOGEX15" not in titles(window)


def test_that_a_ticked_filter_narrows_and_clearing_widens(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    tick(window, qtbot, "kinds", "Course")
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 8)
    settle(qtbot, program)
    assert window.browse.frame.count_text == "8 of 38"
    assert "Course" in window.browse.frame.filter_text
    window.actions_by_name["clear_filters"].trigger()
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 38)


def test_that_search_as_one_types_finds_folded_words(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Key.Key_F, CTRL)
    qtbot.waitUntil(window.search.hasFocus)
    qtbot.keyClicks(window.search, "krusevac")
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 1)
    assert titles(window) == ["Training of Danish officers at the CBRN centre"]
    qtbot.waitUntil(lambda: "Kruševac" in window.browse.reader.text())


def test_that_tabs_count_what_a_search_finds(window: MainWindow, qtbot: QtBot) -> None:
    window.search.setText("logex15")
    qtbot.waitUntil(lambda: window.tabs.tabText(1) == "All (2)")
    window.search.clear()
    qtbot.waitUntil(lambda: window.tabs.tabText(1) == "All (38)")


def test_that_a_header_click_sorts_and_a_second_one_turns_the_order(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    header = window.browse.table.horizontalHeader()
    for expected in (lambda t: t == sorted(t, key=str.casefold), lambda t: t[0] > t[-1]):
        where = header.sectionViewportPosition(0) + 20
        with qtbot.waitSignal(window.browse.model.complete):
            qtbot.mouseClick(
                header.viewport(),
                Qt.MouseButton.LeftButton,
                pos=QPoint(where, 10),
            )
        settle(qtbot, program)
        assert expected(titles(window))


def test_that_an_edit_is_in_the_file_when_the_program_says_so_and_undo_reverses_it(
    window: MainWindow, qtbot: QtBot, program: Program, sample_file: Path
) -> None:
    choose(window, qtbot, "LOGEX15")
    qtbot.keyClick(window.browse.table, Key.Key_F2)
    editor = window.editing.editor
    assert editor is not None
    qtbot.waitUntil(editor.isVisible)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    focused.selectAll()
    qtbot.keyClicks(focused, "LOGEX15 manoeuvre")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(editor, Key.Key_S, CTRL)
    other = Store.open(sample_file, read_only=True)
    assert other.count(Filter(search="LOGEX15 manoeuvre")) == 1
    qtbot.waitUntil(lambda: "LOGEX15 manoeuvre" in titles(window))
    assert "LOGEX15 manoeuvre" in window.notice.text
    window.browse.table.setFocus()
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(window.browse.table, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "LOGEX15" in titles(window))
    assert other.count(Filter(search="LOGEX15 manoeuvre")) == 0
    other.close()
    settle(qtbot, program)


def test_that_undo_yields_to_a_text_field_in_focus(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.search.setFocus()
    qtbot.keyClicks(window.search, "air")
    qtbot.keyClick(window.search, Key.Key_Z, CTRL)
    settle(qtbot, program)
    assert window.search.text() != "air"
    assert not window.notice.isVisible()


def test_that_a_new_record_stands_in_the_list_and_can_be_deleted_and_brought_back(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.tabs.show_key("REL")
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 1)
    settle(qtbot, program)
    qtbot.keyClick(window, Key.Key_N, CTRL)
    editor = window.editing.editor
    assert editor is not None
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    qtbot.keyClicks(focused, "Flood barriers")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(editor, Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: titles(window).count("Flood barriers") == 1)
    qtbot.waitUntil(lambda: "Flood barriers" in window.browse.reader.text())
    qtbot.waitUntil(lambda: window.tabs.tabText(10) == "Disaster relief (2)")
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(window.browse.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: "Flood barriers" not in titles(window))
    with qtbot.waitSignal(window.desk.changed):
        window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: "Flood barriers" in titles(window))
    settle(qtbot, program)


def test_that_a_duplicate_is_not_stored_until_it_is_saved(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    choose(window, qtbot, "LOGEX15")
    window.actions_by_name["duplicate"].trigger()
    editor = window.editing.editor
    assert editor is not None
    assert editor.current().title == "LOGEX15 (copy)"
    settle(qtbot, program)
    assert window.browse.model.rowCount() == 38
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(editor, Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 39)
    settle(qtbot, program)


def test_that_unsaved_changes_hold_the_tab_and_say_why(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    choose(window, qtbot, "LOGEX15")
    window.actions_by_name["edit_record"].trigger()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    qtbot.keyClicks(focused, "x")
    window.tabs.show_key("AIR")
    assert window.tabs.key() == "all"
    assert window.notice.isVisible()
    assert window.editing.unsaved
    editor = window.editing.editor
    assert editor is not None
    editor.edit(editor.current())
    window.editing.close()


def test_that_columns_sort_and_tab_are_kept_for_the_next_start(
    window: MainWindow, qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    window.browse.columns.show("reference", True)
    window.browse._sort("title")
    settle(qtbot, program)
    window.keep()
    kept = window.desk.settings
    assert [name for name, _width in kept.get("columns")["all"]][-1] == "reference"
    assert kept.get("sort")["all"] == ["title", False]
    shown = [column.name for column in window.browse.model.columns]
    assert shown[-1] == "reference"


def test_that_a_related_record_opens_from_the_reading_pane(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    choose(window, qtbot, "LOGEX15 preparatory training sessions")
    reading = window.browse.reader.reading
    assert reading is not None
    target = next(tie.id for tie in reading.ties.known if not tie.inverse)
    window.browse.reader._clicked(QUrl(f"record:{target}"))
    qtbot.waitUntil(lambda: window.browse.reader.record_id == target)
    settle(qtbot, program)


@pytest.mark.parametrize(
    "hostile",
    [
        "#set page(width: 1pt) *bold* $x$ @ref <label>",
        "<b>bold</b><script>alert(1)</script><img src=x>",
        "Robert'); DROP TABLE record;--",
        "%s %d {0} {title} ${HOME}",
        "\u202eright to left\u202c \u200f mark",
        "x" * 10_000,
    ],
    ids=["typst", "html", "sql", "format", "rtl", "long"],
)
def test_that_text_which_looks_like_markup_is_shown_as_it_is(
    window: MainWindow, qtbot: QtBot, program: Program, hostile: str
) -> None:
    store = Store.open(window.desk.path)
    record = store.records(store.ids(Filter(search="logex15"), Sort("title")))[0]
    store.save(
        replace(record, title=hostile[:200], summary=hostile[:1_900], notes=hostile), who="x"
    )
    store.close()
    window.browse.refresh(record.id)
    qtbot.waitUntil(lambda: hostile[:150] in window.browse.reader.text())
    assert hostile in window.browse.reader.text().replace("\u2028", "\n")
    assert hostile[:200] in titles(window)
    settle(qtbot, program)
    window.grab()
