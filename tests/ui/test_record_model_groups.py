"""A grouped list: headings among its records, folded and opened, and no record lost by it."""

from array import array
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filters import FacetCount, Filter, Sort
from coopdesk.catalogue.period import UNKNOWN
from coopdesk.catalogue.summary import Summary
from coopdesk.ui.columns import chosen_columns
from coopdesk.ui.record_model import SUMMARY_ROLE, RecordModel
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.row_pages import PAGE

Key = Qt.Key
AREAS = {"AIR": 3, "LND": PAGE + 50, "SEA": 0, "MED": 40}


def summary(number: int, area: str) -> Summary:
    return Summary(
        id=1_000 + number,
        reference=f"R{number:05}",
        title=f"Title {number}",
        kind="course",
        area=area,
        status="closed",
        period=UNKNOWN,
        places="",
        providers="",
        receivers="",
        organisations="",
        tags="",
        marking="",
        changed_at=None,
        changed_by="",
    )


LIST = [area for area, number in AREAS.items() for _n in range(number)]
ROWS = [summary(number, area) for number, area in enumerate(LIST)]
BY_ID = {row.id: row for row in ROWS}


class GroupedStore:
    """A store whose list stands group after group."""

    def __init__(self) -> None:
        self.rows = ROWS

    def first_page(self, _f: Filter, _s: Sort, limit: int, grouped: str) -> tuple[Summary, ...]:
        assert grouped in ("area", "")
        return tuple(self.rows[:limit])

    def ids(self, _filter: Filter, _sort: Sort, grouped: str) -> "array[int]":
        assert grouped == "area"
        return array("I", [row.id for row in self.rows])

    def groups(self, _filter: Filter, by: str) -> tuple[FacetCount, ...]:
        assert by == "area"
        found = [row.area for row in self.rows]
        return tuple(FacetCount(area, found.count(area)) for area in AREAS if area in found)

    def page(self, ids: Any) -> tuple[Summary, ...]:
        return tuple(BY_ID[record_id] for record_id in ids)


class Prompt:
    """A desk that answers at once, and counts what it was asked."""

    def __init__(self) -> None:
        self.areas = tuple(Area(code, {"en": f"Area {code}"}, "#336699") for code in AREAS)
        self.store = GroupedStore()
        self.asked: list[str] = []

    def read(
        self,
        owner: QObject,
        job: Callable[[Any], Any],
        done: Callable[[Any], None],
        key: str = "",
        urgent: bool = False,
        patient: bool = False,
    ) -> None:
        self.asked.append(key)
        done(job(self.store))

    def forget(self, owner: QObject, key: str) -> None: ...


@pytest.fixture
def model(qtbot: QtBot) -> RecordModel:
    made = RecordModel(Prompt(), chosen_columns(None, "all"))  # type: ignore[arg-type]
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    made.show(Filter(), Sort("title"), None, "area")
    return made


@pytest.fixture
def table(model: RecordModel, qtbot: QtBot) -> RecordTable:
    made = RecordTable(model, model._desk)
    model.setParent(made)
    made.lay_out({})
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def firsts(model: RecordModel) -> list[str | None]:
    """What stands in the first column of every row, once all pages are read."""
    for row in range(model.rowCount()):
        model.data(model.index(row, 0))
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def written_out(folded: str = "") -> list[str]:
    """The rows of a list in which these groups are folded."""
    rows, place = [], 0
    for area, number in AREAS.items():
        if number:
            rows.append(f"Area {area} ({number})")
        if area not in folded.split():
            rows += [f"Title {n}" for n in range(place, place + number)]
        place += number
    return rows


def heading_row(model: RecordModel, area: str) -> int:
    rows = range(model.rowCount())
    found = (row for row in rows if (one := model.heading(row)) is not None and one.value == area)
    return next(found)


def test_that_each_group_stands_under_its_heading(model: RecordModel) -> None:
    assert firsts(model) == written_out()
    assert model.number == len(ROWS)
    assert [model.id_at(row) for row in range(3)] == [None, 1_000, 1_001]
    assert model.data(model.index(0, 1)) is None
    assert model.data(model.index(0, 0), SUMMARY_ROLE) is None
    assert model.data(model.index(1, 0), SUMMARY_ROLE) == ROWS[0]


def test_that_folding_takes_rows_and_opening_gives_them_back(model: RecordModel) -> None:
    for folded in ("LND", "LND AIR", "LND AIR MED"):
        model.fold([folded.split()[-1]], folded=True)
        assert firsts(model) == written_out(folded)
    assert model.number == len(ROWS)
    for opened, left in (("AIR", "LND MED"), ("LND", "MED"), ("MED", "")):
        model.fold([opened], folded=False)
        assert firsts(model) == written_out(left)


def test_that_all_are_folded_and_opened_at_once_and_stay_so_in_the_next_list(
    model: RecordModel,
) -> None:
    model.fold_all(True)
    assert firsts(model) == ["Area AIR (3)", f"Area LND ({PAGE + 50})", "Area MED (40)"]
    model.show(Filter(), Sort("title", True), None, "area")
    assert model.rowCount() == 3
    model.fold_all(False)
    assert model.rowCount() == len(ROWS) + 3


def test_that_a_record_of_a_folded_group_is_known_and_can_be_unfolded(model: RecordModel) -> None:
    target = next(row.id for row in ROWS if row.area == "MED")
    model.fold_all(True)
    assert model.row_of(target) is None
    assert model.place_of(target) is not None
    assert model.row_of(target, unfold=True) == 3
    assert firsts(model) == written_out("AIR LND")
    assert model.beside(target, -1) == target - 1  # the last of the group before, folded or not


def test_that_a_list_without_groups_has_no_headings(model: RecordModel) -> None:
    model.fold_all(True)
    model._desk.store.first_page = lambda *_asked: tuple(ROWS[:3])  # type: ignore[attr-defined]
    model.show(Filter(), Sort("title"), 3)
    assert firsts(model) == [row.title for row in ROWS[:3]]
    assert model.heading(0) is None


def test_that_a_list_which_changed_between_two_reads_is_asked_again(model: RecordModel) -> None:
    store = model._desk.store  # type: ignore[attr-defined]
    ids = store.ids
    fewer = [row for row in ROWS if row.id != 1_001]

    def shrinks(*asked: Any) -> "array[int]":
        store.rows, store.ids = fewer, ids
        return array("I", [row.id for row in fewer])

    store.ids = shrinks
    model.show(Filter(), Sort("title"), None, "area")
    assert model.number == len(fewer)
    assert firsts(model)[:3] == ["Area AIR (2)", "Title 0", "Title 2"]


def test_that_keys_fold_and_open_the_group_of_a_heading(table: RecordTable, qtbot: QtBot) -> None:
    model = table.rows
    table.choose_row(1)
    qtbot.keyClick(table, Key.Key_Up)
    assert table.currentIndex().row() == 0
    for key, folded in (
        (Key.Key_Left, True),
        (Key.Key_Left, True),
        (Key.Key_Right, False),
        (Key.Key_Return, True),
        (Key.Key_Space, False),
    ):
        qtbot.keyClick(table, key)
        assert model.is_folded("AIR") is folded
    asked: list[bool] = []
    table.edit_asked.connect(lambda: asked.append(True))
    qtbot.keyClick(table, Key.Key_Return)
    assert not asked


def test_that_a_click_folds_a_group_and_selects_no_record(table: RecordTable, qtbot: QtBot) -> None:
    where = table.visualRect(table.rows.index(0, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert table.rows.is_folded("AIR")
    assert table.chosen_ids() == ()


def test_that_records_alone_are_selected_across_headings(table: RecordTable, qtbot: QtBot) -> None:
    table.choose_row(2)
    for _step in range(5):
        qtbot.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    # From the second of the first group: its third, a heading, and three of the next.
    assert table.chosen_ids() == (1_001, 1_002, 1_003, 1_004, 1_005)
    assert table.chosen_number == 5


def test_that_select_all_means_those_of_folded_groups_too(table: RecordTable, qtbot: QtBot) -> None:
    table.rows.fold(["LND"], folded=True)
    table.selectAll()
    assert table.chosen_ids() == tuple(row.id for row in ROWS)
    table.choose_row(1)
    assert table.chosen_ids() == (1_000,)


def test_that_a_range_over_a_folded_group_leaves_its_records_alone(table: RecordTable) -> None:
    table.rows.fold(["LND"], folded=True)
    table.choose_row(3)
    selection = table.selectionModel().selection()
    selection.select(table.rows.index(3, 0), table.rows.index(6, 0))
    table.selectionModel().select(
        selection,
        table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows,
    )
    assert table.chosen_ids() == (1_002, 1_000 + AREAS["AIR"] + AREAS["LND"])


def test_that_the_record_that_was_chosen_stays_so_when_groups_above_it_fold(
    table: RecordTable,
) -> None:
    target = next(row.id for row in ROWS if row.area == "MED")
    row = table.rows.row_of(target)
    assert row is not None
    table.choose_row(row)
    table.rows.fold(["LND"], folded=True)
    assert table.chosen_ids() == (target,)
    assert table.rows.id_at(table.currentIndex().row()) == target
