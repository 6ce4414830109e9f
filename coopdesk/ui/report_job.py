"""A report compiled in a child process: the window stays alive, and ending it ends the work."""

from functools import partial

from PySide6.QtCore import QObject, QProcess, Signal

from coopdesk.i18n import _
from coopdesk.reports.child import failure, start_child_command

_KILL_WAIT_MS = 5_000


class ChildFailure(Exception):
    """A bug in the compile: ``error`` is what the child said last, ``trace`` where it happened."""

    def __init__(self, error: str, trace: str) -> None:
        super().__init__("\n".join(filter(None, (error, trace))))
        self.error = error
        self.trace = trace


class ReportJob(QObject):
    """Compiles one report at a time.

    ``compiled`` carries the bytes of the PDF; ``failed`` a sentence for the user and, where it is
    a bug, a `ChildFailure`. A new start or `cancel` kills the child that is running, and nothing
    is heard of it any more.
    """

    compiled = Signal(object)
    failed = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[QProcess] = []  # one or none; shared with what ends it at the end
        self.destroyed.connect(partial(_end, self._running))

    @property
    def process_id(self) -> int:
        """The number of the child that is running, 0 where there is none."""
        return self._running[0].processId() if self._running else 0

    def start(self, job: bytes, command: list[str] | None = None) -> None:
        """Start a child on ``job`` (see `coopdesk.reports.child.job`)."""
        self.cancel()
        program, *arguments = command or start_child_command()
        process = QProcess(self)
        self._running.append(process)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._error)
        process.start(program, arguments)
        process.write(job)
        process.closeWriteChannel()

    def cancel(self, *, wait: bool = False) -> None:
        """Kill the child that is running; with ``wait``, return when it is gone."""
        if wait:
            _end(self._running)
            return
        while self._running:
            process = self._running.pop()
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.finished.connect(process.deleteLater)
            process.kill()

    def _error(self, error: QProcess.ProcessError) -> None:
        # The others end with `finished`, which tells more.
        if error is QProcess.ProcessError.FailedToStart and self._running:
            process = self._running.pop()
            reason = process.errorString()
            process.deleteLater()
            self.failed.emit(
                _("The report cannot be compiled: its process did not start ({reason}).").format(
                    reason=reason
                ),
                None,
            )

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if not self._running:
            return
        process = self._running.pop()
        pdf = bytes(process.readAllStandardOutput().data())
        said = bytes(process.readAllStandardError().data())
        process.deleteLater()
        if status is QProcess.ExitStatus.CrashExit:
            self.failed.emit(
                _(
                    "Compiling the report was ended from outside, perhaps because memory ran "
                    "short: choose fewer records and try again."
                ),
                None,
            )
        elif code:
            told = failure(said)
            self.failed.emit(
                _(
                    "The report could not be compiled. This is a fault of the program, not yours; "
                    "its log tells more."
                ),
                ChildFailure(str(told["error"]), str(told["trace"])),
            )
        else:
            self.compiled.emit(pdf)


def _end(running: list[QProcess], _gone: QObject | None = None) -> None:
    """Kill the children in ``running`` and return when they are gone."""
    while running:
        process = running.pop()
        process.finished.disconnect()
        process.errorOccurred.disconnect()
        process.kill()
        process.waitForFinished(_KILL_WAIT_MS)
        process.deleteLater()
