"""Locks on open catalogues that this process cannot lose by chance.

By POSIX, a process that closes any descriptor of a file gives up all its record locks on it
(fcntl(2), "Advisory record locking"): a file dialog that peeks into an open catalogue is enough.
SQLite's own locks are of that kind. Without them the next program to close the catalogue believes
that it is the last and deletes the log into which we still write. A lock that belongs to an open
file description stays whatever else is closed; ours lies over the bytes that such a program must
lock first (https://www.sqlite.org/src/file/src/os.h: SHARED_FIRST, SHARED_SIZE).
"""

import os
import struct
import sys
import threading
from pathlib import Path

_SHARED_FIRST, _SHARED_SIZE = 0x40000000 + 2, 510
# struct flock of 64-bit Linux: type, whence, start, length, process (0 for these locks).
_FLOCK = "hhqqi4x"
# Byte 18 of the file: 2 where it is written through a log, see sqlite.org/fileformat2.html.
_VERSION_AT, _WITH_LOG = 18, b"\x02"

Identity = tuple[int, int]
_held: dict[Identity, tuple[int, int]] = {}
_turn = threading.Lock()


def file_identity(path: str) -> Identity | None:
    """Return what tells the file at ``path`` from one put in its place; None where none is."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_held(path: Path) -> bool:
    """Tell whether this process has the catalogue at ``path`` open."""
    with _turn:
        return file_identity(str(path)) in _held


def hold(path: Path) -> Identity | None:
    """Note that the catalogue is open here, and lock it; None where it cannot be.

    Where the system knows no such locks, it is only noted.
    """
    with _turn:
        identity = file_identity(str(path))
        if identity is None:
            return None
        if identity in _held:
            descriptor, users = _held[identity]
            _held[identity] = descriptor, users + 1
            return identity
        try:
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError:
            # What is wrong, the driver says when it opens the file.
            return None
        _held[identity] = descriptor, 1
        if os.read(descriptor, _VERSION_AT + 1)[_VERSION_AT:] == _WITH_LOG:
            _lock(descriptor, locking=True)
        return identity


def unlock(identity: Identity) -> None:
    """Let go of the lock, where nobody else here needs it, before the last connection closes.

    The log is then taken over and tidied up, which our own lock would prevent.
    """
    with _turn:
        descriptor, users = _held[identity]
        if users == 1:
            _lock(descriptor, locking=False)


def release(identity: Identity) -> None:
    """End what `hold` began, after the connections were closed."""
    with _turn:
        descriptor, users = _held.pop(identity)
        if users > 1:
            _held[identity] = descriptor, users - 1
        else:
            os.close(descriptor)


if sys.platform == "linux":
    import fcntl

    def _lock(descriptor: int, *, locking: bool) -> None:
        kind = fcntl.F_RDLCK if locking else fcntl.F_UNLCK
        wanted = struct.pack(_FLOCK, kind, os.SEEK_SET, _SHARED_FIRST, _SHARED_SIZE, 0)
        try:
            fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, wanted)
        except OSError:
            # Another is just closing the file, or the file system has no such locks: then what
            # `Transactions` compares before each use is what remains.
            return

else:

    def _lock(descriptor: int, *, locking: bool) -> None:
        """Windows keeps locks by handle; elsewhere `Transactions` compares before each use."""
