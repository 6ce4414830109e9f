"""A list of parts: opened, filled, added to, put in order, emptied."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopdesk.catalogue.facets import Document, Item, Participant, Party, Place, Relation, Session
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS
from coopdesk.catalogue.rules import Problem, Severity
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_reference import ReferenceBox
from coopdesk.ui.editor_row import FacetRow
from coopdesk.ui.facet_editor import FacetSection
from tests.builders import a_full_record
from tests.ui.record_editors import section_by_itself

FACETS = [declared.name for declared in FIELDS if declared.facet is not None]
ITEMS = (Item("Pump", 3.0, "pieces"), Item("Boat", 12.5, ""), Item("Tent"))


@pytest.fixture
def section(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[FacetSection]:
    """A list by itself: only a search for records would need a catalogue behind it."""
    path = tmp_path / "none.coopdesk"
    desk = Desk(path, lambda: Store.open(path), Settings(None), "Ann")
    yield section_by_itself(getattr(request, "param", "items"), desk, qtbot)
    desk.close()


def of(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("section", [name], indirect=True)


def swept() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def edit(section: FacetSection, row: int, name: str, text: str) -> None:
    section.rows[row].boxes[name].control.setText(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("section", FACETS, indirect=True)
def test_that_each_list_comes_back_as_it_was_shut_and_open(section: FacetSection) -> None:
    values = getattr(a_full_record(), section.field.name)
    assert values
    section.fill(values)
    assert section.value == values
    section.open()
    assert len(section.rows) == len(values)
    assert section.value is values


@pytest.mark.parametrize("section", FACETS, indirect=True)
def test_that_each_part_has_a_control_with_a_name_of_its_own(section: FacetSection) -> None:
    section.fill(getattr(a_full_record(), section.field.name))
    section.open()
    assert section.field.facet is not None
    names = []
    for row in section.rows:
        if row.more is not None and not row.has_more:
            row.more.click()
        declared = {p.name for p in FACET_FIELDS[section.field.facet] if not p.given}
        assert set(row.boxes) == declared
        names += [box.control.accessibleName() for box in row.boxes.values()]
        names += [button.accessibleName() for button in row.buttons]
    assert all(name.startswith(section.field.words()) for name in names)
    assert len(set(names)) == len(names)


@of("documents")
def test_that_what_the_program_gives_is_told_and_kept(section: FacetSection) -> None:
    given = Document("Note", "note.pdf", "application/pdf", 4_200, "ab" * 32)
    section.fill((given,))
    section.open()
    told = [label.text() for label in section.rows[0].findChildren(QLabel)]
    assert any("note.pdf" in text for text in told)
    edit(section, 0, "title", "Delivery note")
    assert section.value == (replace(given, title="Delivery note"),)


def test_that_rows_are_made_only_when_the_section_opens(section: FacetSection) -> None:
    section.fill(ITEMS)
    assert not section.findChildren(FacetRow)
    assert "3" in section.toggle.text()
    assert section.toggle.accessibleName() == "Items, 3 entries"
    section.toggle.click()
    assert section.is_open
    assert len(section.findChildren(FacetRow)) == 3


def test_that_the_kinds_choice_yields_to_the_users(section: FacetSection) -> None:
    section.fill(ITEMS)
    section.put_first(True)
    assert section.is_open
    section.toggle.click()
    section.put_first(True)
    assert not section.is_open
    section.fill(ITEMS)
    assert section.is_open


def test_that_what_is_seldom_stated_comes_with_more(section: FacetSection) -> None:
    section.fill((Item("Pump", 3.0), Item("Boat", condition="new")))
    section.open()
    plain, stated = section.rows
    assert not plain.has_more
    assert stated.has_more
    assert "condition" not in plain.boxes
    assert plain.more is not None
    plain.more.setFocus()
    QTest.keyClick(plain.more, Qt.Key.Key_Space)
    assert plain.has_more
    assert QApplication.focusWidget() is plain.boxes["requested"].control
    edit(section, 0, "stock_number", "2320-00-123-4567")
    plain.more.click()
    assert not plain.has_more
    assert section.value[0] == Item("Pump", 3.0, stock_number="2320-00-123-4567")


def test_that_an_error_in_what_is_folded_away_unfolds_it(section: FacetSection) -> None:
    section.fill(ITEMS)
    section.open()
    wrong = Problem(Severity.ERROR, "items", "Too few.", "agreed", 2, "agreed")
    section.show_problems([wrong])
    row = section.rows[1]
    assert row.has_more
    assert row.boxes["agreed"].note == "Too few."
    assert section.note == ""
    assert section.target() is row.boxes["agreed"].control


def test_that_a_problem_of_a_whole_entry_is_said_within_it(section: FacetSection) -> None:
    section.fill(ITEMS)
    section.open()
    section.show_problems([Problem(Severity.WARNING, "items", "Look.", "empty-row", 3)])
    told = [label.text() for label in section.rows[2].findChildren(QLabel)]
    assert "Look." in told
    assert section.note == ""
    section.toggle.click()
    assert section.note == "Look."


def test_that_entries_move_by_the_keyboard_and_the_cursor_stays_in_them(
    section: FacetSection,
) -> None:
    section.fill(ITEMS)
    section.open()
    line = section.rows[2].boxes["unit"].control
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert section.value == (ITEMS[0], ITEMS[2], ITEMS[1])
    assert QApplication.focusWidget() is line
    for _press in range(3):
        QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert section.value == ITEMS


def test_that_an_edit_of_a_part_changes_that_entry_alone(
    section: FacetSection, qtbot: QtBot
) -> None:
    section.fill(ITEMS)
    section.open()
    with qtbot.waitSignal(section.edited):
        edit(section, 1, "delivered", "14,5")
    assert section.value == (ITEMS[0], Item("Boat", 14.5, ""), ITEMS[2])


def test_that_a_new_entry_is_added_and_takes_the_cursor(section: FacetSection) -> None:
    section.fill(())
    section.open()
    section.add.click()
    focused = QApplication.focusWidget()
    assert focused is section.rows[0].boxes["description"].control
    assert not section.value
    QTest.keyClicks(focused, "Pump")
    assert section.value == (Item("Pump"),)
    assert section.toggle.accessibleName() == "Items, 1 entry"


def test_that_an_entry_left_or_made_empty_is_none(section: FacetSection) -> None:
    section.fill(ITEMS)
    section.open()
    section.add.click()
    edit(section, 2, "description", "")
    assert section.value == ITEMS[:2]


def test_that_an_empty_entry_that_was_stored_stays_until_somebody_touches_it(
    section: FacetSection,
) -> None:
    section.fill((Item(), ITEMS[0]))
    section.open()
    assert section.value == (Item(), ITEMS[0])


def test_that_entries_change_places_and_the_focus_goes_with_them(section: FacetSection) -> None:
    section.fill(ITEMS)
    section.open()
    section.rows[2].up.setFocus()
    QTest.keyClick(section.rows[2].up, Qt.Key.Key_Space)
    assert section.value == (ITEMS[0], ITEMS[2], ITEMS[1])
    assert QApplication.focusWidget() is section.rows[1].up
    QTest.keyClick(section.rows[1].up, Qt.Key.Key_Space)
    assert section.value == (ITEMS[2], ITEMS[0], ITEMS[1])
    assert not section.rows[0].up.isEnabled()
    assert QApplication.focusWidget() is section.rows[0].down
    shown = [row.mapTo(section, row.rect().topLeft()).y() for row in section.rows]
    QApplication.processEvents()
    shown = [row.mapTo(section, row.rect().topLeft()).y() for row in section.rows]
    assert shown == sorted(shown)
    assert section.rows[0].up.accessibleName() == "Items 1: Move up"


def test_that_a_removed_entry_leaves_nothing_behind(section: FacetSection) -> None:
    section.fill(ITEMS)
    section.open()
    before = len(section.findChildren(QWidget))
    row = section.rows[1]
    inside = row.findChildren(QWidget)
    row.remove.setFocus()
    row.remove.click()
    assert QApplication.focusWidget() is section.rows[1].remove
    swept()
    assert section.value == (ITEMS[0], ITEMS[2])
    assert not isValid(row)
    assert not any(isValid(widget) for widget in inside)
    assert len(section.findChildren(QWidget)) == before - len(inside) - 1


def test_that_the_last_removed_entry_can_be_put_back(section: FacetSection) -> None:
    section.fill(ITEMS)
    section.open()
    assert not section.put_back.isVisible()
    section.rows[1].remove.click()
    section.put_back.click()
    assert section.value == ITEMS
    assert not section.put_back.isVisible()
    assert QApplication.focusWidget() is section.rows[1].boxes["description"].control


def test_that_the_focus_stays_in_a_list_that_is_emptied(section: FacetSection) -> None:
    section.fill(ITEMS[:1])
    section.open()
    section.rows[0].remove.setFocus()
    section.rows[0].remove.click()
    assert QApplication.focusWidget() is section.add
    assert section.value == ()


def test_that_rows_are_used_again_for_the_next_record(section: FacetSection) -> None:
    section.fill(ITEMS)
    section.open()
    rows = section.rows
    edit(section, 0, "delivered", "many")
    section.fill((Item("Radio"),))
    assert section.rows == ()
    assert not section.unreadable
    section.open()
    assert section.rows == rows[:1]
    assert section.value == (Item("Radio"),)
    swept()
    assert len(section.findChildren(FacetRow)) == 1


@of("participants")
def test_that_what_cannot_be_read_is_said_in_its_row(section: FacetSection) -> None:
    section.fill((Participant("Medics", "DK", 12), Participant("Drivers", "RS", 4)))
    section.open()
    edit(section, 1, "headcount", "a few")
    assert section.faulty
    assert section.faulty_box is section.rows[1].boxes["headcount"]
    section.leave()
    assert "whole number" in section.rows[1].boxes["headcount"].note
    assert section.value[1].headcount == 4


@of("parties")
def test_that_an_error_of_the_list_opens_it(section: FacetSection) -> None:
    section.fill((Party("", "DK", "provider"),))
    section.show_problems([Problem(Severity.WARNING, "parties", "Look.")])
    assert (section.note, section.is_open) == ("Look.", False)
    section.show_problems([Problem(Severity.ERROR, "parties", "Mend.")])
    assert (section.note, section.is_open) == ("Mend.", True)
    section.show_problems([])
    assert section.note == ""


@of("sessions")
def test_that_a_session_says_what_its_period_means(section: FacetSection) -> None:
    section.fill((Session("First", "2015-21", 2),))
    section.open()
    assert section.rows[0].boxes["period"].note == "spring 2015"


@of("places")
def test_that_a_form_lays_the_parts_out_for_its_width(section: FacetSection) -> None:
    section.fill((Place("Niš", "RS", 43.32, 21.9),))
    section.open()
    for wide, lines in ((True, 2), (False, 2), (True, 2)):
        section.arrange(wide)
        section.resize(640 if wide else 360, 600)
        QApplication.processEvents()
        boxes = section.rows[0].boxes
        assert len({box.y() for box in boxes.values()}) == lines
        assert (boxes["name"].y() == boxes["country"].y()) is wide
        assert section.minimumSizeHint().width() <= (640 if wide else 348)


@of("relations")
def test_that_a_relation_needs_a_reference(section: FacetSection) -> None:
    section.fill((Relation("follows", "DK-RS/2004/001"),))
    section.open()
    edit(section, 0, "reference", " ")
    assert "Fill in “Reference”" in section.unreadable
    edit(section, 0, "reference", " DK-RS/2004/002 ")
    assert section.value == (Relation("follows", "DK-RS/2004/002"),)


def test_that_a_related_record_is_found_by_its_title(desk: Desk, qtbot: QtBot) -> None:
    section = section_by_itself("relations", desk, qtbot)
    section.open()
    section.add.click()
    box = section.rows[0].boxes["reference"]
    assert isinstance(box, ReferenceBox)
    box.line.setFocus()
    QTest.keyClicks(box.line, "intent")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    assert box.offers[0].endswith("Letter of Intent on defence cooperation")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert box.line.text().startswith("DK-RS/")
    assert section.value == (Relation("", box.line.text()),)
