"""Records that may be one: found area by area, compared side by side, merged or told apart."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from coopdesk.catalogue.facets import Item, Place
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.storage.problems import Problems
from coopdesk.ui.desk import Desk
from coopdesk.ui.duplicate_compare import compare_html
from coopdesk.ui.duplicate_search import DuplicateSearch
from coopdesk.ui.duplicates_window import DuplicatesWindow
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.theme import LIGHT
from tests.builders import a_full_record, a_record
from tests.ui.conftest import settle
from tests.ui.test_accessibility import nameless

pytestmark = pytest.mark.slow

Key = Qt.Key


def talks(number: int, **changes: object) -> Record:
    given = {"area": "MIL", "title": f"Staff talks in Niš, series {number}", **changes}
    return a_record(**given)


Opened = Callable[..., DuplicatesWindow]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the window on the sample with more records in it."""
    told_apart: set[tuple[int, ...]] = set()

    def open_window(*records: Record) -> DuplicatesWindow:
        for record in records:
            desk.write(desk, lambda store, record=record: store.add(record, who="B"))  # type: ignore[misc]
        qtbot.waitUntil(lambda: not desk.busy)
        made = DuplicatesWindow(desk, told_apart)
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        qtbot.waitUntil(lambda: made.search.complete and not desk.busy)
        return made

    yield open_window
    qtbot.waitUntil(lambda: not desk.busy)


def listed(window: DuplicatesWindow) -> list[tuple[str, str]]:
    return [(step.text, step.detail) for step in window._model.steps]


def test_that_a_catalogue_without_duplicates_says_so(opened: Opened) -> None:
    window = opened()
    assert window.empty_text == "No records are alike in title, area and time."
    assert not window.merge.isVisible()
    assert not window.stop.isVisible()


def test_that_groups_tell_what_is_alike_the_surest_first(opened: Opened) -> None:
    window = opened(
        talks(1),
        talks(2, title="Radios for the signal school"),
        talks(2, title="Radio for the signal school"),
        talks(1, title="STAFF TALKS IN NIS, SERIES 1"),
    )
    assert listed(window) == [
        ("Staff talks in Niš, series 1", "2 records · The same title · Military forces"),
        ("Radios for the signal school", "2 records · Nearly the same title · Military forces"),
    ]
    assert window.said == "2 groups"
    assert window.empty_text == ""


def test_that_two_are_compared_field_by_field(opened: Opened, qtbot: QtBot) -> None:
    window = opened(talks(1, summary="One"), talks(1, summary="Other", items=(Item("truck"),)))
    qtbot.waitUntil(lambda: "Other" in window.page.toPlainText())
    text = window.page.toPlainText()
    assert "One" in text
    assert "truck" in text
    assert "Course" in text
    window.differing.setChecked(True)
    assert "Course" not in window.page.toPlainText()
    assert "truck" in window.page.toPlainText()
    assert window.boxes[0].currentText().startswith("DK-RS/2015/0")
    assert window.boxes[0].record_id != window.boxes[1].record_id


def test_that_of_more_than_two_any_two_can_be_compared(opened: Opened, qtbot: QtBot) -> None:
    window = opened(*(talks(1, summary=f"Number {n}") for n in range(3)))
    qtbot.waitUntil(lambda: "Number 1" in window.page.toPlainText())
    assert window.boxes[1].count() == 3
    window.boxes[1].setCurrentIndex(2)
    window.boxes[1].activated.emit(2)
    qtbot.waitUntil(lambda: "Number 2" in window.page.toPlainText())
    assert "Number 1" not in window.page.toPlainText()
    assert window.merge.isEnabled()
    window.boxes[0].setCurrentIndex(2)
    window.boxes[0].activated.emit(2)
    qtbot.waitUntil(lambda: not window.merge.isEnabled())


def test_that_the_two_can_be_opened_and_merged(opened: Opened, qtbot: QtBot) -> None:
    window = opened(talks(1), talks(1, summary="Again"))
    qtbot.waitUntil(window.merge.isEnabled)
    (group,) = window.groups
    first, second = group.likeness.ids
    with qtbot.waitSignal(window.record_asked) as asked:
        QTest.keyClick(window.list, Key.Key_Return)
    assert asked.args == [first]
    with qtbot.waitSignal(window.record_asked) as asked:
        window.open_buttons[1].click()
    assert asked.args == [second]
    with qtbot.waitSignal(window.merge_asked) as merged:
        window.merge.click()
    assert merged.args == [first, second]


def test_that_what_is_told_apart_stays_away_in_this_session(
    opened: Opened, qtbot: QtBot, desk: Desk
) -> None:
    window = opened(talks(1), talks(1), talks(2), talks(2))
    assert len(listed(window)) == 2
    window.apart.click()
    ((left, _detail),) = listed(window)
    assert left == "Staff talks in Niš, series 2"
    with qtbot.waitSignal(window.search.replaced):
        desk.write(window, lambda store: store.add(talks(3), who="B"))
    assert [text for text, _detail in listed(window)] == [left]
    window.close()
    again = opened()
    assert [text for text, _detail in listed(again)] == [left]
    again.apart.click()
    assert again.empty_text != ""


def test_that_an_edit_is_looked_into(opened: Opened, qtbot: QtBot, desk: Desk) -> None:
    window = opened(talks(1), talks(1), talks(2))
    with qtbot.waitSignal(window.search.replaced):
        desk.write(window, lambda store: store.add(talks(2), who="B"))
    assert len(listed(window)) == 2
    (first, _second) = window.groups
    with qtbot.waitSignal(window.search.replaced):
        desk.write(window, lambda store: store.delete(first.likeness.ids[:1], who="B"))
    assert len(listed(window)) == 1
    qtbot.waitUntil(window.merge.isEnabled)


def test_that_looking_can_be_stopped(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    really = Problems.likenesses

    def look(self: Problems, area: str, unwanted: Callable[[], bool]) -> object:
        asked.append(area)
        return really(self, area, unwanted)

    monkeypatch.setattr(Problems, "likenesses", look)
    window = DuplicatesWindow(desk, set())
    qtbot.addWidget(window)
    window.show()
    assert window.stop.isVisible()
    assert window.empty_text == "Looking for records that are alike…"
    window.stop.click()
    qtbot.waitUntil(lambda: not desk.busy)
    assert len(asked) == 1 < len(desk.areas)
    assert window.empty_text == "No records that are alike were found so far."
    assert not window.stop.isVisible()


def test_that_a_failure_is_told(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(Problems, "likenesses", fail)
    with qtbot.waitSignal(desk.failed):
        window = DuplicatesWindow(desk, set())
        qtbot.addWidget(window)
    assert not window.search.running


def test_that_everything_has_a_name_and_a_catalogue_that_cannot_be_written_is_not_merged(
    opened: Opened, qtbot: QtBot, desk: Desk
) -> None:
    window = opened(talks(1), talks(1))
    qtbot.waitUntil(window.merge.isEnabled)
    assert nameless(window) == []
    assert window.list.hasFocus()
    window.close()
    desk.read_only = True
    again = opened()
    qtbot.waitUntil(lambda: again.page.toPlainText() != "")
    assert not again.merge.isEnabled()


def test_that_the_window_asks_the_main_window(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    ids: list[int] = []
    for _n in range(2):
        window.desk.write(
            window,
            lambda store: store.add(talks(1, places=(Place("Niš", "RS"),)), who="B"),
            lambda changed: ids.extend(changed.ids if changed else ()),
        )
    settle(qtbot, program)
    window.actions_by_name["duplicates"].trigger()
    made = window.tools._open["duplicates"]
    assert isinstance(made, DuplicatesWindow)
    qtbot.waitUntil(made.merge.isEnabled)
    made.open_buttons[1].click()
    qtbot.waitUntil(lambda: window.browse.reader.record_id == ids[1])
    window.actions_by_name["duplicates"].trigger()
    assert window.tools._open["duplicates"] is made
    made.close()


def test_that_the_page_takes_any_text_as_text() -> None:
    one = a_full_record(title="<b>&amp;", summary="x" * 5_000, period=Period.parse("2014"))
    other = replace(one, title="{0} %s", items=tuple(Item(f"{n}") for n in range(90)))
    page = compare_html(one, other, {}, LIGHT, alike=True)
    assert "&lt;b&gt;&amp;amp;" in page
    assert "{0} %s" in page
    assert len(page) < 20_000
    assert "The two say the same" in compare_html(one, one, {}, LIGHT, alike=False)


def test_that_buttons_do_not_take_enter_from_the_list(opened: Opened) -> None:
    window = opened(talks(1), talks(1))
    assert not any(button.autoDefault() for button in window.findChildren(QPushButton))


def test_that_a_search_that_is_gone_is_left_alone(desk: Desk, qtbot: QtBot) -> None:
    gone = DuplicateSearch(desk)
    delete(gone)
    done: list[object] = []
    desk.write(desk, lambda store: store.delete([6], who="A.K."), done.append)
    qtbot.waitUntil(lambda: bool(done))
