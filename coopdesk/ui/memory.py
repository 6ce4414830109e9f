"""What the C library does with memory that was given back."""

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

# Of the C library's mallopt(3).
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
_ARENAS = 2
_LARGE = 256 * 1024


def share_arenas() -> bool:
    """Let many threads have few arenas between them; tell whether they do from now on.

    Each would have one of its own, and what was large once would be kept for the next large thing:
    at a million records that is a third of all. Only glibc does so.
    """
    library = _glibc()
    if library is None:
        return False
    return bool(library.mallopt(_ARENA_MAX, _ARENAS) and library.mallopt(_MMAP_THRESHOLD, _LARGE))


def give_back() -> bool:
    """Give what is not used to the system, which takes some milliseconds; tell whether any was."""
    library = _glibc()
    return library is not None and bool(library.malloc_trim(0))


@cache
def _glibc() -> "CDLL | None":
    if sys.platform != "linux":
        return None
    from ctypes import CDLL

    library = CDLL(None)
    return library if hasattr(library, "gnu_get_libc_version") else None
