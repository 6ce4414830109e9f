"""One connection to a catalogue's file, by the bare driver: the only place that opens one."""

from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from coopdesk.catalogue.folding import tokens

# Bytes 68 to 71 of the file, and so what tells it from any other SQLite file: "COOP".
APPLICATION_ID = int.from_bytes(b"COOP", "big")
BUSY_SECONDS = 5.0
# For each of up to nine connections; more makes nothing quicker, as the system keeps pages too.
_CACHE_KIB = 2_000
# What stays of the write-ahead log after a large import, once the file has taken it over (bytes).
_LOG_LIMIT = 16 * 1024 * 1024


class Access(Enum):
    """How a file is opened: the driver's mode, what is set, and whether the connection writes."""

    CREATE = ("mode=rwc", "foreign_keys = ON", True)
    WRITE = ("mode=rw", "foreign_keys = ON", True)
    MIGRATE = ("mode=rw", "foreign_keys = OFF", True)
    """Writes, and may make a table anew without the rows that point at it going with the old."""
    LOOK = ("mode=rw", "query_only = ON", False)
    """Reads only, yet beside writers: takes part in the write-ahead log and tidies it up."""
    READ = ("mode=ro", "query_only = ON", False)
    """Reads only, where the file or its folder cannot be written and a log lies beside it."""
    UNCHANGING = ("mode=ro&immutable=1", "query_only = ON", False)
    """Reads a file that nobody is changing: SQLite puts no file beside it."""

    def __init__(self, mode: str, setting: str, writes: bool) -> None:
        self.mode = mode
        self.setting = setting
        self.writes = writes


def connect(path: Path, access: Access, *, busy_seconds: float = BUSY_SECONDS) -> Any:
    """Return a connection to ``path``, in autocommit, for use by any one thread at a time.

    Raises the driver's own errors; `storage.errors.plain_errors` says them in the user's words.
    """
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?{access.mode}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        _unlock(connection)
        connection.create_function("folded_words", 1, folded_words, deterministic=True)
        connection.create_function("words_once", 1, words_once, deterministic=True)
        connection.execute(f"PRAGMA {access.setting}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA journal_size_limit = {_LOG_LIMIT}")
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: Any) -> None:
    """Give the key of an encrypted catalogue, before anything is read. Today none is."""


@lru_cache(maxsize=65_536)
def folded_words(text: str) -> str:
    """Return the folded words of ``text`` with a blank before and after each."""
    return f" {' '.join(tokens(text))} "


@lru_cache(maxsize=4)
def words_once(text: str) -> str:
    """Return each word of ``text``, folded words parted by blanks, once.

    The search index holds no more, and a long document says the same words again and again. The
    last few are kept: one document may be on many records, which are written one after the other.
    """
    return " ".join(dict.fromkeys(text.split(" ")))


def has_log(path: Path) -> bool:
    """Tell whether a write-ahead log lies beside the file: somebody has it open, or had."""
    return path.with_name(path.name + "-wal").exists()
