"""The tabs: whole names, true counts, keys, and a strip that does not jump as one types."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.area import Area
from coopdesk.i18n import activate
from coopdesk.ui.tab_strip import ALL, OVERVIEW, Tab, TabStrip, tabs_for, two_lines

AREAS = (
    Area("GEN", {"en": "General and bilateral dialogue", "da": "Generel dialog"}, "#3b8ee0", 0),
    Area("RD", {"en": "R&D"}, "#1b8043", 1),
    Area("IT", {"en": "<b>IT</b> support"}, "#b08a10", 2),
    Area(
        "LONG", {"en": "Beredskabskoordinationsudvalgssamarbejde mellem myndigheder"}, "#963b5e", 3
    ),
)
COUNTS = {"GEN": 3, "RD": 10, "IT": 0}


@pytest.fixture
def strip(qtbot: QtBot) -> TabStrip:
    made = TabStrip()
    qtbot.addWidget(made)
    made.set_tabs(tabs_for(AREAS, COUNTS))
    made.resize(1_280, made.sizeHint().height())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def texts(strip: TabStrip) -> list[str]:
    return [strip.tabText(place) for place in range(strip.count())]


def test_that_the_tabs_are_overview_all_and_one_per_area_with_its_count(strip: TabStrip) -> None:
    assert texts(strip) == [
        "Overview",
        "All (13)",
        "General and bilateral dialogue (3)",
        "R&&D (10)",
        "<b>IT</b> support (0)",
        "Beredskabskoordinationsudvalgssamarbejde mellem myndigheder (0)",
    ]
    assert [strip.key_at(place) for place in (0, 1, 3, 99)] == [OVERVIEW, ALL, "RD", ALL]


def test_that_a_retired_area_has_a_tab_as_long_as_it_has_records() -> None:
    areas = tuple(replace(area, retired=True) for area in AREAS)
    kept = [area.code for area in areas if COUNTS.get(area.code)]
    assert [tab.key for tab in tabs_for(areas, COUNTS)] == [OVERVIEW, ALL, *kept]
    found = tabs_for(areas, COUNTS, {})
    assert [tab.key for tab in found] == [OVERVIEW, ALL, *kept]
    assert [tab.count for tab in found[1:]] == [0] * (len(kept) + 1)


def test_that_an_area_speaks_the_language_of_the_window() -> None:
    activate("da")
    assert [tab.name for tab in tabs_for(AREAS[:1], COUNTS)][2] == "Generel dialog"


def test_that_a_name_with_an_ampersand_is_no_shortcut(strip: TabStrip, qtbot: QtBot) -> None:
    strip.show_key(ALL)
    qtbot.keyClick(strip, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert strip.key() == ALL


def test_that_a_name_which_looks_like_markup_is_told_as_it_is(strip: TabStrip) -> None:
    assert strip.tabToolTip(4) == "<p>&lt;b&gt;IT&lt;/b&gt; support (0)</p>"


@pytest.mark.parametrize("points", [7, 9, 14, 20])
def test_that_no_name_is_cut_in_any_font(strip: TabStrip, qapp: QApplication, points: int) -> None:
    strip.setFont(QFont("DejaVu Sans", points))
    metrics = strip.fontMetrics()
    for place, tab in enumerate(tabs_for(AREAS, COUNTS)):
        first, second = two_lines(tab.name, metrics)
        assert " ".join(filter(None, (first, second))) == tab.name
        count = "" if tab.count is None else f"  {tab.count}"
        widest = max(
            metrics.horizontalAdvance(first), metrics.horizontalAdvance((second or first) + count)
        )
        assert strip.tabRect(place).width() >= widest + 16
        assert strip.tabRect(place).height() >= 2 * metrics.height()


def test_that_a_strip_too_narrow_for_its_tabs_scrolls(strip: TabStrip) -> None:
    strip.resize(400, strip.height())
    assert strip.tabRect(2).width() >= strip.minimumTabSizeHint(2).width()
    assert strip.minimumSizeHint().width() < 400


def test_that_long_names_stand_on_two_lines_of_like_width(strip: TabStrip) -> None:
    metrics = strip.fontMetrics()
    assert two_lines("General and bilateral dialogue", metrics) == (
        "General and",
        "bilateral dialogue",
    )
    assert two_lines("IT", metrics) == ("IT", "")
    assert two_lines("Beredskabskoordinationsudvalg", metrics) == (
        "Beredskabskoordinationsudvalg",
        "",
    )


def test_that_arrow_keys_walk_along_the_tabs(strip: TabStrip, qtbot: QtBot) -> None:
    strip.show_key(OVERVIEW)
    strip.setFocus()
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        with qtbot.waitSignal(strip.currentChanged):
            qtbot.keyClick(strip, key)
        walked.append(strip.key())
    assert walked == [ALL, "GEN", "RD", "GEN"]


def test_that_new_counts_keep_the_tab_shown_and_tell_nobody(strip: TabStrip, qtbot: QtBot) -> None:
    strip.show_key("RD")
    with qtbot.assertNotEmitted(strip.currentChanged):
        strip.set_tabs(tabs_for(AREAS, {"GEN": 1}))
    assert strip.key() == "RD"
    assert texts(strip)[1:3] == ["All (1)", "General and bilateral dialogue (1)"]


def test_that_no_tab_moves_while_a_search_counts_less(strip: TabStrip) -> None:
    before = [strip.tabRect(place) for place in range(strip.count())]
    strip.set_tabs(tabs_for(AREAS, {}))
    assert [strip.tabRect(place) for place in range(strip.count())] == before
    strip.set_tabs(tabs_for(AREAS, {"RD": 100_000}))
    assert strip.tabRect(3).width() > before[3].width()


def test_that_a_tab_whose_area_is_gone_gives_way_to_all(strip: TabStrip) -> None:
    strip.show_key("IT")
    strip.set_tabs(tabs_for(AREAS[:2], COUNTS))
    assert strip.key() == ALL
    strip.show_key("IT")
    assert strip.key() == ALL
    assert strip.count() == 4


def test_that_each_areas_colour_is_drawn_once_and_focus_fills_nothing(
    strip: TabStrip, qtbot: QtBot
) -> None:
    strip.show_key("RD")
    strip.setFocus()
    image = strip.grab().toImage()

    def pixels(place: int, colour: str) -> int:
        rect = strip.tabRect(place)
        return sum(
            image.pixelColor(x, y).name() == colour
            for x in range(rect.left(), rect.right())
            for y in range(rect.top(), rect.bottom())
        )

    for place, area in enumerate(AREAS, 2):
        assert 30 < pixels(place, area.colour) < 90
    assert pixels(3, AREAS[0].colour) == 0


SAVED = (
    Tab("saved:One", "One <b>&", count=3, icon="star-line"),
    Tab("saved:Two", "Two", icon="flag-line", wrong="Something is gone."),
)


def test_that_saved_filters_stand_last_with_icon_count_and_what_is_wrong(strip: TabStrip) -> None:
    strip.set_tabs(tabs_for(AREAS, COUNTS, saved=SAVED))
    assert strip.keys[-2:] == ("saved:One", "saved:Two")
    assert texts(strip)[-2:] == ["One <b>&& (3)", "Two"]
    assert "&lt;b&gt;&amp; (3)" in strip.tabToolTip(strip.count() - 2)
    assert "Something is gone." in strip.tabToolTip(strip.count() - 1)
    # Drawn with their icons, which take room.
    strip.grab()
    plain = tabs_for(AREAS, COUNTS, saved=(replace(SAVED[0], icon=""), SAVED[1]))
    wide = strip.tabSizeHint(strip.count() - 2).width()
    strip.set_tabs(plain)
    assert strip.tabSizeHint(strip.count() - 2).width() < wide


def test_that_the_counts_of_a_search_leave_saved_filters_alone(strip: TabStrip) -> None:
    found = tabs_for(AREAS, COUNTS, {"GEN": 1}, SAVED)
    assert [tab.count for tab in found[1:3]] == [1, 1]
    assert found[-2:] == list(SAVED)
