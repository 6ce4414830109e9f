"""The filters at the left: counts, ticks by mouse and keys, what is folded and what is hidden."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.facets import Party
from coopdesk.catalogue.filters import Filter
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.filter_choices import MOST
from coopdesk.ui.filter_panel import FEW, FilterPanel
from coopdesk.ui.filter_rows import ASKED, COUNT, EXCLUDED, FEWER, KIND, LINE, NOTE, OPEN, STATE
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
    """Return what a section shows: words → (count, ticked), and what else can be pressed."""
    section = panel._sections[dimension]
    found = {}
    for place in range(section.childCount()):
        item = section.child(place)
        assert item is not None
        if item.data(0, KIND) in (LINE, FEWER):
            continue
        count = item.data(0, COUNT)
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
    several = {
        "partners",
        "party_roles",
        "years",
        "organisations",
        "place_names",
        "contents",
        "tags",
    }
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


def state(panel: FilterPanel, dimension: str, words: str) -> int:
    return int(go_to(panel, dimension, words).data(0, STATE))


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Key.Key_Space, Qt.KeyboardModifier.AltModifier),
        (Key.Key_Return, Qt.KeyboardModifier.AltModifier),
        (Key.Key_Minus, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_that_a_key_excludes_a_value_and_takes_it_back(
    panel: FilterPanel, qtbot: QtBot, key: Key, modifier: Qt.KeyboardModifier
) -> None:
    go_to(panel, "kinds", "Course")
    qtbot.keyClick(panel, key, modifier)
    settle(panel, qtbot)
    assert panel._filter == Filter(excluded=(("kinds", "course"),))
    assert state(panel, "kinds", "Course") == EXCLUDED
    assert current(panel) == "Course"
    item = go_to(panel, "kinds", "Course")
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Course, 8, excluded"
    assert item.checkState(0) == Qt.CheckState.PartiallyChecked
    qtbot.keyClick(panel, key, modifier)
    settle(panel, qtbot)
    assert panel._filter == Filter()
    assert state(panel, "kinds", "Course") == OPEN


def test_that_an_exclusion_takes_records_out(panel: FilterPanel, qtbot: QtBot) -> None:
    go_to(panel, "kinds", "Course")
    qtbot.keyClick(panel, Key.Key_Minus)
    settle(panel, qtbot)
    assert sum(int(count) for count, _ in entries(panel, "areas").values()) == 38 - 8


@pytest.mark.parametrize(
    ("button", "modifier"),
    [
        (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier),
        (Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_that_a_click_with_alt_excludes_and_one_without_takes_it_back(
    panel: FilterPanel, qtbot: QtBot, button: Qt.MouseButton, modifier: Qt.KeyboardModifier
) -> None:
    where = panel.visualItemRect(go_to(panel, "kinds", "Course")).center()
    qtbot.mouseClick(panel.viewport(), button, modifier, where)
    settle(panel, qtbot)
    assert panel._filter.excluded == (("kinds", "course"),)
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle(panel, qtbot)
    assert panel._filter == Filter()


def test_that_excluding_what_is_asked_for_turns_it_around(panel: FilterPanel, qtbot: QtBot) -> None:
    show(panel, qtbot, Filter(kinds=("course",), years=(2015,)))
    assert state(panel, "kinds", "Course") == ASKED
    qtbot.keyClick(panel, Key.Key_Minus)
    settle(panel, qtbot)
    assert panel._filter == Filter(years=(2015,), excluded=(("kinds", "course"),))


def test_that_a_release_elsewhere_ticks_nothing(panel: FilterPanel, qtbot: QtBot) -> None:
    told: list[Filter] = []
    panel.filter_changed.connect(told.append)
    one = panel.visualItemRect(go_to(panel, "kinds", "Course")).center()
    other = panel.visualItemRect(go_to(panel, "kinds", "Project")).center()
    qtbot.mousePress(panel.viewport(), Qt.MouseButton.LeftButton, pos=one)
    qtbot.mouseRelease(panel.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert told == []


def test_that_counts_which_arrive_do_not_swallow_a_click(panel: FilterPanel, qtbot: QtBot) -> None:
    where = panel.visualItemRect(go_to(panel, "kinds", "Course")).center()
    qtbot.mousePress(panel.viewport(), Qt.MouseButton.LeftButton, pos=where)
    show(panel, qtbot, Filter())
    qtbot.mouseRelease(panel.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle(panel, qtbot)
    assert panel._filter == Filter(kinds=("course",))


def test_that_the_menu_of_a_value_offers_only_this_exclude_and_clear(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    show(panel, qtbot, Filter(kinds=("project",), years=(2015,)))

    def act(words: str) -> None:
        menu = panel.menu_of(go_to(panel, "kinds", "Course"))
        action = next(a for a in menu.actions() if a.text().replace("&", "").startswith(words))
        assert action.isEnabled()
        action.trigger()
        settle(panel, qtbot)
        menu.deleteLater()

    act("Only This")
    assert panel._filter == Filter(kinds=("course",), years=(2015,))
    act("Exclude")
    assert panel._filter == Filter(years=(2015,), excluded=(("kinds", "course"),))
    act("Do Not Exclude")
    assert panel._filter == Filter(years=(2015,))
    clear = panel.menu_of(panel._sections["kinds"]).actions()
    assert [action.isEnabled() for action in clear] == [False]
    act_on = panel.menu_of(panel._sections["years"]).actions()[0]
    act_on.trigger()
    settle(panel, qtbot)
    assert panel._filter == Filter()


def test_that_a_section_says_how_many_of_its_values_narrow(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    wanted = Filter(kinds=("course", "project"), excluded=(("kinds", "event"),))
    show(panel, qtbot, wanted)
    assert panel._sections["kinds"].data(0, COUNT) == "3"
    assert panel._sections["areas"].data(0, COUNT) == ""


def test_that_what_is_folded_is_remembered(panel: FilterPanel, desk: Desk, qtbot: QtBot) -> None:
    panel._sections["kinds"].setExpanded(False)
    panel._sections["tags"].setExpanded(True)
    other = FilterPanel(desk)
    qtbot.addWidget(other)
    opened = {name for name, section in other._sections.items() if section.isExpanded()}
    assert opened == {"areas", "statuses", "years", "tags"}


def test_that_nothing_is_counted_while_nobody_sees_it(panel: FilterPanel, qtbot: QtBot) -> None:
    panel.hide()
    panel.show_filter(Filter(kinds=("course",)), False)
    assert not panel._desk.busy
    panel.show()
    settle(panel, qtbot)
    assert entries(panel, "kinds")["Course"] == ("8", True)


@pytest.fixture
def crowded(panel: FilterPanel, desk: Desk, qtbot: QtBot) -> FilterPanel:
    """The panel over many organisations, its section unfolded."""
    parties = tuple(Party(f"Office {n:03} of Čačak", "RS", "lead") for n in range(MOST + 50))
    store = Store.open(desk.path)
    store.add(a_record(parties=parties, area="AIR"), who="x")
    store.close()
    show(panel, qtbot, Filter())
    go_to(panel, "organisations", "Show all")
    qtbot.keyClick(panel, Key.Key_Space)
    return panel


def narrow(panel: FilterPanel, qtbot: QtBot, text: str) -> list[str]:
    line = panel._lines["organisations"].edit
    line.setText(text)
    with qtbot.waitSignal(panel._lines["organisations"].narrowed):
        pass
    settle(panel, qtbot)
    return list(entries(panel, "organisations"))


def kinds_of_rows(panel: FilterPanel) -> list[int]:
    section = panel._sections["organisations"]
    children = (section.child(place) for place in range(section.childCount()))
    return [int(child.data(0, KIND)) for child in children if child is not None]


def test_that_of_very_many_values_some_are_shown_under_a_line_that_narrows(
    crowded: FilterPanel, qtbot: QtBot
) -> None:
    line = crowded._lines["organisations"]
    crowded.activateWindow()
    qtbot.waitUntil(line.edit.hasFocus)
    rows = kinds_of_rows(crowded)
    assert rows[0] == LINE
    assert rows[-2:] == [NOTE, FEWER]
    assert len(rows) == MOST + 3
    assert narrow(crowded, qtbot, "cacak 24") == [
        f"Office {n:03} of Čačak" for n in range(240, 250)
    ]
    assert narrow(crowded, qtbot, "nowhere at all") == ["Nothing begins so"]
    assert len(narrow(crowded, qtbot, "")) == MOST + 1


def test_that_a_value_found_by_its_words_can_be_ticked_and_stays(
    crowded: FilterPanel, qtbot: QtBot
) -> None:
    narrow(crowded, qtbot, "249")
    line = crowded._lines["organisations"].edit
    qtbot.keyClick(line, Key.Key_Down)
    assert current(crowded) == "Office 249 of Čačak"
    qtbot.keyClick(crowded, Key.Key_Space)
    settle(crowded, qtbot)
    assert crowded._filter == Filter(organisations=("Office 249 of Čačak",))
    assert entries(crowded, "organisations") == {"Office 249 of Čačak": ("1", True)}
    assert crowded._lines["organisations"].edit is line
    narrow(crowded, qtbot, "")
    assert next(iter(entries(crowded, "organisations"))) == "Office 249 of Čačak"


def test_that_arrow_keys_go_through_the_line_and_escape_leaves_it(
    crowded: FilterPanel, qtbot: QtBot
) -> None:
    crowded.activateWindow()
    line = crowded._lines["organisations"].edit
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClick(line, Key.Key_Up)
    assert current(crowded) == "Organisation"
    qtbot.keyClick(crowded, Key.Key_Down)
    qtbot.waitUntil(line.hasFocus)
    line.setText("x")
    qtbot.keyClick(line, Key.Key_Escape)
    assert line.text() == ""
    qtbot.keyClick(line, Key.Key_Escape)
    assert current(crowded) == "Organisation"
    assert crowded.hasFocus()
    settle(crowded, qtbot)
    assert "organisations" not in crowded._lines
    assert len(entries(crowded, "organisations")) == FEW + 1


def test_that_show_fewer_folds_a_section_again(panel: FilterPanel, qtbot: QtBot) -> None:
    go_to(panel, "kinds", "Show all")
    qtbot.keyClick(panel, Key.Key_Space)
    go_to(panel, "kinds", "Show fewer")
    qtbot.keyClick(panel, Key.Key_Space)
    assert len(entries(panel, "kinds")) == FEW + 1
    assert current(panel) == "Kind"
