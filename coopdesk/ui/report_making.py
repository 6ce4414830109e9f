"""From what is chosen to the PDF: read on a worker thread, compiled in a child process."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.report_gathering import Choice, Gathered, Scope, gather
from coopdesk.ui.report_job import ReportJob
from coopdesk.ui.report_progress import ReportProgress

if TYPE_CHECKING:
    from coopdesk.operations.release_log import Release

CHOSEN_MS = 20  # a click is meant; only the keys that leaf through a list come quicker
TYPED_MS = 300  # how long a hand that writes must rest


@dataclass(frozen=True, slots=True)
class Made:
    """A report as it is shown: its PDF, and what the log says of it once it is released.

    Of several ``volumes`` it is the first.
    """

    pdf: bytes
    release: "Release"
    volumes: int


class ReportMaking(QObject):
    """Makes the report that ``choice`` returns.

    ``begun`` says that what was made is not what is chosen any more; ``known`` carries what the
    choice comes to (`Gathered`), ``made`` a `Made`, ``refused`` a sentence instead, whether it
    tells of a problem, and whether another try makes sense.
    """

    begun = Signal()
    known = Signal(object)
    made = Signal(object)
    refused = Signal(str, bool, bool)

    def __init__(
        self, desk: Desk, scope: Scope, choice: Callable[[], Choice], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.scope = scope
        self.current: Made | None = None
        self.progress = ReportProgress(self)
        self.job = ReportJob(self)
        self._desk = desk
        self._choice = choice
        self._asked: tuple[Scope, Choice] | None = None
        self._gathered: Gathered | None = None
        self._unwanted = Event()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._gather)
        self.job.compiled.connect(self._compiled)
        self.job.failed.connect(self._failed)
        self.job.prepare()

    def begin(self, settle: int = 0) -> None:
        """Make the report anew once the choice has rested for ``settle`` milliseconds.

        What was made, or is being made, stays where nothing was chosen that changes it.
        """
        if self._asked == (self.scope, self._choice()):
            return
        self.await_choice()
        self._timer.start(settle)

    def again(self) -> None:
        """Make the report anew though nothing else is chosen."""
        self._asked = None
        self.begin()

    def await_choice(self) -> None:
        """Stop what is under way: something else is about to be chosen."""
        self._stop()
        self.current = None
        self.begun.emit()
        self.progress.read()

    def cancel(self) -> None:
        """Stop, since the user does not want to wait."""
        self._stop()
        self._refuse(_("Compiling was cancelled."), problem=False, again=True)

    def close(self) -> None:
        """Stop for good; return when no child is left."""
        self._stop()
        self.job.close()

    def fail(self, error: Exception) -> None:
        """Say that the catalogue could not be read."""
        if isinstance(error, CatalogueError):
            self._refuse(str(error), again=True)
            return
        self._refuse(
            _("The report could not be made. This is a fault of the program, not yours."),
            again=True,
        )
        self._desk.failed.emit(error)

    def _stop(self) -> None:
        self._timer.stop()
        self._asked = None
        self._unwanted.set()
        self._desk.forget(self, "gather")
        self.job.cancel()
        self.progress.end()

    def _gather(self) -> None:
        self._unwanted = unwanted = Event()
        scope, choice, who = self.scope, self._choice(), self._desk.who
        self._asked = (scope, choice)
        self._desk.read(
            self,
            lambda store: gather(store, scope, choice, unwanted, who),
            self._read,
            key="gather",
            failed=self.fail,
        )

    def _read(self, gathered: Gathered | None) -> None:
        if gathered is None or self._unwanted.is_set():
            return
        self._gathered = gathered
        self.known.emit(gathered)
        if gathered.job is not None:
            self.progress.compile(gathered.count, gathered.volumes)
            self.job.start(gathered.job)
        elif gathered.empty:
            self._refuse(
                _("No record to print: clear the filters, or choose the whole catalogue."),
                problem=False,
            )
        else:
            self._refuse(
                _("No record may go to this audience: choose another audience or other records."),
                problem=False,
            )

    def _compiled(self, pdf: bytes) -> None:
        self.progress.end()
        gathered = self._gathered
        assert gathered is not None
        assert gathered.release is not None
        self.current = Made(pdf, gathered.release, gathered.volumes)
        self.made.emit(self.current)
        self.job.prepare()

    def _failed(self, sentence: str, bug: Exception | None) -> None:
        self._refuse(sentence, again=True)
        self.job.prepare()
        if bug is not None:
            self._desk.failed.emit(bug)

    def _refuse(self, sentence: str, *, problem: bool = True, again: bool = False) -> None:
        self.progress.end()
        self.refused.emit(sentence, problem, again)
