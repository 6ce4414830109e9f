"""The chips over the table: what they say, how they are taken away, where they do not fit."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filters import Filter
from coopdesk.ui.filter_chips import MOST, FilterChips
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle

Key = Qt.Key
AREAS = (Area("AIR", {"en": "Air forces"}, position=0),)
SOME = Filter(
    areas=("AIR",), kinds=("course", "project"), excluded=(("statuses", "closed"),), search="fuel"
)


@pytest.fixture
def chips(qtbot: QtBot) -> Iterator[FilterChips]:
    """Chips over something else that can have the focus."""
    window = QWidget()
    made = FilterChips()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    column.addWidget(QLineEdit(), 1)
    qtbot.addWidget(window)
    window.resize(900, 200)
    made.changed.connect(lambda wanted: made.show_filter(wanted, AREAS))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield made
    window.close()


def words(chips: FilterChips) -> list[str]:
    return [chip.text() for chip in chips.chips if chip.isVisible()]


def test_that_there_is_no_row_without_a_filter(chips: FilterChips) -> None:
    assert not chips.isVisible()
    chips.show_filter(SOME, AREAS)
    assert chips.isVisible()
    chips.show_filter(Filter(), AREAS)
    assert not chips.isVisible()


def test_that_each_part_of_the_filter_is_a_chip(chips: FilterChips) -> None:
    chips.show_filter(SOME, AREAS)
    assert words(chips) == [
        "Area: Air forces",
        "Kind: Course",
        "Kind: Project",
        "not Closed",
        "fuel",
    ]


def test_that_its_cross_takes_a_part_away_and_its_words_do_not(
    chips: FilterChips, qtbot: QtBot
) -> None:
    told: list[Filter] = []
    chips.changed.connect(told.append)
    chips.show_filter(SOME, AREAS)
    chip = chips.chips[1]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    assert told == []
    cross = QPoint(chip.width() - 10, chip.height() // 2)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    (left,) = told
    assert (left.kinds, left.areas, left.search) == (("project",), ("AIR",), "fuel")


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace, Key.Key_Space, Key.Key_Return])
def test_that_a_key_takes_the_part_away_and_goes_to_the_next(
    chips: FilterChips, qtbot: QtBot, key: Key
) -> None:
    chips.show_filter(SOME, AREAS)
    chips.chips[1].setFocus()
    qtbot.keyClick(chips.chips[1], key)
    assert "Kind: Course" not in words(chips)
    assert chips.chips[1].text() == "Kind: Project"
    assert chips.chips[1].hasFocus()
    for _part in range(4):
        focused = next(chip for chip in chips.chips if chip.hasFocus())
        qtbot.keyClick(focused, key)
    assert not chips.isVisible()


def test_that_arrow_keys_go_from_chip_to_chip(chips: FilterChips, qtbot: QtBot) -> None:
    chips.show_filter(SOME, AREAS)
    chips.chips[0].setFocus()
    qtbot.keyClick(chips.chips[0], Key.Key_Left)
    assert chips.chips[-1].hasFocus()
    qtbot.keyClick(chips.chips[-1], Key.Key_Right)
    assert chips.chips[0].hasFocus()


def test_that_a_part_that_stays_keeps_its_chip(chips: FilterChips) -> None:
    chips.show_filter(SOME, AREAS)
    kept = chips.chips[0]
    chips.show_filter(Filter(areas=("AIR",), search="fuel water"), AREAS)
    assert chips.chips[0] is kept
    assert words(chips) == ["Area: Air forces", "fuel", "water"]


def test_that_what_does_not_fit_is_counted_and_shown_when_asked(
    chips: FilterChips, qtbot: QtBot
) -> None:
    wanted = Filter(tags=tuple(f"a tag of some length {n}" for n in range(20)))
    chips.show_filter(wanted, AREAS)
    shown = len(words(chips))
    assert 0 < shown < 20
    assert chips.more.text() == f"+{20 - shown}"
    one = chips.height()
    everything = [*(chip for chip in chips.chips if chip.isVisible()), chips.more, chips.clear]
    rects = [widget.geometry() for widget in everything]
    assert all(chips.rect().contains(rect) for rect in rects)
    assert not any(a.intersects(b) for a in rects for b in rects if a is not b)
    qtbot.mouseClick(chips.more, Qt.MouseButton.LeftButton)
    assert len(words(chips)) == 20
    assert chips.height() > 2 * one
    qtbot.mouseClick(chips.more, Qt.MouseButton.LeftButton)
    assert (len(words(chips)), chips.height()) == (shown, one)


def test_that_a_narrow_row_shows_one_chip_at_least(chips: FilterChips, qtbot: QtBot) -> None:
    chips.show_filter(SOME, AREAS)
    window = chips.window()
    window.resize(260, 200)
    qtbot.waitUntil(lambda: chips.width() <= 260)
    assert words(chips) == ["Area: Air forces"]
    assert chips.more.text() == "+4"


def test_that_buttons_which_leave_no_room_have_a_line_of_their_own(
    chips: FilterChips, qtbot: QtBot
) -> None:
    chips.show_filter(SOME, AREAS)
    one = chips.height()
    offers = [QPushButton(words) for words in ("Update this filter", "Save as another one")]
    chips.offer(*offers)
    for offer in offers:
        offer.show()
    chips.arrange()
    assert chips.height() == one
    chips.window().resize(420, 200)
    qtbot.waitUntil(lambda: chips.width() <= 420)
    assert one < chips.height() < 3 * one
    chips.window().resize(240, 200)
    qtbot.waitUntil(lambda: chips.width() <= 240)
    shown = [*(chip for chip in chips.chips if chip.isVisible()), chips.clear, *offers]
    rects = [widget.geometry() for widget in shown]
    assert all(chips.rect().contains(rect) for rect in rects)
    assert not any(a.intersects(b) for a in rects for b in rects if a is not b)


def test_that_thousands_of_parts_make_few_chips(chips: FilterChips) -> None:
    chips.show_filter(Filter(references=(), tags=tuple(map(str, range(5_000)))), AREAS)
    assert len(chips.chips) == MOST
    chips.more.setChecked(True)
    assert chips.more.text() == "+4,940"


def test_that_words_of_a_user_are_shown_and_told_as_they_are(chips: FilterChips) -> None:
    chips.show_filter(Filter(tags=("<b>fuel</b>\nand more",)), AREAS)
    (chip,) = chips.chips
    assert chip.text() == "Tag: <b>fuel</b> and more"
    assert "&lt;b&gt;" in chip.toolTip()
    assert chip.accessibleName() == "Take away the filter: Tag: <b>fuel</b> and more"


def test_that_the_chips_of_the_window_follow_search_ticks_and_clearing(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    chips = window.browse.chips
    window.search.setText("fuel -tools")
    settle(qtbot, program)
    window.browse.set_filter(Filter(kinds=("donation",), excluded=(("areas", "AIR"),)))
    settle(qtbot, program)
    assert words(chips) == ["Kind: Donation", "not Air forces", "fuel", "not “tools”"]
    qtbot.keyClick(chips.chips[2], Key.Key_Delete)
    settle(qtbot, program)
    assert window.search.text() == "-tools"
    assert window.browse.wanted() == Filter(
        kinds=("donation",), excluded=(("areas", "AIR"),), search="-tools"
    )
    qtbot.mouseClick(chips.clear, Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    assert (window.browse.wanted(), window.search.text()) == (Filter(), "")
    assert not chips.isVisible()
    assert window.browse.frame.count_text == "38 of 38"


def test_that_what_is_sought_is_shown_as_it_was_typed(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    chips = window.browse.chips
    window.search.setText("Вежба -Gorivo kind:Donation")
    settle(qtbot, program)
    assert words(chips) == ["Вежба", "not “Gorivo”", "Kind: Donation"]
    qtbot.keyClick(chips.chips[1], Key.Key_Delete)
    settle(qtbot, program)
    assert words(chips) == ["Вежба", "Kind: Donation"]
    assert window.search.text() == "Вежба kind:donation"
    window.search.setText("Vežba kind:Donation")
    assert words(chips) == ["Vežba", "Kind: Donation"]
    assert chips.chips[0].accessibleName() == "Take away the filter: Vežba"
    assert window.browse.wanted().search == "vezba kind:donation"
