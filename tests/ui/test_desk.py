"""The open catalogue as the window sees it: before it is open, open, edited, closed."""

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.errors import CatalogueError, InvalidRecord, StaleRecord
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.settings import Settings
from coopdesk.storage.errors import Interrupted
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from tests.builders import a_record


def a_desk(path: Path, ready: threading.Event | None = None) -> Desk:
    """Return a desk on the catalogue at ``path``, which opens when ``ready`` is set."""

    def opener() -> Store:
        assert ready is None or ready.wait(10)
        return Store.open(path)

    return Desk(path, opener, Settings(None), "A.K.")


@pytest.fixture
def asker() -> QObject:
    return QObject()


def first_record(desk: Desk, qtbot: QtBot, asker: QObject) -> Record:
    found: list[Record] = []
    desk.read(asker, lambda s: s.record(s.ids(Filter(), Sort("title"))[0]), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_that_what_is_asked_before_the_catalogue_is_open_is_answered_after(
    sample_file: Path, qtbot: QtBot, asker: QObject
) -> None:
    ready = threading.Event()
    desk, answered = a_desk(sample_file, ready), list[int]()
    desk.read(asker, lambda store: store.count(Filter()), answered.append)
    desk.start(lambda _store: None, lambda error: pytest.fail(str(error)))
    assert not answered
    ready.set()
    qtbot.waitUntil(lambda: answered == [38])
    desk.close()


def test_that_closing_a_desk_that_never_opened_does_not_wait(
    sample_file: Path, asker: QObject
) -> None:
    desk = a_desk(sample_file)
    for _number in range(5):
        desk.read(asker, lambda store: store.count(Filter()), lambda _count: None)
    closing = threading.Thread(target=desk.close)
    closing.start()
    closing.join(10)
    assert not closing.is_alive()


def test_that_closing_while_the_catalogue_opens_closes_it_again(
    sample_file: Path, asker: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready, closed = threading.Event(), list[Path]()
    really_close = Store.close

    def close(store: Store) -> None:
        closed.append(store.path)
        really_close(store)

    monkeypatch.setattr(Store, "close", close)
    desk = a_desk(sample_file, ready)
    desk.start(lambda _store: pytest.fail("answered"), lambda error: pytest.fail(str(error)))
    desk.read(asker, lambda store: store.count(Filter()), lambda _count: None)
    threading.Timer(0.05, ready.set).start()
    desk.close()
    assert closed == [sample_file]


def test_that_a_catalogue_which_cannot_be_opened_is_said_to_all_who_wait(
    tmp_path: Path, qtbot: QtBot, asker: QObject
) -> None:
    desk, told = a_desk(tmp_path / "nowhere.coopdesk"), list[Exception]()
    desk.start(lambda _store: pytest.fail("opened"), told.append)
    desk.read(asker, lambda store: store.count(Filter()), lambda _count: None, failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert all(isinstance(error, CatalogueError) for error in told)
    desk.close()


def test_that_an_edit_tells_what_changed_and_who_asked(
    desk: Desk, qtbot: QtBot, asker: QObject
) -> None:
    done: list[Changed | None] = []
    with qtbot.waitSignal(desk.changed) as told:
        desk.save(asker, a_record(title="New"), done.append, lambda error: pytest.fail(str(error)))
    changed, origin = told.args
    assert origin is asker
    assert done == [changed]
    assert (changed.operation, changed.title) == ("added", "New")


def test_that_a_stored_record_is_saved_and_not_added(
    desk: Desk, qtbot: QtBot, asker: QObject
) -> None:
    before = first_record(desk, qtbot, asker)
    with qtbot.waitSignal(desk.changed) as told:
        desk.save(
            asker,
            replace(before, title="000"),
            lambda _c: None,
            lambda error: pytest.fail(str(error)),
        )
    assert told.args[0].ids == (before.id,)
    assert told.args[0].operation == "edited"
    assert first_record(desk, qtbot, asker).title == "000"


def test_that_a_refused_save_is_told_to_the_editor_and_changes_nothing(
    desk: Desk, qtbot: QtBot, asker: QObject
) -> None:
    before = first_record(desk, qtbot, asker)
    told: list[Exception] = []
    changes: list[object] = []
    desk.changed.connect(lambda changed, _origin: changes.append(changed))
    desk.save(asker, replace(before, title=""), lambda _c: None, told.append)
    desk.save(asker, replace(before, title="A", version=99), lambda _c: None, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[0], InvalidRecord)
    assert isinstance(told[1], StaleRecord)
    assert not changes
    assert first_record(desk, qtbot, asker) == before


def test_that_an_area_which_the_catalogue_lacks_is_called_by_its_code(desk: Desk) -> None:
    assert desk.area("AIR").name() == "Air forces"
    assert desk.area("XXX").name() == "XXX"


def test_that_the_words_of_the_catalogue_are_in_force_before_anybody_is_told(
    sample_file: Path, qtbot: QtBot, asker: QObject
) -> None:
    with closing(Store.open(sample_file)) as store:
        store.lists.rename("kind", "course", {"en": "Training"}, who="B.C.")
    desk, told = a_desk(sample_file), list[str]()

    def tell(*_what: object) -> None:
        told.append(code_label("kind", "course"))

    desk.changed.connect(tell)
    assert code_label("kind", "course") == "Course"
    desk.start(tell, lambda error: pytest.fail(str(error)))
    desk.read(asker, lambda _store: code_label("kind", "course"), told.append)
    desk.write(asker, lambda s: s.lists.rename("kind", "course", {"en": "Class"}, who="A.K."))
    desk.write(asker, lambda s: s.undo(who="A.K."))
    qtbot.waitUntil(lambda: len(told) == 4)
    assert sorted(told) == ["Class", "Training", "Training", "Training"]
    assert code_label("kind", "course") == "Training"
    qtbot.waitUntil(lambda: not desk.busy)
    desk.close()


ENDLESS = """
WITH RECURSIVE n(x) AS (SELECT begun() UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n
"""


def count_for_ever(store: Store, begun: threading.Event) -> object:
    """Run a query that only an interrupt ends; set ``begun`` when it runs."""

    def tell() -> int:
        begun.set()
        return 1

    with store._door.reading() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.create_function("begun", 0, tell)
        return connection.exec_driver_sql(ENDLESS).scalar()


def test_that_a_newer_question_ends_the_query_of_the_one_before(desk: Desk, qtbot: QtBot) -> None:
    begun, ended = threading.Event(), list[type[BaseException]]()
    answered: list[object] = []
    failures: list[object] = []
    desk.failed.connect(failures.append)

    def endless(store: Store) -> object:
        try:
            return count_for_ever(store, begun)
        except BaseException as error:
            ended.append(type(error))
            raise

    desk.read(desk, endless, answered.append, key="list")
    qtbot.waitUntil(begun.is_set)
    desk.read(desk, lambda store: store.count(Filter()), answered.append, key="list")
    qtbot.waitUntil(lambda: not desk.busy)
    assert ended == [Interrupted]
    assert answered == [38]
    assert not failures


def test_that_a_long_query_of_one_widget_leaves_those_of_others_alone(
    desk: Desk, qtbot: QtBot
) -> None:
    begun, other, answered = threading.Event(), QObject(), list[object]()

    desk.read(other, lambda store: count_for_ever(store, begun), answered.append, key="list")
    qtbot.waitUntil(begun.is_set)
    desk.read(desk, lambda store: store.count(Filter()), answered.append, key="list")
    qtbot.waitUntil(lambda: answered == [38])
    assert desk.busy
    desk.forget(other, "list")
    qtbot.waitUntil(lambda: not desk.busy)
    assert answered == [38]
