"""A report compiled in a child process: the window stays alive, and ending it ends the work."""

from functools import partial

from PySide6.QtCore import QObject, QProcess, Signal

from coopdesk.i18n import _
from coopdesk.reports.child import failure, start_child_command

_KILL_WAIT_MS = 5_000
_AT_ONCE = 2  # children


class ChildFailure(Exception):
    """A bug in the compile: ``error`` is what the child said last, ``trace`` where it happened."""

    def __init__(self, error: str, trace: str) -> None:
        super().__init__("\n".join(filter(None, (error, trace))))
        self.error = error
        self.trace = trace


class _Children:
    """The children of one window: one may be at work, one wait for work, and one be dying."""

    __slots__ = ("dying", "running", "spare")

    def __init__(self) -> None:
        self.running: QProcess | None = None
        self.spare: QProcess | None = None
        self.dying: list[QProcess] = []

    @property
    def every(self) -> list[QProcess]:
        """Those that there are."""
        return [one for one in (self.running, self.spare, *self.dying) if one is not None]


class ReportJob(QObject):
    """Compiles one report at a time, and keeps one child ready for the next.

    ``compiled`` carries the bytes of the PDF; ``failed`` a sentence for the user and, where it is
    a bug, a `ChildFailure`. A new start or `cancel` kills the child that is running, and nothing
    is heard of it any more. There are never more than two children.
    """

    compiled = Signal(object)
    failed = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._children = _Children()
        self._closed = False
        self.destroyed.connect(partial(_end, self._children))

    @property
    def process_id(self) -> int:
        """The number of the child that does a job, 0 where there is none."""
        running = self._children.running
        return running.processId() if running is not None else 0

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The numbers of all children: at work, ready for it, or dying."""
        return tuple(one.processId() for one in self._children.every if one.processId())

    def prepare(self) -> None:
        """Start a child that gets ready while it waits for the next job, if there is none."""
        children = self._children
        idle = children.running is None and children.spare is None
        if idle and not self._closed and len(children.dying) < _AT_ONCE:
            children.spare = self._started(start_child_command())

    def start(self, job: bytes, command: list[str] | None = None) -> None:
        """Do ``job`` (see `coopdesk.reports.child.job`), by the child that is ready if any is."""
        self._end_running()
        wanted = command or start_child_command()
        children = self._children
        spare, children.spare = children.spare, None
        if spare is not None and [spare.program(), *spare.arguments()] != wanted:
            self._kill(spare)
            spare = None
        if spare is None and len(children.dying) >= _AT_ONCE:
            _end(children)
        children.running = process = spare or self._started(wanted)
        process.write(job)
        process.closeWriteChannel()

    def cancel(self) -> None:
        """Kill the child that does a job, and have another one get ready."""
        if self._children.running is not None:
            self._end_running()
            self.prepare()

    def close(self) -> None:
        """Kill all children, return when they are gone, and start no other."""
        self._closed = True
        _end(self._children)

    def _started(self, command: list[str]) -> QProcess:
        process = QProcess(self)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._error)
        process.start(command[0], command[1:])
        return process

    def _end_running(self) -> None:
        running, self._children.running = self._children.running, None
        if running is not None:
            self._kill(running)

    def _kill(self, process: QProcess) -> None:
        _deafen(process)
        if _ended(process):
            process.deleteLater()
            return
        self._children.dying.append(process)
        process.finished.connect(self._bury)
        process.kill()

    def _bury(self) -> None:
        for process in [one for one in self._children.dying if _ended(one)]:
            self._children.dying.remove(process)
            process.deleteLater()

    def _error(self, error: QProcess.ProcessError) -> None:
        # The others end with `finished`, which tells more.
        if error is not QProcess.ProcessError.FailedToStart:
            return
        process = self._taken()
        if process is None:
            return
        self.failed.emit(
            _("The report cannot be compiled: its process did not start ({reason}).").format(
                reason=process.errorString()
            ),
            None,
        )

    def _taken(self) -> QProcess | None:
        """Forget the children that ended by themselves; return the one that was at work.

        Nobody waits for what the other says: the next job starts one that is heard.
        """
        children = self._children
        if children.spare is not None and _ended(children.spare):
            children.spare.deleteLater()
            children.spare = None
        running = children.running
        if running is None or not _ended(running):
            return None
        children.running = None
        running.deleteLater()
        return running

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._taken()
        if process is None:
            return
        pdf = bytes(process.readAllStandardOutput().data())
        said = bytes(process.readAllStandardError().data())
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


def _end(children: _Children, _gone: QObject | None = None) -> None:
    """Kill all of ``children`` and return when they are gone."""
    ended = children.every
    for process in ended:
        if process in children.dying:
            process.finished.disconnect()
        else:
            _deafen(process)
        process.kill()
    children.running = children.spare = None
    children.dying.clear()
    for process in ended:
        process.waitForFinished(_KILL_WAIT_MS)
        process.deleteLater()


def _ended(process: QProcess) -> bool:
    return process.state() is QProcess.ProcessState.NotRunning


def _deafen(process: QProcess) -> None:
    process.finished.disconnect()
    process.errorOccurred.disconnect()
