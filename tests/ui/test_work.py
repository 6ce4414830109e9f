"""Work off the GUI thread: who is answered, where, and what closing waits for."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from coopdesk.ui.work import Work


@pytest.fixture
def work(qapp: QCoreApplication) -> Iterator[Work]:
    made = Work()
    yield made
    made.close()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """A door that a job waits at; it opens by itself when the test ends."""
    made = threading.Event()
    yield made
    made.set()


def held(gate: threading.Event, answer: str) -> Callable[[], str]:
    def job() -> str:
        assert gate.wait(10)
        return answer

    return job


def test_that_a_job_runs_elsewhere_and_is_answered_on_the_gui_thread(
    work: Work, qtbot: QtBot, qapp: QCoreApplication
) -> None:
    answered: list[tuple[int, QThread]] = []
    work.read(
        qapp, threading.get_ident, lambda ran: answered.append((ran, QThread.currentThread()))
    )
    assert work.busy
    assert not answered  # never before the call returns
    qtbot.waitUntil(lambda: bool(answered))
    ran, thread = answered[0]
    assert ran != threading.get_ident()
    assert thread is qapp.thread()
    assert not work.busy


def test_that_nobody_is_called_for_an_owner_that_is_gone(
    work: Work, qtbot: QtBot, gate: threading.Event
) -> None:
    owner, answered = QObject(), list[str]()
    work.read(owner, held(gate, "late"), answered.append)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not work.busy)
    assert not answered


@pytest.mark.parametrize("opened_first", ["old", "new"])
def test_that_only_the_newest_question_of_a_key_is_answered(
    work: Work, qtbot: QtBot, qapp: QCoreApplication, opened_first: str
) -> None:
    gates = {"old": threading.Event(), "new": threading.Event()}
    answered: list[str] = []
    for name, door in gates.items():
        work.read(qapp, held(door, name), answered.append, key="list")
    other = [door for name, door in gates.items() if name != opened_first]
    gates[opened_first].set()
    other[0].set()
    qtbot.waitUntil(lambda: not work.busy)
    assert answered == ["new"]


def test_that_keys_of_two_owners_do_not_meet(work: Work, qtbot: QtBot) -> None:
    first, second, answered = QObject(), QObject(), list[str]()
    work.read(first, lambda: "first", answered.append, key="list")
    work.read(second, lambda: "second", answered.append, key="list")
    work.read(second, lambda: "no key", answered.append)
    qtbot.waitUntil(lambda: not work.busy)
    assert sorted(answered) == ["first", "no key", "second"]


def test_that_what_is_forgotten_is_not_answered(
    work: Work, qtbot: QtBot, qapp: QCoreApplication, gate: threading.Event
) -> None:
    answered: list[str] = []
    work.read(qapp, held(gate, "old"), answered.append, key="list")
    work.forget(qapp, "list")
    gate.set()
    qtbot.waitUntil(lambda: not work.busy)
    assert not answered


def failing() -> str:
    raise ValueError("no such thing")


def test_that_a_failure_is_told_to_who_asked(
    work: Work, qtbot: QtBot, qapp: QCoreApplication
) -> None:
    answered: list[str] = []
    told: list[Exception] = []
    work.write(qapp, failing, answered.append, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "no such thing"
    assert not answered


def test_that_a_failure_nobody_asked_about_is_told_by_the_signal(
    work: Work, qtbot: QtBot, qapp: QCoreApplication
) -> None:
    with qtbot.waitSignal(work.failed) as told:
        work.read(qapp, failing, lambda _answer: None)
    assert isinstance(told.args[0], ValueError)


def test_that_writes_run_one_after_the_other_beside_the_reads(
    work: Work, qtbot: QtBot, qapp: QCoreApplication, gate: threading.Event
) -> None:
    answered: list[str] = []
    work.write(qapp, held(gate, "first write"), answered.append)
    work.write(qapp, lambda: "second write", answered.append)
    work.read(qapp, lambda: "read", answered.append)
    qtbot.waitUntil(lambda: answered == ["read"])
    gate.set()
    qtbot.waitUntil(lambda: not work.busy)
    assert answered == ["read", "first write", "second write"]


def test_that_closing_writes_what_was_asked_for_and_drops_the_reads(
    qtbot: QtBot, qapp: QCoreApplication, gate: threading.Event
) -> None:
    work, done, answered = Work(), list[str](), list[object]()

    def write(number: int) -> Callable[[], None]:
        return lambda: done.append(f"write {number}")

    def read() -> None:
        assert gate.wait(10)
        done.append("read")

    for number in range(3):
        work.write(qapp, write(number), answered.append)
    for _number in range(8):
        work.read(qapp, read, answered.append)
    threading.Timer(0.05, gate.set).start()
    work.close()
    qapp.processEvents()
    assert [name for name in done if name.startswith("write")] == ["write 0", "write 1", "write 2"]
    assert len(done) == 3 + 5  # as many had begun as there are readers
    assert not answered


def test_that_nothing_starts_after_closing(qtbot: QtBot, qapp: QCoreApplication) -> None:
    work, ran = Work(), list[str]()
    work.close()
    work.read(qapp, lambda: ran.append("read"), lambda _answer: None)
    work.close()
    qapp.processEvents()
    assert not ran
    assert not work.busy


class Watched:
    """Interrupts by letting go what waits, and remembers whom it was told to interrupt."""

    def __init__(self) -> None:
        self.interrupted: list[int] = []
        self.let_go = threading.Event()

    def interrupt(self, thread_id: int) -> None:
        self.interrupted.append(thread_id)
        self.let_go.set()


@pytest.fixture
def watched() -> Iterator[Watched]:
    made = Watched()
    yield made
    made.let_go.set()


def test_that_a_newer_question_interrupts_the_one_that_runs_and_drops_what_it_raises(
    qtbot: QtBot, qapp: QCoreApplication, watched: Watched
) -> None:
    work, ran = Work(None, watched.interrupt), list[int]()
    answered, failures = list[str](), list[object]()
    work.failed.connect(failures.append)

    def interrupted() -> str:
        ran.append(threading.get_ident())
        assert watched.let_go.wait(10)
        raise RuntimeError("interrupted")

    work.read(qapp, interrupted, answered.append, key="list", failed=failures.append)
    qtbot.waitUntil(lambda: bool(ran))
    work.read(qapp, lambda: "other key", answered.append, key="other")
    assert not watched.interrupted
    work.read(qapp, lambda: "new", answered.append, key="list")
    qtbot.waitUntil(lambda: not work.busy)
    assert watched.interrupted == ran
    assert sorted(answered) == ["new", "other key"]
    assert not failures
    work.close()


def test_that_a_question_which_has_not_begun_is_skipped(
    qtbot: QtBot, qapp: QCoreApplication, gate: threading.Event, watched: Watched
) -> None:
    work, ran, answered = Work(None, watched.interrupt), list[str](), list[str]()
    for _reader in range(5):
        work.read(qapp, held(gate, "long"), answered.append)

    def job(name: str) -> Callable[[], str]:
        def begun() -> str:
            ran.append(name)
            return name

        return begun

    for name in ("one", "two", "three"):
        work.read(qapp, job(name), answered.append, key="list")
    gate.set()
    qtbot.waitUntil(lambda: not work.busy)
    assert ran == ["three"]
    assert sorted(answered) == ["long"] * 5 + ["three"]
    assert not watched.interrupted
    work.close()


def _named(ran: list[str], name: str) -> Callable[[], str]:
    def job() -> str:
        ran.append(name)
        return name

    return job


def test_that_patient_questions_of_a_quick_hand_wait_for_the_last_of_them(
    work: Work, qtbot: QtBot, qapp: QCoreApplication
) -> None:
    ran, answered = list[str](), list[str]()
    work.read(qapp, _named(ran, "one"), answered.append, key="ids", patient=True)
    qtbot.waitUntil(lambda: ran == ["one"])  # the first of them need not wait
    for name in ("two", "three", "four"):
        work.read(qapp, _named(ran, name), answered.append, key="ids", patient=True)
    assert work.busy
    qtbot.waitUntil(lambda: not work.busy)
    assert ran == ["one", "four"]
    assert answered[-1] == "four"


def test_that_a_patient_question_after_a_rest_begins_at_once(
    work: Work, qtbot: QtBot, qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopdesk.ui.work._HASTE", 0.0)
    monkeypatch.setattr("coopdesk.ui.work._PATIENCE_MS", 60_000)
    ran, answered = list[str](), list[str]()
    for name in ("one", "two"):
        work.read(qapp, _named(ran, name), answered.append, key="ids", patient=True)
        qtbot.waitUntil(lambda: not work.busy)
    assert answered == ["one", "two"]


def test_that_a_patient_question_still_waiting_is_not_asked_after_closing(
    qtbot: QtBot, qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopdesk.ui.work._PATIENCE_MS", 1)
    work, ran = Work(), list[str]()
    for name in ("one", "two"):
        work.read(qapp, _named(ran, name), lambda _answer: None, key="ids", patient=True)
    work.close()
    waited: list[bool] = []
    QTimer.singleShot(20, lambda: waited.append(True))
    qtbot.waitUntil(lambda: bool(waited))
    assert "two" not in ran


def test_that_what_is_forgotten_is_interrupted_and_what_has_ended_is_not(
    qtbot: QtBot, qapp: QCoreApplication, watched: Watched
) -> None:
    work, ran, answered = Work(None, watched.interrupt), list[int](), list[str]()

    def job() -> str:
        ran.append(threading.get_ident())
        assert watched.let_go.wait(10)
        return "late"

    work.read(qapp, job, answered.append, key="list")
    qtbot.waitUntil(lambda: bool(ran))
    work.forget(qapp, "list")
    qtbot.waitUntil(lambda: not work.busy)
    work.forget(qapp, "list")
    assert watched.interrupted == ran
    assert not answered
    work.close()


def test_that_what_is_urgent_waits_for_no_long_count(
    work: Work, qtbot: QtBot, qapp: QCoreApplication, gate: threading.Event
) -> None:
    answered: list[str] = []
    for _number in range(20):
        work.read(qapp, held(gate, "count"), answered.append)
    work.read(qapp, lambda: "first page", answered.append, urgent=True)
    qtbot.waitUntil(lambda: bool(answered))
    assert answered == ["first page"]


def test_that_no_thread_but_the_windows_takes_garbage_away(qapp: QCoreApplication) -> None:
    assert gc.isenabled()
    first, second = Work(), Work()
    assert not gc.isenabled()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_that_garbage_is_taken_away_all_the_same(qapp: QCoreApplication, qtbot: QtBot) -> None:
    class Ring:
        def __init__(self) -> None:
            self.itself = self

    work = Work()
    left = weakref.ref(Ring())
    kept = [[number] for number in range(10_000)]
    qtbot.waitUntil(lambda: left() is None)
    work.close()
    assert len(kept) == 10_000
