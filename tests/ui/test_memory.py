"""Memory that is not used any more."""

import subprocess
import sys

import pytest

_THREADS = """
import ctypes, sys, threading
from coopdesk.ui.memory import give_back_memory

if sys.argv[1] == "given back":
    assert give_back_memory()
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


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux alone keeps arenas")
def test_that_threads_share_few_arenas() -> None:
    assert _arenas("given back") <= 2 < _arenas("left alone")
