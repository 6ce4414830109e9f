"""All that can be done or found, by a few letters: from the keyboard, at once, best first."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QIcon, QPainter, QPixmap
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.folding import fold
from coopdesk.catalogue.fuzzy import Fuzzy, fuzzy
from coopdesk.ui.actions import ACTIONS
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.palette import Palette
from coopdesk.ui.palette_entries import (
    COMMAND,
    ORGANISATION,
    RECORD,
    SAVED,
    TAB,
    Entry,
    organisation_entry,
    plain,
)
from coopdesk.ui.palette_model import PaletteDelegate, PaletteModel, arranged, scope_of
from coopdesk.ui.palette_search import _best
from coopdesk.ui.program import Program
from tests.ui.conftest import settle

Key = Qt.Key


@pytest.fixture
def palette(window: MainWindow, program: Program, qtbot: QtBot) -> Palette:
    """The palette, opened over the window."""
    return opened(window, program, qtbot)


def opened(window: MainWindow, program: Program, qtbot: QtBot) -> Palette:
    window.actions_by_name["palette"].trigger()
    settle(qtbot, program)
    found = window.findChild(Palette)
    assert isinstance(found, Palette)
    return found


def search(palette: Palette, text: str, program: Program, qtbot: QtBot) -> tuple[str, ...]:
    """Type ``text`` and return what the list shows in the end."""
    palette.line.clear()
    QTest.keyClicks(palette.line, text)
    settle(qtbot, program)
    return palette.words


def test_that_everything_in_the_menus_is_offered_with_its_menu_and_its_keys(
    palette: Palette, window: MainWindow
) -> None:
    entries = {line.entry.key: line.entry for line in palette.model.lines}
    offered = {spec.name for spec in ACTIONS if spec.does != "submenu"} - {"palette"}
    assert offered <= {key.removeprefix("command ") for key in entries}
    edit = entries["command edit_record"]
    assert (edit.words, edit.detail, edit.keys) == ("Edit", "Record", "F2")
    assert edit.spoken == "Edit, Record, F2"
    words = {entry.words for entry in entries.values()}
    assert {"Appearance: Dark", "Language: Dansk", "Columns: Places"} <= words
    assert "Ask for a Reason on Save" in words
    assert {"Overview", "All", "Air forces"} <= words


def test_that_only_what_is_possible_can_be_chosen(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.tabs.show_key("overview")
    settle(qtbot, program)
    palette = opened(window, program, qtbot)
    assert search(palette, ">delete", program, qtbot)[0] == "Delete"
    assert palette.model.lines[0].entry.spoken.endswith("not possible now")
    QTest.keyClick(palette.line, Key.Key_Return)
    assert palette.isVisible()
    assert search(palette, "edit", program, qtbot)[0] == "Edit All in List…"
    QTest.keyClick(palette.line, Key.Key_Escape)
    assert not palette.isVisible()


def test_that_a_command_is_done_and_stands_first_the_next_time(
    palette: Palette, window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    before = palette.words
    search(palette, "recpa", program, qtbot)
    QTest.keyClick(palette.line, Key.Key_Return)
    assert not palette.isVisible()
    assert not window.browse.side.isVisible()
    assert window.desk.settings.get("palette") == ["command toggle_reader"]
    window.open_palette()
    assert palette.words == ("Record Pane", *(w for w in before if w != "Record Pane"))
    palette.hide()


def test_that_an_area_an_organisation_and_a_record_are_gone_to(
    palette: Palette, window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    assert search(palette, "air f", program, qtbot)[0] == "Air forces"
    QTest.keyClick(palette.line, Key.Key_Return)
    settle(qtbot, program)
    assert window.tabs.key() == "AIR"

    window.open_palette()
    assert "Fuel trucks for the Serbian Air Force" in search(palette, "fuel tr", program, qtbot)
    row = palette.words.index("Fuel trucks for the Serbian Air Force")
    for _step in range(row):
        QTest.keyClick(palette.line, Key.Key_Down)
    QTest.keyClick(palette.line, Key.Key_Return)
    settle(qtbot, program)
    assert window.tabs.key() == "all"
    reading = window.browse.reader.reading
    assert reading is not None
    assert reading.record.title == "Fuel trucks for the Serbian Air Force"

    window.open_palette()
    settle(qtbot, program)
    name = search(palette, "@danish em", program, qtbot)[0]
    assert name == "Danish Emergency Management Agency (DEMA)"
    assert palette.model.lines[0].entry.detail.startswith("Organisation · ")
    QTest.keyClick(palette.line, Key.Key_Return)
    settle(qtbot, program)
    assert window.browse.wanted() == Filter(organisations=(name,))
    # Whom one looked for is nobody else's business.
    assert window.desk.settings.get("palette") == ["tab AIR"]


def test_that_a_reference_finds_its_record(
    palette: Palette, program: Program, qtbot: QtBot
) -> None:
    search(palette, "DK-RS/ND/012", program, qtbot)
    details = [line.entry.detail for line in palette.model.lines if line.entry.kind == RECORD]
    assert details[0].startswith("DK-RS/ND/012")


def test_that_records_with_the_words_in_their_titles_come_first(
    palette: Palette, program: Program, qtbot: QtBot
) -> None:
    search(palette, "air force", program, qtbot)
    found = [line.entry.words for line in palette.model.lines if line.entry.kind == RECORD]
    assert found[0] == "Fuel trucks for the Serbian Air Force"
    assert len(found) == 8


def test_that_whatever_is_typed_is_words_and_no_query(
    palette: Palette, program: Program, qtbot: QtBot
) -> None:
    for text in ('"', "kind:", "NOT (", "-x", "OR OR", 'a" *', "year:2010..", "@@", ">", "'; --"):
        search(palette, text, program, qtbot)
        assert palette.hint.text()


def test_that_enter_waits_for_what_is_still_being_found(
    palette: Palette, window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    palette.line.setText("participation in e")
    QTest.keyClick(palette.line, Key.Key_Return)
    assert palette.isVisible()
    settle(qtbot, program)
    assert not palette.isVisible()
    settle(qtbot, program)
    reading = window.browse.reader.reading
    assert reading is not None
    assert reading.record.title.startswith("Participation in e")


def test_that_nothing_found_says_what_to_try(
    palette: Palette, program: Program, qtbot: QtBot
) -> None:
    assert palette.hint.text().startswith("> only commands")
    assert search(palette, "qqqq", program, qtbot) == ()
    assert palette.hint.text().startswith("Nothing is called that.")
    QTest.keyClick(palette.line, Key.Key_Return)
    QTest.keyClick(palette.line, Key.Key_Down)
    assert palette.isVisible()
    palette.hide()


def test_that_keys_go_round_the_list_and_tell_what_is_chosen(
    palette: Palette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append(event.message())
    )
    assert palette.line.hasFocus() or palette.isVisible()
    last = len(palette.model.lines) - 1
    rows = []
    down, up = Key.Key_Down, Key.Key_Up
    for key in (down, up, up, down, Key.Key_PageDown, Key.Key_PageUp):
        QTest.keyClick(palette.line, key)
        rows.append(palette.list.currentIndex().row())
    assert rows == [1, 0, last, 0, 11, 0]
    assert told[1] == palette.model.lines[0].entry.spoken
    assert palette.line.accessibleName() == palette.accessibleName() == "Command palette"
    palette.hide()


def test_that_it_opens_at_once_and_its_own_lines_wait_for_nothing(
    palette: Palette, window: MainWindow, program: Program
) -> None:
    palette.hide()
    window.open_palette()
    palette.line.setText("dupl")
    assert program.desk is not None
    assert program.desk.busy
    assert palette.words[:2] == ("Duplicate", "Find Duplicates")


def test_that_of_very_many_organisations_the_best_are_found_too() -> None:
    names = [f"Forsvarets Øvelsescenter {number}" for number in range(5_000)]
    known = tuple((fold(name), FacetCount(name, 1)) for name in names)
    assert [one.value for one, _how in _best(known, "ovelse 4321")] == [names[4321]]
    assert len(_best(known, "for")) == 50
    assert _best(known, "nowhere") == []


def entry(words: str, kind: str = COMMAND, **more: object) -> Entry:
    return replace(Entry(f"{kind} {words}", kind, words), **more)  # type: ignore[arg-type]


def named(typed: str, *names: str) -> list[tuple[Entry, Fuzzy]]:
    found = [(entry(name, ORGANISATION), fuzzy(typed, name)) for name in names]
    return [(one, how) for one, how in found if how is not None]


OWN = [
    entry("Edit"),
    entry("Redo"),
    entry("Delete", usable=False),
    entry("Decide"),
    entry("Education", TAB),
    entry("Due soon", SAVED),
]


def lines(typed: str, records: tuple[Entry, ...] = (), recent: tuple[str, ...] = ()) -> list[str]:
    found = arranged(typed, OWN, named(scope_of(typed)[1], "EDF", "Medical Depot"), records, recent)
    return [line.entry.words for line in found]


def test_that_what_begins_so_stands_first_and_scattered_letters_last() -> None:
    record = entry("Education of pilots", RECORD)
    assert lines("ed", (record,)) == ["Edit", "Education", "EDF", "Education of pilots", "Redo"]
    assert lines("de") == ["Decide", "Medical Depot", "Delete"]  # not possible now: comes last


def test_that_a_first_character_narrows_to_one_kind() -> None:
    record = entry("Ed", RECORD)
    assert lines(">ed", (record,)) == ["Edit", "Redo"]
    assert lines("@ed", (record,)) == ["EDF", "Medical Depot"]
    assert lines("#ed", (record,)) == ["Education"]
    assert lines("#") == ["Education", "Due soon"]
    assert scope_of("> edit ") == ((COMMAND,), "edit")


def test_that_what_was_chosen_lately_stands_before_its_like() -> None:
    assert lines("", recent=("saved Due soon",))[0] == "Due soon"
    assert lines("ed", recent=("tab Education",))[:2] == ["Education", "Edit"]
    assert lines("ed", recent=("command Redo",))[0] == "Edit"


def test_that_the_letters_of_a_record_are_marked_where_its_words_begin() -> None:
    (line,) = arranged("ove flo", [], records=[entry("Floods, Øvelse over", RECORD)])
    assert line.spans == ((0, 3), (8, 11))


def test_that_mnemonics_are_no_part_of_the_words() -> None:
    assert plain("Ne&xt R&&D") == "Next R&D"


def test_that_the_model_keeps_to_the_rules_and_draws_whatever_there_is(
    qtbot: QtBot, qapp: QApplication
) -> None:
    model = PaletteModel()
    QAbstractItemModelTester(model)
    long = "Ж🚚 very long " * 40
    shown = [
        entry("Fuel\ntrucks 🚚 <b>", RECORD, colour="#123456", detail=long),
        entry(long, detail="Menu", keys="Ctrl+K", ticked=True),
        entry("Off", usable=False, drawn=QIcon()),
        organisation_entry(FacetCount("", 1_000), lambda _name: None),
    ]
    model.show(arranged("fuel tr", shown) or arranged("", shown))
    model.show(arranged("", shown))
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == shown[0].spoken
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    picture = QPixmap(120, 30)
    painter = QPainter(picture)
    option = QStyleOptionViewItem()
    option.rect = picture.rect()
    for row in range(model.rowCount()):
        PaletteDelegate().paint(painter, option, model.index(row, 0))
    painter.end()
