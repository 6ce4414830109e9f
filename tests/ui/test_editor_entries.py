"""Lists of many entries: one line each, the chosen one's form beneath, all from the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.rules import Problem, Severity
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_entries import EntryList, EntryModel
from coopdesk.ui.editor_entry import Entry
from coopdesk.ui.editor_row import FacetRow
from coopdesk.ui.facet_editor import FacetSection
from tests.builders import a_full_item
from tests.ui.record_editors import section_by_itself

Key = Qt.Key
MANY = tuple(Item(f"Pump {n}", float(n), "pieces", value=2.0, currency="DKK") for n in range(200))


@pytest.fixture
def section(tmp_path: Path, qtbot: QtBot) -> Iterator[FacetSection]:
    path = tmp_path / "none.coopdesk"
    desk = Desk(path, lambda: Store.open(path), Settings(None), "Ann")
    made = section_by_itself("items", desk, qtbot)
    made.fill(MANY)
    made.open()
    yield made
    desk.close()


def listing(section: FacetSection) -> EntryList:
    assert section.listing is not None
    return section.listing


def press(key: Key, *modifiers: Qt.KeyboardModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused, key, held)


def lines(section: FacetSection) -> list[str]:
    model = listing(section).lines
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def test_that_many_entries_are_lines_and_no_forms(section: FacetSection) -> None:
    assert section.findChildren(FacetRow) == []
    assert lines(section)[:2] == [
        "Pump 0 · 0 pieces · 2 DKK",
        "Pump 1 · 1 pieces · 2 DKK",
    ]
    assert section.value is MANY
    assert listing(section).height() < 400


@pytest.mark.parametrize(
    ("entries", "as_lines"),
    [
        ([Item("Pump")] * 5, False),
        ([Item("Pump")] * 7, True),
        ([a_full_item()] * 5, False),
        ([a_full_item()] * 6, True),
    ],
)
def test_that_a_few_entries_are_forms(
    section: FacetSection, entries: list[Item], as_lines: bool
) -> None:
    section.fill(tuple(entries))
    section.open()
    assert (section.listing is not None) is as_lines
    assert section.value == tuple(entries)


def test_that_the_model_keeps_qts_rules(section: FacetSection) -> None:
    model = EntryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    entries = [Entry(item) for item in MANY[:4]]
    model.show(entries)
    model.insert(4, Entry(None))
    model.move(0, 1)
    model.move(4, -1)
    taken = model.remove(2)
    assert [model.data(model.index(row)) for row in range(model.rowCount())] == [
        "Pump 1 · 1 pieces · 2 DKK",
        "Pump 0 · 0 pieces · 2 DKK",
        "Nothing stated yet",
        "Pump 3 · 3 pieces · 2 DKK",
    ]
    assert taken.value == MANY[2]
    assert model.data(QModelIndex()) is None


def test_that_up_and_down_choose_and_enter_goes_to_the_fields(section: FacetSection) -> None:
    listing(section).setFocus()
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Up)
    (form,) = section.rows
    assert form.boxes["description"].value == "Pump 1"
    press(Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is form.boxes["description"].control
    assert focused.accessibleName() == "Items 2: Description"
    QTest.keyClicks(focused, "!")
    assert section.value == (MANY[0], Item("!Pump 1", 1.0, "pieces", value=2.0, currency="DKK"),
                             *MANY[2:])  # fmt: skip
    assert lines(section)[1].startswith("!Pump 1 ·")


def test_that_insert_adds_after_the_chosen_and_delete_takes_it_away(section: FacetSection) -> None:
    listing(section).choose(3)
    listing(section).setFocus()
    press(Key.Key_Insert)
    focused = QApplication.focusWidget()
    assert focused is section.rows[0].boxes["description"].control
    assert section.value is MANY
    QTest.keyClicks(focused, "Boat")
    assert section.value == (*MANY[:4], Item("Boat"), *MANY[4:])
    listing(section).setFocus()
    press(Key.Key_Delete)
    assert section.value == MANY
    assert QApplication.focusWidget() is listing(section)
    assert listing(section).place == 4
    assert section.rows[0].boxes["description"].value == "Pump 4"
    assert section.rows[0].boxes["unit"].control.accessibleName() == "Items 5: Unit"
    section.put_back.click()
    assert section.value == (*MANY[:4], Item("Boat"), *MANY[4:])


def test_that_the_last_one_can_go_too(section: FacetSection) -> None:
    listing(section).choose(199)
    listing(section).setFocus()
    press(Key.Key_Delete)
    assert listing(section).place == 198
    for _press in range(199):
        press(Key.Key_Delete)
    assert section.value == ()
    assert section.rows == ()
    assert QApplication.focusWidget() is section.add


def test_that_an_entry_is_moved_and_stays_chosen(section: FacetSection) -> None:
    listing(section).choose(3)
    listing(section).setFocus()
    press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert section.value == (*MANY[:2], MANY[3], MANY[2], *MANY[4:])
    assert listing(section).place == 2
    section.rows[0].down.click()
    assert section.value == MANY
    assert section.rows[0].boxes["description"].control.accessibleName() == "Items 4: Description"


def test_that_what_cannot_be_read_waits_while_others_are_looked_at(section: FacetSection) -> None:
    listing(section).choose(5)
    section.rows[0].boxes["delivered"].retype("a dozen")
    listing(section).choose(7)
    assert section.rows[0].boxes["delivered"].value == 7.0
    assert "Write a number" in section.unreadable
    assert section.faulty
    assert section.typed == {"5/delivered": "a dozen"}
    model = listing(section).lines
    assert model.data(model.index(5), Qt.ItemDataRole.UserRole)
    assert not model.data(model.index(7), Qt.ItemDataRole.UserRole)
    target = section.target()
    assert listing(section).place == 5
    assert target is section.rows[0].boxes["delivered"].control
    assert section.rows[0].boxes["delivered"].typed == "a dozen"
    assert "Write a number" in section.rows[0].boxes["delivered"].note


def test_that_the_first_too_many_turns_forms_into_lines(section: FacetSection) -> None:
    section.fill(MANY[:5])
    section.open()
    section.rows[1].boxes["delivered"].retype("many")
    section.add.click()
    assert section.listing is not None
    focused = QApplication.focusWidget()
    assert focused is section.rows[0].boxes["description"].control
    QTest.keyClicks(focused, "Boat")
    assert section.value == (*MANY[:5], Item("Boat"))
    assert section.typed == {"1/delivered": "many"}


def test_that_a_problem_of_an_entry_out_of_sight_is_told_above(section: FacetSection) -> None:
    found = [
        Problem(Severity.ERROR, "items", f"Row {row}.", "x", row, "unit") for row in (2, 9, 11, 40)
    ]
    section.show_problems([*found, Problem(Severity.ERROR, "items", "Row 41.", "x", 41, "unit")])
    assert section.note.splitlines() == ["Row 2.", "Row 9.", "Row 11.", "… and 2 more."]
    listing(section).choose(8)
    assert section.rows[0].boxes["unit"].note == "Row 9."
    assert section.note.splitlines() == ["Row 2.", "Row 11.", "Row 40.", "… and 1 more."]
    assert section.target() is section.rows[0].boxes["unit"].control
    assert listing(section).place == 1


def test_that_a_drafted_list_opens_with_what_was_typed(section: FacetSection) -> None:
    section.fill(MANY, {"3/delivered": "a few"})
    assert section.is_open
    assert section.typed == {"3/delivered": "a few"}
    assert section.drafted == MANY
    section.fill(MANY[:2], {"1/delivered": "a few"})
    assert section.rows[1].boxes["delivered"].typed == "a few"
    assert "Write a number" in section.rows[1].boxes["delivered"].note
    assert section.value == MANY[:2]
