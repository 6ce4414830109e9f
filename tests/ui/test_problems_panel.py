"""The problems of the catalogue: gathered page by page, counted, narrowed, and kept in step."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Item, Place, Relation
from coopdesk.catalogue.record import Record
from coopdesk.storage import problems as problems_module
from coopdesk.storage.store import Store
from coopdesk.ui import problem_gathering
from coopdesk.ui.desk import Desk
from coopdesk.ui.problems_panel import ProblemsPanel
from tests.builders import a_record

PLACELESS = ["CIMIC courses", "Military police (MP) courses", "English language teaching"]
OVER = "over-yet-planned"
Key = Qt.Key


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[ProblemsPanel]:
    """The panel on the sample, of which the source leaves three places open."""
    made = ProblemsPanel(desk)
    qtbot.addWidget(made)
    QAbstractItemModelTester(made._model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.resize(1000, 260)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.gathering.complete)
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def titles(panel: ProblemsPanel) -> list[str]:
    return [found.title for found in panel.shown]


def kinds(panel: ProblemsPanel) -> dict[str, int]:
    """Return what the list at the left shows: its words and counts."""
    rows = (panel.kinds.item(row) for row in range(panel.kinds.count()))
    return {item.text(): item.data(Qt.ItemDataRole.UserRole + 1) for item in rows}


def add(panel: ProblemsPanel, desk: Desk, qtbot: QtBot, *records: Record) -> None:
    """Add records whose problems are shown when this returns."""
    for record in records:
        with qtbot.waitSignal(panel.gathering.replaced):
            desk.write(panel, lambda store, record=record: store.add(record, who="B"))  # type: ignore[misc]
        qtbot.waitUntil(lambda: panel.gathering.complete and not panel.gathering.running)


def sample_record(**changes: object) -> Record:
    given = {"area": "MIL", "places": (Place("Niš", "RS"),), "status": "pipeline", **changes}
    return a_record(**given)


def test_that_all_problems_are_listed_and_counted(panel: ProblemsPanel) -> None:
    assert titles(panel) == PLACELESS
    assert panel.said == "3 warnings in 38 records"
    assert panel.empty_text == ""
    assert kinds(panel) == {"All problems": 3, "Warnings": 3, "Trainings without a place": 3}
    assert panel.list.current is panel.shown[0]


def test_that_a_row_tells_its_severity_sentence_and_record(panel: ProblemsPanel) -> None:
    index = panel.list.model().index(0, 0)
    assert index.data().startswith("Give the place of the training")
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Warning: {index.data()}\nDK-RS/ND/016 · CIMIC courses"
    assert index.data(Qt.ItemDataRole.ToolTipRole).endswith("DK-RS/ND/016 · CIMIC courses")


def test_that_a_catalogue_without_problems_says_so(
    panel: ProblemsPanel, desk: Desk, qtbot: QtBot
) -> None:
    ids = tuple(found.record_id for found in panel.shown)
    with qtbot.waitSignal(panel.gathering.replaced):
        desk.write(panel, lambda store: store.delete(ids, who="B"))
    assert panel.empty_text == "No problems found."
    assert panel.said == "35 records checked"
    assert not panel.mend.isEnabled()
    with qtbot.waitSignal(panel.gathering.replaced):
        desk.write(panel, lambda store: store.undo(who="B"))
    assert titles(panel) == PLACELESS


def test_that_the_list_is_narrowed_to_a_rule(
    panel: ProblemsPanel, desk: Desk, qtbot: QtBot
) -> None:
    add(panel, desk, qtbot, sample_record(title="Planned"))
    assert kinds(panel)["Over, yet planned"] == 1
    assert len(panel.shown) == 4
    panel.kinds.setCurrentRow(list(kinds(panel)).index("Over, yet planned"))
    assert titles(panel) == ["Planned"]
    panel.kinds.setCurrentRow(list(kinds(panel)).index("Warnings"))
    assert len(panel.shown) == 4


def test_that_what_it_is_narrowed_to_stays_until_it_is_gone(
    panel: ProblemsPanel, desk: Desk, qtbot: QtBot
) -> None:
    add(panel, desk, qtbot, sample_record(title="Planned"), sample_record(title="Planned too"))
    panel.kinds.setCurrentRow(list(kinds(panel)).index("Over, yet planned"))
    first, second = (found.record_id for found in panel.shown)
    with qtbot.waitSignal(panel.gathering.replaced):
        desk.write(panel, lambda store: store.delete([first], who="B"))
    assert titles(panel) == ["Planned too"]
    with qtbot.waitSignal(panel.gathering.replaced):
        desk.write(panel, lambda store: store.delete([second], who="B"))
    assert panel.kinds.key == ""
    assert titles(panel) == PLACELESS


def test_that_errors_stand_before_warnings(panel: ProblemsPanel, desk: Desk, qtbot: QtBot) -> None:
    def spoil(store: Store) -> None:
        with store._transactions.writing() as connection:
            connection.exec_driver_sql("UPDATE record SET title = '' WHERE reference LIKE '%016'")

    desk.read(panel, spoil, lambda _done: panel.again.click())
    qtbot.waitUntil(lambda: panel.said == "1 error, 3 warnings in 38 records")
    assert list(kinds(panel))[:3] == ["All problems", "Errors", "Something required is missing"]
    assert panel.shown[0].problem.message == "Fill in “Title”."


def test_that_one_stays_at_the_problem_that_was_chosen(
    panel: ProblemsPanel, desk: Desk, qtbot: QtBot
) -> None:
    panel.list.choose(1)
    early = sample_record(title="Planned", partnership="DK-RS")
    add(panel, desk, qtbot, early)
    assert panel.list.current is not None
    assert panel.list.current.title == PLACELESS[1]
    record_id = panel.list.current.record_id
    with qtbot.waitSignal(panel.gathering.replaced):
        desk.write(panel, lambda store: store.delete([record_id], who="B"))
    # What was next has moved up.
    assert panel.list.current.title == PLACELESS[2]


def test_that_a_click_asks_for_the_record_and_enter_for_the_field(
    panel: ProblemsPanel, qtbot: QtBot
) -> None:
    second = panel.shown[1]
    rect = panel.list.visualRect(panel.list.model().index(1, 0))
    with qtbot.waitSignal(panel.record_asked) as shown:
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert shown.args == [second.record_id]
    with qtbot.waitSignal(panel.mend_asked) as mended:
        QTest.keyClick(panel.list, Key.Key_Return)
    assert mended.args == [second]
    with qtbot.waitSignal(panel.mend_asked) as mended:
        panel.mend.click()
    assert mended.args == [second]


def test_that_escape_closes(panel: ProblemsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.close_asked):
        QTest.keyClick(panel.list, Key.Key_Escape)


# Gathering.


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    page = problems_module.Problems.page
    monkeypatch.setattr(
        problems_module.Problems, "page", lambda self, after, _limit=0: page(self, after, 10)
    )


@pytest.mark.usefixtures("small_pages")
def test_that_problems_are_shown_as_they_are_found(desk: Desk, qtbot: QtBot) -> None:
    made = ProblemsPanel(desk)
    qtbot.addWidget(made)
    said: list[str] = []
    grown: list[int] = []
    made.gathering.moved.connect(lambda: said.append(made.said))
    made.gathering.grown.connect(lambda _found: grown.append(len(made.shown)))
    made.show()
    assert made.empty_text == "Looking for problems…"
    assert not made.again.isVisible()
    assert made.stop.isVisible()
    qtbot.waitUntil(lambda: made.gathering.complete)
    assert "10 of 38 records checked" in said
    assert grown[-1] == 3
    assert not made.stop.isVisible()
    assert titles(made) == PLACELESS


@pytest.mark.usefixtures("small_pages")
def test_that_looking_can_be_stopped_and_begun_again(desk: Desk, qtbot: QtBot) -> None:
    made = ProblemsPanel(desk)
    qtbot.addWidget(made)

    def stop_early() -> None:
        if made.gathering.checked == 10 and made.gathering.running:
            made.stop.click()

    made.gathering.moved.connect(stop_early)
    made.show()
    qtbot.waitUntil(lambda: made.gathering.checked == 10 and not desk.busy)
    made.gathering.moved.disconnect(stop_early)
    assert made.said == "Stopped: 10 of 38 records checked"
    assert made.empty_text == "No problems found so far."
    made.again.click()
    qtbot.waitUntil(lambda: made.gathering.complete)
    assert titles(made) == PLACELESS


@pytest.mark.usefixtures("small_pages")
def test_that_what_is_shown_stays_while_all_is_checked_again(
    panel: ProblemsPanel, desk: Desk, qtbot: QtBot
) -> None:
    seen: list[list[str]] = []

    def stop_midway() -> None:
        if panel.gathering.checked == 20:
            seen.append(titles(panel))
            panel.stop.click()

    panel.gathering.moved.connect(stop_midway)
    panel.again.click()
    qtbot.waitUntil(lambda: bool(seen) and not desk.busy)
    assert seen[0] == PLACELESS
    assert titles(panel) == PLACELESS
    assert panel.said == "3 warnings in 38 records"


@pytest.mark.usefixtures("small_pages")
def test_that_more_problems_than_anybody_mends_are_not_read(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_gathering, "MOST", 1)
    made = ProblemsPanel(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.gathering.complete)
    assert 0 < len(made.shown) < 4
    assert made.said.startswith("The first problems: ")
    assert made.gathering.checked < 38


def test_that_nothing_is_read_while_nobody_looks(
    panel: ProblemsPanel, desk: Desk, qtbot: QtBot
) -> None:
    panel.hide()
    desk.write(panel, lambda store: store.add(sample_record(title="Planned"), who="B"))
    qtbot.waitUntil(lambda: not desk.busy)
    assert titles(panel) == PLACELESS
    with qtbot.waitSignal(panel.gathering.replaced):
        panel.show()
    assert "Planned" in titles(panel)


@pytest.fixture
def of_large(panel: ProblemsPanel, monkeypatch: pytest.MonkeyPatch) -> ProblemsPanel:
    """The panel, as it is on a catalogue too large to be judged at each edit."""
    monkeypatch.setattr(problem_gathering, "_SMALL", 0)
    monkeypatch.setattr(
        problems_module.Problems, "page", lambda *_args: pytest.fail("all was judged")
    )
    return panel


def test_that_of_a_large_catalogue_only_what_was_touched_is_judged(
    of_large: ProblemsPanel, desk: Desk, qtbot: QtBot
) -> None:
    add(of_large, desk, qtbot, sample_record(title="Planned"))
    assert titles(of_large) == ["Planned", *PLACELESS]
    wrong = of_large.shown[0].record_id

    def mend(store: Store) -> object:
        return store.save(replace(store.record(wrong), status="closed"), who="B")

    with qtbot.waitSignal(of_large.gathering.replaced):
        desk.write(of_large, mend)  # type: ignore[arg-type]
    assert titles(of_large) == PLACELESS
    assert of_large.said == "3 warnings in 38 records"


def test_that_problems_that_an_edit_of_another_record_mends_are_gone(
    of_large: ProblemsPanel, desk: Desk, qtbot: QtBot
) -> None:
    lost = sample_record(
        title="Follows", status="", relations=(Relation("follows", "DK-RS/2015/003"),)
    )
    add(of_large, desk, qtbot, lost)
    assert "Follows" in titles(of_large)
    add(of_large, desk, qtbot, sample_record(title="Followed", status=""))
    assert titles(of_large) == PLACELESS


def test_that_after_an_edit_of_many_all_is_judged(
    panel: ProblemsPanel, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_gathering, "_SMALL", 0)
    monkeypatch.setattr(problem_gathering, "_MANY", 0)
    monkeypatch.setattr(
        problems_module.Problems, "around", lambda *_args: pytest.fail("one by one")
    )
    add(panel, desk, qtbot, sample_record(items=(Item("truck", serials=("1", "1")),)))
    assert "serial-twice" in {found.problem.rule for found in panel.shown}


def test_that_a_failure_is_told_and_looking_can_begin_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("broken")

    made = ProblemsPanel(desk)
    qtbot.addWidget(made)
    monkeypatch.setattr(problems_module.Problems, "page", fail)
    with qtbot.waitSignal(desk.failed) as failed:
        made.show()
    assert str(failed.args) == "[ValueError('broken')]"
    assert not made.gathering.running
    monkeypatch.undo()
    made.again.click()
    qtbot.waitUntil(lambda: titles(made) == PLACELESS)
