"""The child process that reads attached files, as those who ask it see it."""

import json
import subprocess
import sys
import time
from threading import Lock, Timer

from coopdesk.catalogue.document_text import FAILED, NOTHING, TOO_LARGE, DocumentText
from coopdesk.exchange.document_words.child import READY, SECONDS, start_child_command
from coopdesk.exchange.document_words.reading import reader_of


class Ended(Exception):
    """`DocumentReader.stop` came: nothing is read any more."""


class DocumentReader:
    """Reads files one after the other, in one child as long as that lives.

    A child that a file brings down, or that takes ``seconds`` for one, is another state of that
    file; the next one gets a new child. `stop` may be called on any thread.
    """

    def __init__(self, seconds: float = SECONDS, command: list[str] | None = None) -> None:
        self._seconds = seconds
        self._command = command or start_child_command()
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._turns = Lock()

    @property
    def process_id(self) -> int:
        """The number of the child, 0 where there is none."""
        return self._child.pid if self._child else 0

    def read(self, content: bytes, media_type: str) -> DocumentText:
        """Return the words in a file of that media type.

        Raises Ended where `stop` came, RuntimeError where the child does not even start.
        """
        if reader_of(media_type) is None:
            return DocumentText(NOTHING)
        child = self._started()
        late = Timer(self._seconds, child.kill)
        late.daemon = True
        begun = time.monotonic()
        late.start()
        try:
            found = _answer(child, content, media_type)
        finally:
            late.cancel()
        if found is None or found.state == TOO_LARGE:
            self._end()
        if self._stopped:
            raise Ended
        if found is None:
            in_time = time.monotonic() - begun < self._seconds
            return DocumentText(FAILED if in_time else TOO_LARGE)
        return found

    def stop(self) -> None:
        """End the child at once; a read that is running raises Ended."""
        with self._turns:
            self._stopped = True
            if self._child:
                self._child.kill()

    def rest(self) -> None:
        """End the child until there is something to read again."""
        self._end()

    def close(self) -> None:
        """End the child, and wait until it is gone."""
        self.stop()
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._turns:
            if self._stopped:
                raise Ended
            if self._child is None:
                self._child = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    creationflags=_quiet_on_windows(),
                )
            else:
                return self._child
        child = self._child
        assert child.stdout is not None
        if child.stdout.readline() != READY:
            self._end()
            if self._stopped:
                raise Ended
            raise RuntimeError("the process that reads documents did not start")
        return child

    def _end(self) -> None:
        with self._turns:
            child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


def _answer(
    child: "subprocess.Popen[bytes]", content: bytes, media_type: str
) -> DocumentText | None:
    """Return what the child says, None where it ended over it."""
    assert child.stdin is not None
    assert child.stdout is not None
    job = {"media_type": media_type, "size": len(content)}
    try:
        child.stdin.write(json.dumps(job).encode() + b"\n")
        child.stdin.write(content)
        child.stdin.flush()
    except OSError:
        return None
    line = child.stdout.readline()
    if not line.endswith(b"\n"):
        return None
    told = json.loads(line)
    words = child.stdout.read(told["size"])
    return DocumentText(told["state"], words.decode()) if len(words) == told["size"] else None


def _quiet_on_windows() -> int:
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return 0
