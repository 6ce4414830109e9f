"""The window's work in the background: words inside documents, and which records have problems."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.operations.documents import add_to_record, attach
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui import indexing
from coopdesk.ui.indexing import Indexing
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.starting import start_window
from tests.builders import a_record
from tests.ui.conftest import settle

pytestmark = pytest.mark.slow

Key = Qt.Key


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for the user to rest."""
    monkeypatch.setattr(indexing, "FIRST_SECONDS", 0.0)
    monkeypatch.setattr(indexing, "QUIET_SECONDS", 0.05)


@pytest.fixture
def with_document(sample_file: Path, tmp_path: Path) -> Path:
    """The sample, one of its records with a document that nobody has read."""
    text = tmp_path / "protocol.txt"
    text.write_text("Ватрогасна цистерна", encoding="utf-8")
    store = Store.open(sample_file)
    add_to_record(store, store.ids(Filter(), Sort())[3], [attach(store, text)], who="A.K.")
    store.close()
    return sample_file


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the background tells of itself, from the first word on."""
    words: list[str] = []
    really_tell = Indexing._tell

    def tell(self: Indexing, what: str) -> None:
        words.append(what)
        really_tell(self, what)

    monkeypatch.setattr(Indexing, "_tell", tell)
    return words


@pytest.fixture
def indexed(
    with_document: Path, qapp: QApplication, qtbot: QtBot, said: list[str]
) -> Iterator[Program]:
    """The whole program, with its work in the background."""
    said.clear()
    program = Program(qapp, Settings(None), "A.K.", index=True)
    assert program.start(with_document, None, may_create=False)
    qtbot.waitUntil(lambda: window_of(program).browse.model.rowCount() == 38)
    settle(qtbot, program)
    yield program
    settle(qtbot, program)
    program.close()
    qapp.processEvents()
    assert not [thread for thread in threading.enumerate() if thread.name == "indexing"]


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def at_work(program: Program) -> Indexing:
    assert program._indexing is not None
    return program._indexing


def store_of(program: Program) -> Store:
    assert program._store is not None
    return program._store


def all_done(program: Program, qtbot: QtBot) -> None:
    store = store_of(program)
    qtbot.waitUntil(
        lambda: store.document_texts.unread_number(1) == 0 and store.judging.left() == 0,
        timeout=20_000,
    )
    qtbot.waitUntil(lambda: window_of(program).browse.frame.indexing_text == "")
    settle(qtbot, program)


def test_that_a_search_finds_what_was_read_meanwhile_and_the_user_stays_where_he_is(
    indexed: Program, qtbot: QtBot, said: list[str]
) -> None:
    window = window_of(indexed)
    window.browse.set_search("vatrogasna OR a")
    settle(qtbot, indexed)
    window.browse.table.choose_row(1)
    settle(qtbot, indexed)
    stands_at = window.browse.reader.record_id
    expected = store_of(indexed).ids
    all_done(indexed, qtbot)
    wanted, sort = window.browse.wanted(), window.browse.state.sort
    qtbot.waitUntil(lambda: window.browse.model.ids == expected(wanted, sort))
    settle(qtbot, indexed)
    assert window.browse.reader.record_id == stands_at
    assert list(expected(Filter(search="vatrogasna"), Sort()))
    assert "Reading documents: 1 left" in said
    assert said[-1] == ""


def test_that_the_footer_says_what_is_done_in_the_background(
    program: Program, window: MainWindow
) -> None:
    frame = window.browse.frame
    assert frame.indexing_text == ""
    frame.tell_indexing("Reading documents: 3 left")
    assert frame.indexing_text == "Reading documents: 3 left"
    frame.tell_indexing("")
    assert frame.indexing_text == ""


def test_that_a_list_of_what_has_problems_follows_an_edit(indexed: Program, qtbot: QtBot) -> None:
    window = window_of(indexed)
    all_done(indexed, qtbot)
    window.browse.set_whole_filter(Filter(problems=("warning", "error")))
    settle(qtbot, indexed)
    before = window.browse.model.rowCount()
    odd = a_record(title="Radio course", places=())
    store_of(indexed).add(odd, who="B.C.")
    at_work(indexed)._changed()
    all_done(indexed, qtbot)
    number = store_of(indexed).count(Filter(problems=("warning", "error")))
    assert number != before
    qtbot.waitUntil(lambda: window.browse.model.rowCount() == number)


def test_that_several_chosen_rows_stay_chosen(indexed: Program, qtbot: QtBot) -> None:
    window = window_of(indexed)
    window.browse.set_search("vatrogasna OR a")
    settle(qtbot, indexed)
    window.browse.table.selectAll()
    chosen = window.browse.table.chosen_number
    assert chosen > 1
    all_done(indexed, qtbot)
    assert window.browse.table.chosen_number == chosen


class Looks(threading.Event):
    """Counts how often the background looked whether the user rests."""

    number = 0

    def wait(self, timeout: float | None = None) -> bool:
        if timeout == indexing._LOOK:
            self.number += 1
        return super().wait(timeout)


def test_that_it_waits_while_the_user_types(
    indexed: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_done(indexed, qtbot)
    looks = Looks()
    at_work(indexed)._stopped = looks
    monkeypatch.setattr(indexing, "QUIET_SECONDS", 1_000.0)
    at_work(indexed)._last_input = -2_000.0
    QTest.keyClick(window_of(indexed).windowHandle(), Key.Key_Shift)
    store = store_of(indexed)
    store.add(a_record(title="Another"), who="B.C.")
    at_work(indexed)._changed()
    qtbot.waitUntil(lambda: looks.number > 2)
    assert store.judging.left() == 1
    monkeypatch.setattr(indexing, "QUIET_SECONDS", 0.05)
    all_done(indexed, qtbot)


def test_that_a_window_in_another_language_goes_on_with_it(indexed: Program, qtbot: QtBot) -> None:
    first = at_work(indexed)
    window_of(indexed).rebuild_asked.emit()
    assert not first.running
    assert at_work(indexed).running
    qtbot.waitUntil(lambda: window_of(indexed).browse.model.rowCount() == 38)
    all_done(indexed, qtbot)


def test_that_it_ends_with_the_window_in_the_midst_of_a_document(
    with_document: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered = threading.Event()
    real = indexing.Indexing._read_documents

    def begun(self: Indexing, reader: object) -> None:
        entered.set()
        real(self, reader)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing.Indexing, "_read_documents", begun)
    program = Program(qapp, Settings(None), "A.K.", index=True)
    assert program.start(with_document, None, may_create=False)
    qtbot.waitUntil(entered.is_set)
    settle(qtbot, program)
    program.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "indexing"]
    again = Store.open(with_document)
    assert again.check() == ()
    again.close()


def test_that_a_catalogue_for_reading_only_is_left_as_it_is(
    sample_file: Path, program: Program, window: MainWindow
) -> None:
    store = Store.open(sample_file, read_only=True)
    assert program.desk is not None
    made = Indexing(program.desk, store, window)
    assert not made.running
    made.stop()
    store.close()


def test_that_a_program_without_it_reads_nothing(program: Program, window: MainWindow) -> None:
    assert program._indexing is None


class Seen(Exception):
    """The program was made."""


def test_that_the_program_that_a_user_starts_works_in_the_background(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []

    def made(*_what: object, **more: object) -> Program:
        given.append(more)
        raise Seen

    monkeypatch.setattr("coopdesk.ui.program.Program", made)
    with pytest.raises(Seen):
        start_window(sample_file, Settings(None), "A.K.")
    assert given == [{"index": True}]
