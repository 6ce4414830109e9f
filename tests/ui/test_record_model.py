"""The rows of a table: true to their number, read a page at a time, never out of date."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.i18n import country_name
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui import columns, row_pages
from coopdesk.ui.columns import BY_NAME, chosen_columns
from coopdesk.ui.desk import Desk
from coopdesk.ui.record_model import FIRST, SUMMARY_ROLE, RecordModel
from coopdesk.ui.row_pages import PAGE
from tests.bench.generate import generate

NUMBER = 1_000
BY_TITLE = Sort("title")
EVERYTHING = Filter()


@pytest.fixture(scope="module")
def long_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.coopdesk"
    generate(NUMBER, path).close()
    return path


@pytest.fixture
def store(long_once: Path, tmp_path: Path) -> Iterator[Store]:
    """A catalogue of five pages, this test's own."""
    opened = Store.open(Path(shutil.copy(long_once, tmp_path / "long.coopdesk")))
    yield opened
    opened.close()


@pytest.fixture
def long_desk(store: Store, qtbot: QtBot) -> Iterator[Desk]:
    other = Store.open(store.path)
    made = Desk(store.path, lambda: other, Settings(None), "A.K.")
    made.areas = store.areas()
    made.start(lambda _store: None, lambda error: pytest.fail(str(error)))
    yield made
    qtbot.waitUntil(lambda: not made.busy)
    made.close()


@pytest.fixture
def model(long_desk: Desk) -> RecordModel:
    """A model that Qt's own tester watches: what it finds fails the test as a warning."""
    made = RecordModel(long_desk, chosen_columns(None, "all"))
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    return made


class Slow:
    """A desk that answers when it is told to, in any order."""

    def __init__(self, store: Store) -> None:
        self.areas = store.areas()
        self._store = store
        self.waiting: list[tuple[str, Callable[[], None]]] = []

    def read(
        self,
        owner: QObject,
        job: Callable[[Any], Any],
        done: Callable[[Any], None],
        key: str = "",
        urgent: bool = False,
        patient: bool = False,
    ) -> None:
        answer = job(self._store)
        self.waiting.append((key, lambda: done(answer)))

    def forget(self, owner: QObject, key: str) -> None:
        self.waiting = [entry for entry in self.waiting if entry[0] != key]

    def answer(self, place: int = 0) -> None:
        self.waiting.pop(place)[1]()


def show(
    model: RecordModel, qtbot: QtBot, wanted: Filter = EVERYTHING, sort: Sort = BY_TITLE
) -> None:
    with qtbot.waitSignal(model.complete):
        model.show(wanted, sort)


def titles(model: RecordModel, rows: range) -> list[str | None]:
    return [model.data(model.index(row, 0)) for row in rows]


def read_all(model: RecordModel, qtbot: QtBot, rows: range) -> list[str | None]:
    """Return these rows' titles once they are all there."""
    qtbot.waitUntil(lambda: None not in titles(model, rows))
    return titles(model, rows)


def test_that_it_claims_the_true_number_of_rows_before_they_are_read(
    model: RecordModel, qtbot: QtBot, store: Store
) -> None:
    with qtbot.waitSignal(model.shown) as told:
        model.show(Filter(), BY_TITLE, NUMBER)
    assert told.args == [NUMBER]
    assert model.rowCount() == model.number == NUMBER
    assert model.rowCount(model.index(0, 0)) == 0  # a row has no rows below it
    assert model.columnCount(model.index(0, 0)) == 0


def test_that_every_row_is_the_stores_in_the_stores_order(
    model: RecordModel, qtbot: QtBot, store: Store
) -> None:
    show(model, qtbot)
    expected = [row.title for row in store.first_page(Filter(), BY_TITLE, NUMBER)]
    assert read_all(model, qtbot, range(NUMBER)) == expected
    ids = list(store.ids(Filter(), BY_TITLE))
    assert [model.id_at(row) for row in range(NUMBER)] == ids
    assert [model.row_of(ids[row]) for row in (0, 1, 399, 999)] == [0, 1, 399, 999]


def test_that_a_row_outside_the_list_is_nobody(model: RecordModel, qtbot: QtBot) -> None:
    show(model, qtbot)
    assert model.id_at(NUMBER) is None
    assert model.id_at(-1) is None
    assert model.row_of(10**9) is None
    assert model.data(QModelIndex()) is None


def test_that_only_the_pages_that_are_looked_at_are_read(
    model: RecordModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    really_page = Store.page

    def page(store: Store, ids: Any) -> Any:
        asked.append(len(ids))
        return really_page(store, ids)

    monkeypatch.setattr(Store, "page", page)
    show(model, qtbot)
    read_all(model, qtbot, range(10))
    assert asked == []  # the first rows came with the list
    read_all(model, qtbot, range(PAGE * 3 + 5, PAGE * 3 + 15))
    titles(model, range(PAGE * 3, PAGE * 3 + 50))
    assert asked == [PAGE]


def test_that_pages_looked_at_long_ago_are_let_go_and_read_again(
    long_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without Qt's tester, which looks at the first row whatever happens.
    model = RecordModel(long_desk, chosen_columns(None, "all"))
    monkeypatch.setattr(row_pages, "KEPT_PAGES", 2)
    show(model, qtbot)
    before = read_all(model, qtbot, range(10))
    for number in range(1, 5):
        read_all(model, qtbot, range(number * PAGE, number * PAGE + 10))
        assert len(list(model.pages.lines)) <= 2 * PAGE
    assert titles(model, range(10)) == [None] * 10
    assert read_all(model, qtbot, range(10)) == before


def test_that_other_columns_show_the_same_rows(model: RecordModel, qtbot: QtBot) -> None:
    show(model, qtbot)
    before = read_all(model, qtbot, range(10))
    chosen = chosen_columns(["reference", "title", "marking"], "all")
    model.set_columns(chosen)
    assert model.columnCount() == 3
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert heads == ["Reference", "Title", "Marking"]
    assert model.headerData(3, Qt.Orientation.Horizontal) is None
    assert [model.data(model.index(row, 1)) for row in range(10)] == before
    summary = model.data(model.index(0, 0), SUMMARY_ROLE)
    assert model.data(model.index(0, 0)) == summary.reference


def test_that_a_filter_and_its_end_show_what_passes(
    model: RecordModel, qtbot: QtBot, store: Store
) -> None:
    for wanted in (Filter(kinds=("course",)), Filter(search="no such word"), Filter()):
        show(model, qtbot, wanted)
        assert model.rowCount() == store.count(wanted)
        rows = range(min(model.rowCount(), 30))
        expected = [row.title for row in store.first_page(wanted, BY_TITLE, 30)]
        assert read_all(model, qtbot, rows) == expected


def test_that_the_first_rows_stand_before_the_catalogue_is_open(
    model: RecordModel, qtbot: QtBot, store: Store
) -> None:
    rows = store.first_page(Filter(), BY_TITLE, 50)
    model.fill(rows, NUMBER, Filter(), BY_TITLE)
    assert model.rowCount() == NUMBER
    assert titles(model, range(50)) == [row.title for row in rows]
    assert model.id_at(3) == rows[3].id
    assert model.row_of(rows[7].id) == 7
    with qtbot.waitSignal(model.complete):
        pass
    read_all(model, qtbot, range(PAGE))


def test_that_a_short_list_needs_no_second_read(store: Store) -> None:
    slow = Slow(store)
    model = RecordModel(slow, chosen_columns(None, "all"))  # type: ignore[arg-type]
    completed: list[bool] = []
    model.complete.connect(lambda: completed.append(True))
    wanted = Filter(references=(store.record(1).reference,))
    model.show(wanted, BY_TITLE)
    slow.answer()
    assert completed == [True]
    assert not slow.waiting
    assert model.id_at(0) == 1


def test_that_a_page_of_a_list_that_is_gone_is_not_shown(store: Store) -> None:
    slow = Slow(store)
    model = RecordModel(slow, chosen_columns(None, "all"))  # type: ignore[arg-type]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.show(Filter(), BY_TITLE)
    slow.answer()
    slow.answer()
    model.data(model.index(PAGE, 0))  # asks for the second page …
    model.show(Filter(), Sort("title", True))
    while len(slow.waiting) > 1:
        slow.answer(1)  # … which comes after the list has another order
    slow.answer()
    ids = store.ids(Filter(), Sort("title", True))
    model.data(model.index(PAGE, 0))
    while slow.waiting:
        slow.answer()
    shown = model.data(model.index(PAGE, 0), SUMMARY_ROLE)
    assert shown.id == ids[PAGE] == model.id_at(PAGE)


def test_that_a_list_which_grew_between_two_reads_is_counted_again(store: Store) -> None:
    slow = Slow(store)
    model = RecordModel(slow, chosen_columns(None, "all"))  # type: ignore[arg-type]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    told: list[int] = []
    model.shown.connect(told.append)
    model.show(Filter(), BY_TITLE, NUMBER)
    store.delete(store.ids(Filter(), BY_TITLE)[:3], who="somebody else")
    slow.answer()
    slow.answer()
    assert told == [NUMBER, NUMBER - 3]
    assert model.rowCount() == NUMBER - 3


def test_that_a_record_deleted_elsewhere_leaves_its_row_empty_and_no_other_moves(
    store: Store,
) -> None:
    slow = Slow(store)
    model = RecordModel(slow, chosen_columns(None, "all"))  # type: ignore[arg-type]
    model.show(Filter(), BY_TITLE)
    slow.answer()
    slow.answer()
    ids = store.ids(Filter(), BY_TITLE)
    store.delete([ids[PAGE]], who="somebody else")
    model.data(model.index(PAGE, 0))
    slow.answer()
    assert model.data(model.index(PAGE, 0)) is None
    assert not slow.waiting  # what is gone is not asked for again and again
    assert model.data(model.index(PAGE + 1, 0), SUMMARY_ROLE).id == ids[PAGE + 1]
    model.set_columns((BY_NAME["title"], BY_NAME["kind"]))
    model.say_again()
    assert model.data(model.index(PAGE, 0)) is None


def test_that_rows_are_put_into_words_again_when_more_words_are_known(
    model: RecordModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "countries_loaded", lambda: False)
    model.set_columns((BY_NAME["title"], BY_NAME["receivers"]))
    show(model, qtbot)
    row = next(row for row in range(20) if model.data(model.index(row, 1)) == "RS")
    assert country_name("RS") == "Serbia"
    monkeypatch.undo()
    with qtbot.waitSignal(model.dataChanged) as told:
        model.say_again()
    first, last = told.args[:2]
    assert (first.row(), last.row(), last.column()) == (0, NUMBER - 1, 1)
    assert model.data(model.index(row, 1)) == "Serbia"


def test_that_views_are_told_before_and_after_rows_and_columns_change(
    model: RecordModel, qtbot: QtBot, store: Store
) -> None:
    show(model, qtbot)
    seen: list[tuple[str, int, int]] = []

    def note(when: str) -> None:
        seen.append((when, model.rowCount(), model.columnCount()))

    model.modelAboutToBeReset.connect(lambda: note("before"))
    model.modelReset.connect(lambda: note("after"))
    wanted = Filter(kinds=("course",))
    show(model, qtbot, wanted)
    few = store.count(wanted)
    model.set_columns((BY_NAME["title"],))
    assert seen == [
        ("before", NUMBER, 5),
        ("after", min(few, FIRST), 5),
        ("before", few, 5),
        ("after", few, 1),
    ]
