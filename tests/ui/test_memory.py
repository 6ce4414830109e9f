"""Memory that is not used any more."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from coopdesk.ui import memory
from coopdesk.ui.work import Work

_THREADS = """
import ctypes, sys, threading
from coopdesk.ui.memory import share_arenas

if sys.argv[1] == "shared":
    assert share_arenas()
all_there = threading.Barrier(8)

def use():
    all_there.wait()
    held = [bytes(10_000) for _ in range(100)]
    all_there.wait()

threads = [threading.Thread(target=use) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, out)
library.fflush(out)
"""


def _arenas(how: str) -> int:
    ran = subprocess.run(
        [sys.executable, "-c", _THREADS, how], check=True, capture_output=True, text=True
    )
    return ran.stdout.count("<heap nr=")


# Only the C library of Linux keeps memory so, and is asked.
GLIBC = sys.platform == "linux"


def test_that_threads_share_few_arenas() -> None:
    if not GLIBC:
        assert not memory.share_arenas()
        return
    assert _arenas("shared") <= 2 < _arenas("left alone")


_MANY_IN_THE_MIDST = """
from pathlib import Path
from coopdesk.ui.memory import give_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

held = [bytes(20_000) for _ in range(5_000)]
del held[:-1]
before = resident()
assert give_back()
print(before - resident())
"""


def test_that_memory_in_the_midst_of_what_is_used_is_given_back() -> None:
    if not GLIBC:
        assert not memory.give_back()
        return
    ran = subprocess.run(
        [sys.executable, "-c", _MANY_IN_THE_MIDST], check=True, capture_output=True, text=True
    )
    assert int(ran.stdout) > 50_000_000


def test_that_memory_is_given_back_once_nothing_is_under_way(
    qapp: QCoreApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bool] = []
    monkeypatch.setattr("coopdesk.ui.collecting.give_back", lambda: given.append(True))
    work = Work()
    work.read(qapp, lambda: "ids", lambda _answer: None)
    assert not given
    qtbot.waitUntil(lambda: bool(given))
    work.close()
    assert given == [True]
