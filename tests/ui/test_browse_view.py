"""Filters, table and record together: what is shown next, and what a tab remembers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage.store import Store
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.overview import Overview
from coopdesk.ui.program import Program
from tests.ui.conftest import settle

Key = Qt.Key


def titles(window: MainWindow) -> list[str]:
    model = window.browse.model
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def shown(window: MainWindow) -> str:
    reading = window.browse.reader.reading
    return reading.record.title if reading else ""


def choose(window: MainWindow, qtbot: QtBot, title: str) -> None:
    window.browse.table.choose_row(titles(window).index(title))
    qtbot.waitUntil(lambda: shown(window) == title)


@pytest.fixture
def related(window: MainWindow, qtbot: QtBot) -> tuple[str, str]:
    """Two records of different areas, the first of which names the second."""
    store = Store.open(window.desk.path)
    wanted = [store.records(store.ids(Filter(search=w), Sort()))[0] for w in ("argos", "logex15")]
    one, other = wanted
    store.save(replace(one, relations=(Relation("uses", other.reference),)), who="x")
    store.close()
    return one.title, other.title


@pytest.mark.parametrize(("tab", "search"), [("CEM", ""), ("all", "argos"), ("all", "")])
def test_that_a_related_record_is_shown_wherever_it_is(
    window: MainWindow,
    qtbot: QtBot,
    program: Program,
    related: tuple[str, str],
    tab: str,
    search: str,
) -> None:
    one, other = related
    window.tabs.show_key(tab)
    window.search.setText(search)
    settle(qtbot, program)
    choose(window, qtbot, one)
    reading = window.browse.reader.reading
    assert reading is not None
    (target,) = [tie.id for tie in reading.ties.known if tie.type == "uses" and not tie.inverse]
    window.browse.reader._clicked(QUrl(f"record:{target}"))
    qtbot.waitUntil(lambda: shown(window) == other)
    settle(qtbot, program)
    assert window.search.text() == ""
    assert shown(window) == other
    current = window.browse.table.currentIndex()
    assert titles(window)[current.row()] == other
    assert window.tabs.key() == "all"
    assert window.browse.frame.count_text == "38 of 38"


def test_that_a_record_of_the_overview_is_shown_in_the_tab_all(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    choose(window, qtbot, "LOGEX15")
    target = window.browse.model.id_at(titles(window).index("CIMIC courses"))
    assert target is not None
    window.tabs.show_key("overview")
    settle(qtbot, program)
    overview = window.findChild(Overview)
    assert isinstance(overview, Overview)
    overview.record_asked.emit(target)
    qtbot.waitUntil(lambda: shown(window) == "CIMIC courses")
    settle(qtbot, program)
    assert window.tabs.key() == "all"
    assert shown(window) == "CIMIC courses"


def test_that_a_tab_remembers_its_record_and_its_filter(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    choose(window, qtbot, "LOGEX15")
    window.tabs.show_key("AIR")
    settle(qtbot, program)
    window.browse.set_filter(Filter(kinds=("donation",)))
    settle(qtbot, program)
    choose(window, qtbot, "Tools and other equipment for the Serbian Air Force")
    for key, title, count in (
        ("all", "LOGEX15", "38 of 38"),
        ("AIR", "Tools and other equipment for the Serbian Air Force", "2 of 10"),
        ("overview", "", ""),
        ("AIR", "Tools and other equipment for the Serbian Air Force", "2 of 10"),
    ):
        window.tabs.show_key(key)
        settle(qtbot, program)
        if key != "overview":
            assert shown(window) == title
            assert window.browse.frame.count_text == count


@pytest.mark.parametrize("place", [0, 12, 37])
def test_that_after_deleting_the_next_record_is_chosen(
    window: MainWindow, qtbot: QtBot, program: Program, place: int
) -> None:
    before = titles(window)
    choose(window, qtbot, before[place])
    with qtbot.waitSignal(window.desk.changed):
        qtbot.keyClick(window.browse.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 37)
    settle(qtbot, program)
    after = [title for title in before if title != before[place]]
    assert titles(window) == after
    assert window.browse.table.currentIndex().row() == min(place, 36)
    assert shown(window) == after[min(place, 36)]


def test_that_the_record_shown_stays_chosen_when_the_order_turns(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    choose(window, qtbot, "LOGEX15")
    window.browse._sort("title")
    settle(qtbot, program)
    assert titles(window) == sorted(titles(window), key=str.casefold)
    assert titles(window)[window.browse.table.currentIndex().row()] == "LOGEX15"
    assert shown(window) == "LOGEX15"


def test_that_a_filter_that_hides_the_record_shows_the_first_that_passes(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    choose(window, qtbot, "LOGEX15")
    window.browse.set_filter(Filter(kinds=("donation",)))
    settle(qtbot, program)
    assert shown(window) == titles(window)[0]
    window.browse.set_filter(Filter(kinds=("donation",), statuses=("suspended",)))
    settle(qtbot, program)
    assert titles(window) == []
    assert shown(window) == ""
    assert not window.actions_by_name["edit_record"].isEnabled()
    assert window.browse.frame.empty_text == "No record passes these filters."


def test_that_a_record_deleted_elsewhere_is_said_to_be_gone(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    row = titles(window).index("LOGEX15")
    target = window.browse.model.id_at(row)
    assert target is not None
    store = Store.open(window.desk.path)
    store.delete([target], who="somebody else")
    store.close()
    window.browse.table.choose_row(row)
    settle(qtbot, program)
    assert shown(window) == ""
    assert window.browse.reader._empty.text().startswith("This record is gone.")
    assert not window.actions_by_name["edit_record"].isEnabled()
