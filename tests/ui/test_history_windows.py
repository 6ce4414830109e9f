from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from coopdesk.ui.catalogue_history import CatalogueHistory
from coopdesk.ui.desk import Desk
from coopdesk.ui.history_list import StepList
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.record_history import RecordHistory

from .conftest import settle


def do(desk: Desk, qtbot: QtBot, *jobs: object) -> None:
    for job in jobs:
        desk.write(desk, job)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not desk.busy)


def read(desk: Desk, qtbot: QtBot, record_id: int) -> Record:
    found: list[Record] = []
    desk.read(desk, lambda store: store.record(record_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def edit(desk: Desk, qtbot: QtBot, record_id: int, **changes: object) -> None:
    record = replace(read(desk, qtbot, record_id), **changes)  # type: ignore[arg-type]
    do(desk, qtbot, lambda store: store.save(record, who="M.J.", why="told so"))


def texts(steps: StepList) -> list[str]:
    model = steps.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def record(desk: Desk, qtbot: QtBot) -> Record:
    edit(desk, qtbot, 6, status="closed")
    edit(desk, qtbot, 6, title="Another title")
    return read(desk, qtbot, 6)


@pytest.fixture
def shown(desk: Desk, record: Record, qtbot: QtBot) -> Iterator[RecordHistory]:
    made = RecordHistory(desk, record.uid, record.title)
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.steps.model(), made)
    made.show()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def test_that_each_step_says_what_it_changed(shown: RecordHistory) -> None:
    assert texts(shown.steps)[:2] == [
        "Title: Nordic peacekeeping courses → Another title",
        "Status: set to Closed",
    ]
    assert texts(shown.steps)[-1] == "Catalogue created"
    assert "Reason: told so" in shown.page.toPlainText()


def test_that_the_latest_version_cannot_be_brought_back(shown: RecordHistory) -> None:
    assert not shown.back.isEnabled()
    assert "now" in shown.message.text()


def test_that_an_earlier_version_is_read_and_compared(
    shown: RecordHistory, desk: Desk, qtbot: QtBot
) -> None:
    shown.steps.choose(2)
    qtbot.waitUntil(shown.back.isEnabled)
    shown.views["then"].click()
    assert "Nordic peacekeeping courses" in shown.page.toPlainText()
    shown.views["compared"].click()
    told = shown.page.toPlainText()
    assert "Another title" in told
    assert "Status" in told
    assert "not stated" in told


def test_that_an_earlier_version_is_brought_back_as_a_new_step(
    shown: RecordHistory, desk: Desk, qtbot: QtBot
) -> None:
    shown.steps.choose(2)
    qtbot.waitUntil(shown.back.isEnabled)
    qtbot.mouseClick(shown.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(texts(shown.steps)) == 4)
    back = read(desk, qtbot, 6)
    assert (back.title, back.status) == ("Nordic peacekeeping courses", "")


def test_that_a_deleted_record_can_be_restored_from_its_history(
    shown: RecordHistory, desk: Desk, qtbot: QtBot
) -> None:
    do(desk, qtbot, lambda store: store.delete([6], who="M.J."))
    qtbot.waitUntil(lambda: "Restore" in shown.back.text())
    assert "was not in the catalogue" in _page(shown, "then")
    shown.back.click()
    qtbot.waitUntil(lambda: not desk.busy)
    assert read(desk, qtbot, 6).title == "Another title"


def _page(shown: RecordHistory, view: str) -> str:
    shown.views[view].click()
    return shown.page.toPlainText()


@pytest.fixture
def whole(desk: Desk, record: Record, qtbot: QtBot) -> Iterator[CatalogueHistory]:
    do(desk, qtbot, lambda store: store.delete([7, 8], who="M.J.", why="Entered twice"))
    made = CatalogueHistory(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def test_that_the_catalogue_s_steps_stand_newest_first(whole: CatalogueHistory) -> None:
    assert texts(whole.steps) == [
        "Deleted: 2 records",
        "Edited: “Another title”",
        "Edited: “Nordic peacekeeping courses”",
        "Catalogue created: 38 records",
    ]


def test_that_a_step_of_one_record_leads_to_its_history(
    whole: CatalogueHistory, record: Record, qtbot: QtBot
) -> None:
    whole.steps.choose(1)
    with qtbot.waitSignal(whole.history_asked) as asked:
        whole.steps.activated.emit(whole.steps.currentIndex())
    assert asked.args == [record.uid, "Another title"]


def test_that_deleted_records_are_found_and_restored(
    whole: CatalogueHistory, desk: Desk, qtbot: QtBot
) -> None:
    gone = whole.gone
    titles = texts(gone.list)
    assert len(titles) == 2
    gone.search.setText(titles[0].split()[1])
    qtbot.waitUntil(lambda: texts(gone.list) == titles[:1])
    gone.list.choose(0)
    gone.restore()
    qtbot.waitUntil(lambda: not desk.busy)
    gone.search.clear()
    qtbot.waitUntil(lambda: texts(gone.list) == titles[1:])


def test_that_an_empty_list_says_so(whole: CatalogueHistory, desk: Desk, qtbot: QtBot) -> None:
    whole.gone.search.setText("zzz")
    qtbot.waitUntil(lambda: whole.gone._none.text() == "No deleted record has these words.")
    whole.gone.search.clear()
    do(desk, qtbot, lambda store: store.undo(who="M.J."))
    qtbot.waitUntil(lambda: whole.gone._none.text() == "Nothing was deleted.")


def test_that_the_steps_of_a_long_history_come_as_they_are_needed(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopdesk.ui.catalogue_history._PAGE", 20)
    record = read(desk, qtbot, 6)

    def edits(store: Store) -> None:
        now = record
        for number in range(25):
            store.save(replace(now, title=f"Title {number}"), who="A.K.")
            now = store.record(record.id)

    do(desk, qtbot, edits)
    made = CatalogueHistory(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not desk.busy)
    assert len(texts(made.steps)) == 20
    made.steps.scrollToBottom()
    qtbot.waitUntil(lambda: len(texts(made.steps)) == 26)
    qtbot.waitUntil(lambda: not desk.busy)


def test_that_the_menus_open_one_window_each(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    window.browse.table.choose_row(0)
    settle(qtbot, program)
    for name in ("record_history", "catalogue_history", "record_history"):
        window.actions_by_name[name].trigger()
    settle(qtbot, program)
    opened = [w for kind in (RecordHistory, CatalogueHistory) for w in window.findChildren(kind)]
    assert len(opened) == 2
    for one in opened:
        one.close()
