"""Saved filters in the window: tabs, menu, what is offered over the table, and all of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.saved_filter import ICONS, SavedFilter
from coopdesk.storage.store import Store
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.saved_filter_dialog import SavedFilterDialog
from coopdesk.ui.saved_filters_window import SavedFiltersWindow
from tests.ui.conftest import settle

pytestmark = pytest.mark.slow

Key = Qt.Key
COURSES = SavedFilter(
    "Courses",
    "book-open-line",
    Filter(kinds=("course",), excluded=(("areas", "AIR"),), search="serbian"),
    Sort("title", True),
    ("title", "reference"),
    tab=True,
)
DONATIONS = SavedFilter("Donations", filter=Filter(kinds=("donation",)))
GONE = SavedFilter("Balls", filter=Filter(kinds=("ball",), areas=("OLD",)), tab=True)


def save(window: MainWindow, qtbot: QtBot, program: Program, *saved: SavedFilter) -> None:
    """Save these as somebody else would, and have the window know."""
    store = Store.open(window.desk.path)
    for one in saved:
        store.saved_filters.add(one, who="x")
    store.close()
    window.saved.read_again()
    settle(qtbot, program)


def known(window: MainWindow) -> tuple[SavedFilter, ...]:
    store = Store.open(window.desk.path, read_only=True)
    try:
        return store.saved_filters.known()
    finally:
        store.close()


def tabs(window: MainWindow) -> list[str]:
    return [window.tabs.tabText(place) for place in range(11, window.tabs.count())]


def titles(window: MainWindow) -> list[str]:
    model = window.browse.model
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def offered(window: MainWindow) -> list[str]:
    saved = window.saved
    shown = [saved.button.text()] if saved.button.isVisible() else []
    more = saved.more.menu().actions() if saved.more.isVisible() else []
    return [*shown, *(action.text().replace("&", "") for action in more)]


def menu(window: MainWindow) -> dict[str, QAction]:
    shown = window.browse.filter_side.menu
    shown.aboutToShow.emit()
    return {action.text().replace("&", ""): action for action in shown.actions() if action.text()}


def go(window: MainWindow, qtbot: QtBot, program: Program, name: str) -> None:
    window.saved.open(name)
    settle(qtbot, program)


def test_that_a_saved_filter_has_a_tab_with_its_count_if_it_wants_one(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES, DONATIONS)
    assert tabs(window) == ["Courses (3)"]
    assert list(menu(window))[:2] == ["Courses", "Donations"]


def test_that_its_tab_opens_with_filter_search_columns_and_order(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    go(window, qtbot, program, "Courses")
    assert window.browse.wanted() == COURSES.filter
    assert window.search.text() == "serbian"
    assert window.browse.columns.names == ("title", "reference")
    found = titles(window)
    assert len(found) == 3
    assert found == sorted(found, reverse=True)
    assert offered(window) == []
    assert window.browse.frame.count_text == "3 of 38"


def test_that_its_search_is_its_own(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    save(window, qtbot, program, COURSES)
    window.search.setText("fuel")
    settle(qtbot, program)
    go(window, qtbot, program, "Courses")
    assert window.search.text() == "serbian"
    window.search.setText("")
    settle(qtbot, program)
    assert window.browse.wanted().search == ""
    window.tabs.show_key("AIR")
    settle(qtbot, program)
    assert window.search.text() == "fuel"
    assert window.browse.wanted() == Filter(areas=("AIR",), search="fuel")
    go(window, qtbot, program, "Courses")
    assert window.search.text() == ""


def test_that_one_without_a_tab_has_one_while_it_is_looked_at(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES, DONATIONS, replace(DONATIONS, name="Gifts"))
    menu(window)["Donations"].trigger()
    settle(qtbot, program)
    assert [text.split(" (")[0] for text in tabs(window)] == ["Courses", "Donations"]
    assert window.browse.wanted() == DONATIONS.filter
    menu(window)["Gifts"].trigger()
    settle(qtbot, program)
    assert [text.split(" (")[0] for text in tabs(window)] == ["Courses", "Gifts"]


def test_that_a_change_is_offered_to_be_saved_over_it_or_as_another(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    go(window, qtbot, program, "Courses")
    changes = (
        lambda: window.browse.set_filter(Filter(kinds=("course", "project"))),
        lambda: window.search.setText("danish"),
        lambda: window.browse.table.sort_asked.emit("period", False),
        lambda: menu_of_columns(window, "Kind"),
        lambda: window.browse.set_grouped("year"),
    )
    for change in changes:
        change()
        settle(qtbot, program)
        assert offered(window) == ["Update filter", "Save as…", "Discard Changes"]
        window.saved.more.menu().actions()[1].trigger()
        settle(qtbot, program)
        assert offered(window) == []
        assert window.browse.wanted() == COURSES.filter
        assert window.search.text() == "serbian"
        assert window.browse.columns.names == ("title", "reference")
    assert known(window) == (COURSES,)


def menu_of_columns(window: MainWindow, words: str) -> None:
    window.menus["columns"].aboutToShow.emit()
    next(a for a in window.menus["columns"].actions() if a.text() == words).trigger()


def test_that_updating_it_saves_what_is_shown_and_undo_brings_back_what_was(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    go(window, qtbot, program, "Courses")
    window.browse.set_filter(Filter(statuses=("closed",)))
    settle(qtbot, program)
    window.saved.button.click()
    settle(qtbot, program)
    (now,) = known(window)
    assert now == replace(COURSES, filter=Filter(statuses=("closed",), search="serbian"))
    assert offered(window) == []
    window.actions_by_name["undo"].trigger()
    settle(qtbot, program)
    assert known(window) == (COURSES,)
    assert window.browse.wanted() == COURSES.filter


def test_that_a_tab_whose_filter_was_deleted_and_brought_back_shows_it_again(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    go(window, qtbot, program, "Courses")
    window.desk.write(window, lambda s: s.saved_filters.remove(COURSES.name, who="tester"))
    settle(qtbot, program)
    window.actions_by_name["undo"].trigger()
    settle(qtbot, program)
    go(window, qtbot, program, "Courses")
    assert window.browse.wanted() == COURSES.filter
    assert offered(window) == []


def dialog(window: MainWindow) -> SavedFilterDialog:
    (found,) = window.findChildren(SavedFilterDialog)
    return found


def test_that_a_filter_is_saved_under_a_name_with_an_icon_as_a_tab(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.tabs.show_key("AIR")
    window.search.setText("fuel")
    window.browse.set_filter(Filter(kinds=("donation",)))
    settle(qtbot, program)
    assert offered(window) == ["Save filter…"]
    window.saved.button.click()
    asked = dialog(window)
    assert "Air forces" in asked.words.text()
    asked.save.click()
    assert asked.message.text() == "Give the filter a name."
    qtbot.keyClicks(asked.form.name, "  Fuel   for the air force ")
    asked.form.icons.button(ICONS.index("plane-line")).click()
    asked.form.tab.setChecked(True)
    asked.save.click()
    settle(qtbot, program)
    wanted = Filter(areas=("AIR",), kinds=("donation",), search="fuel")
    (saved,) = known(window)
    assert saved == SavedFilter("Fuel for the air force", "plane-line", wanted, tab=True)
    assert window.browse.key == "saved:Fuel for the air force"
    assert window.browse.wanted() == wanted
    assert offered(window) == []


def test_that_a_name_that_is_taken_is_refused_in_the_dialog(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    window.browse.set_filter(Filter(kinds=("donation",)))
    settle(qtbot, program)
    window.saved.save_as()
    asked = dialog(window)
    asked.form.name.setText("courses")
    asked.save.click()
    settle(qtbot, program)
    assert "choose another name" in asked.message.text()
    assert asked.isVisible()
    asked.form.name.setText("Donations")
    asked.save.click()
    settle(qtbot, program)
    assert [one.name for one in known(window)] == ["Courses", "Donations"]
    assert window.notice.text == "The filter was saved as “Donations”."


def test_that_what_asks_for_a_code_that_is_gone_says_so(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, GONE)
    assert tabs(window) == ["Balls (0)"]
    assert "“ball”" in window.tabs.tabToolTip(11)
    assert "“OLD”" in menu(window)["Balls"].toolTip()
    go(window, qtbot, program, "Balls")
    assert "“ball”" in window.notice.text
    assert window.browse.frame.empty_text == "No record passes these filters."
    assert [chip.text() for chip in window.browse.chips.chips] == ["Area: OLD", "Kind: ball"]


def test_that_its_tab_goes_when_it_is_deleted_elsewhere(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    go(window, qtbot, program, "Courses")
    store = Store.open(window.desk.path)
    store.saved_filters.remove("Courses", who="x")
    store.close()
    window.saved.read_again()
    settle(qtbot, program)
    assert tabs(window) == []
    assert (window.browse.key, window.tabs.key()) == ("all", "all")
    assert window.browse.model.rowCount() == 38
    assert window.search.text() == ""


def manage(window: MainWindow, qtbot: QtBot, program: Program) -> SavedFiltersWindow:
    window.saved.manage()
    settle(qtbot, program)
    (found,) = window.findChildren(SavedFiltersWindow)
    return found


def rows(shown: SavedFiltersWindow) -> list[str]:
    return [shown.list.item(row).text() for row in range(shown.list.count())]


def test_that_all_of_them_are_renamed_ordered_made_tabs_and_deleted(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES, DONATIONS, GONE)
    shown = manage(window, qtbot, program)
    assert rows(shown) == ["Courses", "Donations", "Balls"]
    shown.list.setCurrentRow(1)
    assert shown.words.text() == "Kind: Donation"
    shown.form.name.setText("Gifts")
    shown.form.name.editingFinished.emit()
    settle(qtbot, program)
    assert (rows(shown)[1], shown.list.currentRow()) == ("Gifts", 1)
    shown.form.tab.click()
    settle(qtbot, program)
    assert [text.split(" (")[0] for text in tabs(window)] == ["Courses", "Gifts", "Balls"]
    qtbot.keyClick(shown.list, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, program)
    assert rows(shown) == ["Courses", "Balls", "Gifts"]
    assert shown.list.currentRow() == 2
    qtbot.keyClick(shown.list, Key.Key_Delete)
    settle(qtbot, program)
    assert rows(shown) == ["Courses", "Balls"]
    assert shown.message.text() == "“Gifts” was deleted."
    shown.undo.click()
    settle(qtbot, program)
    assert rows(shown) == ["Courses", "Balls", "Gifts"]
    shown.close()


def test_that_a_name_that_cannot_be_is_said_and_put_back(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES, DONATIONS)
    shown = manage(window, qtbot, program)
    shown.list.setCurrentRow(1)
    shown.form.name.setText("Courses")
    shown.form.name.editingFinished.emit()
    settle(qtbot, program)
    assert "choose another name" in shown.message.text()
    assert shown.form.name.text() == "Donations"
    shown.form.name.setText("   ")
    shown.form.name.editingFinished.emit()
    settle(qtbot, program)
    assert shown.form.name.text() == "Donations"
    shown.close()


def test_that_a_catalogue_that_can_only_be_read_offers_them_and_saves_none(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    window.desk.read_only = True
    go(window, qtbot, program, "Courses")
    assert len(titles(window)) == 3
    window.browse.set_filter(Filter(kinds=("project",)))
    settle(qtbot, program)
    assert offered(window) == ["Discard changes"]
    window.saved.button.click()
    settle(qtbot, program)
    assert window.browse.wanted() == COURSES.filter
    assert not menu(window)["Save Filter…"].isEnabled()
    window.saved.save_as()
    assert window.findChildren(SavedFilterDialog) == []
    shown = manage(window, qtbot, program)
    assert not shown.form.isEnabled()
    assert not shown.remove.isEnabled()
    shown.close()


def test_that_the_tab_of_a_saved_filter_is_shown_again_at_the_next_start(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    go(window, qtbot, program, "Courses")
    window.set_language("en")
    qtbot.waitUntil(lambda: program.window is not None and program.window is not window)
    settle(qtbot, program)
    again = program.window
    assert again is not None
    qtbot.waitUntil(lambda: again.browse.key == "saved:Courses")
    settle(qtbot, program)
    assert again.tabs.key() == "saved:Courses"
    assert again.browse.wanted() == COURSES.filter


@pytest.mark.parametrize("tab", ["all", "AIR"])
def test_that_the_view_can_be_taken_and_given(
    window: MainWindow, program: Program, qtbot: QtBot, tab: str
) -> None:
    save(window, qtbot, program, COURSES)
    window.tabs.show_key(tab)
    window.search.setText("training")
    window.browse.set_filter(Filter(excluded=(("kinds", "event"),)))
    settle(qtbot, program)
    state, found = window.browse.view_state(), titles(window)
    go(window, qtbot, program, "Courses")
    other = window.browse.view_state()
    assert (other.key, other.search, other.sort) == ("saved:Courses", "serbian", COURSES.sort)
    window.tabs.show_key(tab, told=False)
    window.browse.show_state(state)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: window.browse.view_state() == state)
    assert (titles(window), window.search.text()) == (found, "training")


def test_that_a_link_shows_all_records_that_have_a_value(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.browse.set_filter(Filter(kinds=("course",)))
    settle(qtbot, program)
    window.browse.show_filter_of("years", "2015")
    window.browse.show_tab("all")
    settle(qtbot, program)
    assert window.browse.wanted() == Filter(years=(2015,))


def test_that_the_view_of_a_saved_filter_that_is_gone_is_shown_among_all(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    go(window, qtbot, program, "Courses")
    state, found = window.browse.view_state(), titles(window)
    store = Store.open(window.desk.path)
    store.saved_filters.remove("Courses", who="x")
    store.close()
    window.saved.read_again()
    settle(qtbot, program)
    window.browse.show_state(state)
    settle(qtbot, program)
    assert (window.browse.key, window.browse.wanted()) == ("all", COURSES.filter)
    assert (titles(window), window.search.text()) == (found, "serbian")


def test_that_what_asks_for_nothing_can_be_saved_for_its_order_and_columns(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    assert offered(window) == []
    window.browse.table.sort_asked.emit("title", False)
    settle(qtbot, program)
    window.actions_by_name["save_filter"].trigger()
    asked = dialog(window)
    assert asked.words.text() == "Sorted by: Title"
    asked.form.name.setText("By title")
    asked.save.click()
    settle(qtbot, program)
    assert known(window) == (SavedFilter("By title", sort=Sort("title")),)


def test_that_the_icons_keep_their_room_when_the_dialog_says_what_is_wrong(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.search.setText("fuel " * 60)
    settle(qtbot, program)
    window.saved.save_as()
    asked = dialog(window)
    qtbot.waitExposed(asked)
    button = asked.form.icons.button(0)
    before, room = asked.height(), button.size()
    asked.refuse(CatalogueError("A sentence that takes more than one line of it. " * 6))
    QApplication.processEvents()
    assert asked.height() > before
    assert button.size() == room
    bottoms = [box.geometry().bottom() for box in (asked.words, asked.form)]
    assert bottoms[0] < asked.form.geometry().top()
    assert bottoms[1] < asked.message.geometry().top()
    assert asked.message.height() >= asked.message.heightForWidth(asked.message.width())
    asked.reject()


def tab_menu(window: MainWindow, name: str, *, by_keyboard: bool = False) -> dict[str, QAction]:
    """Open the menu of that tab as a mouse or the menu key does."""
    strip = window.tabs
    place = strip.keys.index(f"saved:{name}")
    where = strip.tabRect(place).center()
    reasons = QContextMenuEvent.Reason
    reason = reasons.Keyboard if by_keyboard else reasons.Mouse
    at = QPoint(0, 0) if by_keyboard else where
    QApplication.sendEvent(strip, QContextMenuEvent(reason, at, strip.mapToGlobal(at)))
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    return {action.text().replace("&", ""): action for action in shown.actions() if action.text()}


def choose(actions: dict[str, QAction], words: str) -> None:
    shown = QApplication.activePopupWidget()
    assert shown is not None
    shown.close()
    actions[words].trigger()


EDIT, OWN_TAB = "Rename or Change Icon…", "Show as a tab of its own"


def test_that_the_menu_of_a_tab_offers_what_can_be_done_with_its_filter(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES, replace(DONATIONS, tab=True))
    shown = tab_menu(window, "Donations")
    assert list(shown) == [EDIT, OWN_TAB, "Delete"]
    assert shown[OWN_TAB].isChecked()
    choose(shown, "Delete")
    settle(qtbot, program)
    assert [one.name for one in known(window)] == ["Courses"]
    assert window.notice.text == "“Donations” was deleted."
    assert window.notice._act.text() == "Undo"
    window.notice._act.click()
    settle(qtbot, program)
    assert [one.name for one in known(window)] == ["Courses", "Donations"]


def test_that_the_menu_key_opens_the_menu_of_the_tab_shown_with_its_changes(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES)
    go(window, qtbot, program, "Courses")
    window.search.setText("fuel")
    settle(qtbot, program)
    shown = tab_menu(window, "Courses", by_keyboard=True)
    assert list(shown)[:3] == ["Update filter", "Save as…", "Discard Changes"]
    choose(shown, "Update filter")
    settle(qtbot, program)
    assert known(window)[0].filter.search == "fuel"
    assert list(tab_menu(window, "Courses")) == [EDIT, OWN_TAB, "Delete"]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert QApplication.activePopupWidget() is None
    qtbot.keyClick(window.tabs, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_that_a_filter_is_renamed_from_the_menu_of_its_tab(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES, replace(DONATIONS, tab=True))
    choose(tab_menu(window, "Donations"), EDIT)
    settle(qtbot, program)
    (shown,) = window.findChildren(SavedFiltersWindow)
    assert shown.current is not None
    assert shown.current.name == "Donations"
    assert shown.form.name.selectedText() == "Donations"
    shown.close()


def test_that_a_tab_is_closed_or_kept_from_its_menu(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    save(window, qtbot, program, COURSES, DONATIONS)
    go(window, qtbot, program, "Donations")
    choose(tab_menu(window, "Donations"), "Close Tab")
    settle(qtbot, program)
    assert (tabs(window), window.browse.key) == (["Courses (3)"], "all")
    assert [one.name for one in known(window)] == ["Courses", "Donations"]
    go(window, qtbot, program, "Donations")
    choose(tab_menu(window, "Donations"), OWN_TAB)
    settle(qtbot, program)
    assert known(window)[1].tab
    choose(tab_menu(window, "Courses"), OWN_TAB)
    settle(qtbot, program)
    assert not known(window)[0].tab
    assert window.browse.key == "saved:Donations"
    choose(tab_menu(window, "Donations"), OWN_TAB)
    settle(qtbot, program)
    assert (tabs(window), window.browse.key) == ([], "all")


def test_that_other_tabs_have_no_menu(window: MainWindow) -> None:
    where = window.tabs.tabRect(1).center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(window.tabs, QContextMenuEvent(reason, where, where))
    assert QApplication.activePopupWidget() is None
