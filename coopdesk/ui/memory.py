"""What the C library does with memory that was given back."""

import sys

# Of the C library's mallopt(3).
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
_ARENAS = 2
_LARGE = 256 * 1024


def give_back_memory() -> bool:
    """Let memory that many threads used for a moment go back to the system; tell whether it will.

    Each thread would have an arena of its own, and what was large once would be kept for the next
    large thing: at a million records that is a third of all. Only glibc does so.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return False
    return bool(library.mallopt(_ARENA_MAX, _ARENAS) and library.mallopt(_MMAP_THRESHOLD, _LARGE))
