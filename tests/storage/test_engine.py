import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage import connection, engine
from coopdesk.storage.connection import Access, connect
from coopdesk.storage.errors import AccessDenied, Busy, Damaged, DiskFull, DiskTrouble, Interrupted
from coopdesk.storage.store import Store
from tests.builders import a_record, contents

# Counts as long as nobody stops it.
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def impatient(path: Path) -> Iterator[Store]:
    """A catalogue that hardly waits for others."""
    Store.create(path, contents(5), who="founder").close()
    opened = Store.open(path, busy_seconds=0.05)
    yield opened
    opened.close()


def test_that_a_second_writer_says_who_is_in_the_way_and_can_try_again(impatient: Store) -> None:
    other = connect(impatient.path, Access.WRITE)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="try again"):
        impatient.add(a_record(), who="A.K.")
    assert impatient.count(Filter()) == 5
    other.execute("ROLLBACK")
    other.close()
    impatient.add(a_record(), who="A.K.")
    assert impatient.count(Filter()) == 6


def test_that_a_writer_waits_for_another_that_is_soon_done(path: Path) -> None:
    opened = Store.create(path, contents(5), who="founder")
    other = connect(path, Access.WRITE)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.2, lambda: other.execute("COMMIT"))
    done.start()
    assert opened.add(a_record(), who="A.K.").ids
    done.join()
    other.close()
    opened.close()


def test_that_two_processes_share_one_catalogue(impatient: Store) -> None:
    adding = (
        "import sys; from pathlib import Path; from coopdesk.storage.store import Store\n"
        "from tests.builders import a_record\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "print(store.add(a_record(title='From the other side'), who='other').ids[0])\n"
        "store.close()"
    )
    told = subprocess.run(
        [sys.executable, "-c", adding, str(impatient.path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert impatient.record(int(told.stdout)).title == "From the other side"
    assert impatient.add(a_record(), who="A.K.").ids[0] == int(told.stdout) + 1
    assert impatient.check() == ()


def test_that_a_full_disk_is_said_and_takes_nothing_with_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.create(path, contents(20), who="founder").close()

    def nearly_full(path: Path, access: Access, *, busy_seconds: float) -> Any:
        driver = connect(path, access, busy_seconds=busy_seconds)
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count = {pages + 3}")
        return driver

    with monkeypatch.context() as patch:
        patch.setattr(engine, "connect", nearly_full)
        opened = Store.open(path)
        long = a_record(description="the same again, " * 5000)
        for attempt in (
            lambda: opened.add(long, who="A.K."),
            lambda: opened.load(contents(300), who="A.K."),
        ):
            with pytest.raises(DiskFull, match="nothing was changed"):
                attempt()
        assert opened.count(Filter()) == 20
        assert opened.check() == ()
        opened.close()
    again = Store.open(path)
    assert again.count(Filter()) == 20
    again.add(long, who="A.K.")
    assert again.check() == ()
    again.close()


def test_that_a_running_read_can_be_interrupted(filled: Store) -> None:
    begun = threading.Event()
    ended: list[BaseException] = []

    def read() -> None:
        try:
            with filled._transactions.reading() as connection:
                begun.set()
                connection.exec_driver_sql(ENDLESS)
        except Interrupted as error:
            ended.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait()
    # The read has begun, its query perhaps not yet; ask until it has been ended.
    while reader.is_alive():
        filled.interrupt()
        reader.join(0.01)
    assert ended
    assert filled.count(Filter()) == 60


def test_that_a_read_that_was_interrupted_between_two_queries_ends_too(filled: Store) -> None:
    with pytest.raises(Interrupted), filled._transactions.reading():
        filled.interrupt()
    assert filled.count(Filter()) == 60


def test_that_an_interrupt_which_outlives_the_read_harms_no_later_one(
    filled: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def read() -> None:
        with filled._transactions.reading() as connection:
            driver: Any = connection.connection.dbapi_connection
            row = connection.exec_driver_sql("SELECT min(rowid) FROM record").scalar()
            held.append(driver.open_blob("record", "title", row, readonly=True))
            filled.interrupt(threading.get_ident())

    held: list[Any] = []
    with pytest.raises(Interrupted):
        read()
    assert filled.count(Filter()) == 60
    assert not caplog.records


def test_that_an_interrupt_may_end_the_read_of_one_thread_alone(filled: Store) -> None:
    with filled._transactions.reading() as connection:
        filled.interrupt(threading.get_ident() + 1)
        assert connection.exec_driver_sql("SELECT count(*) FROM record").scalar() == 60
    with pytest.raises(Interrupted), filled._transactions.reading():
        filled.interrupt(threading.get_ident())


def test_that_an_interrupt_does_not_touch_a_later_read_or_a_writer(filled: Store) -> None:
    filled.interrupt()
    assert len(filled.ids(Filter(), Sort())) == 60
    with filled._transactions.writing() as connection:
        filled.interrupt()
        connection.exec_driver_sql("UPDATE record SET notes = 'kept'")
    assert filled.record(1).notes == "kept"


def test_that_a_read_sees_one_state_of_the_catalogue_throughout(filled: Store) -> None:
    with filled._transactions.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM record").scalar()
        filled.add(a_record(), who="A.K.")
        assert connection.exec_driver_sql("SELECT count(*) FROM record").scalar() == before
    assert filled.count(Filter()) == 61


def test_that_a_write_that_fails_leaves_no_trace(filled: Store) -> None:
    def fail() -> None:
        with filled._transactions.writing() as connection:
            connection.exec_driver_sql("DELETE FROM record")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert filled.count(Filter()) == 60


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("database table is locked", Busy),
        ("attempt to write a readonly database", AccessDenied),
        ("unable to open database file", AccessDenied),
        ("disk I/O error", DiskTrouble),
        ("database disk image is malformed", Damaged),
    ],
)
def test_that_the_drivers_words_are_said_in_ours(
    filled: Store, words: str, kind: type[Exception]
) -> None:
    from sqlcipher3 import dbapi2

    def fail() -> None:
        with filled._transactions.reading():
            raise dbapi2.OperationalError(words)

    with pytest.raises(kind, match=str(filled.path)):
        fail()


def test_that_an_error_of_ours_is_not_dressed_up(filled: Store) -> None:
    def ask(statement: str) -> Callable[[], None]:
        def work() -> None:
            with filled._transactions.reading() as connection:
                connection.exec_driver_sql(statement)

        return work

    from sqlalchemy.exc import OperationalError

    with pytest.raises(OperationalError, match="no such table"):
        ask("SELECT * FROM nowhere")()


def test_that_writes_are_on_the_disk_when_they_are_told(filled: Store) -> None:
    with filled._transactions.writing() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_that_closing_ends_the_reads_that_are_running(filled: Store) -> None:
    begun = threading.Event()
    ended: list[BaseException] = []

    def read() -> None:
        try:
            with filled._transactions.reading() as connection:
                begun.set()
                while True:
                    connection.exec_driver_sql("SELECT count(*) FROM record").scalar()
        except Interrupted as error:
            ended.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait()
    filled.close()
    reader.join()
    assert ended
    assert [file.name for file in filled.path.parent.glob("*.coopdesk*")] == [filled.path.name]


def test_that_a_closed_catalogue_is_not_opened_again_by_a_late_reader(filled: Store) -> None:
    filled.close()
    with pytest.raises(Interrupted):
        filled.count(Filter())
    with pytest.raises(RuntimeError, match="closed"):
        filled.add(a_record(), who="A.K.")
    filled.close()


def test_that_the_log_of_a_large_import_does_not_stay(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    monkeypatch.setattr(connection, "_LOG_LIMIT", 0)
    opened = Store.open(filled.path)
    with opened._transactions.writing() as driver:
        driver.exec_driver_sql("PRAGMA wal_autocheckpoint = 10")
    opened.load(contents(300), who="A.K.")
    log = filled.path.with_name(filled.path.name + "-wal")
    large = log.stat().st_size
    opened.add(a_record(), who="A.K.")
    assert log.stat().st_size < large / 2
    opened.close()
