"""Attached files read in a process of its own: they come from anywhere, and some mean harm.

What a file can do it does here: take all memory, run for ever, bring a library down. The process
has little memory, and ends itself where one file takes too long, so that none is left behind when
whoever started it is gone.

It first writes READY. Then, as often as it is asked: a line of JSON (``media_type``, ``size``) and
so many bytes come on standard input; a line of JSON (``state``, ``size``) and so many bytes, the
words in UTF-8, go to standard output. It ends with its input. Nothing is written to disk.
"""

import faulthandler
import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

from coopdesk.exchange.document_words.reading import read_text

FROZEN_OPTION = "--read-documents"
"""The argument with which a frozen program starts itself as this child."""

READY = b"ready\n"
SECONDS = 60
"""The most that one file may take; the process ends itself a while later."""

MOST_MEMORY = 1_536 * 1024 * 1024
_GRACE = 15
_LATER = 10  # a lower priority, as nice(1) counts

_START = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from coopdesk.exchange.document_words.child import main; sys.exit(main())"
)


def start_child_command() -> list[str]:
    """Return the command that starts the child: this very program, wherever it lies.

    It works from any folder, installed or not, and takes no module from the current folder.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_OPTION]
    root = str(Path(__file__).resolve().parents[3])
    return [sys.executable, "-P", "-c", _START.format(root=root)]


def main() -> int:
    """Read files as they come on standard input, until it ends; return 0."""
    answers = _answers()
    _bound()
    serve(sys.stdin.buffer, answers)
    return 0


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer what is ``asked`` until there is no more."""
    answers.write(READY)
    answers.flush()
    silence = _silence()
    while line := asked.readline():
        job = json.loads(line)
        content = asked.read(job["size"])
        faulthandler.dump_traceback_later(SECONDS + _GRACE, exit=True, file=silence)
        try:
            found = read_text(content, job["media_type"])
            del content
        finally:
            faulthandler.cancel_dump_traceback_later()
        words = found.words.encode()
        answers.write(json.dumps({"state": found.state, "size": len(words)}).encode() + b"\n")
        answers.write(words)
        answers.flush()


def _answers() -> BinaryIO:
    """Return the way to whoever asks; what a library prints goes nowhere."""
    way = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(_silence(), sys.stdout.fileno())
    return way


def _silence() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def _bound() -> None:
    """Take little memory and leave no image of it, where the system can see to that; yield."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(_LATER)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    sys.exit(main())
