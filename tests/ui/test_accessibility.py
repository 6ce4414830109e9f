"""For whoever has no mouse, or no eyes on the screen: names, order, and cells read aloud."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter
from coopdesk.ui.filter_panel import FilterPanel
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.report_window import ReportWindow
from coopdesk.ui.tab_strip import TabStrip
from tests.ui.conftest import settle

Key = Qt.Key


@pytest.fixture(autouse=True)
def _somebody_listens() -> Iterator[None]:
    # Only then does Qt tell of what changes.
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def reachable(top: QWidget) -> Iterator[QWidget]:
    """Yield what the keyboard can reach in ``top``."""
    for widget in top.findChildren(QWidget):
        # A box's own line, and the frame around what scrolls, speak for their parts.
        inner = isinstance(widget.parentWidget(), QComboBox) or isinstance(widget, QScrollArea)
        policy = widget.focusPolicy()
        if policy != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(top) and not inner:
            yield widget


def name(widget: QWidget) -> str:
    """Return what a screen reader calls ``widget``."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QComboBox):
        # Its own text is its value: the name is that of the label which belongs to it.
        return next(
            (
                label.text()
                for label in widget.window().findChildren(QLabel)
                if label.buddy() is widget
            ),
            "",
        )
    return interface(widget).text(QAccessible.Text.Name)


def nameless(top: QWidget) -> list[str]:
    widgets = list(reachable(top))
    assert widgets
    return [f"{type(w).__name__} {w.objectName()}" for w in widgets if not name(w).strip()]


def test_that_everything_in_the_window_has_a_name(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    assert nameless(window) == []
    window.search.setText("no such word")
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 0)
    settle(qtbot, program)
    assert nameless(window) == []
    window.tabs.show_key("overview")
    settle(qtbot, program)
    assert nameless(window) == []


def test_that_everything_in_the_editor_has_a_name(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.actions_by_name["edit_record"].trigger()
    settle(qtbot, program)
    editor = window.editing.editor
    assert editor is not None
    assert nameless(editor) == []


@pytest.mark.parametrize("report", ["export_pdf", "programme_report", "visit_brief_report"])
def test_that_everything_in_the_report_window_has_a_name(
    window: MainWindow, qtbot: QtBot, program: Program, report: str
) -> None:
    window.actions_by_name[report].trigger()
    shown = window.findChild(ReportWindow)
    assert isinstance(shown, ReportWindow)
    assert nameless(shown) == []
    shown.close()
    settle(qtbot, program)


def walk(qtbot: QtBot, steps: int, key: Key = Key.Key_Tab) -> list[str]:
    """Press a key so many times, and return the names of what had the focus."""
    names = []
    for _step in range(steps):
        focused = QApplication.focusWidget()
        assert focused is not None
        said = "Areas" if isinstance(focused, QTabBar) else name(focused)
        names.append("Totals" if said.startswith("Totals: ") else said)
        qtbot.keyClick(focused, key)
    return names


ORDER = [
    "Search",
    "How to search",
    "New record",
    "Areas",
    "Saved filters",
    "Filters",
    "Records",
    "Totals",
    "Edit",
    "Duplicate",
    "Delete",
    "Record",
]


def test_that_tab_goes_round_as_one_reads_and_shift_tab_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    # Each link in the record would be a stop of its own.
    page = window.browse.reader.findChild(QTextBrowser)
    assert isinstance(page, QTextBrowser)
    page.setPlainText("A record")
    window.search.setFocus()
    assert walk(qtbot, len(ORDER)) == ORDER
    assert window.search.hasFocus()
    backwards = ["Search", *reversed(ORDER[1:])]
    assert walk(qtbot, len(ORDER), Key.Key_Backtab) == backwards


def test_that_clearing_stands_between_the_list_and_the_record(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.search.setText("logex")
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 2)
    settle(qtbot, program)
    window.browse.table.setFocus()
    assert walk(qtbot, 3) == ["Records", "Clear filters", "Edit"]


def test_that_the_editor_takes_its_place_at_the_end(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.actions_by_name["edit_record"].trigger()
    settle(qtbot, program)
    window.search.setFocus()
    names = walk(qtbot, 12)
    assert names[:8] == ORDER[:8]
    assert names[8:11] == ["Title", "Kind", "Area"]


def test_that_a_cell_is_read_aloud_with_its_heading(window: MainWindow) -> None:
    table = interface(window.browse.table)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Records"
    columns = window.browse.model.columnCount() + 1  # one more that numbers the rows

    def line(row: int) -> list[str]:
        cells = range(columns * row, columns * (row + 1))
        return [table.child(place).text(QAccessible.Text.Name) for place in cells][1:]

    assert line(0) == ["Title", "Area", "Kind", "Period", "Status"]
    assert line(3) == [
        "LOGEX15 preparatory training sessions",
        "Military logistics",
        "Course",
        "2014",
        "Closed",
    ]


def test_that_a_filter_is_read_aloud_with_its_count_and_its_tick(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    panel: FilterPanel = window.browse.filters

    def course() -> QAccessibleInterface:
        tree = interface(panel)
        cells = (tree.child(place) for place in range(tree.childCount()))
        return next(c for c in cells if c.text(QAccessible.Text.Name).startswith("Course"))

    assert course().text(QAccessible.Text.Name) == "Course, 8"
    assert course().state().checkable
    assert not course().state().checked
    window.browse.set_filter(Filter(kinds=("course",)))
    settle(qtbot, program)
    assert course().state().checked


def test_that_a_tab_is_read_aloud_with_its_count(window: MainWindow) -> None:
    strip: TabStrip = window.tabs
    tabs = interface(strip)
    names = [tabs.child(place).text(QAccessible.Text.Name) for place in range(strip.count())]
    assert names[:3] == ["Overview", "All (38)", "General and bilateral dialogue (3)"]


def test_that_what_was_done_is_announced(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: announced.append(event.message())
    )
    window.notice.tell("There is nothing to undo.")
    assert announced == ["There is nothing to undo."]


def test_that_keys_go_from_tab_to_tab_and_show_and_hide_the_sides(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    seen = []
    for key in (Key.Key_PageDown, Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageUp):
        qtbot.keyClick(window, key, control)
        settle(qtbot, program)
        seen.append(window.tabs.key())
    assert seen == ["GEN", "all", "overview", "REL"]
    for key, side in ((Key.Key_F9, window.browse.filters), (Key.Key_F8, window.browse.side)):
        qtbot.keyClick(window, key)
        assert not side.isVisible()
        qtbot.keyClick(window, key)
        assert side.isVisible()


def test_that_enter_in_the_search_goes_on_to_the_list(window: MainWindow, qtbot: QtBot) -> None:
    window.search.setFocus()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    qtbot.keyClick(focused, Key.Key_Return)
    assert window.browse.table.hasFocus()
