"""One change for many records: asked for, looked at, made in one step."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.bulk_outcome import BulkPreview
from coopdesk.catalogue.fields import FieldType
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.record import Record
from coopdesk.storage.bulk import Bulk
from coopdesk.storage.store import Store
from coopdesk.ui import bulk_window
from coopdesk.ui.bulk_acts import ACTS, acts_for, bulk_fields
from coopdesk.ui.bulk_preview import counted_words
from coopdesk.ui.bulk_scope import Scope
from coopdesk.ui.bulk_window import BulkWindow
from coopdesk.ui.desk import Desk
from coopdesk.ui.job_progress import JobProgress, Stopped
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from tests.ui.conftest import settle
from tests.ui.test_accessibility import nameless

pytestmark = pytest.mark.slow

Key = Qt.Key
ALL = Scope(Filter(), "All")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_window, "SETTLE_MS", 0)


@pytest.fixture
def bulk(desk: Desk, qtbot: QtBot) -> Iterator[BulkWindow]:
    made = BulkWindow(desk, (ALL,))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def records(desk: Desk, wanted: Filter = ALL.wanted) -> tuple[Record, ...]:  # type: ignore[assignment]
    store = Store.open(desk.path, read_only=True)
    found = store.records(store.ids(wanted, Sort("title")))
    store.close()
    return found


def pick(box: QComboBox, data: str) -> None:
    assert box.findData(data) >= 0
    box.setCurrentIndex(box.findData(data))


def ask(window: BulkWindow, name: str, act: str) -> None:
    pick(window.field, name)
    pick(window.act, act)


def control(window: BulkWindow, place: int = 0) -> Any:
    return window.values.boxes[place].control


def looked(window: BulkWindow, qtbot: QtBot, do: Callable[[], object]) -> BulkPreview:
    with qtbot.waitSignal(window.looked):
        do()
    preview = window._preview
    assert preview is not None
    return preview


def cells(window: BulkWindow, row: int) -> list[str]:
    table = window.preview.table
    found = []
    for column in range(table.columnCount()):
        item = table.item(row, column)
        assert item is not None
        found.append(item.text())
    return found


def test_that_a_change_is_looked_at_before_it_is_made(bulk: BulkWindow, qtbot: QtBot) -> None:
    assert not bulk.apply.isEnabled()
    ask(bulk, "tags", "add")
    preview = looked(bulk, qtbot, lambda: control(bulk).setText("floods, checked"))
    assert (preview.records, preview.changing) == (38, 38)
    assert bulk.preview.text == "38 of 38 will change"
    assert bulk.apply.text() == "&Change 38 Records"
    assert cells(bulk, 0)[0].startswith("DK-RS/")
    assert cells(bulk, 0)[3].endswith("floods, checked")


def test_that_it_is_made_in_one_step_that_undo_takes_back(
    bulk: BulkWindow, qtbot: QtBot, desk: Desk
) -> None:
    before = records(desk)
    ask(bulk, "tags", "add")
    looked(bulk, qtbot, lambda: control(bulk).setText("checked"))
    with qtbot.waitSignal(bulk.accepted), qtbot.waitSignal(desk.changed) as told:
        bulk.apply.click()
    changed: Any = told.args
    assert isinstance(changed[0], Changed)
    assert len(changed[0].ids) == 38
    assert all("checked" in record.tags for record in records(desk))
    store = Store.open(desk.path)
    assert store.history(limit=1)[0].operation == "bulk"
    store.undo(who="A.K.")
    store.close()
    assert [record.tags for record in records(desk)] == [record.tags for record in before]


def test_that_what_is_so_already_and_what_is_refused_is_counted(
    bulk: BulkWindow, qtbot: QtBot
) -> None:
    ask(bulk, "status", "set")
    status = control(bulk)
    preview = looked(bulk, qtbot, lambda: status.setCurrentIndex(status.findText("Implementation")))
    assert preview.same
    assert preview.refused
    assert preview.changing + preview.same + preview.refused == 38
    assert f"{preview.same} stay as they are" in bulk.preview.text
    assert "refused" in bulk.preview.text
    assert "status that fits the kind" in bulk.preview.text.split("\n")[1]


@pytest.mark.parametrize(
    ("name", "act", "fill", "check"),
    [
        ("area", "set", "Air forces", lambda r: r.area == "AIR"),
        ("period", "set", "spring 2016", lambda r: r.period.edtf == "2016-21"),
        ("summary", "replace", ("Serbia", "Србија"), lambda r: "Serbia" not in r.summary),
        ("title", "replace", ("LOGEX15", "LOGEX"), lambda r: "LOGEX15" not in r.title),
        ("notes", "set", "To be checked", lambda r: r.notes == "To be checked"),
        ("tags", "clear", None, lambda r: r.tags == ()),
        ("tags", "remove", "floods", lambda r: "floods" not in r.tags),
        ("releasable_to", "remove", "RS", lambda r: "RS" not in r.releasable_to),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_that_any_field_can_be_changed(
    bulk: BulkWindow,
    qtbot: QtBot,
    desk: Desk,
    name: str,
    act: str,
    fill: Any,
    check: Callable[[Record], bool],
) -> None:
    before = records(desk)

    def give() -> None:
        ask(bulk, name, act)
        if act == "replace":
            bulk.values._find.setText(fill[0])
            bulk.values._put.setText(fill[1])
        elif isinstance(fill, str):
            box = control(bulk)
            if isinstance(box, QComboBox) and not box.isEditable():
                box.setCurrentIndex(box.findText(fill))
            elif isinstance(box, QPlainTextEdit):
                box.setPlainText(fill)
            else:
                bulk.values.boxes[0].retype(fill)

    preview = looked(bulk, qtbot, give)
    assert preview.changing
    with qtbot.waitSignal(bulk.accepted):
        bulk.apply.click()
    after = {record.id: record for record in records(desk)}
    assert sum(after[r.id] != r for r in before) == preview.changing
    assert all(check(after[r.id]) for r in before if after[r.id] != r)


def test_that_an_entry_of_a_list_is_given_in_the_editors_boxes(
    bulk: BulkWindow, qtbot: QtBot, desk: Desk
) -> None:
    ask(bulk, "items", "add")
    names = [box.field.name for box in bulk.values.boxes]
    assert "description" in names
    bulk.values.boxes[names.index("description")].retype("manual")
    preview = looked(bulk, qtbot, lambda: bulk.values.boxes[names.index("unit")].retype("copy"))
    assert preview.changing == 38
    with qtbot.waitSignal(bulk.accepted):
        bulk.apply.click()
    assert all(record.items[-1].description == "manual" for record in records(desk))
    assert all(record.items[-1].unit == "copy" for record in records(desk))


def test_that_like_entries_are_removed_and_parts_set_or_emptied(
    bulk: BulkWindow, qtbot: QtBot, desk: Desk
) -> None:
    def providers() -> None:
        ask(bulk, "parties", "remove")
        names = [box.field.name for box in bulk.values.boxes]
        role = bulk.values.boxes[names.index("role")].control
        assert isinstance(role, QComboBox)
        role.setCurrentIndex(role.findText("Provider"))

    removing = looked(bulk, qtbot, providers)
    assert removing.changing
    assert "Provider" in cells(bulk, 0)[2]
    assert "Provider" not in cells(bulk, 0)[3]

    def confidence() -> None:
        ask(bulk, "sources", "set_part")
        assert bulk.values.part is not None
        pick(bulk.values.part, "locator")
        bulk.values.boxes[0].retype("page 7")

    assert looked(bulk, qtbot, confidence).changing
    assert "page 7" in cells(bulk, 0)[3]

    def emptied() -> None:
        ask(bulk, "sources", "clear_part")
        assert bulk.values.part is not None
        pick(bulk.values.part, "locator")

    preview = looked(bulk, qtbot, emptied)
    with qtbot.waitSignal(bulk.accepted):
        bulk.apply.click()
    changed = [r for r in records(desk) if all(not s.locator for s in r.sources)]
    assert len(changed) >= preview.changing > 0


def test_that_nothing_is_looked_at_before_a_value_is_there(bulk: BulkWindow, qtbot: QtBot) -> None:
    for name, act in (("title", "set"), ("tags", "add"), ("items", "add"), ("notes", "replace")):
        ask(bulk, name, act)
        assert bulk.values.change is None
        assert not bulk.apply.isEnabled()
        assert "Say above" in bulk.preview.text


def test_that_what_cannot_be_read_is_said_beside_its_box(bulk: BulkWindow, qtbot: QtBot) -> None:
    ask(bulk, "period", "set")
    looked(bulk, qtbot, lambda: control(bulk).setText("2016"))
    control(bulk).setText("2016-13")
    assert "13" in bulk.values.boxes[0].note
    assert not bulk.apply.isEnabled()
    assert bulk._preview is None
    assert "cannot be read" in bulk.preview.text


def test_that_one_of_several_scopes_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    ids = tuple(record.id for record in records(desk)[:5])
    window = BulkWindow(desk, (Scope(ids, "The five"), ALL))
    qtbot.addWidget(window)
    window.show()
    ask(window, "tags", "add")
    assert looked(window, qtbot, lambda: control(window).setText("x")).records == 5
    assert looked(window, qtbot, window.choices[1].click).records == 38


def test_that_only_the_selected_change(desk: Desk, qtbot: QtBot) -> None:
    ids = tuple(record.id for record in records(desk)[:5])
    window = BulkWindow(desk, (Scope(ids, "The five"),))
    qtbot.addWidget(window)
    window.show()
    ask(window, "tags", "add")
    looked(window, qtbot, lambda: control(window).setText("chosen"))
    with qtbot.waitSignal(window.accepted):
        window.apply.click()
    assert {r.id for r in records(desk) if "chosen" in r.tags} == set(ids)


def test_that_a_change_made_meanwhile_is_looked_at_again(
    bulk: BulkWindow, qtbot: QtBot, desk: Desk
) -> None:
    ask(bulk, "tags", "add")
    looked(bulk, qtbot, lambda: control(bulk).setText("checked"))
    store = Store.open(desk.path)
    store.save(replace(store.record(1), tags=("checked",)), who="B.L.")
    store.close()
    with qtbot.waitSignals([bulk.refused, bulk.looked]):
        bulk.apply.click()
    assert bulk.isVisible()
    assert bulk._preview is not None
    assert bulk._preview.changing == 37
    with qtbot.waitSignal(bulk.accepted):
        bulk.apply.click()


def test_that_an_edit_in_this_program_renews_the_preview(
    bulk: BulkWindow, qtbot: QtBot, desk: Desk
) -> None:
    ask(bulk, "tags", "add")
    looked(bulk, qtbot, lambda: control(bulk).setText("checked"))
    changed = replace(records(desk)[0], tags=("checked",))
    preview = looked(
        bulk, qtbot, lambda: desk.write(desk, lambda store: store.save(changed, who="B.L."))
    )
    assert (preview.changing, preview.same) == (37, 1)


def test_that_stopping_changes_nothing(
    bulk: BulkWindow, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(bulk, "tags", "add")
    looked(bulk, qtbot, lambda: control(bulk).setText("checked"))
    begun, go_on = Event(), Event()
    apply = Bulk.apply

    def slow(self: Bulk, *args: Any, progress: Callable[[int, int], None], **rest: Any) -> Any:
        begun.set()
        assert go_on.wait(10)
        return apply(self, *args, progress=progress, **rest)

    monkeypatch.setattr(Bulk, "apply", slow)
    bulk.apply.click()
    qtbot.waitUntil(begun.is_set)
    assert bulk.close_button.text() == "Stop"
    assert not bulk.apply.isEnabled()
    bulk.close_button.click()
    with qtbot.waitSignals([bulk.refused, bulk.looked]):
        go_on.set()
    assert bulk.isVisible()
    assert bulk.close_button.text() == "Cancel"
    assert not any("checked" in record.tags for record in records(desk))


def test_that_progress_shows_and_a_look_nobody_wants_ends() -> None:
    progress = JobProgress()
    progress(1_000, 5_000)
    assert (progress.done, progress.of) == (1_000, 5_000)
    progress.stop()
    with pytest.raises(Stopped):
        progress(2_000, 5_000)


def test_that_a_reason_is_asked_for_where_the_setting_wants_one(desk: Desk, qtbot: QtBot) -> None:
    desk.settings.set("ask_reason", True)
    window = BulkWindow(desk, (ALL,))
    qtbot.addWidget(window)
    window.show()
    ask(window, "tags", "add")
    window.reason.setText("Yearly review")
    looked(window, qtbot, lambda: control(window).setText("checked"))
    with qtbot.waitSignal(window.accepted):
        window.apply.click()
    store = Store.open(desk.path, read_only=True)
    assert store.history(limit=1)[0].why == "Yearly review"
    store.close()


def test_that_a_catalogue_for_reading_only_can_be_looked_at(
    bulk: BulkWindow, qtbot: QtBot, desk: Desk
) -> None:
    desk.read_only = True
    ask(bulk, "tags", "add")
    looked(bulk, qtbot, lambda: control(bulk).setText("checked"))
    assert not bulk.apply.isEnabled()


def test_that_every_field_has_an_act_and_every_act_a_box(bulk: BulkWindow) -> None:
    words = {act for act, _label in ACTS}
    for one in bulk_fields():
        assert acts_for(one)
        assert set(acts_for(one)) <= words
        assert ("clear" in acts_for(one)) == (not one.required and one.type is not FieldType.FLAG)
        for act in acts_for(one):
            ask(bulk, one.name, act)
            assert act == "clear" or bulk.values.controls


def test_that_everything_has_a_name_and_tab_goes_from_top_to_bottom(
    bulk: BulkWindow, qtbot: QtBot
) -> None:
    ask(bulk, "notes", "replace")
    assert nameless(bulk) == []
    expected: list[QWidget] = [bulk.field, bulk.act, *bulk.values.controls, bulk.preview.table]
    bulk.field.setFocus()
    seen = []
    for _step in expected:
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
    assert seen == expected


def test_that_counts_are_words() -> None:
    preview = BulkPreview(38, 1, 1, 2, 1)
    assert counted_words(preview) == (
        "1 of 38 will change · 1 stays as it is · 2 are refused · 1 is gone"
    )


def test_that_markup_in_a_record_is_shown_as_it_is(
    bulk: BulkWindow, qtbot: QtBot, desk: Desk
) -> None:
    desk.write(
        desk, lambda store: store.save(replace(store.record(1), notes="<b>x</b>"), who="B.L.")
    )
    qtbot.waitUntil(lambda: not desk.busy)
    ask(bulk, "notes", "replace")
    bulk.values._put.setText("y")
    looked(bulk, qtbot, lambda: bulk.values._find.setText("<b>x"))
    item = bulk.preview.table.item(0, 2)
    assert item is not None
    assert item.text() == "<b>x</b>"
    assert "&lt;b&gt;" in item.toolTip()


@pytest.mark.parametrize(
    ("action", "words"),
    [("edit_selected", "The 3 selected records"), ("edit_listed", "All 38 records of")],
)
def test_that_the_menu_opens_it_on_the_selection_or_on_the_list(
    window: MainWindow, qtbot: QtBot, program: Program, action: str, words: str
) -> None:
    table = window.browse.table
    table.choose_row(2)
    for _step in range(2):
        qtbot.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    window.actions_by_name[action].trigger()
    opened = window.findChild(BulkWindow)
    assert isinstance(opened, BulkWindow)
    assert opened.choices[0].text().startswith(words)
    assert len(opened.choices) == 2
    ask(opened, "tags", "add")
    looked(opened, qtbot, lambda: control(opened).setText("checked"))
    with qtbot.waitSignal(opened.accepted):
        opened.apply.click()
    settle(qtbot, program)
    assert "Edited in bulk" in window.notice.text
    with qtbot.waitSignal(window.desk.changed):
        window.notice._act.click()
    assert not any("checked" in record.tags for record in records(window.desk))
    settle(qtbot, program)


def test_that_a_filtered_list_says_what_it_is(
    window: MainWindow, qtbot: QtBot, program: Program
) -> None:
    window.tabs.show_key("AIR")
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == 10)
    settle(qtbot, program)
    window.actions_by_name["edit_listed"].trigger()
    opened = window.findChild(BulkWindow)
    assert isinstance(opened, BulkWindow)
    assert opened.choices[0].text() == "All 10 records shown (Area: Air forces)"
    opened.close()
    settle(qtbot, program)
    QApplication.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete
    window.tabs.show_key("overview")
    window.actions_by_name["edit_listed"].trigger()
    again = [one for one in window.findChildren(BulkWindow) if one.isVisible()]
    assert [one.choices[0].text() for one in again] == ["All records of the catalogue"]
    again[0].close()
    settle(qtbot, program)
