"""Two records made one: which is kept, what it takes over, and what stands in the way."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.facets import Party, Relation
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.merging import Choice, choices_for, suggested
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.merge_window import MergeWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle
from tests.ui.record_editors import read, stored
from tests.ui.test_accessibility import nameless

Key = Qt.Key
START = Record(kind="project", area="AIR", partnership="DK-RS", marking="UNCLASSIFIED")
FIRST = replace(
    START,
    title="Radio sets",
    summary="Fourteen sets",
    tags=("radio", "air"),
    parties=(Party("", "DK", "provider"),),
)
SECOND = replace(
    START,
    title="Radios for the air base",
    area="LOG",
    period=Period.parse("2014"),
    tags=("air", "base"),
    marking="RESTRICTED",
)


@pytest.fixture
def two(desk: Desk, qtbot: QtBot) -> tuple[Record, Record]:
    return stored(desk, qtbot, FIRST), stored(desk, qtbot, SECOND)


@pytest.fixture
def merging(desk: Desk, qtbot: QtBot, two: tuple[Record, Record]) -> Iterator[MergeWindow]:
    made = MergeWindow(desk, *two)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def choose(window: MergeWindow, name: str, choice: Choice) -> None:
    window.choices.buttons[name][choice].setChecked(True)


def is_gone(desk: Desk, record: Record) -> bool:
    store = Store.open(desk.path, read_only=True)
    try:
        store.record(record.id)
    except NotFound:
        return True
    finally:
        store.close()
    return False


def test_that_the_fields_that_differ_are_shown_with_what_is_suggested(
    merging: MergeWindow, two: tuple[Record, Record]
) -> None:
    assert merging.choices.choices == suggested(*two)
    differing = {"title", "area", "summary", "period", "parties", "tags", "marking"}
    assert set(merging.choices.buttons) == differing
    for name, buttons in merging.choices.buttons.items():
        assert tuple(buttons) == choices_for(field(name))
    assert merging.keep[0].text().startswith(two[0].reference)
    assert merging.keep[1].text().startswith(two[1].reference)


def test_that_the_merged_record_is_shown_as_it_would_be_read(merging: MergeWindow) -> None:
    page = merging.page.toPlainText()
    assert "Radio sets" in page
    assert "radio, air, base" in page
    assert "2014" in page
    choose(merging, "title", Choice.OTHER)
    assert "Radios for the air base" in merging.page.toPlainText()
    choose(merging, "tags", Choice.OTHER)
    assert "radio, air" not in merging.page.toPlainText()


def test_that_the_two_become_one_in_one_step_that_undo_takes_back(
    merging: MergeWindow, qtbot: QtBot, desk: Desk, two: tuple[Record, Record]
) -> None:
    choose(merging, "title", Choice.OTHER)
    choose(merging, "area", Choice.KEPT)
    with qtbot.waitSignal(merging.accepted), qtbot.waitSignal(merging.merged):
        merging.merge_button.click()
    kept = read(desk, qtbot, two[0].id)
    assert (kept.reference, kept.title, kept.area) == (
        two[0].reference, "Radios for the air base", "AIR",
    )  # fmt: skip
    assert kept.tags == ("radio", "air", "base")
    assert kept.period.edtf == "2014"
    assert kept.marking == "RESTRICTED"
    assert is_gone(desk, two[1])
    store = Store.open(desk.path)
    store.undo(who="A.K.")
    assert store.record(two[0].id).title == "Radio sets"
    assert store.record(two[1].id).title == "Radios for the air base"
    store.close()


def test_that_the_other_one_can_be_kept_and_the_choices_turn_with_it(
    merging: MergeWindow, qtbot: QtBot, desk: Desk, two: tuple[Record, Record]
) -> None:
    choose(merging, "title", Choice.KEPT)
    choose(merging, "area", Choice.OTHER)
    before = merging.choices.merged
    merging.keep[1].click()
    assert merging.choices.kept.id == two[1].id
    assert merging.choices.choices["title"] is Choice.OTHER
    assert merging.choices.choices["area"] is Choice.KEPT
    after = merging.choices.merged
    assert (after.title, after.area, set(after.tags)) == (
        before.title, before.area, set(before.tags),
    )  # fmt: skip
    with qtbot.waitSignal(merging.accepted):
        merging.merge_button.click()
    assert read(desk, qtbot, two[1].id).title == "Radio sets"
    assert is_gone(desk, two[0])


def test_that_ties_to_the_one_that_goes_are_tied_to_the_kept_one(
    merging: MergeWindow, qtbot: QtBot, desk: Desk, two: tuple[Record, Record]
) -> None:
    tied = stored(
        desk,
        qtbot,
        replace(START, title="Tied", relations=(Relation("follows", two[1].reference),)),
    )
    with qtbot.waitSignal(merging.accepted):
        merging.merge_button.click()
    assert read(desk, qtbot, tied.id).relations == (Relation("follows", two[0].reference),)


def test_that_what_the_rules_refuse_is_said_and_cannot_be_merged(desk: Desk, qtbot: QtBot) -> None:
    published = stored(desk, qtbot, replace(FIRST, publish=True))
    restricted = stored(desk, qtbot, SECOND)
    window = MergeWindow(desk, published, restricted)
    qtbot.addWidget(window)
    assert window.merge_button.isEnabled()
    choose(window, "publish", Choice.KEPT)
    choose(window, "marking", Choice.OTHER)
    assert not window.merge_button.isEnabled()
    assert window.said.property("role") == "problem"
    assert window.said.text()
    choose(window, "marking", Choice.KEPT)
    assert window.merge_button.isEnabled()
    assert window.said.text() == ""


def test_that_a_record_changed_meanwhile_is_shown_anew_and_the_choices_stay(
    merging: MergeWindow, qtbot: QtBot, desk: Desk, two: tuple[Record, Record]
) -> None:
    choose(merging, "title", Choice.OTHER)
    store = Store.open(desk.path)
    store.save(replace(two[1], title="Radios, all of them", summary="New words"), who="B.L.")
    store.close()
    with qtbot.waitSignal(merging.refused):
        merging.merge_button.click()
    qtbot.waitUntil(lambda: merging.choices.other.title == "Radios, all of them")
    assert merging.isVisible()
    assert "changed meanwhile" in merging.said.text()
    assert merging.choices.choices["title"] is Choice.OTHER
    with qtbot.waitSignal(merging.accepted):
        merging.merge_button.click()
    assert read(desk, qtbot, two[0].id).title == "Radios, all of them"


def test_that_an_edit_in_this_program_is_taken_over(
    merging: MergeWindow, qtbot: QtBot, desk: Desk, two: tuple[Record, Record]
) -> None:
    stored(desk, qtbot, replace(two[0], title="Radio sets, new"))
    qtbot.waitUntil(lambda: merging.choices.kept.title == "Radio sets, new")


def test_that_a_record_that_is_gone_ends_the_merge(
    merging: MergeWindow, qtbot: QtBot, desk: Desk, two: tuple[Record, Record]
) -> None:
    desk.write(desk, lambda store: store.delete([two[1].id], who="B.L."))
    qtbot.waitUntil(lambda: "gone" in merging.said.text())
    assert not merging.merge_button.isEnabled()


def test_that_a_reason_is_asked_for_where_the_setting_wants_one(
    desk: Desk, qtbot: QtBot, two: tuple[Record, Record]
) -> None:
    desk.settings.set("ask_reason", True)
    window = MergeWindow(desk, *two)
    qtbot.addWidget(window)
    window.reason.setText("Entered twice")
    with qtbot.waitSignal(window.accepted):
        window.merge_button.click()
    store = Store.open(desk.path, read_only=True)
    assert store.history(limit=1)[0].why == "Entered twice"
    store.close()


def test_that_a_catalogue_for_reading_only_is_not_merged(
    desk: Desk, qtbot: QtBot, two: tuple[Record, Record]
) -> None:
    desk.read_only = True
    window = MergeWindow(desk, *two)
    qtbot.addWidget(window)
    assert not window.merge_button.isEnabled()


def test_that_everything_has_a_name_and_can_be_reached(merging: MergeWindow) -> None:
    assert nameless(merging) == []
    title = merging.choices.buttons["title"][Choice.OTHER]
    assert title.accessibleName() == "Title, From the other record: Radios for the air base"
    merging.keep[0].setFocus()
    seen: list[Any] = []
    # One stop for each group of choices, since the arrows go within one.
    for _step in range(len(merging.choices.buttons) + 4):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
    assert merging.page in seen
    assert seen[-1] is merging.merge_button
    assert seen.index(merging.page) < seen.index(merging.close_button)


def test_that_the_menu_merges_the_two_that_are_selected(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    table = window.browse.table
    table.choose_row(2)
    window.actions_by_name["merge"].trigger()
    assert "Select the two records" in window.notice.text
    assert window.findChild(MergeWindow) is None
    qtbot.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    kept = table.rows.id_at(2)
    window.actions_by_name["merge"].trigger()
    qtbot.waitUntil(lambda: window.findChild(MergeWindow) is not None)
    opened = window.findChild(MergeWindow)
    assert isinstance(opened, MergeWindow)
    assert opened.choices.kept.id == kept
    with qtbot.waitSignal(opened.accepted):
        opened.merge_button.click()
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 37)
    settle(qtbot, program)
    assert window.browse.reader.record_id == kept
    assert "Merged" in window.notice.text
