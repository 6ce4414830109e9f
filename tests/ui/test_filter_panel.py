"""The filters at the left: counts, ticks by mouse and keys, what is folded and what is hidden."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Party
from coopdesk.catalogue.filters import DIMENSIONS, Filter
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.filter_panel import FEW, FilterPanel
from coopdesk.ui.theme import colours
from tests.builders import a_record

Key = Qt.Key


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[FilterPanel]:
    made = FilterPanel(desk)
    made.filter_changed.connect(lambda wanted: made.show_filter(wanted, False))
    qtbot.addWidget(made)
    made.resize(220, 700)
    with qtbot.waitExposed(made):
        made.show()
    show(made, qtbot, Filter())
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def show(panel: FilterPanel, qtbot: QtBot, wanted: Filter, in_area: bool = False) -> None:
    panel.show_filter(wanted, in_area)
    settle(panel, qtbot)


def settle(panel: FilterPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel._desk.busy)


def entries(panel: FilterPanel, dimension: str) -> dict[str, tuple[str, bool]]:
    """Return what a section shows: words → (count, ticked)."""
    section = panel._sections[dimension]
    found = {}
    for place in range(section.childCount()):
        item = section.child(place)
        assert item is not None
        count = item.data(0, Qt.ItemDataRole.UserRole + 3)
        ticked = item.checkState(0) == Qt.CheckState.Checked
        found[item.text(0)] = (count, ticked)
    return found


def go_to(panel: FilterPanel, dimension: str, words: str) -> QTreeWidgetItem:
    section = panel._sections[dimension]
    section.setExpanded(True)
    children = (section.child(place) for place in range(section.childCount()))
    item = next(
        child for child in children if child is not None and child.text(0).startswith(words)
    )
    panel.setCurrentItem(item)
    return item


def current(panel: FilterPanel) -> str:
    item = panel.currentItem()
    assert item is not None
    return item.text(0)


def test_that_each_dimension_shows_its_values_with_their_counts(
    panel: FilterPanel, desk: Desk, qtbot: QtBot
) -> None:
    store = Store.open(desk.path, read_only=True)
    for dimension in DIMENSIONS:
        counted = [str(entry.count) for entry in store.facet(dimension.name, Filter())]
        shown = [count for count, _ticked in entries(panel, dimension.name).values() if count]
        assert shown == counted[: len(shown)]
    store.close()
    assert entries(panel, "areas")["Air forces"] == ("10", False)
    assert entries(panel, "statuses")["Not stated"] == ("27", False)
    assert "Denmark" in entries(panel, "partners")


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_that_a_key_ticks_and_unticks_a_value_and_stays_on_it(
    panel: FilterPanel, qtbot: QtBot, key: Key
) -> None:
    go_to(panel, "kinds", "Course")
    for ticked, expected in ((True, Filter(kinds=("course",))), (False, Filter())):
        with qtbot.waitSignal(panel.filter_changed) as told:
            qtbot.keyClick(panel, key)
        assert told.args == [expected]
        settle(panel, qtbot)
        assert entries(panel, "kinds")["Course"] == ("8", ticked)
        assert current(panel) == "Course"


def test_that_arrow_keys_walk_over_values_and_fold_sections(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    go_to(panel, "statuses", "Implementation")
    qtbot.keyClick(panel, Key.Key_Down)
    assert current(panel) == "Closed"
    qtbot.keyClick(panel, Key.Key_Left)
    assert current(panel) == "Status"
    qtbot.keyClick(panel, Key.Key_Left)
    assert not panel._sections["statuses"].isExpanded()
    qtbot.keyClick(panel, Key.Key_Space)
    assert panel._sections["statuses"].isExpanded()


def test_that_a_click_ticks_once_wherever_on_the_line(panel: FilterPanel, qtbot: QtBot) -> None:
    told: list[Filter] = []
    panel.filter_changed.connect(told.append)
    item = go_to(panel, "kinds", "Course")
    rect = panel.visualItemRect(item)
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    settle(panel, qtbot)
    assert panel.visualItemRect(go_to(panel, "kinds", "Course")) == rect  # nothing jumped
    box = QPoint(rect.left() + 20, rect.center().y())
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=box)
    settle(panel, qtbot)
    assert told == [Filter(kinds=("course",)), Filter()]


def test_that_ticks_in_one_dimension_widen_and_in_two_narrow(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    ticks = (("kinds", "Course"), ("kinds", "Project"), ("statuses", "Implementation"))
    for dimension, words in ticks:
        go_to(panel, dimension, words)
        qtbot.keyClick(panel, Key.Key_Space)
        settle(panel, qtbot)
    assert panel._filter == Filter(kinds=("course", "project"), statuses=("implementation",))
    go_to(panel, "years", "Show all")
    qtbot.keyClick(panel, Key.Key_Space)
    go_to(panel, "years", "2015")
    with qtbot.waitSignal(panel.filter_changed) as told:
        qtbot.keyClick(panel, Key.Key_Space)
    assert told.args[0].years == (2015,)


def test_that_the_alternatives_of_a_tick_keep_their_counts(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    before = entries(panel, "kinds")
    show(panel, qtbot, Filter(kinds=("course",)))
    after = entries(panel, "kinds")
    assert {words: count for words, (count, _) in after.items()} == {
        words: count for words, (count, _) in before.items()
    }
    assert entries(panel, "areas")["IT support"] == ("0", False)  # nothing goes, nothing jumps
    assert sum(int(count) for count, _ in entries(panel, "areas").values()) == 8


def test_that_many_values_are_folded_and_all_shown_when_asked(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    assert len(entries(panel, "kinds")) == FEW + 1
    go_to(panel, "kinds", "Show all")
    qtbot.keyClick(panel, Key.Key_Space)
    assert len(entries(panel, "kinds")) == 14
    # The cursor stands on the first value that was hidden.
    assert current(panel) == list(entries(panel, "kinds"))[FEW]
    show(panel, qtbot, Filter())
    assert len(entries(panel, "kinds")) == 14


def test_that_a_ticked_value_is_never_folded_away(panel: FilterPanel, qtbot: QtBot) -> None:
    show(panel, qtbot, Filter(kinds=("event",)))
    assert entries(panel, "kinds")["Event"][1]


def test_that_a_ticked_value_that_nothing_has_any_more_can_be_unticked(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    show(panel, qtbot, Filter(tags=("no such tag",)))
    assert entries(panel, "tags")["no such tag"] == ("0", True)
    go_to(panel, "tags", "no such tag")
    qtbot.keyClick(panel, Key.Key_Space)
    settle(panel, qtbot)
    assert panel._filter == Filter()
    assert "no such tag" not in entries(panel, "tags")
    assert current(panel) == "Tag"  # the section of what was there


def test_that_an_area_tab_hides_its_own_dimension(panel: FilterPanel, qtbot: QtBot) -> None:
    assert not panel._sections["areas"].isHidden()
    show(panel, qtbot, Filter(areas=("AIR",)), in_area=True)
    assert panel._sections["areas"].isHidden()
    assert entries(panel, "kinds")["Project"] == ("4", False)
    show(panel, qtbot, Filter(areas=("AIR",)))
    assert not panel._sections["areas"].isHidden()
    assert entries(panel, "areas")["Air forces"] == ("10", True)


def test_that_a_dimension_with_one_value_is_not_offered(panel: FilterPanel, qtbot: QtBot) -> None:
    show(panel, qtbot, Filter(search="letter intent 2004"))
    shown = [d.name for d in DIMENSIONS if not panel._sections[d.name].isHidden()]
    several = {"partners", "years", "organisations", "place_names", "contents", "tags"}
    assert set(shown) <= several


def test_that_few_sections_are_open_at_first(panel: FilterPanel) -> None:
    sections = {name: s for name, s in panel._sections.items() if not s.isHidden()}
    assert {"place_names", "contents", "organisations", "tags"} <= sections.keys()
    opened = {name for name, section in sections.items() if section.isExpanded()}
    assert opened == {"areas", "kinds", "statuses", "years"}
    # All sources of the sample are official.
    assert "confidences" not in sections


def test_that_a_list_can_be_narrowed_to_what_contains_something(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    order = list(entries(panel, "contents"))
    assert order[:3] == ["Places", "Parties", "Items"]
    go_to(panel, "contents", "Items")
    qtbot.keyClick(panel, Key.Key_Space)
    settle(panel, qtbot)
    assert panel._filter == Filter(contents=("items",))
    assert entries(panel, "contents")["Items"] == ("4", True)
    assert sum(int(count) for count, _ in entries(panel, "areas").values()) == 4


def test_that_the_words_of_a_section_in_focus_can_be_read(panel: FilterPanel, qtbot: QtBot) -> None:
    section = panel._sections["partners"]
    assert not section.isExpanded()

    def seen() -> QImage:
        # Grabbed whole: what is drawn above it leaves its brush behind.
        return panel.viewport().grab().toImage().copy(panel.visualItemRect(section))

    def letters(image: QImage) -> int:
        every = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(image.pixelColor(x, y).name() == colours().text for x, y in every)

    before = seen()
    assert letters(before) > 10
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.hasFocus)
    panel.setCurrentItem(section)
    assert seen() != before
    assert letters(seen()) == letters(before)


def test_that_a_screen_reader_is_told_value_count_and_tick(panel: FilterPanel) -> None:
    item = go_to(panel, "kinds", "Course")
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Course, 8"
    assert item.flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_that_a_name_which_looks_like_markup_is_shown_and_told_as_it_is(
    panel: FilterPanel, qtbot: QtBot, desk: Desk
) -> None:
    name = "<b>Ministry</b> & sons of a very long and winding name"
    store = Store.open(desk.path)
    store.add(a_record(parties=(Party(name, "DK", "lead"),), area="AIR"), who="x")
    store.close()
    show(panel, qtbot, Filter())
    panel._unfolded.add("organisations")
    show(panel, qtbot, Filter())
    item = go_to(panel, "organisations", name)
    index = panel.indexFromItem(item)
    option = QStyleOptionViewItem()
    option.rect = panel.visualItemRect(item)
    delegate = panel.itemDelegate()
    where = QPoint(5, 5)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, where, panel.mapToGlobal(where))
    assert delegate.helpEvent(event, panel, option, index)
    assert "<b>" not in QToolTip.text()
    assert "&lt;b&gt;Ministry" in QToolTip.text()
    QToolTip.hideText()
    qtbot.keyClick(panel, Key.Key_Space)
    settle(panel, qtbot)
    assert panel._filter.organisations == (name,)


def test_that_it_is_drawn_with_ticks_focus_and_folds(panel: FilterPanel, qtbot: QtBot) -> None:
    before = panel.viewport().grab().toImage()
    go_to(panel, "kinds", "Course")
    qtbot.keyClick(panel, Key.Key_Space)
    settle(panel, qtbot)
    ticked = panel.viewport().grab().toImage()
    assert ticked != before
    panel._sections["kinds"].setExpanded(False)
    assert panel.viewport().grab().toImage() != ticked
