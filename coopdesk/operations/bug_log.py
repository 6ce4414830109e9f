"""Bugs: written to a log with their trace, so that the user can send it and the program go on."""

import os
from datetime import datetime
from pathlib import Path

from coopdesk import __version__
from coopdesk.operations.folders import log_file

_LARGEST = 1_000_000  # bytes; then the log becomes the old one, and a new one begins


def trace_of(error: BaseException) -> str:
    """Return what a maintainer needs of ``error``: version, platform and trace, as text."""
    import platform
    import traceback

    trace = "".join(traceback.format_exception(error))
    system = f"Python {platform.python_version()}, {platform.platform()}"
    return f"CoopDesk {__version__}, {system}\n{trace}"


def log_bug(error: BaseException) -> Path:
    """Append ``error`` with its trace to the user's log, and return the log's path.

    Only the user can read the log, since a trace may quote a record. Raises OSError where the
    log cannot be written.
    """
    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LARGEST:
        path.replace(path.with_suffix(".old.log"))
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')} ")
        log.write(trace_of(error) + "\n")
    return path
