"""What goes to standard output: UTF-8 whatever the terminal is, and no trace for a full disk.

A reader that went away is left to raise BrokenPipeError: whoever runs the command ends quietly.
"""

import errno
import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _


class OutputFailed(CatalogueError):
    """Standard output could not take what was written to it."""


def speak_utf8() -> None:
    """Make both streams write UTF-8, and what UTF-8 has no form for as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def terminal_width() -> int | None:
    """Return the columns of the terminal, None where standard output is none."""
    import shutil

    return shutil.get_terminal_size().columns if is_terminal() else None


def is_terminal() -> bool:
    """Tell whether somebody reads standard output on a screen."""
    return sys.stdout is not None and sys.stdout.isatty()


def say(*lines: str) -> None:
    """Write lines; OutputFailed where they cannot be."""
    for line in lines:
        _write(line + "\n")


def tell(text: str) -> None:
    """Write ``text`` as a line to standard error, where there is one."""
    # Python gives a stream that was closed from outside as None, which print takes for the other.
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")


def print_json(objects: Iterable[Mapping[str, Any]]) -> None:
    """Write objects, as JSON knows their values, as a JSON array, one a line."""
    before = "[\n"
    for one in objects:
        _write(before + json.dumps(one, ensure_ascii=False))
        before = ",\n"
    _write("[]\n" if before == "[\n" else "\n]\n")


def flush() -> None:
    """Write what is still held back; OutputFailed where it cannot be."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _failed(error) from None


def forget_output() -> None:
    """Drop what is held back, which would fail once more as the process ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(text: str) -> None:
    if sys.stdout is None:
        raise _failed(OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _failed(error) from None


def _failed(error: OSError) -> OutputFailed:
    return OutputFailed(
        _("The output cannot be written ({reason}); what was written of it is not whole.").format(
            reason=error.strerror
        )
    )
