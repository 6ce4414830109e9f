"""From a problem in the panel to its field in the editor, in the main window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Item, Place, Translation
from coopdesk.catalogue.record import Record
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.problems_panel import ProblemsPanel
from coopdesk.ui.program import Program
from tests.builders import a_record
from tests.ui.conftest import settle
from tests.ui.test_accessibility import nameless

pytestmark = pytest.mark.slow

Key = Qt.Key
Opened = Callable[..., ProblemsPanel]


@pytest.fixture
def opened(window: MainWindow, program: Program, qtbot: QtBot) -> Opened:
    """Opens the panel, after records were added to the sample."""

    def open_panel(*records: Record) -> ProblemsPanel:
        for record in records:
            window.desk.write(window, lambda store, record=record: store.add(record, who="B"))  # type: ignore[misc]
        settle(qtbot, program)
        window.activateWindow()
        window.actions_by_name["problems"].trigger()
        dock = window.tools._problems
        assert dock is not None
        qtbot.waitUntil(lambda: dock.panel.gathering.complete)
        settle(qtbot, program)
        return dock.panel

    return open_panel


def choose(panel: ProblemsPanel, title: str) -> None:
    panel.list.choose([found.title for found in panel.shown].index(title))


def focused(window: MainWindow) -> str:
    """Return the name of what has the focus, "" where nothing has it."""
    return str(getattr(window.focusWidget(), "accessibleName", str)())


def test_that_the_panel_opens_beneath_the_records_and_closes(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    panel = opened()
    assert panel.isVisible()
    assert window.dockWidgetArea(panel.parentWidget()) == Qt.DockWidgetArea.BottomDockWidgetArea  # type: ignore[arg-type]
    assert panel.list.hasFocus()
    assert nameless(panel) == []
    QTest.keyClick(panel.list, Key.Key_Escape)
    assert not panel.isVisible()
    window.actions_by_name["problems"].trigger()
    assert panel.isVisible()


def test_that_a_click_shows_the_record_and_leaves_the_panel(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    panel = opened()
    found = panel.shown[1]
    panel.list.asked.emit(found)
    qtbot.waitUntil(lambda: window.browse.reader.record_id == found.record_id)
    assert not window.editing.is_open
    assert panel.list.current is not None


def test_that_enter_opens_the_editor_where_something_is_missing(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    panel = opened()
    choose(panel, "CIMIC courses")
    QTest.keyClick(panel.list, Key.Key_Return)
    qtbot.waitUntil(lambda: window.editing.is_open)
    assert window.editing.editor is not None
    assert window.editing.editor.current().title == "CIMIC courses"
    qtbot.waitUntil(lambda: focused(window) == "Places 1: Place")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"status": "pipeline"}, "Status"),
        (
            {"items": (Item("A", 1.0), Item("B", 1.0, serials=("1", "2")))},
            "Items 2: Serial numbers",
        ),
        # Of many only one is shown as a form.
        (
            {"items": (*(Item(f"{n}", 1.0) for n in range(30)), Item("B", stock_number="1"))},
            "Items 31: NATO stock number",
        ),
        ({"places": (Place("Niš"), Place("Tartu", latitude=58.4))}, "Places 2: Longitude"),
    ],
)
def test_that_the_very_field_is_gone_to(
    window: MainWindow, opened: Opened, qtbot: QtBot, changes: dict[str, object], name: str
) -> None:
    given = {"area": "MIL", "title": "Wrong", "places": (Place("Niš", "RS"),), **changes}
    panel = opened(a_record(**given))
    choose(panel, "Wrong")
    panel.mend.click()
    qtbot.waitUntil(lambda: focused(window) == name)


def test_that_the_translation_is_gone_to_that_has_no_language(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    translations = (Translation("da", "Kursus"), Translation("", "Kurs"))
    record = a_record(
        area="MIL", title="Wrong", places=(Place("Niš", "RS"),), translations=translations
    )
    panel = opened(record)
    choose(panel, "Wrong")
    panel.mend.click()
    qtbot.waitUntil(lambda: window.editing.is_open)
    editor = window.editing.editor
    assert editor is not None
    section = editor.form.parts["translations"]
    qtbot.waitUntil(lambda: section.isAncestorOf(window.focusWidget()))


def test_that_from_one_problem_of_a_record_to_the_next_nothing_typed_is_lost(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    panel = opened(
        a_record(
            area="MIL",
            title="Wrong",
            status="pipeline",
            places=(Place("Niš", "RS"),),
            items=(Item("A", serials=("1", "1")),),
        )
    )
    first, second = (found for found in panel.shown if found.title == "Wrong")
    panel.mend_asked.emit(first)
    qtbot.waitUntil(lambda: focused(window) == "Status")
    editor = window.editing.editor
    assert editor is not None
    title = editor.form.parts["title"].control  # type: ignore[union-attr]
    assert isinstance(title, QLineEdit)
    title.setText("Still wrong")
    panel.mend_asked.emit(second)
    qtbot.waitUntil(lambda: focused(window) == "Items 1: Serial numbers")
    assert editor.current().title == "Still wrong"
    # Another record waits until this one is saved.
    other = next(found for found in panel.shown if found.title == "CIMIC courses")
    panel.mend_asked.emit(other)
    assert window.editing.unsaved
    assert editor.current().title == "Still wrong"


def test_that_a_catalogue_that_cannot_be_written_is_only_shown(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    window.desk.read_only = True
    panel = opened()
    assert not panel.mend.isEnabled()
    choose(panel, "English language teaching")
    QTest.keyClick(panel.list, Key.Key_Return)
    wanted = panel.list.current
    assert wanted is not None
    qtbot.waitUntil(lambda: window.browse.reader.record_id == wanted.record_id)
    assert not window.editing.is_open
